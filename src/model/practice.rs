//! Practices: what each combines, what for, who leads it.

use super::{DemandIx, Discipline};
use crate::id::{PracticeId, RoleId};

/// A practice, read from `roles/practices/<id>.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// The id, equal to the stem of the file.
    pub id: PracticeId,
    /// The name.
    pub name: String,
    /// The disciplines it combines: the formula.
    pub combines: Vec<Discipline>,
    /// The goal.
    pub goal: String,
    /// One plain sentence.
    pub summary: String,
    /// Its part in the building of a house.
    pub analogy: String,
    /// Who leads it, in order of preference.
    pub heads: Vec<Head>,
    /// What it demands of a team, in the order of the file.
    pub demands: Vec<DemandIx>,
}

/// One way in which the head's post of a practice is titled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The roles of the model that this post is.
    pub roles: Vec<RoleId>,
    /// Titles that are equivalent.
    pub titles: Vec<String>,
    /// In what the equivalence consists.
    pub equivalence: String,
    /// Where the fact was found.
    pub source: String,
    /// How good the source is.
    pub grade: super::Grade,
}
