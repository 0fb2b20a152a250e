//! The files of a model as they are written: shapes for serde, which keep the place of what a law may find wrong.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::planning::Terms;
use super::problems::Problems;
use super::{
    Codes, ConflictKind, DemandKind, Discipline, Grade, Layers, Level, Measure, Membership, ModelFile,
    RoleKind, Severity, Tier,
};
use crate::id::{ConflictId, DemandId, FigureId, PracticeId, RoleId};

/// A file's path and text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Source<'a> {
    /// Returns the physical line, from 1, of a place in the text.
    pub(super) fn line(self, offset: usize) -> u64 {
        1 + self.text[..offset.min(self.text.len())].matches('\n').count() as u64
    }

    /// Returns the name of the file without folder and ending.
    pub(super) fn stem(self) -> &'a str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// A file with what it says.
#[derive(Debug)]
pub(super) struct Parsed<'a, T> {
    pub(super) source: Source<'a>,
    pub(super) says: T,
}

/// The files of a model, each in its shape; what could not be read is absent and a problem.
#[derive(Debug, Default)]
pub(super) struct Files<'a> {
    pub(super) roles: Vec<Parsed<'a, RoleFile>>,
    pub(super) practices: Vec<Parsed<'a, PracticeFile>>,
    pub(super) conflicts: Option<Parsed<'a, ConflictsFile>>,
    pub(super) figures: Option<Parsed<'a, FiguresFile>>,
    pub(super) profiles: Option<Parsed<'a, ProfilesFile>>,
    pub(super) plan: Option<Parsed<'a, Terms>>,
    pub(super) pathways: Option<Parsed<'a, PathwaysFile>>,
    pub(super) vocabulary: Option<Source<'a>>,
    /// The stems of the files in `roles/` and in `practices/`, read or not, so that a file that cannot be read makes
    /// one problem and not one for each mention of its id.
    pub(super) role_stems: Vec<&'a str>,
    pub(super) practice_stems: Vec<&'a str>,
}

/// The files of which a model has one each.
const SINGLE: [&str; 6] =
    ["conflicts.toml", "figures.toml", "pathways.toml", "plan.toml", "profiles.toml", "vocabulary.toml"];

impl<'a> Files<'a> {
    /// Reads the files in the order of their paths, whatever order they come in.
    pub(super) fn read(files: &'a [ModelFile], problems: &mut Problems) -> Self {
        let mut by_path = BTreeMap::new();
        for (path, text) in files {
            let source = Source { path, text };
            match by_path.entry(source.path) {
                Entry::Vacant(free) => _ = free.insert(source),
                Entry::Occupied(_) => problems.of_file(source, "the file is given twice", "give it once"),
            }
        }
        let mut read = Self::default();
        for source in by_path.values() {
            read.add(*source, problems);
        }
        for path in SINGLE.into_iter().filter(|path| !by_path.contains_key(path)) {
            let source = Source { path, text: "" };
            problems.of_file(
                source,
                "the file is missing",
                "`rolemap init` writes a whole model to copy it from",
            );
        }
        for (stems, folder) in [(&read.role_stems, "roles/"), (&read.practice_stems, "practices/")] {
            if stems.is_empty() {
                let source = Source { path: folder, text: "" };
                problems.of_file(source, "the model has no file in this folder", "add at least one");
            }
        }
        read
    }

    fn add(&mut self, source: Source<'a>, problems: &mut Problems) {
        match source.path.split_once('/') {
            None => match source.path {
                "conflicts.toml" => self.conflicts = parse(source, problems),
                "figures.toml" => self.figures = parse(source, problems),
                "pathways.toml" => self.pathways = parse(source, problems),
                "plan.toml" => self.plan = parse(source, problems),
                "profiles.toml" => self.profiles = parse(source, problems),
                "vocabulary.toml" => self.vocabulary = Some(source),
                "README.md" => {}
                _ => unknown(source, problems),
            },
            Some(("roles", name)) if is_toml(name) => {
                self.role_stems.push(source.stem());
                self.roles.extend(parse(source, problems));
            }
            Some(("practices", name)) if is_toml(name) => {
                self.practice_stems.push(source.stem());
                self.practices.extend(parse(source, problems));
            }
            Some(_) => unknown(source, problems),
        }
    }
}

fn is_toml(name: &str) -> bool {
    name.ends_with(".toml") && !name.contains('/')
}

fn unknown(source: Source<'_>, problems: &mut Problems) {
    let help = format!(
        "a model has roles/<id>.toml, practices/<id>.toml, {} and README.md; remove or rename this file",
        SINGLE.join(", ")
    );
    problems.of_file(source, "the file is not one of a model", &help);
}

fn parse<'a, T: DeserializeOwned>(source: Source<'a>, problems: &mut Problems) -> Option<Parsed<'a, T>> {
    match toml::from_str(source.text) {
        Ok(says) => Some(Parsed { source, says }),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            problems.push(source, at, error.message(), "README.md beside the model explains every field");
            None
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleFile {
    pub(super) id: Spanned<RoleId>,
    pub(super) name: Spanned<String>,
    pub(super) kind: RoleKind,
    pub(super) discipline: Discipline,
    pub(super) tier: Tier,
    #[serde(default)]
    pub(super) titles: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) titles_in_context: Vec<ContextEntry>,
    #[serde(default)]
    pub(super) practices: BTreeMap<Spanned<PracticeId>, Membership>,
    #[serde(default)]
    pub(super) reports_to: Vec<Spanned<RoleId>>,
    pub(super) line_of_defence: Within<1, 3>,
    #[serde(default)]
    pub(super) developer: bool,
    pub(super) does: Spanned<Vec<String>>,
    pub(super) answerable_for: Spanned<Vec<String>>,
    #[serde(default)]
    pub(super) codes: Codes,
    pub(super) wage: WageEntry,
}

impl RoleFile {
    /// Returns how the role works in the practice of an id, if it does.
    pub(super) fn membership(&self, practice: &str) -> Option<Membership> {
        self.practices.iter().find(|(id, _)| id.get_ref().as_str() == practice).map(|(_, how)| *how)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContextEntry {
    pub(super) title: Spanned<String>,
    pub(super) context: Spanned<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WageEntry {
    pub(super) occupation: String,
    pub(super) usd_per_year: Within<1, 10_000_000>,
    pub(super) source: Spanned<FigureId>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PracticeFile {
    pub(super) id: Spanned<PracticeId>,
    pub(super) order: Spanned<u32>,
    pub(super) name: Spanned<String>,
    pub(super) combines: Spanned<Vec<Discipline>>,
    pub(super) goal: String,
    pub(super) summary: String,
    pub(super) analogy: String,
    #[serde(default)]
    pub(super) heads: Vec<HeadEntry>,
    #[serde(default)]
    pub(super) demands: Vec<DemandEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadEntry {
    pub(super) roles: Spanned<Vec<Spanned<RoleId>>>,
    pub(super) titles: Spanned<Vec<String>>,
    pub(super) equivalence: String,
    pub(super) source: String,
    pub(super) grade: Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemandEntry {
    pub(super) id: Spanned<DemandId>,
    pub(super) name: String,
    pub(super) kind: DemandKind,
    #[serde(default)]
    pub(super) roles: Vec<Spanned<RoleId>>,
    pub(super) discipline: Option<Spanned<Discipline>>,
    pub(super) startup: Option<Spanned<SizeEntry>>,
    pub(super) growth: Option<Spanned<SizeEntry>>,
    pub(super) enterprise: Option<Spanned<SizeEntry>>,
    #[serde(default)]
    pub(super) figures: Vec<Spanned<FigureId>>,
    pub(super) source: String,
    pub(super) grade: Grade,
}

impl DemandEntry {
    /// Returns the sizes, by profile.
    pub(super) fn sizes(&self) -> [Option<&Spanned<SizeEntry>>; 3] {
        [self.startup.as_ref(), self.growth.as_ref(), self.enterprise.as_ref()]
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SizeEntry {
    pub(super) level: Level,
    pub(super) min: Option<Within<1, 100_000>>,
    pub(super) per_developers: Option<Within<1, 100_000>>,
    pub(super) posts_24x7: Option<Within<1, 1000>>,
    pub(super) people: Option<Within<1, 100_000>>,
    pub(super) people_per_site: Option<Within<1, 100_000>>,
    pub(super) per_team: Option<Within<1, 1000>>,
    pub(super) share_per_mille: Option<Within<1, 1000>>,
}

impl SizeEntry {
    /// Returns the measure, which must be one of the kind of demand; the error is what the kind expects.
    pub(super) fn measure(self, kind: DemandKind) -> Result<Measure, &'static str> {
        let Self {
            level: _,
            min,
            per_developers,
            posts_24x7,
            people,
            people_per_site,
            per_team,
            share_per_mille,
        } = self;
        let min = min.map(|n| n.0);
        let per_site = people_per_site.map(|n| n.0);
        let given = (min, per_developers, posts_24x7, people, per_site, per_team, share_per_mille);
        match (kind, given) {
            (
                DemandKind::Head | DemandKind::Capacity | DemandKind::People,
                (Some(min), None, None, None, None, None, None),
            ) => Ok(Measure::Count { min }),
            (DemandKind::Capacity, (min, Some(per), None, None, None, None, None)) => {
                Ok(Measure::PerDevelopers { per: per.0, min: min.unwrap_or(0) })
            }
            (DemandKind::Capacity, (None, None, Some(posts), None, None, None, None)) => {
                Ok(Measure::AlwaysOn { posts: posts.0 })
            }
            (DemandKind::People, (None, None, None, Some(people), per_site, None, None)) => {
                Ok(Measure::Rotation { people: people.0, per_site })
            }
            (DemandKind::PerTeam, (None, None, None, None, None, Some(holders), None)) => {
                Ok(Measure::PerTeam { holders: holders.0 })
            }
            (DemandKind::Share, (None, None, None, None, None, None, Some(share))) => {
                Ok(Measure::Share { per_mille: share.0 })
            }
            (DemandKind::Head, _) => Err("`min`"),
            (DemandKind::Capacity, _) => Err("`min`, or `per_developers` and perhaps `min`, or `posts_24x7`"),
            (DemandKind::People, _) => Err("`min`, or `people` and perhaps `people_per_site`"),
            (DemandKind::PerTeam, _) => Err("`per_team`"),
            (DemandKind::Share, _) => Err("`share_per_mille`"),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictsFile {
    #[serde(default)]
    pub(super) conflict: Vec<ConflictEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictEntry {
    pub(super) id: Spanned<ConflictId>,
    pub(super) kind: ConflictKind,
    pub(super) roles: Vec<Spanned<RoleId>>,
    #[serde(default)]
    pub(super) apart_from: Vec<Spanned<RoleId>>,
    pub(super) severity: Severity,
    pub(super) rule: String,
    pub(super) reason: String,
    pub(super) source: String,
    pub(super) grade: Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiguresFile {
    #[serde(default)]
    pub(super) figure: Vec<FigureEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureEntry {
    pub(super) id: Spanned<FigureId>,
    pub(super) topic: String,
    pub(super) fact: String,
    pub(super) value: String,
    pub(super) source: String,
    pub(super) grade: Grade,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfilesFile {
    pub(super) startup_up_to: Spanned<Within<1, 100_000>>,
    pub(super) growth_up_to: Spanned<Within<1, 1_000_000>>,
    pub(super) always_on: AlwaysOnEntry,
    pub(super) span: SpanEntry,
    pub(super) layers: Layers,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlwaysOnEntry {
    pub(super) hours_per_year: Within<1, 8784>,
    pub(super) net_hours_per_fte: Spanned<Within<1, 8784>>,
    pub(super) figures: Vec<Spanned<FigureId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpanEntry {
    pub(super) warning_above: Within<1, 1000>,
    pub(super) error_above: Spanned<Within<1, 1000>>,
    pub(super) figures: Vec<Spanned<FigureId>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PathwaysFile {
    #[serde(default)]
    pub(super) pathway: Vec<PathwayEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PathwayEntry {
    pub(super) from: Spanned<RoleId>,
    pub(super) to: Spanned<RoleId>,
    pub(super) months: Within<1, 60>,
    #[serde(default)]
    pub(super) beside: bool,
}

/// A number from `MIN` to `MAX`: a model that asks nothing, or the absurd, is refused where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Within<const MIN: u32, const MAX: u32>(pub(super) u32);

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Within<MIN, MAX> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        within::<MIN, MAX, D>(deserializer).map(Self)
    }
}

/// Reads a number from `MIN` to `MAX`.
pub(super) fn within<'de, const MIN: u32, const MAX: u32, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<u32, D::Error> {
    let number = i64::deserialize(deserializer)?;
    u32::try_from(number)
        .ok()
        .filter(|n| (MIN..=MAX).contains(n))
        .ok_or_else(|| serde::de::Error::custom(format!("{number} is not a number from {MIN} to {MAX}")))
}
