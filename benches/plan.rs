//! How long plans for the example rosters take: `cargo bench --bench plan`.

use std::time::Instant;

use rolemap::analysis::Analysis;
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
    Ok(())
}
