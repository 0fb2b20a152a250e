//! The report that leadership reads: what a browser does with its page, and that no roster can write markup into any
//! format.

use std::path::{Path, PathBuf};
use std::process::Command;

use rolemap::analysis::Analysis;
use rolemap::model::Model;
use rolemap::plan::{Plan, PlanOptions};
use rolemap::report::briefing::{self, Briefing};
use rolemap::report::plan::Planned;
use rolemap::report::{html, markdown};
use rolemap::roster::{ReadOptions, Roster, Status};
use rolemap::title::Classifier;

const EXAMPLES: &[(&str, &str)] =
    &[("startup-12", "Juno Fern"), ("growth-120", "Gala Ridge"), ("enterprise-600", "Zara Marsh")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Makes a briefing of a roster and hands it on.
fn briefed<T>(csv: &[u8], then: impl FnOnce(&Briefing<'_>) -> T) -> T {
    let model = Model::builtin();
    let roster = Roster::read(csv.to_vec(), &ReadOptions::default()).expect("the roster can be read");
    let classifier = Classifier::new(&model).expect("the model has titles");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    let options = PlanOptions { quarters: 2, ..PlanOptions::new("2027Q1".parse().expect("a quarter")) };
    let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
    then(&Briefing {
        source: "roster.csv",
        planned: Planned { analysis: &analysis, options: &options, plan: &plan, dated: true },
        since: None,
    })
}

fn example(name: &str) -> Vec<u8> {
    std::fs::read(root().join(format!("examples/rosters/{name}.csv"))).expect("the example can be read")
}

#[test]
fn a_browser_shows_the_page_without_a_complaint() {
    let tests = root().join("tests/browser");
    let installed = Command::new(tests.join("install")).status().expect("bash runs the script");
    assert!(installed.success(), "tests/browser/install says what is missing");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let mut pages: Vec<(PathBuf, String)> = Vec::new();
    for (name, person) in EXAMPLES {
        pages.push((folder.join(format!("{name}.html")), (*person).to_owned()));
        let page = briefed(&example(name), html::render);
        std::fs::write(&pages.last().expect("just pushed").0, page).expect("the page can be written");
    }
    for (name, csv, person) in [("people-5000", many(5_000), "Person 4321"), ("hostile", hostile(), "Ada")] {
        pages.push((folder.join(format!("{name}.html")), person.to_owned()));
        std::fs::write(&pages.last().expect("just pushed").0, briefed(&csv, html::render))
            .expect("the page can be written");
    }
    for (page, person) in pages {
        let mut node = Command::new("node");
        node.arg("drive.mjs").args([&page, &folder]).arg(person).current_dir(&tests);
        let output = node.output().expect("node runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}:\n{said}", page.display());
    }
}

/// A company of so many people, each manager with eight reports.
fn many(people: usize) -> Vec<u8> {
    const TITLES: &[&str] =
        &["Software Engineer", "DevOps Engineer", "SOC Analyst", "QA Engineer", "Account Executive"];
    let mut csv = String::from("id,name,title,manager_id,team\n");
    for person in 1..=people {
        let manager = if person == 1 { String::new() } else { ((person - 2) / 8 + 1).to_string() };
        let title = if person == 1 { "Chief Executive Officer" } else { TITLES[person % TITLES.len()] };
        csv.push_str(&format!("{person},Person {person},{title},{manager},Team {}\n", person / 8));
    }
    csv.into_bytes()
}

const MARKUP: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>";
const FORMULA: &str = "=HYPERLINK(\"http://x.example\",\"y\")";
const GRAPH: &str = "\"]; evil [label=\"";

/// A roster whose cells try to be markup, formulas, graph source, and turned text.
fn hostile() -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let long = "Security Engineer ".repeat(600);
    let names = [MARKUP, FORMULA, GRAPH, "</script><!--", "\u{202e}evil", "Ada |`*_[x](javascript:y)"];
    let mut csv = String::from("id,name,title,manager_id,team,department\n1,Ada Root,CTO,,,\n");
    for (place, name) in names.iter().enumerate() {
        let id = place + 2;
        let title = if place == 0 { long.as_str() } else { name };
        csv.push_str(&format!(
            "{id},{},{},1,{},{}\n",
            quoted(name),
            quoted(title),
            quoted(name),
            quoted(name)
        ));
    }
    csv.into_bytes()
}

#[test]
fn no_roster_writes_markup_into_the_page() {
    let page = briefed(&hostile(), html::render);
    let scripts = page.matches("<script").count();
    assert_eq!(scripts, 2, "the data and the script, nothing of the roster's");
    for forbidden in ["<img", "onerror=alert(1)>", "</script><!--", "\u{202e}", "href=\"javascript"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is there as text");
}

#[test]
fn no_roster_writes_markup_into_markdown_or_formulas_into_csv() {
    let (text, csv) = briefed(&hostile(), |b| (markdown::render(&briefing::document(b)), briefing::csv(b)));
    for forbidden in ["<script", "<img", "\u{202e}", "[x](javascript"] {
        assert!(!text.contains(forbidden), "{forbidden}");
    }
    for line in csv.lines() {
        for cell in line.split(',') {
            let first = cell.trim_start_matches('"').chars().next().unwrap_or(' ');
            assert!(!"=+@".contains(first), "a cell that begins a formula: {cell}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_has_no_style_or_script_in_an_attribute() {
    for (name, _) in EXAMPLES {
        let page = briefed(&example(name), html::render);
        for forbidden in
            [" style=", " onclick=", " onload=", "http://", "src=", "eval(", "innerHTML", "@import", "url("]
        {
            let found = page.matches(forbidden).count();
            // Sources of figures and the name of SVG are text, not something to fetch.
            let text =
                if forbidden == "http://" { page.matches("http://www.w3.org/2000/svg").count() } else { 0 };
            assert_eq!(found, text, "{name}: {forbidden}");
        }
        assert!(page.contains("default-src 'none'"), "{name} has a policy");
    }
}

#[test]
fn the_sections_stand_in_order_and_the_formats_say_the_same() {
    let csv = example("growth-120");
    let (page, text, json) =
        briefed(&csv, |b| (html::render(b), markdown::render(&briefing::document(b)), briefing::json(b)));
    let headings = [
        "The verdict",
        "Ways of working",
        "Where the work is covered",
        "Top risks",
        "Spans and layers",
        "The plan, by quarter",
        "Appendix",
    ];
    for format in [&page, &text] {
        // The page names the sections in its contents first.
        let body = format.split("<main").last().expect("split leaves something");
        let places: Vec<Option<usize>> = headings.iter().map(|h| body.find(h)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    }
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["schema"], "rolemap/report/1");
    assert_eq!(json["check"]["schema"], "rolemap/check/1");
    assert_eq!(json["plan"]["schema"], "rolemap/plan/1");
    for tile in json["tiles"].as_array().expect("tiles") {
        let value = tile["value"].as_str().expect("a value");
        assert!(page.contains(value) && text.contains(value), "{value} stands in every format");
    }
}

#[test]
fn markdown_has_the_chart_of_a_small_company_only() {
    let text = |name: &str| briefed(&example(name), |b| markdown::render(&briefing::document(b)));
    assert!(text("startup-12").contains("```mermaid\nflowchart"), "twelve people fit");
    assert!(!text("enterprise-600").contains("mermaid"), "six hundred do not");
}

#[test]
fn a_redacted_report_names_nobody() {
    let model = Model::builtin();
    let mut roster = Roster::read(example("growth-120"), &ReadOptions::default()).expect("it can be read");
    let working = roster.people().filter(|p| p.status() == Status::Active);
    let names: Vec<String> = working.map(|p| p.name().to_owned()).filter(|n| n.contains(' ')).collect();
    roster.redact();
    let classifier = Classifier::new(&model).expect("the model has titles");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    let options = PlanOptions { quarters: 1, ..PlanOptions::new("2027Q1".parse().expect("a quarter")) };
    let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
    let planned = Planned { analysis: &analysis, options: &options, plan: &plan, dated: true };
    let page = html::render(&Briefing { source: "roster.csv", planned, since: None });
    assert!(names.len() > 100, "the example has names");
    for name in names {
        assert!(!page.contains(&name), "{name}");
    }
}
