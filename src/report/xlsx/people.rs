//! The sheet of people, which the import reads back.

use rust_xlsxwriter::XlsxError;

use super::sheet::{Looks, Table, Value, without_mail};
use crate::analysis::Analysis;
use crate::model::Severity;
use crate::org::OrgGraph;
use crate::report::chart::{core_practices, symbols};
use crate::roster::{Manager, Person, PersonIx, Roster};
use crate::staff::Standing;

const COLUMNS: &[(&str, u16)] = &[
    ("Id", 12),
    ("Name", 26),
    ("Title", 34),
    ("Manager id", 12),
    ("Second manager id", 12),
    ("Department", 22),
    ("Team", 18),
    ("Location", 16),
    ("#FTE", 7),
    ("Start date", 12),
    ("End date", 12),
    ("Status", 10),
    ("Roles", 28),
    ("Practices", 14),
    ("Grade", 11),
    ("#Sure", 8),
    ("Reason", 44),
    ("Counts", 9),
    ("#Layer", 8),
    ("#Span", 8),
    ("#People below", 9),
    ("Faults", 34),
    ("#Line", 8),
];

/// Writes every row of the roster, in its order.
pub(super) fn table<'l>(analysis: &Analysis<'_>, looks: &'l Looks) -> Result<Table<'l>, XlsxError> {
    let mut table = Table::new("People", COLUMNS, looks)?;
    let staff = &analysis.staff;
    let faults = faults(analysis);
    let symbols = symbols(staff.model());
    for person in staff.people() {
        let (ix, model, reading) = (person.ix(), staff.model(), staff.reading(person.ix()));
        let ids: Vec<&str> = staff.roles(ix).iter().map(|role| model[*role].id.as_str()).collect();
        let practices = core_practices(model, staff.roles(ix));
        let letters: Vec<&str> = practices.map(|practice| symbols[practice.index()].as_str()).collect();
        let member = staff.org().member(ix);
        table.row([
            key(person).into(),
            person.name().into(),
            person.title().into(),
            manager(staff.roster(), person.manager(), person, person.manager_text()).into(),
            manager(staff.roster(), person.second_manager(), person, person.second_manager_text()).into(),
            person.department().into(),
            person.team().into(),
            person.location().into(),
            person.stated_fte().map_or(Value::None, Value::from),
            person.start_date().map_or(Value::None, Value::Day),
            person.end_date().map_or(Value::None, Value::Day),
            person.status().as_str().into(),
            ids.join("|").into(),
            letters.join(" ").into(),
            reading.level.map_or("", |level| level.as_str()).into(),
            Value::Share(f64::from(reading.confidence) / 100.0),
            without_mail(&reading.reason).into(),
            Value::Flag(staff.standing(ix) == Standing::Present),
            member.layer().map_or(Value::None, Value::from),
            span(staff.org(), ix),
            Some(member.people_below()).filter(|below| *below > 0).map_or(Value::None, Value::from),
            faults[ix.index()].join(", ").into(),
            Value::Number(person.line() as f64),
        ])?;
    }
    for column in [0, 3, 4] {
        table.ids(column)?;
    }
    Ok(table)
}

/// Returns what identifies somebody in the workbook: the id, or else the line of the source. Never an e-mail address.
pub(super) fn key(person: Person<'_>) -> String {
    match person.stated_id() {
        id if !id.is_empty() && !is_mail(id) => id.to_owned(),
        _ => format!("line-{}", person.line()),
    }
}

fn is_mail(text: &str) -> bool {
    without_mail(text) != text
}

fn manager(roster: &Roster, manager: Manager, person: Person<'_>, text: &str) -> String {
    match manager {
        Manager::Nobody => String::new(),
        Manager::Oneself => key(person),
        Manager::Person(manager) => key(roster.person(manager)),
        // As the source has it, so that it stays what it is: somebody whom the roster does not know.
        Manager::Outside | Manager::Unknown | Manager::Ambiguous => without_mail(text),
    }
}

fn span(org: &OrgGraph, person: PersonIx) -> Value {
    Some(org.span(person)).filter(|span| *span > 0).map_or(Value::None, Value::from)
}

/// Returns the rules of the errors and warnings that name each row, worst first, each once.
fn faults(analysis: &Analysis<'_>) -> Vec<Vec<&'static str>> {
    let mut faults: Vec<Vec<&'static str>> = vec![Vec::new(); analysis.staff.roster().len()];
    for finding in analysis.findings.iter().filter(|f| f.severity >= Severity::Warning) {
        for person in &finding.people {
            let rules = &mut faults[person.index()];
            if !rules.contains(&finding.rule) {
                rules.push(finding.rule);
            }
        }
    }
    faults
}
