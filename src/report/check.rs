//! The check as people read it: the verdict, the practices, the gaps, the findings, and what was not understood.

use super::document::{Cell, Document, Item, Table, Tone};
use super::words;
use crate::analysis::Analysis;
use crate::check::Finding;
use crate::coverage::{DemandCoverage, HeadState, PracticeCoverage};
use crate::model::{DemandKind, Level, Severity};
use crate::roster::{Fte, PersonIx};

/// An analysis, and how much of it to show.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The analysis.
    pub analysis: &'a Analysis<'a>,
    /// Whether long lists are shown whole.
    pub all: bool,
}

/// The most findings of one severity, and titles, that are shown unless all are asked for.
const MOST_SHOWN: usize = 10;

/// The most roles that are named as closing a gap.
const MOST_ROLES: usize = 3;

/// Builds the check as people read it.
pub fn document(checked: &Checked<'_>) -> Document {
    let mut document = Document::default();
    let analysis = checked.analysis;
    document.paragraph(verdict(analysis));
    document.paragraph(facts(analysis));
    document.table(practices(checked));
    gaps(checked, &mut document);
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        findings(checked, severity, &mut document);
    }
    titles(checked, &mut document);
    document
}

impl Checked<'_> {
    /// Returns a person's id; the line of the file where the row has none.
    pub fn id(&self, person: PersonIx) -> String {
        let person = self.analysis.staff.roster().person(person);
        if person.id().is_empty() { format!("line {}", person.line()) } else { person.id().to_owned() }
    }

    fn shown(&self, number: usize) -> usize {
        if self.all { number } else { number.min(MOST_SHOWN) }
    }
}

/// Returns the demands of all practices that are not met, worst first: heads, then required before recommended, then
/// by what share is missing, then by the model's order.
fn open<'a>(analysis: &'a Analysis<'_>) -> Vec<&'a DemandCoverage> {
    let model = analysis.staff.model();
    let demands = analysis.coverage.practices.iter().flat_map(|p| &p.demands);
    let mut open: Vec<&DemandCoverage> = demands.filter(|d| d.gap().0 > 0).collect();
    open.sort_by_key(|d| {
        let head = model[d.demand].kind != DemandKind::Head;
        (
            d.level,
            head,
            std::cmp::Reverse(d.gap().0 * 10_000 / d.need.0.max(1)),
            std::cmp::Reverse(d.gap()),
            d.demand,
        )
    });
    open
}

/// One sentence with what matters most.
fn verdict(analysis: &Analysis<'_>) -> Cell {
    let model = analysis.staff.model();
    let open = open(analysis);
    let required: Vec<_> = open.iter().filter(|d| d.level == Level::Required).collect();
    let capacity: i64 =
        required.iter().filter(|d| model[d.demand].kind == DemandKind::Capacity).map(|d| d.gap().0).sum();
    let heads = required.iter().filter(|d| model[d.demand].kind == DemandKind::Head).count();
    let others = required.len()
        - heads
        - required.iter().filter(|d| model[d.demand].kind == DemandKind::Capacity).count();
    let mut missing = Vec::new();
    if capacity > 0 {
        missing.push(format!("{} FTE", words::amount(Fte(capacity))));
    }
    if heads > 0 {
        missing.push(words::count(heads, "head", "heads"));
    }
    if others > 0 {
        missing.push(words::count(others, "other required demand", "other required demands"));
    }
    if missing.is_empty() {
        return Cell::new("Every required demand is met.", Tone::Good);
    }
    let worst = analysis
        .coverage
        .practices
        .iter()
        .filter(|p| p.coverage.is_some())
        .min_by(|a, b| a.coverage.partial_cmp(&b.coverage).expect("coverage is a number"));
    let worst = worst.filter(|p| p.coverage < Some(1.0)).map_or_else(String::new, |p| {
        format!(
            "; {} is the weakest, with {} of its required capacity",
            model[p.practice].name,
            words::percent(p.coverage)
        )
    });
    Cell::new(format!("Missing: {}{worst}.", words::list(&missing, "and")), Tone::Bad)
}

/// The size of the team, in one line.
fn facts(analysis: &Analysis<'_>) -> Cell {
    let coverage = &analysis.coverage;
    let mut facts = vec![words::count(coverage.people, "person", "people")];
    if coverage.in_scope != coverage.people {
        facts.push(format!("{} in scope", words::thousands(coverage.in_scope)));
    }
    facts.push(format!("{} technical", words::thousands(coverage.technical)));
    facts.push(format!("{} developer FTE", words::amount(coverage.developers)));
    if coverage.vacant > 0 {
        facts.push(words::count(coverage.vacant, "open position", "open positions"));
    }
    facts.push(format!("sized as {}", coverage.profile.as_str()));
    Cell::from(facts.join(", "))
}

fn practices(checked: &Checked<'_>) -> Table {
    let mut table = Table::new(&["Practice", "Head", "#Required FTE", "#Covered", "#Gaps", "#On one person"]);
    for practice in &checked.analysis.coverage.practices {
        let (mut need, mut filled) = (Fte(0), Fte(0));
        let capacity =
            |d: &&DemandCoverage| checked.analysis.staff.model()[d.demand].kind == DemandKind::Capacity;
        for demand in practice.demands.iter().filter(capacity).filter(|d| d.level == Level::Required) {
            need.0 += demand.need.0;
            filled.0 += demand.filled.0;
        }
        let tone = if filled < need { Tone::Bad } else { Tone::Good };
        let amounts = if need.0 > 0 {
            format!("{} of {}", words::amount(filled), words::amount(need))
        } else {
            "none".into()
        };
        let gaps = practice.demands.iter().filter(|d| d.gap().0 > 0).count();
        let single =
            practice.demands.iter().filter(capacity).filter(|d| d.qualified == 1 && d.filled.0 > 0).count();
        table.row([
            Cell::from(&checked.analysis.staff.model()[practice.practice].name),
            head(checked, practice),
            Cell::from(amounts),
            Cell::new(words::percent(practice.coverage), tone),
            Cell::from(gaps.to_string()),
            Cell::from(single.to_string()),
        ]);
    }
    table
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
        (HeadState::Filled, Some(person)) => Cell::from(format!("{person}{others}, {role}")),
        (HeadState::Covered, Some(person)) => {
            Cell::new(format!("covered by {person}{others}, {role}"), Tone::Warning)
        }
        _ => Cell::new("vacant", Tone::Bad),
    }
}

fn gaps(checked: &Checked<'_>, document: &mut Document) {
    let model = checked.analysis.staff.model();
    let open = open(checked.analysis);
    if open.is_empty() {
        return;
    }
    document.heading("Gaps, worst first");
    let mut table = Table::new(&["Missing", "For", "Level", "What would close it"]);
    for demand in open {
        let asked = &model[demand.demand];
        let gap = words::amount_of(asked.kind, demand.gap());
        let missing =
            if demand.filled.0 > 0 { format!("{gap} of {}", words::amount(demand.need)) } else { gap };
        table.row([
            Cell::new(missing, if demand.level == Level::Required { Tone::Bad } else { Tone::Warning }),
            Cell::from(format!("{}: {}", model[asked.practice].name, asked.name)),
            Cell::from(demand.level.as_str()),
            Cell::from(remedy(checked, demand)),
        ]);
    }
    document.table(table);
}

/// What would close a gap: open positions first, then the roles that meet the demand.
fn remedy(checked: &Checked<'_>, demand: &DemandCoverage) -> String {
    let model = checked.analysis.staff.model();
    let asked = &model[demand.demand];
    let mut roles: Vec<String> =
        asked.roles.iter().take(MOST_ROLES).map(|r| model[*r].name.clone()).collect();
    if asked.roles.len() > MOST_ROLES {
        roles.push("others".into());
    }
    let roles = words::list(&roles, "or");
    if demand.vacant.0 > 0 {
        let open = words::amount(demand.vacant);
        return format!("open positions bring {open}; {roles}");
    }
    roles
}

/// Whether the table of gaps tells a finding already.
fn told_by_gaps(analysis: &Analysis<'_>, finding: &Finding) -> bool {
    finding.people.is_empty() && finding.demand.is_some_and(|d| open(analysis).iter().any(|o| o.demand == d))
}

fn findings(checked: &Checked<'_>, severity: Severity, document: &mut Document) {
    let analysis = checked.analysis;
    let of_severity = analysis.findings.iter().filter(|f| f.severity == severity);
    let found: Vec<&Finding> = of_severity.filter(|f| !told_by_gaps(analysis, f)).collect();
    if found.is_empty() {
        return;
    }
    let (one, many, mark) = match severity {
        Severity::Error => ("Error", "Errors", "✗"),
        Severity::Warning => ("Warning", "Warnings", "!"),
        Severity::Info => ("Worth knowing", "Worth knowing", "·"),
    };
    document.heading(if found.len() == 1 { one.to_owned() } else { format!("{many} ({})", found.len()) });
    let shown = checked.shown(found.len());
    let item = |finding: &&Finding| {
        let line = finding.line.map_or_else(String::new, |l| format!(" (line {l})"));
        Item {
            text: Cell::new(
                format!("{mark} {}: {}{line}", finding.rule, finding.message),
                words::tone(severity),
            ),
            below: if severity == Severity::Info {
                Vec::new()
            } else {
                vec![super::document::plain(&finding.help)]
            },
        }
    };
    document.list(found[..shown].iter().map(item).collect());
    if shown < found.len() {
        document.paragraph(Cell::new(
            format!("… and {} more: --all shows them.", found.len() - shown),
            Tone::Faint,
        ));
    }
}

/// The titles that a person should decide, in the form in which decisions are passed back.
fn titles(checked: &Checked<'_>, document: &mut Document) {
    let undecided = checked.analysis.undecided_titles();
    if undecided.is_empty() {
        return;
    }
    document.heading(format!("Titles to decide ({})", undecided.len()));
    document.paragraph(
        "Save these lines as decisions.csv, keep the right role (or none), and pass --titles decisions.csv:",
    );
    let model = checked.analysis.staff.model();
    let shown = checked.shown(undecided.len());
    let rows = undecided[..shown].iter().map(|title| {
        let candidates: Vec<&str> = title.candidates.iter().map(|r| model[*r].id.as_str()).collect();
        let people = words::count(title.people, "person", "people");
        [super::document::plain(title.title), candidates.join("|"), people]
    });
    document.verbatim(super::csv::render(&["title", "roles", "reason"], rows));
    if shown < undecided.len() {
        document.paragraph(Cell::new(
            format!(
                "… and {} more: rolemap classify ROSTER --review -o decisions.csv writes them all.",
                undecided.len() - shown
            ),
            Tone::Faint,
        ));
    }
}
