//! Planning: what a hiring plan is dated and priced with, and which roles lead to which.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::files::within;
use super::{Discipline, RoleIx};
use crate::id::FigureId;

/// What a plan is dated and priced with, read from `roles/plan.toml`, and the pathways of `roles/pathways.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Planning {
    /// Days and money.
    pub terms: Terms,
    /// The pathways, in the order of their file.
    pub pathways: Vec<Pathway>,
}

/// Days and money of hires, contractors and training.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The figures from which days, ramp, costs and attrition are taken.
    #[serde(default)]
    pub(super) figures: Vec<Spanned<FigureId>>,
    days_to_fill: DaysToFill,
    /// How long it takes until somebody new is fully productive.
    pub ramp: Ramp,
    /// What a hire costs.
    pub cost: Cost,
    /// What a contractor costs, and how soon one starts.
    pub contractor: Contractor,
    /// What training costs.
    pub training: Training,
    /// How many leave.
    pub attrition: Attrition,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
struct DaysToFill {
    #[serde(deserialize_with = "within::<0, 3650, _>")]
    otherwise: u32,
    #[serde(flatten)]
    of: BTreeMap<Discipline, u32>,
}

impl Terms {
    /// Returns the figures from which days, ramp, costs and attrition are taken; the rest is our judgement.
    pub fn figures(&self) -> impl Iterator<Item = &FigureId> {
        self.figures.iter().map(Spanned::get_ref)
    }

    /// Returns the days from opening a position of a discipline to the first day of work.
    pub fn days_to_fill(&self, discipline: Discipline) -> u32 {
        self.days_to_fill.of.get(&discipline).copied().unwrap_or(self.days_to_fill.otherwise)
    }
}

/// The time until somebody new is fully productive, growing evenly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ramp {
    /// Months from the first day.
    #[serde(deserialize_with = "within::<0, 60, _>")]
    pub months: u32,
}

/// What a hire costs, in United States dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Once, to find somebody.
    #[serde(deserialize_with = "within::<0, 1_000_000, _>")]
    pub per_hire: u32,
    /// The employer's cost over the wage, in thousandths.
    #[serde(deserialize_with = "within::<1000, 10_000, _>")]
    pub loaded_per_mille: u32,
    /// The same for managers, heads and executives.
    #[serde(deserialize_with = "within::<1000, 10_000, _>")]
    pub loaded_per_mille_of_managers: u32,
}

/// Terms of contractors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contractor {
    /// What one costs over an employee of the role, in thousandths.
    #[serde(deserialize_with = "within::<1, 10_000, _>")]
    pub premium_per_mille: u32,
    /// Days from the order to the first day of work.
    #[serde(deserialize_with = "within::<0, 3650, _>")]
    pub days_to_start: u32,
}

/// Terms of training.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// What a month costs beside the wage, in United States dollars.
    #[serde(deserialize_with = "within::<0, 1_000_000, _>")]
    pub cost_per_month: u32,
}

/// How many people leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attrition {
    /// Leavers a year, in thousandths of the people.
    #[serde(deserialize_with = "within::<0, 1000, _>")]
    pub per_mille: u32,
}

/// A role that leads to another by training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pathway {
    /// The role that somebody has.
    pub from: RoleIx,
    /// The role to train for.
    pub to: RoleIx,
    /// Months of training.
    pub months: u32,
    /// Whether the new role is held beside the old one.
    pub beside: bool,
}
