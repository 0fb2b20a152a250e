//! The roster: the people of a file, and the lines that the file states.
//!
//! Bytes become people in steps, each in a file of its own: `encoding` makes text of bytes, `dialect` finds
//! delimiter and header, `header` decides which column is which field, `rows` makes a `table` of the text (`strict`
//! at full speed with `scan` and `look`, `split`, `mend` and `odd` with care), `people` makes values of the cells
//! (`clean`, `names`, `measures`, `states`), `merge` settles rows of one person, `link` resolves who reports to
//! whom (`references`, `keys`, `forms`, `tops`), and `faults` tells what the cells say is wrong. What is healed or
//! skipped on the way is a [`Note`]; what cannot be read without guessing is an error.

mod amounts;
mod clean;
mod dates;
mod dialect;
mod directory;
mod encoding;
mod export;
mod faults;
mod field;
mod forms;
mod grid;
pub(crate) mod hash;
mod header;
mod json;
mod keys;
mod link;
mod list;
mod look;
mod measures;
mod mend;
mod merge;
mod names;
mod notes;
mod odd;
mod people;
mod privacy;
pub(crate) mod records;
mod redact;
mod references;
mod rows;
mod scan;
mod split;
mod states;
mod store;
mod strict;
mod table;
mod tops;
mod values;
mod view;
mod words;
mod workbook;

use std::collections::BTreeMap;

pub use export::CLEAN_COLUMNS;
pub use field::Field;
pub use list::{TitleList, TitleSource};
pub use notes::{Fault, Note};
pub use values::{Date, Fte, Manager, PersonIx, Row, Status};
pub use view::Person;
pub use workbook::WORKBOOK_THREAD;

use crate::error::{Error, ErrorKind, Problem, Result};
use notes::Notes;
use store::{Span, Symbols, Texts};

/// How a roster is to be read, where it should not be found out.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding, by a name of the Encoding Standard.
    pub encoding: Option<String>,
    /// What stands between two cells.
    pub delimiter: Option<String>,
    /// Columns by their header, or `#3` for the third.
    pub columns: Vec<(Field, String)>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The scope: values that columns must have, named by field or header. Values of one column are alternatives.
    pub scope: Vec<(String, String)>,
    /// The day that decides who works there.
    pub as_of: Option<Date>,
    /// The header of the one column of pay that may be read, in memory only.
    pub cost_column: Option<String>,
}

/// How a source was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The encoding.
    pub encoding: String,
    /// What stands between two cells; empty where the source is no delimited text.
    pub delimiter: String,
    /// The quote; empty where the source is no delimited text.
    pub quote: String,
    /// The physical line of the header, from 1.
    pub header_line: u64,
    /// How many rows were read, before rows of one person were merged.
    pub rows: usize,
    /// The sheet, where the source is a workbook.
    pub sheet: Option<String>,
}

/// The people of a file.
///
/// Held by column: the decoded text once, cells as places in it, and symbols for what repeats.
#[derive(Debug, Default)]
pub struct Roster {
    texts: Texts,
    lines: Vec<u32>,
    ids: Vec<Span>,
    names: Vec<Span>,
    emails: Vec<Span>,
    manager_texts: Vec<Span>,
    second_texts: Vec<Span>,
    titles: Symbols,
    departments: Symbols,
    teams: Symbols,
    locations: Symbols,
    roles: Symbols,
    ftes: Symbols,
    fte_of: Vec<Option<Fte>>,
    starts: Symbols,
    start_of: Vec<Option<Date>>,
    ends: Symbols,
    end_of: Vec<Option<Date>>,
    managers: Vec<u32>,
    seconds: Vec<u32>,
    flags: Vec<u8>,
    costs: Vec<Span>,
    /// The people of each address that several bear, by its first row.
    shared_addresses: Vec<Vec<PersonIx>>,
    notes: Vec<Note>,
    faults: Vec<Fault>,
    source: Source,
    columns: BTreeMap<Field, String>,
    manager_by: Option<&'static str>,
    has_managers: bool,
}

impl Roster {
    /// Reads a roster as it came.
    ///
    /// # Errors
    ///
    /// Refuses what cannot be read without guessing: the error names code, line and what to do.
    pub fn read(bytes: Vec<u8>, options: &ReadOptions) -> Result<Self> {
        let mut notes = Notes::default();
        if workbook::is_workbook(&bytes) {
            let grid = workbook::read(bytes, options.sheet.as_deref(), &mut notes)?;
            return Self::of_grid(grid, options, notes);
        }
        let decoded = encoding::decode(bytes, options.encoding.as_deref(), &mut notes)?;
        refuse_markup(&decoded.text)?;
        if directory::is_ldif(&decoded.text) {
            let grid = directory::read(&decoded.text, &mut notes)?;
            return Self::of_grid(grid, options, notes);
        }
        if let Some(grid) = directory::read_csvde(&decoded.text, &mut notes) {
            return Self::of_grid(grid, options, notes);
        }
        if json::is_json(&decoded.text) {
            let grid = json::read(&decoded.text, &mut notes)?;
            return Self::of_grid(grid, options, notes);
        }
        let mut texts = Texts::new(decoded.text);
        let (found, layout, table) =
            Self::table(&mut texts, options.delimiter.as_deref(), options, &mut notes)?;
        let source = Source {
            encoding: decoded.encoding.to_owned(),
            delimiter: found.dialect.delimiter.clone(),
            quote: char::from(found.dialect.quote).to_string(),
            header_line: found.header_line,
            rows: table.lines.len(),
            sheet: None,
        };
        people::assemble(texts, table, &layout, options, notes, source)
    }

    /// Reads a table that came as something else than delimited text.
    fn of_grid(mut grid: grid::Grid, options: &ReadOptions, mut notes: Notes) -> Result<Self> {
        // Notes made so far have the lines of the source already.
        let mut later = Notes::default();
        let mut texts = Texts::new(std::mem::take(&mut grid.text));
        let read = Self::table(&mut texts, Some(","), options, &mut later);
        let (found, layout, mut table) = read.map_err(|error| grid.translate_error(error))?;
        grid.translate(&mut table, &mut later);
        notes.append(later);
        let source = Source {
            encoding: grid.format.to_owned(),
            header_line: grid.line(found.header_line),
            rows: table.lines.len(),
            sheet: grid.sheet,
            ..Source::default()
        };
        people::assemble(texts, table, &layout, options, notes, source)
    }

    fn table(
        texts: &mut Texts,
        delimiter: Option<&str>,
        options: &ReadOptions,
        notes: &mut Notes,
    ) -> Result<(dialect::Found, header::Layout, table::Table)> {
        let named: Vec<String> = options.columns.iter().map(|(_, header)| header.clone()).collect();
        if texts.text.len() >= store::LONGEST_TEXT {
            let help = "split it into files of fewer people";
            return Err(refusal("too-large", None, "the file is larger than 32 GiB of text", help));
        }
        let found = dialect::find(texts, delimiter, &named)?;
        let layout = header::Layout::new(&found, options, notes)?;
        let table = rows::read(texts, &found, &layout, notes)?;
        if table.lines.len() >= view::MOST_ROWS {
            let help = "split it into files of fewer people";
            return Err(refusal(
                "too-large",
                None,
                "the file has more rows than four thousand million",
                help,
            ));
        }
        Ok((found, layout, table))
    }

    /// Returns how many rows there are, vacant positions and leavers included.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the rows, in the order of the source.
    pub fn people(&self) -> impl Iterator<Item = Person<'_>> {
        (0..self.len()).map(|i| self.person(PersonIx::from_index(i)))
    }

    /// Returns the rows with further roles, in the order of the source.
    pub fn people_with_roles(&self) -> impl Iterator<Item = Person<'_>> {
        let stated: Vec<bool> = self.roles.distinct().iter().map(|roles| !roles.is_empty()).collect();
        let any = stated.contains(&true);
        let rows = (0..self.roles.len()).filter(move |row| any && stated[self.roles.symbol(*row) as usize]);
        rows.map(|row| self.person(PersonIx::from_index(row)))
    }

    /// Returns one row.
    pub fn person(&self, ix: PersonIx) -> Person<'_> {
        Person::new(self, ix)
    }

    /// Returns the distinct titles, by [`Person::title_symbol`].
    pub fn titles(&self) -> Vec<&str> {
        self.distinct(&self.titles)
    }

    /// Returns the distinct departments, by [`Person::department_symbol`].
    pub fn departments(&self) -> Vec<&str> {
        self.distinct(&self.departments)
    }

    /// Returns the distinct teams, by [`Person::team_symbol`].
    pub fn teams(&self) -> Vec<&str> {
        self.distinct(&self.teams)
    }

    /// Returns the distinct locations, by [`Person::location_symbol`].
    pub fn locations(&self) -> Vec<&str> {
        self.distinct(&self.locations)
    }

    fn distinct(&self, column: &Symbols) -> Vec<&str> {
        let texts: Vec<&str> = column.distinct().iter().map(|span| self.texts.get(*span)).collect();
        if texts.is_empty() { vec![""] } else { texts }
    }

    /// Returns what was healed or skipped: of the whole file first, then by line.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns what the cells say about people that `check` reports: by code, then by line.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Returns the people of each e-mail address that several bear who work there, or will: whatever the case of its
    /// letters, in the order of the first row that has it.
    pub fn shared_addresses(&self) -> &[Vec<PersonIx>] {
        &self.shared_addresses
    }

    /// Returns how the source was read.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Returns the header of each field that was read.
    pub fn columns(&self) -> &BTreeMap<Field, String> {
        &self.columns
    }

    /// Returns by what most managers were found: `id email name dn position`; `None` where none was.
    pub fn manager_by(&self) -> Option<&'static str> {
        self.manager_by
    }

    /// Whether the source has a column for the manager.
    pub fn has_managers_column(&self) -> bool {
        self.has_managers
    }

    /// Whether the source has a column for the team.
    pub fn has_team_column(&self) -> bool {
        !self.teams.is_absent()
    }
}

fn refuse_markup(text: &str) -> Result<()> {
    let start = text.trim_start();
    if start.starts_with('<') {
        let help = "open it in a spreadsheet and save it as CSV or .xlsx, or export CSV from the system";
        return Err(refusal("not-csv", Some(1), "this is HTML or XML, not a table", help));
    }
    Ok(())
}

/// Makes the error that refuses a source.
fn refusal(
    code: &'static str,
    line: Option<u64>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Error {
    let error = Error::new(ErrorKind::Roster(code), message).help(help);
    match line {
        Some(line) => error.line(line),
        None => error,
    }
}

/// How many problems are told in full.
const MOST_PROBLEMS: usize = 20;

/// Makes the error of all reasons to refuse a source: line, code, message.
fn refuse_all(mut found: Vec<(u64, &'static str, String)>) -> Error {
    found.sort();
    let code = found[0].1;
    let help = |code| match code {
        "two-tables" => "save each table in a file of its own",
        _ => "close the quote, or double it where it is text",
    };
    let further = found.len().saturating_sub(MOST_PROBLEMS);
    let mut problems: Vec<Problem> = found
        .into_iter()
        .take(MOST_PROBLEMS)
        .map(|(line, code, message)| Problem {
            file: None,
            line: Some(line),
            message,
            help: help(code).into(),
        })
        .collect();
    if further > 0 {
        let message = format!("and {further} more lines like these");
        problems.push(Problem { file: None, line: None, message, help: String::new() });
    }
    Error::of(ErrorKind::Roster(code), problems).expect("there is at least one problem")
}
