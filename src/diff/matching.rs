//! Who is who in two rosters.

use std::collections::BTreeMap;

use crate::roster::{Person, PersonIx, Roster};

/// Who of one roster is who in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    /// For each row after, its row before.
    pub before: Vec<Option<PersonIx>>,
    /// For each row before, its row after.
    pub after: Vec<Option<PersonIx>>,
}

/// Something that can tell one person from another; empty where the row has none.
type Key<'r> = fn(Person<'r>) -> String;

impl Matching {
    /// Matches rows by id, then e-mail (case-folded), then name; each only where it is borne by one row in either
    /// roster.
    pub fn new(before: &Roster, after: &Roster) -> Self {
        let mut matching = Self { before: vec![None; after.len()], after: vec![None; before.len()] };
        let keys: [Key<'_>; 3] =
            [|p| p.id().to_owned(), |p| p.email().to_lowercase(), |p| p.name().trim().to_lowercase()];
        for key in keys {
            let old = unique(before, &matching.after, key);
            let new = unique(after, &matching.before, key);
            for (text, b) in old {
                let (Some(b), Some(&Some(a))) = (b, new.get(&text)) else { continue };
                matching.after[b.index()] = Some(a);
                matching.before[a.index()] = Some(b);
            }
        }
        matching
    }
}

/// Returns the rows by a key, of those not matched yet; none where several bear it.
fn unique<'r>(
    roster: &'r Roster,
    matched: &[Option<PersonIx>],
    key: Key<'r>,
) -> BTreeMap<String, Option<PersonIx>> {
    let mut rows = BTreeMap::new();
    for person in roster.people().filter(|p| matched[p.ix().index()].is_none()) {
        let text = key(person);
        if !text.is_empty() {
            rows.entry(text).and_modify(|row| *row = None).or_insert(Some(person.ix()));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Row;

    fn roster(rows: &[(&str, &str, &str)]) -> Roster {
        let row = |&(id, email, name): &(&str, &str, &str)| Row {
            id: id.into(),
            email: email.into(),
            name: name.into(),
            in_scope: true,
            ..Row::default()
        };
        Roster::from_rows(rows.iter().map(row).collect())
    }

    fn places(before: &[(&str, &str, &str)], after: &[(&str, &str, &str)]) -> Vec<Option<usize>> {
        let matching = Matching::new(&roster(before), &roster(after));
        matching.before.iter().map(|m| m.map(PersonIx::index)).collect()
    }

    #[test]
    fn an_id_matches_before_an_email_and_an_email_before_a_name() {
        let before = [("1", "ann@x", "Ann"), ("2", "bo@x", "Bo"), ("", "", "Cy")];
        let after = [("", "", "Cy"), ("9", "BO@x", "Ann"), ("1", "bo2@x", "Bo")];
        assert_eq!(places(&before, &after), [Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn a_name_that_two_people_bear_matches_nobody() {
        let before = [("", "", "Ann Lee"), ("", "", "Ann Lee")];
        assert_eq!(places(&before, &[("", "", "Ann Lee")]), [None]);
    }

    #[test]
    fn a_new_id_does_not_hide_a_known_email() {
        assert_eq!(places(&[("1", "ann@x", "Ann")], &[("7", "ann@x", "Ann")]), [Some(0)]);
    }
}
