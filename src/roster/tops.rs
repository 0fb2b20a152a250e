//! Tops: who stands at the top, and which references lead nowhere.

use super::forms::is_nobody;
use super::link::{by_reference, people_of};
use super::notes::Fault;
use super::people::Draft;
use super::values::{Manager, Status};
use super::view::{pack, unpack};

/// Decides what a person is who reports to himself, or to a name outside the roster.
pub(super) fn settle_tops(draft: &mut Draft<'_>, found: &mut Vec<Fault>) {
    let is = |row: usize, wanted: Manager| {
        unpack(draft.roster.managers[row]) == wanted
            && matches!(draft.status(row), Status::Active | Status::Future)
    };
    let rows = 0..draft.roster.managers.len();
    let oneself: Vec<usize> = rows.clone().filter(|row| is(*row, Manager::Oneself)).collect();
    let topless = !rows.clone().any(|row| is(row, Manager::Nobody));
    let line = |row: usize| Some(u64::from(draft.roster.lines[row]));
    if !oneself.is_empty() {
        let mut leads = vec![false; draft.roster.len()];
        for packed in &draft.roster.managers {
            if let Manager::Person(ix) = unpack(*packed) {
                leads[ix.index()] = true;
            }
        }
        let (tops, wrong): (Vec<usize>, Vec<usize>) =
            oneself.iter().partition(|row| topless && (leads[**row] || oneself.len() == 1));
        if let Some(first) = tops.first() {
            let message = "reports to himself or herself, which marks the top here".to_owned();
            found.push(Fault {
                code: "root-by-self-reference",
                people: people_of(&tops),
                line: line(*first),
                message,
            });
        }
        if let Some(first) = wrong.first() {
            let message = "reports to himself or herself, and is not the top".to_owned();
            found.push(Fault {
                code: "self-manager",
                people: people_of(&wrong),
                line: line(*first),
                message,
            });
        }
        return;
    }
    if !topless {
        return;
    }
    let by_name = draft.roster.manager_by == Some("name");
    let outside: Vec<usize> = rows
        .filter(|row| is(*row, Manager::Unknown))
        .filter(|row| by_name || looks_like_a_name(draft.text(&draft.roster.manager_texts, *row)))
        .take(2)
        .collect();
    if let [row] = outside[..] {
        let message = format!(
            "`{}` is outside the roster; who reports there is its top",
            draft.text(&draft.roster.manager_texts, row)
        );
        found.push(Fault {
            code: "root-by-outside-manager",
            people: people_of(&[row]),
            line: line(row),
            message,
        });
        draft.roster.managers[row] = pack(Manager::Outside);
    }
}

/// Whether a reference is a name rather than an id, an address or a broken lookup.
fn looks_like_a_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !text.contains(['@', '#', '=']) && !text.chars().any(|c| c.is_ascii_digit())
}

pub(super) fn tell_missing(draft: &mut Draft<'_>, found: &mut Vec<Fault>) {
    let unknown = |packed: &u32| matches!(unpack(*packed), Manager::Unknown);
    let rows: Vec<usize> = (0..draft.roster.managers.len())
        .filter(|row| unknown(&draft.roster.managers[*row]) && draft.status(*row) != Status::Left)
        .collect();
    for (text, rows) in by_reference(&rows, &draft.roster.manager_texts, &draft.roster.texts) {
        let line = Some(u64::from(draft.roster.lines[rows[0]]));
        let message = format!("the manager `{text}` is not in the roster");
        found.push(Fault { code: "unknown-manager", people: people_of(&rows), line, message });
    }
    let dotted: Vec<usize> = (0..draft.roster.seconds.len())
        .filter(|row| matches!(unpack(draft.roster.seconds[*row]), Manager::Unknown | Manager::Ambiguous))
        .filter(|row| !is_nobody(draft.text(&draft.roster.second_texts, *row)))
        .collect();
    for (text, rows) in by_reference(&dotted, &draft.roster.second_texts, &draft.roster.texts) {
        let line = Some(u64::from(draft.roster.lines[rows[0]]));
        let message = format!("the dotted line to `{text}` leads to nobody, or to several people");
        found.push(Fault { code: "unknown-dotted-manager", people: people_of(&rows), line, message });
    }
}
