//! The plan for leadership: by quarter, with its cost and what it buys.

use super::{Briefing, Part, Section};
use crate::model::Level;
use crate::plan::{Closes, Currency, Hire, Move, Source};
use crate::report::document::{Cell, Document, Item, Table, Tone};
use crate::report::words;
use crate::report::{plan, plan_method};

/// The required gap and the money spent, over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Today, each quarter, and when everybody is productive.
    pub points: Vec<Point>,
    /// The currency.
    pub currency: Currency,
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When.
    pub when: String,
    /// What required demands lack, in FTE, people or teams.
    pub required_gap: f64,
    /// The money spent until its end.
    pub spent: i64,
}

pub(super) fn section(briefing: &Briefing<'_>) -> Section {
    let plan = briefing.planned.plan;
    let mut parts = Vec::new();
    let mut text = Document::default();
    text.paragraph(plan::verdict(&briefing.planned));
    parts.push(Part::Text(text));
    if !plan.hires.is_empty() || !plan.moves.is_empty() {
        parts.push(Part::Curve(curve(briefing)));
        parts.push(Part::Text(steps(briefing)));
    }
    let mut method = Document::default();
    method.list(plan_method::method(&briefing.planned));
    parts.push(Part::Folded("How the plan was worked out".to_owned(), method));
    Section { id: "plan", heading: "The plan, by quarter", lead: String::new(), parts }
}

fn curve(briefing: &Briefing<'_>) -> Curve {
    let plan = briefing.planned.plan;
    let point = |when: &str, gap: crate::roster::Fte, spent| Point {
        when: when.to_owned(),
        required_gap: gap.as_f64(),
        spent,
    };
    let mut spent = 0;
    let mut points = vec![point("Today", plan.totals.required_gap_before, 0)];
    for state in &plan.quarters {
        spent += state.cost;
        points.push(point(&briefing.planned.quarter(state.quarter), state.required_gap, spent));
    }
    points.push(point("All trained", plan.totals.required_gap_after, spent));
    Curve { points, currency: briefing.planned.options.prices.currency }
}

fn steps(briefing: &Briefing<'_>) -> Document {
    let plan = briefing.planned.plan;
    let mut document = Document::default();
    let columns =
        ["Quarter", "#Starts", "#Moves", "#Hired so far", "#Cost", "#Required gap", "#Recommended gap"];
    let mut table = Table::new(&columns);
    for state in &plan.quarters {
        table.row([
            Cell::from(briefing.planned.quarter(state.quarter)),
            Cell::from(state.hires.to_string()),
            Cell::from(state.moves.to_string()),
            Cell::from(state.hires_so_far.to_string()),
            Cell::from(briefing.planned.money(state.cost)),
            Cell::from(words::amount(state.required_gap)),
            Cell::from(words::amount(state.recommended_gap)),
        ]);
    }
    document.table(table);
    document.paragraph(Cell::new(
        "Gaps are means of the quarter, in which newcomers count in parts until they are fully productive.",
        Tone::Faint,
    ));
    if !plan.hires.is_empty() {
        document.heading("Whom to hire, and why");
        document.list(plan.hires.iter().map(|hire| hire_item(briefing, hire)).collect());
    }
    if !plan.moves.is_empty() {
        document.heading("Whom to move or train");
        let alike =
            |a: &Move, b: &Move| (a.quarter, a.from, a.to, a.beside) == (b.quarter, b.from, b.to, b.beside);
        document.list(plan.moves.chunk_by(alike).map(|steps| moves_item(briefing, steps)).collect());
    }
    if !plan.left_open.is_empty() {
        document.heading("What stays open, and what it waits for");
        document.table(plan::left_open(&briefing.planned));
    }
    document
}

fn hire_item(briefing: &Briefing<'_>, hire: &Hire) -> Item {
    let role = &briefing.model()[hire.role].name;
    let how = match hire.source {
        Source::New => "new position",
        Source::Vacancies(_) => "open position",
        Source::Contract => "on contract",
    };
    let open_by = briefing.planned.open_by(hire).map_or_else(String::new, |day| format!(", open by {day}"));
    let text = format!(
        "{}: {} × {role}, {how}{open_by}, {}",
        briefing.planned.quarter(hire.quarter),
        hire.count,
        briefing.planned.money(hire.cost)
    );
    let below = closes(briefing, &hire.closes).into_iter().chain([hire.reason.clone()]).collect();
    Item { text: Cell::from(text), below }
}

/// People who make the same move in the same quarter.
fn moves_item(briefing: &Briefing<'_>, steps: &[Move]) -> Item {
    let model = briefing.model();
    let roster = briefing.analysis().staff.roster();
    let first = &steps[0];
    let names: Vec<String> = steps.iter().map(|s| words::person(roster.person(s.person))).collect();
    let (who, train) = match names.as_slice() {
        [one] => (one.clone(), "trains"),
        all => (words::count(all.len(), "person", "people"), "train"),
    };
    let text = format!(
        "{}: {who} {train} for {}, {} {}, {}, {}",
        briefing.planned.quarter(first.quarter),
        model[first.to].name,
        if first.beside { "beside" } else { "from" },
        model[first.from].name,
        words::count(first.months as usize, "month", "months"),
        briefing.planned.money(steps.iter().map(|s| s.cost).sum())
    );
    let mut closed: Vec<Closes> = Vec::new();
    for own in steps.iter().flat_map(|s| &s.closes) {
        match closed.iter_mut().find(|c| c.demand == own.demand) {
            Some(sum) => sum.fte.0 += own.fte.0,
            None => closed.push(*own),
        }
    }
    let named = (names.len() > 1).then(|| names.join(", "));
    Item { text: Cell::from(text), below: named.into_iter().chain(closes(briefing, &closed)).collect() }
}

/// What a step closes, in words: required before recommended.
fn closes(briefing: &Briefing<'_>, closes: &[Closes]) -> Option<String> {
    let model = briefing.model();
    let required = |c: &Closes| {
        let covered = briefing.analysis().coverage.demands().find(|d| d.demand == c.demand);
        covered.is_some_and(|d| d.level == Level::Required)
    };
    let each = |c: &Closes| {
        let demand = &model[c.demand];
        let level = if required(c) { "" } else { ", recommended" };
        format!(
            "{} of {}: {}{level}",
            words::amount_of(demand.kind, c.fte),
            model[demand.practice].name,
            demand.name
        )
    };
    (!closes.is_empty())
        .then(|| format!("closes {}", words::list(&closes.iter().map(each).collect::<Vec<_>>(), "and")))
}
