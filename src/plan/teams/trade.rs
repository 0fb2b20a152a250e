//! What remains between plan and bound when the prices are found, for few teams: every trade-off that a better plan of all
//! could need.

use rayon::prelude::*;

use super::Site;
use super::shared::Shared;
use super::shares::{Column, select_exactly};
use super::tradeoffs::{Tradeoff, list, together};
use crate::plan::aim::Aim;
use crate::plan::program::{Program, granule};
use crate::plan::work::Work;

/// Teams beyond which trade-offs are not listed: there are too many plans to look through, and prices alone prove more.
pub(super) const FEW: usize = 24;

/// The most trade-offs of a team.
const MOST_TRADEOFFS: usize = 150;

/// The prices that prove most, and what each team pays and leaves open at them at least.
pub(super) struct Priced {
    pub(super) prices: Vec<f64>,
    pub(super) least: Vec<i64>,
}

/// What trading finds.
pub(super) struct Traded {
    /// A plan of each team, by its place among the team's plans, where they are known to fit.
    pub(super) selected: Option<Vec<usize>>,
    /// What all teams leave open at least, unless what is known already is the least.
    pub(super) least: i64,
}

/// What the teams take, weighed by the prices: of one resource alone in its own units, of several in those of what is
/// left open.
struct Weighed {
    /// What a unit of it weighs against what is left open.
    price: f64,
    /// How much of it there is.
    most: i64,
    /// The prices by which it is counted.
    prices: Vec<f64>,
}

impl Weighed {
    fn new(shared: &Shared, prices: &[f64]) -> Option<Self> {
        let priced: Vec<usize> = (0..prices.len()).filter(|&at| prices[at] > 0.0).collect();
        match *priced.as_slice() {
            [] => None,
            [one] => {
                let unit = (0..prices.len()).map(|at| if at == one { 1.0 } else { 0.0 }).collect();
                Some(Self { price: prices[one], most: shared.limits[one].1, prices: unit })
            }
            _ => {
                let most: f64 =
                    shared.limits.iter().zip(prices).map(|((_, limit), price)| price * *limit as f64).sum();
                Some(Self { price: 1.0, most: most.ceil() as i64, prices: prices.to_vec() })
            }
        }
    }
}

/// Lists the trade-offs of each team that a better plan of all could need, and finds the best of them together.
///
/// `open` is how much better a plan of all could be. A team's plan that leaves open and pays so much more than the least
/// at the prices cannot be part of a better one, because no team pays less than its least. None where a trade-off takes
/// too much work to prove.
pub(super) fn trade(
    sites: &mut [Site<'_, '_>],
    shared: &Shared,
    columns: &mut [Vec<Column>],
    priced: &Priced,
    open: f64,
    work: Work,
) -> Option<Traded> {
    let weighed = Weighed::new(shared, &priced.prices)?;
    let teams: Vec<Vec<Tradeoff<Column>>> = sites
        .par_iter_mut()
        .zip(columns.par_iter())
        .zip(&priced.least)
        .map(|((site, known), &least)| tradeoffs(site, shared, &weighed, known, least as f64 + open, work))
        .collect::<Option<_>>()?;
    if teams.iter().any(Vec::is_empty) {
        return Some(Traded { selected: None, least: i64::MAX });
    }
    let best = together(&teams, weighed.most)?;
    for (known, team) in columns.iter_mut().zip(&teams) {
        for own in team {
            if !known.contains(&own.plan) {
                known.push(own.plan.clone());
            }
        }
    }
    // Where one resource alone is priced, what fits it may still exceed another.
    let fits = |places: &[usize]| {
        let used = |r: usize| places.iter().zip(&*columns).map(|(&at, known)| known[at].used[r]).sum::<i64>();
        shared.limits.iter().enumerate().all(|(r, (_, limit))| used(r) <= *limit)
    };
    let each = best.places.iter().zip(&teams).zip(&*columns);
    let place = |((&at, team), known): ((&usize, &Vec<Tradeoff<Column>>), &Vec<Column>)| {
        known.iter().position(|column| *column == team[at].plan)
    };
    let places = each.map(place).collect::<Option<Vec<usize>>>();
    let selected = places.filter(|places| fits(places));
    let first = vec![0; columns.len()];
    let selected = selected.or_else(|| select_exactly(columns, &shared.most(), &first));
    Some(Traded { selected, least: best.value })
}

/// Lists the trade-offs of a team that leave open and pay no more than `most`, from the one that takes least.
fn tradeoffs(
    site: &mut Site<'_, '_>,
    shared: &Shared,
    weighed: &Weighed,
    known: &[Column],
    most: f64,
    work: Work,
) -> Option<Vec<Tradeoff<Column>>> {
    site.instance.charges = shared.charges(&site.instance, &weighed.prices);
    let granule = granule(&site.instance);
    let [nothing, needed, ..] = known else { return None };
    let values = needed.value..=nothing.value.min(most.floor() as i64);
    let mut cuts = std::mem::take(&mut site.cuts);
    let mut left = MOST_TRADEOFFS;
    let list = {
        let site = &*site;
        list(
            values,
            |most| {
                left = left.checked_sub(1)?;
                let mut program = Program::with_cuts(&site.instance, std::mem::take(&mut cuts), work);
                program.keep(Aim::Required, most / granule);
                let charged = |column: &&Column| Aim::Charges.value(&site.instance, &column.choice);
                let start = known.iter().filter(|column| column.value <= most).min_by_key(charged)?;
                let found = program.minimise(Aim::Charges, &start.choice);
                cuts = program.into_cuts();
                // What is not proven would only blur the bound, and the next would be as hard.
                let proven = found.bound == Some(found.value);
                let plan = proven.then(|| site.column(shared, &found.choice))?;
                Some(Tradeoff { value: plan.value, taken: found.value, plan })
            },
            |own| needed.value as f64 + weighed.price * own.taken as f64 > most,
        )
    };
    site.cuts = cuts;
    list
}
