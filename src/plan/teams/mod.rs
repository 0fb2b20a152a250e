//! Plans by team: each team is planned as an organisation of its own, under limits that all of them share.
//!
//! Without limits the teams have nothing to do with each other. With limits, prices are set on what is shared (money,
//! positions, starts): each team then plans for itself and pays for what it uses. What the teams save together can
//! never be more than they say at such prices, which is the bound; from the plans that they found at different prices
//! those are taken that fit the limits and close most.

mod share;
mod shared;
mod shares;
mod trade;
mod tradeoffs;

use rayon::prelude::*;

use super::aim::Aim;
use super::build::{self, Team};
use super::explain::{self, Waits};
use super::instance::{Choice, Instance, Limits};
use super::options::PlanOptions;
use super::program::{Cut, Program, granule};
use super::search::{Chosen, search_by, search_from};
use super::work::Work;
use super::{Plan, Status, TeamTotals};
use crate::coverage::{By, Coverage, Members, members};
use crate::model::Profile;
use crate::staff::Staff;
use share::share;
use shared::Shared;
use shares::Column;

/// The nodes of the search for a team's plan at some prices.
const NODES_AT_A_PRICE: u64 = 60;

/// Teams beyond which each gets less work, and the later aims are left out: what they are worth is small beside what
/// the limits keep open.
const MANY: usize = 200;

/// Returns the nodes of each aim of a team's own plan.
fn nodes_of_a_team(teams: usize) -> u64 {
    if teams > MANY { 30 } else { 300 }
}

/// The most teams that are planned again, one after the other, with what others left.
const MOST_TEAMS_AGAIN: usize = 12;

impl Plan {
    /// Plans for each team, department, location or manager's people by themselves, sized by their own people as a scope
    /// is, under limits that they share. Teams without technical people are left out.
    ///
    /// Nobody moves between teams, and no share of what is required must be met. `status` is optimal only where the limits leave every team its own best plan;
    /// otherwise `bound_gap` says how far the required gap over time is from the least at most.
    pub fn by_team(staff: &Staff<'_>, by: By, profile: Option<Profile>, options: &PlanOptions) -> Self {
        let work = Work::new(options);
        let mut sites: Vec<Site<'_, '_>> = members(staff, by)
            .into_par_iter()
            .map(|(name, members)| Site::new(staff, name, members, profile, options))
            .filter(|site| site.coverage.technical > 0)
            .collect();
        let shared = Shared::of(options);
        let few = sites.len() <= MANY;
        let aims: Vec<Aim> =
            Aim::in_order(options.prefer).into_iter().filter(|aim| few || aim.is_main()).collect();
        let of_a_team = Work { most_nodes: work.most_nodes.min(nodes_of_a_team(sites.len())), ..work };
        // What is required alone, as cheaply as can be: it exceeds the limits sooner than it takes to plan the rest.
        let needed = plan_apart(&sites, &shared, &[Aim::Required, Aim::Cost], of_a_team);
        let exceeded = shared.first_exceeded(&total(&needed.columns, shared.len()));
        let free = match exceeded {
            None => Ok(plan_apart(&sites, &shared, &aims, of_a_team)),
            Some(because) => Err(because),
        };
        let free = free.and_then(|free| match shared.first_exceeded(&total(&free.columns, shared.len())) {
            None => Ok(free.chosen),
            Some(because) => Err(because),
        });
        let (chosen, proof, because) = match free {
            Ok(chosen) => {
                let proof = Proof::of_all(&sites, &chosen);
                (chosen, proof, None)
            }
            Err(because) => {
                let (columns, bound) = share(&mut sites, &shared, needed, of_a_team);
                let chosen = settle(&sites, &shared, columns, &aims, of_a_team);
                let value: i64 = sites.iter().zip(&chosen).map(|(site, c)| site.value(&c.choice)).sum();
                (chosen, Proof { optimal: false, gap: gap(value, bound) }, Some(because))
            }
        };
        let plans: Vec<Self> = sites
            .par_iter()
            .zip(&chosen)
            .map(|(site, chosen)| {
                let waits = Waits { because };
                explain::plan(site.team(), options, &site.instance, chosen, Some(waits), of_a_team)
            })
            .collect();
        merged(&sites, plans, proof, options)
    }
}

/// A team with its planning problem; its own instance has no limits.
struct Site<'s, 'a> {
    staff: &'s Staff<'a>,
    name: Option<String>,
    members: Members,
    coverage: Coverage,
    instance: Instance,
    /// The cuts that its searches have found.
    cuts: Vec<Cut>,
}

impl<'s, 'a> Site<'s, 'a> {
    fn new(
        staff: &'s Staff<'a>,
        name: Option<String>,
        members: Members,
        profile: Option<Profile>,
        options: &PlanOptions,
    ) -> Self {
        let coverage = members.coverage(staff, profile);
        let team = Team { staff, people: &members, coverage: &coverage };
        let instance = Instance { limits: Limits::default(), ..build::instance(team, options) };
        Self { staff, name, members, coverage, instance, cuts: Vec::new() }
    }

    fn team(&self) -> Team<'_, 'a> {
        Team { staff: self.staff, people: &self.members, coverage: &self.coverage }
    }

    /// Returns the required gap over time that a choice leaves, in units that are the same for all teams.
    fn value(&self, choice: &Choice) -> i64 {
        Aim::Required.value(&self.instance, choice) * granule(&self.instance)
    }

    fn column(&self, shared: &Shared, choice: &Choice) -> Column {
        Column {
            value: self.value(choice),
            used: shared.used(&self.instance, choice),
            choice: choice.clone(),
        }
    }

    /// Plans at prices; returns the plan and a value below which none is, what it pays included.
    fn at_prices(&mut self, shared: &Shared, prices: &[f64], start: &Choice, work: Work) -> (Column, i64) {
        self.instance.charges = shared.charges(&self.instance, prices);
        let work = Work { most_nodes: NODES_AT_A_PRICE, ..work };
        let mut program = Program::with_cuts(&self.instance, std::mem::take(&mut self.cuts), work);
        let found = program.minimise(Aim::Charged, start);
        self.cuts = program.into_cuts();
        // Nothing is below nothing: charges and gaps are never negative.
        (self.column(shared, &found.choice), found.bound.unwrap_or(0))
    }
}

fn total(columns: &[Column], resources: usize) -> Vec<i64> {
    (0..resources).map(|r| columns.iter().map(|column| column.used[r]).sum()).collect()
}

/// How well a plan is proven.
struct Proof {
    optimal: bool,
    gap: Option<f64>,
}

impl Proof {
    /// The proof where no limit binds: that of each team.
    fn of_all(sites: &[Site<'_, '_>], chosen: &[Chosen]) -> Self {
        let values = sites.iter().zip(chosen).map(|(site, chosen)| site.value(&chosen.choice));
        let (mut value, mut open) = (0, 0.0);
        for (own, chosen) in values.zip(chosen) {
            value += own;
            open += chosen.bound_gap.unwrap_or(1.0) * own as f64;
        }
        let gap = if value == 0 { 0.0 } else { open / value as f64 };
        Self { optimal: chosen.iter().all(|chosen| chosen.optimal), gap: Some(gap) }
    }
}

/// Returns the share of a value that might still be saved.
fn gap(value: i64, bound: f64) -> Option<f64> {
    Some(if value == 0 { 0.0 } else { ((value as f64 - bound) / value as f64).max(0.0) })
}

/// Plans of each team without limits, and what they use.
struct Apart {
    chosen: Vec<Chosen>,
    columns: Vec<Column>,
}

/// Plans for each team without limits.
fn plan_apart(sites: &[Site<'_, '_>], shared: &Shared, aims: &[Aim], work: Work) -> Apart {
    let chosen: Vec<Chosen> = sites.par_iter().map(|site| search_by(&site.instance, aims, work)).collect();
    let columns =
        sites.iter().zip(&chosen).map(|(site, chosen)| site.column(shared, &chosen.choice)).collect();
    Apart { chosen, columns }
}

/// Makes each team's plan the best of all aims within what it was given; what is left goes to the teams that lack
/// most, one after the other.
fn settle(
    sites: &[Site<'_, '_>],
    shared: &Shared,
    mut columns: Vec<Column>,
    aims: &[Aim],
    work: Work,
) -> Vec<Chosen> {
    plan_again(sites, shared, &mut columns, &[Aim::Required], work);
    let within = |site: &Site<'_, '_>, column: &Column| {
        let instance = Instance { limits: shared.allotted(&column.used), ..site.instance.clone() };
        search_from(&instance, column.choice.clone(), aims, work)
    };
    let chosen: Vec<Chosen> =
        sites.par_iter().zip(&columns).map(|(site, column)| within(site, column)).collect();
    let mut columns: Vec<Column> =
        sites.iter().zip(&chosen).map(|(site, chosen)| site.column(shared, &chosen.choice)).collect();
    plan_again(sites, shared, &mut columns, aims, work);
    let bare = |column: Column| Chosen { choice: column.choice, optimal: false, bound_gap: None };
    columns.into_iter().map(bare).collect()
}

/// Plans again for the teams that lack most, each with what it has and what is left.
fn plan_again(sites: &[Site<'_, '_>], shared: &Shared, columns: &mut [Column], aims: &[Aim], work: Work) {
    let mut left = shared.left(&total(columns, shared.len()));
    let mut order: Vec<usize> = (0..sites.len()).collect();
    let lacks = |site: &Site<'_, '_>, column: &Column| {
        let all = Aim::All.value(&site.instance, &column.choice) * granule(&site.instance);
        (column.value, all)
    };
    order.sort_by_cached_key(|&at| std::cmp::Reverse(lacks(&sites[at], &columns[at])));
    for at in order.into_iter().take(MOST_TEAMS_AGAIN) {
        if work.is_over() || lacks(&sites[at], &columns[at]) == (0, 0) {
            break;
        }
        let own: Vec<i64> = columns[at].used.iter().zip(&left).map(|(used, left)| used + left).collect();
        let instance = Instance { limits: shared.allotted(&own), ..sites[at].instance.clone() };
        let chosen = search_from(&instance, columns[at].choice.clone(), aims, work);
        let column = sites[at].column(shared, &chosen.choice);
        left = own.iter().zip(&column.used).map(|(own, used)| own - used).collect();
        columns[at] = column;
    }
}

/// Puts the plans of the teams together.
fn merged(sites: &[Site<'_, '_>], plans: Vec<Plan>, proof: Proof, options: &PlanOptions) -> Plan {
    let mut whole = Plan::empty(options);
    whole.status = if proof.optimal { Status::Optimal } else { Status::Feasible };
    whole.bound_gap = proof.gap;
    for (site, plan) in sites.iter().zip(plans) {
        let team = || site.name.clone();
        let technical = site.coverage.technical;
        whole.teams.push(TeamTotals { team: team(), technical, totals: plan.totals });
        whole.totals.add(&plan.totals);
        whole.hires.extend(plan.hires.into_iter().map(|hire| super::Hire { team: team(), ..hire }));
        whole.moves.extend(plan.moves);
        whole.left_open.extend(plan.left_open.into_iter().map(|o| super::LeftOpen { team: team(), ..o }));
        whole.quarters.iter_mut().zip(&plan.quarters).for_each(|(sum, quarter)| sum.add(quarter));
        for demand in plan.demands {
            let same = |d: &&mut super::DemandPlan| (d.demand, d.level) == (demand.demand, demand.level);
            match whole.demands.iter_mut().find(same) {
                Some(sum) => {
                    (sum.before.0, sum.after.0) =
                        (sum.before.0 + demand.before.0, sum.after.0 + demand.after.0)
                }
                None => whole.demands.push(demand),
            }
        }
        let closes_more = |more: &super::OneMoreHire| {
            whole.one_more_hire.is_none_or(|best| (more.closes, -more.cost) > (best.closes, -best.cost))
        };
        whole.one_more_hire = plan.one_more_hire.filter(closes_more).or(whole.one_more_hire);
    }
    whole.hires.sort_by_key(|hire| hire.quarter);
    whole.moves.sort_by_key(|step| step.quarter);
    whole.demands.sort_by_key(|demand| (demand.demand, demand.level));
    whole
}
