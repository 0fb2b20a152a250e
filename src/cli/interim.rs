//! Stands in for the reader of rosters until it lands: well-formed CSV in UTF-8 with usual headers.

use crate::error::{Error, ErrorKind, Result};
use crate::roster::{Fte, Manager, PersonIx, Roster, Row};

const FIELDS: &[(&str, &[&str])] = &[
    ("id", &["employee #", "employee - id", "employee id", "employee_id", "id", "post unique reference"]),
    ("name", &["employee", "name", "full name", "worker"]),
    ("first", &["first name"]),
    ("last", &["last name"]),
    ("email", &["work email", "email", "email - primary work"]),
    ("title", &["job title", "title", "business title"]),
    (
        "manager",
        &[
            "supervisor email",
            "manager - work email",
            "manager_id",
            "manager id",
            "manager",
            "reports to senior post",
            "worker's manager",
        ],
    ),
    ("department", &["department", "cost center - name", "unit"]),
    ("team", &["teams", "team"]),
    ("location", &["location", "work location address - city"]),
    ("fte", &["fte"]),
    ("roles", &["roles"]),
];

/// Returns which column has which field; none where the row is no header with a title.
fn header(record: &csv::StringRecord) -> Option<Vec<Option<&'static str>>> {
    let field = |cell: &str| {
        let cell = cell.trim_start_matches('\u{feff}').trim().to_lowercase();
        FIELDS.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(field, _)| *field)
    };
    let fields: Vec<_> = record.iter().map(field).collect();
    fields.contains(&Some("title")).then_some(fields)
}

/// Whether the first row is a header with a title column.
pub(crate) fn is_roster(bytes: &[u8]) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().next().is_some_and(|r| r.is_ok_and(|r| header(&r).is_some()))
}

/// Reads a roster.
pub(crate) fn read(bytes: &[u8]) -> Result<Roster> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let (mut fields, mut rows): (Option<Vec<_>>, Vec<Row>) = (None, Vec::new());
    for record in reader.records() {
        let record = record.map_err(|e| Error::new(ErrorKind::Roster("broken-row"), e.to_string()))?;
        let Some(fields) = &fields else {
            fields = header(&record);
            continue;
        };
        let cell = |field: &str| {
            let at = fields.iter().position(|f| *f == Some(field));
            at.and_then(|i| record.get(i)).unwrap_or("").trim().to_owned()
        };
        let name = format!("{} {}", cell("first"), cell("last"));
        rows.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            id: cell("id"),
            name: if cell("name").is_empty() { name.trim().to_owned() } else { cell("name") },
            email: cell("email"),
            title: cell("title"),
            manager_text: cell("manager"),
            department: cell("department"),
            team: cell("team"),
            location: cell("location"),
            fte: cell("fte").parse::<f64>().ok().map(|f| Fte((f * 10_000.0) as i64)),
            roles: cell("roles"),
            in_scope: true,
            ..Row::default()
        });
    }
    if fields.is_none() {
        return Err(Error::new(ErrorKind::Roster("no-header"), "no row names a column of titles"));
    }
    let known: std::collections::BTreeMap<String, usize> = rows
        .iter()
        .enumerate()
        .flat_map(|(i, r)| {
            [(r.id.to_lowercase(), i), (r.email.to_lowercase(), i), (r.name.to_lowercase(), i)]
        })
        .collect();
    for row in rows.iter_mut().filter(|r| !r.manager_text.is_empty()) {
        let manager = known.get(&row.manager_text.to_lowercase());
        row.manager = manager.map_or(Manager::Unknown, |i| Manager::Person(PersonIx::from_index(*i)));
    }
    Ok(Roster::from_rows(rows))
}
