//! The plan as TOML: a form to edit.

use super::plan::{Planned, source};
use crate::plan::{Hire, Move, Plan};

/// Returns the hires and moves as TOML: a plan to edit, which `--compare` reads.
pub fn render(planned: &Planned<'_>) -> String {
    let model = planned.model();
    let hire = |hire: &Hire| {
        format!(
            "[[hire]]\nrole = \"{}\"\nquarter = \"{}\"\ncount = {}\nsource = \"{}\"\n",
            model[hire.role].id,
            hire.quarter,
            hire.count,
            source(&hire.source)
        )
    };
    let step = |step: &Move| {
        let person = planned.analysis.staff.roster().person(step.person).id();
        // A text of JSON is one of TOML.
        let person = serde_json::Value::from(person);
        format!(
            "[[move]]\nperson = {person}\nto = \"{}\"\nquarter = \"{}\"\n",
            model[step.to].id, step.quarter
        )
    };
    let Plan { hires, moves, .. } = planned.plan;
    let entries: Vec<String> = hires.iter().map(hire).chain(moves.iter().map(step)).collect();
    entries.join("\n")
}
