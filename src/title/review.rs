//! The review file: titles that a person should decide, as a CSV to complete and to pass back as decisions.

use super::Reading;
use crate::model::Model;

/// A title that a person should decide.
#[derive(Clone, Copy, Debug)]
pub struct Undecided<'a> {
    /// The title.
    pub title: &'a str,
    /// How many people bear it.
    pub people: u64,
    /// How it was read.
    pub reading: &'a Reading,
}

/// Returns the review file: titles with candidates, most people first, then by title.
///
/// The columns are those of the decisions, and `candidates` and `people` to help. `roles` is empty: who completes the
/// file puts role ids there, joined by `|`, or `none`.
pub fn review_csv<'a>(titles: impl IntoIterator<Item = Undecided<'a>>, model: &Model) -> Vec<u8> {
    let mut rows: Vec<Undecided<'_>> =
        titles.into_iter().filter(|t| !t.reading.candidates.is_empty()).collect();
    rows.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.title.cmp(b.title)));
    let mut out = String::from("title,roles,reason,candidates,people\n");
    for Undecided { title, people, reading } in rows {
        let ids: Vec<&str> = reading.candidates.iter().map(|r| model[*r].id.as_str()).collect();
        put(&mut out, title);
        out.push_str(",,");
        put(&mut out, &reading.reason);
        out.push(',');
        put(&mut out, &ids.join("|"));
        out.push_str(&format!(",{people}\n"));
    }
    out.into_bytes()
}

/// Puts a cell, quoted where it must be, and kept from being run as a formula.
fn put(out: &mut String, cell: &str) {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if cell.contains(['"', ',', '\n', '\r']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::title::{Classifier, Context, Decisions};

    #[test]
    fn most_people_come_first_and_the_file_can_be_passed_back() {
        let model = Model::builtin();
        let classifier = Classifier::new(&model).unwrap();
        let read = |title| classifier.classify(title, Context::default());
        let (lead, architect, clear) =
            (read("Team Lead"), read("=Architect, \"A\""), read("DevOps Engineer"));
        let file = review_csv(
            [
                Undecided { title: "Team Lead", people: 2, reading: &lead },
                Undecided { title: "=Architect, \"A\"", people: 9, reading: &architect },
                Undecided { title: "DevOps Engineer", people: 99, reading: &clear },
            ],
            &model,
        );
        let text = String::from_utf8(file.clone()).unwrap();
        let starts: Vec<&str> = text.lines().map(|l| l.split(",,").next().unwrap()).collect();
        assert_eq!(starts[1..], ["\"'=Architect, \"\"A\"\"\"", "Team Lead"], "{text}");
        assert_eq!(Decisions::parse(&file, &model).unwrap().iter().count(), 0, "nothing is decided yet");
    }
}
