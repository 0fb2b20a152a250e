//! The checker, which knows nothing of the solver: it hires and moves the people of a plan into the roster and counts the
//! coverage anew.

use std::collections::{BTreeMap, BTreeSet};

use rolemap::coverage::Coverage;
use rolemap::model::{ConflictKind, DemandIx, DemandKind, Level, Model, RoleKind, Severity};
use rolemap::plan::{Plan, PlanOptions, Source, Status as Proof};
use rolemap::roster::{Fte, Row, Status};

use crate::world::{gaps, holder, with_plan};

/// The roster in which a plan has come true until a quarter: everybody who was to come by then is there.
pub(crate) fn come_true(
    model: &Model,
    rows: &[Row],
    plan: &Plan,
    options: &PlanOptions,
    quarter: usize,
) -> Vec<Row> {
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
pub(crate) fn check(model: &'static Model, rows: &[Row], options: &PlanOptions) {
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
pub(crate) fn grows(model: &Model) -> bool {
    model.demands().any(|d| model[d].kind == DemandKind::Share)
}

/// What a plan is worth: the gaps of each quarter, weighted by how much of a newcomer counts until the end.
pub(crate) fn worth(
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

pub(crate) fn worth_of(model: &'static Model, rows: &[Row], options: &PlanOptions) -> (i64, i64) {
    with_plan(model, rows, options, |_, coverage, plan| {
        assert_eq!(plan.status, Proof::Optimal, "small instances are proven");
        worth(model, rows, &plan, options, coverage)
    })
}
