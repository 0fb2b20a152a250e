//! Damaged copies of a clean roster, and rosters with faults of reporting lines: each comes out as its manifest says.
//!
//! The cases are made by programs in a folder beside the repository; where it is absent, the tests say so and pass.

#![expect(clippy::print_stderr, reason = "a test tells its score, and that it was skipped")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use rolemap::roster::{Date, ReadOptions, Roster};
use serde_json::Value;

/// Codes that need the graph of reporting lines; the reader leaves them to it.
const OF_THE_GRAPH: &[&str] = &[
    "cycle",
    "no-root",
    "several-roots",
    "not-under-a-root",
    "reports-to-inactive",
    "reports-to-vacancy",
    "reports-to-future-start",
    "wide-span",
    "narrow-chain",
    "contractor-manager",
    "manager-on-leave",
    "no-reporting-lines",
];

fn tools() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools = [root.join("../shared/tools"), root.join("../../shared/tools")];
    let tools = tools.into_iter().find(|path| path.join("pollute.py").exists());
    if tools.is_none() {
        eprintln!("skipped: no ../shared/tools");
    }
    tools
}

/// Runs a tool; false where there is no Python.
fn python(tool: &Path, args: &[&str]) -> bool {
    match Command::new("python3").arg(tool).args(args).output() {
        Ok(output) if output.status.success() => true,
        Ok(output) => panic!("{}: {}", tool.display(), String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            eprintln!("skipped: python3: {error}");
            false
        }
    }
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the tool wrote it");
    serde_json::from_str(&text).expect("the tool writes JSON")
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn table(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let rows = reader.records().map(|row| row.expect("a clean table").iter().map(str::to_owned).collect());
    rows.collect()
}

/// Takes off the apostrophe that guards a cell from spreadsheets.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(cell)
}

const PAIRS: [(&str, &str); 10] = [
    ("employee_id", "id"),
    ("full_name", "name"),
    ("email", "email"),
    ("job_title", "title"),
    ("manager_id", "manager_id"),
    ("department", "department"),
    ("team", "team"),
    ("location", "location"),
    ("fte", "fte"),
    ("start_date", "start_date"),
];

/// Compares what was read with a table; says what differs first.
fn differs(read: &[Vec<String>], wanted: &[Vec<String>], unchecked: &BTreeSet<(u64, u64)>) -> Option<String> {
    if read.len() != wanted.len() {
        return Some(format!("{} rows, not {}", read.len() - 1, wanted.len() - 1));
    }
    let column = |header: &[String], name: &str| header.iter().position(|h| h.trim() == name);
    for (theirs, ours) in PAIRS {
        let Some(at) = column(&wanted[0], theirs) else { continue };
        let own = column(&read[0], ours)?;
        for row in 1..read.len() {
            let (got, want) =
                (unguarded(&read[row][own]).trim(), wanted[row].get(at).map_or("", |c| c.trim()));
            if got != want && !unchecked.contains(&(row as u64 - 1, at as u64)) {
                return Some(format!("row {row}, {theirs}: {got:?}, not {want:?}"));
            }
        }
    }
    None
}

fn options_of(case: &Value) -> ReadOptions {
    let option = case["option"].as_str().and_then(|o| o.strip_prefix("--encoding "));
    ReadOptions { encoding: option.map(str::to_owned), ..ReadOptions::default() }
}

/// Says what is wrong with how a damaged file came out; `None` where all is right.
fn judge(dir: &Path, case: &Value) -> Option<String> {
    let bytes = std::fs::read(dir.join(case["file"].as_str()?)).expect("a case");
    let outcome = case["outcome"].as_str()?;
    let code = case["code"].as_str();
    let lines: Vec<u64> = case["line"]
        .as_u64()
        .into_iter()
        .chain(case["lines"].as_array().into_iter().flatten().filter_map(Value::as_u64))
        .collect();
    let plain = Roster::read(bytes.clone(), &ReadOptions::default());
    let roster = match Roster::read(bytes, &options_of(case)) {
        Ok(_) if outcome == "refuse" => return Some("was read".into()),
        Err(error) if outcome.starts_with("refuse") => {
            let named: Vec<u64> = error.problems().iter().filter_map(|p| p.line).collect();
            let kind = format!("{:?}", error.kind());
            let right =
                lines.iter().all(|line| named.contains(line)) && code.is_none_or(|code| kind.contains(code));
            return (!right).then(|| format!("refused, but {kind}: {error}"));
        }
        Err(error) => return Some(format!("refused: {error}")),
        Ok(roster) => roster,
    };
    let mut clean = String::new();
    roster.write_csv(&mut clean).expect("writing to a string");
    let read = table(clean.as_bytes());
    let unchecked = case["unchecked"].as_array().into_iter().flatten();
    let unchecked =
        unchecked.filter_map(|pair: &Value| Some((pair[0].as_u64()?, pair[1].as_u64()?))).collect();
    let tables = match case["meaning"].as_str() {
        Some(meaning) => vec![meaning.to_owned()],
        None => strings(&case["tables"]),
    };
    // A byte that no step after it can know shows as U+FFFD in the damaged table.
    let mut unchecked: BTreeSet<(u64, u64)> = unchecked;
    if let Some(damaged) = strings(&case["tables"]).first() {
        let damaged = table(&std::fs::read(dir.join(damaged)).expect("a table"));
        for (row, cells) in damaged.iter().enumerate().skip(1) {
            let lost = cells.iter().enumerate().filter(|(_, cell)| cell.contains('\u{fffd}'));
            unchecked.extend(lost.map(|(column, _)| (row as u64 - 1, column as u64)));
        }
    }
    let differences: Vec<Option<String>> = tables
        .iter()
        .map(|name| differs(&read, &table(&std::fs::read(dir.join(name)).expect("a table")), &unchecked))
        .collect();
    if differences.iter().all(Option::is_some) {
        return differences.into_iter().next().flatten();
    }
    if outcome == "warn" {
        let asked = if case["option"].is_string() { plain.as_ref().ok()? } else { &roster };
        let notes = asked.notes().iter().map(|n| (n.code, n.line));
        let told: Vec<_> = notes.chain(asked.faults().iter().map(|f| (f.code, f.line))).collect();
        let code = code?;
        let named = |line: &u64| told.contains(&(code, Some(*line)));
        if !told.iter().any(|(c, _)| *c == code) || !lines.iter().all(named) {
            return Some(format!("no {code} at {lines:?} among {told:?}"));
        }
    }
    let again = Roster::read(clean.clone().into_bytes(), &ReadOptions::default());
    let mut second = String::new();
    match again {
        Ok(roster) => roster.write_csv(&mut second).expect("writing to a string"),
        Err(error) => return Some(format!("the clean roster is refused: {error}")),
    }
    let without_line = |text: &str| -> Vec<Vec<String>> {
        table(text.as_bytes()).into_iter().map(|mut row| (row.pop(), row).1).collect()
    };
    (without_line(&clean) != without_line(&second))
        .then(|| "the clean roster does not read back as itself".into())
}

fn report(name: &str, wrong: &[String], all: usize) {
    eprintln!("{name}: {} of {all}", all - wrong.len());
    assert!(wrong.is_empty(), "{name}: {} of {all}\n{}", all - wrong.len(), wrong.join("\n"));
}

#[test]
fn every_damaged_copy_comes_out_as_its_manifest_says() {
    let Some(tools) = tools() else { return };
    let dir = tempfile::tempdir().expect("a place to write");
    let clean = dir.path().join("clean.csv");
    let path = |path: &Path| path.to_str().expect("a plain path").to_owned();
    for (people, seed) in [("60", "1"), ("100", "7")] {
        let out = dir.path().join(people);
        let made = python(
            &tools.join("gen_roster.py"),
            &["--people", people, "--seed", seed, "--out", &path(&clean)],
        ) && python(&tools.join("pollute.py"), &["--in", &path(&clean), "--out", &path(&out)]);
        if !made {
            return;
        }
        let manifest = json(&out.join("manifest.json"));
        let cases = manifest["cases"].as_array().expect("cases");
        let judged = cases
            .par_iter()
            .filter_map(|case| Some(format!("{}: {}", case["name"].as_str()?, judge(&out, case)?)));
        report(&format!("damaged copies of {people} people"), &judged.collect::<Vec<_>>(), cases.len());
    }
}

/// Says what is wrong with the faults that a roster's cells show.
fn judge_faults(dir: &Path, case: &Value, as_of: Option<Date>) -> Option<String> {
    let bytes = std::fs::read(dir.join(case["file"].as_str()?)).expect("a case");
    let roster = match Roster::read(bytes, &ReadOptions { as_of, ..ReadOptions::default() }) {
        Ok(roster) => roster,
        Err(error) => return Some(format!("refused: {error}")),
    };
    let mut wanted: BTreeMap<(String, Vec<String>), Option<u64>> = BTreeMap::new();
    for finding in case["findings"].as_array().into_iter().flatten() {
        let code = finding["code"].as_str()?.to_owned();
        if !OF_THE_GRAPH.contains(&code.as_str()) {
            wanted.insert((code, strings(&finding["ids"])), finding["line"].as_u64());
        }
    }
    let mut found: BTreeMap<(String, Vec<String>), Option<u64>> = BTreeMap::new();
    for fault in roster.faults() {
        let ids =
            fault.people.iter().map(|ix| roster.person(*ix).id().to_owned()).filter(|id| !id.is_empty());
        found.insert((fault.code.to_owned(), ids.collect()), fault.line);
    }
    let missing =
        wanted.iter().find(|(key, line)| !found.get(*key).is_some_and(|l| line.is_none() || l == *line));
    let extra = found.keys().find(|key| !wanted.contains_key(*key));
    // What the file's ids lost is said of the file too.
    let note = roster.notes().iter().find(|note| note.code != "id-zeros");
    match (missing, extra, note) {
        (None, None, None) => None,
        (Some(missing), ..) => Some(format!("missing {missing:?} among {found:?}")),
        (_, Some(extra), _) => Some(format!("not asked for: {extra:?}")),
        (_, _, note) => Some(format!("not asked for: {note:?}")),
    }
}

#[test]
fn every_fault_of_the_cells_is_found_and_no_other() {
    let Some(tools) = tools() else { return };
    let dir = tempfile::tempdir().expect("a place to write");
    let out = dir.path().to_str().expect("a plain path").to_owned();
    if !python(&tools.join("org_faults.py"), &["--out", &out]) {
        return;
    }
    let manifest = json(&dir.path().join("manifest.json"));
    let as_of = manifest["as_of"].as_str().and_then(Date::parse);
    let cases = manifest["cases"].as_array().expect("cases");
    let judged = cases.iter().filter_map(|case| {
        Some(format!("{}: {}", case["name"].as_str()?, judge_faults(dir.path(), case, as_of)?))
    });
    report("organisation faults", &judged.collect::<Vec<_>>(), cases.len());
}

/// What was read, as a person sees it.
fn shown(bytes: Vec<u8>) -> String {
    let roster = match Roster::read(bytes, &ReadOptions::default()) {
        Ok(roster) => roster,
        Err(error) => return format!("refused\n{error}\n"),
    };
    let source = roster.source();
    let mut text =
        format!("{}, {:?}, header on line {}\n", source.encoding, source.delimiter, source.header_line);
    for (field, header) in roster.columns() {
        text += &format!("{field}: {header:?}\n");
    }
    text += &format!("managers by {}\n", roster.manager_by().unwrap_or("nothing"));
    for note in roster.notes() {
        text += &format!("note {} {:?}: {}\n", note.code, note.line, note.message);
    }
    for fault in roster.faults() {
        let ids: Vec<&str> = fault.people.iter().map(|ix| roster.person(*ix).id()).collect();
        text += &format!("{} {ids:?}: {}\n", fault.code, fault.message);
    }
    roster.write_csv(&mut text).expect("writing to a string");
    text
}

#[test]
fn every_system_s_file_is_read() {
    insta::glob!("rosters/formats/*", |path| {
        let bytes = std::fs::read(path).expect("a file of the folder");
        insta::assert_snapshot!(shown(bytes));
    });
}

#[test]
fn no_value_of_a_sensitive_column_is_shown() {
    let secrets = [
        "Secret-1-xyz",
        "1970-01-01",
        "310000",
        "900-00-0001",
        "c2VjcmV0",
        "1 Main St",
        "Irish",
        "Hidden Person",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters/formats");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let text = shown(std::fs::read(&path).expect("a file"));
        for secret in secrets {
            assert!(!text.contains(secret), "{} shows {secret}", path.display());
        }
    }
}

mod properties {
    use proptest::prelude::*;
    use proptest::sample::select;
    use rolemap::roster::{ReadOptions, Roster};

    /// Pieces that files go wrong with.
    fn piece() -> impl Strategy<Value = &'static str> {
        select(vec![
            "id",
            "name",
            "title",
            "manager",
            "email",
            "Employee ID",
            "Reports To",
            "status",
            "fte",
            "start_date",
            ",",
            ",",
            ",",
            ";",
            "\t",
            "|",
            "\"",
            "\"\"",
            "'",
            "\\",
            "\n",
            "\n",
            "\r\n",
            "\r",
            " ",
            "1",
            "2",
            "007",
            "1.0",
            "Ann Lee",
            "Lee, Ann",
            "a@b.example",
            "=1+1",
            "'",
            "-",
            "N/A",
            "TBH",
            "Left",
            "2020-01-01",
            "03/04/2021",
            "40",
            "50%",
            "Total",
            "é",
            "\u{feff}",
            "\u{200d}",
            "“",
            "”",
            "\0",
            "&amp;",
            "&#0;",
            "#REF!",
            "CN=Ann,OU=x",
            "dn: x",
            "sep=;",
            "(",
            ")",
            "[",
            "]",
            "{",
            "1E+5",
            "１",
            "###",
        ])
    }

    fn clean(roster: &Roster) -> String {
        let mut text = String::new();
        roster.write_csv(&mut text).expect("writing to a string");
        text
    }

    /// A cell that people and spreadsheets come up with.
    fn cell() -> impl Strategy<Value = String> {
        prop::collection::vec(
            select(vec![
                "a", "B", "ü", " ", ",", "\"", "'", "=", "+", "@", "-", "1", "\n", ";", "x.y", "&", "ß",
            ]),
            0..6,
        )
        .prop_map(|parts| parts.concat())
    }

    fn quoted(cell: &str) -> String {
        format!("\"{}\"", cell.replace('"', "\"\""))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_bytes_give_an_error_or_a_roster(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Roster::read(bytes, &ReadOptions::default());
        }

        #[test]
        fn any_pieces_give_an_error_or_a_roster(pieces in prop::collection::vec(piece(), 0..80)) {
            let body = pieces.concat();
            for head in ["", "id,name,title,manager\n", "id;name;email;title;manager id;fte;start date;end date;status\n"] {
                if let Ok(roster) = Roster::read(format!("{head}{body}").into_bytes(), &ReadOptions::default()) {
                    let _ = clean(&roster);
                }
            }
        }

        #[test]
        fn the_clean_roster_reads_back_as_itself(rows in prop::collection::vec((cell(), cell(), cell(), 0_usize..8), 1..8)) {
            let mut file = String::from("id,name,title,team,manager,email\n");
            for (at, (name, title, team, manager)) in rows.iter().enumerate() {
                let manager = if *manager < rows.len() && *manager != at { format!("p{manager}") } else { String::new() };
                file += &format!("p{at},{},{},{},{manager},p{at}@corp.example\n", quoted(name), quoted(title), quoted(team));
            }
            let first = Roster::read(file.into_bytes(), &ReadOptions::default()).expect("a roster");
            prop_assert_eq!(first.len(), rows.len(), "nobody is lost");
            let text = clean(&first);
            let second = Roster::read(text.clone().into_bytes(), &ReadOptions::default()).expect("the clean roster");
            let without_line = |text: &str| -> Vec<Vec<String>> {
                super::table(text.as_bytes()).into_iter().map(|mut row| (row.pop(), row).1).collect()
            };
            prop_assert_eq!(without_line(&text), without_line(&clean(&second)));
        }
    }
}
