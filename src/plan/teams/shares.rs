//! Shares: one plan of each team, so that all fit the limits together and close most.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use crate::plan::instance::Choice;

/// A plan of a team, what it leaves open and what it uses of what is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The required gap over time, in units that are the same for all teams.
    pub(super) value: i64,
    pub(super) used: Vec<i64>,
    pub(super) choice: Choice,
}

/// Selects a plan of each team: the best at the prices, then, while a limit is exceeded, the exchange that gives up
/// least for what it frees, and at last every exchange that closes more within what is left. Returns places.
///
/// The first plan of each team uses nothing, so that something always fits.
pub(super) fn select(columns: &[Vec<Column>], limits: &[i64], prices: &[f64]) -> Vec<usize> {
    let cost = |column: &Column| {
        column.value as f64
            + column.used.iter().zip(prices).map(|(&used, price)| used as f64 * price).sum::<f64>()
    };
    let best = |known: &Vec<Column>| {
        (0..known.len()).min_by(|&a, &b| cost(&known[a]).total_cmp(&cost(&known[b]))).unwrap_or(0)
    };
    let mut selection =
        Selection { columns, at: columns.iter().map(best).collect(), left: limits.to_vec(), limits };
    for (known, &at) in columns.iter().zip(&selection.at) {
        selection.left.iter_mut().zip(&known[at].used).for_each(|(left, used)| *left -= used);
    }
    while selection.exceeds() {
        let Some((team, to)) = selection.cheapest_relief() else { break };
        selection.exchange(team, to);
    }
    while let Some((team, to)) = selection.best_gain() {
        selection.exchange(team, to);
    }
    selection.at
}

/// The most plans among which the best selection is searched for.
const MOST_COLUMNS: usize = 800;

/// The nodes of that search.
const NODES: u64 = 2_000;

/// Selects the plans that close most of all that fit, where there are few enough to try and it is better than a
/// selection that is known.
pub(super) fn select_exactly(columns: &[Vec<Column>], limits: &[i64], known: &[usize]) -> Option<Vec<usize>> {
    if columns.iter().map(Vec::len).sum::<usize>() > MOST_COLUMNS {
        return None;
    }
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let taken: Vec<Vec<Variable>> = columns
        .iter()
        .map(|plans| plans.iter().map(|plan| problem.add_binary_var(plan.value as f64)).collect())
        .collect();
    for row in &taken {
        let one: Vec<(Variable, f64)> = row.iter().map(|&variable| (variable, 1.0)).collect();
        problem.add_constraint(&one, ComparisonOp::Eq, 1.0);
    }
    for (resource, &limit) in limits.iter().enumerate() {
        let used = columns.iter().flatten().map(|plan| plan.used[resource] as f64);
        let row: Vec<(Variable, f64)> = taken.iter().flatten().copied().zip(used).collect();
        problem.add_constraint(&row, ComparisonOp::Le, limit as f64);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(NODES);
    let hints = taken.iter().zip(known).flat_map(|(row, &at)| {
        row.iter().enumerate().map(move |(place, &variable)| (variable, f64::from(u8::from(place == at))))
    });
    options.warm_start = Some(hints.collect());
    let Ok(SolveOutcome::Solution(solution)) = problem.solve_with(options) else { return None };
    let place = |row: &Vec<Variable>| row.iter().position(|&variable| solution.var_value(variable) > 0.5);
    let found: Vec<usize> = taken.iter().map(place).collect::<Option<_>>()?;
    let sum = |at: &[usize]| columns.iter().zip(at).map(|(plans, &at)| plans[at].value).sum::<i64>();
    let fits = limits.iter().enumerate().all(|(resource, &limit)| {
        columns.iter().zip(&found).map(|(plans, &at)| plans[at].used[resource]).sum::<i64>() <= limit
    });
    (fits && sum(&found) < sum(known)).then_some(found)
}

/// Prices at which the plans known prove most.
pub(super) struct Master {
    pub(super) prices: Vec<f64>,
    /// What they would prove if no team had another plan.
    pub(super) most: f64,
}

/// Works out the prices at which the teams, with the plans known, leave open and pay most beyond what the limits would
/// be paid for: the dual of choosing parts of plans. None where the solver finds none.
pub(super) fn master(columns: &[Vec<Column>], limits: &[i64]) -> Option<Master> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    // Money is counted in parts of its limit, so that prices are of one size.
    let unit = |resource: usize| limits[resource].max(1) as f64;
    let prices: Vec<Variable> = limits
        .iter()
        .enumerate()
        .map(|(resource, &limit)| problem.add_var(-(limit as f64) / unit(resource), (0.0, f64::INFINITY)))
        .collect();
    for known in columns {
        let most = known.iter().map(|column| column.value).max().unwrap_or(0) as f64;
        let pays = problem.add_var(1.0, (0.0, most));
        for column in known {
            let used = column.used.iter().enumerate().filter(|(_, used)| **used > 0);
            let mut row = vec![(pays, 1.0)];
            row.extend(used.map(|(resource, &used)| (prices[resource], -(used as f64) / unit(resource))));
            problem.add_constraint(&row, ComparisonOp::Le, column.value as f64);
        }
    }
    let Ok(SolveOutcome::Solution(solution)) = problem.solve_with(SolveOptions::default()) else {
        return None;
    };
    let price = |(resource, &price): (usize, &Variable)| solution.var_value(price).max(0.0) / unit(resource);
    Some(Master { prices: prices.iter().enumerate().map(price).collect(), most: solution.objective() })
}

struct Selection<'c> {
    columns: &'c [Vec<Column>],
    at: Vec<usize>,
    left: Vec<i64>,
    limits: &'c [i64],
}

impl Selection<'_> {
    fn exceeds(&self) -> bool {
        self.left.iter().any(|&left| left < 0)
    }

    fn exchange(&mut self, team: usize, to: usize) {
        let (from, to_column) = (&self.columns[team][self.at[team]], &self.columns[team][to]);
        for ((left, before), after) in self.left.iter_mut().zip(&from.used).zip(&to_column.used) {
            *left += before - after;
        }
        self.at[team] = to;
    }

    /// Lists every exchange of one team's plan.
    fn exchanges(&self) -> impl Iterator<Item = (usize, usize, &Column, &Column)> {
        self.columns.iter().enumerate().flat_map(move |(team, known)| {
            let from = &known[self.at[team]];
            known
                .iter()
                .enumerate()
                .filter(move |(to, _)| *to != self.at[team])
                .map(move |(to, column)| (team, to, from, column))
        })
    }

    /// Finds the exchange that gives up least for each part of the excess that it takes away, adding none.
    fn cheapest_relief(&self) -> Option<(usize, usize)> {
        let relief = |from: &Column, to: &Column| -> f64 {
            let each = self.left.iter().zip(self.limits).zip(from.used.iter().zip(&to.used));
            each.map(|((&left, &limit), (&before, &after))| {
                let excess = |left: i64| (-left).max(0) as f64;
                (excess(left) - excess(left + before - after)) / limit.max(1) as f64
            })
            .sum()
        };
        let rated = self.exchanges().filter_map(|(team, to, from, column)| {
            let relief = relief(from, column);
            (relief > 0.0).then(|| ((column.value - from.value) as f64 / relief, team, to))
        });
        rated
            .min_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))))
            .map(|(_, team, to)| (team, to))
    }

    /// Finds the exchange that closes most within what is left.
    fn best_gain(&self) -> Option<(usize, usize)> {
        let fits = |from: &Column, to: &Column| {
            let each = self.left.iter().zip(from.used.iter().zip(&to.used));
            each.into_iter().all(|(left, (before, after))| left + before - after >= 0)
        };
        let gains = self.exchanges().filter(|(_, _, from, to)| to.value < from.value && fits(from, to));
        gains
            .max_by_key(|&(team, to, from, column)| {
                (from.value - column.value, std::cmp::Reverse((team, to)))
            })
            .map(|(team, to, ..)| (team, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(value: i64, used: i64) -> Column {
        Column { value, used: vec![used], choice: Vec::new() }
    }

    #[test]
    fn what_is_selected_fits_the_limits_and_closes_most() {
        let teams = vec![
            vec![column(10, 0), column(0, 6), column(4, 3)],
            vec![column(10, 0), column(0, 6), column(7, 3)],
        ];
        assert_eq!(select(&teams, &[12], &[0.0]), [1, 1], "all of it fits");
        assert_eq!(select(&teams, &[9], &[0.0]), [2, 1], "the first gives up less");
        assert_eq!(select(&teams, &[0], &[0.0]), [0, 0]);
        let quick = select(&teams, &[5], &[0.0]);
        assert_eq!(quick, [0, 2], "one exchange after the other does not always find the best");
        assert_eq!(select_exactly(&teams, &[5], &quick), Some(vec![2, 0]), "the search does");
    }
}
