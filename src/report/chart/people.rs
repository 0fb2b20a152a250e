//! The chart of people: who is drawn, under whom, and with what mark.
//!
//! The solid lines make trees, but for cycles, each of which is cut above its earliest row: that line is drawn as what it
//! is, a fault. Whoever is filtered out and stands above somebody who is not stays, faintly; whoever is below the depth is
//! counted. So nobody is lost without a word.

use std::collections::BTreeMap;

use super::hires;
use super::{Badge, Chart, Label, Line, LineKind, Mark, Node, State};
use crate::analysis::Analysis;
use crate::model::{Membership, Model, PracticeIx, RoleIx, Severity};
use crate::org::Member;
use crate::report::plan::Planned;
use crate::report::words::{count, list};
use crate::roster::{Person, PersonIx, Status};

/// Which people are drawn; the scope is that of the roster.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'p> {
    /// How many layers, from the top of each tree; all where none is said.
    pub depth: Option<usize>,
    /// Only people whose role leads this practice or does its own work.
    pub practice: Option<PracticeIx>,
    /// A plan whose hires are drawn too.
    pub plan: Option<&'p Planned<'p>>,
}

impl<'m> Chart<'m> {
    /// Draws the people of an analysis, each manager's reports in the order of the roster.
    pub fn of_people(analysis: &'m Analysis<'m>, selection: &Selection<'_>) -> Self {
        let trees = Trees::of(analysis, selection);
        let mut chart = Self::empty(analysis.staff.model(), "Org chart".to_owned());
        let marks = marks(analysis);
        let mut places = vec![None; analysis.staff.org().len()];
        for drawn in trees.drawn() {
            let parent = drawn.parent.and_then(|parent: PersonIx| places[parent.index()]);
            places[drawn.person.index()] = Some(chart.nodes.len());
            let marks = marks.get(&drawn.person).cloned().unwrap_or_default();
            chart.nodes.push(node(analysis, &drawn, parent, marks));
        }
        chart.add_lines(&trees, &places);
        if let Some(planned) = selection.plan {
            hires::add(&mut chart, planned, selection, &places);
        }
        chart.facts = facts(&chart, &trees, selection);
        chart
    }

    /// Adds dotted lines, and those that close cycles.
    fn add_lines(&mut self, trees: &Trees<'_>, places: &[Option<usize>]) {
        let org = trees.analysis.staff.org();
        for (to, node) in self.nodes.iter().enumerate() {
            let Some(person) = node.person else { continue };
            let dotted = org.member(person).dotted_manager().map(|m| (m.person(), LineKind::Dotted));
            let closing = trees.above_cut.get(&person).map(|manager| (*manager, LineKind::Cycle));
            for (manager, kind) in dotted.into_iter().chain(closing) {
                if let Some(from) = places[manager.index()] {
                    self.lines.push(Line { from, to, kind });
                }
            }
        }
    }
}

/// Whether a role leads a practice or does its own work.
pub(super) fn is_core(model: &Model, role: RoleIx, practice: PracticeIx) -> bool {
    model.membership(role, practice).is_some_and(|m| m != Membership::Supporting)
}

/// Returns the practices that some roles lead or whose own work they do, in the model's order.
pub fn core_practices<'a>(
    model: &'a Model,
    roles: &'a [RoleIx],
) -> impl Iterator<Item = PracticeIx> + use<'a> {
    model.practices().filter(|practice| roles.iter().any(|role| is_core(model, *role, *practice)))
}

pub(super) fn badges(model: &Model, roles: &[RoleIx]) -> Vec<Badge> {
    core_practices(model, roles).map(|practice| Badge::new(practice, Membership::Core)).collect()
}

/// The trees that the solid lines make, and who of them is drawn.
struct Trees<'a> {
    analysis: &'a Analysis<'a>,
    depth: usize,
    /// Everybody, each manager before the reports.
    order: Vec<Place>,
    /// The managers above whom cycles are cut, by who is then at the top.
    above_cut: BTreeMap<PersonIx, PersonIx>,
    /// Rows that are nowhere drawn: leavers, and those whom the filter leaves out.
    left: usize,
    filtered: usize,
}

/// Somebody's place in the trees.
struct Place {
    person: PersonIx,
    /// The place of the manager in the order.
    parent: Option<usize>,
    layer: usize,
    kept: bool,
    /// How many below are kept.
    kept_below: usize,
}

/// Somebody who is drawn.
struct Drawn {
    person: PersonIx,
    parent: Option<PersonIx>,
    layer: usize,
    faint: bool,
    below: usize,
}

impl<'a> Trees<'a> {
    fn of(analysis: &'a Analysis<'a>, selection: &Selection<'_>) -> Self {
        let org = analysis.staff.org();
        let above_cut = org.cycles().filter_map(|cycle| Some((*cycle.first()?, *cycle.get(1)?))).collect();
        let mut trees = Self {
            analysis,
            depth: selection.depth.unwrap_or(usize::MAX),
            order: Vec::with_capacity(org.len()),
            above_cut,
            left: 0,
            filtered: 0,
        };
        trees.walk(selection.practice);
        for at in (0..trees.order.len()).rev() {
            let place = &trees.order[at];
            let kept = place.kept_below + usize::from(place.kept);
            if let Some(parent) = place.parent {
                trees.order[parent].kept_below += kept;
            }
        }
        let lost = trees.order.iter().filter(|place| !place.kept && place.kept_below == 0);
        for place in lost {
            match analysis.staff.roster().person(place.person).status() {
                Status::Left => trees.left += 1,
                _ => trees.filtered += 1,
            }
        }
        trees
    }

    fn walk(&mut self, practice: Option<PracticeIx>) {
        let org = self.analysis.staff.org();
        let is_top = |m: &Member<'_>| m.manager().is_none() || self.above_cut.contains_key(&m.person());
        let mut waiting: Vec<(Member<'_>, Option<usize>, usize)> =
            org.members().filter(is_top).map(|m| (m, None, 1)).collect();
        waiting.reverse();
        while let Some((member, parent, layer)) = waiting.pop() {
            let person = member.person();
            let at = self.order.len();
            self.order.push(Place {
                person,
                parent,
                layer,
                kept: self.keeps(person, practice),
                kept_below: 0,
            });
            let from = waiting.len();
            let reports = member.reports().filter(|r| !self.above_cut.contains_key(&r.person()));
            waiting.extend(reports.map(|report| (report, Some(at), layer + 1)));
            waiting[from..].reverse();
        }
    }

    fn keeps(&self, person: PersonIx, practice: Option<PracticeIx>) -> bool {
        let staff = &self.analysis.staff;
        let row = staff.roster().person(person);
        let works = |practice| staff.roles(person).iter().any(|role| is_core(staff.model(), *role, practice));
        row.in_scope() && row.status() != Status::Left && practice.is_none_or(works)
    }

    /// Returns those who are drawn, each manager before the reports.
    fn drawn(&self) -> impl Iterator<Item = Drawn> {
        let drawn = |place: &&Place| place.layer <= self.depth && (place.kept || place.kept_below > 0);
        self.order.iter().filter(drawn).map(|place| Drawn {
            person: place.person,
            parent: place.parent.map(|parent| self.order[parent].person),
            layer: place.layer,
            faint: !place.kept,
            below: if place.layer == self.depth { place.kept_below } else { 0 },
        })
    }
}

fn node(analysis: &Analysis<'_>, drawn: &Drawn, parent: Option<usize>, marks: Vec<Mark>) -> Node {
    let staff = &analysis.staff;
    let row = staff.roster().person(drawn.person);
    let state = match row.status() {
        Status::Active => State::Here,
        Status::Vacant => State::Vacant,
        Status::Future => State::Starting,
        Status::Left => State::Left,
    };
    Node {
        person: Some(drawn.person),
        parent,
        layer: drawn.layer - 1,
        lane: 0,
        label: Label::new(&name(row), row.title(), &roles(analysis, row)),
        practices: badges(staff.model(), staff.roles(drawn.person)),
        more: String::new(),
        state,
        faint: drawn.faint,
        marks,
        below: drawn.below,
    }
}

/// Returns what a box calls somebody: never an e-mail address.
fn name(row: Person<'_>) -> String {
    match (row.status(), row.name().trim(), row.stated_id().trim()) {
        (Status::Vacant, "", "") => "Open position".to_owned(),
        (Status::Vacant, "", id) => format!("Open position {id}"),
        (Status::Vacant, name, _) => format!("Open: {name}"),
        (_, "", "") => format!("line {}", row.line()),
        (_, "", id) => id.to_owned(),
        (_, name, _) => name.to_owned(),
    }
}

fn roles(analysis: &Analysis<'_>, row: Person<'_>) -> String {
    let (staff, model) = (&analysis.staff, analysis.staff.model());
    let names: Vec<String> = staff.roles(row.ix()).iter().map(|role| model[*role].name.clone()).collect();
    let mut note = match names.as_slice() {
        [] if !staff.reading(row.ix()).candidates.is_empty() => "role to be decided".to_owned(),
        [] => "outside the model".to_owned(),
        names => list(names, "and"),
    };
    match (row.status(), row.start_date(), row.end_date()) {
        (Status::Future, Some(day), _) => note = format!("starts {day} · {note}"),
        (Status::Future, None, _) => note = format!("starts later · {note}"),
        (Status::Left, _, Some(day)) => note = format!("left {day} · {note}"),
        (Status::Left, ..) => note = format!("has left · {note}"),
        _ if row.on_leave() => note = format!("on leave · {note}"),
        _ => {}
    }
    note
}

/// Returns the errors and warnings that name somebody, worst first.
fn marks(analysis: &Analysis<'_>) -> BTreeMap<PersonIx, Vec<Mark>> {
    let mut marks: BTreeMap<PersonIx, Vec<Mark>> = BTreeMap::new();
    for finding in analysis.findings.iter().filter(|f| f.severity >= Severity::Warning) {
        for person in &finding.people {
            let message = format!("{}: {}", finding.rule, super::plain(&finding.message));
            marks.entry(*person).or_default().push(Mark { severity: finding.severity, message });
        }
    }
    marks
}

fn facts(chart: &Chart<'_>, trees: &Trees<'_>, selection: &Selection<'_>) -> Vec<String> {
    let number = |state| chart.nodes.iter().filter(|n| n.state == state && !n.faint).count();
    let counted = [
        (number(State::Here), "person", "people"),
        (number(State::Starting), "starts later", "start later"),
        (number(State::Vacant), "open position", "open positions"),
        (number(State::Planned), "planned hire", "planned hires"),
        (chart.nodes.iter().filter(|n| n.faint).count(), "faint for context", "faint for context"),
    ];
    let counted = counted.into_iter().enumerate().filter(|(place, (number, ..))| *place == 0 || *number > 0);
    let mut facts: Vec<String> =
        selection.practice.map(|p| format!("only {}", chart.model[p].name)).into_iter().collect();
    facts.extend(counted.map(|(_, (number, one, many))| count(number, one, many)));
    let layers = chart.nodes.iter().map(|n| n.layer + 1).max().unwrap_or(0);
    facts.push(count(layers, "layer", "layers"));
    let below: usize = chart.nodes.iter().map(|n| n.below).sum();
    let marked = chart.nodes.iter().filter(|n| !n.marks.is_empty()).count();
    for (number, one, many) in [
        (marked, "box marked", "boxes marked"),
        (below, "further down is not drawn", "further down are not drawn"),
        (trees.filtered, "left out by the filter", "left out by the filter"),
        (trees.left, "who has left is not drawn", "who have left are not drawn"),
    ] {
        if number > 0 {
            facts.push(count(number, one, many));
        }
    }
    facts
}
