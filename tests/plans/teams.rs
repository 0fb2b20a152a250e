//! Plans by team: limits that are shared, and proofs that hold.

use rolemap::coverage::By;
use rolemap::model::Model;
use rolemap::plan::{Plan, PlanOptions, Status as Proof, gaps_over_time};
use rolemap::roster::{Fte, Roster, Row};
use rolemap::staff::Staff;

use crate::world::{WORLD, options, roster, with_plan};

/// A plan for each of two teams of developers and others, under limits that they share.
fn by_team(model: &'static Model, rows: &[Row], options: &PlanOptions) -> Plan {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(model, &roster, &WORLD.1);
    Plan::by_team(&staff, By::Team, None, options)
}

#[test]
fn teams_without_shared_limits_get_the_plans_that_each_would_make_alone() {
    let model = WORLD.0;
    let rows = roster(60, 60, model);
    let whole = by_team(model, &rows, &options(2));
    assert!(whole.teams.len() > 1, "there are several teams");
    for team in &whole.teams {
        let name = team.team.as_deref().unwrap_or_default();
        let own: Vec<Row> = rows.iter().filter(|row| row.team == name).cloned().collect();
        let alone = with_plan(model, &own, &options(2), |_, _, plan| plan);
        assert_eq!(team.totals, alone.totals, "{name}");
    }
    let hires: u32 = whole.teams.iter().map(|team| team.totals.hires).sum();
    assert_eq!(whole.totals.hires, hires);
    assert_eq!(whole.status, Proof::Optimal);
}

#[test]
fn teams_keep_the_limits_that_they_share_and_more_money_never_leaves_more_open() {
    let model = WORLD.0;
    let rows = roster(61, 90, model);
    let mut before: Option<Fte> = None;
    for budget in [0, 300_000, 1_000_000, 10_000_000] {
        let limits = PlanOptions { budget: Some(budget), rate: Some(4), ..options(3) };
        let plan = by_team(model, &rows, &limits);
        assert!(plan.totals.cost <= budget, "{} of {budget}", plan.totals.cost);
        assert!(plan.quarters.iter().all(|quarter| quarter.hires <= 4));
        let gap = plan.bound_gap.expect("a bound is proven");
        assert!((0.0..=1.0).contains(&gap), "{gap}");
        assert_eq!(plan, by_team(model, &rows, &limits), "the same every time");
        assert!(before.is_none_or(|before| plan.totals.required_gap_after <= before), "{budget}");
        before = Some(plan.totals.required_gap_after);
    }
}

/// With a number of hires as the only limit, every way to share it out among the teams can be tried.
#[test]
fn a_proof_holds_against_every_way_to_share_out_the_hires() {
    let model = WORLD.0;
    let mut proven_best = 0;
    for seed in [70, 71, 72, 73] {
        let rows = roster(seed, 50, model);
        let gap = |plan: &Plan| gaps_over_time(&plan.quarters).0.0;
        let names: Vec<String> =
            by_team(model, &rows, &options(2)).teams.into_iter().filter_map(|team| team.team).collect();
        let rows: Vec<Row> = rows.into_iter().filter(|row| names.contains(&row.team)).collect();
        for most in [1, 2, 3] {
            let limits = PlanOptions { max_hires: Some(most), ..options(2) };
            // What each team leaves open with none, one, two hires and so on; then the best of all sums.
            let mut least: Vec<i64> = vec![0; most as usize + 1];
            for name in &names {
                let own: Vec<Row> = rows.iter().filter(|row| row.team == *name).cloned().collect();
                let alone = |hires: usize| {
                    let limits = PlanOptions { max_hires: Some(hires as u32), ..options(2) };
                    with_plan(model, &own, &limits, |_, _, plan| {
                        assert_eq!(plan.status, Proof::Optimal);
                        gap(&plan)
                    })
                };
                let alone: Vec<i64> = (0..=most as usize).map(alone).collect();
                least = (0..=most as usize)
                    .map(|all| (0..=all).map(|own| alone[own] + least[all - own]).min().expect("a way"))
                    .collect();
            }
            let plan = by_team(model, &rows, &limits);
            let best = least[most as usize];
            let proven = plan.bound_gap.expect("a bound is proven");
            assert!(gap(&plan) >= best, "no plan is better than the best");
            // The proven share is of less than this gap, which also counts what was open before anybody could come.
            assert!(gap(&plan) as f64 * (1.0 - proven) <= best as f64 + 1.0, "seed {seed}, {most} hires");
            if proven == 0.0 {
                assert_eq!(gap(&plan), best, "seed {seed}, {most} hires: proven best");
                proven_best += 1;
            }
        }
    }
    assert!(proven_best > 3, "only {proven_best} plans were proven best");
}
