//! The appendix: every title, every finding, how the file was read, the method, the figures with their sources.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Briefing, Part};
use crate::report::catalog::names;
use crate::report::document::{Cell, Document, Item, Table, Tone};
use crate::report::words;
use crate::staff::Standing;
use crate::title::Reading;

/// The most rows of a table of the appendix: what is beyond is counted.
const MOST_ROWS: usize = 5_000;

pub(super) fn parts(briefing: &Briefing<'_>) -> Vec<Part> {
    vec![
        folded("Every finding", findings(briefing), briefing.analysis().findings.len()),
        titles(briefing),
        notes(briefing),
        Part::Folded("How coverage is counted".to_owned(), method()),
        Part::Folded("Why so much is asked for".to_owned(), demands(briefing)),
        Part::Folded("Figures and their sources".to_owned(), figures(briefing)),
    ]
}

fn folded(name: &str, table: Table, number: usize) -> Part {
    let mut document = Document::default();
    let shown = table.rows.len();
    if shown == 0 {
        document.paragraph("None.");
    }
    document.table(table);
    if shown < number {
        let more = words::thousands(number - shown);
        document.paragraph(Cell::new(format!("… and {more} more."), Tone::Faint));
    }
    Part::Folded(format!("{name} ({})", words::thousands(number)), document)
}

fn findings(briefing: &Briefing<'_>) -> Table {
    let mut table = Table::new(&["Severity", "Rule", "What", "#Line", "What to do"]);
    for finding in briefing.analysis().findings.iter().take(MOST_ROWS) {
        table.row([
            Cell::new(finding.severity.as_str(), words::tone(finding.severity)),
            Cell::from(finding.rule),
            Cell::from(&finding.message),
            Cell::from(finding.line.map(|l| l.to_string()).unwrap_or_default()),
            Cell::from(&finding.help),
        ]);
    }
    table
}

/// Every title of the people in scope with what it was read as, the ones of most people first.
fn titles(briefing: &Briefing<'_>) -> Part {
    let (staff, model) = (&briefing.analysis().staff, briefing.model());
    let mut people: BTreeMap<(&str, &str), (usize, &Reading)> = BTreeMap::new();
    for person in staff.of_standing(Standing::Present) {
        let reading = staff.reading(person);
        let title = staff.roster().person(person).title();
        people.entry((title, &reading.reason)).or_insert((0, reading)).0 += 1;
    }
    let mut order: Vec<_> = people.into_iter().collect();
    order.sort_by_key(|((title, _), (number, _))| (Reverse(*number), *title));
    let mut table = Table::new(&["Title", "#People", "Role", "Level", "#Confidence", "Reason"]);
    for ((title, _), (number, reading)) in order.iter().take(MOST_ROWS) {
        let role = match (reading.roles.is_empty(), reading.candidates.is_empty()) {
            (false, _) => Cell::from(words::list(&names(model, reading.roles.iter().copied()), "and")),
            (true, false) => Cell::new("undecided", Tone::Warning),
            (true, true) => Cell::new("outside the practices", Tone::Faint),
        };
        table.row([
            Cell::from(title),
            Cell::from(words::thousands(*number)),
            role,
            Cell::from(reading.level.map_or("", |l| l.as_str())),
            Cell::from(format!("{:.2}", f64::from(reading.confidence) / 100.0)),
            Cell::new(&reading.reason, Tone::Faint),
        ]);
    }
    folded("Every title and its role", table, order.len())
}

fn notes(briefing: &Briefing<'_>) -> Part {
    let notes = briefing.analysis().staff.roster().notes();
    let mut table = Table::new(&["#Line", "Code", "What was healed or skipped"]);
    for note in notes.iter().take(MOST_ROWS) {
        table.row([
            Cell::from(note.line.map(|l| l.to_string()).unwrap_or_default()),
            Cell::from(note.code),
            Cell::from(&note.message),
        ]);
    }
    folded("How the roster was read", table, notes.len())
}

/// How the numbers come about, in the words of the method.
const METHOD: &[&str] = &[
    "Every demand of a practice is held against the people whose role meets it. The role comes from the job title; what \
     was read, how sure it is and why stands in the list of titles.",
    "Capacity is counted in FTE. A person's FTE goes to the demands whose roles the person holds, in parts if need be, \
     and is never counted twice. Of all such assignments the one is taken that fills most of what is required, then \
     most of what is recommended.",
    "Coverage of a practice is its filled over its needed required capacity.",
    "A head is filled by somebody whose role is to head the practice, and covered where a manager or executive does it \
     beside other work.",
    "Vacancies and people who start later are counted apart, never as filled.",
    "A demand hangs on one person where a single person in scope holds a role for it.",
];

fn method() -> Document {
    let mut document = Document::default();
    let item = |text: &&str| Item { text: Cell::from(text), below: Vec::new() };
    document.list(METHOD.iter().map(item).collect());
    document
}

fn demands(briefing: &Briefing<'_>) -> Document {
    let model = briefing.model();
    let mut table = Table::new(&["Practice", "Demand", "Level", "#Need", "#Filled", "Why so much"]);
    for covered in briefing.analysis().coverage.demands() {
        let demand = &model[covered.demand];
        table.row([
            Cell::from(&model[demand.practice].name),
            Cell::from(&demand.name),
            Cell::from(covered.level.as_str()),
            Cell::from(words::amount(covered.need)),
            Cell::from(words::amount(covered.filled)),
            Cell::from(&covered.why),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    document
}

fn figures(briefing: &Briefing<'_>) -> Document {
    let mut table = Table::new(&["About", "What was counted", "Value", "Source", "Grade"]);
    for figure in briefing.model().figures() {
        table.row([
            Cell::from(&figure.topic),
            Cell::from(&figure.fact),
            Cell::from(&figure.value),
            Cell::from(&figure.source),
            Cell::from(figure.grade.meaning()),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    document
}
