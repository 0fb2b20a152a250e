//! Demands: what a practice asks of a team of a given size.

use super::{PracticeIx, Profile, RoleIx};
use crate::id::{DemandId, FigureId};

/// A demand of a practice.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The id: practice, dot, word.
    pub id: DemandId,
    /// The practice.
    pub practice: PracticeIx,
    /// What is asked, in words.
    pub name: String,
    /// What is counted.
    pub kind: DemandKind,
    /// The roles of which any can meet it, in the order of the file (for a share: all roles of the discipline).
    pub roles: Vec<RoleIx>,
    /// How much is asked, by profile; none where a profile does not ask.
    pub sizes: [Option<Size>; Profile::COUNT],
    /// The figures behind it.
    pub figures: Vec<FigureId>,
    /// Why this much.
    pub source: String,
    /// How good the source is.
    pub grade: super::Grade,
}

impl Demand {
    /// Returns how much a team of a profile needs, if the demand is made of it.
    pub fn size(&self, profile: Profile) -> Option<Size> {
        self.sizes[profile as usize]
    }
}

/// What a demand counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DemandKind {
    /// Somebody who leads the practice.
    Head,
    /// FTE; each part of a person counts once.
    Capacity,
    /// Different people who hold one of the roles.
    People,
    /// Development teams with a holder.
    PerTeam,
    /// Technical people who hold one of the roles.
    Share,
}

impl DemandKind {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Capacity => "capacity",
            Self::People => "people",
            Self::PerTeam => "per-team",
            Self::Share => "share",
        }
    }
}

/// Whether a gap is a failure or a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The practice does not work without it.
    Required,
    /// The practice works better with it.
    Recommended,
}

impl Level {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Recommended => "recommended",
        }
    }
}

/// How much a team of one profile needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Required or recommended.
    pub level: Level,
    /// The measure.
    pub measure: Measure,
}

/// The measure of a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// So many FTE, people or heads.
    Count {
        /// FTE or people.
        min: u32,
    },
    /// The larger of `min` and the developers over `per`, rounded up to whole FTE.
    PerDevelopers {
        /// Developers (FTE) for one FTE.
        per: u32,
        /// FTE at least.
        min: u32,
    },
    /// Posts that are staffed at every hour of the year.
    AlwaysOn {
        /// Posts.
        posts: u32,
    },
    /// Different people; where the holders sit on two or more sites, so many on each instead.
    Rotation {
        /// People of a single site.
        people: u32,
        /// People of each site, where there are several.
        per_site: Option<u32>,
    },
    /// Holders in every development team.
    PerTeam {
        /// Holders.
        holders: u32,
    },
    /// A share of the technical people, rounded up to whole people.
    Share {
        /// The share in thousandths.
        per_mille: u32,
    },
}
