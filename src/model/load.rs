//! Files to model: reads the TOML and joins it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::planning::PathwaysFile;
use super::*;
use crate::error::{Error, ErrorKind, Result};
use crate::id::{ConflictId, DemandId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    id: RoleId,
    name: String,
    kind: RoleKind,
    discipline: Discipline,
    tier: Tier,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    titles_in_context: Vec<TitleInContext>,
    #[serde(default)]
    practices: BTreeMap<PracticeId, Membership>,
    #[serde(default)]
    reports_to: Vec<RoleId>,
    line_of_defence: u8,
    #[serde(default)]
    developer: bool,
    does: Vec<String>,
    answerable_for: Vec<String>,
    #[serde(default)]
    codes: Codes,
    wage: Wage,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PracticeFile {
    id: PracticeId,
    order: u32,
    name: String,
    combines: Vec<Discipline>,
    goal: String,
    summary: String,
    analogy: String,
    heads: Vec<Head>,
    demands: Vec<DemandEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemandEntry {
    id: DemandId,
    name: String,
    kind: DemandKind,
    #[serde(default)]
    roles: Vec<RoleId>,
    discipline: Option<Discipline>,
    startup: Option<SizeEntry>,
    growth: Option<SizeEntry>,
    enterprise: Option<SizeEntry>,
    source: String,
    grade: Grade,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SizeEntry {
    level: Level,
    min: Option<u32>,
    per_developers: Option<u32>,
    posts_24x7: Option<u32>,
    people: Option<u32>,
    people_per_site: Option<u32>,
    per_team: Option<u32>,
    share_per_mille: Option<u32>,
}

impl SizeEntry {
    fn size(&self) -> Size {
        let measure = if let Some(per) = self.per_developers {
            Measure::PerDevelopers { per, min: self.min.unwrap_or(0) }
        } else if let Some(posts) = self.posts_24x7 {
            Measure::AlwaysOn { posts }
        } else if let Some(people) = self.people {
            Measure::Rotation { people, per_site: self.people_per_site }
        } else if let Some(holders) = self.per_team {
            Measure::PerTeam { holders }
        } else if let Some(per_mille) = self.share_per_mille {
            Measure::Share { per_mille }
        } else {
            Measure::Count { min: self.min.unwrap_or(1) }
        };
        Size { level: self.level, measure }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConflictsFile {
    conflict: Vec<ConflictEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConflictEntry {
    id: ConflictId,
    kind: ConflictKind,
    roles: Vec<RoleId>,
    apart_from: Vec<RoleId>,
    severity: Severity,
    rule: String,
    reason: String,
    source: String,
    grade: Grade,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FiguresFile {
    figure: Vec<Figure>,
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |s| 1 + text[..s.start].matches('\n').count() as u64);
        Error::new(ErrorKind::Model, error.message()).file(file).line(line)
    })
}

impl Model {
    /// Reads a model from its files, in any order.
    ///
    /// # Errors
    ///
    /// Names file and line of what breaks a law of the model.
    pub fn from_files(files: &[ModelFile]) -> Result<Self> {
        let mut roles = Vec::new();
        let mut practices = Vec::new();
        let (mut conflict_entries, mut figures, mut profiles, mut vocabulary) =
            (Vec::new(), Vec::new(), None, None);
        let (mut planning, mut pathways) = (Planning::default(), None);
        for (path, text) in files {
            match path.as_str() {
                "conflicts.toml" => conflict_entries = parse::<ConflictsFile>(path, text)?.conflict,
                "figures.toml" => figures = parse::<FiguresFile>(path, text)?.figure,
                "profiles.toml" => profiles = Some(parse::<Profiles>(path, text)?),
                "vocabulary.toml" => vocabulary = Some(text.clone()),
                "plan.toml" => planning.terms = parse(path, text)?,
                "pathways.toml" => pathways = Some((path, parse::<PathwaysFile>(path, text)?)),
                p if p.starts_with("roles/") => roles.push(parse::<RoleFile>(path, text)?),
                p if p.starts_with("practices/") => practices.push(parse::<PracticeFile>(path, text)?),
                _ => {}
            }
        }
        roles.sort_by(|a, b| (a.kind, a.discipline, &a.id).cmp(&(b.kind, b.discipline, &b.id)));
        practices.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
        let roles: Vec<Role> = roles.into_iter().map(role).collect();
        let role_by_id: BTreeMap<RoleId, RoleIx> =
            roles.iter().enumerate().map(|(i, r)| (r.id.clone(), RoleIx::from_index(i))).collect();
        let find = |ids: &[RoleId]| -> Result<Vec<RoleIx>> {
            ids.iter()
                .map(|id| {
                    role_by_id
                        .get(id)
                        .copied()
                        .ok_or_else(|| Error::new(ErrorKind::Model, format!("no role has the id {id}")))
                })
                .collect()
        };
        if let Some((path, file)) = pathways {
            planning.pathways = file.join(|id| role_by_id.get(id).copied()).map_err(|id| {
                Error::new(ErrorKind::Model, format!("no role has the id {id}")).file(path.as_str())
            })?;
        }
        let mut demands = Vec::new();
        let mut made = Vec::new();
        for (index, file) in practices.into_iter().enumerate() {
            let first = demands.len();
            for entry in &file.demands {
                let of_discipline =
                    roles.iter().enumerate().filter(|(_, r)| Some(r.discipline) == entry.discipline);
                demands.push(Demand {
                    id: entry.id.clone(),
                    practice: PracticeIx::from_index(index),
                    name: entry.name.clone(),
                    kind: entry.kind,
                    roles: if entry.discipline.is_some() {
                        of_discipline.map(|(i, _)| RoleIx::from_index(i)).collect()
                    } else {
                        find(&entry.roles)?
                    },
                    sizes: [&entry.startup, &entry.growth, &entry.enterprise]
                        .map(|s| s.as_ref().map(SizeEntry::size)),
                    source: entry.source.clone(),
                    grade: entry.grade,
                });
            }
            let PracticeFile { id, order: _, name, combines, goal, summary, analogy, heads, demands: _ } =
                file;
            let own = (first..demands.len()).map(DemandIx::from_index).collect();
            made.push(Practice { id, name, combines, goal, summary, analogy, heads, demands: own });
        }
        let conflicts = conflict_entries
            .into_iter()
            .map(|e| {
                let ConflictEntry { id, kind, roles, apart_from, severity, rule, reason, source, grade } = e;
                let (roles, apart_from) = (find(&roles)?, find(&apart_from)?);
                Ok(Conflict { id, kind, roles, apart_from, severity, rule, reason, source, grade })
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            practice_by_id: made
                .iter()
                .enumerate()
                .map(|(i, p)| (p.id.clone(), PracticeIx::from_index(i)))
                .collect(),
            practices: made,
            roles,
            demands,
            conflicts,
            figures,
            profiles: profiles.ok_or_else(|| Error::new(ErrorKind::Model, "profiles.toml is missing"))?,
            vocabulary: vocabulary
                .ok_or_else(|| Error::new(ErrorKind::Model, "vocabulary.toml is missing"))?,
            planning,
            role_by_id,
        })
    }
}

fn role(file: RoleFile) -> Role {
    let RoleFile {
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
        codes,
        wage,
    } = file;
    Role {
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
        codes,
        wage,
    }
}
