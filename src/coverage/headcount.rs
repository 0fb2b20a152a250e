//! Headcount: demands that count different people and take nothing of them away.

use crate::model::Demand;
use crate::roster::Fte;

use super::Holder;
use super::count::Filling;
use super::supply::Supply;

/// Fills a demand by the people who hold one of its roles; all of them are its holders, needed or not.
pub(super) fn fill(supply: &Supply<'_>, demand: &Demand, need: Fte) -> Filling {
    let staff = supply.staff;
    let holders: Vec<Holder> = supply
        .present
        .holders(staff, demand)
        .map(|(person, role)| Holder { person, fte: staff.roster().person(person).fte(), role })
        .collect();
    let filled = whole(holders.len()).min(need);
    let vacant = whole(supply.expected.qualified(staff, demand)).min(Fte(need.0 - filled.0));
    Filling { filled, vacant, holders, teams: Vec::new() }
}

fn whole(people: usize) -> Fte {
    Fte(people as i64 * Fte::ONE.0)
}
