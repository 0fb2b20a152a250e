//! Plans are judged by a checker that knows nothing of the solver: it hires and moves the people of a plan into the
//! roster and counts the coverage anew.

mod checker;
mod comparison;
mod small;
mod teams;
mod world;

use rolemap::plan::{Limit, PlanOptions, Prefer, Source, Status as Proof};
use rolemap::roster::{Date, Fte, Row, Status};

use checker::{check, worth_of};
use world::{Numbers, WORLD, hireable, holder, options, roster, with_plan};

#[test]
fn every_plan_keeps_its_limits_and_its_promise() {
    let model = WORLD.0;
    for seed in 0..4 {
        let people = [8, 25, 60, 90][seed as usize % 4];
        let rows = roster(seed, people, model);
        check(model, &rows, &options(3));
        check(model, &rows, &PlanOptions { max_hires: Some(3), rate: Some(1), ..options(4) });
        check(model, &rows, &PlanOptions { budget: Some(700_000), contractors: true, ..options(2) });
        let today = Some(Date { year: 2026, month: 11, day: 23 });
        check(model, &rows, &PlanOptions { budget_per_quarter: Some(90_000), today, ..options(3) });
        check(model, &rows, &PlanOptions { moves: false, prefer: Prefer::Cost, ..options(2) });
    }
}

#[test]
fn more_money_hires_or_pace_never_make_a_plan_worse() {
    let model = WORLD.0;
    for seed in 20..22 {
        let rows = roster(seed, 40, model);
        let by = |options: &dyn Fn(i64) -> PlanOptions| -> Vec<(i64, i64)> {
            [0, 1, 2, 4, 8].into_iter().map(|n| worth_of(model, &rows, &options(n))).collect()
        };
        let worths = [
            by(&|n| PlanOptions { budget: Some(n * 130_000), ..options(2) }),
            by(&|n| PlanOptions { max_hires: Some(n as u32), ..options(2) }),
            by(&|n| PlanOptions { rate: Some(n as u32), ..options(2) }),
        ];
        for worths in worths {
            assert!(worths.is_sorted_by(|less, more| less >= more), "{worths:?}");
            assert!(worths.first() > worths.last(), "limits matter: {worths:?}");
        }
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let model = WORLD.0;
    let limits = PlanOptions { budget: Some(900_000), max_hires: Some(6), ..options(3) };
    let told = |rows: &[Row]| {
        with_plan(model, rows, &limits, |staff, _, plan| {
            let hires: Vec<_> =
                plan.hires.iter().map(|h| (h.role, h.quarter, h.count, h.reason.clone())).collect();
            let moves: Vec<_> = plan
                .moves
                .iter()
                .map(|m| (staff.roster().person(m.person).id().to_owned(), m.to, m.quarter))
                .collect();
            (hires, moves, plan.totals, plan.left_open)
        })
    };
    for seed in 40..42 {
        let mut rows = roster(seed, 60, model);
        let first = told(&rows);
        let mut numbers = Numbers(seed);
        for i in (1..rows.len()).rev() {
            rows.swap(i, numbers.below(i + 1));
        }
        assert_eq!(first, told(&rows));
    }
}

#[test]
fn a_team_without_gaps_needs_no_plan() {
    let model = WORLD.0;
    let mut rows = Vec::new();
    for role in hireable(model) {
        rows.extend((0..8).map(|i| holder(format!("{} {i}", model[role].id), model[role].id.as_str())));
    }
    with_plan(model, &rows, &options(4), |_, coverage, plan| {
        let open: Vec<_> = coverage.demands().filter(|d| d.gap().0 > 0).collect();
        assert!(open.is_empty(), "{open:?}");
        assert!(plan.hires.is_empty() && plan.moves.is_empty() && plan.left_open.is_empty());
        assert_eq!((plan.status, plan.one_more_hire), (Proof::Optimal, None));
    });
}

#[test]
fn open_positions_are_filled_before_new_ones_are_opened() {
    let model = WORLD.0;
    let mut rows: Vec<Row> = (0..4).map(|i| holder(format!("d{i}"), "software-engineer")).collect();
    rows.push(Row { status: Status::Vacant, ..holder("v".into(), "security-engineer") });
    with_plan(
        model,
        &rows,
        &PlanOptions { max_hires: Some(1), budget: Some(0), ..options(2) },
        |_, _, plan| {
            let [hire] = plan.hires.as_slice() else { panic!("one hire: {:?}", plan.hires) };
            assert!(matches!(hire.source, Source::Vacancies(_)));
            assert_eq!(hire.cost, 0, "the money is granted already");
        },
    );
}

#[test]
fn the_fewest_limits_that_keep_a_plan_from_what_it_must_meet_are_named() {
    let model = WORLD.0;
    let rows = roster(20, 40, model);
    let must = PlanOptions { min_coverage_per_mille: Some(1000), ..options(4) };
    let within = |limits: PlanOptions| with_plan(model, &rows, &limits, |_, _, plan| plan);
    let free = within(must.clone());
    assert_eq!((free.totals.required_gap_after, free.conflict), (Fte(0), None), "it can be met");
    let poor =
        within(PlanOptions { budget: Some(10_000), max_hires: Some(500), rate: Some(100), ..must.clone() });
    let conflict = poor.conflict.expect("ten thousand hires nobody");
    assert_eq!(
        (poor.status, conflict.limits),
        (Proof::Infeasible, vec![Limit::Budget]),
        "the others do no harm"
    );
    assert!(conflict.proven && conflict.least > conflict.may_lack);
    assert!(poor.totals.cost <= 10_000, "the plan does what the limits allow");
    let enough = free.totals.cost;
    let held = within(PlanOptions { budget: Some(enough), ..must });
    assert_eq!(held.totals.required_gap_after, Fte(0), "what was enough without a limit is enough with it");
}
