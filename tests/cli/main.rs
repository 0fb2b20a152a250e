//! The program keeps what its command line promises: exit codes, streams, files, formats.

mod classify;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A small team with every HR column that matters here; one person is called like a formula.
const TEAM: &str = "Employee ID,Name,Job Title,Manager ID,Team,Department\n\
    001,Ada North,CTO,,,Management\n\
    002,\"=HYPERLINK(\"\"http://x\"\")\",DevOps Engineer,001,Platform,Engineering\n\
    003,Cleo \u{1b}[31mRed,Software Engineer,001,Shop,Engineering\n\
    004,<b>Dan</b>,Software Engineer,001,Shop,Engineering\n";

/// Runs the program without the environment of whoever runs the tests.
fn rolemap(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolemap"));
    command.args(args).env_clear().env("NO_COLOR", "1").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(args: &[&str]) -> Output {
    rolemap(args).stdin(Stdio::null()).output().expect("rolemap runs")
}

fn run_on(input: &str, args: &[&str]) -> Output {
    let mut child = rolemap(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("rolemap runs");
    // A program that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("rolemap ends")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// The program could not do it: says so on standard error and nothing on standard output.
fn assert_failed(output: &Output, says: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", err(output));
    assert_eq!(out(output), "", "nothing is printed with exit code 2");
    assert!(err(output).contains(says), "`{says}` is not in: {}", err(output));
}

const COMMANDS: &[&str] = &[
    "check",
    "report",
    "import",
    "classify",
    "diff",
    "what-if",
    "plan",
    "chart",
    "compare",
    "roles",
    "practices",
    "rules",
    "hire",
    "init",
    "completions",
    "man",
];

#[test]
fn every_help_shows_examples() {
    let whole = run(&["--help"]);
    assert!(out(&whole).contains("Examples:"), "{}", out(&whole));
    for command in COMMANDS {
        assert!(out(&whole).contains(&format!("\n  {command} ")), "--help lists {command}");
        let help = run(&[command, "--help"]);
        assert_eq!(help.status.code(), Some(0), "{command}");
        assert!(out(&help).contains("Examples:\n  "), "{command} --help has examples");
        assert!(out(&help).contains(&format!("rolemap {command}")), "{command} --help shows the command");
    }
}

#[test]
fn fail_on_decides_between_0_and_1() {
    let code = |fail_on: &str| run_on(TEAM, &["check", "-", "--fail-on", fail_on]).status.code();
    assert_eq!(code("error"), Some(1), "four people leave required gaps");
    assert_eq!(code("never"), Some(0));
}

#[test]
fn what_cannot_be_done_prints_nothing_and_says_why() {
    assert_failed(&run(&["check", "no-such-file.csv"]), "no-such-file.csv");
    assert_failed(&run(&["check"]), "<ROSTER>");
    assert_failed(&run(&["check", "x.csv", "--no-such-option"]), "--no-such-option");
    assert_failed(&run_on("a,b\n1,2\n", &["check", "-"]), "standard input");
    assert_failed(&run_on(TEAM, &["check", "-", "--model", "no-such-folder"]), "no-such-folder");
    assert_failed(&run_on(TEAM, &["check", "-", "--column", "colour=Team"]), "colour");
    assert_failed(&run_on(TEAM, &["check", "-", "--as-of", "yesterday"]), "yesterday");
}

#[test]
fn an_unknown_id_is_met_with_the_nearest() {
    assert_failed(&run(&["roles", "soc-analist"]), "did you mean `soc-analyst`?");
    assert_failed(&run(&["practices", "devop"]), "did you mean `devops`?");
    assert_failed(&run(&["rules", "cycel"]), "did you mean `cycle`?");
    assert_failed(&run(&["hire", "gardener"]), "`rolemap roles` lists them");
    let by_name = run(&["roles", "SOC Analyst", "--format", "json"]);
    assert!(out(&by_name).contains("\"id\": \"soc-analyst\""), "a name does as well");
}

#[test]
fn a_file_is_written_whole_and_over_another_only_by_force() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("check.json");
    let file = path.to_str().expect("UTF-8");
    let args = ["check", "-", "--format", "json", "--fail-on", "never", "-o", file];
    let first = run_on(TEAM, &args);
    assert_eq!((first.status.code(), out(&first)), (Some(0), ""), "{}", err(&first));
    let printed = run_on(TEAM, &args[..6]);
    assert_eq!(std::fs::read_to_string(&path).expect("written"), out(&printed));

    std::fs::write(&path, "precious").expect("writable");
    assert_failed(&run_on(TEAM, &args), "--force");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "precious");
    let forced = run_on(TEAM, &[&args[..], &["--force"]].concat());
    assert_eq!(forced.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).expect("written"), out(&printed));

    assert_failed(&run_on("a,b\n1,2\n", &[&args[..], &["--force"]].concat()), "rolemap:");
    assert_eq!(
        std::fs::read_to_string(&path).expect("there"),
        out(&printed),
        "a failure leaves the file alone"
    );
    assert_eq!(files_in(folder.path()).len(), 1, "no temporary file is left behind");
    assert_failed(&run_on(TEAM, &["check", "-", "-o", "no-such-folder/x.txt"]), "no-such-folder");
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    // The answer is larger than what a pipe holds, so that it meets the closed end.
    let rows: String = (0..20_000).map(|n| format!("{n},Person {n},Software Engineer,\n")).collect();
    let mut child = rolemap(&["import", "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("rolemap runs");
    drop(child.stdout.take());
    let input = format!("id,name,title,manager id\n{rows}");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads all");
    let output = child.wait_with_output().expect("rolemap ends");
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
}

#[test]
fn a_policy_allows_findings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("allowed.toml");
    let policy = "[[allow]]\nrule = 'covered-head'\nreason = 'we are four'\n";
    std::fs::write(&path, policy).expect("writable");
    let file = path.to_str().expect("UTF-8");
    let checked = run_on(TEAM, &["check", "-", "--policy", file]);
    assert!(!out(&checked).contains("covered-head"), "{}", out(&checked));
    assert!(out(&checked).contains("allowed by the policy"), "{}", out(&checked));
    std::fs::write(&path, format!("{policy}until = 2020-01-01\n")).expect("writable");
    assert_failed(&run_on(TEAM, &["check", "-", "--policy", file]), "--as-of");
    let expired = run_on(TEAM, &["check", "-", "--policy", file, "--as-of", "2026-01-01"]);
    assert!(out(&expired).contains("expired-allowance"), "{}", out(&expired));
}

/// A department decides what a title means; the table has a row for each answer.
#[test]
fn nothing_in_a_roster_commands_a_terminal_a_spreadsheet_or_a_page() {
    for format in ["text", "markdown", "csv", "json"] {
        for command in ["check", "classify", "import"] {
            let args: &[&str] = if command == "check" { &["--by", "team", "--all"] } else { &[] };
            let output = run_on(TEAM, &[&[command, "-", "--format", format], args].concat());
            assert_ne!(output.status.code(), Some(2), "{command} {format}: {}", err(&output));
            assert!(
                format == "csv" || !out(&output).contains('\u{1b}'),
                "{command} {format} lets an escape through"
            );
            if format == "markdown" {
                assert!(!out(&output).contains("<b>"), "{command} lets markup through");
            }
            if format == "csv" {
                let formula =
                    |line: &str| line.contains(",=") || line.contains(",\"=") || line.starts_with('=');
                assert!(!out(&output).lines().any(formula), "{command} lets a formula through");
            }
        }
    }
}

#[test]
fn the_import_says_how_the_team_is_sized() {
    let told = run_on(TEAM, &["import", "-"]);
    assert!(out(&told).contains("sized as for startup"), "{}", out(&told));
    let told = run_on(TEAM, &["import", "-", "--profile", "enterprise"]);
    assert!(out(&told).contains("sized as for enterprise"), "{}", out(&told));
}

#[test]
fn redacted_people_are_ids() {
    for format in ["text", "markdown", "csv", "json"] {
        for command in ["check", "import"] {
            let output = run_on(TEAM, &[command, "-", "--format", format, "--redact"]);
            assert!(!out(&output).contains("Ada"), "{command} {format} names somebody");
            assert!(out(&output).contains("001"), "{command} {format} says who by id");
        }
    }
}

#[test]
fn text_keeps_to_the_width_and_to_plain_letters() {
    for (columns, most) in [("60", 60), ("80", 80), ("140", 140)] {
        let output =
            rolemap(&["check", "examples/rosters/growth-120.csv"]).env("COLUMNS", columns).output().unwrap();
        let widest = out(&output).lines().map(|l| l.chars().count()).max().unwrap();
        assert!(widest <= most, "{widest} > {most}");
        assert!(!out(&output).contains('\u{1b}'), "no colour with NO_COLOR");
    }
    let colored = run(&["check", "examples/rosters/growth-120.csv", "--color", "always"]);
    assert!(out(&colored).contains("\u{1b}[31m"), "--color always wins");
}

#[test]
fn the_model_goes_out_and_comes_back_unchanged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let model = folder.path().join("model");
    let dir = model.to_str().expect("UTF-8");
    assert_eq!(run(&["init", dir]).status.code(), Some(0));
    assert_failed(&run(&["init", dir]), "--force");
    assert_eq!(run(&["init", dir, "--force"]).status.code(), Some(0));
    for command in [&["roles", "--format", "json"][..], &["practices", "--format", "json"], &["compare"]] {
        let own = run(&[command, &["--model", dir]].concat());
        assert_eq!(own.status.code(), Some(0), "{}", err(&own));
        assert_eq!(own.stdout, run(command).stdout, "{command:?}");
    }
    let file = model.join("practices/devops.toml");
    let text = std::fs::read_to_string(&file).expect("written");
    std::fs::write(&file, text.replacen("goal = ", "gaol = ", 1)).expect("writable");
    assert_failed(&run(&["practices", "--model", dir]), "devops.toml:");
}

#[test]
fn clean_rosters_read_back_as_themselves() {
    let clean = run_on(TEAM, &["import", "-", "--format", "csv"]);
    let header = "id,name,email,title,manager_id,second_manager_id,department,team,location,fte,start_date,end_date,status,line";
    assert_eq!(out(&clean).lines().next(), Some(header));
    assert!(out(&clean).contains("\n001,Ada North,,CTO,"), "ids keep their zeros: {}", out(&clean));
    let again = run_on(out(&clean), &["import", "-", "--format", "csv"]);
    let without_line = |text: &str| -> Vec<String> {
        text.lines().map(|l| l.rsplit_once(',').expect("cells").0.to_owned()).collect()
    };
    assert_eq!(without_line(out(&again)), without_line(out(&clean)));
}

#[test]
fn json_is_json_and_names_its_schema() {
    let schema = |args: &[&str]| {
        let output = run_on(TEAM, args);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        value["schema"].as_str().expect("a schema").to_owned()
    };
    assert_eq!(schema(&["check", "-", "--format", "json", "--by", "department"]), "rolemap/check/1");
    assert_eq!(schema(&["import", "-", "--format", "json"]), "rolemap/import/1");
    assert_eq!(schema(&["classify", "-", "--format", "json"]), "rolemap/classify/1");
    assert_eq!(schema(&["compare", "--format", "json"]), "rolemap/compare/1");
    assert_eq!(schema(&["roles", "--format", "json"]), "rolemap/roles/1");
    assert_eq!(schema(&["practices", "devops", "--format", "json"]), "rolemap/practices/1");
    assert_eq!(schema(&["rules", "cycle", "--format", "json"]), "rolemap/rules/1");
}

#[test]
fn completions_and_manual_pages_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&run(&["completions", shell])).contains("rolemap"), "{shell}");
    }
    assert!(out(&run(&["man"])).contains(".TH rolemap"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path().join("man1");
    assert_eq!(run(&["man", "-o", dir.to_str().expect("UTF-8")]).status.code(), Some(0));
    assert_eq!(files_in(&dir).len(), COMMANDS.len() + 1, "a page for each command and one for the program");
}

#[test]
fn a_position_description_is_ready_to_edit() {
    let output = run(&["hire", "soc-analyst"]);
    let text = out(&output);
    assert!(text.starts_with("# SOC Analyst\n"), "{text}");
    for part in ["## Purpose", "## Responsibilities", "Reports to", "NICE", "USD", "90 days"] {
        assert!(text.contains(part), "{part} is missing");
    }
}

#[test]
fn the_report_takes_its_format_from_the_ending_of_its_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str| {
        let file = folder.path().join(name);
        let output = run(&["report", "examples/rosters/startup-12.csv", "-o", file.to_str().expect("UTF-8")]);
        assert_eq!((output.status.code(), out(&output)), (Some(0), ""), "{}", err(&output));
        std::fs::read_to_string(file).expect("the report was written")
    };
    assert!(write("report.html").starts_with("<!doctype html>"));
    assert!(write("report.md").starts_with("# DevOps, SecOps and DevSecOps"));
    assert!(write("report.csv").starts_with("record,"));
    let json = write("report.json");
    assert!(
        json.contains("\"schema\": \"rolemap/report/1\"") && !json.contains("2001Q"),
        "no invented calendar"
    );
    assert!(write("again.html").contains("Quarter 1"), "without a day the quarters are counted");
    let book = folder.path().join("report.xlsx");
    let book = book.to_str().expect("UTF-8");
    assert_eq!(run(&["report", "examples/rosters/startup-12.csv", "-o", book]).status.code(), Some(0));
    let back = run(&["import", book, "--sheet", "People", "--format", "csv"]);
    assert_eq!(out(&back).lines().count(), 13, "the people of the workbook read back: {}", err(&back));
    let wrong = run(&["report", "examples/rosters/startup-12.csv", "-o", "report.docx"]);
    assert_failed(&wrong, "the ending of `report.docx` tells no format");
    assert_failed(&run(&["report", "examples/rosters/startup-12.csv"]), "no file to go to");
}

#[test]
fn the_report_tells_what_changed_since_an_earlier_roster() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (folder.path().join("old.csv"), folder.path().join("new.csv"));
    std::fs::write(&old, TEAM).expect("written");
    std::fs::write(&new, format!("{TEAM}005,Eva Lane,SOC Analyst,001,Shop,Security\n")).expect("written");
    let (old, new) = (old.to_str().expect("UTF-8"), new.to_str().expect("UTF-8"));
    let output = run(&["report", new, "--since", old, "--format", "md", "--as-of", "2026-11-23"]);
    let text = out(&output);
    assert!(text.contains("## What changed") && text.contains("Eva Lane"), "{}", err(&output));
    assert!(text.contains("2027Q1"), "with a day the quarters have names");
}

#[test]
fn a_plan_by_hand_is_weighed_and_our_own_is_written_in_the_same_form() {
    let roster = "examples/rosters/startup-12.csv";
    let plan = |more: &[&str]| run(&[&["plan", roster, "--from", "2027Q1"], more].concat());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("plan.toml");
    let file = path.to_str().expect("UTF-8");
    assert_eq!(plan(&["--format", "toml", "-o", file]).status.code(), Some(0));
    let ours = plan(&["--compare", file]);
    assert_eq!(ours.status.code(), Some(0), "{}", err(&ours));
    assert!(out(&ours).contains("No plan within the limits does better."), "{}", out(&ours));
    let poor = plan(&["--compare", file, "--budget", "1000"]);
    assert_eq!(poor.status.code(), Some(1), "a limit is broken");
    assert!(out(&poor).contains("--budget is 1,000 USD"), "{}", out(&poor));
    std::fs::write(&path, "[[hire]]\nrole = 'gardener'\nquarter = '2027Q1'\n").expect("it can be written");
    assert_failed(&plan(&["--compare", file]), "plan.toml:1: there is no role `gardener`");
    assert_failed(&plan(&["--compare", "no-such.toml"]), "no-such.toml");
    assert_failed(&plan(&["--compare", file, "--frontier"]), "--frontier");
    assert_failed(&plan(&["--by", "team", "--format", "toml"]), "a plan by team has no form to edit");
}

/// `import roster.csv -o clean.csv` is what one writes for a clean roster.
#[test]
fn an_output_file_s_ending_says_its_format() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = |command: &str, name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let file = path.to_str().expect("UTF-8");
        let output = run_on(TEAM, &[&[command, "-", "-o", file, "--force"], more].concat());
        assert_ne!(output.status.code(), Some(2), "{}", err(&output));
        std::fs::read_to_string(&path).expect("it is written")
    };
    assert!(written("import", "clean.csv", &[]).starts_with("id,"), "the clean roster");
    assert!(written("check", "team.JSON", &[]).starts_with("{"));
    assert!(written("check", "team.sarif", &[]).contains("\"$schema\""));
    assert!(written("classify", "titles.md", &[]).contains("| --- |"));
    assert!(written("plan", "plan.csv", &["--from", "2027Q1"]).starts_with("record,"));
    assert!(written("check", "team.txt", &[]).starts_with("The people here"));
    assert!(written("check", "team.csv", &["--format", "json"]).starts_with("{"), "what is asked for wins");
}
