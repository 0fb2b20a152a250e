//! The check as people read it: the verdict, the practices, the gaps, the findings, and what was not understood.

use super::document::{Cell, Document, Item, Table, Tone, plain};
use super::gaps::{self, Bench};
use super::groups::{self, Groups};
use super::{csv, verdict, words};
use crate::analysis::Analysis;
use crate::check::Finding;
use crate::coverage::{DemandCoverage, HeadState, PracticeCoverage};
use crate::model::{Demand, DemandKind, Level, Severity};
use crate::roster::{Fte, PersonIx};
use crate::title::review_csv;

/// An analysis, and how much of it to show.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The analysis.
    pub analysis: &'a Analysis<'a>,
    /// The groups to show beside, where some are asked for.
    pub groups: Option<Groups<'a>>,
    /// Whether long lists are shown whole.
    pub all: bool,
}

/// The most rules, and titles, that are shown unless all are asked for.
const MOST_SHOWN: usize = 10;

/// The most findings of one rule that are shown unless all are asked for.
const MOST_OF_A_RULE: usize = 4;

/// The most teams that a cell names.
const MOST_TEAMS: usize = 3;

/// What the columns of the practices mean.
const PRACTICES: &str = "Coverage: filled of needed required FTE. Gaps: required demands that are not met (+ recommended \
     ones). On one person: demands for which a single person here has a role.";

/// Builds the check as people read it.
pub fn document(checked: &Checked<'_>) -> Document {
    let mut document = Document::default();
    document.paragraph(verdict::sentence(checked.analysis));
    document.paragraph(verdict::facts(checked.analysis));
    document.heading("Practices");
    document.table(practices(checked));
    document.paragraph(Cell::new(PRACTICES, Tone::Faint));
    gap_tables(checked, &mut document);
    if let Some(groups) = &checked.groups {
        groups::add_to(groups, &mut document);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        findings(checked, severity, &mut document);
    }
    allowed(checked, &mut document);
    undecided(checked, &mut document);
    document
}

impl Checked<'_> {
    /// Returns a person's id; the line of the file where the row has none.
    pub fn id(&self, person: PersonIx) -> String {
        words::id(self.analysis, person)
    }

    /// Returns what would close a gap.
    pub(super) fn remedy(&self, covered: &DemandCoverage) -> String {
        remedy(self, covered)
    }

    fn shown(&self, number: usize, most: usize) -> usize {
        if self.all { number } else { number.min(most) }
    }
}

fn practices(checked: &Checked<'_>) -> Table {
    let analysis = checked.analysis;
    let mut table = Table::new(&["Practice", "Head", "Coverage", "#Gaps", "#On one person"]);
    for practice in &analysis.coverage.practices {
        let PracticeCoverage { practice: ix, coverage, head: _, demands } = practice;
        let open = |level| demands.iter().filter(|d| d.level == level && d.gap() > Fte::default()).count();
        let (required, recommended) = (open(Level::Required), open(Level::Recommended));
        let single = verdict::single_points(analysis, demands);
        table.row([
            Cell::new(&analysis.staff.model()[*ix].name, Tone::Strong),
            head(checked, practice),
            share(*coverage),
            Cell::new(
                format!("{required} (+{recommended})"),
                if required > 0 { Tone::Bad } else { Tone::Plain },
            ),
            Cell::new(single.to_string(), if single > 0 { Tone::Warning } else { Tone::Plain }),
        ]);
    }
    table
}

/// A share as a bar and a number.
fn share(share: Option<f64>) -> Cell {
    const WIDTH: usize = 10;
    let Some(value) = share else { return Cell::new("none required", Tone::Faint) };
    let full = ((value * WIDTH as f64 + 1e-9).floor() as usize).min(WIDTH);
    let tone = match value {
        v if v >= 1.0 => Tone::Good,
        v if v >= 0.5 => Tone::Warning,
        _ => Tone::Bad,
    };
    Cell::new(format!("{}{} {:>5}", "█".repeat(full), "░".repeat(WIDTH - full), words::percent(share)), tone)
}

fn head(checked: &Checked<'_>, practice: &PracticeCoverage) -> Cell {
    let staff = &checked.analysis.staff;
    let role = practice.head.role.map_or("", |r| staff.model()[r].name.as_str());
    let first = practice.head.people.first().map(|p| words::person(staff.roster().person(*p)));
    let others = match practice.head.people.len() {
        0 | 1 => String::new(),
        people => format!(" and {} more", people - 1),
    };
    match (practice.head.state, first) {
        (HeadState::Filled, Some(person)) => Cell::new(format!("✓ {person}{others}, {role}"), Tone::Good),
        (HeadState::Covered, Some(person)) => {
            Cell::new(format!("! covered by {person}{others}, {role}"), Tone::Warning)
        }
        _ => Cell::new("✗ vacant", Tone::Bad),
    }
}

/// The gaps in two tables: what is required, and what is recommended.
fn gap_tables(checked: &Checked<'_>, document: &mut Document) {
    let open = gaps::open(checked.analysis);
    let mut bench = Bench::new(checked.analysis);
    for (level, heading) in [
        (Level::Required, "Required and missing, worst first"),
        (Level::Recommended, "Recommended and missing"),
    ] {
        let mut table = Table::new(&["Missing", "For", "What would close it"]);
        for demand in open.iter().filter(|d| d.level == level) {
            table.row(gap(checked, demand, &mut bench));
        }
        if !table.rows.is_empty() {
            document.heading(format!("{heading} ({})", table.rows.len()));
            document.table(table);
        }
    }
}

fn gap(checked: &Checked<'_>, covered: &DemandCoverage, bench: &mut Bench<'_>) -> [Cell; 3] {
    let model = checked.analysis.staff.model();
    let demand = &model[covered.demand];
    let missing = words::amount_of(demand.kind, covered.gap());
    let missing = match covered.filled > Fte::default() {
        true => format!("{missing} of {}", words::amount(covered.need)),
        false => missing,
    };
    let tone = if covered.level == Level::Required { Tone::Bad } else { Tone::Plain };
    let mut remedy = remedy(checked, covered);
    if let Some(nearest) = nearest(checked, demand, bench) {
        remedy = format!("{remedy}; nearest: {nearest}");
    }
    [
        Cell::new(missing, tone),
        Cell::from(format!("{}: {}", model[demand.practice].name, demand.name)),
        Cell::from(remedy),
    ]
}

/// Who is soonest trained for a demand, and how soon. A demand of each team asks for somebody of the team.
fn nearest(checked: &Checked<'_>, demand: &Demand, bench: &mut Bench<'_>) -> Option<String> {
    if demand.kind == DemandKind::PerTeam {
        return None;
    }
    let staff = &checked.analysis.staff;
    let nearest = bench.take_nearest(demand)?;
    let who = words::person(staff.roster().person(nearest.person));
    let months = words::count(nearest.months as usize, "month", "months");
    Some(format!("{who}, {}, in {months}", staff.model()[nearest.from].name))
}

/// What would close a gap: open positions first, then so many people of a role, in the teams that lack them.
fn remedy(checked: &Checked<'_>, covered: &DemandCoverage) -> String {
    let model = checked.analysis.staff.model();
    let demand = &model[covered.demand];
    let mut steps = Vec::new();
    let vacant = covered.vacant.min(covered.gap());
    if vacant > Fte::default() {
        steps.push(format!("open positions: {}", words::amount_of(demand.kind, vacant)));
    }
    let rest = Fte(covered.gap().0 - vacant.0);
    if let Some(role) = demand.roles.first().filter(|_| rest > Fte::default()) {
        let amount = match demand.kind {
            DemandKind::PerTeam => format!("{} more", words::amount(rest)),
            kind => words::amount_of(kind, rest),
        };
        let others = match demand.roles.len() - 1 {
            0 => String::new(),
            number => format!(", or {}", words::count(number, "other role", "other roles")),
        };
        steps.push(format!("{amount} as {}{others}", model[*role].name));
    }
    let lacking = covered.teams.iter().filter(|t| t.filled < t.need);
    let teams: Vec<String> = lacking.map(|t| plain(&t.team)).collect();
    let teams = words::first_of(&teams, MOST_TEAMS);
    format!("{}{}", steps.join("; "), if teams.is_empty() { teams } else { format!(": in {teams}") })
}

/// Whether the tables of gaps tell a finding already.
fn told_by_gaps(open: &[&DemandCoverage], finding: &Finding) -> bool {
    finding.people.is_empty() && finding.demand.is_some_and(|d| open.iter().any(|o| o.demand == d))
}

/// The findings of one severity, by rule and what to do.
fn findings(checked: &Checked<'_>, severity: Severity, document: &mut Document) {
    let open = gaps::open(checked.analysis);
    let of_severity = checked.analysis.findings.iter().filter(|f| f.severity == severity);
    let found: Vec<&Finding> = of_severity.filter(|f| !told_by_gaps(&open, f)).collect();
    if found.is_empty() {
        return;
    }
    let heading = match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Info => "Worth knowing",
    };
    document.heading(format!("{heading} ({})", words::thousands(found.iter().map(|f| f.count).sum())));
    let groups: Vec<&[&Finding]> = found.chunk_by(|a, b| (a.rule, &a.help) == (b.rule, &b.help)).collect();
    let shown = checked.shown(groups.len(), MOST_SHOWN);
    document.list(groups[..shown].iter().map(|group| item(checked, group)).collect());
    if shown < groups.len() {
        more(groups[shown..].iter().map(|g| g.len()).sum(), document);
    }
}

/// The findings of one rule with one help.
fn item(checked: &Checked<'_>, group: &[&Finding]) -> Item {
    let first = group[0];
    let message = |finding: &Finding| {
        let line = finding.line.map_or_else(String::new, |l| format!(" (line {l})"));
        plain(&format!("{}{line}", finding.message))
    };
    let help = (first.severity > Severity::Info).then(|| format!("→ {}", plain(&first.help)));
    let tone = words::tone(first.severity);
    if let [one] = group {
        return Item {
            text: Cell::new(format!("{}: {}", one.rule, message(one)), tone),
            below: Vec::from_iter(help),
        };
    }
    let shown = checked.shown(group.len(), MOST_OF_A_RULE);
    let mut below: Vec<String> = group[..shown].iter().map(|f| message(f)).collect();
    if shown < group.len() {
        below.push(format!("… and {} more: --all shows them", words::thousands(group.len() - shown)));
    }
    below.extend(help);
    Item { text: Cell::new(format!("{} ({})", first.rule, words::thousands(group.len())), tone), below }
}

fn more(number: usize, document: &mut Document) {
    let number = words::thousands(number);
    document.paragraph(Cell::new(format!("… and {number} more: --all shows them."), Tone::Faint));
}

/// What the policy allows, in one line.
fn allowed(checked: &Checked<'_>, document: &mut Document) {
    let number = checked.analysis.allowed.len();
    if number > 0 {
        let are = words::count(number, "finding is", "findings are");
        document.paragraph(Cell::new(
            format!("{are} allowed by the policy; --format json lists them."),
            Tone::Faint,
        ));
    }
}

/// The titles that a person should decide, in the form in which decisions are passed back.
fn undecided(checked: &Checked<'_>, document: &mut Document) {
    let undecided = checked.analysis.undecided_titles();
    if undecided.is_empty() {
        return;
    }
    document.heading(format!("Titles to decide ({})", words::thousands(undecided.len())));
    document.paragraph(
        "Save these lines as decisions.csv, write the right role ids (or none) into the column roles, and pass \
         --titles decisions.csv:",
    );
    let shown = checked.shown(undecided.len(), MOST_SHOWN);
    let review = review_csv(undecided[..shown].iter().copied(), checked.analysis.staff.model());
    document.verbatim(String::from_utf8(review).expect("titles are text"));
    if shown < undecided.len() {
        let left = words::thousands(undecided.len() - shown);
        document.paragraph(Cell::new(
            format!("… and {left} more: rolemap classify ROSTER --review -o decisions.csv writes them all."),
            Tone::Faint,
        ));
    }
}

/// The columns of a check as CSV: demands first, then findings; the column `record` tells which.
const COLUMNS: &[&str] = &[
    "record", "practice", "demand", "level", "need", "filled", "gap", "vacant", "state", "rule", "severity",
    "people", "line", "message", "help",
];

/// Writes a check as CSV: a row for every demand and every finding, in the order of the analysis.
///
/// Where groups are asked for, a row for every group and demand instead.
pub fn csv(checked: &Checked<'_>) -> String {
    if let Some(groups) = &checked.groups {
        return groups::csv(groups);
    }
    let demands = checked.analysis.coverage.demands().map(|d| demand_row(checked, d));
    let findings = checked.analysis.findings.iter().map(|f| finding_row(checked, f));
    csv::render(COLUMNS, demands.chain(findings))
}

fn demand_row(checked: &Checked<'_>, covered: &DemandCoverage) -> [String; 15] {
    let model = checked.analysis.staff.model();
    let demand = &model[covered.demand];
    [
        "demand".into(),
        model[demand.practice].id.to_string(),
        demand.id.to_string(),
        covered.level.as_str().into(),
        words::amount(covered.need),
        words::amount(covered.filled),
        words::amount(covered.gap()),
        words::amount(covered.vacant),
        words::state(covered.state()).into(),
        String::new(),
        String::new(),
        covered.holders.iter().map(|h| checked.id(h.person)).collect::<Vec<_>>().join("|"),
        String::new(),
        demand.name.clone(),
        covered.why.clone(),
    ]
}

fn finding_row(checked: &Checked<'_>, finding: &Finding) -> [String; 15] {
    let model = checked.analysis.staff.model();
    let demand = finding.demand.map(|d| &model[d]);
    let none = String::new;
    [
        "finding".into(),
        demand.map_or_else(none, |d| model[d.practice].id.to_string()),
        demand.map_or_else(none, |d| d.id.to_string()),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
        finding.rule.into(),
        finding.severity.as_str().into(),
        finding.people.iter().map(|p| checked.id(*p)).collect::<Vec<_>>().join("|"),
        finding.line.map_or_else(none, |l| l.to_string()),
        finding.message.clone(),
        finding.help.clone(),
    ]
}
