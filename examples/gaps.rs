//! Prints the open demands of a roster, worst first.
//!
//! `cargo run --example gaps -- examples/rosters/growth-120.csv`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use rolemap::analysis::Analysis;
use rolemap::model::Model;
use rolemap::roster::{ReadOptions, Roster};
use rolemap::title::Classifier;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/rosters/growth-120.csv".into());
    let model = Model::builtin();
    let roster = Roster::read(std::fs::read(&file)?, &ReadOptions::default()).map_err(|e| e.file(&file))?;
    let classifier = Classifier::new(&model)?;
    let analysis = Analysis::new(&model, &roster, &classifier, None);

    let mut open: Vec<_> =
        analysis.coverage.practices.iter().flat_map(|p| &p.demands).filter(|d| d.gap().0 > 0).collect();
    open.sort_by_key(|d| (d.level, std::cmp::Reverse(d.gap()), d.demand));
    for demand in open {
        let asked = &model[demand.demand];
        println!(
            "{:24} {:12} {:4} missing: {}",
            asked.id,
            demand.level.as_str(),
            demand.gap().as_f64(),
            asked.name
        );
    }
    Ok(())
}
