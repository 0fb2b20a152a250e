//! The shapes of the data files, before they are joined. A place in a file is kept where a law may be broken there.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Codes, ConflictKind, DemandKind, Discipline, Figure, Grade, Head, Level, Measure, Membership, RoleKind,
    Severity, Size, Tier, TitleInContext,
};
use crate::error::{Error, ErrorKind, Problem};
use crate::id::{ConflictId, DemandId, FigureId, PracticeId, RoleId};

/// `roles/<id>.toml`
#[derive(Deserialize)]
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
    pub(super) titles_in_context: Vec<TitleInContext>,
    #[serde(default)]
    pub(super) practices: BTreeMap<Spanned<PracticeId>, Membership>,
    #[serde(default)]
    pub(super) reports_to: Vec<Spanned<RoleId>>,
    pub(super) line_of_defence: Spanned<u8>,
    #[serde(default)]
    pub(super) developer: bool,
    pub(super) does: Vec<String>,
    pub(super) answerable_for: Vec<String>,
    #[serde(default)]
    pub(super) codes: Codes,
    pub(super) wage: WageEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WageEntry {
    pub(super) occupation: String,
    pub(super) usd_per_year: u32,
    pub(super) source: Spanned<FigureId>,
}

/// `practices/<id>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PracticeFile {
    pub(super) id: Spanned<PracticeId>,
    pub(super) order: u32,
    pub(super) name: String,
    pub(super) combines: Vec<Discipline>,
    pub(super) goal: String,
    pub(super) summary: String,
    pub(super) analogy: String,
    #[serde(default)]
    pub(super) heads: Vec<Spanned<Head>>,
    #[serde(default)]
    pub(super) demands: Vec<DemandEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DemandEntry {
    pub(super) id: Spanned<DemandId>,
    pub(super) name: String,
    pub(super) kind: DemandKind,
    #[serde(default)]
    pub(super) roles: Vec<Spanned<RoleId>>,
    pub(super) discipline: Option<Discipline>,
    pub(super) startup: Option<Spanned<SizeEntry>>,
    pub(super) growth: Option<Spanned<SizeEntry>>,
    pub(super) enterprise: Option<Spanned<SizeEntry>>,
    pub(super) source: String,
    pub(super) grade: Grade,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SizeEntry {
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
    /// Returns the size, or what is wrong with it for a kind of demand.
    pub(super) fn size(&self, kind: DemandKind) -> Result<Size, String> {
        let Self {
            level,
            min,
            per_developers,
            posts_24x7,
            people,
            people_per_site,
            per_team,
            share_per_mille,
        } = *self;
        let measure =
            match (kind, min, per_developers, posts_24x7, people, people_per_site, per_team, share_per_mille)
            {
                (
                    DemandKind::Head | DemandKind::Capacity,
                    Some(min @ 1..),
                    None,
                    None,
                    None,
                    None,
                    None,
                    None,
                ) => Measure::Count { min },
                (DemandKind::Capacity, min, Some(per @ 1..), None, None, None, None, None) => {
                    Measure::PerDevelopers { per, min: min.unwrap_or(0) }
                }
                (DemandKind::Capacity, None, None, Some(posts @ 1..), None, None, None, None) => {
                    Measure::AlwaysOn { posts }
                }
                (DemandKind::People, None, None, None, Some(people @ 1..), per_site, None, None)
                    if per_site != Some(0) =>
                {
                    Measure::Rotation { people, per_site }
                }
                (DemandKind::PerTeam, None, None, None, None, None, Some(holders @ 1..), None) => {
                    Measure::PerTeam { holders }
                }
                (DemandKind::Share, None, None, None, None, None, None, Some(per_mille @ 1..=1000)) => {
                    Measure::Share { per_mille }
                }
                _ => {
                    return Err(format!(
                        "a demand of kind {} is not measured so; expected {}",
                        kind.as_str(),
                        expected(kind)
                    ));
                }
            };
        Ok(Size { level, measure })
    }
}

fn expected(kind: DemandKind) -> &'static str {
    match kind {
        DemandKind::Head => "`min` from 1",
        DemandKind::Capacity => "`min` from 1, `per_developers` with or without `min`, or `posts_24x7`",
        DemandKind::People => "`people` from 1, with or without `people_per_site`",
        DemandKind::PerTeam => "`per_team` from 1",
        DemandKind::Share => "`share_per_mille` from 1 to 1000",
    }
}

/// `conflicts.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictsFile {
    pub(super) conflict: Vec<ConflictEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictEntry {
    pub(super) id: Spanned<ConflictId>,
    pub(super) kind: ConflictKind,
    pub(super) roles: Vec<Spanned<RoleId>>,
    pub(super) apart_from: Vec<Spanned<RoleId>>,
    pub(super) severity: Severity,
    pub(super) rule: String,
    pub(super) reason: String,
    pub(super) source: String,
    pub(super) grade: Grade,
}

/// `figures.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiguresFile {
    pub(super) figure: Vec<Spanned<Figure>>,
}

/// A data file that could be read: its path, its text and its value.
pub(super) struct Parsed<'f, T> {
    pub(super) path: &'f str,
    pub(super) text: &'f str,
    pub(super) value: T,
}

impl<'f, T: serde::de::DeserializeOwned> Parsed<'f, T> {
    /// Reads a file; what is wrong with it goes to the problems.
    pub(super) fn read(path: &'f str, text: &'f str, problems: &mut Problems) -> Option<Self> {
        match toml::from_str(text) {
            Ok(value) => Some(Self { path, text, value }),
            Err(error) => {
                let start = error.span().map_or(0, |s| s.start);
                let message = error.message().trim().replace('\n', "; ");
                problems.push(
                    path,
                    text,
                    start,
                    message,
                    "README.md beside the data files explains every field",
                );
                None
            }
        }
    }
}

/// What is wrong with a model, gathered, so that one run tells all of it.
#[derive(Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem at a place of a file, by its offset in bytes.
    pub(super) fn push(
        &mut self,
        path: &str,
        text: &str,
        offset: usize,
        message: impl Into<String>,
        help: &str,
    ) {
        let line = 1 + text.bytes().take(offset).filter(|b| *b == b'\n').count() as u64;
        let (file, message, help) = (Some(path.to_owned()), message.into(), help.to_owned());
        self.0.push(Problem { file, line: Some(line), message, help });
    }

    /// Adds a problem of the model as a whole.
    pub(super) fn of_the_whole(&mut self, message: impl Into<String>, help: &str) {
        self.0.push(Problem { file: None, line: None, message: message.into(), help: help.to_owned() });
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the error, in the order of file and line; none where there are no problems.
    pub(super) fn into_error(mut self) -> Option<Error> {
        self.0.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Error::of(ErrorKind::Model, self.0)
    }
}
