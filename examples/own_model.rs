//! Changes the model in memory: adds a role to a practice, asks for more, and prints the difference; then breaks it.
//!
//! `cargo run --example own_model`

use rolemap::model::{Demand, Measure, Model, ModelFile, Profile};

const CHAOS_ENGINEER: &str = r#"id = "chaos-engineer"
name = "Chaos Engineer"
kind = "ic"
discipline = "operations"
tier = "extended"
titles = ["Resilience Engineer"]
reports_to = ["head-of-sre"]
line_of_defence = 1
does = ["Breaks things on purpose, with leave and a way back"]
answerable_for = ["That failures are met in an exercise before they are met at night"]

[practices]
devops = "core"

[wage]
occupation = "15-1252"
usd_per_year = 135980
source = "bls-oews-may-2025"
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let builtin = Model::builtin();
    let mut files = Model::builtin_files();
    files.push(("roles/chaos-engineer.toml".into(), CHAOS_ENGINEER.into()));
    change(&mut files, "practices/devops.toml", "  \"site-reliability-engineer\",\n", |line| {
        format!("{line}  \"chaos-engineer\",\n")
    });
    change(&mut files, "practices/devops.toml", "per_developers = 10", |_| "per_developers = 8".into());

    let own = Model::from_files(&files)?;
    for role in own.roles().filter(|r| builtin.role(own[*r].id.as_str()).is_none()) {
        let practices: Vec<&str> =
            own.practices_of(role).iter().map(|(p, _)| own[*p].name.as_str()).collect();
        println!("new role: {}, works in {}", own[role].name, practices.join(", "));
    }
    for (before, after) in builtin.demands().zip(own.demands()) {
        let (before, after) = (&builtin[before], &own[after]);
        if before.roles.len() != after.roles.len() {
            println!("{}: {} roles can meet it, {} before", after.id, after.roles.len(), before.roles.len());
        }
        for profile in Profile::ALL.into_iter().filter(|p| per(before, *p) != per(after, *p)) {
            let [before, after] = [before, after].map(|d| per(d, profile).unwrap_or_default());
            println!("  {}: 1 FTE for {after} developers, {before} before", profile.as_str());
        }
    }

    // What breaks a law is refused, with file and line.
    change(&mut files, "roles/chaos-engineer.toml", "head-of-sre", |_| "head-of-chaos".into());
    if let Err(error) = Model::from_files(&files) {
        println!("refused: {error}");
    }
    Ok(())
}

/// Changes the first place in a file that reads so.
fn change(files: &mut [ModelFile], path: &str, from: &str, to: impl Fn(&str) -> String) {
    for (_, text) in files.iter_mut().filter(|(p, _)| p == path) {
        *text = text.replacen(from, &to(from), 1);
    }
}

/// The developers for whom a demand asks one FTE, if it asks so.
fn per(demand: &Demand, profile: Profile) -> Option<u32> {
    match demand.size(profile)?.measure {
        Measure::PerDevelopers { per, .. } => Some(per),
        _ => None,
    }
}
