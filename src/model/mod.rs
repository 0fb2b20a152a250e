//! The model: what should be. Practices, roles, demands and conflicts, and the graph that joins them.

mod conflict;
mod demand;
mod figure;
mod files;
mod graph;
mod load;
mod planning;
mod practice;
mod problems;
mod profile;
mod role;
mod validate;

use std::collections::BTreeMap;
use std::ops::Index;

pub use conflict::{Conflict, ConflictKind, Severity};
pub use demand::{Demand, DemandKind, Level, Measure, Size};
pub use figure::{Figure, Grade};
pub use graph::Shared;
pub use planning::{Attrition, Contractor, Cost, Pathway, Planning, Ramp, Terms, Training};
pub use practice::{Head, Practice};
pub use profile::{AlwaysOn, Layers, Profile, Profiles, Span};
pub use role::{Codes, Discipline, Membership, Role, RoleKind, Tier, TitleInContext, Wage};

use graph::Graph;

use crate::id::{PracticeId, RoleId};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u16);

        impl $name {
            /// Returns the place in the model's list, from 0.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            fn from_index(index: usize) -> Self {
                Self(u16::try_from(index).expect("a model has fewer than 65,536 of each"))
            }
        }
    };
}

index! {
    /// A role of one model; its order is the model's order.
    RoleIx
}
index! {
    /// A practice of one model; its order is the model's order.
    PracticeIx
}
index! {
    /// A demand of one model; its order is the model's order.
    DemandIx
}

/// A file of the model: its path below the model's folder, and its text.
pub type ModelFile = (String, String);

/// The model: practices, roles, demands, conflicts, profiles, figures.
///
/// Orders, here and wherever the model's order is named: practices by the order of `practices.order`;
/// roles by kind, discipline and id; demands by practice and place in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    practices: Vec<Practice>,
    roles: Vec<Role>,
    demands: Vec<Demand>,
    conflicts: Vec<Conflict>,
    figures: Vec<Figure>,
    profiles: Profiles,
    vocabulary: String,
    planning: Planning,
    role_by_id: BTreeMap<RoleId, RoleIx>,
    practice_by_id: BTreeMap<PracticeId, PracticeIx>,
    graph: Graph,
}

impl Model {
    /// Returns the model that the program carries.
    pub fn builtin() -> Self {
        Self::from_files(&Self::builtin_files()).expect("the model that the program carries is sound")
    }

    /// Returns the files of the model that the program carries, by path.
    pub fn builtin_files() -> Vec<ModelFile> {
        const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/builtin_model.rs"));
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    /// Returns the practices, in the model's order.
    pub fn practices(&self) -> impl Iterator<Item = PracticeIx> + use<> {
        (0..self.practices.len()).map(PracticeIx::from_index)
    }

    /// Returns the roles, in the model's order.
    pub fn roles(&self) -> impl Iterator<Item = RoleIx> + use<> {
        (0..self.roles.len()).map(RoleIx::from_index)
    }

    /// Returns the demands, in the model's order.
    pub fn demands(&self) -> impl Iterator<Item = DemandIx> + use<> {
        (0..self.demands.len()).map(DemandIx::from_index)
    }

    /// Returns the conflicts, in the order of their file.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Returns the figures, in the order of their file.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Returns the profiles and the parameters of rules.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// Returns the text of the vocabulary of titles, which the classifier reads.
    pub fn vocabulary(&self) -> &str {
        &self.vocabulary
    }

    /// Returns what a plan is dated and priced with, and the pathways between roles.
    pub fn planning(&self) -> &Planning {
        &self.planning
    }

    /// Returns the role of an id.
    pub fn role(&self, id: &str) -> Option<RoleIx> {
        self.role_by_id.get(id).copied()
    }

    /// Returns the practice of an id.
    pub fn practice(&self, id: &str) -> Option<PracticeIx> {
        self.practice_by_id.get(id).copied()
    }

    /// Returns how a role works in a practice, if it does.
    pub fn membership(&self, role: RoleIx, practice: PracticeIx) -> Option<Membership> {
        self[role].practices.get(&self[practice].id).copied()
    }
}

impl Index<RoleIx> for Model {
    type Output = Role;

    fn index(&self, role: RoleIx) -> &Role {
        &self.roles[role.index()]
    }
}

impl Index<PracticeIx> for Model {
    type Output = Practice;

    fn index(&self, practice: PracticeIx) -> &Practice {
        &self.practices[practice.index()]
    }
}

impl Index<DemandIx> for Model {
    type Output = Demand;

    fn index(&self, demand: DemandIx) -> &Demand {
        &self.demands[demand.index()]
    }
}
