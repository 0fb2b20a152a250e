//! Amounts of work: shares, percentages and hours a week, as FTE.

use super::field::normalise;
use super::values::Fte;

/// How an FTE cell was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The amount; `None` where the cell is empty or cannot be one.
    pub(super) fte: Option<Fte>,
    pub(super) flaw: Flaw,
    /// Whether the clean roster writes the amount instead of the text: a percentage, a decimal comma.
    pub(super) rewritten: bool,
}

/// What is wrong with an FTE cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    None,
    /// Empty or zero.
    Zero,
    /// More than one, but such as people note down.
    OverOne,
    /// No amount of work.
    Bad,
}

/// What the numbers of a column count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Share,
    Percent,
    /// Hours a week, of so many for full time.
    Hours(f64),
}

/// Decides the unit of a column by its header and its distinct cells.
pub(super) fn unit<'t>(header: &str, cells: impl Iterator<Item = &'t str>) -> Unit {
    let numbers: Vec<f64> =
        cells.filter(|c| !c.contains('%')).filter_map(number).filter(|n| *n > 0.0).collect();
    let (least, most) = numbers.iter().fold((f64::MAX, 0.0_f64), |(a, b), n| (a.min(*n), b.max(*n)));
    let hours = says_hours(header);
    let full = if (30.0..=48.0).contains(&most) { most } else { 40.0 };
    match () {
        () if numbers.is_empty() || least <= 2.0 && !hours => Unit::Share,
        () if hours || most <= 60.0 => Unit::Hours(full),
        () => Unit::Percent,
    }
}

/// Whether a header says that its column holds hours.
pub(super) fn says_hours(header: &str) -> bool {
    const WORDS: &[&str] = &["hour", "stunden", "heures", "horas", "ore ", "uren", "arbeitszeit"];
    let header = normalise(header);
    WORDS.iter().any(|word| header.contains(word))
}

/// Reads a cell.
pub(super) fn read(cell: &str, unit: Unit) -> Read {
    let text = cell.trim();
    let absent = matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "-" | "n/a" | "na" | "none" | "null" | "\\n" | "#n/a"
    );
    if absent {
        return Read { fte: None, flaw: Flaw::Zero, rewritten: false };
    }
    match text.to_ascii_lowercase().replace('-', " ").as_str() {
        "full time" | "fulltime" | "vollzeit" => {
            return Read { fte: Some(Fte::ONE), flaw: Flaw::None, rewritten: false };
        }
        "part time" | "parttime" | "teilzeit" => {
            return Read { fte: None, flaw: Flaw::None, rewritten: false };
        }
        _ => {}
    }
    let bad = Read { fte: None, flaw: Flaw::Bad, rewritten: false };
    let Some(number) = number(text) else { return bad };
    let percent = text.contains('%');
    let share = match unit {
        _ if percent => number / 100.0,
        Unit::Share => number,
        Unit::Percent => number / 100.0,
        Unit::Hours(full) => number / full,
    };
    let fte = Fte((share * 10_000.0).round() as i64);
    let flaw = match fte.0 {
        ..=-1 => return bad,
        0 => Flaw::Zero,
        1..=10_000 => Flaw::None,
        10_001..=20_000 => Flaw::OverOne,
        _ => Flaw::Bad,
    };
    let rewritten = percent || unit == Unit::Percent || matches!(unit, Unit::Share) && text.contains(',');
    Read { fte: Some(fte), flaw, rewritten }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let text = text.strip_suffix('h').or_else(|| text.strip_suffix("FTE")).unwrap_or(text).trim();
    let shaped =
        text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'));
    if !shaped || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    text.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &str, cells: &[&str]) -> Vec<Option<String>> {
        let unit = unit(header, cells.iter().copied());
        cells.iter().map(|c| read(c, unit).fte.map(|f| f.to_string())).collect()
    }

    #[test]
    fn shares_percentages_and_hours_are_told_apart_by_the_column() {
        let some = |list: &[&str]| list.iter().map(|s| Some((*s).to_owned())).collect::<Vec<_>>();
        assert_eq!(column("FTE", &["1.0", "0,8", "50%"]), some(&["1.0", "0.8", "0.5"]));
        assert_eq!(column("FTE", &["100", "50,0"]), some(&["1.0", "0.5"]));
        assert_eq!(column("FTE", &["40", "20"]), some(&["1.0", "0.5"]));
        assert_eq!(column("Wochenstunden", &["38,5", "19,25"]), some(&["1.0", "0.5"]));
    }

    #[test]
    fn one_odd_number_among_shares_is_bad() {
        assert_eq!(read("40", Unit::Share).flaw, Flaw::Bad);
        assert_eq!(read("-1", Unit::Share).flaw, Flaw::Bad);
        assert_eq!(read("1.2", Unit::Share).flaw, Flaw::OverOne);
    }
}
