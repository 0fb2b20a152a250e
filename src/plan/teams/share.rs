//! Prices on what teams share, and the plans that fit together.

use rayon::prelude::*;

use super::shared::{Resource, Shared};
use super::shares::{Column, Master, master, select, select_exactly};
use super::trade::{FEW, Priced, Traded, trade};
use super::{Apart, Site, total};
use crate::plan::work::Work;

/// A gap between plan and bound that is not worth further prices, as a share of the plan.
const GOOD_ENOUGH: f64 = 0.004;

/// What better prices may still prove beyond what is proven, as a share of it, that is not worth finding them.
const CLOSE_ENOUGH: f64 = 0.000_1;

/// The stride below which prices no longer move enough to matter.
const LEAST_STRIDE: f64 = 0.002;

/// The most rounds of prices that are worked out from all plans known, for few teams.
const MOST_MASTER_ROUNDS: usize = 40;

/// What prices may leave unproven, as a share of the plan, where trade-offs are listed.
const MOST_UNPROVEN: f64 = 0.1;

/// The rounds in a row that may prove nothing more.
const MOST_VAIN_ROUNDS: usize = 5;

/// Finds a plan of each team so that all fit the limits together, and a value below which the sum of their required
/// gaps over time cannot be; `needed` are their plans for what is required, without limits.
pub(super) fn share(
    sites: &mut [Site<'_, '_>],
    shared: &Shared,
    needed: Apart,
    work: Work,
) -> (Vec<Column>, f64) {
    let proven = needed.chosen.iter().all(|chosen| chosen.bound_gap == Some(0.0));
    let mut market = Market::new(sites, shared, needed.columns, work);
    market.move_prices_by_use();
    let few = market.sites.len() <= FEW;
    if few {
        market.work_prices_out();
    }
    if let Some(exact) = select_exactly(&market.columns, &shared.most(), &market.best) {
        market.best = exact;
    }
    if few && proven {
        market.trade();
    }
    let Market { columns, best, bound, .. } = market;
    let chosen = columns.into_iter().zip(best).map(|(mut known, at)| known.swap_remove(at)).collect();
    (chosen, bound)
}

/// Teams that plan at prices, with what is known of them.
struct Market<'m, 's, 'a> {
    sites: &'m mut [Site<'s, 'a>],
    shared: &'m Shared,
    work: Work,
    /// Every plan found, of each team; the first does nothing, the second all that is required.
    columns: Vec<Vec<Column>>,
    /// The best plans that fit together, by their places.
    best: Vec<usize>,
    /// What all leave open at least.
    bound: f64,
    /// The prices that prove it.
    proof: Option<Priced>,
}

impl<'m, 's, 'a> Market<'m, 's, 'a> {
    fn new(sites: &'m mut [Site<'s, 'a>], shared: &'m Shared, needed: Vec<Column>, work: Work) -> Self {
        let known = |(site, needed): (&Site<'_, '_>, Column)| {
            vec![site.column(shared, &site.instance.nothing()), needed]
        };
        let columns: Vec<Vec<Column>> = sites.iter().zip(needed).map(known).collect();
        let best = select(&columns, &shared.most(), &first_prices(shared, &columns));
        Self { sites, shared, work, columns, best, bound: 0.0, proof: None }
    }

    fn value(&self) -> i64 {
        sum(&self.columns, &self.best)
    }

    /// Whether the plans are so near to the bound that more prices are not worth the work, or the time is over.
    fn is_done(&self) -> bool {
        let value = self.value() as f64;
        value - self.bound <= GOOD_ENOUGH * value || self.work.is_over()
    }

    /// Lets every team plan at prices; returns what they take together and what that proves.
    fn plan_at(&mut self, prices: &[f64]) -> (Vec<i64>, f64) {
        let Self { sites, shared, work, columns, .. } = self;
        let (shared, work) = (*shared, *work);
        let found: Vec<(Column, i64)> = sites
            .par_iter_mut()
            .zip(&*columns)
            .map(|(site, known)| site.at_prices(shared, prices, &known[0].choice, work))
            .collect();
        let paid: f64 =
            shared.limits.iter().zip(prices).map(|((_, limit), price)| price * *limit as f64).sum();
        let proves = found.iter().map(|(_, least)| *least as f64).sum::<f64>() - paid;
        if proves > self.bound || self.proof.is_none() {
            let least = found.iter().map(|(_, least)| *least).collect();
            self.proof = Some(Priced { prices: prices.to_vec(), least });
        }
        self.bound = self.bound.max(proves);
        let used = total(&found.iter().map(|(column, _)| column.clone()).collect::<Vec<_>>(), shared.len());
        for (known, (column, _)) in self.columns.iter_mut().zip(found) {
            if !known.contains(&column) {
                known.push(column);
            }
        }
        let other = select(&self.columns, &shared.most(), prices);
        if sum(&self.columns, &other) < self.value() {
            self.best = other;
        }
        (used, proves)
    }

    /// Moves the prices after what the teams take at them, in ever smaller strides.
    fn move_prices_by_use(&mut self) {
        let mut prices = first_prices(self.shared, &self.columns);
        let (mut stride, mut since) = (1.0, 0);
        let rounds = (1_000 / self.sites.len().max(1)).clamp(2, 60);
        for _ in 0..rounds {
            if self.is_done() || stride < LEAST_STRIDE {
                break;
            }
            let (value, before) = (self.value() as f64, self.bound);
            let (used, proves) = self.plan_at(&prices);
            since = if proves > before { 0 } else { since + 1 };
            if since == 3 {
                (stride, since) = (stride / 2.0, 0);
            }
            move_prices(self.shared, &mut prices, &used, stride * (value - proves));
        }
    }

    /// Works out the prices at which the plans known prove most, until they find no plan that proves less, or prove
    /// nothing more several times in a row: then the teams' own plans are too hard to prove.
    fn work_prices_out(&mut self) {
        let mut since = 0;
        for _ in 0..MOST_MASTER_ROUNDS {
            if self.is_done() || since == MOST_VAIN_ROUNDS {
                break;
            }
            let Some(Master { prices, most }) = master(&self.columns, &self.shared.most()) else { break };
            if most - self.bound <= CLOSE_ENOUGH * most.max(1.0) {
                break;
            }
            let before = self.bound;
            self.plan_at(&prices);
            since = if self.bound > before { 0 } else { since + 1 };
        }
    }

    /// Lists trade-offs where prices leave something unproven, and not so much that there are too many of them.
    fn trade(&mut self) {
        let value = self.value();
        let open = value as f64 - self.bound;
        if self.is_done() || open > MOST_UNPROVEN * value as f64 {
            return;
        }
        let Some(priced) = &self.proof else { return };
        let traded = trade(self.sites, self.shared, &mut self.columns, priced, open, self.work);
        let Some(Traded { selected, least }) = traded else { return };
        self.bound = self.bound.max(least.min(value) as f64);
        if let Some(selected) = selected.filter(|selected| sum(&self.columns, selected) < value) {
            self.best = selected;
        }
    }
}

fn sum(columns: &[Vec<Column>], at: &[usize]) -> i64 {
    columns.iter().zip(at).map(|(known, &at)| known[at].value).sum()
}

/// Returns prices at which what the limits are exceeded by would pay for what it closes.
fn first_prices(shared: &Shared, columns: &[Vec<Column>]) -> Vec<f64> {
    let at = |place: usize| columns.iter().map(|known| known[place].value).sum::<i64>() as f64;
    let used: Vec<i64> =
        (0..shared.len()).map(|r| columns.iter().map(|known| known[1].used[r]).sum()).collect();
    let exceeded = shared.limits.iter().zip(&used).filter(|((_, limit), used)| *used > limit).count();
    let price = |(&(_, limit), &used): (&(Resource, i64), &i64)| {
        if used > limit { (at(0) - at(1)).max(0.0) / used as f64 / exceeded as f64 } else { 0.0 }
    };
    shared.limits.iter().zip(&used).map(price).collect()
}

/// Moves prices up where more is used than there is, and down where less is; each in parts of its limit, so that money
/// and people weigh alike.
fn move_prices(shared: &Shared, prices: &mut [f64], used: &[i64], by: f64) {
    let parts: Vec<f64> = shared
        .limits
        .iter()
        .zip(used)
        .map(|(&(_, limit), &used)| (used - limit) as f64 / limit.max(1) as f64)
        .collect();
    let length: f64 = parts.iter().map(|part| part * part).sum();
    if length > 0.0 {
        for ((price, part), (_, limit)) in prices.iter_mut().zip(parts).zip(&shared.limits) {
            *price = (*price + by * part / length / (*limit).max(1) as f64).max(0.0);
        }
    }
}
