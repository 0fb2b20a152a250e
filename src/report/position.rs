//! The position description of a role, to start a requisition from.

use super::catalog::{codes, demands_of, item, lines, memberships, names, titles, wage};
use super::document::{Cell, Document, Item};
use super::words;
use crate::model::{Demand, Membership, Model, PracticeIx, RoleIx};

/// Builds the position description of a role, to start a requisition from.
pub fn document(model: &Model, role: RoleIx) -> Document {
    let facts = &model[role];
    let mut document = Document::default();
    document.title(&facts.name);
    document.paragraph(format!("Titles that candidates use: {}.", titles(model, role).join(", ")));
    document.heading("Purpose");
    let practices = memberships(model, role);
    if !practices.is_empty() {
        document.paragraph(format!("Works in {}.", words::list(&practices, "and")));
    }
    let demands: Vec<&Demand> = demands_of(model, role).collect();
    if !demands.is_empty() {
        document.paragraph("The position helps to meet:");
        document.list(demands.iter().map(|d| item(format!("{} ({})", d.name, d.id))).collect());
    }
    document.heading("Responsibilities");
    document.list(lines(&facts.does));
    document.heading("Answerable for");
    document.list(lines(&facts.answerable_for));
    document.heading("Place in the organisation");
    let managers = names(model, facts.reports_to.iter().filter_map(|id| model.role(id.as_str())));
    if !managers.is_empty() {
        document.paragraph(format!("Reports to: {}.", words::list(&managers, "or")));
    }
    let partners = partners(model, role);
    if !partners.is_empty() {
        document.paragraph(format!("Works with: {}.", words::list(&partners, "and")));
    }
    let apart = apart(model, role);
    if !apart.is_empty() {
        document.paragraph("Must not also hold or answer to:");
        document.list(apart);
    }
    document.heading("Facts");
    document.list(codes(model, role).into_iter().chain([wage(model, role)]).map(item).collect());
    document.heading("In the first 90 days");
    document.list(first_days(model, role));
    document
}

/// What a newcomer should have done after one, two and three months.
fn first_days(model: &Model, role: RoleIx) -> Vec<Item> {
    let facts = &model[role];
    let does = |index: usize| facts.does.get(index).map_or(String::new(), |d| d.clone());
    let outcome = facts.answerable_for.first().cloned().unwrap_or_default();
    vec![
        item(
            "By day 30: has met the people and systems of the post and has seen each responsibility done once",
        ),
        item(format!("By day 60: carries the first responsibility with little help: {}", does(0))),
        item(format!("By day 90: can show by figures how far this holds: {outcome}")),
    ]
}

/// The roles beside which a role meets demands, most shared demands first.
fn partners(model: &Model, role: RoleIx) -> Vec<String> {
    let practices: Vec<PracticeIx> =
        model.practices().filter(|p| model.membership(role, *p).is_some()).collect();
    let core =
        |other: &RoleIx| practices.iter().any(|p| model.membership(*other, *p) == Some(Membership::Core));
    let mut others: Vec<RoleIx> = model.roles().filter(|r| *r != role && core(r)).collect();
    let shared = |other: &RoleIx| demands_of(model, role).filter(|d| d.roles.contains(other)).count();
    others.sort_by_key(|r| std::cmp::Reverse(shared(r)));
    names(model, others.into_iter().take(5))
}

/// The duties that one who holds the role must not combine with it.
fn apart(model: &Model, role: RoleIx) -> Vec<Item> {
    let mut items = Vec::new();
    for conflict in model.conflicts() {
        let others = match (conflict.roles.contains(&role), conflict.apart_from.contains(&role)) {
            (true, _) => &conflict.apart_from,
            (_, true) => &conflict.roles,
            _ => continue,
        };
        let others: Vec<RoleIx> = others.iter().copied().filter(|o| *o != role).collect();
        if others.is_empty() {
            continue;
        }
        let mut named = names(model, others.iter().copied().take(6));
        if others.len() > 6 {
            named.push("others".into());
        }
        items.push(Item {
            text: Cell::from(words::list(&named, "or")),
            below: vec![super::document::plain(&conflict.rule)],
        });
    }
    items
}
