//! Profiles: team sizes, by which demands are sized, and the parameters of rules.

use serde::Deserialize;

use super::files::within;
use crate::id::FigureId;

/// The size of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Up to 50 technical people, unless the model says otherwise.
    Startup,
    /// Up to 250.
    Growth,
    /// Beyond.
    Enterprise,
}

impl Profile {
    /// The number of profiles.
    pub const COUNT: usize = 3;
    /// The profiles, smallest first.
    pub const ALL: [Self; Self::COUNT] = [Self::Startup, Self::Growth, Self::Enterprise];

    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Startup => "startup",
            Self::Growth => "growth",
            Self::Enterprise => "enterprise",
        }
    }
}

/// Sizes and parameters, read from `roles/profiles.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles {
    /// The most technical people of a startup.
    pub startup_up_to: u32,
    /// The most technical people of a growth company.
    pub growth_up_to: u32,
    /// A post that is staffed at every hour.
    pub always_on: AlwaysOn,
    /// The figures behind it.
    pub always_on_figures: Vec<FigureId>,
    /// How many people one person should lead.
    pub span: Span,
    /// The figures behind it.
    pub span_figures: Vec<FigureId>,
    /// How many layers an organisation should have at most.
    pub layers: Layers,
}

/// How many layers an organisation should have at most; a manager of one makes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers {
    /// The people whom each manager leads where the layers are as few as it takes; two at least.
    #[serde(deserialize_with = "within::<2, 1000, _>")]
    pub reports: u32,
    /// Layers beyond those that are still fine.
    #[serde(deserialize_with = "within::<0, 1000, _>")]
    pub spare: u32,
}

impl Layers {
    /// Returns the most layers of an organisation of so many people.
    pub fn of(self, people: usize) -> usize {
        let reports = self.reports.max(2) as usize;
        let (mut layers, mut layer, mut room) = (1, 1_usize, 1_usize);
        while room < people {
            layer = layer.saturating_mul(reports);
            room = room.saturating_add(layer);
            layers += 1;
        }
        layers + self.spare as usize
    }
}

/// The arithmetic of a post that is staffed at every hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlwaysOn {
    /// Hours of a year.
    pub hours_per_year: u32,
    /// Hours a year that one FTE works on post, after leave, sickness and training.
    pub net_hours_per_fte: u32,
}

/// Bounds of the span of control: direct reports, people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// More than this is a warning.
    pub warning_above: u32,
    /// More than this is an error.
    pub error_above: u32,
}

impl Profiles {
    /// Returns the profile of a team with so many technical people.
    pub fn of(&self, technical_people: usize) -> Profile {
        if technical_people <= self.startup_up_to as usize {
            Profile::Startup
        } else if technical_people <= self.growth_up_to as usize {
            Profile::Growth
        } else {
            Profile::Enterprise
        }
    }
}
