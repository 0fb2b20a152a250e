//! A plan by hand against the best: what it does, what it breaks, what the same money and hires could do.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::csv;
use super::document::{Cell, Document, Item, Table, Tone};
use super::plan::{Planned, codes, hire_item, impossible, move_item};
use super::words::{amount, count, thousands};
use crate::analysis::Analysis;
use crate::model::RoleIx;
use crate::plan::{
    Breach, Comparison, Criterion, Plan, PlanOptions, QuarterState, Status, Totals, gaps_over_time,
};
use crate::roster::Fte;

/// A comparison with what it was made of.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The analysis of the roster today.
    pub analysis: &'a Analysis<'a>,
    /// What plans were allowed to do.
    pub options: &'a PlanOptions,
    /// The comparison.
    pub comparison: &'a Comparison,
}

impl<'a> Compared<'a> {
    /// Returns one of the plans with what it was made of.
    pub(super) fn planned(&self, plan: &'a Plan) -> Planned<'a> {
        Planned { analysis: self.analysis, options: self.options, plan, dated: true }
    }

    fn money(&self, amount: i64) -> String {
        self.options.prices.currency.amount(amount)
    }

    /// Says what breaks a limit.
    pub(super) fn breach(&self, breach: &Breach) -> String {
        let at = |line: u64| format!("line {line}");
        match *breach {
            Breach::Budget { cost, most } => {
                format!("it costs {}, and --budget is {}", self.money(cost), self.money(most))
            }
            Breach::BudgetPerQuarter { quarter, cost, most } => format!(
                "it costs {} in {quarter}, and --budget-per-quarter is {}",
                self.money(cost),
                self.money(most)
            ),
            Breach::MaxHires { hires, most } => {
                format!("it makes {}, and --max-hires is {most}", count(hires as usize, "hire", "hires"))
            }
            Breach::Rate { quarter, starts, most } => {
                let people = count(starts as usize, "person starts", "people start");
                format!("{people} in {quarter}, and --rate is {most}")
            }
            Breach::MinCoverage { lacks, most } => format!(
                "required demands lack {} at the end, and by --min-coverage they may lack {}",
                amount(lacks),
                amount(most)
            ),
            Breach::TooSoon { line, open_by } => {
                format!("{}: the position would have to be open by {open_by}, before --as-of", at(line))
            }
            Breach::Contractor { line } => format!("{}: contractors need --allow contractors", at(line)),
            Breach::NoMoves { line } => format!("{}: --no-moves lets nobody move", at(line)),
            Breach::DutiesApart { line } => {
                format!("{}: the person would hold duties that are to be kept apart", at(line))
            }
        }
    }
}

/// Returns the comparison as a document.
pub fn document(compared: &Compared<'_>) -> Document {
    let Comparison { hires, moves, breaches, best, .. } = compared.comparison;
    let planned = compared.planned(best);
    let mut document = Document::default();
    document.heading("Your plan against the best");
    document.paragraph(summary(compared));
    if !breaches.is_empty() {
        document.paragraph(Cell::new("It does what the limits do not allow:", Tone::Bad));
        let item = |breach| Item { text: compared.breach(breach).into(), below: Vec::new() };
        document.list(breaches.iter().map(item).collect());
    }
    if let Some(conflict) = &best.conflict {
        document.paragraph(impossible(&planned, conflict));
    }
    for verdict in verdicts(compared) {
        document.paragraph(verdict);
    }
    document.table(sums(compared));
    document.heading(match compared.comparison.for_the_same {
        Some(_) => "By quarter, beside the best for the same money and hires",
        None => "By quarter, beside the best",
    });
    document.table(quarters(compared));
    document.heading("Who is hired and trained");
    document.table(roles(compared));
    if !hires.is_empty() || !moves.is_empty() {
        document.heading("Your steps, and what each does");
        let hires = hires.iter().map(|(line, hire)| at_line(*line, hire_item(&planned, hire)));
        let moves = moves.iter().map(|(line, step)| {
            let mut item = move_item(&planned, step);
            if step.closes.is_empty() {
                item.below.push("closes nothing that would be open at the end".to_owned());
            }
            at_line(*line, item)
        });
        document.list(hires.chain(moves).collect());
    }
    document.heading("Demands");
    document.table(demands(compared));
    document
}

fn at_line(line: u64, item: Item) -> Item {
    Item { text: Cell::new(format!("line {line}: {}", item.text.text), item.text.tone), ..item }
}

fn summary(compared: &Compared<'_>) -> Cell {
    let Totals { hires, moves, cost, required_gap_before, required_gap_after, .. } =
        compared.comparison.totals;
    let tone = if required_gap_after.0 > 0 { Tone::Warning } else { Tone::Good };
    let text = format!(
        "Your plan makes {} and {} for {}: the required gap goes from {} to {}.",
        count(hires as usize, "hire", "hires"),
        count(moves as usize, "move", "moves"),
        compared.money(cost),
        amount(required_gap_before),
        amount(required_gap_after),
    );
    Cell::new(text, tone)
}

/// Says how the plan stands against the best for the same money and hires, then against the best within the limits.
fn verdicts(compared: &Compared<'_>) -> Vec<Cell> {
    let Comparison { best, for_the_same, .. } = compared.comparison;
    match for_the_same {
        None => vec![verdict(compared, best, "No plan within the limits", "The best plan within the limits")],
        Some(same) => vec![
            verdict(
                compared,
                same,
                "No plan for the same money and no more hires",
                "For the same money and no more hires, the best plan",
            ),
            verdict(compared, best, "No plan within the limits", "The best plan within the limits"),
        ],
    }
}

fn verdict(compared: &Compared<'_>, plan: &Plan, none: &str, the: &str) -> Cell {
    let proven = match plan.status {
        Status::Optimal => "",
        Status::Feasible | Status::Infeasible => " (the best that was found)",
    };
    let Some((criterion, order)) = compared.comparison.against(plan, compared.options.prefer) else {
        return Cell::new(format!("{none} does better{proven}."), Tone::Good);
    };
    let comparison = compared.comparison;
    let (own, other) = (&comparison.totals, &plan.totals);
    let over_time = |of: &dyn Fn((Fte, Fte)) -> Fte| {
        (amount(of(gaps_over_time(&comparison.quarters))), amount(of(gaps_over_time(&plan.quarters))))
    };
    let (what, (yours, theirs)) = match criterion {
        Criterion::Required => ("leaves a required gap over the quarters of", over_time(&|gaps| gaps.0)),
        Criterion::Recommended => {
            ("leaves as much required and a recommended gap over the quarters of", over_time(&|gaps| gaps.1))
        }
        Criterion::SinglePoints => (
            "closes as much and leaves to one person or none",
            (
                count(own.single_points_after, "demand", "demands"),
                count(other.single_points_after, "demand", "demands"),
            ),
        ),
        Criterion::Cost => ("does as much for", (compared.money(own.cost), compared.money(other.cost))),
        Criterion::Changes => ("does as much for the same money with", (changes(own), changes(other))),
    };
    if order == Ordering::Greater {
        let text = format!("{the}{proven} {what} {theirs}, yours {yours}.");
        return Cell::new(text, Tone::Warning);
    }
    let why = match (comparison.breaches.is_empty(), comparison.beyond.as_slice()) {
        (false, _) => " Yours does better, as it does what the limits do not allow.".to_owned(),
        (true, []) => " Yours does better.".to_owned(),
        (true, lines) => {
            let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
            format!(
                " Yours does better, as it hires or moves whom a plan leaves alone (line {}): executives, roles held \
                 beside another, developers who leave their role, contractors.",
                lines.join(", ")
            )
        }
    };
    Cell::new(format!("{the}{proven} {what} {theirs}, yours {yours}.{why}"), Tone::Plain)
}

fn changes(totals: &Totals) -> String {
    let hires = count(totals.hires as usize, "hire", "hires");
    format!("{hires} and {}", count(totals.moves as usize, "move", "moves"))
}

/// The plans that are compared, by their names in tables.
fn plans<'a>(compared: &Compared<'a>) -> Vec<(&'static str, &'a Plan)> {
    let Comparison { best, for_the_same, .. } = compared.comparison;
    let same = for_the_same.as_ref().map(|plan| ("For the same", plan));
    same.into_iter().chain([("Best", best)]).collect()
}

fn sums(compared: &Compared<'_>) -> Table {
    let comparison = compared.comparison;
    let plans = plans(compared);
    let names = plans.iter().map(|(name, _)| format!("#{name}"));
    let columns: Vec<String> =
        ["Sum".to_owned(), "#Today".to_owned(), "#Yours".to_owned()].into_iter().chain(names).collect();
    let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    let mut row = |name: &str, today: String, of: &dyn Fn(&Totals, &[QuarterState]) -> String| {
        let yours = of(&comparison.totals, &comparison.quarters);
        let others = plans.iter().map(|(_, plan)| of(&plan.totals, &plan.quarters).into());
        table.row([name.into(), today.into(), yours.into()].into_iter().chain(others));
    };
    let none = String::new;
    let before = &comparison.totals;
    row("Required gap", amount(before.required_gap_before), &|t, _| amount(t.required_gap_after));
    row("Required gap × quarters", none(), &|_, quarters| amount(gaps_over_time(quarters).0));
    row("Recommended gap", amount(before.recommended_gap_before), &|t, _| amount(t.recommended_gap_after));
    row("Recommended gap × quarters", none(), &|_, quarters| amount(gaps_over_time(quarters).1));
    row("Demands to one or none", before.single_points_before.to_string(), &|t, _| {
        t.single_points_after.to_string()
    });
    row("Hires", none(), &|t, _| t.hires.to_string());
    row("Moves", none(), &|t, _| t.moves.to_string());
    row("Cost", none(), &|t, _| thousands(t.cost.max(0) as usize));
    table
}

fn quarters(compared: &Compared<'_>) -> Table {
    let mut table = Table::new(&[
        "Quarter",
        "#Starts",
        "#best",
        "#Moves",
        "#best",
        "#Cost",
        "#best",
        "#Required gap",
        "#best",
    ]);
    let fair = compared.comparison.fair();
    for (own, other) in compared.comparison.quarters.iter().zip(&fair.quarters) {
        let cost = |state: &QuarterState| thousands(state.cost.max(0) as usize);
        table.row([
            own.quarter.to_string().into(),
            own.hires.to_string().into(),
            other.hires.to_string().into(),
            own.moves.to_string().into(),
            other.moves.to_string().into(),
            cost(own).into(),
            cost(other).into(),
            amount(own.required_gap).into(),
            amount(other.required_gap).into(),
        ]);
    }
    table
}

/// Who is hired and trained, role by role: how many, by quarter.
fn roles(compared: &Compared<'_>) -> Table {
    let model = compared.analysis.staff.model();
    let comparison = compared.comparison;
    let plans = plans(compared);
    let mut places: BTreeMap<(bool, RoleIx), Vec<BTreeMap<String, u32>>> = BTreeMap::new();
    let mut add = |moved: bool, role: RoleIx, plan: usize, quarter: String, people: u32| {
        let row = places.entry((moved, role)).or_insert_with(|| vec![BTreeMap::new(); 1 + plans.len()]);
        *row[plan].entry(quarter).or_default() += people;
    };
    for (_, hire) in &comparison.hires {
        add(false, hire.role, 0, hire.quarter.to_string(), hire.count);
    }
    for (_, step) in &comparison.moves {
        add(true, step.to, 0, step.quarter.to_string(), 1);
    }
    for (place, (_, plan)) in plans.iter().enumerate() {
        plan.hires.iter().for_each(|h| add(false, h.role, place + 1, h.quarter.to_string(), h.count));
        plan.moves.iter().for_each(|s| add(true, s.to, place + 1, s.quarter.to_string(), 1));
    }
    let columns: Vec<&str> =
        ["Role", "By", "Yours"].into_iter().chain(plans.iter().map(|(name, _)| *name)).collect();
    let mut table = Table::new(&columns);
    for ((moved, role), by_plan) in places {
        let cell = |quarters: &BTreeMap<String, u32>| -> Cell {
            let each = quarters.iter().map(|(quarter, people)| format!("{people} in {quarter}"));
            Cell::from(each.collect::<Vec<_>>().join(", "))
        };
        let how = if moved { "training" } else { "hire" };
        table.row([model[role].name.as_str().into(), how.into()].into_iter().chain(by_plan.iter().map(cell)));
    }
    table
}

fn demands(compared: &Compared<'_>) -> Table {
    let model = compared.analysis.staff.model();
    let plans = plans(compared);
    let names = plans.iter().map(|(name, _)| format!("#{name}"));
    let columns: Vec<String> =
        ["Demand", "Level", "#Gap today", "#Yours"].map(str::to_owned).into_iter().chain(names).collect();
    let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    for (place, own) in compared.comparison.demands.iter().enumerate() {
        let after: Vec<Fte> = plans.iter().map(|(_, plan)| plan.demands[place].after).collect();
        if own.before == Fte(0) && own.after == Fte(0) && after.iter().all(|gap| *gap == Fte(0)) {
            continue;
        }
        let worse = after.iter().any(|gap| *gap < own.after);
        let yours = Cell::new(amount(own.after), if worse { Tone::Warning } else { Tone::Plain });
        let first = [
            model[own.demand].id.as_str().into(),
            own.level.as_str().into(),
            amount(own.before).into(),
            yours,
        ];
        table.row(first.into_iter().chain(after.into_iter().map(|gap| amount(gap).into())));
    }
    table
}

/// Returns the comparison as CSV: a row for each sum of each plan, each step of the plan by hand, and each breach.
pub fn rows(compared: &Compared<'_>) -> String {
    const COLUMNS: &[&str] = &[
        "record", "plan", "line", "quarter", "count", "role", "person", "cost", "closes", "value", "reason",
    ];
    let model = compared.analysis.staff.model();
    let comparison = compared.comparison;
    let roster = compared.analysis.staff.roster();
    let empty = || -> [String; 11] { std::array::from_fn(|_| String::new()) };
    let mut rows = Vec::new();
    let mut sum = |plan: &str, totals: &Totals, quarters: &[QuarterState]| {
        let (required, recommended) = gaps_over_time(quarters);
        let values = [
            ("required-gap", amount(totals.required_gap_after)),
            ("required-gap-over-time", amount(required)),
            ("recommended-gap", amount(totals.recommended_gap_after)),
            ("recommended-gap-over-time", amount(recommended)),
            ("single-points", totals.single_points_after.to_string()),
            ("hires", totals.hires.to_string()),
            ("moves", totals.moves.to_string()),
            ("cost", totals.cost.to_string()),
        ];
        for (record, value) in values {
            let mut row = empty();
            (row[0], row[1], row[9]) = (record.to_owned(), plan.to_owned(), value);
            rows.push(row);
        }
    };
    sum("own", &comparison.totals, &comparison.quarters);
    if let Some(plan) = &comparison.for_the_same {
        sum("for-the-same", &plan.totals, &plan.quarters);
    }
    sum("best", &comparison.best.totals, &comparison.best.quarters);
    for (line, hire) in &comparison.hires {
        let mut row = empty();
        (row[0], row[1], row[2]) = ("hire".into(), "own".into(), line.to_string());
        (row[3], row[4]) = (hire.quarter.to_string(), hire.count.to_string());
        (row[5], row[7]) = (model[hire.role].id.to_string(), hire.cost.to_string());
        (row[8], row[10]) = (codes(model, &hire.closes), hire.reason.clone());
        rows.push(row);
    }
    for (line, step) in &comparison.moves {
        let mut row = empty();
        (row[0], row[1], row[2]) = ("move".into(), "own".into(), line.to_string());
        (row[3], row[4]) = (step.quarter.to_string(), "1".into());
        (row[5], row[6]) = (model[step.to].id.to_string(), roster.person(step.person).id().to_owned());
        (row[7], row[8]) = (step.cost.to_string(), codes(model, &step.closes));
        rows.push(row);
    }
    for breach in &comparison.breaches {
        let mut row = empty();
        (row[0], row[1]) = ("breach".into(), "own".into());
        row[2] = breach.line().map(|line| line.to_string()).unwrap_or_default();
        row[3] = breach.quarter().map(|quarter| quarter.to_string()).unwrap_or_default();
        (row[9], row[10]) = (breach.limit().to_owned(), compared.breach(breach));
        rows.push(row);
    }
    csv::render(COLUMNS, rows)
}
