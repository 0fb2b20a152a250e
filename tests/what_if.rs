//! Laws of whole checks: what the order of rows changes, and what a leaving changes, on rosters as files hold them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use rolemap::analysis::Analysis;
use rolemap::coverage::{Coverage, PracticeCoverage};
use rolemap::model::{Model, Profile};
use rolemap::roster::{ReadOptions, Roster};
use rolemap::title::Classifier;
use rolemap::what_if::{Edit, apply};

static MODEL: LazyLock<Model> = LazyLock::new(Model::builtin);
static CLASSIFIER: LazyLock<Classifier<'static>> =
    LazyLock::new(|| Classifier::new(&MODEL).expect("the vocabulary is sound"));

/// A row of the file: the id, the manager's id, and the rest as it stands.
#[derive(Clone, Debug)]
struct Line {
    id: String,
    manager: String,
    rest: String,
}

/// A roster in which everybody reports to somebody above in the file; a few report to nobody or to somebody unknown.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let titles: Vec<String> = MODEL.roles().map(|role| MODEL[role].name.clone()).collect();
    let title = prop_oneof![
        3 => Just("Software Engineer".to_owned()),
        3 => prop::sample::select(titles),
        1 => Just("Gardener".to_owned()),
    ];
    let team = prop::sample::select(vec!["Payments", "Search", "Checkout"]);
    let fte = prop::sample::select(vec!["1", "0.5", "0.8"]);
    let person = (title, team, fte, any::<prop::sample::Index>(), 0..30_u8);
    prop::collection::vec(person, 2..40).prop_map(|people| {
        let line = |(nth, (title, team, fte, above, odd)): (usize, (String, &str, &str, _, u8))| {
            let above: prop::sample::Index = above;
            let manager = match odd {
                0 => "e999".to_owned(),
                1 => String::new(),
                _ if nth == 0 => String::new(),
                _ => format!("e{:03}", above.index(nth)),
            };
            Line {
                id: format!("e{nth:03}"),
                manager,
                rest: format!("Person {nth:03} Smith,\"{title}\",{team},{fte}"),
            }
        };
        people.into_iter().enumerate().map(line).collect()
    })
}

fn read(lines: &[Line]) -> Roster {
    let mut text = "employee_id,manager_id,full_name,job_title,team,fte\n".to_owned();
    for Line { id, manager, rest } in lines {
        text += &format!("{id},{manager},{rest}\n");
    }
    Roster::read(text.into_bytes(), &ReadOptions::default()).expect("a sound file")
}

/// What a check says, whatever the places of the rows: the figures, and each finding with the ids of its people.
fn said(roster: &Roster) -> (Coverage, Vec<String>) {
    let analysis = Analysis::new(&MODEL, roster, &CLASSIFIER, Some(Profile::Growth));
    let mut coverage = analysis.coverage.clone();
    for PracticeCoverage { head, demands, .. } in &mut coverage.practices {
        head.people.clear();
        demands.iter_mut().for_each(|demand| demand.holders.clear());
    }
    let finding = |f: &rolemap::check::Finding| {
        let people: BTreeSet<&str> = f.people.iter().map(|p| roster.person(*p).id()).collect();
        format!("{} {:?} {:?} {:?} {people:?}", f.rule, f.severity, f.demand, f.people_count)
    };
    let mut findings: Vec<String> = analysis.findings.iter().map(finding).collect();
    findings.sort();
    (coverage, findings)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_leaving_leaves_what_a_roster_without_the_row_has(lines in lines(), who in any::<prop::sample::Index>()) {
        let who = who.index(lines.len());
        let roster = read(&lines);
        let analysis = Analysis::new(&MODEL, &roster, &CLASSIFIER, Some(Profile::Growth));
        let leaver = roster.people().nth(who).expect("a row").ix();
        let edited = apply(&analysis.staff, &[Edit::Leave(leaver)]);
        let mut without = lines.clone();
        without.remove(who);
        prop_assert_eq!(said(&edited), said(&read(&without)));
    }

    #[test]
    fn the_order_of_rows_changes_nothing_that_is_said(
        (lines, shuffled) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        prop_assert_eq!(said(&read(&lines)), said(&read(&shuffled)));
    }
}
