//! Titles: what a free-text job title says about the role.

use crate::model::{Model, RoleIx};

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
    pub roles: Vec<RoleIx>,
    /// The level, where the title states one.
    pub level: Option<Grade>,
    /// How sure the answer is, in hundredths, 0 to 100.
    pub confidence: u8,
    /// Why, in words.
    pub reason: String,
    /// Other roles that the title could mean, best first: not empty where a person should decide.
    pub candidates: Vec<RoleIx>,
}

/// Reads titles with the words of one model; the lifetime `'m` is the model's.
#[derive(Debug)]
pub struct Classifier<'m> {
    model: &'m Model,
}

impl<'m> Classifier<'m> {
    /// Makes a classifier of a model's titles and vocabulary.
    pub fn new(model: &'m Model) -> Self {
        Self { model }
    }

    /// Reads one title.
    pub fn classify(&self, title: &str, context: Context<'_>) -> Reading {
        let _ = context;
        let key = title.trim().to_lowercase();
        let named = |role: &RoleIx| {
            let role = &self.model[*role];
            role.name.to_lowercase() == key || role.titles.iter().any(|t| t.to_lowercase() == key)
        };
        let roles: Vec<RoleIx> = self.model.roles().filter(named).collect();
        let confidence = if roles.is_empty() { 50 } else { 100 };
        Reading {
            roles,
            level: None,
            confidence,
            reason: "a title of the role".into(),
            candidates: Vec::new(),
        }
    }
}
