//! The model for programs: JSON of the schemas `rolemap/roles/1`, `rolemap/practices/1`, `rolemap/compare/1` and
//! `rolemap/rules/1`. One explained entry is the entry of its list, in the same schema.

use serde::Serialize;
use serde_json::{Value, json};

use crate::check::{CODES, Code, RULES, Rule};
use crate::model::{Demand, Measure, Membership, Model, PracticeIx, Profile, RoleIx};

/// Writes all roles, in the model's order.
pub fn roles(model: &Model) -> String {
    write(
        &json!({ "schema": "rolemap/roles/1", "roles": model.roles().map(|r| role_entry(model, r)).collect::<Vec<_>>() }),
    )
}

/// Writes one role.
pub fn role(model: &Model, role: RoleIx) -> String {
    write(&json!({ "schema": "rolemap/roles/1", "roles": [role_entry(model, role)] }))
}

/// Writes all practices, in the model's order.
pub fn practices(model: &Model) -> String {
    let entries: Vec<Value> = model.practices().map(|p| practice_entry(model, p)).collect();
    write(&json!({ "schema": "rolemap/practices/1", "practices": entries }))
}

/// Writes one practice.
pub fn practice(model: &Model, practice: PracticeIx) -> String {
    write(&json!({ "schema": "rolemap/practices/1", "practices": [practice_entry(model, practice)] }))
}

/// Writes practices, and what each two of them share.
pub fn compare(model: &Model, practices: &[PracticeIx]) -> String {
    let mut shared = Vec::new();
    for (index, a) in practices.iter().enumerate() {
        for b in &practices[index + 1..] {
            let both = model
                .roles()
                .filter(|r| model.membership(*r, *a).is_some() && model.membership(*r, *b).is_some());
            let disciplines: Vec<&str> = model[*a]
                .combines
                .iter()
                .filter(|d| model[*b].combines.contains(d))
                .map(|d| d.as_str())
                .collect();
            shared.push(json!({
                "practices": [model[*a].id.as_str(), model[*b].id.as_str()],
                "disciplines": disciplines,
                "roles": both.map(|r| model[r].id.as_str()).collect::<Vec<_>>(),
            }));
        }
    }
    let entries: Vec<Value> = practices.iter().map(|p| practice_entry(model, *p)).collect();
    write(&json!({ "schema": "rolemap/compare/1", "practices": entries, "shared": shared }))
}

/// Writes all rules and the codes of the import, in their order.
pub fn rules() -> String {
    let rules: Vec<Value> = RULES.iter().map(rule_entry).collect();
    let codes: Vec<Value> = CODES.iter().map(code_entry).collect();
    write(&json!({ "schema": "rolemap/rules/1", "rules": rules, "codes": codes }))
}

/// Writes one rule.
pub fn rule(rule: &Rule) -> String {
    write(&json!({ "schema": "rolemap/rules/1", "rules": [rule_entry(rule)], "codes": [] }))
}

/// Writes one code of the import.
pub fn code(code: &Code) -> String {
    write(&json!({ "schema": "rolemap/rules/1", "rules": [], "codes": [code_entry(code)] }))
}

fn rule_entry(rule: &Rule) -> Value {
    json!({
        "id": rule.id, "severity": rule.severity.as_str(), "summary": rule.summary, "why": rule.why,
        "help": rule.help, "source": rule.source, "grade": rule.grade.as_str(),
    })
}

fn code_entry(code: &Code) -> Value {
    json!({ "id": code.id, "summary": code.summary })
}

fn role_entry(model: &Model, role: RoleIx) -> Value {
    let facts = &model[role];
    let practices = model.practices().filter_map(|p| model.membership(role, p).map(|m| (p, m)));
    let practices: serde_json::Map<String, Value> =
        practices.map(|(p, m)| (model[p].id.to_string(), json!(m.as_str()))).collect();
    let demands: Vec<&str> = model
        .demands()
        .map(|d| &model[d])
        .filter(|d| d.roles.contains(&role))
        .map(|d| d.id.as_str())
        .collect();
    let in_context: Vec<Value> =
        facts.titles_in_context.iter().map(|t| json!({ "title": t.title, "context": t.context })).collect();
    json!({
        "id": facts.id.as_str(), "name": facts.name, "kind": facts.kind.as_str(),
        "discipline": facts.discipline.as_str(), "tier": facts.tier.as_str(), "titles": facts.titles,
        "titles_in_context": in_context, "practices": practices,
        "reports_to": facts.reports_to.iter().map(|r| r.as_str()).collect::<Vec<_>>(), "demands": demands,
        "line_of_defence": facts.line_of_defence, "developer": facts.developer, "does": facts.does,
        "answerable_for": facts.answerable_for,
        "codes": { "nice": facts.codes.nice, "dcwf": facts.codes.dcwf, "onet": facts.codes.onet },
        "wage": {
            "occupation": facts.wage.occupation, "usd_per_year": facts.wage.usd_per_year,
            "source": facts.wage.source.as_str(),
        },
    })
}

fn practice_entry(model: &Model, practice: PracticeIx) -> Value {
    let facts = &model[practice];
    let members = |membership: Membership| -> Vec<&str> {
        let roles = model.roles().filter(|r| model.membership(*r, practice) == Some(membership));
        roles.map(|r| model[r].id.as_str()).collect()
    };
    let heads: Vec<Value> = facts
        .heads
        .iter()
        .map(|h| {
            json!({
                "roles": h.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>(), "titles": h.titles,
                "equivalence": h.equivalence, "source": h.source, "grade": h.grade.as_str(),
            })
        })
        .collect();
    json!({
        "id": facts.id.as_str(), "name": facts.name,
        "combines": facts.combines.iter().map(|d| d.as_str()).collect::<Vec<_>>(), "goal": facts.goal,
        "summary": facts.summary, "analogy": facts.analogy, "heads": heads, "lead": members(Membership::Lead),
        "core": members(Membership::Core), "supporting": members(Membership::Supporting),
        "demands": facts.demands.iter().map(|d| demand_entry(model, &model[*d])).collect::<Vec<_>>(),
    })
}

fn demand_entry(model: &Model, demand: &Demand) -> Value {
    let sizes = Profile::ALL.map(|p| {
        demand
            .size(p)
            .map_or(Value::Null, |s| json!({ "level": s.level.as_str(), "measure": measure(s.measure) }))
    });
    json!({
        "id": demand.id.as_str(), "name": demand.name, "kind": demand.kind.as_str(),
        "roles": demand.roles.iter().map(|r| model[*r].id.as_str()).collect::<Vec<_>>(),
        "startup": sizes[0], "growth": sizes[1], "enterprise": sizes[2],
        "source": demand.source, "grade": demand.grade.as_str(),
    })
}

fn measure(measure: Measure) -> Value {
    match measure {
        Measure::Count { min } => json!({ "min": min }),
        Measure::PerDevelopers { per, min } => json!({ "per_developers": per, "min": min }),
        Measure::AlwaysOn { posts } => json!({ "posts_24x7": posts }),
        Measure::Rotation { people, per_site } => json!({ "people": people, "people_per_site": per_site }),
        Measure::PerTeam { holders } => json!({ "per_team": holders }),
        Measure::Share { per_mille } => json!({ "share_per_mille": per_mille }),
    }
}

fn write(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("the keys are strings");
    text.push('\n');
    text
}
