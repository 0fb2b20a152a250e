//! Need: how much a demand asks of the team at hand, and the arithmetic in words.

use std::collections::BTreeMap;

use crate::model::{Demand, Measure, Profiles};
use crate::roster::Fte;

use super::supply::Supply;

/// How much is needed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) amount: Fte,
    pub(super) why: String,
}

/// What needs are sized by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) developers: Fte,
    pub(super) technical: usize,
    /// Development teams.
    pub(super) teams: usize,
    /// Sites from which a rotation could be staffed; see [`sites`].
    pub(super) sites: usize,
}

/// The most sites over which a rotation is split: the source speaks of two.
const MOST_SITES: u32 = 2;

impl Need {
    /// Sizes a demand.
    pub(super) fn new(demand: &Demand, measure: Measure, sizes: Sizes, profiles: &Profiles) -> Self {
        let (amount, arithmetic) = match measure {
            Measure::Count { min } => (min, format!("{min} at least")),
            Measure::PerDevelopers { per, min } => per_developers(per, min, sizes.developers),
            Measure::AlwaysOn { posts } => {
                let (hours, net) = (profiles.always_on.hours_per_year, profiles.always_on.net_hours_per_fte);
                let each = hours.div_ceil(net.max(1));
                let posts_text = counted(posts as usize, "post");
                let text = format!(
                    "{posts_text} staffed at every hour: {hours} hours a year over {net} net hours of a person, rounded up: {each} FTE each"
                );
                (posts.saturating_mul(each), text)
            }
            Measure::Rotation { people, per_site } => match per_site {
                Some(per_site) if sizes.sites > 1 => {
                    let sites = MOST_SITES.min(sizes.sites as u32);
                    (
                        per_site * sites,
                        format!("{per_site} on each of {sites} sites: {} people", per_site * sites),
                    )
                }
                _ => (people, format!("{} in one rotation", counted_people(people as usize))),
            },
            Measure::PerTeam { holders } => {
                let teams = counted(sizes.teams, "development team");
                (holders.saturating_mul(sizes.teams as u32), format!("{holders} in each of {teams}"))
            }
            Measure::Share { per_mille } => {
                let people = (sizes.technical * per_mille as usize).div_ceil(1000);
                let share = f64::from(per_mille) / 10.0;
                let of = sizes.technical;
                (people as u32, format!("{share} % of {of} technical people: {}", counted_people(people)))
            }
        };
        let why = format!("{arithmetic}; source: {}, grade {}", demand.source, demand.grade.as_str());
        Self { amount: Fte::whole(amount), why }
    }
}

fn per_developers(per: u32, min: u32, developers: Fte) -> (u32, String) {
    let by_ratio = developers.0.max(0).unsigned_abs().div_ceil(Fte::whole(per.max(1)).0.unsigned_abs());
    let need = min.max(u32::try_from(by_ratio).unwrap_or(u32::MAX));
    let least = if min > 0 { format!(", at least {min}") } else { String::new() };
    let text = if developers == Fte::ONE {
        format!("1 per {per} developers{least}: 1 developer needs {need}")
    } else {
        format!("1 per {per} developers{least}: {} developers need {need}", developers.as_f64())
    };
    (need, text)
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn counted_people(number: usize) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

/// Counts the sites from which a demand's holders could staff a rotation: locations with at least half of the people
/// that a site needs. Single people far from the others join a rotation elsewhere; they do not make another.
pub(super) fn sites(supply: &Supply<'_>, demand: &Demand, measure: Measure) -> usize {
    let Measure::Rotation { per_site: Some(per_site), .. } = measure else { return 0 };
    let mut holders: BTreeMap<&str, u32> = BTreeMap::new();
    for (person, _) in supply.present.holders(supply.staff, demand) {
        let location = supply.staff.roster().person(person).location();
        if !location.is_empty() {
            *holders.entry(location).or_default() += 1;
        }
    }
    holders.values().filter(|&&people| people >= per_site.div_ceil(2)).count()
}
