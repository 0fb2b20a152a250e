//! The practices side by side.

use std::collections::BTreeMap;

use serde::Serialize;

use super::catalog::{MEMBERSHIPS, formula, names};
use super::document::{Cell, Document, Table, Tone};
use super::words;
use crate::model::{Membership, Model, PracticeIx, RoleIx};

/// Builds the practices side by side.
pub fn document(model: &Model, practices: &[PracticeIx]) -> Document {
    let mut document = Document::default();
    let mut side_by_side = table(model, practices);
    // The members are told by what they share, which is shorter and says more.
    side_by_side.rows.truncate(ROWS_OF_WORDS);
    document.table(side_by_side);
    document.heading("Who does the work");
    document.table(shares(model, practices, &[Membership::Core]));
    document.heading("Who helps or leads");
    document.table(shares(model, practices, &[Membership::Supporting, Membership::Lead]));
    for pair in pairs(practices) {
        document.paragraph(Cell::new(shared(model, pair), Tone::Faint));
    }
    document
}

/// Builds a table of the roles that belong in one of some ways to some of the practices and to no other of them: for
/// one practice each, then for two, and so on.
fn shares(model: &Model, practices: &[PracticeIx], how: &[Membership]) -> Table {
    let belongs = |role: RoleIx, p: &PracticeIx| model.membership(role, *p).is_some_and(|m| how.contains(&m));
    let mut by_practices: BTreeMap<(usize, Vec<usize>), Vec<RoleIx>> = BTreeMap::new();
    for role in model.roles() {
        let places: Vec<usize> = (0..practices.len()).filter(|i| belongs(role, &practices[*i])).collect();
        if !places.is_empty() {
            by_practices.entry((places.len(), places)).or_default().push(role);
        }
    }
    let mut table = Table::new(&["In", "Roles"]);
    for ((number, places), roles) in by_practices {
        let in_names: Vec<String> = places.iter().map(|i| model[practices[*i]].name.clone()).collect();
        let only = if number == 1 && practices.len() > 1 { " only" } else { "" };
        let place = match number == practices.len() && number > 2 {
            true => format!("all {number}"),
            false => format!("{}{only}", words::list(&in_names, "and")),
        };
        table.row([Cell::new(place, Tone::Strong), Cell::from(names(model, roles.into_iter()).join(", "))]);
    }
    table
}

/// How many rows of the table stand before the members.
const ROWS_OF_WORDS: usize = 6;

/// Builds the table of the practices side by side: a row for every aspect, a column for every practice.
pub fn table(model: &Model, practices: &[PracticeIx]) -> Table {
    let columns = practices.iter().map(|p| model[*p].name.clone());
    let mut table = Table::of_names(std::iter::once("Aspect".to_owned()).chain(columns));
    let mut row = |name: &str, value: &dyn Fn(PracticeIx) -> String| {
        let values = practices.iter().map(|p| Cell::from(value(*p)));
        table.row(std::iter::once(Cell::new(name, Tone::Faint)).chain(values));
    };
    row("Combines", &|p| formula(model, p));
    row("Goal", &|p| model[p].goal.clone());
    row("In short", &|p| model[p].summary.clone());
    row("As a house", &|p| model[p].analogy.clone());
    row("Led by", &|p| words::list(&names(model, heads(model, p).into_iter().take(MOST_HEADS)), "or"));
    row("Asks for", &|p| {
        model[p].demands.iter().map(|d| model[*d].name.clone()).collect::<Vec<_>>().join("; ")
    });
    for (name, membership) in MEMBERSHIPS {
        row(name, &|p| names(model, members(model, p, *membership)).join(", "));
    }
    table
}

/// The most heads that the table names.
const MOST_HEADS: usize = 4;

/// Writes the practices side by side as JSON.
pub fn json(model: &Model, practices: &[PracticeIx]) -> String {
    let ids = |roles: &mut dyn Iterator<Item = RoleIx>| roles.map(|r| model[r].id.to_string()).collect();
    let practice = |p: &PracticeIx| Practice {
        id: model[*p].id.as_str(),
        name: &model[*p].name,
        combines: model[*p].combines.iter().map(|d| d.as_str()).collect(),
        goal: &model[*p].goal,
        summary: &model[*p].summary,
        analogy: &model[*p].analogy,
        heads: ids(&mut heads(model, *p).into_iter()),
        core: ids(&mut members(model, *p, Membership::Core)),
        supporting: ids(&mut members(model, *p, Membership::Supporting)),
        lead: ids(&mut members(model, *p, Membership::Lead)),
        demands: model[*p].demands.iter().map(|d| model[*d].id.as_str()).collect(),
    };
    let share = |pair: (PracticeIx, PracticeIx)| {
        let Common { disciplines, roles, core } = common(model, pair);
        Share {
            practices: [model[pair.0].id.as_str(), model[pair.1].id.as_str()],
            disciplines,
            roles: ids(&mut roles.into_iter()),
            core: ids(&mut core.into_iter()),
        }
    };
    super::catalog_json::json(&Compared {
        schema: "rolemap/compare/1",
        practices: practices.iter().map(practice).collect(),
        shared: pairs(practices).map(share).collect(),
    })
}

fn members(model: &Model, practice: PracticeIx, membership: Membership) -> impl Iterator<Item = RoleIx> {
    model.roles().filter(move |r| model.membership(*r, practice) == Some(membership))
}

/// The roles that lead a practice, in order of preference.
fn heads(model: &Model, practice: PracticeIx) -> Vec<RoleIx> {
    let mut heads: Vec<RoleIx> = Vec::new();
    let named = model[practice].heads.iter().flat_map(|h| &h.roles);
    for role in named.filter_map(|id| model.role(id.as_str())) {
        if !heads.contains(&role) {
            heads.push(role);
        }
    }
    heads
}

fn pairs(practices: &[PracticeIx]) -> impl Iterator<Item = (PracticeIx, PracticeIx)> {
    let seconds = |(index, first): (usize, &PracticeIx)| {
        let first = *first;
        practices[index + 1..].iter().map(move |second| (first, *second))
    };
    practices.iter().enumerate().flat_map(seconds)
}

/// What two practices have in common.
struct Common {
    disciplines: Vec<&'static str>,
    roles: Vec<RoleIx>,
    /// Roles that are core to both.
    core: Vec<RoleIx>,
}

fn common(model: &Model, (a, b): (PracticeIx, PracticeIx)) -> Common {
    let core = |role: &RoleIx, practice| model.membership(*role, practice) == Some(Membership::Core);
    let both = |r: &RoleIx| model.membership(*r, a).is_some() && model.membership(*r, b).is_some();
    let roles: Vec<RoleIx> = model.roles().filter(both).collect();
    let disciplines = model[a].combines.iter().filter(|d| model[b].combines.contains(d));
    Common {
        disciplines: disciplines.map(|d| d.as_str()).collect(),
        core: roles.iter().copied().filter(|r| core(r, a) && core(r, b)).collect(),
        roles,
    }
}

/// What two practices share, in words.
fn shared(model: &Model, pair: (PracticeIx, PracticeIx)) -> String {
    let Common { disciplines, roles, core } = common(model, pair);
    let disciplines: Vec<String> = disciplines.into_iter().map(str::to_owned).collect();
    let core = if core.is_empty() {
        "no role is core to both".to_owned()
    } else {
        format!("core to both: {}", words::list(&names(model, core.into_iter()), "and"))
    };
    let disciplines =
        if disciplines.is_empty() { "no discipline".to_owned() } else { words::list(&disciplines, "and") };
    format!(
        "{} and {} share {disciplines}, and {}; {core}.",
        model[pair.0].name,
        model[pair.1].name,
        words::count(roles.len(), "role", "roles"),
    )
}

/// The practices side by side: `rolemap compare --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Compared<'a> {
    schema: &'static str,
    practices: Vec<Practice<'a>>,
    /// What each pair of practices has in common.
    shared: Vec<Share<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Practice<'a> {
    id: &'a str,
    name: &'a str,
    combines: Vec<&'static str>,
    goal: &'a str,
    summary: &'a str,
    analogy: &'a str,
    heads: Vec<String>,
    core: Vec<String>,
    supporting: Vec<String>,
    lead: Vec<String>,
    demands: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Share<'a> {
    practices: [&'a str; 2],
    disciplines: Vec<&'static str>,
    roles: Vec<String>,
    /// Roles that are core to both.
    core: Vec<String>,
}
