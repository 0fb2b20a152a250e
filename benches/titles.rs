//! Measures how long a million distinct titles take, against splitting and lower-casing them into words in the same run.
//!
//! Run with `cargo bench --bench titles`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use rolemap::model::Model;
use rolemap::title::{Classifier, Context};

/// Titles are made and measured in batches, so that memory stays flat.
const BATCH: usize = 50_000;
const BATCHES: usize = 20;

const BEFORE: &[&str] = &[
    "",
    "Senior ",
    "Sr. ",
    "Junior ",
    "Lead ",
    "Principal ",
    "Associate ",
    "Deputy ",
    "Global ",
    "Staff ",
    "Acting ",
    "Trainee ",
    "Regional ",
];
const CRAFTS: &[&str] = &[
    "Software",
    "Network",
    "Cyber Security",
    "Information Security",
    "DevOps",
    "Cloud",
    "Site Reliability",
    "Data",
    "Java",
    "Payments",
    "Sales",
    "Warehouse",
    "Mechanical",
    "Customer Success",
    "Marketing",
    "Human Resources",
    "Database",
    "IT Support",
    "Application Security",
    "Retail",
    "Maintenance",
    "Quality Assurance",
    "Finance",
    "Linux Systems",
    "Clinical",
    "Civil",
    "Platform",
    "Product",
    "Legal",
    "Facilities",
];
const NOUNS: &[&str] = &[
    "Engineer",
    "Analyst",
    "Manager",
    "Specialist",
    "Director",
    "Technician",
    "Administrator",
    "Consultant",
    "Architect",
    "Coordinator",
    "Developer",
    "Officer",
    "Associate",
    "Supervisor",
];
const AFTER: &[&str] = &[
    "",
    " I",
    " II",
    " III",
    " (Contract)",
    " (m/w/d)",
    " - EMEA",
    ", Cloud",
    ", Payments",
    " / Team Lead",
    " (Part Time)",
];

/// Names of teams and places, which nobody's vocabulary has.
const NAMES: &[&str] = &[
    "Kestrel", "Lisboa", "Otago", "Juniper", "Malmo", "Quokka", "Zagreb", "Tromso", "Heron", "Cusco",
    "Dunedin", "Brno", "Lynx", "Osaka", "Tartu", "Galway", "Yukon",
];

/// What makes the titles of a million people differ.
#[derive(Clone, Copy)]
enum Kind {
    /// Level, craft, noun, contract, and the name of a team or place.
    Names,
    /// Words that the vocabulary has, in an order that never comes again; levels and places differ too.
    Words,
    /// Crafts and nouns alone: no two titles share their core, so that every one is read from its first word to its last.
    Cores,
}

/// Makes the title of a number; different numbers make different titles.
fn title(number: usize, kind: Kind) -> String {
    let (before, rest) = (BEFORE[number % BEFORE.len()], number / BEFORE.len());
    let (craft, rest) = (CRAFTS[rest % CRAFTS.len()], rest / CRAFTS.len());
    let (noun, rest) = (NOUNS[rest % NOUNS.len()], rest / NOUNS.len());
    let (after, rest) = (AFTER[rest % AFTER.len()], rest / AFTER.len());
    if let Kind::Cores = kind {
        return of_own_core(number);
    }
    let last = if let Kind::Names = kind { NAMES[rest] } else { CRAFTS[rest] };
    format!("{before}{craft} {noun}{after}, {last}")
}

/// Makes the title of a number from three crafts and two nouns.
fn of_own_core(number: usize) -> String {
    let (first, rest) = (CRAFTS[number % CRAFTS.len()], number / CRAFTS.len());
    let (noun, rest) = (NOUNS[rest % NOUNS.len()], rest / NOUNS.len());
    let (second, rest) = (CRAFTS[rest % CRAFTS.len()], rest / CRAFTS.len());
    let (beside, rest) = (NOUNS[rest % NOUNS.len()], rest / NOUNS.len());
    format!("{first} {noun}, {second} / {beside}, {}", CRAFTS[rest % CRAFTS.len()])
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn measure(name: &str, kind: Kind, classifier: &Classifier<'_>) {
    let (mut splitting, mut reading) = (Duration::ZERO, Duration::ZERO);
    for batch in 0..BATCHES {
        let titles: Vec<String> = (0..BATCH).map(|i| title(batch * BATCH + i, kind)).collect();
        splitting += timed(|| {
            for title in &titles {
                black_box(title.split_whitespace().map(str::to_lowercase).collect::<Vec<String>>());
            }
        });
        reading += timed(|| {
            for title in &titles {
                black_box(classifier.classify(title, Context::default()));
            }
        });
    }
    let nanos = |time: Duration| time.as_nanos() as f64 / (BATCH * BATCHES) as f64;
    println!("{name}: {} distinct titles", BATCH * BATCHES);
    println!("  split and lower-case\t{:.0} ns a title", nanos(splitting));
    println!("  read\t{:.0} ns a title", nanos(reading));
    println!("  ratio\t{:.2}", nanos(reading) / nanos(splitting));
}

fn main() {
    let model = Model::builtin();
    let classifier = Classifier::new(&model).expect("the built-in vocabulary is sound");
    measure("that differ in names", Kind::Names, &classifier);
    measure("that differ in known words", Kind::Words, &classifier);
    measure("that share no core", Kind::Cores, &classifier);
}
