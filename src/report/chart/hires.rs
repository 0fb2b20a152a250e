//! Planned hires in the chart of people: each under the manager whom the model expects.

use std::collections::BTreeMap;

use super::people::{badges, is_core};
use super::{Chart, Label, Node, Selection, State};
use crate::model::{Model, RoleIx};
use crate::plan::{Hire, Source};
use crate::report::plan::Planned;
use crate::roster::PersonIx;

/// Adds the hires of a plan; `places` says which box is whose.
pub(super) fn add(
    chart: &mut Chart<'_>,
    planned: &Planned<'_>,
    selection: &Selection<'_>,
    places: &[Option<usize>],
) {
    let model = chart.model;
    let managers = Managers::of(chart, planned);
    let wanted = |hire: &&Hire| selection.practice.is_none_or(|p| is_core(model, hire.role, p));
    for hire in planned.plan.hires.iter().filter(wanted) {
        match &hire.source {
            Source::Vacancies(people) => fill(chart, hire, people, places),
            Source::New | Source::Contract => {
                let parent = managers.leading(model, hire.role);
                let layer = parent.map_or(0, |parent| chart.nodes[parent].layer + 1);
                match parent.filter(|_| selection.depth.is_some_and(|depth| layer >= depth)) {
                    Some(parent) => chart.nodes[parent].below += hire.count as usize,
                    None => chart.nodes.push(node(model, hire, parent, layer)),
                }
            }
        }
    }
}

/// Says in the boxes of vacant positions when the plan fills them.
fn fill(chart: &mut Chart<'_>, hire: &Hire, people: &[PersonIx], places: &[Option<usize>]) {
    for place in people.iter().filter_map(|person| places[person.index()]) {
        let note = &mut chart.nodes[place].label.note;
        *note = format!("hire for {} · {note}", hire.quarter);
    }
}

fn node(model: &Model, hire: &Hire, parent: Option<usize>, layer: usize) -> Node {
    let name = match hire.count {
        1 => "Planned hire".to_owned(),
        many => format!("{many} planned hires"),
    };
    let how = if hire.source == Source::Contract { "on contract from" } else { "starts" };
    Node {
        person: None,
        parent,
        layer,
        lane: 0,
        label: Label::new(&name, &model[hire.role].name, &format!("{how} {}", hire.quarter)),
        practices: badges(model, &[hire.role]),
        more: String::new(),
        state: State::Planned,
        faint: false,
        marks: Vec::new(),
        below: 0,
    }
}

/// The boxes of those who could lead a hire.
struct Managers {
    /// The first box of each role.
    by_role: BTreeMap<RoleIx, usize>,
    first: Option<usize>,
}

impl Managers {
    fn of(chart: &Chart<'_>, planned: &Planned<'_>) -> Self {
        let mut by_role = BTreeMap::new();
        let mut first = None;
        for (place, node) in chart.nodes.iter().enumerate().filter(|(_, node)| node.state == State::Here) {
            let Some(person) = node.person else { continue };
            first.get_or_insert(place);
            for role in planned.analysis.staff.roles(person) {
                by_role.entry(*role).or_insert(place);
            }
        }
        Self { by_role, first }
    }

    /// Returns the box of whoever would lead a role: the first with the usual manager's role, best first, upwards to the
    /// managers' managers; else the first at the top.
    fn leading(&self, model: &Model, role: RoleIx) -> Option<usize> {
        let mut asked = vec![false; model.roles().count()];
        let mut layer = vec![role];
        while !layer.is_empty() {
            let mut above = Vec::new();
            for manager in layer.iter().flat_map(|role| model.managers_of(*role)) {
                if !std::mem::replace(&mut asked[manager.index()], true) {
                    above.push(manager);
                }
            }
            if let Some(found) = above.iter().find_map(|role| self.by_role.get(role)) {
                return Some(*found);
            }
            layer = above;
        }
        self.first
    }
}
