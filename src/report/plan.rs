//! The plan as people read it: what is decided by quarter, then the reasons, then what remains open.

use super::document::{Cell, Document, Item, Table, Tone};
use super::words::{amount, amount_of, count, list, person, thousands};
use super::{csv, plan_method};
use crate::analysis::Analysis;
use crate::model::{DemandIx, Level, Model, Severity};
use crate::plan::{
    Because, Closes, Conflict, DemandPlan, Hire, Move, Plan, PlanOptions, Quarter, Source, Status, TeamTotals,
};
use crate::roster::{Date, Fte};

/// A plan with what it was made of.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The analysis of the roster today.
    pub analysis: &'a Analysis<'a>,
    /// What the plan was allowed to do.
    pub options: &'a PlanOptions,
    /// The plan.
    pub plan: &'a Plan,
    /// Whether it has a calendar: without one its quarters are counted, and no day is named.
    pub dated: bool,
}

impl<'a> Planned<'a> {
    pub(super) fn model(&self) -> &'a Model {
        self.analysis.staff.model()
    }

    /// Returns how a quarter is called.
    pub fn quarter(&self, quarter: Quarter) -> String {
        let place = self.plan.quarters.iter().position(|state| state.quarter == quarter);
        match place {
            Some(place) if !self.dated => format!("Quarter {}", place + 1),
            _ => quarter.to_string(),
        }
    }

    /// Returns the day by which the position of a hire must be open, where the plan has a calendar.
    pub fn open_by(&self, hire: &Hire) -> Option<Date> {
        self.dated.then_some(hire.open_by)
    }

    /// Returns an amount of money with its currency.
    pub(super) fn money(&self, amount: i64) -> String {
        self.options.prices.currency.amount(amount)
    }

    fn person(&self, step: &Move) -> String {
        person(self.analysis.staff.roster().person(step.person))
    }
}

/// Returns the plan as a document.
pub fn document(planned: &Planned<'_>) -> Document {
    let mut document = Document::default();
    document.heading("Hiring plan");
    if let Some(conflict) = &planned.plan.conflict {
        document.paragraph(impossible(planned, conflict));
    }
    document.paragraph(verdict(planned));
    document.table(quarters(planned));
    if !planned.plan.teams.is_empty() {
        document.heading(format!("By team ({})", thousands(planned.plan.teams.len())));
        document.table(teams(planned));
    }
    if !planned.plan.hires.is_empty() {
        document.heading("Hires, and why");
        document.list(planned.plan.hires.iter().map(|hire| hire_item(planned, hire)).collect());
    }
    if !planned.plan.moves.is_empty() {
        document.heading("Moves and training");
        document.list(planned.plan.moves.iter().map(|step| move_item(planned, step)).collect());
    }
    document.heading("Demands before and after");
    document.table(demands(planned));
    if !planned.plan.left_open.is_empty() {
        document.heading("What remains open, and what it waits for");
        document.table(left_open(planned));
    }
    if let Some(more) = planned.plan.one_more_hire {
        let role = &planned.model()[more.role].name;
        document.paragraph(format!(
            "One more hire beyond the limits would be a {role}: it would close {} more for {}.",
            amount(more.closes),
            planned.money(more.cost)
        ));
    }
    document.heading("How this was worked out");
    document.list(plan_method::method(planned));
    document
}

pub(super) fn verdict(planned: &Planned<'_>) -> Cell {
    let Plan { status, bound_gap, totals, .. } = planned.plan;
    let proof = match (status, bound_gap) {
        (Status::Optimal, _) => "No plan within the limits is better.".to_owned(),
        (Status::Feasible, Some(gap)) if *gap == 0.0 => {
            "The required gap is as small as it can be; the rest of the plan is good, not proven best."
                .to_owned()
        }
        (Status::Feasible, Some(gap)) => {
            format!("At most {:.1} % of the required gap over time could still be saved.", gap * 100.0)
        }
        (Status::Infeasible, _) => "This is as far as the limits go.".to_owned(),
        (Status::Feasible, None) => "The plan keeps the limits; how good it is was not proven.".to_owned(),
    };
    let tone = if totals.required_gap_after.0 > 0 { Tone::Warning } else { Tone::Good };
    Cell::new(
        format!(
            "{} and {} for {}: the required gap goes from {} to {}, the recommended gap from {} to {}, and demands that \
             hang on one person or none go from {} to {}. {proof}",
            count(totals.hires as usize, "hire", "hires"),
            count(totals.moves as usize, "move", "moves"),
            planned.money(totals.cost),
            amount(totals.required_gap_before),
            amount(totals.required_gap_after),
            amount(totals.recommended_gap_before),
            amount(totals.recommended_gap_after),
            totals.single_points_before,
            totals.single_points_after,
        ),
        tone,
    )
}

/// Says that no plan meets what it must, and which limits together are to blame.
pub(super) fn impossible(planned: &Planned<'_>, conflict: &Conflict) -> Cell {
    let lack = amount(conflict.may_lack);
    let least = amount(conflict.least);
    let known = if conflict.proven { "no plan leaves less than" } else { "the least that was found is" };
    let blame = match conflict.limits.as_slice() {
        [] => format!(
            "No limit is to blame: whom one can hire or train to start within {} is not enough.",
            count(planned.options.quarters, "quarter", "quarters")
        ),
        [one] => format!("--{} alone makes it impossible.", one.as_str()),
        several => {
            let names: Vec<String> = several.iter().map(|limit| format!("--{}", limit.as_str())).collect();
            format!(
                "{} together make it impossible; without any one of them it can be met.",
                list(&names, "and")
            )
        }
    };
    Cell::new(
        format!(
            "The plan cannot be made: required demands may lack {lack} at most at the end, and {known} {least}. {blame}"
        ),
        Tone::Bad,
    )
}

fn quarters(planned: &Planned<'_>) -> Table {
    let columns =
        ["Quarter", "#Starts", "#Moves", "#Hired so far", "#Cost", "#Required gap", "#Recommended gap"];
    let mut table = Table::new(&columns);
    for state in &planned.plan.quarters {
        table.row([
            state.quarter.to_string().into(),
            state.hires.to_string().into(),
            state.moves.to_string().into(),
            state.hires_so_far.to_string().into(),
            thousands(state.cost.max(0) as usize).into(),
            amount(state.required_gap).into(),
            amount(state.recommended_gap).into(),
        ]);
    }
    table
}

fn teams(planned: &Planned<'_>) -> Table {
    let columns = ["Team", "#Technical", "#Hires", "#Moves", "#Cost", "#Required gap", "#Recommended gap"];
    let mut table = Table::new(&columns);
    let change = |before: Fte, after: Fte| format!("{} → {}", amount(before), amount(after));
    for TeamTotals { team, technical, totals } in &planned.plan.teams {
        table.row([
            called(team.as_deref()).into(),
            technical.to_string().into(),
            totals.hires.to_string().into(),
            totals.moves.to_string().into(),
            thousands(totals.cost.max(0) as usize).into(),
            change(totals.required_gap_before, totals.required_gap_after).into(),
            change(totals.recommended_gap_before, totals.recommended_gap_after).into(),
        ]);
    }
    table
}

/// Returns what a team is called.
fn called(team: Option<&str>) -> &str {
    team.unwrap_or("(none)")
}

pub(super) fn hire_item(planned: &Planned<'_>, hire: &Hire) -> Item {
    let how = match hire.source {
        Source::New => format!("open by {}", hire.open_by),
        Source::Vacancies(_) => format!("into open positions, under way by {}", hire.open_by),
        Source::Contract => format!("on contract, ordered by {}", hire.open_by),
    };
    let role = &planned.model()[hire.role].name;
    let mut below = Vec::new();
    if !hire.closes.is_empty() {
        below.push(format!("closes {}", closes(planned, &hire.closes)));
    }
    below.push(hire.reason.clone());
    let team = match planned.plan.teams.as_slice() {
        [] => String::new(),
        _ => format!(" for {}", called(hire.team.as_deref())),
    };
    let cost = planned.money(hire.cost);
    let text = format!("{}: {} × {role}{team}, {how}, {cost}", hire.quarter, hire.count);
    Item { text: text.into(), below }
}

pub(super) fn move_item(planned: &Planned<'_>, step: &Move) -> Item {
    let model = planned.model();
    let how = if step.beside { "beside" } else { "from" };
    let text = format!(
        "{}: {} trains for {}, {how} {}, {}, {}",
        step.quarter,
        planned.person(step),
        model[step.to].name,
        model[step.from].name,
        count(step.months as usize, "month", "months"),
        planned.money(step.cost)
    );
    let below = if step.closes.is_empty() {
        Vec::new()
    } else {
        vec![format!("closes {}", closes(planned, &step.closes))]
    };
    Item { text: text.into(), below }
}

fn closes(planned: &Planned<'_>, closes: &[Closes]) -> String {
    let model = planned.model();
    let each =
        |c: &Closes| format!("{} of {}", amount_of(model[c.demand].kind, c.fte), named(model, c.demand));
    list(&closes.iter().map(each).collect::<Vec<_>>(), "and")
}

fn named(model: &Model, demand: DemandIx) -> String {
    format!("{} ({})", model[demand].id, model[demand].name)
}

fn demands(planned: &Planned<'_>) -> Table {
    let mut table = Table::new(&["Demand", "Level", "#Gap before", "#Gap after"]);
    let changed =
        planned.plan.demands.iter().filter(|demand| demand.before != Fte(0) || demand.after != Fte(0));
    for demand in changed {
        table.row([
            planned.model()[demand.demand].id.as_str().into(),
            demand.level.as_str().into(),
            amount(demand.before).into(),
            amount(demand.after).into(),
        ]);
    }
    table
}

pub(super) fn left_open(planned: &Planned<'_>) -> Table {
    let by_team = !planned.plan.teams.is_empty();
    let team = by_team.then_some("Team");
    let columns: Vec<&str> = team.into_iter().chain(["Demand", "#Gap", "Waits for"]).collect();
    let mut table = Table::new(&columns);
    for open in &planned.plan.left_open {
        let model = planned.model();
        let team = by_team.then(|| Cell::from(called(open.team.as_deref())));
        table.row(team.into_iter().chain([
            named(model, open.demand).into(),
            amount_of(model[open.demand].kind, open.gap).into(),
            waits_for(open.because).into(),
        ]));
    }
    table
}

fn waits_for(because: Because) -> &'static str {
    match because {
        Because::Budget => "money: a larger --budget",
        Because::Headcount => "positions: a larger --max-hires",
        Because::Rate => "pace: a larger --rate or more --quarters",
        Because::Time => "time: nobody can start before the plan ends",
        Because::NoneCan => "a person of its own: no hire or training that the plan may use meets it",
    }
}

/// Returns the plan as CSV, a row for each hire, move and open gap, for spreadsheets and tracking of applicants.
pub fn rows(planned: &Planned<'_>) -> String {
    const COLUMNS: &[&str] = &[
        "record", "quarter", "open_by", "count", "team", "role", "title", "source", "person", "from", "cost",
        "closes", "reason",
    ];
    let model = planned.model();
    let hires = planned.plan.hires.iter().map(|hire| {
        [
            "hire".to_owned(),
            hire.quarter.to_string(),
            hire.open_by.to_string(),
            hire.count.to_string(),
            hire.team.clone().unwrap_or_default(),
            model[hire.role].id.to_string(),
            model[hire.role].name.clone(),
            source(&hire.source).to_owned(),
            String::new(),
            String::new(),
            hire.cost.to_string(),
            codes(model, &hire.closes),
            hire.reason.clone(),
        ]
    });
    let moves = planned.plan.moves.iter().map(|step| {
        [
            "move".to_owned(),
            step.quarter.to_string(),
            String::new(),
            "1".to_owned(),
            String::new(),
            model[step.to].id.to_string(),
            model[step.to].name.clone(),
            "training".to_owned(),
            planned.analysis.staff.roster().person(step.person).id().to_owned(),
            model[step.from].id.to_string(),
            step.cost.to_string(),
            codes(model, &step.closes),
            count(step.months as usize, "month", "months"),
        ]
    });
    let open = planned.plan.left_open.iter().map(|open| {
        let mut row = std::array::from_fn(|_| String::new());
        row[0] = "left-open".to_owned();
        row[4] = open.team.clone().unwrap_or_default();
        row[11] = format!("{}={}", model[open.demand].id, amount(open.gap));
        row[12] = open.because.as_str().to_owned();
        row
    });
    csv::render(COLUMNS, hires.chain(moves).chain(open))
}

/// Returns the word for how somebody comes.
pub(super) fn source(source: &Source) -> &'static str {
    match source {
        Source::Vacancies(_) => "vacancy",
        Source::New => "new",
        Source::Contract => "contractor",
    }
}

/// Returns what is closed as ids and amounts.
pub(super) fn codes(model: &Model, closes: &[Closes]) -> String {
    let each = closes.iter().map(|c| format!("{}={}", model[c.demand].id, amount(c.fte)));
    each.collect::<Vec<_>>().join("|")
}

/// Returns how bad it is what a plan leaves open: a required gap is an error, a recommended one worth knowing.
pub fn severities(demands: &[DemandPlan]) -> impl Iterator<Item = Severity> {
    let levels = [(Level::Required, Severity::Error), (Level::Recommended, Severity::Info)];
    let open = |level: Level| demands.iter().any(|demand| demand.level == level && demand.after.0 > 0);
    levels.into_iter().filter(move |&(level, _)| open(level)).map(|(_, severity)| severity)
}
