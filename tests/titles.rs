//! Shows how well titles are read: the figures on real titles, and the confidence's calibration.

use std::collections::BTreeSet;
use std::path::Path;

use rolemap::model::Model;
use rolemap::title::{Classifier, Context};

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

fn model() -> Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("roles");
    let files = Model::builtin_files()
        .into_iter()
        .map(|(path, _)| {
            let text = std::fs::read_to_string(root.join(&path)).expect("a file of the model");
            (path, text)
        })
        .collect::<Vec<_>>();
    Model::from_files(&files).expect("a sound model")
}

#[test]
fn figures() {
    let gold = std::env::var("TITLES_GOLD").unwrap_or_else(|_| "/work/shared/titles/dev.tsv".into());
    let Ok(text) = std::fs::read_to_string(&gold) else {
        println!("skipped: {gold} is not there");
        return;
    };
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    let show = std::env::var("TITLES_SHOW").is_ok();
    let (mut total, mut inside, mut outside, mut given) = (0.0, 0.0, 0.0, 0.0);
    let (mut got, mut got_inside, mut got_outside, mut got_given) = (0.0, 0.0, 0.0, 0.0);
    let mut buckets = [(0.0, 0.0); 11];
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (roles, mut also) = (ids(cells[1]), ids(cells[2]));
        if cells[2].split('|').any(|id| id == "none") {
            also.insert("none");
        }
        let reading = classifier.classify(cells[0], Context::default());
        let answer: BTreeSet<&str> = reading.roles.iter().map(|r| model[*r].id.as_str()).collect();
        let p = points(&answer, &roles, &also);
        total += 1.0;
        got += p;
        if roles.is_empty() {
            outside += 1.0;
            got_outside += p;
        } else {
            inside += 1.0;
            got_inside += p;
        }
        if !answer.is_empty() {
            given += 1.0;
            got_given += p;
        }
        let bucket = &mut buckets[usize::from(reading.confidence / 10)];
        bucket.0 += 1.0;
        bucket.1 += p;
        if show && p < 1.0 {
            let answer = answer.into_iter().collect::<Vec<_>>().join("|");
            println!(
                "{}\t{}\t{}\t=> {answer} [{}] {}",
                cells[0], cells[1], cells[2], reading.confidence, cells[3]
            );
        }
    }
    println!(
        "accuracy {:.4} precision {:.4} recall {:.4} outside {:.4}",
        got / total,
        got_given / given,
        got_inside / inside,
        got_outside / outside
    );
    for (at, (n, right)) in buckets.iter().enumerate() {
        println!("  confidence {at}x: {n} {:.3}", right / n);
    }
}

#[test]
fn list() {
    let Ok(path) = std::env::var("TITLES_LIST") else { return };
    let text = std::fs::read_to_string(path).expect("a list of titles");
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for title in text.lines() {
        let reading = classifier.classify(title, Context::default());
        let answer: Vec<&str> = reading.roles.iter().map(|r| model[*r].id.as_str()).collect();
        println!("@{title}\t{}\t{}", answer.join("|"), reading.confidence);
    }
}
