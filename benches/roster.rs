//! How long the check of a roster takes, by step, in ratio to the `csv` crate counting the same file's records on one
//! core.
//!
//! Run with `cargo bench --bench roster`; the environment variable `PEOPLE` says of how many people (1,000,000), and
//! `ROSTER` names a file to read instead of the made-up one.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use rolemap::check;
use rolemap::coverage::Coverage;
use rolemap::model::Model;
use rolemap::roster::{ReadOptions, Roster};
use rolemap::staff::Staff;
use rolemap::title::Classifier;

const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let people = std::env::var("PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let bytes = match std::env::var("ROSTER") {
        Ok(path) => std::fs::read(path)?,
        Err(_) => made_up(people)?.into_bytes(),
    };
    let mut records = 0;
    let count = best(|| records = csv::Reader::from_reader(bytes.as_slice()).byte_records().count());
    let model = Model::builtin();
    let classifier = Classifier::new(&model)?;
    let mut steps = [Duration::MAX; 4];
    let mut whole = Duration::MAX;
    for _ in 0..ROUNDS {
        // The copy stands for reading the file, which is no part of the count either.
        let copy = bytes.clone();
        let (roster, reading) = timed(|| Roster::read(copy, &ReadOptions::default()));
        let roster = roster?;
        let (staff, giving) = timed(|| Staff::new(&model, &roster, &classifier));
        let (coverage, counting) = timed(|| Coverage::new(&staff, None));
        let (findings, judging) = timed(|| check::run(&staff, &coverage));
        std::hint::black_box(findings);
        let round = [reading, giving, counting, judging];
        whole = whole.min(round.iter().sum());
        for (step, time) in steps.iter_mut().zip(round) {
            *step = time.min(*step);
        }
    }
    let mut out = std::io::stdout().lock();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let (megabytes, counted) = (bytes.len() as f64 / 1e6, milliseconds(count));
    writeln!(out, "{megabytes:.0} MB, {records} records counted in {counted:.0} ms on one core")?;
    let names = ["reading", "organisation and roles", "coverage", "rules"];
    for (name, time) in names.into_iter().zip(steps).chain([("whole", whole)]) {
        let ratio = time.as_secs_f64() / count.as_secs_f64();
        writeln!(out, "{name:<24} {:>6.0} ms {ratio:>6.2} times the count", milliseconds(time))?;
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Returns the shortest time of several rounds: what the machine does beside it only adds.
fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

/// Writes a roster in which everybody reports to somebody far away in the file, as exports sorted by name have it.
fn made_up(people: u64) -> Result<String, std::fmt::Error> {
    const TITLES: [&str; 6] = [
        "Software Engineer",
        "DevOps Engineer",
        "\"VP, Sales\"",
        "SOC Analyst",
        "Accountant",
        "Platform Engineer",
    ];
    let mut text = String::from(
        "employee_id,full_name,email,job_title,manager_id,department,team,location,fte,start_date\n",
    );
    // A step that shares no factor with the number of people visits everybody once.
    let step = (people / 7 * 5..).find(|step| gcd(*step, people) == 1).unwrap_or(1);
    for row in 0..people {
        let who = row.wrapping_mul(step) % people;
        let manager = if who == 0 { String::new() } else { format!("{:08}", (who - 1) / 8) };
        let title = TITLES[(who % 6) as usize];
        writeln!(
            text,
            "{who:08},Given{} Family{},given.family{who}@corp.example,{title},{manager},Department {},Team {},Site {},1.0,20{:02}-{:02}-{:02}",
            who % 997,
            who % 8_111,
            who % 12,
            who % 301,
            who % 30,
            who % 24,
            who % 12 + 1,
            who % 28 + 1
        )?;
    }
    Ok(text)
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
