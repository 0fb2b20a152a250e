//! Conflicts: duties and lines that must be apart.

use super::{Grade, RoleIx};
use crate::id::ConflictId;

/// Duties or lines that must be apart, read from `roles/conflicts.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The id.
    pub id: ConflictId,
    /// What must be apart.
    pub kind: ConflictKind,
    /// The roles of one side.
    pub roles: Vec<RoleIx>,
    /// The roles of the other side.
    pub apart_from: Vec<RoleIx>,
    /// How bad it is.
    pub severity: Severity,
    /// What to keep apart, in words.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Where the rule comes from.
    pub source: String,
    /// How good the source is.
    pub grade: Grade,
}

/// What a conflict keeps apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConflictKind {
    /// One person must not hold a role of each side.
    SamePerson,
    /// A role of one side must not report, directly or through others, to the other side.
    ReportingLine,
    /// A team must have two people of the role, so that one checks the other.
    Headcount,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a decision.
    Warning,
    /// Must be mended or allowed.
    Error,
}

impl Severity {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
