//! Trade-offs: what a team's required gap comes down to for what it takes of what is shared, and which trade-offs of all
//! teams together leave least open.
//!
//! Prices alone leave a gap between plan and bound, because people are whole. A plan of a team that is far from the best
//! at the prices cannot be part of a better plan of all, so only few remain, and these can be listed.

use std::ops::RangeInclusive;

/// A plan that a team might make: nothing that leaves as little open takes less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tradeoff<P> {
    /// The required gap over time, in units that are the same for all teams.
    pub(super) value: i64,
    /// What it takes; no plan takes less that leaves as little open.
    pub(super) taken: i64,
    /// The plan.
    pub(super) plan: P,
}

/// Lists the trade-offs of a team, from the most that may be left open downwards. `cheapest` finds the plan that takes
/// least of those that leave no more open than it is asked for, and is asked for no less than `values` begins with; it
/// fails where it proves nothing, and so does the list. The list ends before the first trade-off that is `enough`.
pub(super) fn list<P>(
    values: RangeInclusive<i64>,
    mut cheapest: impl FnMut(i64) -> Option<Tradeoff<P>>,
    enough: impl Fn(&Tradeoff<P>) -> bool,
) -> Option<Vec<Tradeoff<P>>> {
    let mut list = Vec::new();
    let mut most = *values.end();
    while most >= *values.start() {
        let next = cheapest(most)?;
        if enough(&next) {
            break;
        }
        most = next.value - 1;
        list.push(next);
    }
    Some(list)
}

/// The trade-offs of all teams that leave least open together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Together {
    /// What they leave open.
    pub(super) value: i64,
    /// The place of each team's trade-off.
    pub(super) places: Vec<usize>,
}

/// The most sums that are kept at a time.
const MOST_SUMS: usize = 200_000;

/// A sum of the first teams: what it takes, what it leaves open, the sum of the teams before, and the place of the last.
type Sum = (i64, i64, usize, usize);

/// Finds the trade-offs, one of each team, that leave least open of all that take no more than `most` together; none
/// where there is nothing such, or too much to look through.
pub(super) fn together<P>(teams: &[Vec<Tradeoff<P>>], most: i64) -> Option<Together> {
    let mut rounds: Vec<Vec<Sum>> = vec![vec![(0, 0, 0, 0)]];
    for team in teams {
        let before = &rounds[rounds.len() - 1];
        if before.len().saturating_mul(team.len()) > MOST_SUMS * 20 {
            return None;
        }
        let sums = before.iter().enumerate().flat_map(|(at, sum)| {
            let own = team.iter().enumerate();
            own.map(move |(place, own)| (sum.0 + own.taken, sum.1 + own.value, at, place))
        });
        let mut sums: Vec<Sum> = sums.filter(|sum| sum.0 <= most).collect();
        sums.sort_unstable();
        // Of sums that take as much or more, only those that leave less open can be of use.
        let mut least = i64::MAX;
        sums.retain(|sum| {
            let better = sum.1 < least;
            least = least.min(sum.1);
            better
        });
        if sums.is_empty() || sums.len() > MOST_SUMS {
            return None;
        }
        rounds.push(sums);
    }
    // What leaves least open stands last.
    let last = rounds.last()?.len() - 1;
    let value = rounds.last()?[last].1;
    let mut places = Vec::new();
    let mut at = last;
    for sums in rounds[1..].iter().rev() {
        let (_, _, before, place) = sums[at];
        places.push(place);
        at = before;
    }
    places.reverse();
    Some(Together { value, places })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tradeoff(value: i64, taken: i64) -> Tradeoff<()> {
        Tradeoff { value, taken, plan: () }
    }

    #[test]
    fn the_list_has_each_value_that_can_be_reached_until_enough_is_known() {
        // What is left open for what it takes: 10 for 0, 7 for 2, 4 for 9, 0 for 30.
        let known = [(10, 0), (7, 2), (4, 9), (0, 30)];
        let cheapest = |most| known.iter().find(|(value, _)| *value <= most).map(|&(v, t)| tradeoff(v, t));
        let values = |list: Option<Vec<Tradeoff<()>>>| -> Option<Vec<i64>> {
            Some(list?.iter().map(|t| t.value).collect())
        };
        assert_eq!(values(list(0..=12, cheapest, |_| false)), Some(vec![10, 7, 4, 0]));
        assert_eq!(values(list(0..=9, cheapest, |t| t.taken > 9)), Some(vec![7, 4]));
        assert_eq!(values(list(-1..=9, cheapest, |_| false)), None, "nothing leaves less than nothing open");
    }

    #[test]
    fn together_is_the_best_of_all_sums_that_fit() {
        let mut number = 1_u64;
        let mut below = |most: u64| {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((number >> 33) % most) as i64
        };
        for _ in 0..200 {
            let teams: Vec<Vec<Tradeoff<()>>> =
                (0..3).map(|_| (0..1 + below(4)).map(|_| tradeoff(below(20), below(20))).collect()).collect();
            let most = below(40);
            let mut best: Option<i64> = None;
            for a in &teams[0] {
                for b in &teams[1] {
                    for c in &teams[2] {
                        if a.taken + b.taken + c.taken <= most {
                            let value = a.value + b.value + c.value;
                            best = Some(best.map_or(value, |best| best.min(value)));
                        }
                    }
                }
            }
            let found = together(&teams, most);
            assert_eq!(found.as_ref().map(|f| f.value), best, "{teams:?} {most}");
            if let Some(Together { value, places }) = found {
                let of = |of: &dyn Fn(&Tradeoff<()>) -> i64| -> i64 {
                    teams.iter().zip(&places).map(|(team, &place)| of(&team[place])).sum()
                };
                assert_eq!(of(&|t| t.value), value, "the places have the value");
                assert!(of(&|t| t.taken) <= most, "and fit");
            }
        }
    }
}
