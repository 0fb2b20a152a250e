//! Roles: what a person can hold, with titles, practices, duties and codes.

use std::collections::BTreeMap;

use crate::id::{FigureId, PracticeId, RoleId};

/// A role, read from `roles/roles/<id>.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The id, equal to the stem of the file.
    pub id: RoleId,
    /// The name, also the first title.
    pub name: String,
    /// Executive, head, manager, individual contributor or part-time.
    pub kind: RoleKind,
    /// The craft it belongs to.
    pub discipline: Discipline,
    /// How much a team of ordinary size needs it (our judgement).
    pub tier: Tier,
    /// Titles beside the name that mean this role.
    pub titles: Vec<String>,
    /// Titles that mean this role only beside certain words, in the title itself or in the person's department.
    pub titles_in_context: Vec<TitleInContext>,
    /// The practices it works in, and how.
    pub practices: BTreeMap<PracticeId, Membership>,
    /// Roles it usually reports to, best first (our judgement).
    pub reports_to: Vec<RoleId>,
    /// The line of defence: 1 owns risk, 2 oversees it, 3 audits.
    pub line_of_defence: u8,
    /// Whether its FTE count as developers, by which demands are sized.
    pub developer: bool,
    /// What the role does, a line each.
    pub does: Vec<String>,
    /// What the role is answerable for, a line each.
    pub answerable_for: Vec<String>,
    /// Codes in public frameworks.
    pub codes: Codes,
    /// What the occupation earns.
    pub wage: Wage,
}

/// A title that means a role only beside certain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleInContext {
    /// The title.
    pub title: String,
    /// The words of which one must stand beside it.
    pub context: Vec<String>,
}

/// The rank of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// Leads the firm or one of its functions.
    Executive,
    /// Leads a department.
    Head,
    /// Leads a team.
    Manager,
    /// Individual contributor.
    Ic,
    /// Held beside another role.
    PartTime,
}

impl RoleKind {
    /// Returns the word the data files have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Executive => "executive",
            Self::Head => "head",
            Self::Manager => "manager",
            Self::Ic => "ic",
            Self::PartTime => "part-time",
        }
    }

    /// Whether somebody is hired in such a role to close a gap: never an executive, whom a firm does not take on for
    /// one practice, nor a role that is held beside another.
    pub fn can_be_hired(self) -> bool {
        !matches!(self, Self::Executive | Self::PartTime)
    }
}

/// The craft of a role; practices combine the first three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discipline {
    /// Builds software.
    Development,
    /// Guards systems and data.
    Security,
    /// Runs systems.
    Operations,
    /// Sets rules and watches risk.
    Governance,
    /// Judges controls independently.
    Audit,
    /// Leads several crafts.
    Leadership,
}

impl Discipline {
    /// Returns the word the data files have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Security => "security",
            Self::Operations => "operations",
            Self::Governance => "governance",
            Self::Audit => "audit",
            Self::Leadership => "leadership",
        }
    }

    /// Whether its people are technical: development, operations or security.
    pub fn is_technical(self) -> bool {
        matches!(self, Self::Development | Self::Operations | Self::Security)
    }
}

/// How much a team of ordinary size needs a role (our judgement).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// No practice works without it.
    Essential,
    /// Usual from a middling size on.
    Standard,
    /// For large or regulated firms.
    Extended,
    /// Stands around the practices, not in them.
    Context,
}

impl Tier {
    /// Returns the word the data files have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Standard => "standard",
            Self::Extended => "extended",
            Self::Context => "context",
        }
    }
}

/// How a role works in a practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Membership {
    /// Leads it, or people in it.
    Lead,
    /// Does its work.
    Core,
    /// Helps its work.
    Supporting,
}

impl Membership {
    /// Returns the word the data files have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Core => "core",
            Self::Supporting => "supporting",
        }
    }
}

/// Codes of a role in public frameworks; a list is empty where the framework has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// NICE Framework version 2 work roles.
    #[serde(default)]
    pub nice: Vec<String>,
    /// DoD Cyber Workforce Framework work roles.
    #[serde(default)]
    pub dcwf: Vec<String>,
    /// O*NET-SOC occupations.
    #[serde(default)]
    pub onet: Vec<String>,
}

/// What an occupation earns, the same for each role of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wage {
    /// The SOC occupation the figure is of.
    pub occupation: String,
    /// The median in United States dollars a year.
    pub usd_per_year: u32,
    /// The figure that names source and grade.
    pub source: FigureId,
}
