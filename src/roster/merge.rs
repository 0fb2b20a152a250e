//! Merge: rows of one person become one, and rows that are no people are set aside.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::field::Field;
use super::keys::Keys;
use super::names::{fold, in_order};
use super::notes::Fault;
use super::odd::is_footer_text;
use super::people::Draft;
use super::store::{Span, retain};
use super::values::{Fte, PersonIx, Status};
use super::view::status_of;

impl Draft<'_> {
    pub(super) fn text(&self, cells: &[Span], row: usize) -> &str {
        cells.get(row).map_or("", |span| self.roster.texts.get(*span))
    }

    pub(super) fn status(&self, row: usize) -> Status {
        status_of(self.roster.flags[row])
    }

    /// Keeps the rows that are marked.
    fn retain(&mut self, keep: &[bool]) {
        let roster = &mut self.roster;
        for cells in [&mut roster.ids, &mut roster.names, &mut roster.emails, &mut roster.costs] {
            retain(cells, keep);
        }
        for symbols in [
            &mut roster.titles,
            &mut roster.departments,
            &mut roster.teams,
            &mut roster.locations,
            &mut roster.roles,
            &mut roster.ftes,
            &mut roster.starts,
            &mut roster.ends,
        ] {
            symbols.retain(keep);
        }
        retain(&mut roster.flags, keep);
        retain(&mut roster.lines, keep);
        self.table.retain(keep);
    }
}

/// Sets aside rows that name nobody and no title: sums below the table, headings between its parts.
pub(super) fn drop_rows_without_people(draft: &mut Draft<'_>) {
    let rows = draft.roster.len();
    let titled: Vec<bool> = draft.roster.titles.distinct().iter().map(|title| !title.is_empty()).collect();
    let mut keep = vec![true; rows];
    for (row, keep) in keep.iter_mut().enumerate() {
        if titled.get(draft.roster.titles.symbol(row) as usize) == Some(&true) {
            continue;
        }
        let identity = [&draft.roster.ids, &draft.roster.names, &draft.roster.emails];
        let identity: Vec<&str> =
            identity.iter().map(|cells| draft.text(cells, row)).filter(|t| !t.is_empty()).collect();
        let line = u64::from(draft.roster.lines[row]);
        let (code, message) = match identity.first() {
            Some(first) if is_footer_text(first) && draft.text(&draft.roster.emails, row).is_empty() => {
                ("footer", "this line sums up the table and was skipped")
            }
            None => ("not-a-person", "this line names nobody and no position; it was set aside"),
            Some(_) => continue,
        };
        *keep = false;
        draft.notes.at(line, code, message);
    }
    if keep.contains(&false) {
        draft.retain(&keep);
    }
}

/// Merges rows of one person, and reports ids that several people bear.
pub(super) fn merge(draft: &mut Draft<'_>) -> Vec<Fault> {
    let groups = groups(draft);
    if groups.is_empty() {
        return Vec::new();
    }
    let mut keep = vec![true; draft.roster.len()];
    let mut found: Vec<(&'static str, usize, usize, String)> = Vec::new();
    for rows in groups.values() {
        let mut first = rows[0];
        let mut told = false;
        for &row in &rows[1..] {
            if !same_name(draft, first, row) {
                if !std::mem::replace(&mut told, true) {
                    let (a, b) = (draft.roster.lines[first], draft.roster.lines[row]);
                    let id = draft.text(&draft.roster.ids, row);
                    found.push((
                        "duplicate-id",
                        first,
                        row,
                        format!("lines {a} and {b} have the id {id}, and different names"),
                    ));
                }
            } else if same_cells(draft, first, row) {
                keep[row] = false;
                found.push((
                    "duplicate-row",
                    first,
                    row,
                    format!("line {} stands again", draft.roster.lines[first]),
                ));
            } else if draft.status(row) == Status::Left {
                keep[row] = false;
                found.push((
                    "superseded-row",
                    first,
                    row,
                    "an earlier employment of a person who is listed again".into(),
                ));
            } else if draft.status(first) == Status::Left {
                keep[first] = false;
                found.push((
                    "superseded-row",
                    row,
                    first,
                    "an earlier employment of a person who is listed again".into(),
                ));
                first = row;
            } else {
                keep[row] = false;
                let message = add_assignment(draft, first, row);
                found.push(("several-assignments", first, row, message));
            }
        }
    }
    let lines = draft.roster.lines.clone();
    if keep.contains(&false) {
        draft.retain(&keep);
        draft.by_id = None;
    }
    let mut place = 0;
    let places: Vec<usize> = keep.iter().map(|kept| (place, place += usize::from(*kept)).0).collect();
    found
        .into_iter()
        .map(|(code, person, row, message)| Fault {
            code,
            people: vec![PersonIx::from_index(places[person])],
            line: Some(u64::from(lines[row])),
            message,
        })
        .collect()
}

/// Returns the rows that share what identifies a person: the id, or the e-mail address where there are no ids.
fn groups(draft: &mut Draft<'_>) -> BTreeMap<u32, Vec<usize>> {
    let by_email = draft.roster.ids.is_empty();
    let column = if by_email { &draft.roster.emails } else { &draft.roster.ids };
    let texts = &draft.roster.texts;
    let key = |row: u32| Cow::Borrowed(column.get(row as usize).map_or("", |span| texts.get(*span)));
    let keys = Keys::new(column.len(), key);
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    if !keys.more.is_empty() {
        for row in 0..column.len() {
            if let Some((first, _, 2..)) = keys.get(&key(row as u32)) {
                groups.entry(first).or_default().push(row);
            }
        }
    }
    if by_email {
        // Two people with one address are no row of one person; they are reported as such.
        groups.retain(|_, rows| rows[1..].iter().all(|row| same_name(draft, rows[0], *row)));
    } else {
        draft.by_id = Some(keys);
    }
    groups
}

fn same_name(draft: &Draft<'_>, a: usize, b: usize) -> bool {
    let name = |row| fold(&in_order(draft.text(&draft.roster.names, row)));
    let (a, b) = (name(a), name(b));
    a == b || a.is_empty() || b.is_empty()
}

fn same_cells(draft: &Draft<'_>, a: usize, b: usize) -> bool {
    let roster = &draft.roster;
    let of = |cell: Span| roster.texts.get(cell).trim();
    let text = |cells: &[Span], row: usize| cells.get(row).map_or("", |span| of(*span));
    let symbols = [
        &roster.titles,
        &roster.departments,
        &roster.teams,
        &roster.locations,
        &roster.roles,
        &roster.ftes,
        &roster.starts,
        &roster.ends,
    ];
    let differing = [&roster.ids, &roster.names, &roster.emails];
    roster.flags[a] == roster.flags[b]
        && symbols.iter().all(|column| column.get(a, &roster.texts) == column.get(b, &roster.texts))
        && differing.iter().all(|cells| text(cells, a) == text(cells, b))
        && draft.table.columns.iter().all(|(_, cells)| of(cells.get(a)) == of(cells.get(b)))
}

/// Adds a second row of a person to the first: its FTE, and its manager as a second line.
fn add_assignment(draft: &mut Draft<'_>, first: usize, row: usize) -> String {
    let title = draft.roster.titles.get(row, &draft.roster.texts).to_owned();
    let stated = |row| draft.roster.fte_of.get(draft.roster.ftes.symbol(row) as usize).copied().flatten();
    if let (Some(Fte(a)), Some(Fte(b))) = (stated(first), stated(row)) {
        let sum = Fte(a + b);
        let text = match &draft.hours {
            Some(full) => format!("{}", sum.as_f64() * full),
            None => sum.to_string(),
        };
        let span = draft.roster.texts.keep(&text);
        draft.roster.ftes.set(first, span);
        draft.roster.fte_of.push(Some(sum));
        let over = sum > Fte::ONE;
        draft.fte_flaws.push(if over { super::amounts::Flaw::OverOne } else { super::amounts::Flaw::None });
    }
    let manager = Field::MANAGERS.iter().find_map(|field| draft.layout.fields.get(field));
    if let Some(cells) = manager.and_then(|column| draft.table.column(*column))
        && draft.roster.texts.get(cells.get(first)).trim() != draft.roster.texts.get(cells.get(row)).trim()
    {
        draft.second_lines.insert(draft.roster.lines[first], cells.get(row));
    }
    format!("a second assignment of the person of line {}: {title}; FTE was added", draft.roster.lines[first])
}
