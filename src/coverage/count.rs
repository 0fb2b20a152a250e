//! The count: sizes every demand, then fills each by its kind.

use rayon::prelude::*;

use crate::model::{Demand, DemandIx, DemandKind, Level, Model, PracticeIx, Profile, Size};
use crate::roster::Fte;
use crate::staff::Staff;

use super::assign::Ask;
use super::need::{self, Sizes};
use super::supply::Supply;
use super::teams::Teams;
use super::{Coverage, DemandCoverage, Holder, PracticeCoverage, TeamCoverage};
use super::{capacity, headcount, heads};

/// A demand that a profile makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'m> {
    pub(super) ix: DemandIx,
    pub(super) demand: &'m Demand,
    pub(super) size: Size,
}

/// What meets a demand.
#[derive(Clone, Debug)]
pub(super) struct Filling {
    pub(super) filled: Fte,
    pub(super) vacant: Fte,
    pub(super) holders: Vec<Holder>,
    pub(super) teams: Vec<TeamCoverage>,
}

/// Returns the demands that a profile makes, in the model's order.
pub(super) fn asked(model: &Model, profile: Profile) -> Vec<Asked<'_>> {
    let asked = |ix| {
        let demand: &Demand = &model[ix];
        Some(Asked { ix, demand, size: demand.size(profile)? })
    };
    model.demands().filter_map(asked).collect()
}

impl Coverage {
    /// Counts the coverage of a staff; the profile is decided by its size unless given.
    pub fn new(staff: &Staff<'_>, profile: Option<Profile>) -> Self {
        Self::of(&Supply::new(staff), profile)
    }

    /// Counts the coverage by a supply.
    pub(super) fn of(supply: &Supply<'_>, profile: Option<Profile>) -> Self {
        let model = supply.model();
        let (technical, developers) = (supply.technical(), supply.developers());
        let profile = profile.unwrap_or_else(|| model.profiles().of(technical));
        let teams = Teams::new(supply);
        let whole = Sizes { developers, technical, teams: teams.len(), sites: 0 };
        let sizes_of = |asked: &Asked<'_>| Sizes { sites: need::sites(supply, asked), ..whole };
        let sized: Vec<(Asked<'_>, Sizes, Fte)> = asked(model, profile)
            .into_par_iter()
            .map(|asked| (asked, sizes_of(&asked)))
            .map(|(asked, sizes)| (asked, sizes, need::amount(asked.size.measure, sizes, model.profiles())))
            .collect();
        let mut capacity = fill_capacity(supply, &sized).into_iter();
        let filled = |(asked, ..): &(Asked<'_>, Sizes, Fte)| {
            let is_filled = asked.demand.kind == DemandKind::Capacity;
            is_filled.then(|| capacity.next().expect("each capacity demand is filled"))
        };
        let filled: Vec<Option<Filling>> = sized.iter().map(filled).collect();
        let demand = |((Asked { ix, demand, size }, sizes, need), filled): (_, Option<Filling>)| {
            let Filling { filled, vacant, holders, teams } = filled.unwrap_or_else(|| match demand.kind {
                DemandKind::Head => heads::fill(supply, demand.practice, need),
                DemandKind::PerTeam => teams.fill(supply, demand, size.measure),
                // Capacity is filled already.
                DemandKind::People | DemandKind::Share | DemandKind::Capacity => {
                    headcount::fill(supply, demand, need)
                }
            });
            let qualified = supply.present.qualified(supply.staff, demand);
            let why = need::why(demand, size.measure, sizes, model.profiles());
            DemandCoverage {
                demand: ix,
                level: size.level,
                need,
                filled,
                vacant,
                holders,
                qualified,
                teams,
                why,
            }
        };
        let demands: Vec<DemandCoverage> = sized.into_par_iter().zip(filled).map(demand).collect();
        let practices = by_practice(supply, demands);
        Self {
            profile,
            people: supply.staff.active(),
            in_scope: supply.present.people.len(),
            vacant: supply.expected.people.len(),
            technical,
            developers,
            practices,
            roles: supply.roles(),
        }
    }
}

fn fill_capacity(supply: &Supply<'_>, sized: &[(Asked<'_>, Sizes, Fte)]) -> Vec<Filling> {
    let capacity = sized.iter().filter(|(asked, ..)| asked.demand.kind == DemandKind::Capacity);
    let (demands, asks): (Vec<_>, Vec<_>) =
        capacity.map(|&(asked, _, need)| (asked.demand, Ask { level: asked.size.level, need })).unzip();
    capacity::fill(supply, &demands, &asks)
}

fn by_practice(supply: &Supply<'_>, demands: Vec<DemandCoverage>) -> Vec<PracticeCoverage> {
    let model = supply.model();
    let practices: Vec<PracticeIx> = model.practices().collect();
    let mut practices: Vec<PracticeCoverage> = practices
        .into_par_iter()
        .map(|practice| PracticeCoverage {
            practice,
            coverage: None,
            head: heads::head(supply, practice),
            demands: Vec::new(),
        })
        .collect();
    for demand in demands {
        practices[model[demand.demand].practice.index()].demands.push(demand);
    }
    for practice in &mut practices {
        let required =
            |d: &&DemandCoverage| d.level == Level::Required && model[d.demand].kind == DemandKind::Capacity;
        let (filled, need) = practice
            .demands
            .iter()
            .filter(required)
            .fold((0, 0), |(filled, need), d| (filled + d.filled.0, need + d.need.0));
        practice.coverage = (need > 0).then(|| filled as f64 / need as f64);
    }
    practices
}
