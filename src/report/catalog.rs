//! The model as people read it: practices and roles, listed and explained.

use super::document::{Cell, Document, Item, Table, Tone};
use super::words;
use crate::model::{Demand, Measure, Membership, Model, PracticeIx, Profile, RoleIx};

/// Builds the list of roles, in the model's order.
pub fn roles(model: &Model) -> Document {
    let mut table = Table::new(&["Id", "Name", "Kind", "Practices"]);
    for role in model.roles() {
        let facts = &model[role];
        table.row([
            Cell::from(facts.id.as_str()),
            Cell::from(&facts.name),
            Cell::from(facts.kind.as_str()),
            Cell::from(memberships(model, role).join(", ")),
        ]);
    }
    document(table, "rolemap roles ID explains one.")
}

/// Builds a table of some roles with every fact that fits a cell, for programs.
pub fn role_table(model: &Model, roles: &[RoleIx]) -> Table {
    let mut table = Table::new(&[
        "Id",
        "Name",
        "Kind",
        "Discipline",
        "Tier",
        "Practices",
        "Titles",
        "Reports to",
        "Line of defence",
        "Developer",
        "Occupation",
        "Usd per year",
    ]);
    for &role in roles {
        let facts = &model[role];
        let practices = facts.practices.iter().map(|(id, m)| format!("{id}:{}", m.as_str()));
        table.row([
            Cell::from(facts.id.as_str()),
            Cell::from(&facts.name),
            Cell::from(facts.kind.as_str()),
            Cell::from(facts.discipline.as_str()),
            Cell::from(facts.tier.as_str()),
            Cell::from(practices.collect::<Vec<_>>().join("|")),
            Cell::from(facts.titles.join("|")),
            Cell::from(facts.reports_to.iter().map(|r| r.as_str()).collect::<Vec<_>>().join("|")),
            Cell::from(facts.line_of_defence.to_string()),
            Cell::from(facts.developer.to_string()),
            Cell::from(&facts.wage.occupation),
            Cell::from(facts.wage.usd_per_year.to_string()),
        ]);
    }
    table
}

/// Explains one role.
pub fn role(model: &Model, role: RoleIx) -> Document {
    let facts = &model[role];
    let mut document = Document::default();
    document.title(format!("{} ({})", facts.name, facts.id));
    let mut table = Table::new(&["Field", "Value"]);
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            table.row([Cell::new(name, Tone::Faint), Cell::from(value)]);
        }
    };
    field("Kind", format!("{}, {}", facts.kind.as_str(), facts.discipline.as_str()));
    field("Practices", memberships(model, role).join(", "));
    field("Needed", format!("{} (our judgement)", facts.tier.as_str()));
    field("Also titled", titles(model, role).join(", "));
    field(
        "Reports to",
        names(model, facts.reports_to.iter().filter_map(|id| model.role(id.as_str()))).join(", "),
    );
    field("Meets", demands_of(model, role).map(|d| d.id.to_string()).collect::<Vec<_>>().join(", "));
    field("Line of defence", facts.line_of_defence.to_string());
    field("Codes", codes(model, role).join("; "));
    field("Median wage", wage(model, role));
    document.table(table);
    document.paragraph("What the role does:");
    document.list(lines(&facts.does));
    document.paragraph("What it is answerable for:");
    document.list(lines(&facts.answerable_for));
    document
}

/// Builds the list of practices, in the model's order.
pub fn practices(model: &Model) -> Document {
    let all: Vec<PracticeIx> = model.practices().collect();
    document(
        practice_table(model, &all),
        "rolemap practices ID explains one, rolemap compare shows them side by side.",
    )
}

/// Builds a table of some practices.
pub fn practice_table(model: &Model, practices: &[PracticeIx]) -> Table {
    let mut table = Table::new(&["Id", "Name", "Combines", "Goal", "#Roles", "#Demands"]);
    for &practice in practices {
        let facts = &model[practice];
        let roles = model.roles().filter(|r| model.membership(*r, practice).is_some()).count();
        table.row([
            Cell::from(facts.id.as_str()),
            Cell::from(&facts.name),
            Cell::from(formula(model, practice)),
            Cell::from(&facts.goal),
            Cell::from(roles.to_string()),
            Cell::from(facts.demands.len().to_string()),
        ]);
    }
    table
}

/// Explains one practice: what it is, who leads it, what it demands of a team of each size.
pub fn practice(model: &Model, practice: PracticeIx) -> Document {
    let facts = &model[practice];
    let mut document = Document::default();
    document.title(format!("{} = {}", facts.name, formula(model, practice)));
    document.paragraph(format!("Goal: {}.", facts.goal));
    document.paragraph(&facts.summary);
    document.paragraph(format!("If it were a house: {}", facts.analogy));
    document.heading("Heads, in order of preference");
    let mut table = Table::new(&["Role", "Titles", "Equivalence", "Source"]);
    for head in &facts.heads {
        let roles = names(model, head.roles.iter().filter_map(|id| model.role(id.as_str())));
        table.row([
            Cell::from(words::list(&roles, "or")),
            Cell::from(head.titles.join(", ")),
            Cell::from(&head.equivalence),
            Cell::from(format!("{} ({})", head.source, head.grade.meaning())),
        ]);
    }
    document.table(table);
    document.heading("Roles");
    for (name, membership) in MEMBERSHIPS {
        let members = model.roles().filter(|r| model.membership(*r, practice) == Some(*membership));
        document.paragraph(format!("{name}: {}.", words::list(&names(model, members), "and")));
    }
    document.heading("Demands, by size of team");
    let mut table = Table::new(&["Demand", "Asks for", "Startup", "Growth", "Enterprise", "Source"]);
    for demand in facts.demands.iter().map(|d| &model[*d]) {
        let [startup, growth, enterprise] = Profile::ALL.map(|p| Cell::from(size(demand, p)));
        let source = Cell::from(format!("{} ({})", demand.source, demand.grade.meaning()));
        table.row([
            Cell::from(demand.id.as_str()),
            Cell::from(&demand.name),
            startup,
            growth,
            enterprise,
            source,
        ]);
    }
    document.table(table);
    document
}

/// The memberships as headings, in their order.
pub(super) const MEMBERSHIPS: &[(&str, Membership)] =
    &[("Lead", Membership::Lead), ("Core", Membership::Core), ("Supporting", Membership::Supporting)];

pub(super) fn document(table: Table, hint: &str) -> Document {
    let mut document = Document::default();
    document.table(table);
    document.paragraph(Cell::new(hint, Tone::Faint));
    document
}

pub(super) fn item(text: impl AsRef<str>) -> Item {
    Item { text: Cell::from(text), below: Vec::new() }
}

pub(super) fn lines(texts: &[String]) -> Vec<Item> {
    texts.iter().map(item).collect()
}

pub(super) fn names(model: &Model, roles: impl Iterator<Item = RoleIx>) -> Vec<String> {
    roles.map(|r| model[r].name.clone()).collect()
}

/// The disciplines of a practice: `development + operations`.
pub(super) fn formula(model: &Model, practice: PracticeIx) -> String {
    model[practice].combines.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(" + ")
}

/// The practices of a role: `DevOps (core)`.
pub(super) fn memberships(model: &Model, role: RoleIx) -> Vec<String> {
    let practices = model.practices().filter_map(|p| model.membership(role, p).map(|m| (p, m)));
    practices.map(|(p, m)| format!("{} ({})", model[p].name, m.as_str())).collect()
}

pub(super) fn titles(model: &Model, role: RoleIx) -> Vec<String> {
    let facts = &model[role];
    let in_context = facts.titles_in_context.iter().map(|t| format!("{} ({})", t.title, t.context.join("/")));
    facts.titles.iter().cloned().chain(in_context).collect()
}

pub(super) fn demands_of(model: &Model, role: RoleIx) -> impl Iterator<Item = &Demand> {
    model.demands().map(|d| &model[d]).filter(move |d| d.roles.contains(&role))
}

pub(super) fn codes(model: &Model, role: RoleIx) -> Vec<String> {
    let codes = &model[role].codes;
    let frameworks = [("NICE Framework v2", &codes.nice), ("DCWF", &codes.dcwf), ("O*NET-SOC", &codes.onet)];
    frameworks
        .iter()
        .filter(|(_, c)| !c.is_empty())
        .map(|(name, c)| format!("{name} {}", c.join(", ")))
        .collect()
}

/// The wage figure of a role's occupation, with what it counts and where it is from.
pub(super) fn wage(model: &Model, role: RoleIx) -> String {
    let wage = &model[role].wage;
    let amount = words::thousands(wage.usd_per_year as usize);
    let figure = model.figures().iter().find(|f| f.id == wage.source);
    let source = figure.map_or_else(|| wage.source.to_string(), |f| format!("{} ({})", f.fact, f.source));
    format!("USD {amount} a year, occupation {}: {source}", wage.occupation)
}

/// What a demand asks of a team of one size, in words.
fn size(demand: &Demand, profile: Profile) -> String {
    let Some(size) = demand.size(profile) else { return "–".to_owned() };
    let measure = match size.measure {
        Measure::Count { min } => format!("{min}"),
        Measure::PerDevelopers { per, min } => format!("1 per {per} developers, at least {min}"),
        Measure::AlwaysOn { posts: 1 } => "1 post day and night".to_owned(),
        Measure::AlwaysOn { posts } => format!("{posts} posts day and night"),
        Measure::Rotation { people, per_site: Some(each) } => {
            format!("{people} people, {each} a site where there are two")
        }
        Measure::Rotation { people, per_site: None } => format!("{people} people"),
        Measure::PerTeam { holders } => format!("{holders} a development team"),
        Measure::Share { per_mille } => {
            format!("{}.{} % of technical people", per_mille / 10, per_mille % 10)
        }
    };
    format!("{measure} ({})", size.level.as_str())
}
