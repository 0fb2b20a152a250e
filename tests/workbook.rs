//! The workbook: typed cells, text that stays text, people that read back, bytes that do not change.

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};

use rolemap::analysis::Analysis;
use rolemap::model::Model;
use rolemap::plan::{Plan, PlanOptions};
use rolemap::report::plan::Planned;
use rolemap::report::xlsx;
use rolemap::roster::{Manager, Person, ReadOptions, Roster};
use rolemap::title::Classifier;

const EXAMPLES: [&str; 3] = ["startup-12", "growth-120", "enterprise-600"];

fn example(name: &str) -> Vec<u8> {
    std::fs::read(format!("examples/rosters/{name}.csv")).expect("the example is there")
}

fn read(bytes: Vec<u8>) -> Roster {
    Roster::read(bytes, &ReadOptions::default()).expect("the roster can be read")
}

/// The workbook of a roster, with a plan.
fn workbook(roster: &Roster) -> Vec<u8> {
    let model = Model::builtin();
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let analysis = Analysis::new(&model, roster, &classifier, None);
    let options = PlanOptions { most_nodes: 50, ..PlanOptions::new("2027Q1".parse().expect("a quarter")) };
    let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
    let planned = Planned { analysis: &analysis, options: &options, plan: &plan, dated: true };
    xlsx::render(&analysis, Some(planned), "roster.csv").expect("a workbook can be made")
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("it is a workbook")
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    open(bytes).worksheet_range(name).expect("the sheet is there")
}

/// The cells of a column below its header.
fn column(range: &Range<Data>, name: &str) -> Vec<Data> {
    let mut rows = range.rows();
    let header = rows.next().expect("a header");
    let place =
        header.iter().position(|cell| *cell == Data::String(name.to_owned())).expect("the column is there");
    rows.map(|row| row[place].clone()).collect()
}

/// Every text of every sheet.
fn texts(bytes: &[u8]) -> Vec<String> {
    let mut book = open(bytes);
    let mut texts = Vec::new();
    for (_, range) in book.worksheets() {
        texts.extend(range.used_cells().filter_map(|(_, _, cell)| cell.get_string().map(str::to_owned)));
    }
    texts
}

#[test]
fn the_sheets_stand_in_their_order_and_hold_types() {
    let roster = read(example("growth-120"));
    let bytes = workbook(&roster);
    let names = open(&bytes).sheet_names();
    assert_eq!(names, ["Summary", "Coverage", "Gaps", "Plan", "People", "Findings", "Notes"]);
    let people = sheet(&bytes, "People");
    assert_eq!(people.height(), roster.len() + 1, "a row each");
    assert!(column(&people, "Start date").iter().all(|cell| matches!(cell, Data::DateTime(_) | Data::Empty)));
    assert!(
        column(&people, "Start date").iter().any(|cell| matches!(cell, Data::DateTime(_))),
        "days are days"
    );
    assert!(column(&people, "Counts").iter().all(|cell| matches!(cell, Data::Bool(_))));
    assert!(column(&people, "Id").iter().all(|cell| matches!(cell, Data::String(_))), "ids keep their zeros");
    let coverage = sheet(&bytes, "Coverage");
    for name in ["Need", "Filled", "Gap"] {
        assert!(column(&coverage, name).iter().all(|cell| matches!(cell, Data::Float(_))), "{name}");
    }
    let gap = |cell: &Data| cell.get_string().is_some_and(|text| text != "met");
    let open = column(&coverage, "State").iter().filter(|cell| gap(cell)).count();
    assert_eq!(sheet(&bytes, "Gaps").height(), open + 1, "a row for every open demand");
    assert!(column(&sheet(&bytes, "Plan"), "Cost (USD)").iter().any(|cell| matches!(cell, Data::Float(_))));
    assert!(column(&sheet(&bytes, "Findings"), "Severity").contains(&Data::String("error".to_owned())));
}

/// What must be the same after the workbook was read back: texts, and the row of the manager.
fn essence(roster: &Roster) -> Vec<([String; 7], Option<usize>)> {
    let of = |person: Person<'_>| {
        let manager = match person.manager() {
            Manager::Person(manager) => Some(manager.index()),
            _ => None,
        };
        let days = format!("{:?} {:?}", person.start_date(), person.end_date());
        let texts =
            [person.name(), person.title(), person.status().as_str(), person.department(), person.team()];
        let [name, title, status, department, team] = texts.map(str::to_owned);
        ([name, title, status, department, team, person.fte().to_string(), days], manager)
    };
    roster.people().map(of).collect()
}

#[test]
fn people_read_back_as_themselves() {
    let options = ReadOptions { sheet: Some("People".to_owned()), ..ReadOptions::default() };
    for name in EXAMPLES {
        let roster = read(example(name));
        let bytes = workbook(&roster);
        for options in [&options, &ReadOptions::default()] {
            let again = Roster::read(bytes.clone(), options).expect("the workbook reads back");
            assert_eq!(again.source().sheet.as_deref(), Some("People"), "{name}: found without being named");
            assert_eq!(essence(&again), essence(&roster), "{name}");
        }
    }
}

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\")",
    "\"]; evil",
    "+1+cmd|' /C calc'!A0",
    "_x0041_ & ]]>",
    "@SUM(1)",
];

fn hostile() -> Roster {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |(n, text): (usize, &&str)| {
        let (cell, manager) = (quoted(text), if n > 0 { "0" } else { "" });
        format!("{n},{cell},{cell},{manager}\n")
    };
    let rows: String = HOSTILE.iter().enumerate().map(row).collect();
    read(format!("id,name,title,manager id\n{rows}9,Long,\"{}\",0\n", "Engineer ".repeat(4_000)).into_bytes())
}

#[test]
fn hostile_text_stays_text() {
    let roster = hostile();
    let bytes = workbook(&roster);
    let mut book = open(&bytes);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("the sheet is there");
        assert_eq!(formulas.used_cells().count(), 0, "{name} has a formula");
    }
    let names = column(&sheet(&bytes, "People"), "Name");
    for text in HOSTILE.iter().filter(|text| !text.starts_with('_')) {
        assert!(names.contains(&Data::String((*text).to_owned())), "{text} is not in {names:?}");
    }
    let longest = texts(&bytes).iter().map(|text| text.encode_utf16().count()).max();
    assert_eq!(longest, Some(32_767), "what a cell cannot hold is cut");
    assert!(texts(&bytes).iter().any(|text| text.starts_with("People: 1 text is longer")), "and told");
}

#[test]
fn the_same_roster_gives_the_same_bytes() {
    let roster = read(example("growth-120"));
    assert_eq!(workbook(&roster), workbook(&roster));
}

#[test]
fn no_address_is_written_and_redacted_names_are_gone() {
    for name in EXAMPLES {
        let mut roster = read(example(name));
        let at = |texts: Vec<String>| texts.into_iter().find(|text| text.contains(".example"));
        assert_eq!(at(texts(&workbook(&roster))), None, "{name}");
        let named = roster.people().map(|p| p.name().to_owned()).find(|n| !n.is_empty()).expect("somebody");
        roster.redact();
        assert!(!texts(&workbook(&roster)).iter().any(|text| text.contains(&named)), "{name}: {named}");
    }
}

#[test]
fn without_a_plan_the_sheet_says_so() {
    let (model, roster) = (Model::builtin(), read(example("startup-12")));
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    let bytes = xlsx::render(&analysis, None, "x.csv").expect("a workbook");
    assert!(column(&sheet(&bytes, "Plan"), "What")[0].to_string().contains("rolemap plan"));
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn libreoffice_opens_it_without_complaint() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("report.xlsx");
    std::fs::write(&file, workbook(&hostile())).expect("writable");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    // All sheets, each in a file: comma, quote, UTF-8, from line 1, texts quoted.
    let every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1";
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--norestore", "--convert-to", every_sheet, "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output();
    let Ok(output) = run else {
        println!("skipped: LibreOffice (soffice) is not installed");
        return;
    };
    let says =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && !says.to_lowercase().contains("error"), "{says}");
    let people =
        std::fs::read_to_string(folder.path().join("report-People.csv")).expect("the sheet was written");
    assert!(people.contains("\"=HYPERLINK(\"\"http://evil.example\"\")\""), "a formula is text: {people}");
    for name in ["Summary", "Coverage", "Gaps", "Plan", "Findings", "Notes"] {
        assert!(folder.path().join(format!("report-{name}.csv")).exists(), "{name} was read: {says}");
    }
}
