//! The model for programs: JSON of practices and roles. The wire types are their own, so that a change inside
//! cannot change the format.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    Codes, Demand, Head, Measure, Model, Practice, PracticeIx, Profile, Role, RoleIx, TitleInContext, Wage,
};

/// Writes some roles as JSON, in the order given.
pub fn roles(model: &Model, roles: &[RoleIx]) -> String {
    json(&Roles { schema: "rolemap/roles/1", roles: roles.iter().map(|r| role(&model[*r])).collect() })
}

/// Writes some practices as JSON, in the order given; their demands in the model's order.
pub fn practices(model: &Model, practices: &[PracticeIx]) -> String {
    let practices = practices.iter().map(|p| practice(model, &model[*p])).collect();
    json(&Practices { schema: "rolemap/practices/1", practices })
}

/// Writes a value as indented JSON with a line break at the end.
pub(super) fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("every key is a string");
    text.push('\n');
    text
}

fn role(role: &Role) -> RoleEntry<'_> {
    let Role {
        id,
        name,
        kind,
        discipline,
        tier,
        titles,
        titles_in_context,
        practices,
        reports_to,
        line_of_defence,
        developer,
        does,
        answerable_for,
        codes: Codes { nice, dcwf, onet },
        wage: Wage { occupation, usd_per_year, source },
    } = role;
    RoleEntry {
        id: id.as_str(),
        name,
        kind: kind.as_str(),
        discipline: discipline.as_str(),
        tier: tier.as_str(),
        titles,
        titles_in_context: titles_in_context.iter().map(title).collect(),
        practices: practices.iter().map(|(id, m)| (id.as_str(), m.as_str())).collect(),
        reports_to: reports_to.iter().map(|r| r.as_str()).collect(),
        line_of_defence: *line_of_defence,
        developer: *developer,
        does,
        answerable_for,
        codes: CodesEntry { nice, dcwf, onet },
        wage: WageEntry { occupation, usd_per_year: *usd_per_year, source: source.as_str() },
    }
}

fn title(title: &TitleInContext) -> TitleEntry<'_> {
    let TitleInContext { title, context } = title;
    TitleEntry { title, context }
}

fn practice<'a>(model: &'a Model, practice: &'a Practice) -> PracticeEntry<'a> {
    let Practice { id, name, combines, goal, summary, analogy, heads, demands } = practice;
    PracticeEntry {
        id: id.as_str(),
        name,
        combines: combines.iter().map(|d| d.as_str()).collect(),
        goal,
        summary,
        analogy,
        heads: heads.iter().map(head).collect(),
        demands: demands.iter().map(|d| demand(model, &model[*d])).collect(),
    }
}

fn head(head: &Head) -> HeadEntry<'_> {
    let Head { roles, titles, equivalence, source, grade } = head;
    let roles = roles.iter().map(|r| r.as_str()).collect();
    HeadEntry { roles, titles, equivalence, source, grade: grade.as_str() }
}

fn demand<'a>(model: &'a Model, demand: &'a Demand) -> DemandEntry<'a> {
    let Demand { id, practice: _, name, kind, roles, sizes: _, figures, source, grade } = demand;
    let sizes = Profile::ALL.map(|p| (p.as_str(), demand.size(p).map(|s| size(s.level.as_str(), s.measure))));
    DemandEntry {
        id: id.as_str(),
        name,
        kind: kind.as_str(),
        roles: roles.iter().map(|r| model[*r].id.as_str()).collect(),
        sizes: sizes.into_iter().collect(),
        figures: figures.iter().map(|f| f.as_str()).collect(),
        source,
        grade: grade.as_str(),
    }
}

fn size(level: &'static str, measure: Measure) -> SizeEntry {
    let none = SizeEntry { level, ..SizeEntry::default() };
    match measure {
        Measure::Count { min } => SizeEntry { min: Some(min), ..none },
        Measure::PerDevelopers { per, min } => {
            SizeEntry { per_developers: Some(per), min: Some(min), ..none }
        }
        Measure::AlwaysOn { posts } => SizeEntry { posts_24x7: Some(posts), ..none },
        Measure::Rotation { people, per_site } => {
            SizeEntry { people: Some(people), people_per_site: per_site, ..none }
        }
        Measure::PerTeam { holders } => SizeEntry { per_team: Some(holders), ..none },
        Measure::Share { per_mille } => SizeEntry { share_per_mille: Some(per_mille), ..none },
    }
}

/// The roles of the model: `rolemap roles --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Roles<'a> {
    schema: &'static str,
    roles: Vec<RoleEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RoleEntry<'a> {
    id: &'a str,
    name: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["executive", "head", "manager", "ic", "part-time"])))]
    kind: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["development", "security", "operations", "governance", "audit", "leadership"])))]
    discipline: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["essential", "standard", "extended", "context"])))]
    tier: &'static str,
    titles: &'a [String],
    titles_in_context: Vec<TitleEntry<'a>>,
    /// How the role belongs to each practice it works in: lead, core or supporting.
    practices: BTreeMap<&'a str, &'static str>,
    /// Roles to which it usually reports.
    reports_to: Vec<&'a str>,
    line_of_defence: u8,
    developer: bool,
    does: &'a [String],
    answerable_for: &'a [String],
    codes: CodesEntry<'a>,
    wage: WageEntry<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TitleEntry<'a> {
    title: &'a str,
    context: &'a [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CodesEntry<'a> {
    nice: &'a [String],
    dcwf: &'a [String],
    onet: &'a [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WageEntry<'a> {
    occupation: &'a str,
    usd_per_year: u32,
    source: &'a str,
}

/// The practices of the model: `rolemap practices --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Practices<'a> {
    schema: &'static str,
    practices: Vec<PracticeEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PracticeEntry<'a> {
    id: &'a str,
    name: &'a str,
    combines: Vec<&'static str>,
    goal: &'a str,
    summary: &'a str,
    analogy: &'a str,
    heads: Vec<HeadEntry<'a>>,
    demands: Vec<DemandEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HeadEntry<'a> {
    roles: Vec<&'a str>,
    titles: &'a [String],
    equivalence: &'a str,
    source: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["A", "B", "C", "J"])))]
    grade: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DemandEntry<'a> {
    id: &'a str,
    name: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["head", "capacity", "people", "per-team", "share"])))]
    kind: &'static str,
    roles: Vec<&'a str>,
    /// By profile; null where nothing is asked of that size.
    sizes: BTreeMap<&'static str, Option<SizeEntry>>,
    figures: Vec<&'a str>,
    source: &'a str,
    /// A official, B reputable, C blog or vendor, J judgement.
    #[cfg_attr(test, schemars(extend("enum" = ["A", "B", "C", "J"])))]
    grade: &'static str,
}

/// How much is asked of one profile, in the words of the data files; what does not apply is null.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SizeEntry {
    level: &'static str,
    min: Option<u32>,
    per_developers: Option<u32>,
    posts_24x7: Option<u32>,
    people: Option<u32>,
    people_per_site: Option<u32>,
    per_team: Option<u32>,
    share_per_mille: Option<u32>,
}
