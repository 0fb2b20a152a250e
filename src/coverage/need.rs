//! Need: how much a demand asks of the team at hand, and the arithmetic in words.

use std::collections::BTreeMap;

use crate::model::{AlwaysOn, Demand, Measure, Profiles};
use crate::roster::Fte;

use super::count::Asked;
use super::supply::Supply;

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
const MOST_SITES: usize = 2;

/// Returns how much is needed, in whole FTE, people or teams.
pub(super) fn amount(measure: Measure, sizes: Sizes, profiles: &Profiles) -> Fte {
    let whole = match measure {
        Measure::Count { min } => min,
        Measure::PerDevelopers { per, min } => min.max(by_ratio(per, sizes.developers)),
        Measure::AlwaysOn { posts } => posts.saturating_mul(each(profiles.always_on)),
        Measure::Rotation { people, per_site } => match split(per_site, sizes) {
            Some((per_site, sites)) => per_site.saturating_mul(sites),
            None => people,
        },
        Measure::PerTeam { holders } => holders.saturating_mul(whole(sizes.teams)),
        Measure::Share { per_mille } => {
            whole(sizes.technical.saturating_mul(per_mille as usize).div_ceil(1000))
        }
    };
    Fte::whole(whole)
}

/// Says how the need was computed, and where the demand comes from.
pub(super) fn why(demand: &Demand, measure: Measure, sizes: Sizes, profiles: &Profiles) -> String {
    let need = amount(measure, sizes, profiles).as_f64();
    let arithmetic = match measure {
        Measure::Count { min } => format!("{min} at least"),
        Measure::PerDevelopers { per, min } => {
            let least = if min > 0 { format!(", at least {min}") } else { String::new() };
            let verb = if sizes.developers == Fte::ONE { "developer needs" } else { "developers need" };
            format!("1 per {per} developers{least}: {} {verb} {need}", sizes.developers.as_f64())
        }
        Measure::AlwaysOn { posts } => {
            let AlwaysOn { hours_per_year: hours, net_hours_per_fte: net } = profiles.always_on;
            let (posts, each) = (counted(posts as usize, "post"), each(profiles.always_on));
            format!(
                "{posts} at every hour: {hours} hours a year over {net} net hours, rounded up: {each} FTE each"
            )
        }
        Measure::Rotation { people, per_site } => match split(per_site, sizes) {
            Some((per_site, sites)) => format!("{per_site} people on each of {sites} sites: {need}"),
            None => format!("{people} people in one rotation"),
        },
        Measure::PerTeam { holders } => {
            format!("{holders} in each of {}", counted(sizes.teams, "development team"))
        }
        Measure::Share { per_mille } => {
            let share = f64::from(per_mille) / 10.0;
            let people = if sizes.technical == 1 { "person" } else { "people" };
            format!("{share} % of {} technical {people}: {need}", sizes.technical)
        }
    };
    format!("{arithmetic}; source: {}, grade {}", demand.source, demand.grade.as_str())
}

/// Returns the developers over so many, rounded up.
fn by_ratio(per: u32, developers: Fte) -> u32 {
    let per = Fte::whole(per.max(1)).0.unsigned_abs();
    u32::try_from(developers.0.max(0).unsigned_abs().div_ceil(per)).unwrap_or(u32::MAX)
}

/// Returns the FTE of a post that is staffed at every hour.
fn each(always_on: AlwaysOn) -> u32 {
    always_on.hours_per_year.div_ceil(always_on.net_hours_per_fte.max(1))
}

/// Returns the people of a site and the sites, where a rotation is split over several.
fn split(per_site: Option<u32>, sizes: Sizes) -> Option<(u32, u32)> {
    let sites = sizes.sites.min(MOST_SITES);
    per_site.filter(|_| sites > 1).map(|per_site| (per_site, whole(sites)))
}

fn whole(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Counts the sites from which a demand's holders could staff a rotation.
///
/// Single people far from the others join a rotation elsewhere; they do not make another.
pub(super) fn sites(supply: &Supply<'_>, asked: &Asked<'_>) -> usize {
    let Some(fewest) = fewest_of_a_site(asked.size.measure) else { return 0 };
    holders_by_location(supply, asked.demand).values().filter(|&&people| people >= fewest).count()
}

/// Returns the fewest holders that make a location a site, if the measure counts sites: half of what a site needs.
pub(super) fn fewest_of_a_site(measure: Measure) -> Option<u32> {
    match measure {
        Measure::Rotation { per_site: Some(per_site), .. } => Some(per_site.div_ceil(2)),
        _ => None,
    }
}

/// Counts the people who hold one of a demand's roles, at each location that the roster names.
pub(super) fn holders_by_location<'s>(supply: &Supply<'s>, demand: &Demand) -> BTreeMap<&'s str, u32> {
    let mut holders = BTreeMap::new();
    for (person, _) in supply.present.holders(supply.staff, demand) {
        let location = supply.staff.roster().person(person).location();
        if !location.is_empty() {
            *holders.entry(location).or_default() += 1;
        }
    }
    holders
}
