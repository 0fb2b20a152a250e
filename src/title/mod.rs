//! Titles: what a free-text job title says about the role.
//!
//! A title is read in five steps: `normalise` splits it into folded words, `lexicon` tells what words and phrases
//! can mean, `grammar` finds job nouns and crafts, `resolve` turns them into roles, and `context` lets the
//! department decide where the title leaves it open. What the words are stands in `roles/vocabulary.toml`.

mod beside;
mod classify;
mod context;
mod core;
mod decisions;
mod explain;
mod fold;
mod gender;
mod grammar;
mod hash;
mod initials;
mod lexicon;
mod meanings;
mod memo;
mod mend;
mod normalise;
mod parts;
mod qualify;
mod reason;
mod resolve;
mod review;
mod spelling;
mod spellings;
mod trie;
mod unit;
mod vocabulary;

use std::sync::Arc;

pub use self::classify::Classifier;
pub use self::decisions::{Decision, Decisions};
pub use self::explain::Step;
pub use self::review::{Undecided, review_csv};
use crate::model::RoleIx;

/// What stands beside a title and may decide between candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context<'a> {
    /// The department.
    pub department: &'a str,
    /// The team.
    pub team: &'a str,
    /// Whether the person has reports.
    pub leads: bool,
}

/// The grade that a title states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Intern, student, apprentice, trainee.
    Intern,
    /// Junior, associate.
    Junior,
    /// Stated middle grades, such as II.
    Mid,
    /// Senior.
    Senior,
    /// Staff.
    Staff,
    /// Principal, distinguished.
    Principal,
    /// Lead of a craft.
    Lead,
    /// Manager of a team.
    Manager,
    /// Head, director, vice president.
    Head,
    /// Chief.
    Executive,
}

impl Grade {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intern => "intern",
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Staff => "staff",
            Self::Principal => "principal",
            Self::Lead => "lead",
            Self::Manager => "manager",
            Self::Head => "head",
            Self::Executive => "executive",
        }
    }
}

/// How a title was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The roles, in the model's order; empty where the title is outside the model.
    pub roles: Arc<[RoleIx]>,
    /// The level, where the title states one.
    pub level: Option<Grade>,
    /// How sure the answer is, in hundredths, 0 to 100.
    pub confidence: u8,
    /// Why, in words.
    pub reason: Arc<str>,
    /// Other roles that the title could mean, best first: not empty where a person should decide.
    pub candidates: Vec<RoleIx>,
}
