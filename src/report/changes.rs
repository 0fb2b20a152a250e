//! What changed between two rosters, as people read it and as CSV.

use super::document::{Cell, Document, Item, Table, Tone, plain};
use super::words;
use crate::analysis::Analysis;
use crate::check::Finding;
use crate::diff::{Amount, Change, DemandChange, Diff, role_change};
use crate::model::RoleIx;
use crate::roster::{Manager, PersonIx};

/// Two analyses, what changed between them, and how much of it to show.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// Before.
    pub before: &'a Analysis<'a>,
    /// After.
    pub after: &'a Analysis<'a>,
    /// What changed.
    pub diff: &'a Diff,
    /// Whether long lists are shown whole.
    pub all: bool,
}

/// The most people and findings that a list shows unless all are asked for.
const MOST_SHOWN: usize = 15;

/// Builds what changed as people read it.
pub fn document(changes: &Changes<'_>) -> Document {
    let mut document = Document::default();
    let Diff { joined, left, opened, closed, changed, practices: _, demands: _, new, gone, staying } =
        changes.diff;
    if changes.diff.is_empty() {
        document.paragraph(Cell::new("Nothing changed.", Tone::Good));
        return document;
    }
    document.paragraph(format!(
        "{} joined, {} left, {} changed; {} new, {} gone, {} staying.",
        words::count(joined.len(), "person", "people"),
        words::thousands(left.len()),
        words::thousands(changed.len()),
        words::count(new.len(), "finding", "findings"),
        words::thousands(gone.len()),
        words::thousands(staying.len())
    ));
    document.table(practices(changes));
    demands(changes, &mut document);
    findings(changes, "New findings", new, Tone::Bad, &mut document);
    findings(changes, "Gone", gone, Tone::Good, &mut document);
    people(changes, "Joined", changes.after, joined, &mut document);
    people(changes, "Left", changes.before, left, &mut document);
    people(changes, "Positions opened", changes.after, opened, &mut document);
    people(changes, "Positions closed", changes.before, closed, &mut document);
    changed_people(changes, &mut document);
    document
}

fn practices(changes: &Changes<'_>) -> Table {
    let model = changes.after.staff.model();
    let mut table = Table::new(&["Practice", "#Before", "#After"]);
    for change in &changes.diff.practices {
        let tone = match change.after.partial_cmp(&change.before) {
            Some(std::cmp::Ordering::Less) => Tone::Bad,
            Some(std::cmp::Ordering::Greater) => Tone::Good,
            _ => Tone::Plain,
        };
        table.row([
            Cell::from(&model[change.practice].name),
            Cell::from(words::percent(change.before)),
            Cell::new(words::percent(change.after), tone),
        ]);
    }
    table
}

fn demands(changes: &Changes<'_>, document: &mut Document) {
    let model = changes.after.staff.model();
    let mut table = Table::new(&["Demand", "For", "#Before", "#After"]);
    for DemandChange { demand, before, after } in changes.diff.demands.iter().filter(|d| d.before != d.after)
    {
        let asked = &model[*demand];
        let amount = |amount: &Option<Amount>| {
            amount.map_or_else(
                || "–".to_owned(),
                |a| format!("{} of {}", words::amount(a.filled), words::amount(a.need)),
            )
        };
        let gap = |amount: &Option<Amount>| amount.map_or(0, |a| a.need.0 - a.filled.0);
        let tone = match gap(after).cmp(&gap(before)) {
            std::cmp::Ordering::Greater => Tone::Bad,
            std::cmp::Ordering::Less => Tone::Good,
            std::cmp::Ordering::Equal => Tone::Plain,
        };
        let name = Cell::from(format!("{}: {}", model[asked.practice].name, asked.name));
        table.row([
            Cell::from(asked.id.as_str()),
            name,
            Cell::from(amount(before)),
            Cell::new(amount(after), tone),
        ]);
    }
    if !table.rows.is_empty() {
        document.heading("Demands that changed");
        document.table(table);
    }
}

fn findings(changes: &Changes<'_>, heading: &str, findings: &[Finding], tone: Tone, document: &mut Document) {
    let item = |f: &Finding| Item {
        text: Cell::new(format!("{} {}: {}", f.severity.as_str(), f.rule, f.message), tone),
        below: Vec::new(),
    };
    capped(changes, heading, findings.iter().map(item), document);
}

fn people(
    changes: &Changes<'_>,
    heading: &str,
    analysis: &Analysis<'_>,
    people: &[PersonIx],
    document: &mut Document,
) {
    let item = |person: &PersonIx| Item { text: Cell::from(described(analysis, *person)), below: Vec::new() };
    capped(changes, heading, people.iter().map(item), document);
}

/// Adds a list with its number of items, cut where it is long.
fn capped(
    changes: &Changes<'_>,
    heading: &str,
    items: impl ExactSizeIterator<Item = Item>,
    document: &mut Document,
) {
    let number = items.len();
    if number == 0 {
        return;
    }
    document.heading(format!("{heading} ({number})"));
    let shown = if changes.all { number } else { number.min(MOST_SHOWN) };
    document.list(items.take(shown).collect());
    if shown < number {
        document
            .paragraph(Cell::new(format!("… and {} more: --all shows them.", number - shown), Tone::Faint));
    }
}

/// A person with title and role.
fn described(analysis: &Analysis<'_>, person: PersonIx) -> String {
    let row = analysis.staff.roster().person(person);
    let roles = role_names(analysis, analysis.staff.roles(person));
    let role = if roles.is_empty() { String::new() } else { format!(" [{}]", roles.join(", ")) };
    format!("{}, {}{role}", words::person(row), row.title())
}

pub(super) fn role_names(analysis: &Analysis<'_>, roles: &[RoleIx]) -> Vec<String> {
    roles.iter().map(|r| analysis.staff.model()[*r].id.to_string()).collect()
}

fn changed_people(changes: &Changes<'_>, document: &mut Document) {
    let item = |change: &Change| {
        let row = changes.after.staff.roster().person(change.after);
        Item {
            text: Cell::from(words::person(row)),
            below: whats(changes, change).iter().map(|w| plain(w)).collect(),
        }
    };
    capped(changes, "Changed", changes.diff.changed.iter().map(item), document);
}

/// What changed of one person, in words.
fn whats(changes: &Changes<'_>, change: &Change) -> Vec<String> {
    let old = changes.before.staff.roster().person(change.before);
    let new = changes.after.staff.roster().person(change.after);
    let mut whats = Vec::new();
    if change.title {
        whats.push(format!("title: {} → {}", old.title(), new.title()));
    }
    if change.roles {
        let (lost, won) = role_change(change, changes.before, changes.after);
        let name = |roles: Vec<RoleIx>| {
            if roles.is_empty() { "none".to_owned() } else { role_names(changes.after, &roles).join(", ") }
        };
        whats.push(format!("role: {} → {}", name(lost), name(won)));
    }
    if change.manager {
        whats.push(format!(
            "reports to: {} → {}",
            manager(changes.before, change.before),
            manager(changes.after, change.after)
        ));
    }
    if change.place {
        let place = |p: crate::roster::Person<'_>| {
            let parts: Vec<&str> =
                [p.department(), p.team(), p.location()].into_iter().filter(|t| !t.is_empty()).collect();
            parts.join(" / ")
        };
        whats.push(format!("place: {} → {}", place(old), place(new)));
    }
    if change.fte {
        whats.push(format!("FTE: {} → {}", words::amount(old.fte()), words::amount(new.fte())));
    }
    whats
}

fn manager(analysis: &Analysis<'_>, person: PersonIx) -> String {
    match analysis.staff.roster().person(person).manager() {
        Manager::Person(manager) => words::person(analysis.staff.roster().person(manager)),
        Manager::Nobody | Manager::Oneself => "nobody".to_owned(),
        Manager::Outside => "somebody outside".to_owned(),
        Manager::Unknown | Manager::Ambiguous => "somebody unknown".to_owned(),
    }
}

/// The columns of what changed as CSV.
const COLUMNS: &[&str] = &["record", "id", "change", "before", "after"];

/// Writes what changed as CSV: people, then demands, then findings; the column `record` tells which.
pub fn csv(changes: &Changes<'_>) -> String {
    let Diff { joined, left, opened, closed, changed, practices: _, demands, new, gone, staying: _ } =
        changes.diff;
    let model = changes.after.staff.model();
    let mut rows: Vec<[String; 5]> = Vec::new();
    for (what, analysis, people) in [
        ("joined", changes.after, joined),
        ("left", changes.before, left),
        ("opened", changes.after, opened),
        ("closed", changes.before, closed),
    ] {
        for person in people {
            let title = analysis.staff.roster().person(*person).title().to_owned();
            let (before, after) = if matches!(what, "left" | "closed") {
                (title, String::new())
            } else {
                (String::new(), title)
            };
            rows.push(["person".into(), words::id(analysis, *person), what.into(), before, after]);
        }
    }
    for change in changed {
        for what in whats(changes, change) {
            let (kind, rest) = what.split_once(": ").unwrap_or((&what, ""));
            let (before, after) = rest.split_once(" → ").unwrap_or((rest, ""));
            rows.push([
                "person".into(),
                words::id(changes.after, change.after),
                kind.into(),
                before.into(),
                after.into(),
            ]);
        }
    }
    for change in demands.iter().filter(|d| d.before != d.after) {
        let filled = |a: &Option<Amount>| {
            a.map_or_else(String::new, |a| {
                format!("{} of {}", words::amount(a.filled), words::amount(a.need))
            })
        };
        rows.push([
            "demand".into(),
            model[change.demand].id.to_string(),
            "filled".into(),
            filled(&change.before),
            filled(&change.after),
        ]);
    }
    for (what, findings) in [("new", new), ("gone", gone)] {
        for finding in findings {
            let (before, after) = if what == "gone" {
                (finding.message.clone(), String::new())
            } else {
                (String::new(), finding.message.clone())
            };
            rows.push(["finding".into(), finding.rule.into(), what.into(), before, after]);
        }
    }
    super::csv::render(COLUMNS, rows)
}
