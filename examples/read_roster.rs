//! Shows how a file was read. Run with `cargo run --example read_roster -- FILE`.

use std::io::Write;

use rolemap::roster::{ReadOptions, Roster};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/rosters/startup-12.csv".into());
    let start = std::time::Instant::now();
    let roster = Roster::read(std::fs::read(&path)?, &ReadOptions::default()).map_err(|e| e.file(path))?;
    if std::env::args().nth(2).is_some() {
        writeln!(std::io::stdout(), "{} people in {:.2?}", roster.len(), start.elapsed())?;
        return Ok(());
    }
    let mut text = String::new();
    roster.write_csv(&mut text)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{:?}\ncolumns: {:?}\nmanagers by {:?}",
        roster.source(),
        roster.columns(),
        roster.manager_by()
    )?;
    for note in roster.notes() {
        writeln!(out, "{note:?}")?;
    }
    for fault in roster.faults() {
        writeln!(out, "{} {:?} {} people: {}", fault.code, fault.line, fault.people.len(), fault.message)?;
    }
    write!(out, "{text}")?;
    Ok(())
}
