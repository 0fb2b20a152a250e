//! The chart of the model: disciplines, the practices that combine them, and the roles under their usual managers.

use super::{Badge, Chart, Label, Line, LineKind, Node, State};
use crate::model::{Discipline, Model, PracticeIx, RoleIx};
use crate::report::words::{count, list};

/// The parts of the chart from left to right.
const DISCIPLINES: usize = 0;
const PRACTICES: usize = 1;
const ROLES: usize = 2;

impl<'m> Chart<'m> {
    /// Draws the model: each role under the first of its usual managers, the other lines beside.
    pub fn of_model(model: &'m Model) -> Self {
        let mut chart = Self::empty(model, "The model of rolemap".to_owned());
        let mut disciplines: Vec<Discipline> =
            model.practices().flat_map(|p| model[p].combines.iter().copied()).collect();
        disciplines.sort_unstable();
        disciplines.dedup();
        chart.nodes.extend(disciplines.iter().map(|d| self::discipline(*d)));
        let first_practice = chart.nodes.len();
        chart.nodes.extend(model.practices().map(|p| practice(model, p)));
        let places = chart.add_roles();
        for (nth, practice) in model.practices().enumerate() {
            let place = first_practice + nth;
            let combined =
                disciplines.iter().enumerate().filter(|(_, d)| model[practice].combines.contains(d));
            let combines = combined.map(|(from, _)| Line { from, to: place, kind: LineKind::Combines });
            chart.lines.extend(combines);
            let heads = model.heads_of(practice).into_iter().enumerate();
            let leads = heads.map(|(nth, role)| Line {
                from: place,
                to: places[role.index()],
                kind: LineKind::Leads(nth),
            });
            chart.lines.extend(leads);
            let works = model.roles_of(practice).into_iter().map(|(role, how)| Line {
                from: place,
                to: places[role.index()],
                kind: LineKind::WorksIn(how),
            });
            chart.lines.extend(works);
        }
        chart.facts = vec![
            count(disciplines.len(), "discipline", "disciplines"),
            count(model.practices().count(), "practice", "practices"),
            count(model.roles().count(), "role", "roles"),
            "each role under its usual manager".to_owned(),
        ];
        chart
    }

    /// Adds the roles, each after its first usual manager, with dotted lines to the others; returns their boxes.
    fn add_roles(&mut self) -> Vec<usize> {
        let model = self.model;
        let roles: Vec<RoleIx> = model.roles().collect();
        let mut reports: Vec<Vec<RoleIx>> = vec![Vec::new(); roles.len()];
        let mut waiting: Vec<(RoleIx, Option<usize>, usize)> = Vec::new();
        for role in roles.iter().rev() {
            match model.managers_of(*role).first() {
                // The last role is pushed first, so that popping gives the model's order.
                Some(manager) => reports[manager.index()].push(*role),
                None => waiting.push((*role, None, 0)),
            }
        }
        let mut places = vec![usize::MAX; roles.len()];
        while let Some((role, parent, layer)) = waiting.pop() {
            let place = self.nodes.len();
            places[role.index()] = place;
            self.nodes.push(self::role(model, role, parent, layer));
            waiting.extend(reports[role.index()].iter().map(|report| (*report, Some(place), layer + 1)));
        }
        debug_assert!(!places.contains(&usize::MAX), "the usual lines of a sound model are no cycle");
        for role in &roles {
            let to = places[role.index()];
            let others = model.managers_of(*role).into_iter().skip(1).map(|manager| places[manager.index()]);
            self.lines.extend(others.map(|from| Line { from, to, kind: LineKind::AlsoUnder }));
        }
        places
    }
}

fn node(lane: usize, state: State, label: Label) -> Node {
    Node {
        person: None,
        parent: None,
        layer: 0,
        lane,
        label,
        more: String::new(),
        practices: Vec::new(),
        state,
        faint: false,
        marks: Vec::new(),
        below: 0,
    }
}

fn discipline(discipline: Discipline) -> Node {
    let mut name = discipline.as_str().to_owned();
    name[..1].make_ascii_uppercase();
    node(DISCIPLINES, State::Discipline, Label::new(&name, "discipline", ""))
}

fn practice(model: &Model, practice: PracticeIx) -> Node {
    let formula: Vec<&str> = model[practice].combines.iter().map(|d| d.as_str()).collect();
    let label = Label::new(&model[practice].name, &formula.join(" + "), &model[practice].goal);
    let practices = vec![Badge { practice, core: true }];
    Node { practices, ..node(PRACTICES, State::Practice, label) }
}

fn role(model: &Model, role: RoleIx, parent: Option<usize>, layer: usize) -> Node {
    let of = &model[role];
    let led: Vec<String> = model.leads(role).into_iter().map(|p| model[p].name.clone()).collect();
    let note = if led.is_empty() { String::new() } else { format!("can lead {}", list(&led, "and")) };
    let label = Label::new(&of.name, &format!("{} · {}", of.kind.as_str(), of.discipline.as_str()), &note);
    let others: Vec<String> =
        model.managers_of(role).iter().skip(1).map(|m| model[*m].name.clone()).collect();
    let more = if others.is_empty() { String::new() } else { format!("Also under: {}", list(&others, "or")) };
    let memberships = model.practices_of(role).into_iter();
    let practices = memberships.map(|(practice, how)| Badge::new(practice, how)).collect();
    Node { parent, layer, more, practices, ..node(ROLES, State::Role, label) }
}
