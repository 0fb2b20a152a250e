//! The heat map: where the people sit who meet each demand, by team or by the next larger group.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Briefing, Part, Section};
use crate::coverage::{DemandCoverage, DemandState};
use crate::model::{DemandKind, Level};
use crate::report::document::{Cell, Document, Table, Tone, plain};
use crate::report::{verdict, words};
use crate::roster::{Fte, Person};
use crate::staff::Standing;

/// Demands by group.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// By what people are grouped: `team`.
    pub by: &'static str,
    /// The groups, from left to right.
    pub groups: Vec<String>,
    /// The demands, in the model's order.
    pub rows: Vec<HeatRow>,
}

/// A demand of a heat map.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatRow {
    /// The practice's name.
    pub practice: String,
    /// The demand's name.
    pub demand: String,
    /// Whether it is required.
    pub required: bool,
    /// How it is met by everybody.
    pub whole: HeatCell,
    /// How much of it each group brings.
    pub cells: Vec<HeatCell>,
}

/// A cell of a heat map: symbol and number, colour, and what both say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatCell {
    /// Symbol and number.
    pub text: String,
    /// The tone, for the whole.
    pub tone: Tone,
    /// How strong the colour is, 0 to 4: the group's part of what is needed.
    pub weight: u8,
    /// The same in words.
    pub said: String,
}

/// The most groups that stand side by side.
const MOST_GROUPS: usize = 12;

pub(super) fn section(briefing: &Briefing<'_>) -> Section {
    let heat = heat_map(briefing);
    let mut key = Document::default();
    key.paragraph(Cell::new(
        "In the first column ✓ met, ! short, ✗ missing; ▲ where one person alone has a role for it. In the others \
         the FTE, or people, that a group brings: the stronger the colour, the larger its part of the need; · nobody.",
        Tone::Faint,
    ));
    let lead = format!("What each {} brings to what is asked for.", heat.by);
    Section {
        id: "heat",
        heading: "Where the work is covered",
        lead,
        parts: vec![Part::Heat(heat), Part::Text(key)],
    }
}

impl HeatMap {
    /// Returns the map as a table of symbols and numbers.
    pub(super) fn table(&self) -> Table {
        let facts = ["Practice", "Demand", "Everybody"].map(str::to_owned);
        let mut table = Table::of_names(facts.into_iter().chain(self.groups.iter().cloned()));
        for row in &self.rows {
            let facts = [Cell::from(&row.practice), Cell::from(&row.demand), Cell::from(&row.whole.text)];
            table.row(facts.into_iter().chain(row.cells.iter().map(|c| Cell::from(&c.text))));
        }
        table
    }
}

/// A way of grouping: its name, and the group of a person.
type By = (&'static str, fn(Person<'_>) -> &str);

/// The ways of grouping, the finest first.
const WAYS: &[By; 3] =
    &[("team", |p| p.team()), ("department", |p| p.department()), ("location", |p| p.location())];

fn heat_map(briefing: &Briefing<'_>) -> HeatMap {
    let analysis = briefing.analysis();
    let (staff, model) = (&analysis.staff, briefing.model());
    let (by, group_of) = way(briefing);
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    let roster = staff.roster();
    for holder in analysis.coverage.demands().flat_map(|d| &d.holders) {
        *sizes.entry(group_of(roster.person(holder.person))).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
    order.sort_by_key(|(name, size)| (Reverse(*size), *name));
    let rest = order.len() > MOST_GROUPS;
    order.truncate(if rest { MOST_GROUPS - 1 } else { MOST_GROUPS });
    order.sort_by_key(|(name, _)| (name.is_empty(), *name));
    let places: BTreeMap<&str, usize> = order.iter().enumerate().map(|(i, (name, _))| (*name, i)).collect();
    let mut groups: Vec<String> = order.iter().map(|(name, _)| label(name, by)).collect();
    if rest {
        groups.push(format!("all other {by}s"));
    }
    let row = |covered: &DemandCoverage| {
        let mut sums = vec![Fte::default(); groups.len()];
        for holder in &covered.holders {
            let group = group_of(roster.person(holder.person));
            sums[places.get(group).copied().unwrap_or(groups.len() - 1)].0 += holder.fte.0;
        }
        let demand = &model[covered.demand];
        HeatRow {
            practice: model[demand.practice].name.clone(),
            demand: demand.name.clone(),
            required: covered.level == Level::Required,
            whole: whole(briefing, covered),
            cells: sums.iter().zip(&groups).map(|(sum, group)| cell(*sum, covered.need, group)).collect(),
        }
    };
    let asked = |d: &&DemandCoverage| d.need > Fte::default() && model[d.demand].kind != DemandKind::Head;
    let rows = analysis.coverage.demands().filter(asked).map(row).collect();
    HeatMap { by, groups, rows }
}

/// Teams where they are few enough to be seen side by side, else departments, of which the largest stand alone; the
/// location where the roster states neither.
fn way(briefing: &Briefing<'_>) -> By {
    let staff = &briefing.analysis().staff;
    let number = |way: &By| {
        let people = staff.of_standing(Standing::Present).map(|p| (way.1)(staff.roster().person(p)));
        people.filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().len()
    };
    let [team, department, location] = WAYS;
    let (teams, departments) = (number(team), number(department));
    match (teams, departments) {
        (2..=MOST_GROUPS, _) => *team,
        (_, 2..) => *department,
        (2.., _) => *team,
        _ if number(location) > 1 => *location,
        _ => *team,
    }
}

fn label(name: &str, by: &str) -> String {
    if name.is_empty() { format!("no {by} stated") } else { plain(name) }
}

fn whole(briefing: &Briefing<'_>, covered: &DemandCoverage) -> HeatCell {
    let single = verdict::single_points(briefing.analysis(), std::slice::from_ref(covered)) > 0;
    let (symbol, tone, said) = match covered.state() {
        DemandState::Met if single => ("▲", Tone::Warning, "met, by one person"),
        DemandState::Met => ("✓", Tone::Good, "met"),
        DemandState::Short if single => ("! ▲", Tone::Bad, "short, and on one person"),
        DemandState::Short => ("!", Tone::Warning, "short"),
        DemandState::Missing => ("✗", Tone::Bad, "missing"),
    };
    let text = format!("{symbol} {} of {}", words::amount(covered.filled), words::amount(covered.need));
    HeatCell { text, tone, weight: 0, said: said.to_owned() }
}

fn cell(sum: Fte, need: Fte, group: &str) -> HeatCell {
    if sum == Fte::default() {
        return HeatCell {
            text: "·".to_owned(),
            tone: Tone::Faint,
            weight: 0,
            said: format!("nobody in {group}"),
        };
    }
    let weight = (sum.0 * 4 / need.0.max(1)).clamp(1, 4) as u8;
    let said = format!("{group} brings {} of {}", words::amount(sum), words::amount(need));
    HeatCell { text: words::amount(sum), tone: Tone::Plain, weight, said }
}
