//! Shows how well titles are read: the figures on real titles, the confidence's calibration, and, in
//! `rules` and `grammar`, the rules one by one.
//!
//! `TITLES_GOLD` names another gold file; with `TITLES_SHOW` the wrong answers are printed:
//! `TITLES_SHOW=1 cargo test --test titles -- --nocapture`.

#![expect(clippy::print_stdout, reason = "a test tells its figures, and that it was skipped")]

mod grammar;
mod rules;

use std::collections::BTreeSet;
use std::path::Path;

use rolemap::model::Model;
use rolemap::title::{Classifier, Context};

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/titles/dev.tsv");

/// The ids of a cell; "none" stays out.
fn ids(cell: &str) -> BTreeSet<&str> {
    cell.split('|').map(str::trim).filter(|id| !id.is_empty() && *id != "none").collect()
}

/// One for a right answer, a half for one of a title's two jobs, else none.
fn points(answer: &BTreeSet<&str>, roles: &BTreeSet<&str>, also: &BTreeSet<&str>) -> f64 {
    if answer == roles {
        return 1.0;
    }
    match answer.len() {
        0 => f64::from(also.contains("none")),
        1 if answer.is_subset(also) => 1.0,
        1 if answer.is_subset(roles) => 1.0 / roles.len() as f64,
        1 => 0.0,
        _ => f64::from(answer.iter().all(|id| roles.contains(id) || also.contains(id))),
    }
}

/// Checks that titles are read as roles, joined by `|`; empty is outside the model.
#[track_caller]
fn are_read(pairs: &[(&str, &str)]) {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for (title, want) in pairs {
        let reading = classifier.classify(title, Context::default());
        let answer: BTreeSet<&str> = reading.roles.iter().map(|r| model[*r].id.as_str()).collect();
        assert_eq!(answer, ids(want), "{title}: {}", reading.reason);
    }
}

/// The model as its files stand, so that a word can be tried without building anew.
fn model() -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("roles");
    let read = |path: String| {
        let text = std::fs::read_to_string(root.join(&path)).expect("a file of the model");
        (path, text)
    };
    let files: Vec<_> = Model::builtin_files().into_iter().map(|(path, _)| read(path)).collect();
    Model::from_files(&files).expect("a sound model")
}

/// Points over their number.
#[derive(Default)]
struct Share {
    points: f64,
    of: f64,
}

impl Share {
    fn add(&mut self, points: f64) {
        self.points += points;
        self.of += 1.0;
    }

    fn value(&self) -> f64 {
        self.points / self.of
    }
}

#[test]
fn the_figures_on_real_titles_hold() {
    let gold = std::env::var("TITLES_GOLD").unwrap_or_else(|_| GOLD.into());
    let Ok(text) = std::fs::read_to_string(&gold) else {
        println!("skipped: {gold} is not there");
        return;
    };
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    let show = std::env::var("TITLES_SHOW").is_ok();
    let [mut accuracy, mut precision, mut recall, mut outside, mut sure] = [(); 5].map(|()| Share::default());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (roles, mut also) = (ids(cells[1]), ids(cells[2]));
        also.extend(cells[2].split('|').find(|id| *id == "none"));
        let reading = classifier.classify(cells[0], Context::default());
        let answer: BTreeSet<&str> = reading.roles.iter().map(|r| model[*r].id.as_str()).collect();
        let points = points(&answer, &roles, &also);
        accuracy.add(points);
        if roles.is_empty() {
            outside.add(points)
        } else {
            recall.add(points)
        }
        if !answer.is_empty() {
            precision.add(points);
        }
        if reading.confidence >= 90 {
            sure.add(points);
        }
        if show && points < 1.0 {
            let answer = answer.into_iter().collect::<Vec<_>>().join("|");
            println!(
                "{}\t{}\t{}\t=> {answer} [{}] {}",
                cells[0], cells[1], cells[2], reading.confidence, cells[3]
            );
        }
    }
    let shares = [
        ("accuracy", accuracy, 0.97),
        ("precision", precision, 0.97),
        ("recall", recall, 0.96),
        ("outside", outside, 0.985),
    ];
    for (name, share, least) in &shares {
        println!("{name}\t{:.4}\t(at least {least})", share.value());
    }
    println!("sure\t{:.4}\tof {}", sure.value(), sure.of);
    for (name, share, least) in shares {
        assert!(share.value() >= least, "{name} is {:.4}, expected {least}", share.value());
    }
    assert!(
        sure.value() >= 0.98,
        "of the answers at 0.90 or more {:.4} are right, expected 0.98",
        sure.value()
    );
    assert!(
        sure.of >= 0.5 * f64::from(u32::try_from(text.lines().count()).expect("small")),
        "only {} answers are sure",
        sure.of
    );
}
