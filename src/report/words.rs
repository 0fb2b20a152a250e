//! How reports word amounts, shares and people.

use crate::analysis::Analysis;
use crate::coverage::DemandState;
use crate::model::{DemandKind, Severity};
use crate::roster::{Fte, Person, PersonIx};

use super::document::Tone;

/// Returns an amount without needless zeros: `2`, `2.5`, `0.25`.
pub fn amount(amount: Fte) -> String {
    let text = format!("{:.2}", amount.as_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns an amount with the unit of what a demand counts: `2.5 FTE`, `1 person`, `3 teams`.
pub fn amount_of(kind: DemandKind, value: Fte) -> String {
    let one = value == Fte::ONE;
    let unit = match kind {
        DemandKind::Capacity => "FTE",
        DemandKind::PerTeam if one => "team",
        DemandKind::PerTeam => "teams",
        DemandKind::Head if one => "head",
        DemandKind::Head => "heads",
        DemandKind::People | DemandKind::Share if one => "person",
        DemandKind::People | DemandKind::Share => "people",
    };
    format!("{} {unit}", amount(value))
}

/// Returns a share as whole percent, or a dash where there is none. What is not whole never shows as 100 %.
pub fn percent(share: Option<f64>) -> String {
    match share {
        Some(share) => format!("{} %", (share * 100.0 + 1e-9).floor()),
        None => "–".to_owned(),
    }
}

/// Returns so many of a thing: `1 gap`, `2 gaps`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// Returns a number with commas between its thousands.
pub fn thousands(number: usize) -> String {
    crate::plan::thousands(number as u64)
}

/// Returns a list in words: `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

/// Returns the first of some names, and how many there are beside them.
pub fn first_of(names: &[String], most: usize) -> String {
    match names.len().checked_sub(most).filter(|more| *more > 0) {
        Some(more) => format!("{} and {} more", names[..most].join(", "), thousands(more)),
        None => list(names, "and"),
    }
}

/// Returns a person's id; the line of the file where the row has none.
pub fn id(analysis: &Analysis<'_>, person: PersonIx) -> String {
    let person = analysis.staff.roster().person(person);
    if person.id().is_empty() { format!("line {}", person.line()) } else { person.id().to_owned() }
}

/// Returns how a person is named: name and id, whichever there is; else the line of the file.
pub fn person(person: Person<'_>) -> String {
    match (person.name().trim(), person.id().trim()) {
        ("", "") => format!("line {}", person.line()),
        ("", id) => id.to_owned(),
        (name, "") => name.to_owned(),
        (name, id) => format!("{name} ({id})"),
    }
}

/// Returns the word the contract has for a state.
pub fn state(state: DemandState) -> &'static str {
    match state {
        DemandState::Met => "met",
        DemandState::Short => "short",
        DemandState::Missing => "missing",
    }
}

/// Returns the tone of a severity.
pub fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Faint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_not_whole_is_never_shown_as_all() {
        assert_eq!(percent(Some(0.9999)), "99 %");
        assert_eq!(percent(Some(1.0)), "100 %");
        assert_eq!(percent(Some(0.29)), "29 %");
        assert_eq!(percent(None), "–");
    }

    #[test]
    fn amounts_carry_no_needless_zeros() {
        assert_eq!(amount(Fte(25_000)), "2.5");
        assert_eq!(amount_of(DemandKind::People, Fte::ONE), "1 person");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!((thousands(999), thousands(1_234_567)), ("999".into(), "1,234,567".into()));
    }
}
