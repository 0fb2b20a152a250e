//! Files to model: reads the TOML, joins it by ids, and refuses what breaks a law of the model.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::files::{ConflictsFile, DemandEntry, FiguresFile, Parsed, PracticeFile, Problems, RoleFile};
use super::planning::PathwaysFile;
use super::*;
use crate::error::Result;
use crate::id::RoleId;

/// The files of a model, read and not yet joined.
#[derive(Default)]
pub(super) struct Files<'f> {
    pub(super) roles: Vec<Parsed<'f, RoleFile>>,
    pub(super) practices: Vec<Parsed<'f, PracticeFile>>,
    pub(super) conflicts: Option<Parsed<'f, ConflictsFile>>,
    pub(super) figures: Option<Parsed<'f, FiguresFile>>,
    profiles: Option<Parsed<'f, Profiles>>,
    vocabulary: Option<&'f str>,
    terms: Option<Parsed<'f, Terms>>,
    pathways: Option<Parsed<'f, PathwaysFile>>,
}

impl<'f> Files<'f> {
    fn read(files: &'f [ModelFile], problems: &mut Problems) -> Self {
        let mut read = Self::default();
        for (path, text) in files {
            match path.as_str() {
                "conflicts.toml" => read.conflicts = Parsed::read(path, text, problems),
                "figures.toml" => read.figures = Parsed::read(path, text, problems),
                "profiles.toml" => read.profiles = Parsed::read(path, text, problems),
                "plan.toml" => read.terms = Parsed::read(path, text, problems),
                "pathways.toml" => read.pathways = Parsed::read(path, text, problems),
                "vocabulary.toml" => read.vocabulary = Some(text),
                "README.md" => {}
                p if p.starts_with("roles/") => read.roles.extend(Parsed::read(path, text, problems)),
                p if p.starts_with("practices/") => read.practices.extend(Parsed::read(path, text, problems)),
                _ => problems.push(path, text, 0, "this file is no part of a model", NO_PART),
            }
        }
        // The model's order, whatever the order of the files.
        read.roles.sort_by(|a, b| {
            let key =
                |f: &Parsed<'_, RoleFile>| (f.value.kind, f.value.discipline, f.value.id.get_ref().clone());
            key(a).cmp(&key(b))
        });
        read.practices.sort_by(|a, b| {
            let key = |f: &Parsed<'_, PracticeFile>| (f.value.order, f.value.id.get_ref().clone());
            key(a).cmp(&key(b))
        });
        for (name, present) in [
            ("conflicts.toml", read.conflicts.is_some()),
            ("figures.toml", read.figures.is_some()),
            ("profiles.toml", read.profiles.is_some()),
            ("plan.toml", read.terms.is_some()),
            ("pathways.toml", read.pathways.is_some()),
            ("vocabulary.toml", read.vocabulary.is_some()),
            ("roles/", !read.roles.is_empty()),
            ("practices/", !read.practices.is_empty()),
        ] {
            if !present && !files.iter().any(|(path, _)| path.starts_with(name)) {
                problems.of_the_whole(
                    format!("{name} is missing"),
                    "rolemap init DIR writes every file of the model",
                );
            }
        }
        read
    }
}

const NO_PART: &str = "a model has roles/, practices/, conflicts.toml, figures.toml, profiles.toml, plan.toml, pathways.toml and vocabulary.toml";

/// Finds roles by id, and reports the ids that no role has.
struct RoleIds<'a> {
    places: &'a BTreeMap<RoleId, RoleIx>,
}

impl RoleIds<'_> {
    fn find<T>(
        &self,
        id: &str,
        span: Range<usize>,
        file: &Parsed<'_, T>,
        problems: &mut Problems,
    ) -> Option<RoleIx> {
        let found = self.places.get(id).copied();
        if found.is_none() {
            problems.push(
                file.path,
                file.text,
                span.start,
                format!("no role has the id `{id}`"),
                "name the stem of a file in roles/",
            );
        }
        found
    }

    fn all<T>(&self, ids: &[Spanned<RoleId>], file: &Parsed<'_, T>, problems: &mut Problems) -> Vec<RoleIx> {
        ids.iter().filter_map(|id| self.find(id.get_ref().as_str(), id.span(), file, problems)).collect()
    }
}

impl Model {
    /// Reads a model from its files, in any order.
    ///
    /// # Errors
    ///
    /// Names file and line of everything that breaks a law of the model: unknown fields and ids, an id that is not
    /// its file's stem, titles that two roles claim, a practice without a head, a demand that no role can meet, a
    /// measure that does not fit the kind of demand, usual reporting lines that go round in a circle.
    pub fn from_files(files: &[ModelFile]) -> Result<Self> {
        let mut problems = Problems::default();
        let read = Files::read(files, &mut problems);
        super::laws::check(&read, &mut problems);
        let places: BTreeMap<RoleId, RoleIx> = read
            .roles
            .iter()
            .enumerate()
            .map(|(i, f)| (f.value.id.get_ref().clone(), RoleIx::from_index(i)))
            .collect();
        let ids = RoleIds { places: &places };
        for file in &read.roles {
            ids.all(&file.value.reports_to, file, &mut problems);
        }
        let (practices, demands) = practices(&read, &ids, &mut problems);
        let conflicts = conflicts(&read, &ids, &mut problems);
        let pathways = read.pathways.and_then(|file| {
            let joined = file.value.join(|id| places.get(id).copied());
            joined
                .map_err(|id| {
                    let at = file.text.find(&format!("\"{id}\"")).unwrap_or(0);
                    problems.push(
                        file.path,
                        file.text,
                        at,
                        format!("no role has the id `{id}`"),
                        "name the stem of a file in roles/",
                    );
                })
                .ok()
        });
        if let Some(error) = problems.into_error() {
            return Err(error);
        }
        let roles: Vec<Role> = read.roles.into_iter().map(|f| role(f.value)).collect();
        let sound = "a missing file is a problem, and there are none";
        let mut model = Self {
            practice_by_id: practices
                .iter()
                .enumerate()
                .map(|(i, p)| (p.id.clone(), PracticeIx::from_index(i)))
                .collect(),
            practices,
            roles,
            demands,
            conflicts,
            figures: read.figures.expect(sound).value.figure.into_iter().map(Spanned::into_inner).collect(),
            profiles: read.profiles.expect(sound).value,
            vocabulary: read.vocabulary.expect(sound).to_owned(),
            planning: Planning { terms: read.terms.expect(sound).value, pathways: pathways.expect(sound) },
            role_by_id: places,
            graph: ModelGraph::default(),
        };
        model.graph = ModelGraph::new(&model);
        Ok(model)
    }
}

fn practices(read: &Files<'_>, ids: &RoleIds<'_>, problems: &mut Problems) -> (Vec<Practice>, Vec<Demand>) {
    let (mut practices, mut demands) = (Vec::new(), Vec::new());
    for (index, file) in read.practices.iter().enumerate() {
        let first = demands.len();
        for entry in &file.value.demands {
            demands.push(demand(entry, PracticeIx::from_index(index), file, read, ids, problems));
        }
        for head in &file.value.heads {
            for id in &head.get_ref().roles {
                ids.find(id.as_str(), head.span(), file, problems);
            }
        }
        let PracticeFile { id, order: _, name, combines, goal, summary, analogy, heads, demands: _ } =
            &file.value;
        practices.push(Practice {
            id: id.get_ref().clone(),
            name: name.clone(),
            combines: combines.clone(),
            goal: goal.clone(),
            summary: summary.clone(),
            analogy: analogy.clone(),
            heads: heads.iter().map(|h| h.get_ref().clone()).collect(),
            demands: (first..demands.len()).map(DemandIx::from_index).collect(),
        });
    }
    (practices, demands)
}

fn demand(
    entry: &DemandEntry,
    practice: PracticeIx,
    file: &Parsed<'_, PracticeFile>,
    read: &Files<'_>,
    ids: &RoleIds<'_>,
    problems: &mut Problems,
) -> Demand {
    let DemandEntry { id, name, kind, roles, discipline, startup, growth, enterprise, source, grade } = entry;
    let mut meeting = ids.all(roles, file, problems);
    if let Some(discipline) = discipline {
        let of_discipline = read.roles.iter().enumerate().filter(|(_, r)| r.value.discipline == *discipline);
        meeting.extend(of_discipline.map(|(i, _)| RoleIx::from_index(i)));
    }
    if meeting.is_empty() {
        let help = "give it `roles`, or a `discipline` that some role has";
        problems.push(
            file.path,
            file.text,
            id.span().start,
            format!("no role can meet the demand {}", id.get_ref()),
            help,
        );
    }
    let sizes = [startup, growth, enterprise].map(|size| {
        let size = size.as_ref()?;
        let read = size.get_ref().size(*kind);
        read.map_err(|message| problems.push(file.path, file.text, size.span().start, message, "")).ok()
    });
    Demand {
        id: id.get_ref().clone(),
        practice,
        name: name.clone(),
        kind: *kind,
        roles: meeting,
        sizes,
        source: source.clone(),
        grade: *grade,
    }
}

fn conflicts(read: &Files<'_>, ids: &RoleIds<'_>, problems: &mut Problems) -> Vec<Conflict> {
    let Some(file) = &read.conflicts else { return Vec::new() };
    let entries = file.value.conflict.iter();
    entries
        .map(|e| Conflict {
            id: e.id.get_ref().clone(),
            kind: e.kind,
            roles: ids.all(&e.roles, file, problems),
            apart_from: ids.all(&e.apart_from, file, problems),
            severity: e.severity,
            rule: e.rule.clone(),
            reason: e.reason.clone(),
            source: e.source.clone(),
            grade: e.grade,
        })
        .collect()
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
        id: id.into_inner(),
        name: name.into_inner(),
        kind,
        discipline,
        tier,
        titles: titles.into_iter().map(Spanned::into_inner).collect(),
        titles_in_context,
        practices: practices.into_iter().map(|(id, membership)| (id.into_inner(), membership)).collect(),
        reports_to: reports_to.into_iter().map(Spanned::into_inner).collect(),
        line_of_defence: line_of_defence.into_inner(),
        developer,
        does,
        answerable_for,
        codes,
        wage: Wage {
            occupation: wage.occupation,
            usd_per_year: wage.usd_per_year,
            source: wage.source.into_inner(),
        },
    }
}
