//! Each rule fires on the roster that shows it, none on a sound organisation, and every fault of reporting lines is
//! named as it should be.

#![expect(clippy::print_stderr, reason = "a test tells that it was skipped")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rolemap::analysis::Analysis;
use rolemap::check::{Finding, RULES};
use rolemap::model::{Model, Profile, Severity};
use rolemap::roster::{Date, ReadOptions, Roster};
use rolemap::title::Classifier;

/// The day for which the rosters are read, as the tool that makes the faults has it.
const AS_OF: Date = Date { year: 2025, month: 1, day: 1 };

/// The rules that a policy reports, not a roster.
const OF_POLICY: [&str; 2] = ["unused-allowance", "expired-allowance"];

#[test]
fn every_rule_has_a_roster_on_which_it_fires() {
    let model = Model::builtin();
    let rosters = rosters();
    let shown: BTreeSet<&str> = rosters.keys().map(String::as_str).collect();
    for rule in RULES.iter().filter(|r| !OF_POLICY.contains(&r.id)) {
        assert!(shown.contains(rule.id), "tests/rosters/rules/{}.csv is missing", rule.id);
    }
    let mut silent = Vec::new();
    for (name, path) in rosters.iter().filter(|(name, _)| !name.starts_with("sound-")) {
        assert!(RULES.iter().any(|r| r.id == name), "{name} is a rule");
        let findings = check(&model, &read(path), Some(Profile::Growth));
        if !findings.iter().any(|(f, _)| f.rule == name) {
            silent.push(name);
        }
    }
    assert!(silent.is_empty(), "these rules do not fire on their own roster: {silent:?}");
}

/// What is found on each roster, so that a change that makes a rule speak elsewhere is seen.
#[test]
fn rules_keep_silent_about_what_is_not_theirs() {
    let model = Model::builtin();
    let mut found = String::new();
    for (name, path) in rosters().iter().filter(|(name, _)| !name.starts_with("sound-")) {
        let findings = check(&model, &read(path), Some(Profile::Growth));
        let rules: Vec<&str> = findings.iter().map(|(f, _)| f.rule).collect();
        found.push_str(&format!("{name}: {}\n", rules.join(" ")));
    }
    insta::assert_snapshot!(found);
}

#[test]
fn a_sound_organisation_of_each_size_has_no_findings() {
    let model = Model::builtin();
    for profile in Profile::ALL {
        let path = folder().join(format!("sound-{}.csv", profile.as_str()));
        for (finding, _) in check(&model, &read(&path), Some(profile)) {
            // In a startup an executive who covers a head's post is as it should be, and good to know.
            let usual = profile == Profile::Startup && finding.rule == "covered-head";
            assert!(
                usual && finding.severity == Severity::Info,
                "{}: {} {}",
                profile.as_str(),
                finding.rule,
                finding.message
            );
        }
    }
}

#[test]
fn every_fault_of_reporting_lines_is_named_as_it_should_be() {
    let Some(tool) = shared("tools/org_faults.py") else {
        eprintln!("skipped: no shared/tools/org_faults.py above the repository");
        return;
    };
    let out = tempfile::tempdir().expect("a folder for the cases");
    let made = Command::new("python3").arg(tool).arg("--out").arg(out.path()).output().expect("python3 runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let manifest = fs::read(out.path().join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let model = Model::builtin();
    let mut wrong = Vec::new();
    let cases = manifest["cases"].as_array().expect("cases");
    for case in cases {
        let path = out.path().join(case["file"].as_str().expect("a file"));
        let wanted: BTreeSet<Wanted> =
            case["findings"].as_array().expect("findings").iter().map(Wanted::of).collect();
        let got = said(&model, &read(&path));
        let matches = |w: &Wanted, g: &Wanted| {
            g.code == w.code
                && g.severity == w.severity
                && g.ids == w.ids
                && (w.line.is_none() || g.line == w.line)
        };
        for w in wanted.iter().filter(|w| !got.iter().any(|g| matches(w, g))) {
            wrong.push(format!("{}: not said: {w:?}", case["name"]));
        }
        for g in got.iter().filter(|g| !wanted.iter().any(|w| matches(w, g))) {
            wrong.push(format!("{}: said too much: {g:?}", case["name"]));
        }
    }
    assert!(cases.len() > 40, "the tool makes its cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is said about a fault, in the terms of the tool that makes the faults.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    code: String,
    /// Sorted; empty where the tool does not say.
    ids: Vec<String>,
    severity: &'static str,
    line: Option<u64>,
}

impl Wanted {
    fn of(json: &serde_json::Value) -> Self {
        let code = json["code"].as_str().expect("a code").to_owned();
        let ids = json["ids"].as_array().expect("ids").iter();
        let mut ids: Vec<String> = ids.map(|id| id.as_str().expect("an id").to_owned()).collect();
        ids.sort();
        let severity = match json["severity"].as_str() {
            Some("error") => "error",
            Some("warn") => "warning",
            _ => "info",
        };
        Self { code, ids, severity, line: json["line"].as_u64() }
    }
}

/// Returns what check and import say of people and lines; of one code once, with everybody concerned, where the tool
/// says it once.
fn said(model: &Model, roster: &Roster) -> Vec<Wanted> {
    let spoken: BTreeSet<&str> = CODES_OF_LINES.split_whitespace().collect();
    let without_ids = ["vacant-position", "mixed-manager-references", "manager-reference-normalised"];
    let mut said: Vec<Wanted> = check(model, roster, None)
        .into_iter()
        .filter(|(f, _)| spoken.contains(f.rule))
        .map(|(f, ids)| {
            let unnamed = without_ids.contains(&f.rule) && ids.iter().all(String::is_empty);
            let ids: BTreeSet<String> = if unnamed { BTreeSet::new() } else { ids.into_iter().collect() };
            let ids = ids.into_iter().collect();
            Wanted { code: f.rule.to_owned(), ids, severity: f.severity.as_str(), line: f.line }
        })
        .collect();
    said.sort();
    said
}

/// The codes of reporting lines and people that the contract lists.
const CODES_OF_LINES: &str = "ambiguous-manager bad-fte contractor-manager cycle duplicate-email duplicate-id \
    duplicate-row end-before-start fte-over-1 future-start inactive-person manager-on-leave \
    manager-reference-normalised missing-id missing-title mixed-manager-references narrow-chain no-reporting-lines \
    no-root not-a-person not-under-a-root reference-matches-two-ways reports-to-future-start reports-to-inactive \
    reports-to-vacancy resolved-by-elimination root-by-outside-manager root-by-self-reference self-manager \
    several-assignments several-managers several-roots superseded-row unknown-dotted-manager unknown-manager \
    vacant-position wide-span zero-fte";

/// Returns the findings, each with the ids of its people.
fn check(model: &Model, roster: &Roster, profile: Option<Profile>) -> Vec<(Finding, Vec<String>)> {
    let classifier = Classifier::new(model).expect("the vocabulary is sound");
    let analysis = Analysis::new(model, roster, &classifier, profile);
    let ids = |f: &Finding| f.people.iter().map(|p| roster.person(*p).id().to_owned()).collect();
    analysis.findings.iter().map(|f| (f.clone(), ids(f))).collect()
}

fn read(path: &Path) -> Roster {
    let bytes = fs::read(path).expect("a roster");
    let options = ReadOptions { as_of: Some(AS_OF), ..ReadOptions::default() };
    Roster::read(bytes, &options).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters/rules")
}

/// Returns the rosters by stem.
fn rosters() -> BTreeMap<String, PathBuf> {
    let files = fs::read_dir(folder()).expect("the folder of rosters").map(|e| e.expect("a file").path());
    files.map(|p| (p.file_stem().expect("a name").to_string_lossy().into_owned(), p)).collect()
}

/// Returns a file of the folder `shared` beside or above the repository, where there is one.
fn shared(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.ancestors().map(|a| a.join("shared").join(file)).find(|p| p.exists())
}
