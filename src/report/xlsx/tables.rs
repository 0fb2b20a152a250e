//! The sheets of demands, gaps, plan, findings and notes.

use rust_xlsxwriter::XlsxError;

use super::people::key;
use super::sheet::{Looks, Losses, Table, Value, without_mail};
use crate::analysis::Analysis;
use crate::check::Finding;
use crate::model::{DemandIx, DemandKind, Model};
use crate::plan::{Closes, Currency, Hire, Move, Source};
use crate::report::gaps::{self, Bench};
use crate::report::plan::{Planned, source};
use crate::report::words::{amount, list, state};
use crate::roster::PersonIx;

/// Writes every demand of the profile, in the model's order.
pub(super) fn coverage<'l>(analysis: &Analysis<'_>, looks: &'l Looks) -> Result<Table<'l>, XlsxError> {
    let columns = [
        ("Practice", 14),
        ("Demand", 26),
        ("What is asked", 38),
        ("Kind", 11),
        ("Level", 14),
        ("#Need", 8),
        ("#Filled", 8),
        ("#Gap", 8),
        ("#Open positions", 10),
        ("#Met", 8),
        ("State", 10),
        ("#Qualified people", 11),
        ("Who", 36),
        ("Why this much", 70),
    ];
    let mut table = Table::new("Coverage", &columns, looks)?;
    let model = analysis.staff.model();
    for covered in analysis.coverage.demands() {
        let demand = &model[covered.demand];
        let met = (covered.need.0 > 0).then(|| covered.filled.as_f64() / covered.need.as_f64());
        table.row([
            model[demand.practice].name.as_str().into(),
            demand.id.as_str().into(),
            Value::Long(demand.name.clone()),
            demand.kind.as_str().into(),
            covered.level.as_str().into(),
            covered.need.into(),
            covered.filled.into(),
            covered.gap().into(),
            covered.vacant.into(),
            Value::share(met),
            state(covered.state()).into(),
            covered.qualified.into(),
            Value::Long(who(analysis, covered.holders.iter().map(|h| h.person))),
            Value::Long(covered.why.clone()),
        ])?;
    }
    table.colour(10, ["met", "short", "missing"])?;
    Ok(table)
}

/// Writes the demands that are not met, worst first.
pub(super) fn gaps<'a, 'l>(analysis: &'a Analysis<'a>, looks: &'l Looks) -> Result<Table<'l>, XlsxError> {
    let columns = [
        ("#Rank", 7),
        ("Practice", 14),
        ("Demand", 26),
        ("What is asked", 38),
        ("Level", 14),
        ("#Gap", 8),
        ("Unit", 9),
        ("#Need", 8),
        ("#Filled", 8),
        ("#Open positions", 10),
        ("Roles that close it", 50),
        ("Nearest by training", 26),
        ("#Months of training", 10),
    ];
    let mut table = Table::new("Gaps", &columns, looks)?;
    let model = analysis.staff.model();
    let mut bench = Bench::new(analysis);
    for (place, open) in gaps::open(analysis).into_iter().enumerate() {
        let demand = &model[open.demand];
        let roles: Vec<String> = demand.roles.iter().map(|role| model[*role].name.clone()).collect();
        let nearest = bench.take_nearest(demand);
        table.row([
            (place + 1).into(),
            model[demand.practice].name.as_str().into(),
            demand.id.as_str().into(),
            Value::Long(demand.name.clone()),
            open.level.as_str().into(),
            open.gap().into(),
            unit(demand.kind).into(),
            open.need.into(),
            open.filled.into(),
            open.vacant.into(),
            Value::Long(list(&roles, "or")),
            nearest.map_or(Value::None, |near| {
                format!("{} → {}", label(analysis, near.person), model[near.to].name).into()
            }),
            nearest.map_or(Value::None, |near| Value::Count(f64::from(near.months))),
        ])?;
    }
    table.colour(4, ["–", "recommended", "required"])?;
    Ok(table)
}

/// Writes hires, moves and what stays open, by quarter; one row that says so where there is no plan.
pub(super) fn plan<'l>(planned: Option<&Planned<'_>>, looks: &'l Looks) -> Result<Table<'l>, XlsxError> {
    let currency = planned.map_or(Currency::USD, |planned| planned.options.prices.currency);
    let cost = format!("#Cost ({currency})");
    let columns = [
        ("What", 11),
        ("Quarter", 10),
        ("Open by", 12),
        ("#Count", 8),
        ("Role", 30),
        ("How", 12),
        ("Person", 26),
        ("From role", 26),
        (cost.as_str(), 13),
        ("Closes", 44),
        ("Reason", 60),
    ];
    let mut table = Table::new("Plan", &columns, looks)?;
    let Some(planned) = planned else {
        table.row([Value::from("No plan is part of this report: rolemap plan makes one.")])?;
        return Ok(table);
    };
    let model = planned.model();
    planned.plan.hires.iter().try_for_each(|hire| table.row(hire_row(planned, hire)))?;
    planned.plan.moves.iter().try_for_each(|step| table.row(move_row(planned, step)))?;
    for open in &planned.plan.left_open {
        let mut row = [const { Value::None }; 11];
        row[0] = "left open".into();
        row[9] = format!("{} of {}", amount(open.gap), name(model, open.demand)).into();
        row[10] = format!("waits for: {}", open.because.as_str()).into();
        table.row(row)?;
    }
    Ok(table)
}

fn hire_row(planned: &Planned<'_>, hire: &Hire) -> [Value; 11] {
    let model = planned.model();
    let Hire {
        role,
        source: how,
        quarter,
        open_by: _,
        count,
        cost,
        closes,
        open_without: _,
        reason,
        team: _,
    } = hire;
    // A vacancy that is open already is not opened by a day.
    let day = planned.open_by(hire).filter(|_| !matches!(how, Source::Vacancies(_)));
    let open_by = day.map_or(Value::None, Value::Day);
    [
        "hire".into(),
        planned.quarter(*quarter).into(),
        open_by,
        Value::Count(f64::from(*count)),
        model[*role].name.as_str().into(),
        source(how).into(),
        Value::None,
        Value::None,
        Value::Count(*cost as f64),
        Value::Long(closed(model, closes)),
        Value::Long(reason.clone()),
    ]
}

fn move_row(planned: &Planned<'_>, step: &Move) -> [Value; 11] {
    let Move { person, from, to, beside, quarter, months, cost, closes } = step;
    let model = planned.model();
    [
        "move".into(),
        planned.quarter(*quarter).into(),
        Value::None,
        Value::Count(1.0),
        model[*to].name.as_str().into(),
        if *beside { "beside" } else { "training" }.into(),
        label(planned.analysis, *person).into(),
        model[*from].name.as_str().into(),
        Value::Count(*cost as f64),
        Value::Long(closed(model, closes)),
        format!("{months} months of training").into(),
    ]
}

fn closed(model: &Model, closes: &[Closes]) -> String {
    let each = |c: &Closes| format!("{} of {}", amount(c.fte), name(model, c.demand));
    closes.iter().map(each).collect::<Vec<_>>().join("; ")
}

/// Writes what was found, worst first, then what the policy allows.
pub(super) fn findings<'l>(analysis: &Analysis<'_>, looks: &'l Looks) -> Result<Table<'l>, XlsxError> {
    let columns = [
        ("Severity", 11),
        ("Rule", 24),
        ("What was found", 70),
        ("What to do", 60),
        ("People", 30),
        ("#Number of people", 10),
        ("Demand", 26),
        ("#Line", 8),
        ("Allowed", 10),
    ];
    let mut table = Table::new("Findings", &columns, looks)?;
    let open = analysis.findings.iter().map(|finding| (finding, false));
    let allowed = analysis.allowed.iter().map(|allowed| (&allowed.finding, true));
    for (finding, is_allowed) in open.chain(allowed) {
        let Finding {
            rule,
            severity,
            people,
            people_count,
            count: _,
            demand,
            line,
            message,
            help,
            source: _,
        } = finding;
        table.row([
            severity.as_str().into(),
            (*rule).into(),
            Value::Long(without_mail(message)),
            Value::Long(without_mail(help)),
            Value::Long(who(analysis, people.iter().copied())),
            (*people_count).into(),
            demand.map_or("", |d| analysis.staff.model()[d].id.as_str()).into(),
            line.map_or(Value::None, |line| Value::Number(line as f64)),
            Value::Flag(is_allowed),
        ])?;
    }
    table.colour(0, ["info", "warning", "error"])?;
    Ok(table)
}

/// Writes what the import healed or skipped, what the workbook could not hold, and how to read it.
pub(super) fn notes<'l>(
    analysis: &Analysis<'_>,
    losses: &[Losses],
    looks: &'l Looks,
) -> Result<Table<'l>, XlsxError> {
    let mut table = Table::new("Notes", &[("Of", 14), ("Code", 28), ("#Line", 8), ("Note", 110)], looks)?;
    for told in losses.iter().flat_map(super::in_words) {
        table.row(["workbook".into(), "too-large".into(), Value::None, Value::Long(told)])?;
    }
    for (code, text) in READING {
        table.row(["reading".into(), (*code).into(), Value::None, Value::Long((*text).to_owned())])?;
    }
    for note in analysis.staff.roster().notes() {
        let line = note.line.map_or(Value::None, |line| Value::Number(line as f64));
        table.row(["import".into(), note.code.into(), line, Value::Long(without_mail(&note.message))])?;
    }
    Ok(table)
}

/// What a reader should know about the sheets.
const READING: &[(&str, &str)] = &[
    (
        "coverage",
        "Filled of needed required capacity (FTE). A person's FTE go to the demands whose roles the person holds, and are never counted twice.",
    ),
    ("open-positions", "Vacant positions and people who start later are counted apart and never as filled."),
    (
        "people",
        "The sheet People reads back with: rolemap check THIS.xlsx --sheet People. Ids of rows without one are their lines in the source.",
    ),
    ("privacy", "E-mail addresses and pay are not part of this workbook."),
];

fn unit(kind: DemandKind) -> &'static str {
    match kind {
        DemandKind::Capacity => "FTE",
        DemandKind::PerTeam => "teams",
        DemandKind::Head => "heads",
        DemandKind::People | DemandKind::Share => "people",
    }
}

fn name(model: &Model, demand: DemandIx) -> &str {
    &model[demand].name
}

/// Returns how somebody is named: the name where there is one, and the id.
pub(super) fn label(analysis: &Analysis<'_>, person: PersonIx) -> String {
    let person = analysis.staff.roster().person(person);
    match person.name().trim() {
        "" => key(person),
        name => format!("{name} ({})", key(person)),
    }
}

/// The most people whom a cell names.
const MOST_NAMED: usize = 50;

fn who(analysis: &Analysis<'_>, people: impl ExactSizeIterator<Item = PersonIx>) -> String {
    let number = people.len();
    let named: Vec<String> = people.take(MOST_NAMED).map(|person| label(analysis, person)).collect();
    let more = number - named.len();
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{tail}", named.join(", "))
}
