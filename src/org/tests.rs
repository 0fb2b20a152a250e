use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert_eq, prop_assume, proptest};
use proptest::sample::Index;

use super::*;
use crate::roster::{Row, Status};

/// A roster of rows, each with the index of its manager; who names oneself reports to oneself.
fn org(managers: &[Option<usize>]) -> OrgGraph {
    OrgGraph::new(&roster(managers))
}

fn roster(managers: &[Option<usize>]) -> Roster {
    let row = |(i, manager): (usize, &Option<usize>)| Row {
        line: i as u64 + 2,
        id: i.to_string(),
        manager: match manager {
            None => Manager::Nobody,
            Some(m) if *m == i => Manager::Oneself,
            Some(m) => Manager::Person(person(*m)),
        },
        ..Row::default()
    };
    Roster::from_rows(managers.iter().enumerate().map(row).collect())
}

fn person(i: usize) -> PersonIx {
    PersonIx::from_index(i)
}

fn indices<'a>(members: impl Iterator<Item = Member<'a>>) -> Vec<usize> {
    members.map(|m| m.person().index()).collect()
}

fn cycles(org: &OrgGraph) -> Vec<Vec<usize>> {
    org.cycles().map(|c| c.iter().map(|p| p.index()).collect()).collect()
}

#[test]
fn a_tree_has_layers_spans_and_people_below() {
    let org = org(&[None, Some(0), Some(0), Some(1), Some(1), Some(4)]);
    assert_eq!(org.roots(), [person(0)]);
    assert_eq!(org.depth(), 4);
    assert_eq!(org.members().map(Member::span).collect::<Vec<_>>(), [2, 2, 0, 0, 1, 0]);
    assert_eq!(org.members().map(Member::people_below).collect::<Vec<_>>(), [5, 3, 0, 0, 1, 0]);
    assert_eq!(indices(org.member(person(0)).reports()), [1, 2], "in the roster's order");
    assert_eq!(indices(org.member(person(0)).below()), [1, 3, 4, 5, 2]);
    assert_eq!(indices(org.member(person(5)).managers()), [4, 1, 0]);
    assert_eq!(cycles(&org), Vec::<Vec<usize>>::new());
}

#[test]
fn cycles_start_at_the_earliest_row_and_follow_the_managers() {
    // 1 -> 3 -> 2 -> 1 and 5 <-> 6; 4 hangs on the first, 7 on 4.
    let org = org(&[None, Some(3), Some(1), Some(2), Some(2), Some(6), Some(5), Some(4)]);
    assert_eq!(cycles(&org), [vec![1, 3, 2], vec![5, 6]]);
    assert_eq!(org.below_cycles(), [person(4), person(7)]);
    assert_eq!(org.member(person(7)).layer(), None);
    assert_eq!(indices(org.member(person(7)).managers()), [4, 2, 1, 3], "once round, then the walk ends");
    assert_eq!(indices(org.member(person(1)).managers()), [3, 2]);
    assert_eq!(indices(org.member(person(1)).below()), [2, 3, 4, 7]);
}

#[test]
fn who_reports_to_oneself_is_the_top_only_where_nobody_else_leads_from_the_top() {
    assert_eq!(org(&[Some(0), Some(0), None]).roots(), [person(0), person(2)]);
    assert_eq!(org(&[None, Some(0), Some(2)]).roots(), [person(0)]);
    assert_eq!(org(&[Some(0), Some(1)]).roots(), [person(0), person(1)]);
}

#[test]
fn leavers_and_vacancies_that_nobody_reports_to_are_no_tops() {
    let mut rows = vec![Row::default(), Row::default(), Row::default(), Row::default()];
    rows[1].status = Status::Left;
    rows[2].status = Status::Vacant;
    rows[3].manager = Manager::Person(person(0));
    assert_eq!(OrgGraph::new(&Roster::from_rows(rows)).roots(), [person(0)]);
}

#[test]
fn the_common_manager_is_the_lowest_above_all() {
    let org = org(&[None, Some(0), Some(0), Some(1), Some(1), Some(4), None]);
    let common =
        |people: &[usize]| org.common_manager(people.iter().map(|p| person(*p))).map(PersonIx::index);
    assert_eq!(common(&[]), None);
    assert_eq!(common(&[5]), Some(5));
    assert_eq!(common(&[3, 5]), Some(1));
    assert_eq!(common(&[5, 4]), Some(4), "one of them is above the other");
    assert_eq!(common(&[5, 3, 2]), Some(0));
    assert_eq!(common(&[2, 5, 3, 4]), Some(0));
    assert_eq!(common(&[5, 6]), None, "two tops");
}

#[test]
fn a_million_people_in_one_chain_star_or_cycle_are_walked_without_recursion() {
    const MANY: usize = 1_000_000;
    let chain = org(&(0..MANY).map(|i| i.checked_sub(1)).collect::<Vec<_>>());
    assert_eq!(chain.depth(), MANY);
    assert_eq!(chain.member(person(0)).below().count(), MANY - 1);
    assert_eq!(chain.common_manager((0..MANY).map(person)), Some(person(0)));
    let star = org(&(0..MANY).map(|i| (i > 0).then_some(0)).collect::<Vec<_>>());
    assert_eq!(star.span(person(0)), MANY - 1);
    let cycle = org(&(0..MANY).map(|i| Some((i + 1) % MANY)).collect::<Vec<_>>());
    assert_eq!(cycle.cycles().map(<[PersonIx]>::len).collect::<Vec<_>>(), [MANY]);
    assert_eq!(cycle.member(person(7)).managers().count(), MANY - 1);
    let pairs = org(&(0..MANY).map(|i| Some(i ^ 1)).collect::<Vec<_>>());
    assert_eq!(pairs.cycles().len(), MANY / 2);
}

#[test]
fn a_manager_of_one_makes_no_broad_layer() {
    let org = org(&[None, Some(0), Some(0), Some(1), Some(3), Some(3)]);
    let layers: Vec<_> = org.broad_layers().map(|(m, layer)| (m.person().index(), layer)).collect();
    assert_eq!(layers, [(0, 1), (1, 2), (3, 2), (4, 3), (5, 3), (2, 2)]);
}

proptest! {
    /// Everybody has a layer, or is in a cycle, or hangs on one, or is under a line that leads nowhere; never two of them.
    #[test]
    fn everybody_has_one_place(managers in lines()) {
        let org = org(&managers);
        let hanging: BTreeSet<PersonIx> = org.below_cycles().iter().copied().collect();
        let cycled: Vec<PersonIx> = org.cycles().flatten().copied().collect();
        prop_assert_eq!(cycled.len(), cycled.iter().collect::<BTreeSet<_>>().len(), "each in one cycle");
        for member in org.members() {
            let top = member.and_managers().last().expect("oneself at least");
            prop_assert_eq!(member.is_in_cycle(), cycled.contains(&member.person()));
            prop_assert_eq!(hanging.contains(&member.person()), top.is_in_cycle() && !member.is_in_cycle());
            prop_assert_eq!(member.layer().is_some(), top.is_root());
            if let Some(layer) = member.layer() {
                prop_assert_eq!(layer, member.and_managers().count());
            }
            if !member.is_in_cycle() {
                prop_assert_eq!(member.people_below(), member.below().count());
            }
        }
    }

    #[test]
    fn the_common_manager_is_the_first_that_the_ways_up_share(
        managers in lines(), picks in vec(any::<Index>(), 1..5)
    ) {
        let org = org(&managers);
        let people: Vec<PersonIx> = picks.iter().map(|p| person(p.index(managers.len()))).collect();
        let way = |p: PersonIx| org.member(p).and_managers().map(Member::person);
        prop_assume!(people.iter().all(|p| org.member(*p).layer().is_some()));
        let shared = way(people[0]).find(|m| people.iter().all(|p| way(*p).any(|above| above == *m)));
        prop_assert_eq!(org.common_manager(people.iter().copied()), shared);
    }
}

/// Rosters of a few people, each with a manager, with none or reporting to oneself.
fn lines() -> impl Strategy<Value = Vec<Option<usize>>> {
    (1_usize..12).prop_flat_map(|len| vec(proptest::option::weighted(0.8, 0..len), len))
}

#[test]
fn marks_come_from_all_above_and_round_cycles_and_along_dotted_lines() {
    // 0 leads 1, who leads 2; 3 and 4 report to each other, 5 to 4; 2 leads 6 on a dotted line, and 6 leads 7.
    let mut rows: Vec<Row> = roster(&[None, Some(0), Some(1), Some(4), Some(3), Some(4), None, Some(6)])
        .people()
        .map(|p| p.to_row())
        .collect();
    rows[6].second_manager = Manager::Person(person(2));
    let org = OrgGraph::new(&Roster::from_rows(rows));
    let above = org.marks_above(|p| 1 << p.index());
    let marks = |i: usize| (0..8).filter(|bit| above.of(person(i)) >> bit & 1 == 1).collect::<Vec<usize>>();
    let found: Vec<Vec<usize>> = (0..8).map(marks).collect();
    let expected: [&[usize]; 8] = [&[], &[0], &[0, 1], &[3, 4], &[3, 4], &[3, 4], &[0, 1, 2], &[0, 1, 2, 6]];
    assert_eq!(found, expected);
}
