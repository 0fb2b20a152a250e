//! Everyone in scope by what their leaving would break, as people read it and as programs do.

use serde::Serialize;

use super::catalog_json::json;
use super::check_json::fte;
use super::document::{Cell, Document, Table, Tone};
use super::words;
use crate::analysis::Analysis;
use crate::coverage::{Change, Loss};
use crate::roster::Fte;

/// The most people that the ranking shows unless all are asked for.
const MOST_SHOWN: usize = 25;

/// Builds the ranking as people read it.
pub fn document(analysis: &Analysis<'_>, losses: &[Loss], all: bool) -> Document {
    let mut document = Document::default();
    let heavy: Vec<&Loss> =
        losses.iter().filter(|l| l.required.0 > 0 || l.broken > 0 || l.recommended.0 > 0).collect();
    if heavy.is_empty() {
        document.paragraph(Cell::new("Nobody's leaving would open a gap.", Tone::Good));
        return document;
    }
    document.paragraph(format!(
        "The leaving of {} would open a gap; that of the other {} would not.",
        words::count(heavy.len(), "person", "people"),
        words::thousands(losses.len() - heavy.len())
    ));
    let mut table = Table::new(&[
        "Person",
        "Role",
        "#Required FTE lost",
        "#Demands broken",
        "#Recommended",
        "What opens",
    ]);
    let shown = if all { heavy.len() } else { heavy.len().min(MOST_SHOWN) };
    let model = analysis.staff.model();
    for loss in &heavy[..shown] {
        let roles: Vec<&str> =
            analysis.staff.roles(loss.person).iter().map(|r| model[*r].name.as_str()).collect();
        let opens = loss.changes.iter().filter(|c| c.gap.0 > 0).map(|c| model[c.demand].id.as_str());
        table.row([
            Cell::from(words::person(analysis.staff.roster().person(loss.person))),
            Cell::from(roles.join(", ")),
            Cell::new(
                words::amount(loss.required),
                if loss.required > Fte(0) { Tone::Bad } else { Tone::Plain },
            ),
            Cell::from(loss.broken.to_string()),
            Cell::from(words::amount(loss.recommended)),
            Cell::from(opens.collect::<Vec<_>>().join(", ")),
        ]);
    }
    document.table(table);
    if shown < heavy.len() {
        document.paragraph(Cell::new(
            format!("… and {} more: --all shows them.", heavy.len() - shown),
            Tone::Faint,
        ));
    }
    document
}

/// Writes the whole ranking as CSV, people by id.
pub fn csv(analysis: &Analysis<'_>, losses: &[Loss]) -> String {
    let model = analysis.staff.model();
    let rows = losses.iter().map(|Loss { person, required, recommended, broken, changes }| {
        let roles = analysis.staff.roles(*person).iter().map(|r| model[*r].id.as_str());
        let opens = changes.iter().filter(|c| c.gap.0 > 0).map(|c| model[c.demand].id.as_str());
        [
            analysis.staff.roster().person(*person).id().to_owned(),
            roles.collect::<Vec<_>>().join("|"),
            words::amount(*required),
            broken.to_string(),
            words::amount(*recommended),
            opens.collect::<Vec<_>>().join("|"),
        ]
    });
    super::csv::render(&["id", "roles", "required", "broken", "recommended", "opens"], rows)
}

/// Writes the ranking as JSON of the schema `rolemap/losses/1`, the heaviest loss first.
pub fn to_json(analysis: &Analysis<'_>, losses: &[Loss]) -> String {
    json(&Losses { schema: "rolemap/losses/1", people: losses.iter().map(|l| entry(analysis, l)).collect() })
}

fn entry<'a>(analysis: &Analysis<'a>, loss: &Loss) -> LossEntry<'a> {
    let Loss { person, required, recommended, broken, changes } = loss;
    let model = analysis.staff.model();
    let change = |c: &Change| ChangeEntry { demand: model[c.demand].id.as_str(), gap: fte(c.gap) };
    LossEntry {
        id: words::id(analysis, *person),
        line: analysis.staff.roster().person(*person).line(),
        required: fte(*required),
        broken: *broken,
        recommended: fte(*recommended),
        changes: changes.iter().map(change).collect(),
    }
}

/// Everyone in scope by what their leaving would break: `rolemap what-if --each --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Losses<'a> {
    schema: &'static str,
    /// The heaviest loss first.
    people: Vec<LossEntry<'a>>,
}

/// What goes with one person: amounts in FTE, or in people where a demand counts people.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LossEntry<'a> {
    id: String,
    line: u64,
    /// By how much the gap in required capacity would grow.
    required: f64,
    /// Required demands, met now, that would be so no more.
    broken: usize,
    /// By how much the gap in recommended capacity would grow.
    recommended: f64,
    changes: Vec<ChangeEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChangeEntry<'a> {
    demand: &'a str,
    /// By how much the gap would grow; below 0 where it would shrink.
    gap: f64,
}
