//! Gaps: the demands that are not met, worst first, with what would close each and who is nearest to it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::analysis::Analysis;
use crate::coverage::DemandCoverage;
use crate::model::{Demand, DemandKind, Level, RoleIx};
use crate::roster::{Fte, PersonIx};
use crate::staff::Standing;

/// Returns the demands of all practices that are not met, worst first: required before recommended, heads before
/// others, then by what share is missing, then by how much, then in the model's order.
pub fn open<'a>(analysis: &'a Analysis<'_>) -> Vec<&'a DemandCoverage> {
    let model = analysis.staff.model();
    let mut open: Vec<&DemandCoverage> =
        analysis.coverage.demands().filter(|d| d.gap() > Fte::default()).collect();
    open.sort_by_key(|d| {
        let (gap, need) = (d.gap().0, d.need.0.max(1));
        let head = model[d.demand].kind == DemandKind::Head;
        (d.level, !head, Reverse(gap * 10_000 / need), Reverse(gap), d.demand)
    });
    open
}

/// Somebody who could be trained for a role that closes a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Who.
    pub person: PersonIx,
    /// The role that the person has.
    pub from: RoleIx,
    /// The role to train for.
    pub to: RoleIx,
    /// Months of training.
    pub months: u32,
}

/// The people in scope whom no required demand takes whole, by role in the order of the roster. Each is named once: one
/// person cannot be trained for two gaps.
#[derive(Debug)]
pub struct Bench<'a> {
    analysis: &'a Analysis<'a>,
    /// Who has each role, from the next on who is not named yet; found out when somebody is first asked for.
    free: Option<Free>,
    named: BTreeSet<PersonIx>,
}

/// People by role, in the order of the roster.
type Free = BTreeMap<RoleIx, VecDeque<PersonIx>>;

impl<'a> Bench<'a> {
    /// Starts with those who could be moved without opening a required gap elsewhere.
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        Self { analysis, free: None, named: BTreeSet::new() }
    }

    /// Takes who is soonest trained for a role of a demand off the bench; ties go to the demand's earlier role, then to
    /// the earlier person.
    pub fn take_nearest(&mut self, demand: &Demand) -> Option<Nearest> {
        let Self { analysis, free, named } = self;
        let free = free.get_or_insert_with(|| not_taken(analysis));
        let pathways = &analysis.staff.model().planning().pathways;
        let candidates = pathways.iter().filter_map(|path| {
            let place = demand.roles.iter().position(|r| *r == path.to)?;
            let bench = free.get_mut(&path.from).filter(|_| !demand.roles.contains(&path.from))?;
            while bench.front().is_some_and(|person| named.contains(person)) {
                bench.pop_front();
            }
            let person = *bench.front()?;
            let nearest = Nearest { person, from: path.from, to: path.to, months: path.months };
            Some(((path.months, place, person), nearest))
        });
        let nearest = candidates.min_by_key(|(key, _)| *key).map(|(_, nearest)| nearest)?;
        named.insert(nearest.person);
        Some(nearest)
    }
}

/// Finds the people in scope whom no required demand takes whole.
fn not_taken(analysis: &Analysis<'_>) -> Free {
    let staff = &analysis.staff;
    let mut taken = vec![0; staff.roster().len()];
    let required = |d: &&DemandCoverage| {
        d.level == Level::Required && staff.model()[d.demand].kind == DemandKind::Capacity
    };
    for holder in analysis.coverage.demands().filter(required).flat_map(|d| &d.holders) {
        taken[holder.person.index()] += holder.fte.0;
    }
    let mut free = Free::new();
    for person in staff.of_standing(Standing::Present) {
        let (taken, fte) = (taken[person.index()], staff.roster().person(person).fte().0);
        if taken == 0 || taken < fte {
            for role in staff.roles(person) {
                free.entry(*role).or_default().push_back(person);
            }
        }
    }
    free
}
