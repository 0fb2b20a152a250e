//! Profiles: team sizes, by which demands are sized, and the parameters of rules.

use serde::Deserialize;

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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// The most technical people of a startup.
    pub startup_up_to: u32,
    /// The most technical people of a growth company.
    pub growth_up_to: u32,
    /// A post that is staffed at every hour.
    pub always_on: AlwaysOn,
    /// How many people one person should lead.
    pub span: Span,
    /// How many layers an organisation should have at most.
    pub layers: Layers,
}

/// The most layers of an organisation, by profile; a manager of one makes none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layers {
    /// Of a startup.
    pub startup: u32,
    /// Of a growth company.
    pub growth: u32,
    /// Of an enterprise.
    pub enterprise: u32,
}

impl Layers {
    /// Returns the most layers of a profile.
    pub fn of(self, profile: Profile) -> u32 {
        match profile {
            Profile::Startup => self.startup,
            Profile::Growth => self.growth,
            Profile::Enterprise => self.enterprise,
        }
    }
}

/// The arithmetic of a post that is staffed at every hour.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlwaysOn {
    /// Hours of a year.
    pub hours_per_year: u32,
    /// Hours a year that one FTE works on post, after leave, sickness and training.
    pub net_hours_per_fte: u32,
}

/// Bounds of the span of control: direct reports, people.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
