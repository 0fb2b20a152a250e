//! What the program prints for machines is what the schemas promise: its own in `docs/schema/`, and SARIF 2.1.0.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;

#[test]
fn what_commands_on_a_roster_print_is_as_the_schemas_say() {
    let mut schemas = Schemas::default();
    for roster in rosters() {
        let roster = roster.to_str().expect("a path in UTF-8");
        schemas.hold(&["check", roster]);
        for by in ["team", "department", "location", "manager"] {
            schemas.hold(&["check", roster, "--by", by]);
        }
        schemas.hold(&["import", roster]);
        schemas.hold(&["classify", roster]);
        schemas.hold(&["what-if", roster, "--each"]);
        schemas.hold(&["what-if", roster, "--join", "soc-analyst"]);
        schemas.hold(&["diff", roster, "examples/rosters/growth-120.csv"]);
    }
    let (roster, plan) = ("examples/rosters/startup-12.csv", "examples/plans/startup-12.toml");
    schemas.hold(&["plan", roster, "--from", "2027Q1", "--rate", "1", "--compare", plan]);
    for roster in ["startup-12", "growth-120"] {
        let roster = format!("examples/rosters/{roster}.csv");
        schemas.hold(&["plan", &roster, "--from", "2027Q1", "--max-hires", "2"]);
        schemas.hold(&["plan", &roster, "--from", "2027Q1", "--frontier", "--quarters", "2"]);
        schemas.hold(&["plan", &roster, "--from", "2027Q1", "--frontier=money", "--quarters", "1"]);
        schemas.hold(&["report", &roster, "--since", &roster]);
    }
    let expected =
        ["check", "classify", "diff", "frontier", "import", "losses", "plan", "plan-comparison", "report"]
            .map(|n| format!("rolemap/{n}/1"))
            .into();
    assert_eq!(schemas.held, expected, "each schema was tried");
}

#[test]
fn what_commands_on_the_model_print_is_as_the_schemas_say() {
    let mut schemas = Schemas::default();
    for command in ["compare", "practices", "roles", "rules"] {
        schemas.hold(&[command]);
    }
    schemas.hold(&["classify", "--explain", "Site Reliability Engineer"]);
    assert_eq!(schemas.held.len(), 5, "each schema was tried");
}

/// A schema that takes anything would prove nothing.
#[test]
fn a_schema_refuses_what_lacks_a_field_or_has_a_wrong_value() {
    let mut check = json(&["check", "examples/rosters/startup-12.csv", "--format", "json"]);
    let schema = schema("docs/schema/check.json");
    assert!(schema.is_valid(&check));
    check["practices"][0]["head"]["state"] = "absent".into();
    assert!(!schema.is_valid(&check), "a state that the schema does not list");
    check["practices"][0]["head"].as_object_mut().expect("an object").remove("state");
    assert!(!schema.is_valid(&check), "a head without a state");
}

#[test]
fn sarif_is_valid_and_code_scanning_takes_it() {
    let schema = schema("tests/data/sarif-schema-2.1.0.json");
    for roster in rosters() {
        let log = json(&["check", roster.to_str().expect("a path in UTF-8"), "--format", "sarif"]);
        let errors: Vec<String> = schema.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", roster.display());
        code_scanning_takes(&log);
    }
}

/// What GitHub's code scanning asks beyond the standard, as its documentation of SARIF support says.
fn code_scanning_takes(log: &Value) {
    let said = |value: &Value, most: usize| {
        let text = value.as_str().expect("a text");
        assert!(!text.is_empty() && text.chars().count() <= most, "empty or longer than {most}: {text}");
    };
    said(&log["$schema"], usize::MAX);
    let [run] = log["runs"].as_array().expect("runs").as_slice() else { panic!("one run") };
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        said(&rule["id"], 255);
        said(&rule["shortDescription"]["text"], 1_024);
        said(&rule["fullDescription"]["text"], 1_024);
        said(&rule["help"]["text"], usize::MAX);
    }
    let results = run["results"].as_array().expect("results");
    assert!(results.len() <= 25_000, "{} results", results.len());
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], rules[index]["id"], "the index leads to the rule");
        said(&result["message"]["text"], usize::MAX);
        let [location] = result["locations"].as_array().expect("locations").as_slice() else {
            panic!("one location")
        };
        let place = &location["physicalLocation"];
        said(&place["artifactLocation"]["uri"], usize::MAX);
        for field in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(place["region"][field].as_u64().is_some_and(|n| n > 0), "{field}: {place}");
        }
        let fingerprint = result["partialFingerprints"]["primaryLocationLineHash"].as_str();
        let fingerprint = fingerprint.expect("the only fingerprint that code scanning reads");
        assert!(fingerprints.insert(fingerprint.to_owned()), "two results of one fingerprint: {result}");
    }
}

/// The fingerprint of a finding does not hang on the row's place, so that alerts stay what they are.
#[test]
fn fingerprints_stay_when_rows_move() {
    let text = fs::read_to_string(root().join("examples/rosters/growth-120.csv")).expect("the example");
    let (header, rows) = text.split_once('\n').expect("a header");
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let folder = tempfile::tempdir().expect("a folder");
    let moved = folder.path().join("moved.csv");
    fs::write(&moved, format!("{header}\n{}\n", rows.join("\n"))).expect("the folder can be written");
    let prints = |roster: &str| {
        let log = json(&["check", roster, "--format", "sarif"]);
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let print = |r: Value| r["partialFingerprints"]["primaryLocationLineHash"].to_string();
        results.into_iter().map(print).collect::<BTreeSet<String>>()
    };
    let before = prints("examples/rosters/growth-120.csv");
    assert_eq!(before, prints(moved.to_str().expect("a path in UTF-8")));
}

/// The schemas of the program, and which of them were tried.
#[derive(Default)]
struct Schemas {
    held: BTreeSet<String>,
}

impl Schemas {
    /// Holds what a command prints as JSON against the schema that it names.
    fn hold(&mut self, args: &[&str]) {
        let printed = json(&[args, &["--format", "json"]].concat());
        let id = printed["schema"].as_str().expect("the output names its schema").to_owned();
        let name = id.split('/').nth(1).expect("an id is rolemap/NAME/VERSION");
        let schema = schema(&format!("docs/schema/{name}.json"));
        let errors = schema.iter_errors(&printed).map(|e| format!("{}: {e}", e.instance_path()));
        let errors: Vec<String> = errors.take(5).collect();
        assert!(errors.is_empty(), "{args:?}: {errors:#?}");
        self.held.insert(id);
    }
}

fn schema(path: &str) -> Validator {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    // A pattern of the SARIF schema has a bracket too many, which a strict reader of patterns refuses.
    let text = text.replace("{2}]?$", "{2}?$");
    let schema: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
    jsonschema::validator_for(&schema).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn json(args: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_rolemap"))
        .args(args)
        .current_dir(root())
        .env_clear()
        .output()
        .expect("rolemap runs");
    serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|e| panic!("{args:?}: {e}\n{}", String::from_utf8_lossy(&run.stderr)))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example rosters, and the rosters of rules, which show every kind of finding.
fn rosters() -> Vec<PathBuf> {
    let folders = ["examples/rosters", "tests/rosters/rules"].map(|folder| root().join(folder));
    let files =
        folders.iter().flat_map(|f| fs::read_dir(f).expect("rosters").map(|e| e.expect("a file").path()));
    let mut files: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "csv")).collect();
    files.sort();
    files
}
