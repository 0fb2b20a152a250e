//! Small instances: the plan against every other choice, and against the greedy one.

use std::collections::BTreeMap;

use rolemap::model::{DemandIx, Level, RoleIx, RoleKind};
use rolemap::plan::PlanOptions;
use rolemap::roster::{Fte, Row, Status};

use crate::checker::worth;
use crate::world::{WORLD, gaps, hireable, holder, options, roster, with_plan};

#[test]
fn no_choice_of_two_hires_is_better_than_the_plan() {
    let model = WORLD.0;
    for seed in 0..3 {
        let rows = roster(seed, 12, model);
        let rows: Vec<Row> = rows.into_iter().filter(|row| row.status == Status::Active).collect();
        let budget = [None, Some(150_000), Some(230_000)][seed as usize];
        let limits = PlanOptions { max_hires: Some(2), moves: false, budget, ..options(2) };
        with_plan(model, &rows, &limits, |_, coverage, plan| {
            let planned = worth(model, &rows, &plan, &limits, coverage);
            let starts: Vec<(RoleIx, usize)> =
                hireable(model).into_iter().flat_map(|role| [(role, 0), (role, 1)]).collect();
            let price = |&(role, start): &(RoleIx, usize)| {
                let terms = &model.planning().terms;
                let factor = if model[role].kind == RoleKind::Ic {
                    terms.cost.loaded_per_mille
                } else {
                    terms.cost.loaded_per_mille_of_managers
                };
                let yearly = i64::from(model[role].wage.usd_per_year) * i64::from(factor) / 1000;
                i64::from(terms.cost.per_hire) + (yearly + 3) / 4 * (2 - start as i64)
            };
            let mut tried = 0;
            let mut seen: BTreeMap<Vec<(RoleIx, bool)>, BTreeMap<DemandIx, Fte>> = BTreeMap::new();
            for (i, first) in starts.iter().enumerate() {
                for second in &starts[i..] {
                    if limits.budget.is_some_and(|budget| price(first) + price(second) > budget) {
                        continue;
                    }
                    tried += 1;
                    let mut sums = (0, 0);
                    for (quarter, weight) in [(0, 75), (1, 25)] {
                        let there: Vec<(RoleIx, bool)> = [first, second]
                            .iter()
                            .map(|hire| (hire.0, hire.1 <= quarter))
                            .filter(|h| h.1)
                            .collect();
                        let gaps = seen.entry(there.clone()).or_insert_with(|| {
                            let mut with = rows.clone();
                            with.extend(
                                there
                                    .iter()
                                    .enumerate()
                                    .map(|(i, (role, _))| holder(format!("h{i}"), model[*role].id.as_str())),
                            );
                            gaps(model, &with, coverage)
                        });
                        for (demand, gap) in gaps.iter() {
                            let level = model[*demand].size(coverage.profile).unwrap().level;
                            sums.0 += if level == Level::Required { weight * gap.0 } else { 0 };
                            sums.1 += weight * gap.0;
                        }
                    }
                    assert!(planned <= sums, "seed {seed}: {planned:?} but {sums:?} by {first:?} {second:?}");
                }
            }
            assert!(tried > 100, "choices were compared");
        });
    }
}

/// Hires one by one whoever closes most of what is open at the end, in the first quarter that has room, until nobody
/// closes more; the plan must be at least as good.
#[test]
fn no_greedy_choice_is_better_than_the_plan() {
    let model = WORLD.0;
    for seed in 0..3 {
        let rows = roster(seed + 60, 20, model);
        let rows: Vec<Row> = rows.into_iter().filter(|row| row.status == Status::Active).collect();
        let limits = PlanOptions { max_hires: Some(4), rate: Some(2), moves: false, ..options(2) };
        with_plan(model, &rows, &limits, |_, coverage, plan| {
            let planned = worth(model, &rows, &plan, &limits, coverage);
            let missing = |rows: &[Row]| {
                gaps(model, rows, coverage).into_iter().fold((0, 0), |sum, (demand, gap)| {
                    let level = model[demand].size(coverage.profile).expect("it is made").level;
                    (sum.0 + if level == Level::Required { gap.0 } else { 0 }, sum.1 + gap.0)
                })
            };
            // Two start in each quarter, which weighs 75 and 25 of a hundred.
            let mut with = rows.clone();
            let mut sums = (0, 0);
            for weight in [75, 25] {
                for _ in 0..2 {
                    let tried = hireable(model).into_iter().map(|role| {
                        let mut more = with.clone();
                        more.push(holder(format!("g{}", more.len()), model[role].id.as_str()));
                        (missing(&more), more)
                    });
                    let (after, more) = tried.min_by_key(|(missing, _)| *missing).expect("roles");
                    if after < missing(&with) {
                        with = more;
                    }
                }
                let left = missing(&with);
                sums = (sums.0 + weight * left.0, sums.1 + weight * left.1);
            }
            assert!(with.len() > rows.len(), "the greedy choice hires somebody");
            assert!(planned <= sums, "seed {seed}: {planned:?}, greedy {sums:?}");
        });
    }
}
