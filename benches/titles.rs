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

/// Makes the title of a number; different numbers make different titles.
fn title(number: usize) -> String {
    let (before, rest) = (BEFORE[number % BEFORE.len()], number / BEFORE.len());
    let (craft, rest) = (CRAFTS[rest % CRAFTS.len()], rest / CRAFTS.len());
    let (noun, rest) = (NOUNS[rest % NOUNS.len()], rest / NOUNS.len());
    let (after, rest) = (AFTER[rest % AFTER.len()], rest / AFTER.len());
    match rest {
        0 => format!("{before}{craft} {noun}{after}"),
        team => format!("{before}{craft} {noun}{after}, Team {team}"),
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn main() {
    let model = Model::builtin();
    let classifier = Classifier::new(&model).expect("the built-in vocabulary is sound");
    let (mut splitting, mut reading) = (Duration::ZERO, Duration::ZERO);
    for batch in 0..BATCHES {
        let titles: Vec<String> = (0..BATCH).map(|i| title(batch * BATCH + i)).collect();
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
    let titles = (BATCH * BATCHES) as f64;
    let nanos = |time: Duration| time.as_nanos() as f64 / titles;
    println!("titles\t{titles}");
    println!("split and lower-case\t{:.0} ns a title", nanos(splitting));
    println!("read\t{:.0} ns a title", nanos(reading));
    println!("ratio\t{:.2}", nanos(reading) / nanos(splitting));
}
