//! Dates: a column is read as a whole, because one day over 12 tells the order of all.

use super::values::Date;

/// How a date cell was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Empty, or a word for nothing.
    Absent,
    Is(Date),
    /// A day of the calendar, but with a year of two digits.
    TwoDigits(Date),
    /// A day as spreadsheets count them.
    Serial(Date),
    /// Either order of day and month fits, in the whole column.
    Ambiguous,
    Bad,
}

/// The order of day and month in dates such as 03/04/2021.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

/// Reads the distinct cells of a column.
pub(super) fn read_column<'t>(cells: impl Iterator<Item = &'t str> + Clone) -> Vec<Read> {
    let order = order(cells.clone());
    cells.map(|cell| read(cell.trim(), order)).collect()
}

/// Decides the order by the days that can be no months.
fn order<'t>(cells: impl Iterator<Item = &'t str>) -> Order {
    let (mut day_first, mut month_first) = (false, false);
    for parts in cells.filter_map(|cell| numbers(day_part(cell.trim()))) {
        let [(first, _), (second, _), (_, width)] = parts;
        let slashed = width != 0;
        day_first |= slashed && first > 12 && second <= 12;
        month_first |= slashed && second > 12 && first <= 12;
    }
    match (day_first, month_first) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unknown,
    }
}

/// Returns three numbers told apart by `/`, `-` or `.` with the year last, each with its digits.
fn numbers(text: &str) -> Option<[(u32, usize); 3]> {
    let mut parts = text.split(['/', '-', '.']);
    let mut next = || {
        let part = parts.next()?.trim();
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Some((part.parse().ok()?, part.len())))?
    };
    let found = [next()?, next()?, next()?];
    let year_last = found[0].1 <= 2 && found[1].1 <= 2 && matches!(found[2].1, 2 | 4);
    (parts.next().is_none() && year_last).then_some(found)
}

/// Returns a date without the time of day after it.
fn day_part(text: &str) -> &str {
    let time = |rest: &str| rest.len() >= 4 && rest.as_bytes()[0].is_ascii_digit() && rest.contains(':');
    match text.find(['T', ' ']) {
        Some(at) if time(&text[at + 1..]) => text[..at].trim_end_matches(','),
        _ => text,
    }
}

fn read(text: &str, order: Order) -> Read {
    let text = day_part(text);
    if text.is_empty() || is_no_date(text) {
        return Read::Absent;
    }
    if let Some(date) = year_first(text) {
        return date.map_or(Read::Bad, Read::Is);
    }
    if let Some(parts) = numbers(text) {
        return by_order(parts, if text.contains('.') { Order::DayFirst } else { order });
    }
    if let Some((date, two)) = with_month_name(text) {
        return if two { Read::TwoDigits(date) } else { Read::Is(date) };
    }
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let numeric = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let serial = whole.parse().ok().filter(|days| numeric && (10_000..=80_000).contains(days));
    serial.and_then(Date::from_serial).map_or(Read::Bad, Read::Serial)
}

fn is_no_date(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "-" | "--"
            | "n/a"
            | "na"
            | "#n/a"
            | "none"
            | "null"
            | "\\n"
            | "nil"
            | "tbd"
            | "tba"
            | "tbc"
            | "open"
            | "present"
            | "0000-00-00"
            | "."
    )
}

/// Reads `2020-12-31`, `2020/12/31`, `2020.12.31`, `20201231`; the outer option says whether it has that shape.
fn year_first(text: &str) -> Option<Option<Date>> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() == 8 && digits(text) {
        return Some(Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let shaped = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !(shaped && parts.iter().all(|part| digits(part))) {
        return None;
    }
    Some(Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn by_order([first, second, year]: [(u32, usize); 3], order: Order) -> Read {
    let order = match order {
        // Both orders stand in the column: a cell that fits one order only is still known.
        Order::Unknown if first.0 > 12 => Order::DayFirst,
        Order::Unknown if second.0 > 12 => Order::MonthFirst,
        known => known,
    };
    let (day, month) = match order {
        Order::DayFirst => (first.0, second.0),
        Order::MonthFirst => (second.0, first.0),
        Order::Unknown => return Read::Ambiguous,
    };
    let two = year.1 == 2;
    let year = if two { century(year.0) } else { year.0 };
    match Date::new(year as i32, month, day) {
        Some(date) if two => Read::TwoDigits(date),
        Some(date) => Read::Is(date),
        None => Read::Bad,
    }
}

/// Returns the year that two digits mean: 1950 to 2049.
fn century(year: u32) -> u32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// Reads `31-Dec-2020`, `31 December 20`, `Dec 31, 2020`, `31. Dezember 2020`; says whether the year has two digits.
fn with_month_name(text: &str) -> Option<(Date, bool)> {
    let parts: Vec<&str> =
        text.split(['-', ' ', '/', ',', '.']).filter(|p| !p.is_empty() && *p != "de").collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let (day, month) = match (month(first), month(second)) {
        (None, Some(month)) => (*first, month),
        (Some(month), None) => (*second, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == 'º').parse().ok()?;
    let two = match year.len() {
        2 => true,
        4 => false,
        _ => return None,
    };
    let number: u32 = year.parse().ok()?;
    let year = if two { century(number) } else { number };
    Some((Date::new(year as i32, month, day)?, two))
}

fn month(word: &str) -> Option<u32> {
    const STARTS: [&[&str]; 12] = [
        &["jan", "ene", "gen", "sty", "led"],
        &["feb", "fév", "fev", "lut", "úno"],
        &["mar", "mär", "mrz", "maa", "bře"],
        &["apr", "avr", "abr", "kwi", "dub"],
        &["may", "mai", "mag", "mei", "maj", "kvě"],
        &["jun", "juin", "giu", "cze", "čer"],
        &["jul", "juil", "lug", "lip"],
        &["aug", "aoû", "aou", "ago", "sie", "srp"],
        &["sep", "set", "wrz", "zář"],
        &["oct", "okt", "out", "ott", "paź", "říj"],
        &["nov", "lis"],
        &["dec", "dez", "déc", "dic", "gru", "pro"],
    ];
    let word = word.to_lowercase();
    let hit = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    STARTS.iter().position(|starts| hit(starts)).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(cells: &[&str]) -> Vec<String> {
        let shown = |read| match read {
            Read::Is(date) | Read::TwoDigits(date) | Read::Serial(date) => date.to_string(),
            other => format!("{other:?}"),
        };
        read_column(cells.iter().copied()).into_iter().map(shown).collect()
    }

    #[test]
    fn one_day_over_twelve_tells_the_order_of_the_column() {
        assert_eq!(iso(&["03/04/2021", "31/12/2020"]), ["2021-04-03", "2020-12-31"]);
        assert_eq!(iso(&["03/04/2021", "12/31/2020"]), ["2021-03-04", "2020-12-31"]);
        assert_eq!(iso(&["03/04/2021"]), ["Ambiguous"], "either order fits");
        assert_eq!(iso(&["03.04.2021"]), ["2021-04-03"], "dots are written day first");
    }

    #[test]
    fn other_shapes_are_read() {
        assert_eq!(
            iso(&["2020-12-31T00:00:00Z", "31-Dec-20", "45292", "20201231"]),
            ["2020-12-31", "2020-12-31", "2024-01-01", "2020-12-31"]
        );
        assert_eq!(iso(&["2021-02-31", "soon", "N/A"]), ["Bad", "Bad", "Absent"]);
    }
}
