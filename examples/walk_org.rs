//! Walks an organisation: the layers, the widest spans, one person's way up.
//!
//! `cargo run --example walk_org -- examples/rosters/growth-120.csv`

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use rolemap::org::{Member, OrgGraph};
use rolemap::roster::{ReadOptions, Roster};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/rosters/growth-120.csv".into());
    let roster = Roster::read(std::fs::read(&file)?, &ReadOptions::default()).map_err(|e| e.file(&file))?;
    let org = OrgGraph::new(&roster);
    let name = |m: Member<'_>| roster.person(m.person()).name();

    for root in org.roots().iter().map(|r| org.member(*r)) {
        println!("{} leads {} people in {} layers", name(root), root.people_below(), org.depth());
    }

    let mut managers: Vec<Member<'_>> = org.members().filter(|m| m.span() > 0).collect();
    managers.sort_by_key(|m| (std::cmp::Reverse(m.span()), m.person()));
    for manager in managers.iter().take(3) {
        println!(
            "{} has {} reports, {} people below",
            name(*manager),
            manager.span(),
            manager.people_below()
        );
    }

    if let Some(lowest) = org.members().max_by_key(|m| m.layer()) {
        let way: Vec<&str> = lowest.and_managers().map(name).collect();
        println!("{}", way.join(", under "));
    }
    for cycle in org.cycles() {
        println!("{} people report to each other in a circle", cycle.len());
    }
    Ok(())
}
