//! The optimum against brute force, against a formula, and against every possible exchange.

use proptest::prelude::*;

use super::*;

/// The objectives, best greatest: required, recommended, less by supporting roles, then each ask in order.
fn worth(groups: &[Group], asks: &[Ask], given: &[Vec<i64>]) -> Vec<i64> {
    let mut filled = vec![0; asks.len()];
    let mut supporting = 0;
    for (group, given) in groups.iter().zip(given) {
        for (skill, amount) in group.skills.iter().zip(given) {
            filled[skill.slot] += amount;
            supporting += if skill.supporting { *amount } else { 0 };
        }
    }
    let of = |level| asks.iter().zip(&filled).filter(|(a, _)| a.level == level).map(|(_, f)| f).sum();
    let mut worth = vec![of(Level::Required), of(Level::Recommended), -supporting];
    worth.extend(filled);
    worth
}

fn amounts(assignment: &Assignment) -> Vec<Vec<i64>> {
    assignment.given.iter().map(|given| given.iter().map(|fte| fte.0).collect()).collect()
}

/// Fails if somebody gives more than they have or something gets more than it needs.
fn assert_lawful(groups: &[Group], asks: &[Ask], assignment: &Assignment) {
    let mut filled = vec![0; asks.len()];
    for (group, given) in groups.iter().zip(amounts(assignment)) {
        assert!(given.iter().all(|&g| g >= 0));
        assert!(given.iter().sum::<i64>() <= group.fte.0, "a group gives what it has");
        group.skills.iter().zip(given).for_each(|(skill, given)| filled[skill.slot] += given);
    }
    assert_eq!(filled, assignment.filled.iter().map(|f| f.0).collect::<Vec<_>>());
    assert!(filled.iter().zip(asks).all(|(&f, ask)| f <= ask.need.0), "nothing is filled beyond its need");
}

/// The best of all assignments in whole units; there is none better in parts, because a flow's vertices are whole.
fn brute_force(groups: &[Group], asks: &[Ask]) -> Vec<i64> {
    let arcs: Vec<(usize, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(g, group)| (0..group.skills.len()).map(move |k| (g, k)))
        .collect();
    let mut given: Vec<Vec<i64>> = groups.iter().map(|g| vec![0; g.skills.len()]).collect();
    let mut has: Vec<i64> = groups.iter().map(|g| g.fte.0).collect();
    let mut needs: Vec<i64> = asks.iter().map(|a| a.need.0).collect();
    let mut best = worth(groups, asks, &given);
    // Counts through all assignments as through the digits of a number.
    let mut at = 0;
    while at < arcs.len() {
        let (g, k) = arcs[at];
        let slot = groups[g].skills[k].slot;
        if has[g] > 0 && needs[slot] > 0 {
            (has[g], needs[slot]) = (has[g] - 1, needs[slot] - 1);
            given[g][k] += 1;
            best = best.max(worth(groups, asks, &given));
            at = 0;
        } else {
            (has[g], needs[slot]) = (has[g] + given[g][k], needs[slot] + given[g][k]);
            given[g][k] = 0;
            at += 1;
        }
    }
    best
}

/// The most that can be filled of some asks: over each part of them, what its people have and the rest needs, at the
/// least (the cut that separates them).
fn most_filled(groups: &[Group], asks: &[Ask], of: impl Fn(Level) -> bool) -> i64 {
    let wanted: Vec<usize> = (0..asks.len()).filter(|&slot| of(asks[slot].level)).collect();
    let cut = |part: u32| {
        let inside =
            |slot: usize| wanted.iter().position(|&w| w == slot).is_some_and(|i| part & (1 << i) != 0);
        let able = groups.iter().filter(|g| g.skills.iter().any(|s| inside(s.slot)));
        let rest = wanted.iter().filter(|&&slot| !inside(slot));
        able.map(|g| g.fte.0).sum::<i64>() + rest.map(|&slot| asks[slot].need.0).sum::<i64>()
    };
    (0..1 << wanted.len()).map(cut).min().expect("the empty part is one")
}

/// Whether some exchange of one unit along a cycle makes an assignment better: looked for with the objectives as they
/// are, one after the other, not coded into one cost (Bellman and Ford, every node a start).
fn can_be_improved(groups: &[Group], asks: &[Ask], assignment: &Assignment) -> bool {
    let (source, sink) = (asks.len() + groups.len(), asks.len() + groups.len() + 1);
    let objectives = 3 + asks.len();
    let mut halves: Vec<(usize, usize, Vec<i64>)> = vec![(sink, source, vec![0; objectives])];
    let mut arc = |from, to, room: i64, flow: i64, gain: Vec<i64>| {
        let loss = gain.iter().map(|g| -g).collect();
        halves.extend((flow < room).then_some((from, to, gain)));
        halves.extend((flow > 0).then_some((to, from, loss)));
    };
    for (slot, ask) in asks.iter().enumerate() {
        let mut gain = vec![0; objectives];
        gain[if ask.level == Level::Required { 0 } else { 1 }] = 1;
        gain[3 + slot] = 1;
        arc(slot, sink, ask.need.0, assignment.filled[slot].0, gain);
    }
    for ((node, group), given) in (asks.len()..).zip(groups).zip(amounts(assignment)) {
        arc(source, node, group.fte.0, given.iter().sum(), vec![0; objectives]);
        for (skill, given) in group.skills.iter().zip(given) {
            let mut gain = vec![0; objectives];
            gain[2] = -i64::from(skill.supporting);
            arc(node, skill.slot, group.fte.0, given, gain);
        }
    }
    let mut best = vec![vec![0; objectives]; sink + 1];
    for _ in 0..=sink + 1 {
        let mut better = false;
        for (from, to, gain) in &halves {
            let here: Vec<i64> = best[*from].iter().zip(gain).map(|(b, g)| b + g).collect();
            if here > best[*to] {
                best[*to] = here;
                better = true;
            }
        }
        if !better {
            return false;
        }
    }
    true
}

/// Asks and groups of up to so many, with up to so much each.
fn problems(asks: usize, groups: usize, most: i64) -> impl Strategy<Value = (Vec<Group>, Vec<Ask>)> {
    let level = prop_oneof![Just(Level::Required), Just(Level::Recommended)];
    let ask = (level, 0..=most).prop_map(|(level, need)| Ask { level, need: Fte(need) });
    prop::collection::vec(ask, 1..=asks).prop_flat_map(move |asks| {
        let able = prop::collection::vec(prop::option::of(any::<bool>()), asks.len());
        let group = (able, 0..=most).prop_map(|(able, fte)| {
            let skill =
                |(slot, able): (usize, Option<bool>)| able.map(|supporting| Skill { slot, supporting });
            Group { skills: able.into_iter().enumerate().filter_map(skill).collect(), fte: Fte(fte) }
        });
        (prop::collection::vec(group, 0..=groups), Just(asks))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_problems_are_solved_as_brute_force_solves_them((groups, asks) in problems(3, 3, 2)) {
        let assignment = assign(&groups, &asks);
        assert_lawful(&groups, &asks, &assignment);
        prop_assert_eq!(worth(&groups, &asks, &amounts(&assignment)), brute_force(&groups, &asks));
    }

    #[test]
    fn the_most_is_filled_that_any_cut_allows((groups, asks) in problems(9, 30, 100_000)) {
        let assignment = assign(&groups, &asks);
        assert_lawful(&groups, &asks, &assignment);
        let worth = worth(&groups, &asks, &amounts(&assignment));
        prop_assert_eq!(worth[0], most_filled(&groups, &asks, |level| level == Level::Required));
        prop_assert_eq!(worth[0] + worth[1], most_filled(&groups, &asks, |_| true));
    }

    #[test]
    fn no_exchange_improves_an_assignment((groups, asks) in problems(12, 25, 50_000)) {
        prop_assert!(!can_be_improved(&groups, &asks, &assign(&groups, &asks)));
    }

    #[test]
    fn the_order_of_groups_does_not_change_what_is_filled(
        (groups, asks) in problems(8, 12, 1_000),
        turn in 0..12_usize,
    ) {
        let mut turned = groups.clone();
        turned.rotate_left(turn % groups.len().max(1));
        prop_assert_eq!(assign(&groups, &asks).filled, assign(&turned, &asks).filled);
    }
}

#[test]
fn an_exchange_is_found_where_there_is_one() {
    let groups = [Group { skills: vec![Skill { slot: 0, supporting: false }], fte: Fte(1) }];
    let asks = [Ask { level: Level::Required, need: Fte(1) }];
    let idle = Assignment { filled: vec![Fte(0)], given: vec![vec![Fte(0)]] };
    assert!(can_be_improved(&groups, &asks, &idle), "the check of the properties above can fail");
}

#[test]
fn core_roles_come_before_the_order_of_demands() {
    let skill = |slot, supporting| Skill { slot, supporting };
    let required = Ask { level: Level::Required, need: Fte(1) };
    let groups = [Group { skills: vec![skill(0, true), skill(1, false)], fte: Fte(1) }];
    assert_eq!(assign(&groups, &[required, required]).filled, [Fte(0), Fte(1)]);
}
