//! Plans are judged by a checker that knows nothing of the solver: it hires and moves the people of a plan into the
//! roster and counts the coverage anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rolemap::coverage::{By, Coverage};
use rolemap::model::{ConflictKind, DemandIx, DemandKind, Level, Model, RoleIx, RoleKind, Severity};
use rolemap::plan::{Limit, Plan, PlanOptions, Prefer, Source, Status as Proof};
use rolemap::roster::{Date, Fte, Roster, Row, Status};
use rolemap::staff::Staff;
use rolemap::title::Classifier;

/// Whole numbers that look random and are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

fn holder(id: String, roles: &str) -> Row {
    Row { id, roles: roles.into(), title: "Member".into(), in_scope: true, ..Row::default() }
}

/// A roster of so many people, most of them developers, with vacancies, starters and part-timers among them.
fn roster(seed: u64, people: usize, model: &Model) -> Vec<Row> {
    let mut numbers = Numbers(seed);
    let useful: Vec<RoleIx> = hireable(model);
    (0..people)
        .map(|i| {
            let role = if numbers.below(3) > 0 {
                model.role("software-engineer").expect("the model has it")
            } else {
                numbers.pick(&useful)
            };
            let mut row = holder(format!("p{i:03}"), model[role].id.as_str());
            row.team = ["Payments", "Search", ""][numbers.below(3)].into();
            match numbers.below(12) {
                0 => row.fte = Some(Fte(5_000)),
                // Whoever is to come belongs to no team yet: a plan takes the teams of today.
                1 => (row.status, row.team) = (Status::Vacant, String::new()),
                2 => {
                    (row.status, row.team) = (Status::Future, String::new());
                    row.start_date = Some(Date { year: 2027, month: 4, day: 1 });
                }
                3 => row.fte = Some(Fte(8_000)),
                _ => {}
            }
            row
        })
        .collect()
}

/// The roles that a plan may hire: those that a demand names, but executives and roles held beside others.
fn hireable(model: &Model) -> Vec<RoleIx> {
    let named: BTreeSet<RoleIx> = model.demands().flat_map(|d| model[d].roles.clone()).collect();
    let kinds = [RoleKind::Executive, RoleKind::PartTime];
    named.into_iter().filter(|&role| !kinds.contains(&model[role].kind)).collect()
}

/// The model, and the reader of titles, which takes a while to make.
static WORLD: LazyLock<(&'static Model, Classifier<'static>)> = LazyLock::new(|| {
    let model: &'static Model = Box::leak(Box::new(Model::builtin()));
    (model, Classifier::new(model).expect("the vocabulary is sound"))
});

/// What each demand lacks.
fn gaps(model: &'static Model, rows: &[Row], like: &Coverage) -> BTreeMap<DemandIx, Fte> {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(model, &roster, &WORLD.1);
    let coverage = Coverage::new(&staff, Some(like.profile));
    coverage.demands().map(|d| (d.demand, d.gap())).collect()
}

fn with_plan<T>(
    model: &'static Model,
    rows: &[Row],
    options: &PlanOptions,
    see: impl Fn(&Staff<'_>, &Coverage, Plan) -> T,
) -> T {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(model, &roster, &WORLD.1);
    let coverage = Coverage::new(&staff, None);
    let plan = Plan::new(&staff, &coverage, options);
    see(&staff, &coverage, plan)
}

fn options(quarters: usize) -> PlanOptions {
    PlanOptions { quarters, ..PlanOptions::new("2027Q1".parse().expect("it is a quarter")) }
}

/// The roster in which a plan has come true until a quarter: everybody who was to come by then is there.
fn come_true(model: &Model, rows: &[Row], plan: &Plan, options: &PlanOptions, quarter: usize) -> Vec<Row> {
    let now = options.from.plus(quarter);
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter(|row| row.status == Status::Future) {
        if row.start_date.is_none_or(|day| day <= now.first_day() || quarter >= options.quarters) {
            row.status = Status::Active;
        }
    }
    for hire in plan.hires.iter().filter(|hire| hire.quarter <= now) {
        if let Source::Vacancies(positions) = &hire.source {
            assert_eq!(positions.len(), hire.count as usize, "as many positions as people");
            for position in positions {
                assert_eq!(rows[position.index()].status, Status::Vacant, "a position is filled once");
                rows[position.index()].status = Status::Active;
            }
        } else {
            let id = model[hire.role].id.as_str();
            rows.extend((0..hire.count).map(|i| holder(format!("new {id} {} {i}", hire.quarter), id)));
        }
    }
    for step in plan.moves.iter().filter(|step| step.quarter <= now) {
        let row = &mut rows[step.person.index()];
        let mut roles: Vec<&str> = row.roles.split('|').collect();
        let from = model[step.from].id.as_str();
        assert!(roles.contains(&from), "whoever moves has the role");
        roles.retain(|role| step.beside || *role != from);
        roles.push(model[step.to].id.as_str());
        row.roles = roles.join("|");
    }
    rows
}

/// Holds a plan against everything it says.
fn check(model: &'static Model, rows: &[Row], options: &PlanOptions) {
    with_plan(model, rows, options, |staff, coverage, plan| {
        let last = options.quarters;
        // Limits, by the plan's own hires and by prices worked out anew.
        let terms = &model.planning().terms;
        let mut spent = vec![0; last];
        let mut started = vec![0; last];
        for hire in &plan.hires {
            let start = (0..last).find(|&q| options.from.plus(q) == hire.quarter).expect("within the plan");
            started[start] += hire.count;
            let (once, premium) = match hire.source {
                Source::Vacancies(_) => (0, 0),
                Source::New => (i64::from(terms.cost.per_hire), 1000),
                Source::Contract => (0, i64::from(terms.contractor.premium_per_mille)),
            };
            let factor = match model[hire.role].kind {
                RoleKind::Ic => terms.cost.loaded_per_mille,
                _ => terms.cost.loaded_per_mille_of_managers,
            };
            let yearly =
                i64::from(model[hire.role].wage.usd_per_year) * i64::from(factor) / 1000 * premium / 1000;
            let quarterly = (yearly + 3) / 4;
            let count = i64::from(hire.count);
            spent[start] += once * count;
            spent[start..].iter_mut().for_each(|q| *q += quarterly * count);
            assert_eq!(hire.cost, count * (once + quarterly * (last - start) as i64), "{hire:?}");
            assert!(hire.open_by < hire.quarter.first_day());
            assert!(options.today.is_none_or(|today| hire.open_by >= today), "{hire:?}");
            assert!(hire.source != Source::Contract || options.contractors);
        }
        for step in &plan.moves {
            let start = (0..last).find(|&q| options.from.plus(q) == step.quarter).expect("within the plan");
            spent[start] += step.cost;
        }
        assert!(plan.moves.is_empty() || options.moves);
        assert_eq!(spent.iter().sum::<i64>(), plan.totals.cost);
        assert!(options.budget.is_none_or(|budget| plan.totals.cost <= budget));
        assert!(spent.iter().all(|&cost| options.budget_per_quarter.is_none_or(|budget| cost <= budget)));
        assert!(started.iter().all(|&people| options.rate.is_none_or(|rate| people <= rate)));
        assert_eq!(plan.totals.hires, started.iter().sum::<u32>());
        assert!(options.max_hires.is_none_or(|most| plan.totals.hires <= most));
        // Nobody moves twice, nobody into a conflict.
        let movers: BTreeSet<_> = plan.moves.iter().map(|step| step.person).collect();
        assert_eq!(movers.len(), plan.moves.len(), "nobody moves twice");
        for step in &plan.moves {
            let stays = staff.roles(step.person).iter().filter(|&&role| step.beside || role != step.from);
            for role in stays {
                let apart = model.conflicts().iter().filter(|conflict| {
                    conflict.kind == ConflictKind::SamePerson && conflict.severity >= Severity::Warning
                });
                for conflict in apart {
                    let (a, b) = (&conflict.roles, &conflict.apart_from);
                    assert!(
                        !(a.contains(role) && b.contains(&step.to)
                            || b.contains(role) && a.contains(&step.to))
                    );
                }
            }
        }
        // The promise: a roster with the plan's people has the gaps that the plan says.
        let after = gaps(model, &come_true(model, rows, &plan, options, last), coverage);
        let promised: BTreeMap<DemandIx, Fte> = plan.demands.iter().map(|d| (d.demand, d.after)).collect();
        assert_eq!(after, promised);
        let nothing = Plan { hires: Vec::new(), moves: Vec::new(), ..plan.clone() };
        let before = gaps(model, &come_true(model, rows, &nothing, options, last), coverage);
        for (demand, gap) in &before {
            let closed: i64 = plan
                .hires
                .iter()
                .flat_map(|hire| &hire.closes)
                .chain(plan.moves.iter().flat_map(|step| &step.closes))
                .filter(|closes| closes.demand == *demand)
                .map(|closes| closes.fte.0)
                .sum();
            let really = gap.0 - after[demand].0;
            assert!(closed >= really, "what is closed is said");
            assert!(
                closed == really || !plan.moves.is_empty() || grows(model),
                "nothing is said that is not closed"
            );
        }
        let sum = |level: Level, after: bool| {
            let of = plan.demands.iter().filter(|d| d.level == level);
            Fte(of.map(|d| if after { d.after.0 } else { d.before.0 }).sum())
        };
        assert_eq!(plan.totals.required_gap_after, sum(Level::Required, true));
        assert_eq!(plan.totals.recommended_gap_before, sum(Level::Recommended, false));
        let open: Vec<_> = plan.left_open.iter().map(|open| (open.demand, open.gap)).collect();
        let really: Vec<_> = promised.into_iter().filter(|(_, gap)| gap.0 > 0).collect();
        assert_eq!(open, really, "each open gap has a reason");
    });
}

/// Whether some hires raise needs, so that a hire may close less than it fills.
fn grows(model: &Model) -> bool {
    model.demands().any(|d| model[d].kind == DemandKind::Share)
}

/// What a plan is worth: the gaps of each quarter, weighted by how much of a newcomer counts until the end.
fn worth(
    model: &'static Model,
    rows: &[Row],
    plan: &Plan,
    options: &PlanOptions,
    like: &Coverage,
) -> (i64, i64) {
    let ramp = [25, 50, 25];
    let mut sums = (0, 0);
    for quarter in 0..options.quarters {
        let weight: i64 = ramp.iter().take(options.quarters - quarter).sum();
        let gaps = gaps(model, &come_true(model, rows, plan, options, quarter), like);
        for (demand, gap) in gaps {
            let level = model[demand].size(like.profile).expect("a gap is of a demand that is made").level;
            sums.0 += if level == Level::Required { weight * gap.0 } else { 0 };
            sums.1 += weight * gap.0;
        }
    }
    sums
}

fn worth_of(model: &'static Model, rows: &[Row], options: &PlanOptions) -> (i64, i64) {
    with_plan(model, rows, options, |_, coverage, plan| {
        assert_eq!(plan.status, Proof::Optimal, "small instances are proven");
        worth(model, rows, &plan, options, coverage)
    })
}

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
