//! People: the cells of a table as values, column by column.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::amounts;
use super::clean::{self, Cleaned, Kind};
use super::field::Field;
use super::forms::is_scientific;
use super::header::Layout;
use super::keys::Keys;
use super::look::is_decorated;
use super::names::{in_order, is_last_first};
use super::notes::Notes;
use super::states::{self, State};
use super::store::{Span, Symbols, Texts};
use super::table::Table;
use super::values::{Date, Status};
use super::view::{flag, status_bits};
use super::{ReadOptions, Roster, Source, faults, link, merge, refusal};
use crate::error::{Error, ErrorKind, Problem, Result};

/// What is known of the rows while the roster is made.
pub(super) struct Draft<'a> {
    pub(super) roster: Roster,
    pub(super) table: Table,
    pub(super) layout: &'a Layout,
    pub(super) notes: Notes,
    pub(super) as_of: Option<Date>,
    /// By FTE symbol: what is wrong with it.
    pub(super) fte_flaws: Vec<amounts::Flaw>,
    /// The hours a week of full time, where the FTE column holds hours.
    pub(super) hours: Option<f64>,
    /// Managers of second assignments, by the line of the person's first row.
    pub(super) second_lines: BTreeMap<u32, Span>,
    /// The rows by id, while no row has moved since it was made.
    pub(super) by_id: Option<Keys>,
}

/// A cell after cleaning: its place, its text where that is another now, and the codes of what was healed.
struct Healed {
    place: Span,
    text: Option<String>,
    codes: Vec<&'static str>,
}

impl Healed {
    fn new(cell: Span, kind: Kind, texts: &Texts) -> Self {
        let Cleaned { text, codes } = clean::clean(texts.get(cell), kind);
        let place = texts.trim(cell);
        Self { place, text: (texts.get(place) != text).then(|| text.into_owned()), codes }
    }

    /// Keeps the text where it is another, and returns its place.
    fn keep(self, texts: &mut Texts) -> Span {
        self.text.map_or(self.place, |text| texts.keep(&text))
    }
}

/// Makes a roster of a table.
///
/// # Errors
///
/// Refuses ids that a spreadsheet has destroyed, and a table in which nobody is left.
pub(super) fn assemble(
    texts: Texts,
    table: Table,
    layout: &Layout,
    options: &ReadOptions,
    notes: Notes,
    source: Source,
) -> Result<Roster> {
    let lines = table.lines.clone();
    let roster = Roster { texts, lines, source, ..Roster::default() };
    let mut draft = Draft {
        roster,
        table,
        layout,
        notes,
        as_of: options.as_of,
        fte_flaws: Vec::new(),
        hours: None,
        second_lines: BTreeMap::new(),
        by_id: None,
    };
    draft.identities()?;
    draft.words();
    draft.amounts();
    draft.days();
    draft.states();
    draft.scope();
    merge::drop_rows_without_people(&mut draft);
    draft.check_doubles()?;
    if draft.roster.is_empty() {
        let line = Some(draft.roster.source.header_line);
        return Err(refusal(
            "no-data",
            line,
            "a header and no people",
            "export the roster again, with its people",
        ));
    }
    let mut found = merge::merge(&mut draft);
    link::link(&mut draft, &mut found);
    faults::collect(&mut draft, &mut found);
    draft.tell_columns();
    let Draft { mut roster, notes, .. } = draft;
    roster.notes = notes.finish();
    found.sort_by(|a, b| (a.code, a.line, &a.people).cmp(&(b.code, b.line, &b.people)));
    roster.faults = found;
    roster.texts.shrink();
    Ok(roster)
}

impl Draft<'_> {
    pub(super) fn header(&self, field: Field) -> String {
        self.layout.fields.get(&field).map(|c| self.layout.header[*c].clone()).unwrap_or_default()
    }

    fn raw(&mut self, field: Field) -> Vec<Span> {
        let Some(column) = self.layout.fields.get(&field) else { return Vec::new() };
        self.table.cells(*column, self.layout.is_shared(*column)).unwrap_or_default()
    }

    /// Returns a column of cells that mostly differ, cleaned.
    pub(super) fn cells(&mut self, field: Field, kind: Kind) -> Vec<Span> {
        let mut cells = self.raw(field);
        let header = self.header(field);
        self.clean_cells(&mut cells, kind, &header);
        cells
    }

    pub(super) fn clean_cells(&mut self, cells: &mut [Span], kind: Kind, header: &str) {
        let texts = &self.roster.texts;
        let odd = |(row, cell): (usize, &Span)| {
            let odd = !cell.is_simple() && !clean::is_plain(texts.get(*cell).as_bytes());
            odd.then(|| (row, Healed::new(*cell, kind, texts)))
        };
        let odd: Vec<(usize, Healed)> = cells.par_iter().enumerate().filter_map(odd).collect();
        for (row, healed) in odd {
            for code in &healed.codes {
                self.notes.at(u64::from(self.table.lines[row]), code, clean::message(code, header));
            }
            cells[row] = healed.keep(&mut self.roster.texts);
        }
    }

    /// Returns a column of cells that repeat, each distinct one cleaned once.
    pub(super) fn symbols(&mut self, field: Field, kind: Kind) -> Symbols {
        let mut cells = match self.layout.fields.get(&field) {
            Some(column) => {
                let again = self.layout.is_shared(*column);
                self.table.symbols(*column, again, &self.roster.texts).unwrap_or_default()
            }
            None => Symbols::default(),
        };
        let header = self.header(field);
        let mut codes: Vec<Vec<&'static str>> = vec![Vec::new(); cells.distinct().len()];
        let mut changed = false;
        for (symbol, found) in codes.iter_mut().enumerate() {
            let span = cells.distinct()[symbol];
            let text = self.roster.texts.get(span);
            if clean::is_plain(text.as_bytes()) {
                continue;
            }
            let mut healed = Healed::new(span, kind, &self.roster.texts);
            *found = std::mem::take(&mut healed.codes);
            let healed = healed.keep(&mut self.roster.texts);
            changed |= self.roster.texts.get(healed) != self.roster.texts.get(span);
            cells.replace(symbol as u32, healed);
        }
        let marked: Vec<bool> = codes.iter().map(|list| !list.is_empty()).collect();
        if marked.contains(&true) {
            for row in cells.rows_of(&marked) {
                for code in &codes[cells.symbol(row) as usize] {
                    self.notes.at(u64::from(self.table.lines[row]), code, clean::message(code, &header));
                }
            }
        }
        if changed {
            cells.unite(&self.roster.texts);
        }
        cells
    }

    /// Ids, names and e-mail addresses.
    fn identities(&mut self) -> Result<()> {
        self.roster.ids = self.cells(Field::Id, Kind::Id);
        self.refuse_scientific()?;
        self.roster.emails = self.cells(Field::Email, Kind::Text);
        let texts = &self.roster.texts;
        let decorated = |cell: Span| !cell.is_simple() && is_decorated(texts.get(cell).as_bytes());
        let odd = |(row, cell): (usize, &Span)| decorated(*cell).then_some(row);
        let odd: Vec<usize> = self.roster.emails.par_iter().enumerate().filter_map(odd).collect();
        for row in odd {
            let email = clean::email(self.roster.texts.get(self.roster.emails[row])).into_owned();
            self.roster.emails[row] = self.roster.texts.keep(&email);
        }
        let mut names = self.cells(Field::Name, Kind::Text);
        self.turn_last_first(&mut names);
        let first = self.cells(Field::FirstName, Kind::Text);
        let last = self.cells(Field::LastName, Kind::Text);
        if !first.is_empty() || !last.is_empty() {
            names.resize(self.table.lines.len(), Span::default());
            for (row, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
                let part =
                    |cells: &[Span]| cells.get(row).map_or("", |s| self.roster.texts.get(*s)).to_owned();
                let whole = format!("{} {}", part(&first), part(&last));
                *name = self.roster.texts.keep(whole.trim());
            }
        }
        self.roster.names = names;
        Ok(())
    }

    /// Turns names around where the column is written `Last, First`.
    fn turn_last_first(&mut self, names: &mut [Span]) {
        let texts = &self.roster.texts;
        let filled = names.iter().filter(|name| !name.is_empty()).count();
        let turned = |name: &&Span| !name.is_simple() && is_last_first(texts.get(**name));
        let turned = names.par_iter().filter(turned).count();
        if turned == 0 || turned * 10 < filled * 7 {
            return;
        }
        for name in names {
            let text = self.roster.texts.get(*name);
            if is_last_first(text) {
                let text = in_order(text).into_owned();
                *name = self.roster.texts.keep(&text);
            }
        }
    }

    /// Refuses ids such as `1.23E+07`: different people share one.
    fn refuse_scientific(&self) -> Result<()> {
        let scientific = |cell: Span| !cell.is_simple() && is_scientific(self.roster.texts.get(cell));
        let managers =
            self.layout.fields.get(&Field::ManagerId).or(self.layout.fields.get(&Field::ManagerName));
        let managers = managers.and_then(|column| self.table.column(*column));
        let hit = |row: &usize| {
            let id = self.roster.ids.get(*row).copied();
            id.is_some_and(scientific) || managers.is_some_and(|cells| scientific(cells.get(*row)))
        };
        let hits: Vec<usize> = (0..self.table.lines.len()).into_par_iter().filter(hit).collect();
        let shown = hits.iter().take(20).map(|row| Problem {
            file: None,
            line: Some(u64::from(self.table.lines[*row])),
            message: "the id is a rounded number: a spreadsheet has destroyed it".into(),
            help: "export again with the id column as text".into(),
        });
        let mut problems: Vec<Problem> = shown.collect();
        if hits.len() > 20 {
            let message = format!("and {} more lines like these", hits.len() - 20);
            problems.push(Problem { file: None, line: None, message, help: String::new() });
        }
        Error::of(ErrorKind::Roster("scientific-id"), problems).map_or(Ok(()), Err)
    }

    fn words(&mut self) {
        self.roster.titles = self.symbols(Field::Title, Kind::Text);
        self.roster.departments = self.symbols(Field::Department, Kind::Text);
        self.roster.teams = self.symbols(Field::Team, Kind::Text);
        self.roster.locations = self.symbols(Field::Location, Kind::Text);
        self.roster.roles = self.symbols(Field::Roles, Kind::Text);
        if let Some(column) = self.layout.cost {
            self.roster.costs = self.table.cells(column, true).unwrap_or_default();
        }
    }

    /// Decides who works there: by status and kind of employment, by name, and by dates where a day is given.
    fn states(&mut self) {
        let status = self.symbols(Field::Status, Kind::Value);
        let kind = self.symbols(Field::WorkerType, Kind::Value);
        let blocks = super::field::normalise(&self.header(Field::Status)).contains("block");
        let read = |text: &str| match states::state(text) {
            state if blocks && !text.is_empty() => states::opposite(state),
            state => state,
        };
        let states: Vec<State> = status.distinct().iter().map(|s| read(self.roster.texts.get(*s))).collect();
        let outside: Vec<bool> =
            kind.distinct().iter().map(|s| states::is_contractor(self.roster.texts.get(*s))).collect();
        let unknown: Vec<bool> = states.iter().map(|state| !state.known).collect();
        let mut told = vec![false; states.len()];
        for row in status.rows_of(&unknown) {
            let symbol = status.symbol(row) as usize;
            if !std::mem::replace(&mut told[symbol], true) {
                let word = status.get(row, &self.roster.texts);
                let message = format!("the status `{word}` is not known; who has it counts as active");
                self.notes.at(u64::from(self.table.lines[row]), "unknown-status", message);
            }
        }
        let flags = (0..self.table.lines.len()).into_par_iter().map(|row| {
            let state = states.get(status.symbol(row) as usize).copied().unwrap_or(State::ACTIVE);
            let mut now = state.status;
            // A simple name is a person's.
            let simple = self.roster.names.get(row).is_some_and(|name| name.is_simple());
            let name = if simple { None } else { Some(self.text(&self.roster.names, row)) };
            if name.is_some_and(|name| self.is_position(row, name, now)) {
                now = Status::Vacant;
            }
            if let Some(day) = self.as_of {
                let date = |cells: &Symbols, of: &[Option<Date>]| {
                    of.get(cells.symbol(row) as usize).copied().flatten()
                };
                let start = date(&self.roster.starts, &self.roster.start_of);
                let end = date(&self.roster.ends, &self.roster.end_of);
                now = states::on_day(now, start, end, day);
            }
            let contractor = outside.get(kind.symbol(row) as usize).copied().unwrap_or_default();
            let mut bits = status_bits(now) | flag::IN_SCOPE;
            bits |= flag::ON_LEAVE * u8::from(state.on_leave && now == Status::Active);
            bits |= flag::CONTRACTOR * u8::from(contractor);
            bits |= flag::THING * u8::from(name.is_some_and(states::is_no_person));
            bits
        });
        self.roster.flags = flags.collect();
    }

    /// Whether a row is a position without a person: its name says so, or it has a title and nobody.
    fn is_position(&self, row: usize, name: &str, status: Status) -> bool {
        if name.is_empty() {
            let named = !self.roster.names.is_empty();
            let titled = !self.roster.titles.get(row, &self.roster.texts).is_empty();
            let addressed = !self.text(&self.roster.emails, row).is_empty();
            return named && titled && !addressed && status == Status::Active;
        }
        status == Status::Active && states::is_vacant_name(name)
    }

    /// Marks the rows that have the values asked for; values of one column are alternatives.
    fn scope(&mut self) {
        let mut columns: Vec<usize> = self.layout.scope.iter().map(|(column, _)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let wanted: Vec<&str> = self
                .layout
                .scope
                .iter()
                .filter(|(c, _)| *c == column)
                .map(|(_, value)| value.as_str())
                .collect();
            let Some(cells) = self.table.column(column) else { continue };
            for (row, cell) in cells.iter().enumerate() {
                let text = clean::clean(self.roster.texts.get(cell).trim(), Kind::Text).text;
                if !wanted.iter().any(|value| value.eq_ignore_ascii_case(&text)) {
                    self.roster.flags[row] &= !flag::IN_SCOPE;
                }
            }
        }
    }

    /// Refuses columns of one header that say different things about who somebody is or reports to.
    fn check_doubles(&self) -> Result<()> {
        for (chosen, other) in &self.layout.doubles {
            let decides = self.layout.fields.iter().any(|(field, column)| {
                column == chosen && (Field::MANAGERS.contains(field) || *field == Field::Id)
            });
            let (Some(a), Some(b)) = (self.table.column(*chosen), self.table.column(*other)) else {
                continue;
            };
            let text = |cell: Span| self.roster.texts.get(cell).trim();
            let differs = a.iter().zip(b.iter()).position(|(a, b)| text(a) != text(b));
            if let Some(row) = differs.filter(|_| decides) {
                let message = format!("two columns `{}` say different things", self.layout.header[*chosen]);
                let help = format!("say which one to read, such as --column manager=#{}", chosen + 1);
                return Err(refusal(
                    "duplicate-header",
                    Some(u64::from(self.table.lines[row])),
                    message,
                    help,
                ));
            }
        }
        Ok(())
    }

    fn tell_columns(&mut self) {
        if !self.roster.has_managers {
            let line = self.roster.source.header_line;
            let message = "no column names managers: coverage is counted, reporting lines cannot be checked";
            self.notes.at(line, "missing-column", message);
        }
        let columns = self.layout.fields.iter().map(|(field, c)| (*field, self.layout.header[*c].clone()));
        self.roster.columns = columns.collect();
    }
}
