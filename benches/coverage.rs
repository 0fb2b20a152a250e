//! How long it takes to give a million people their roles, to count the coverage by them, whole and by team, and to
//! rank them by what their leaving would break.
//!
//! Run with `cargo bench --bench coverage`, optionally followed by `-- PEOPLE`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rolemap::coverage::{By, Coverage};
use rolemap::model::Model;
use rolemap::roster::{Manager, PersonIx, Roster, Row};
use rolemap::staff::Staff;
use rolemap::title::Classifier;

/// How often each step is repeated; the fastest counts.
const REPEATS: usize = 5;

fn main() {
    let people = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    let model = Model::builtin();
    let classifier = Classifier::new(&model).expect("the vocabulary is sound");
    let roster = roster(&model, people);
    let (staff, reading) = fastest(|| Staff::new(&model, &roster, &classifier));
    let (coverage, counting) = fastest(|| Coverage::new(&staff, None));
    let (groups, grouping) = fastest(|| Coverage::by(&staff, By::Team, None));
    let (losses, ranking) = fastest(|| coverage.losses(&staff));
    let demands = coverage.demands().count();
    let (groups, losses) = (groups.len(), losses.len());
    let (titles, sets) = (staff.readings().len(), staff.role_sets().len());
    report(&format!(
        "{people} people, {titles} distinct titles in context, {sets} sets of roles, {demands} demands, {groups} teams, {losses} losses\n\
         Staff::new     {reading:>10.1?}\n\
         Coverage::new  {counting:>10.1?}\n\
         Coverage::by   {grouping:>10.1?}\n\
         losses         {ranking:>10.1?}"
    ));
}

#[expect(clippy::print_stdout, reason = "a bench has nothing else to say it with")]
fn report(text: &str) {
    println!("{text}");
}

fn fastest<T>(mut step: impl FnMut() -> T) -> (T, Duration) {
    let mut timed = || {
        let start = Instant::now();
        let value = black_box(step());
        (value, start.elapsed())
    };
    let mut best = timed();
    for _ in 1..REPEATS {
        let next = timed();
        if next.1 < best.1 {
            best = next;
        }
    }
    best
}

/// A company of which every tenth person bears a title of the model, in teams of nine under one manager each.
fn roster(model: &Model, people: usize) -> Roster {
    let titles: Vec<&str> = model.roles().map(|role| model[role].name.as_str()).collect();
    let sites = ["Oslo", "Pune", "Lima", "Kyiv", ""];
    let row = |i: usize| {
        let scattered = i.wrapping_mul(2_654_435_761);
        let title = match scattered % 10 {
            0 => titles[scattered / 10 % titles.len()].to_owned(),
            1..5 => "Software Engineer".to_owned(),
            _ => format!("Clerk {}", scattered % 2_000),
        };
        Row {
            line: i as u64 + 2,
            id: format!("{i:08}"),
            name: format!("Person {i}"),
            email: format!("person{i}@example.com"),
            title,
            manager: match i {
                0 => Manager::Nobody,
                _ => Manager::Person(PersonIx::from_index((i - 1) / 9)),
            },
            department: format!("Department {}", i / 9 % 40),
            team: format!("Team {}", i / 9 % 200),
            location: sites[scattered % sites.len()].to_owned(),
            in_scope: true,
            ..Row::default()
        }
    };
    Roster::from_rows((0..people).map(row).collect())
}
