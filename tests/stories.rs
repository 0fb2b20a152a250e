//! The example rosters tell the stories that the README says they tell.

use std::path::Path;

use rolemap::analysis::Analysis;
use rolemap::model::{Level, Model};
use rolemap::roster::{ReadOptions, Roster};
use rolemap::title::Classifier;

/// What a roster says: people, open required demands with what is missing, and the rules that found an error or a
/// warning about reporting lines.
struct Story {
    people: usize,
    gaps: Vec<(String, f64)>,
    rules: Vec<&'static str>,
}

fn told(name: &str) -> Story {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rosters").join(name);
    let model = Model::builtin();
    let roster = Roster::read(std::fs::read(path).expect("the example is there"), &ReadOptions::default());
    let roster = roster.expect("the example can be read");
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let analysis = Analysis::new(&model, &roster, &classifier, None);
    let demands = analysis.coverage.practices.iter().flat_map(|p| &p.demands);
    let open = demands.filter(|d| d.level == Level::Required && d.gap().0 > 0);
    let gaps = open.map(|d| (model[d.demand].id.to_string(), d.gap().as_f64())).collect();
    let about_lines = ["lines-apart", "reports-to-inactive"];
    let mut rules: Vec<&str> =
        analysis.findings.iter().map(|f| f.rule).filter(|r| about_lines.contains(r)).collect();
    rules.dedup();
    Story { people: analysis.coverage.people, gaps, rules }
}

fn gaps(expected: &[(&str, f64)]) -> Vec<(String, f64)> {
    expected.iter().map(|(id, gap)| ((*id).to_owned(), *gap)).collect()
}

#[test]
fn the_startup_has_nobody_in_security() {
    let story = told("startup-12.csv");
    assert_eq!(story.people, 12);
    assert_eq!(story.gaps, gaps(&[("secops.engineer", 1.0)]));
    assert!(story.rules.is_empty(), "{:?}", story.rules);
}

#[test]
fn the_growth_company_stretches_four_engineers_and_one_analyst() {
    let story = told("growth-120.csv");
    assert_eq!(story.people, 120);
    let expected = [
        ("devops.automate", 1.0),
        ("secops.monitor", 1.0),
        ("devsecops.pipeline", 1.0),
        ("devsecops.cloud", 1.0),
    ];
    assert_eq!(story.gaps, gaps(&expected));
    assert_eq!(story.rules, ["lines-apart"], "the CISO and the GRC analyst below the CTO");
}

#[test]
fn the_enterprise_watches_well_and_builds_too_little_in() {
    let story = told("enterprise-600.csv");
    assert_eq!(story.people, 600);
    let expected = [
        ("devops.automate", 5.0),
        ("devops.operate", 12.0),
        ("devsecops.code", 1.0),
        ("devsecops.pipeline", 2.0),
        ("devsecops.champions", 19.0),
    ];
    assert_eq!(story.gaps, gaps(&expected));
    assert_eq!(story.rules, ["reports-to-inactive", "lines-apart"], "worst first");
}
