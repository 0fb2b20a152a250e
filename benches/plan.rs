//! How long plans for the example rosters take: `cargo bench --bench plan`.

use std::time::Instant;

use rolemap::analysis::Analysis;
use rolemap::coverage::By;
use rolemap::model::Model;
use rolemap::plan::{Plan, PlanOptions};
use rolemap::roster::{ReadOptions, Roster};
use rolemap::title::Classifier;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = Model::builtin();
    let classifier = Classifier::new(&model)?;
    for file in ["startup-12", "growth-120", "enterprise-600"] {
        let bytes = std::fs::read(format!("examples/rosters/{file}.csv"))?;
        let roster = Roster::read(bytes, &ReadOptions::default())?;
        let analysis = Analysis::new(&model, &roster, &classifier, None);
        let free = PlanOptions { quarters: 8, ..PlanOptions::new("2027Q1".parse()?) };
        let cases = [
            ("no limits", free.clone()),
            ("3 starts a quarter", PlanOptions { rate: Some(3), ..free.clone() }),
            ("6 hires", PlanOptions { max_hires: Some(6), ..free.clone() }),
            ("1,500,000 in all", PlanOptions { budget: Some(1_500_000), ..free }),
        ];
        for (name, options) in cases {
            let start = Instant::now();
            let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
            let taken = start.elapsed();
            let line = format!("{file:15} {name:20} {:?} {:?} {taken:.2?}\n", plan.status, plan.bound_gap);
            std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
        }
    }
    for (people, teams, quarters, budget) in
        [(500, 12, 4, 3_000_000), (5_000, 100, 8, 20_000_000), (50_000, 1_000, 8, 200_000_000)]
    {
        let roster = Roster::read(in_teams(people, teams).into_bytes(), &ReadOptions::default())?;
        let analysis = Analysis::new(&model, &roster, &classifier, None);
        let options = PlanOptions { quarters, budget: Some(budget), ..PlanOptions::new("2027Q1".parse()?) };
        let start = Instant::now();
        let plan = Plan::by_team(&analysis.staff, By::Team, None, &options);
        let taken = start.elapsed();
        let line = format!(
            "{teams:4} teams, {quarters} quarters   {:?} {:?} {taken:.2?}\n",
            plan.status, plan.bound_gap
        );
        std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes())?;
    }
    Ok(())
}

/// The roster of so many people in so many teams, most of them developers; the same on every machine.
fn in_teams(people: u64, teams: u64) -> String {
    const TITLES: [(u64, &str); 14] = [
        (55, "Software Engineer"),
        (4, "DevOps Engineer"),
        (2, "Site Reliability Engineer"),
        (5, "Systems Administrator"),
        (5, "QA Engineer"),
        (2, "SOC Analyst"),
        (2, "Security Engineer"),
        (2, "Network Engineer"),
        (3, "Support Engineer"),
        (4, "Data Engineer"),
        (3, "Engineering Manager"),
        (1, "Application Security Engineer"),
        (1, "Database Administrator"),
        (7, "Sales Manager"),
    ];
    let all: u64 = TITLES.iter().map(|(share, _)| share).sum();
    let mut number = 7_u64;
    let mut below = |most: u64| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % most
    };
    let mut text = "id,name,title,team,fte,status\n".to_owned();
    for person in 0..people {
        let mut place = below(all);
        let title = TITLES.iter().find(|(share, _)| {
            let here = place < *share;
            place = place.saturating_sub(*share);
            here
        });
        let title = title.map_or("", |(_, title)| title);
        let fte = ["1", "1", "1", "1", "0.8"][below(5) as usize];
        let status = if below(40) == 0 { "vacant" } else { "active" };
        text.push_str(&format!(
            "p{person:06},Person {person:06},{title},Team {:04},{fte},{status}\n",
            person % teams
        ));
    }
    text
}
