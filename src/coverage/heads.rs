//! Heads: who leads each practice.

use crate::model::{Demand, Membership, Model, PracticeIx, RoleIx, RoleKind};
use crate::roster::Fte;

use super::count::Filling;
use super::supply::{Body, Supply};
use super::{HeadCoverage, HeadState, Holder};

/// How a role can hold a head's post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Fills,
    Covers,
}

/// Finds who heads a practice: whoever fills the post, else whoever covers it.
///
/// Of several roles that cover it, the people of the one that the practice prefers are named.
pub(super) fn head(supply: &Supply<'_>, practice: PracticeIx) -> HeadCoverage {
    let (state, holders) = find(supply, &supply.present, practice);
    let best =
        holders.iter().map(|holder| holder.role).min_by_key(|&role| rank(supply.model(), practice, role));
    HeadCoverage { state, people: holders.iter().map(|holder| holder.person).collect(), role: best }
}

/// Fills a head's demand.
pub(super) fn fill(supply: &Supply<'_>, practice: PracticeIx, need: Fte) -> Filling {
    let one = |state| if state == HeadState::Vacant { Fte(0) } else { Fte::ONE };
    let (state, holders) = find(supply, &supply.present, practice);
    let filled = one(state).min(need);
    let (expected, _) = find(supply, &supply.expected, practice);
    let vacant = one(expected).min(Fte(need.0 - filled.0));
    Filling { filled, vacant, holders, teams: Vec::new() }
}

fn find(supply: &Supply<'_>, body: &Body, practice: PracticeIx) -> (HeadState, Vec<Holder>) {
    let (model, staff) = (supply.model(), supply.staff);
    let best_of = |roles: &[RoleIx]| {
        let claims = roles.iter().filter_map(|&role| Some((claim(model, practice, role)?, role)));
        claims.min_by_key(|&(claim, role)| (claim, rank(model, practice, role)))
    };
    let of_set = body.each_set(staff, best_of);
    let best = of_set.iter().flatten().min_by_key(|&&(claim, role)| (claim, rank(model, practice, role)));
    let Some(&(claim, role)) = best else { return (HeadState::Vacant, Vec::new()) };
    let holders = body.people.iter().filter_map(|&person| {
        let (by, own) = of_set[staff.role_set(person)]?;
        let named = by == claim && (claim == Claim::Fills || own == role);
        named.then(|| Holder { person, fte: staff.roster().person(person).fte(), role: own })
    });
    let state = match claim {
        Claim::Fills => HeadState::Filled,
        Claim::Covers => HeadState::Covered,
    };
    (state, holders.collect())
}

/// Whether one of some roles can hold the head's post of a practice, by filling or covering it.
pub(super) fn has_claim(model: &Model, practice: PracticeIx, roles: &[RoleIx]) -> bool {
    roles.iter().any(|&role| claim(model, practice, role).is_some())
}

/// Returns how a role can hold the head's post of a practice: a head who leads it or is on its list fills it, a
/// manager or executive on its list covers it.
fn claim(model: &Model, practice: PracticeIx, role: RoleIx) -> Option<Claim> {
    let listed = head_demands(model, practice).any(|demand| demand.roles.contains(&role));
    let leads = model.membership(role, practice) == Some(Membership::Lead);
    match model[role].kind {
        RoleKind::Head if listed || leads => Some(Claim::Fills),
        RoleKind::Manager | RoleKind::Executive if listed => Some(Claim::Covers),
        _ => None,
    }
}

/// Returns the place of a role in the order of preference: the practice's heads, then the demand's list, then the
/// model.
fn rank(model: &Model, practice: PracticeIx, role: RoleIx) -> (usize, usize, RoleIx) {
    let id = &model[role].id;
    let among_heads = model[practice].heads.iter().position(|head| head.roles.contains(id));
    let listed = head_demands(model, practice).find_map(|d| d.roles.iter().position(|r| *r == role));
    (among_heads.unwrap_or(usize::MAX), listed.unwrap_or(usize::MAX), role)
}

/// Whether somebody with a role could hold the head's post of a practice.
pub(crate) fn can_head(model: &Model, practice: PracticeIx, role: RoleIx) -> bool {
    claim(model, practice, role).is_some()
}

fn head_demands(model: &Model, practice: PracticeIx) -> impl Iterator<Item = &Demand> {
    let demands = model[practice].demands.iter().map(|&demand| &model[demand]);
    demands.filter(|demand| demand.kind == crate::model::DemandKind::Head)
}
