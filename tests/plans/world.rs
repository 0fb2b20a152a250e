//! Rosters that look random and are the same everywhere, and what is asked of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rolemap::coverage::Coverage;
use rolemap::model::{DemandIx, Model, RoleIx};
use rolemap::plan::{Plan, PlanOptions};
use rolemap::roster::{Date, Fte, Roster, Row, Status};
use rolemap::staff::Staff;
use rolemap::title::Classifier;

/// Whole numbers that look random and are the same everywhere.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

pub(crate) fn holder(id: String, roles: &str) -> Row {
    Row { id, roles: roles.into(), title: "Member".into(), in_scope: true, ..Row::default() }
}

/// A roster of so many people, most of them developers, with vacancies, starters and part-timers among them.
pub(crate) fn roster(seed: u64, people: usize, model: &Model) -> Vec<Row> {
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
pub(crate) fn hireable(model: &Model) -> Vec<RoleIx> {
    let named: BTreeSet<RoleIx> = model.demands().flat_map(|d| model[d].roles.clone()).collect();
    named.into_iter().filter(|&role| model[role].kind.can_be_hired()).collect()
}

/// The model, and the reader of titles, which takes a while to make.
pub(crate) static WORLD: LazyLock<(&'static Model, Classifier<'static>)> = LazyLock::new(|| {
    let model: &'static Model = Box::leak(Box::new(Model::builtin()));
    (model, Classifier::new(model).expect("the vocabulary is sound"))
});

/// What each demand lacks.
pub(crate) fn gaps(model: &'static Model, rows: &[Row], like: &Coverage) -> BTreeMap<DemandIx, Fte> {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(model, &roster, &WORLD.1);
    let coverage = Coverage::new(&staff, Some(like.profile));
    coverage.demands().map(|d| (d.demand, d.gap())).collect()
}

pub(crate) fn with_plan<T>(
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

pub(crate) fn options(quarters: usize) -> PlanOptions {
    PlanOptions { quarters, ..PlanOptions::new("2027Q1".parse().expect("it is a quarter")) }
}
