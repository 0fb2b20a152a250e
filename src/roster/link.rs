//! Link: who reports to whom, from the references that the rows give.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::clean::Kind;
use super::field::Field;
use super::keys::NO_ROW;
use super::notes::Fault;
use super::people::Draft;
use super::references::{By, People, Target};
use super::store::{Span, Symbols, Texts};
use super::tops;
use super::values::{Manager, PersonIx, Status};
use super::view::pack;

/// The most managers that are named one by one where the roster does not have them; the others share one fault.
const MOST_MISSING: usize = 1_000;

/// What resolving a column has shown.
#[derive(Default)]
struct Seen {
    /// Rows resolved by each kind, by column.
    by: BTreeMap<(Field, By), usize>,
    /// Codes of changed references: the first row, and how many.
    codes: BTreeMap<&'static str, (usize, usize)>,
    ambiguous: Vec<usize>,
    eliminated: Vec<usize>,
    several: Vec<usize>,
    /// Persons whose id equals another's name, and that other, where a reference named them.
    two_ways: BTreeMap<(u32, u32), usize>,
}

impl Seen {
    /// Adds what later rows have shown.
    fn add(&mut self, later: Self) {
        for (key, count) in later.by {
            *self.by.entry(key).or_default() += count;
        }
        for (code, (row, count)) in later.codes {
            self.codes.entry(code).or_insert((row, 0)).1 += count;
        }
        for (pair, count) in later.two_ways {
            *self.two_ways.entry(pair).or_default() += count;
        }
        self.ambiguous.extend(later.ambiguous);
        self.eliminated.extend(later.eliminated);
        self.several.extend(later.several);
    }
}

/// How many rows are resolved at a stretch.
const CHUNK: usize = 1 << 15;

/// Resolves managers and second managers.
pub(super) fn link(draft: &mut Draft<'_>, found: &mut Vec<Fault>) {
    let solid: Vec<(Field, Vec<Span>)> = Field::MANAGERS
        .into_iter()
        .filter(|field| draft.layout.fields.contains_key(field))
        .map(|field| (field, draft.cells(field, Kind::Id)))
        .collect();
    draft.roster.has_managers = !solid.is_empty();
    let mut dotted = draft.cells(Field::SecondManagerId, Kind::Id);
    add_second_lines(draft, &mut dotted);
    let aliases: Vec<Vec<Span>> =
        draft.layout.aliases.clone().into_iter().map(|column| alias(draft, column)).collect();
    let positions = draft.cells(Field::PositionId, Kind::Id);
    let nameless: Vec<bool> =
        (0..draft.roster.len()).map(|row| draft.status(row) == Status::Vacant).collect();

    let by_id = draft.by_id.take();
    let roster = &draft.roster;
    let mut people = People::new(&roster.texts, &roster.ids, roster.len(), &nameless, by_id);
    (people.emails, people.names, people.positions) = (&roster.emails, &roster.names, &positions);
    people.aliases = aliases.iter().map(Vec::as_slice).collect();
    let two_ways = names_that_are_ids(&people);
    let mut seen = Seen::default();
    let (managers, texts) = resolve(&people, solid, &two_ways, &mut seen);
    let mut dotted_seen = Seen::default();
    let mut column = vec![(Field::SecondManagerId, dotted)];
    column.retain(|(_, cells)| !cells.is_empty());
    let (seconds, second_texts) = resolve(&people, column, &BTreeMap::new(), &mut dotted_seen);

    (draft.roster.managers, draft.roster.manager_texts) = (managers, texts);
    (draft.roster.seconds, draft.roster.second_texts) = (seconds, second_texts);
    let mut kinds: BTreeMap<By, usize> = BTreeMap::new();
    for ((_, by), count) in &seen.by {
        *kinds.entry(*by).or_default() += count;
    }
    let most = kinds.iter().max_by_key(|(by, count)| (**count, std::cmp::Reverse(**by)));
    draft.roster.manager_by = most.map(|(by, _)| by.as_str());
    tell(draft, &seen, found);
    tops::settle_tops(draft, found);
    tops::tell_missing(draft, found);
}

fn alias(draft: &mut Draft<'_>, column: usize) -> Vec<Span> {
    let mut cells = draft.table.cells(column, true).unwrap_or_default();
    let header = draft.layout.header[column].clone();
    draft.clean_cells(&mut cells, Kind::Id, &header);
    cells
}

/// Gives people with a second assignment its manager as a second line, where they have none.
fn add_second_lines(draft: &Draft<'_>, dotted: &mut Vec<Span>) {
    if draft.second_lines.is_empty() {
        return;
    }
    dotted.resize(draft.roster.len(), Span::default());
    for (line, manager) in &draft.second_lines {
        if let Ok(row) = draft.roster.lines.binary_search(line)
            && dotted[row].is_empty()
        {
            dotted[row] = draft.roster.texts.trim(*manager);
        }
    }
}

/// Returns the rows whose id is the name of another row: by row of the id, row of the name.
fn names_that_are_ids(people: &People<'_>) -> BTreeMap<u32, u32> {
    let same = |(row, name): (usize, &Span)| {
        // An id with a blank in it is no id that a reference could mean, and a simple name has one.
        if name.is_simple() {
            return None;
        }
        let name = people.texts.get(*name);
        if name.is_empty() || name.contains(' ') {
            return None;
        }
        let (with_id, ..) = people.exactly(name).filter(|(with_id, ..)| *with_id as usize != row)?;
        Some((with_id, row as u32))
    };
    let found: Vec<(u32, u32)> = people.names.par_iter().enumerate().filter_map(same).collect();
    found.into_iter().collect()
}

/// Resolves the columns of one line: packed managers, and the texts that decided.
fn resolve(
    people: &People<'_>,
    mut columns: Vec<(Field, Vec<Span>)>,
    two_ways: &BTreeMap<u32, u32>,
    seen: &mut Seen,
) -> (Vec<u32>, Vec<Span>) {
    if columns.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let sample: Vec<&str> = columns[0].1.iter().take(1_000).map(|s| people.texts.get(*s)).collect();
    people.tell_prefix(&sample);
    let by_position = columns[0].0 == Field::ManagerPosition && !people.positions.is_empty();
    let ids = if by_position { Vec::new() } else { people.firsts_by_id(&columns[0].1) };
    // Chunks are resolved side by side and put together in their order, so that the result is that of one thread.
    let mut managers = vec![0; people.rows];
    let chunks = managers.par_chunks_mut(CHUNK).enumerate().map(|(chunk, managers)| {
        let mut seen = Seen::default();
        let mut elsewhere = Vec::new();
        for (row, packed) in (chunk * CHUNK..).zip(managers) {
            let (manager, text) = resolve_row(people, &columns, &ids, two_ways, &mut seen, row);
            *packed = pack(manager);
            if text != columns[0].1[row] {
                elsewhere.push((row, text));
            }
        }
        (elsewhere, seen)
    });
    let (elsewhere, parts): (Vec<_>, Vec<_>) = chunks.unzip();
    parts.into_iter().for_each(|part| seen.add(part));
    let (_, mut texts) = columns.swap_remove(0);
    for (row, text) in elsewhere.into_iter().flatten() {
        texts[row] = text;
    }
    (managers, texts)
}

fn resolve_row(
    people: &People<'_>,
    columns: &[(Field, Vec<Span>)],
    ids: &[u32],
    two_ways: &BTreeMap<u32, u32>,
    seen: &mut Seen,
    row: usize,
) -> (Manager, Span) {
    let mut verdict: Option<(Manager, Span)> = None;
    let mut decided = None;
    for (nth, (field, cells)) in columns.iter().enumerate() {
        let span = cells[row];
        let target = match ids.get(row).filter(|first| nth == 0 && **first != NO_ROW) {
            Some(first) => people.of_first(*first),
            None => people.find(people.texts.get(span), *field == Field::ManagerPosition),
        };
        let (manager, by) = manager_of(people, target, span, two_ways, seen, row);
        match (&verdict, manager) {
            (_, Manager::Nobody) => {}
            (Some((Manager::Person(a), _)), Manager::Person(b)) if *a != b => {
                seen.several.push(row);
                return (Manager::Ambiguous, span);
            }
            (Some((Manager::Person(_) | Manager::Oneself, _)), _) => {}
            (_, Manager::Person(_) | Manager::Oneself) | (None, _) => {
                verdict = Some((manager, span));
                decided = by.map(|by| (*field, by));
            }
            _ => {}
        }
    }
    if let Some(decided) = decided {
        *seen.by.entry(decided).or_default() += 1;
    }
    match verdict {
        Some((Manager::Ambiguous, span)) => {
            if !seen.several.contains(&row) && !id_is_shared(people, people.texts.get(span)) {
                seen.ambiguous.push(row);
            }
            (Manager::Ambiguous, span)
        }
        Some(verdict) => verdict,
        None => (Manager::Nobody, columns[0].1[row]),
    }
}

/// Whether a reference is ambiguous because several rows have that id: the rows are at fault, not the reference.
fn id_is_shared(people: &People<'_>, text: &str) -> bool {
    people.exactly(text).is_some()
}

fn manager_of(
    people: &People<'_>,
    target: Target,
    reference: Span,
    two_ways: &BTreeMap<u32, u32>,
    seen: &mut Seen,
    row: usize,
) -> (Manager, Option<By>) {
    let own = row as u32;
    let (other, by) = match target {
        Target::Nobody => return (Manager::Nobody, None),
        Target::Unknown if names_several(people, reference, &[';', '|', '\n', '/', ',']) => {
            seen.several.push(row);
            return (Manager::Ambiguous, None);
        }
        // No id, address or name has these marks: a cell with them is a list, whatever its first part matches.
        Target::One(..) if !reference.is_simple() && names_several(people, reference, &[';', '|', '\n']) => {
            seen.several.push(row);
            return (Manager::Ambiguous, None);
        }
        Target::Unknown => return (Manager::Unknown, None),
        Target::Several(By::Name | By::Dn, Some((a, b))) if a == own || b == own => {
            seen.eliminated.push(row);
            (if a == own { b } else { a }, By::Name)
        }
        Target::Several(..) => return (Manager::Ambiguous, None),
        Target::One(other, by, codes) => {
            for code in codes {
                seen.codes.entry(code).or_insert((row, 0)).1 += 1;
            }
            (other, by)
        }
    };
    if by == By::Id
        && let Some(named) = two_ways.get(&other)
    {
        *seen.two_ways.entry((other, *named)).or_default() += 1;
    }
    let manager =
        if other == own { Manager::Oneself } else { Manager::Person(PersonIx::from_index(other as usize)) };
    (manager, Some(by))
}

/// Whether a cell lists several managers of the roster.
fn names_several(people: &People<'_>, reference: Span, marks: &[char]) -> bool {
    let text = people.texts.get(reference);
    marks.iter().filter(|mark| text.contains(**mark)).any(|mark| {
        let parts: Vec<&str> = text.split(*mark).map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.len() > 1 && parts.iter().all(|part| matches!(people.find(part, false), Target::One(..)))
    })
}

pub(super) fn people_of(rows: &[usize]) -> Vec<PersonIx> {
    rows.iter().map(|row| PersonIx::from_index(*row)).collect()
}

fn tell(draft: &mut Draft<'_>, seen: &Seen, found: &mut Vec<Fault>) {
    let header = Field::MANAGERS.iter().map(|f| draft.header(*f)).find(|h| !h.is_empty()).unwrap_or_default();
    let line = |row: usize| Some(u64::from(draft.roster.lines[row]));
    for (code, (row, count)) in &seen.codes {
        let how = match *code {
            "id-float" => "without `.0`",
            "id-thousands" => "without separators of thousands",
            "id-fullwidth" => "with digits of plain width",
            "id-case" => "in other case",
            "id-prefix" => "without the letters before the number",
            _ => "without leading zeros",
        };
        draft.notes.add(line(*row), code, format!("{count} references in `{header}` match an id only {how}"));
    }
    if !seen.codes.is_empty() {
        let message = "managers match ids only in a form without zeros, `.0`, separators, case or prefixes";
        found.push(Fault {
            code: "manager-reference-normalised",
            people: Vec::new(),
            line: None,
            message: message.into(),
        });
    }
    let mixed =
        seen.by.keys().find(|(field, _)| seen.by.keys().filter(|(other, _)| other == field).count() > 1);
    if let Some((field, _)) = mixed {
        let of_column = seen.by.iter().filter(|((other, _), _)| other == field);
        let kinds: Vec<String> =
            of_column.map(|((_, by), count)| format!("{count} by {}", by.as_str())).collect();
        let message = format!("managers are given in several ways: {}", kinds.join(", "));
        found.push(Fault { code: "mixed-manager-references", people: Vec::new(), line: None, message });
    }
    for ((id, name), count) in &seen.two_ways {
        let rows = [(*id).min(*name) as usize, (*id).max(*name) as usize];
        let message = format!(
            "a reference is one person's id and another's name; the id counts for the {count} who have it"
        );
        found.push(Fault {
            code: "reference-matches-two-ways",
            people: people_of(&rows),
            line: line(rows[0]),
            message,
        });
    }
    for (code, rows, message) in [
        (
            "resolved-by-elimination",
            &seen.eliminated,
            "two people bear the manager's name, and one of them is the person",
        ),
        ("several-managers", &seen.several, "the row names several managers; none was taken"),
    ] {
        if let Some(first) = rows.first() {
            found.push(Fault { code, people: people_of(rows), line: line(*first), message: message.into() });
        }
    }
    let groups = by_reference(&seen.ambiguous, &draft.roster.manager_texts, &draft.roster.texts);
    for (text, rows) in groups {
        let message = format!("`{text}` names several people as manager; nobody was taken");
        found.push(Fault {
            code: "ambiguous-manager",
            people: people_of(&rows),
            line: line(rows[0]),
            message,
        });
    }
}

/// Groups rows by the reference they give, in the order of their first rows; what is too many shares the last group.
pub(super) fn by_reference(rows: &[usize], cells: &[Span], texts: &Texts) -> Vec<(String, Vec<usize>)> {
    let spans: Vec<Span> = rows.iter().map(|row| cells[*row]).collect();
    let symbols = Symbols::intern(spans.into_iter(), texts);
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let group = (symbols.symbol(at) as usize).min(MOST_MISSING);
        if group == groups.len() {
            let text =
                if group == MOST_MISSING { "and many others" } else { texts.get(symbols.distinct()[group]) };
            groups.push((text.to_owned(), Vec::new()));
        }
        groups[group].1.push(*row);
    }
    groups
}
