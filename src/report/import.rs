//! The import as people read it and as programs do: how a file was read, and the clean roster.

use std::collections::BTreeMap;

use serde::Serialize;

use super::catalog_json::json;
use super::document::{Cell, Document, Item, Table, Tone, plain};
use super::words;
use crate::coverage::Coverage;
use crate::org::OrgGraph;
use crate::roster::{CLEAN_COLUMNS, Field, Note, Person, Roster, Source};

/// The most notes of one code that are shown unless all are asked for.
const MOST_OF_A_CODE: usize = 5;

/// The most letters of an example.
const MOST_LETTERS: usize = 40;

/// Builds what the import tells: the file, its columns, how managers were found, the shape and the size, the notes.
pub fn document(roster: &Roster, coverage: &Coverage, all: bool) -> Document {
    let mut document = Document::default();
    document.paragraph(source(roster));
    document.paragraph(shape_in_words(roster));
    document.paragraph(format!(
        "{} by their titles; demands are sized as for {}.",
        words::count(coverage.technical, "technical person", "technical people"),
        coverage.profile.as_str()
    ));
    document.heading("Columns");
    document.table(columns(roster));
    notes(roster, all, &mut document);
    document
}

fn source(roster: &Roster) -> String {
    let Source { encoding, delimiter, quote: _, header_line, rows, sheet } = roster.source();
    let delimiter = match delimiter.as_str() {
        "" => String::new(),
        "," => ", cells between commas".to_owned(),
        ";" => ", cells between semicolons".to_owned(),
        "\t" => ", cells between tabs".to_owned(),
        other => format!(", cells between {other}"),
    };
    let sheet = sheet.as_ref().map_or_else(String::new, |s| format!(", sheet {s}"));
    let encoding = if encoding.is_empty() { String::new() } else { format!(", {encoding}") };
    format!(
        "{}{encoding}{delimiter}{sheet}, header on line {header_line}.",
        words::count(*rows, "row", "rows")
    )
}

fn shape_in_words(roster: &Roster) -> String {
    let Shape { people, roots, depth, widest_span } = shape(roster);
    let managers = match roster.manager_by() {
        Some("id") => "found by id",
        Some("email") => "found by e-mail",
        Some("name") => "found by name",
        Some("dn") => "found by distinguished name",
        Some("position") => "found by position",
        Some(_) => "found",
        None => "not stated",
    };
    format!(
        "{} under {}, {} deep; the widest span is {widest_span}. Managers are {managers}.",
        words::count(people, "person", "people"),
        words::count(roots, "root", "roots"),
        words::count(depth, "layer", "layers"),
    )
}

/// The fields with their columns and the first cell of each.
fn columns(roster: &Roster) -> Table {
    let mut table = Table::new(&["Field", "Column", "Example"]);
    for (field, header) in roster.columns() {
        let example = if CLEAN_COLUMNS.contains(field) { example(roster, *field) } else { String::new() };
        table.row([
            Cell::new(field.as_str(), Tone::Strong),
            Cell::from(header),
            Cell::new(example, Tone::Faint),
        ]);
    }
    table
}

fn example(roster: &Roster, field: Field) -> String {
    let mut cells = roster.people().map(|person| cell(person, field));
    let example = cells.find(|cell| !cell.is_empty()).unwrap_or_default();
    match example.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &example[..end]),
        None => example,
    }
}

fn cell(person: Person<'_>, field: Field) -> String {
    let mut cell = String::new();
    person.write_cell(field, &mut cell).expect("a text takes every cell");
    cell
}

/// The notes by code, in the order of the file.
fn notes(roster: &Roster, all: bool, document: &mut Document) {
    let mut by_code: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
    roster.notes().iter().for_each(|note| by_code.entry(note.code).or_default().push(note));
    if by_code.is_empty() {
        return;
    }
    document.heading(format!("Healed or skipped ({})", words::thousands(roster.notes().len())));
    let message = |note: &&Note| match note.line {
        Some(line) => plain(&format!("{} (line {line})", note.message)),
        None => plain(&note.message),
    };
    let item = |(code, notes): (&str, Vec<&Note>)| {
        if let [one] = notes.as_slice() {
            return Item { text: Cell::from(format!("{code}: {}", message(one))), below: Vec::new() };
        }
        let shown = if all { notes.len() } else { notes.len().min(MOST_OF_A_CODE) };
        let mut below: Vec<String> = notes[..shown].iter().map(message).collect();
        if shown < notes.len() {
            below.push(format!("… and {} more: --all shows them", words::thousands(notes.len() - shown)));
        }
        Item { text: Cell::from(format!("{code} ({})", words::thousands(notes.len()))), below }
    };
    document.list(by_code.into_iter().map(item).collect());
    document.paragraph(Cell::new("rolemap rules CODE explains a code.", Tone::Faint));
}

/// Writes the clean roster as CSV.
pub fn csv(roster: &Roster) -> String {
    let mut out = String::new();
    roster.write_csv(&mut out).expect("a text takes every row");
    out
}

/// Writes how the file was read, and the clean roster, as JSON of the schema `rolemap/import/1`.
pub fn to_json(roster: &Roster) -> String {
    let Source { encoding, delimiter, quote, header_line, rows, sheet } = roster.source();
    let some = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    let note =
        |Note { line, code, message }: &Note| NoteEntry { code, line: *line, message: message.clone() };
    json(&Import {
        schema: "rolemap/import/1",
        source: SourceEntry {
            encoding: some(encoding),
            delimiter: some(delimiter),
            quote: some(quote),
            header_line: *header_line,
            rows: *rows,
            sheet: sheet.as_deref(),
        },
        columns: roster.columns().iter().map(|(field, header)| (field.as_str(), header.as_str())).collect(),
        manager_by: roster.manager_by(),
        notes: roster.notes().iter().map(note).collect(),
        shape: shape(roster),
        people: roster.people().map(person).collect(),
    })
}

fn shape(roster: &Roster) -> Shape {
    let org = OrgGraph::new(roster);
    Shape {
        people: roster.people().filter(|p| p.status() == crate::roster::Status::Active).count(),
        roots: org.roots().len(),
        depth: org.depth(),
        widest_span: org.members().map(|m| m.span()).max().unwrap_or_default(),
    }
}

fn person(person: Person<'_>) -> PersonEntry {
    let some = |field| Some(cell(person, field)).filter(|cell| !cell.is_empty());
    PersonEntry {
        id: some(Field::Id),
        name: some(Field::Name),
        email: some(Field::Email),
        title: some(Field::Title),
        manager_id: some(Field::ManagerId),
        second_manager_id: some(Field::SecondManagerId),
        department: some(Field::Department),
        team: some(Field::Team),
        location: some(Field::Location),
        fte: person.stated_fte().map(|fte| fte.as_f64()),
        start_date: some(Field::StartDate),
        end_date: some(Field::EndDate),
        status: person.status().as_str(),
        line: person.line(),
    }
}

/// How a file was read: `rolemap import --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Import<'a> {
    schema: &'static str,
    source: SourceEntry<'a>,
    /// The header from which each field is read.
    columns: BTreeMap<&'static str, &'a str>,
    /// How managers were found; null where the file names none.
    #[cfg_attr(test, schemars(extend("enum" = serde_json::json!(["id", "email", "name", "dn", "position", null]))))]
    manager_by: Option<&'static str>,
    /// What the import healed or skipped, in the order of the file.
    notes: Vec<NoteEntry>,
    shape: Shape,
    /// The clean roster.
    people: Vec<PersonEntry>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SourceEntry<'a> {
    encoding: Option<String>,
    delimiter: Option<String>,
    quote: Option<String>,
    header_line: u64,
    /// Rows below the header.
    rows: usize,
    /// The sheet of a workbook.
    sheet: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NoteEntry {
    /// `rolemap rules CODE` explains it.
    code: &'static str,
    /// Line of the file.
    line: Option<u64>,
    message: String,
}

/// The form of the organisation.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Shape {
    /// Who works there.
    people: usize,
    roots: usize,
    /// Layers of the deepest reporting line.
    depth: usize,
    /// The most people who report to one.
    widest_span: usize,
}

/// A row of the clean roster; what the file does not state is null.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PersonEntry {
    id: Option<String>,
    name: Option<String>,
    email: Option<String>,
    title: Option<String>,
    manager_id: Option<String>,
    second_manager_id: Option<String>,
    department: Option<String>,
    team: Option<String>,
    location: Option<String>,
    fte: Option<f64>,
    start_date: Option<String>,
    end_date: Option<String>,
    #[cfg_attr(test, schemars(extend("enum" = ["active", "vacant", "future", "left"])))]
    status: &'static str,
    /// The line of the file on which the row starts.
    line: u64,
}
