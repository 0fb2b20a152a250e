//! The model as people read it: practices, roles and rules, listed, explained and side by side.

use super::document::{Cell, Document, Item, Table, Tone};
use super::words;
use crate::check::{Code, RULES, Rule};
use crate::model::{Demand, Measure, Membership, Model, PracticeIx, Profile, RoleIx, Severity};

/// Builds the list of roles, in the model's order.
pub fn roles(model: &Model) -> Document {
    let mut table = Table::new(&["Id", "Name", "Kind", "Discipline", "Practices"]);
    for role in model.roles() {
        let facts = &model[role];
        table.row([
            Cell::from(facts.id.as_str()),
            Cell::from(&facts.name),
            Cell::from(facts.kind.as_str()),
            Cell::from(facts.discipline.as_str()),
            Cell::from(memberships(model, role).join(", ")),
        ]);
    }
    document(table)
}

/// Explains one role.
pub fn role(model: &Model, role: RoleIx) -> Document {
    let facts = &model[role];
    let mut document = Document::default();
    document.heading(format!("{} ({})", facts.name, facts.id));
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
    let mut table = Table::new(&["Id", "Name", "Combines", "Goal", "#Roles", "#Demands"]);
    for practice in model.practices() {
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
    document(table)
}

/// Explains one practice: what it is, who leads it, what it demands of a team of each size.
pub fn practice(model: &Model, practice: PracticeIx) -> Document {
    let facts = &model[practice];
    let mut document = Document::default();
    document.heading(format!("{} = {}", facts.name, formula(model, practice)));
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

/// Builds the practices side by side.
pub fn compare(model: &Model, practices: &[PracticeIx]) -> Document {
    let mut document = Document::default();
    for line in practices.iter().map(|p| format!("{} = {}", model[*p].name, formula(model, *p))) {
        document.paragraph(line);
    }
    let mut table = Table::of_names(
        std::iter::once(String::new()).chain(practices.iter().map(|p| model[*p].name.clone())),
    );
    let mut row = |name: &str, value: &dyn Fn(PracticeIx) -> String| {
        table.row(
            std::iter::once(Cell::new(name, Tone::Faint))
                .chain(practices.iter().map(|p| Cell::from(value(*p)))),
        );
    };
    row("Goal", &|p| model[p].goal.clone());
    row("In short", &|p| model[p].summary.clone());
    row("As a house", &|p| model[p].analogy.clone());
    row("Led by", &|p| {
        let mut heads: Vec<RoleIx> = Vec::new();
        for role in model[p].heads.iter().flat_map(|h| &h.roles).filter_map(|id| model.role(id.as_str())) {
            if !heads.contains(&role) {
                heads.push(role);
            }
        }
        words::list(&self::names(model, heads.into_iter().take(4)), "or")
    });
    for (name, membership) in &MEMBERSHIPS[1..] {
        row(name, &|p| {
            let members = model.roles().filter(|r| model.membership(*r, p) == Some(*membership));
            self::names(model, members).join(", ")
        });
    }
    row("Asks of a team", &|p| {
        model[p].demands.iter().map(|d| model[*d].name.clone()).collect::<Vec<_>>().join("; ")
    });
    document.table(table);
    for (index, first) in practices.iter().enumerate() {
        for second in &practices[index + 1..] {
            document.paragraph(shared(model, *first, *second));
        }
    }
    document
}

/// What two practices share, in words.
fn shared(model: &Model, a: PracticeIx, b: PracticeIx) -> String {
    let core = |role: &RoleIx, practice| model.membership(*role, practice) == Some(Membership::Core);
    let both: Vec<RoleIx> = model
        .roles()
        .filter(|r| model.membership(*r, a).is_some() && model.membership(*r, b).is_some())
        .collect();
    let hearts: Vec<RoleIx> = both.iter().copied().filter(|r| core(r, a) && core(r, b)).collect();
    let disciplines: Vec<String> = model[a]
        .combines
        .iter()
        .filter(|d| model[b].combines.contains(d))
        .map(|d| d.as_str().to_owned())
        .collect();
    let core = if hearts.is_empty() {
        "no role is core to both".to_owned()
    } else {
        format!("core to both: {}", words::list(&names(model, hearts.into_iter()), "and"))
    };
    format!(
        "{} and {} share {} and {} of their roles; {core}.",
        model[a].name,
        model[b].name,
        words::list(&disciplines, "and"),
        both.len()
    )
}

/// Builds the list of rules, in their order.
pub fn rules() -> Document {
    let mut table = Table::new(&["Rule", "Severity", "What it looks for"]);
    for rule in RULES {
        table.row([
            Cell::from(rule.id),
            Cell::new(rule.severity.as_str(), words::tone(rule.severity)),
            Cell::from(rule.summary),
        ]);
    }
    document(table)
}

/// Explains one rule.
pub fn rule(rule: &Rule) -> Document {
    let mut document = Document::default();
    document.heading(format!("{} ({})", rule.id, rule.severity.as_str()));
    document.paragraph(rule.summary);
    document.paragraph(format!("Why: {}", rule.why));
    if rule.severity != Severity::Info || !rule.help.is_empty() {
        document.paragraph(format!("What to do: {}", rule.help));
    }
    document.paragraph(format!("Source: {} ({}).", rule.source, rule.grade.meaning()));
    document
}

/// Explains one code of the import.
pub fn code(code: &Code) -> Document {
    let mut document = Document::default();
    document.heading(format!("{} (import)", code.id));
    document.paragraph(code.summary);
    document
}

/// Builds the position description of a role, to start a requisition from.
pub fn position(model: &Model, role: RoleIx) -> Document {
    let facts = &model[role];
    let mut document = Document::default();
    document.heading(&facts.name);
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

/// The memberships as headings, in their order.
const MEMBERSHIPS: &[(&str, Membership)] =
    &[("Lead", Membership::Lead), ("Core", Membership::Core), ("Supporting", Membership::Supporting)];

fn document(table: Table) -> Document {
    let mut document = Document::default();
    document.table(table);
    document
}

fn item(text: impl AsRef<str>) -> Item {
    Item { text: Cell::from(text), below: Vec::new() }
}

fn lines(texts: &[String]) -> Vec<Item> {
    texts.iter().map(item).collect()
}

fn names(model: &Model, roles: impl Iterator<Item = RoleIx>) -> Vec<String> {
    roles.map(|r| model[r].name.clone()).collect()
}

/// The disciplines of a practice: `development + operations`.
fn formula(model: &Model, practice: PracticeIx) -> String {
    model[practice].combines.iter().map(|d| d.as_str()).collect::<Vec<_>>().join(" + ")
}

/// The practices of a role: `DevOps (core)`.
fn memberships(model: &Model, role: RoleIx) -> Vec<String> {
    let practices = model.practices().filter_map(|p| model.membership(role, p).map(|m| (p, m)));
    practices.map(|(p, m)| format!("{} ({})", model[p].name, m.as_str())).collect()
}

fn titles(model: &Model, role: RoleIx) -> Vec<String> {
    let facts = &model[role];
    let in_context = facts.titles_in_context.iter().map(|t| format!("{} ({})", t.title, t.context.join("/")));
    facts.titles.iter().cloned().chain(in_context).collect()
}

fn demands_of(model: &Model, role: RoleIx) -> impl Iterator<Item = &Demand> {
    model.demands().map(|d| &model[d]).filter(move |d| d.roles.contains(&role))
}

fn codes(model: &Model, role: RoleIx) -> Vec<String> {
    let codes = &model[role].codes;
    let frameworks = [("NICE Framework v2", &codes.nice), ("DCWF", &codes.dcwf), ("O*NET-SOC", &codes.onet)];
    frameworks
        .iter()
        .filter(|(_, c)| !c.is_empty())
        .map(|(name, c)| format!("{name} {}", c.join(", ")))
        .collect()
}

fn wage(model: &Model, role: RoleIx) -> String {
    let wage = &model[role].wage;
    let source = model.figures().iter().find(|f| f.id == wage.source).map_or("", |f| f.source.as_str());
    let amount = words::thousands(wage.usd_per_year as usize);
    format!(
        "Median wage USD {amount} a year in the United States, May 2025, occupation {} ({source})",
        wage.occupation
    )
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
