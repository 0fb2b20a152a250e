//! Plans written by hand: what is said of them is true, and none within the limits is better than the best.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rolemap::analysis::Analysis;
use rolemap::coverage::Coverage;
use rolemap::model::{DemandIx, Model};
use rolemap::plan::{Breach, Comparison, OwnPlan, Plan, PlanOptions};
use rolemap::report::plan::Planned;
use rolemap::report::plan_toml;
use rolemap::roster::{Date, Fte, Roster, Row};
use rolemap::staff::Staff;

use crate::checker::come_true;
use crate::world::{Numbers, WORLD, gaps, hireable, options, roster};

fn compare<T>(
    rows: &[Row],
    limits: &PlanOptions,
    text: &str,
    see: impl FnOnce(&Staff<'_>, &Coverage, Comparison) -> T,
) -> T {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(WORLD.0, &roster, &WORLD.1);
    let coverage = Coverage::new(&staff, None);
    let own = OwnPlan::parse(text, &staff, limits).unwrap_or_else(|e| panic!("{e}\n{text}"));
    see(&staff, &coverage, Comparison::new(&staff, &coverage, limits, &own))
}

/// The plan by hand as a plan, so that the checker can make it come true.
fn as_plan(comparison: &Comparison) -> Plan {
    Plan {
        hires: comparison.hires.iter().map(|(_, hire)| hire.clone()).collect(),
        moves: comparison.moves.iter().map(|(_, step)| step.clone()).collect(),
        ..comparison.best.clone()
    }
}

/// Hires and moves at random: some into vacancies, some on contract, some of them twice.
fn at_random(model: &Model, rows: &[Row], seed: u64) -> String {
    let mut numbers = Numbers(seed);
    let roles = hireable(model);
    let mut text = String::new();
    for _ in 0..1 + numbers.below(5) {
        let role = &model[numbers.pick(&roles)].id;
        let quarter = 1 + numbers.below(3);
        let count = 1 + numbers.below(2);
        text += &format!("[[hire]]\nrole = '{role}'\nquarter = '2027Q{quarter}'\ncount = {count}\n");
        text += ["", "source = 'new'\n", "source = 'contractor'\n"][numbers.below(3)];
    }
    let pathways = &model.planning().pathways;
    for row in rows.iter().filter(|row| row.status == rolemap::roster::Status::Active) {
        let path = pathways.iter().find(|path| model[path.from].id.as_str() == row.roles);
        if let Some(path) = path.filter(|_| numbers.below(3) == 0) {
            let to = &model[path.to].id;
            let quarter = 1 + numbers.below(3);
            text += &format!("[[move]]\nperson = '{}'\nto = '{to}'\nquarter = '2027Q{quarter}'\n", row.id);
        }
    }
    text
}

#[test]
fn what_is_said_of_a_plan_by_hand_is_what_the_roster_shows_once_it_has_come_true() {
    let model = WORLD.0;
    for seed in 0..12 {
        let rows = roster(seed, [8, 25, 60][seed as usize % 3], model);
        let limits = PlanOptions { contractors: true, ..options(3) };
        compare(&rows, &limits, &at_random(model, &rows, seed + 100), |_, coverage, comparison| {
            let plan = as_plan(&comparison);
            let after = gaps(model, &come_true(model, &rows, &plan, &limits, 3), coverage);
            let said: BTreeMap<DemandIx, Fte> =
                comparison.demands.iter().map(|d| (d.demand, d.after)).collect();
            assert_eq!(after, said, "seed {seed}");
            let cost: i64 = plan.hires.iter().map(|h| h.cost).chain(plan.moves.iter().map(|m| m.cost)).sum();
            assert_eq!(cost, comparison.totals.cost);
            assert_eq!(cost, comparison.quarters.iter().map(|q| q.cost).sum::<i64>());
        });
    }
}

#[test]
fn no_plan_by_hand_that_keeps_the_limits_is_better_than_the_best() {
    let model = WORLD.0;
    let mut kept = 0;
    for seed in 0..24 {
        let rows = roster(seed, 30, model);
        let limits = match seed % 3 {
            0 => options(3),
            1 => PlanOptions { budget: Some(900_000), max_hires: Some(6), ..options(3) },
            _ => PlanOptions { rate: Some(2), contractors: true, ..options(3) },
        };
        compare(&rows, &limits, &at_random(model, &rows, seed), |_, _, comparison| {
            let fair = comparison.against(comparison.fair(), limits.prefer);
            let best = comparison.against(&comparison.best, limits.prefer);
            if comparison.breaches.is_empty() && comparison.beyond.is_empty() {
                kept += 1;
                for order in [fair, best].into_iter().flatten() {
                    assert_eq!(order.1, Ordering::Greater, "seed {seed}: better by {:?}", order.0);
                }
            }
            let same = comparison.fair();
            assert!(same.totals.cost <= comparison.totals.cost || comparison.for_the_same.is_none());
            assert!(same.totals.hires <= comparison.totals.hires);
        });
    }
    assert!(kept > 5, "only {kept} plans kept the limits");
}

#[test]
fn our_own_plan_written_down_and_read_back_is_as_good_as_itself() {
    let model = WORLD.0;
    for seed in 0..4 {
        let rows = roster(seed, 40, model);
        let limits = PlanOptions { budget: Some(800_000), ..options(3) };
        let roster = Roster::from_rows(rows.clone());
        let analysis = Analysis::new(model, &roster, &WORLD.1, None);
        let plan = Plan::new(&analysis.staff, &analysis.coverage, &limits);
        let planned = Planned { analysis: &analysis, options: &limits, plan: &plan, dated: true };
        let text = plan_toml::render(&planned);
        assert!(!plan.hires.is_empty() && !plan.moves.is_empty(), "it has something to write");
        compare(&rows, &limits, &text, |_, _, comparison| {
            assert_eq!(comparison.totals, plan.totals);
            assert_eq!(comparison.quarters, plan.quarters);
            assert_eq!(comparison.demands, plan.demands);
            assert_eq!(comparison.against(&comparison.best, limits.prefer), None);
            assert_eq!((comparison.breaches, comparison.for_the_same), (Vec::new(), None));
        });
    }
}

#[test]
fn every_limit_that_a_plan_by_hand_breaks_is_named() {
    let model = WORLD.0;
    let mut rows = roster(3, 30, model);
    rows.push(crate::world::holder("mover".into(), "systems-administrator"));
    let text = "[[hire]]\nrole = 'soc-analyst'\nquarter = '2027Q1'\ncount = 3\nsource = 'new'\n\
                [[hire]]\nrole = 'soc-analyst'\nquarter = '2027Q2'\nsource = 'contractor'\n\
                [[move]]\nperson = 'mover'\nto = 'devops-engineer'\nquarter = '2027Q1'\n";
    let limits = PlanOptions {
        budget: Some(1000),
        budget_per_quarter: Some(500),
        max_hires: Some(3),
        rate: Some(2),
        moves: false,
        today: Some(Date { year: 2026, month: 11, day: 23 }),
        min_coverage_per_mille: Some(1000),
        ..options(2)
    };
    let broken = compare(&rows, &limits, text, |_, _, comparison| comparison.breaches);
    let names: Vec<&str> = broken.iter().map(Breach::limit).collect();
    assert_eq!(
        names,
        [
            "budget",
            "budget-per-quarter",
            "budget-per-quarter",
            "max-hires",
            "rate",
            "min-coverage",
            "as-of",
            "allow",
            "no-moves"
        ]
    );
    let lines: Vec<u64> = broken.iter().filter_map(Breach::line).collect();
    assert_eq!(lines, [1, 6, 10]);
}

#[test]
fn a_plan_by_hand_that_cannot_be_read_is_refused_with_every_line_that_is_wrong() {
    let model = WORLD.0;
    let mut rows = roster(3, 12, model);
    rows.push(crate::world::holder("admin".into(), "systems-administrator"));
    let roster = Roster::from_rows(rows);
    let staff = Staff::new(model, &roster, &WORLD.1);
    let refused = |text: &str| {
        let error = OwnPlan::parse(text, &staff, &options(2)).expect_err(text);
        let lines: Vec<Option<u64>> = error.problems().iter().map(|p| p.line).collect();
        (lines, error.to_string())
    };
    let (lines, text) = refused(
        "[[hire]]\nrole = 'soc-anlyst'\nquarter = '2027Q1'\n\
         [[hire]]\nrole = 'soc-analyst'\nquarter = '2028Q1'\n\
         [[hire]]\nrole = 'soc-analyst'\nquarter = '2027Q1'\ncount = 0\n\
         [[move]]\nperson = 'nobody'\nto = 'soc-analyst'\nquarter = '2027Q1'\n\
         [[move]]\nperson = 'admin'\nto = 'ciso'\nquarter = '2027Q1'\n\
         [[move]]\nperson = 'admin'\nto = 'devops-engineer'\nquarter = '2027Q1'\n\
         [[move]]\nperson = 'admin'\nto = 'cloud-engineer'\nquarter = '2027Q2'\n",
    );
    assert_eq!(lines, [1, 4, 7, 11, 15, 23].map(Some));
    for said in [
        "did you mean `soc-analyst`",
        "2028Q1 is not in the plan, which is 2027Q1 to 2027Q2",
        "nobody hires 0 people at once",
        "there is no person in scope `nobody`",
        "no pathway leads from systems-administrator to ciso",
        "`admin` moves twice",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(refused("[[hire]]\nrole = 'ciso'\nquarter = '2027Q1'\nsource = 'gift'").0, [Some(4)]);
    assert_eq!(refused("\n[[hire]]\nrole = 'ciso'").0, [Some(2)], "a field is missing");
    assert_eq!(refused("[[hires]]").0, [Some(1)]);
    assert_eq!(refused("role =").0, [Some(1)]);
}
