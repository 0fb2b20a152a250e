//! Each measure on a literal roster.

use super::*;
use crate::model::{DemandKind, Model};
use crate::roster::{Manager, Roster, Row, Status};
use crate::staff::Staff;
use crate::title::Classifier;

/// A full-time person in scope.
fn person(id: &str, title: &str) -> Row {
    Row { id: id.into(), title: title.into(), in_scope: true, ..Row::default() }
}

/// So many people of one title.
fn people(count: usize, title: &str) -> Vec<Row> {
    (0..count).map(|i| person(&format!("{title} {i}"), title)).collect()
}

fn vacancy(title: &str) -> Row {
    Row { status: Status::Vacant, ..person("vacancy", title) }
}

fn half(row: Row) -> Row {
    Row { fte: Some(Fte(Fte::ONE.0 / 2)), ..row }
}

fn in_team(team: &str, row: Row) -> Row {
    Row { team: team.into(), ..row }
}

fn at(location: &str, rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().map(|row| Row { location: location.into(), ..row }).collect()
}

fn holding(roles: &str, row: Row) -> Row {
    Row { roles: roles.into(), ..row }
}

fn cover(profile: Profile, rows: Vec<Row>) -> Covered {
    let model = Model::builtin();
    let roster = Roster::from_rows(rows);
    let staff = Staff::new(&model, &roster, &Classifier::new(&model).expect("the vocabulary is sound"));
    Covered { coverage: Coverage::new(&staff, Some(profile)), model: model.clone() }
}

struct Covered {
    model: Model,
    coverage: Coverage,
}

impl Covered {
    fn demand(&self, id: &str) -> &DemandCoverage {
        self.coverage
            .demands()
            .find(|d| self.model[d.demand].id.as_str() == id)
            .expect("the profile makes the demand")
    }

    /// Need, filled and vacant of a demand.
    fn figures(&self, id: &str) -> (f64, f64, f64) {
        let d = self.demand(id);
        (d.need.as_f64(), d.filled.as_f64(), d.vacant.as_f64())
    }

    fn practice(&self, id: &str) -> &PracticeCoverage {
        let practice = self.model.practice(id).expect("the model has the practice");
        &self.coverage.practices[practice.index()]
    }

    fn head(&self, id: &str) -> (HeadState, Vec<usize>, Option<&str>) {
        let HeadCoverage { state, people, role } = &self.practice(id).head;
        (*state, people.iter().map(|p| p.index()).collect(), role.map(|r| self.model[r].id.as_str()))
    }
}

#[test]
fn nobody_covers_nothing_and_is_a_startup() {
    let model = Model::builtin();
    let roster = Roster::default();
    let staff = Staff::new(&model, &roster, &Classifier::new(&model).expect("the vocabulary is sound"));
    let coverage = Coverage::new(&staff, None);
    assert_eq!(coverage.profile, Profile::Startup);
    assert!(coverage.demands().all(|d| d.filled == Fte(0) && d.vacant == Fte(0)));
    assert_eq!(
        coverage.practices[0].coverage,
        Some(0.0),
        "a startup requires capacity of the first practice"
    );
}

#[test]
fn a_ratio_is_of_developers_and_rounds_up_to_whole_fte() {
    let covered = cover(Profile::Growth, people(38, "Software Engineer"));
    let automate = covered.demand("devops.automate");
    assert_eq!(automate.need, Fte::whole(4));
    assert!(
        automate.why.starts_with("1 per 10 developers, at least 2: 38 developers need 4; source: "),
        "{}",
        automate.why
    );
    let mut forty = people(40, "Software Engineer");
    assert_eq!(
        cover(Profile::Growth, forty.clone()).figures("devops.automate").0,
        4.0,
        "no rounding where it is even"
    );
    forty.push(half(person("h", "Data Engineer")));
    assert_eq!(
        cover(Profile::Growth, forty).figures("devops.automate").0,
        5.0,
        "half a developer more needs one more"
    );
}

#[test]
fn a_ratio_is_never_below_its_minimum() {
    assert_eq!(cover(Profile::Enterprise, people(5, "Software Engineer")).figures("devops.automate").0, 3.0);
}

#[test]
fn a_post_at_every_hour_needs_five() {
    let covered = cover(Profile::Enterprise, people(6, "SOC Analyst"));
    assert_eq!(covered.figures("secops.monitor"), (5.0, 5.0, 0.0));
    assert_eq!(covered.figures("secops.respond"), (2.0, 1.0, 0.0), "the sixth analyst responds");
}

#[test]
fn a_person_is_never_counted_twice() {
    let covered = cover(Profile::Growth, vec![person("a", "DevOps Engineer")]);
    let given: i64 = covered
        .coverage
        .demands()
        .filter(|d| covered.model[d.demand].kind == DemandKind::Capacity)
        .map(|d| d.filled.0)
        .sum();
    assert_eq!(given, Fte::ONE.0, "one full-time engineer who could fill three demands fills one");
}

#[test]
fn a_share_is_of_technical_people_and_rounds_up() {
    let mut rows = people(34, "Software Engineer");
    rows.extend(people(1, "SOC Analyst"));
    rows.extend(people(50, "Chief Executive Officer"));
    let share = cover(Profile::Growth, rows);
    assert_eq!(share.figures("secops.share"), (2.0, 1.0, 0.0), "3 % of 35 technical people is 1.05");
    let why = &share.demand("secops.share").why;
    assert!(why.starts_with("3 % of 35 technical people: 2; source: "), "{why}");
}

#[test]
fn a_rotation_counts_people_not_fte() {
    let rows = people(9, "Site Reliability Engineer").into_iter().map(half).collect();
    let covered = cover(Profile::Growth, rows);
    assert_eq!(covered.figures("devops.on-call"), (8.0, 8.0, 0.0));
    assert_eq!(covered.demand("devops.on-call").qualified, 9);
}

#[test]
fn a_rotation_over_two_sites_needs_six_on_each() {
    let sre = |count| people(count, "Site Reliability Engineer");
    let need = |rows| cover(Profile::Enterprise, rows).figures("devops.on-call").0;
    assert_eq!(need(sre(9)), 8.0, "one site, unnamed");
    assert_eq!(need(at("Oslo", sre(9))), 8.0, "one site");
    assert_eq!(need([at("Oslo", sre(6)), at("Pune", sre(6))].concat()), 12.0, "two sites");
    assert_eq!(need([at("Oslo", sre(8)), at("Pune", sre(1))].concat()), 8.0, "one person is no site");
    assert_eq!(
        need([at("Oslo", sre(5)), at("Pune", sre(5)), at("Lima", sre(5))].concat()),
        12.0,
        "never beyond two"
    );
    let scattered = (0..40).flat_map(|i| at(&format!("Town {i}"), sre(1))).collect();
    assert_eq!(need(scattered), 8.0, "scattered people share one rotation");
}

#[test]
fn champions_are_asked_of_each_team_with_two_developers() {
    let developer = |id, team| in_team(team, person(id, "Software Engineer"));
    let covered = cover(
        Profile::Enterprise,
        vec![
            developer("1", "Payments"),
            holding("security-champion", developer("2", "Payments")),
            developer("3", "Search"),
            developer("4", "Search"),
            developer("5", "Alone"),
            in_team("Search", vacancy("Security Champion")),
            holding("security-champion", developer("6", "")),
        ],
    );
    assert_eq!(covered.figures("devsecops.champions"), (2.0, 1.0, 1.0));
    let champions = covered.demand("devsecops.champions");
    let team = |team: &str, filled| TeamCoverage { team: team.into(), need: 1, filled };
    assert_eq!(champions.teams, [team("Payments", 1), team("Search", 0)]);
    assert_eq!(champions.qualified, 2, "the champion without a team holds the role too");
}

#[test]
fn without_team_names_the_people_under_one_manager_are_a_team() {
    let under = |manager: usize, row| Row { manager: Manager::Person(PersonIx::from_index(manager)), ..row };
    let covered = cover(
        Profile::Enterprise,
        vec![
            person("boss", "Engineering Manager"),
            under(0, person("1", "Software Engineer")),
            under(0, person("2", "Software Engineer")),
            under(1, person("3", "Software Engineer")),
        ],
    );
    let team = TeamCoverage { team: "boss".into(), need: 1, filled: 0 };
    assert_eq!(covered.demand("devsecops.champions").teams, [team]);
}

#[test]
fn a_head_fills_the_post_and_a_manager_covers_it() {
    let cover = |titles: &[&str]| cover(Profile::Growth, titles.iter().map(|t| person(t, t)).collect());
    let vacant = cover(&["Software Engineer"]);
    assert_eq!(vacant.head("devops"), (HeadState::Vacant, vec![], None));
    assert_eq!(vacant.figures("devops.head"), (1.0, 0.0, 0.0));
    let covered = cover(&["CIO", "VP of Engineering", "CTO"]);
    assert_eq!(
        covered.head("devops"),
        (HeadState::Covered, vec![1], Some("vp-engineering")),
        "the preferred of three"
    );
    assert_eq!(covered.figures("devops.head"), (1.0, 1.0, 0.0));
    let filled = cover(&["CTO", "Head of Infrastructure", "Head of DevOps"]);
    assert_eq!(
        filled.head("devops"),
        (HeadState::Filled, vec![1, 2], Some("head-of-devops")),
        "both fill it"
    );
    assert_eq!(
        cover(&["Engineering Manager"]).head("devops").0,
        HeadState::Vacant,
        "leads, but is not on the list"
    );
}

#[test]
fn open_positions_are_counted_apart() {
    let future = Row { status: Status::Future, ..person("f", "SOC Analyst") };
    let left = Row { status: Status::Left, ..person("l", "SOC Analyst") };
    let apart = Row { in_scope: false, ..person("o", "SOC Analyst") };
    let covered =
        cover(Profile::Growth, vec![vacancy("SOC Analyst"), future, left, apart, vacancy("Head of DevOps")]);
    assert_eq!(covered.figures("secops.monitor"), (2.0, 0.0, 2.0));
    assert_eq!(covered.figures("devops.head"), (1.0, 0.0, 1.0));
    let Coverage { people, in_scope, vacant, .. } = covered.coverage;
    assert_eq!((people, in_scope, vacant), (1, 0, 3));
}

#[test]
fn coverage_is_the_filled_part_of_required_capacity() {
    let mut rows = people(2, "Software Engineer");
    rows.push(half(person("d", "DevOps Engineer")));
    let covered = cover(Profile::Startup, rows);
    assert_eq!(covered.practice("devops").coverage, Some(2.5 / 3.0));
    assert_eq!(covered.practice("devsecops").coverage, None, "a startup requires none of it");
}

#[test]
fn people_with_several_roles_count_once() {
    let both = holding("penetration-tester|no-such-role", person("b", "Software Engineer"));
    let model = Model::builtin();
    let roster = Roster::from_rows(vec![both]);
    let staff = Staff::new(&model, &roster, &Classifier::new(&model).expect("the vocabulary is sound"));
    let coverage = Coverage::new(&staff, None);
    assert_eq!((coverage.technical, coverage.developers), (1, Fte::ONE));
    assert_eq!(coverage.roles.iter().map(|r| r.people).collect::<Vec<_>>(), [1, 1], "each role is held");
    assert_eq!(staff.unknown_roles(), [(PersonIx::from_index(0), "no-such-role")]);
}

#[test]
fn a_group_is_counted_as_a_scope_and_lends_what_it_can_spare() {
    let model = Model::builtin();
    let of = |department: &str, row| Row { department: department.into(), ..row };
    let rows = vec![
        of("Sales", person("1", "SOC Analyst")),
        of("", person("2", "Gardener")),
        of("Bank", person("3", "SOC Analyst")),
        of("Bank", person("4", "SOC Analyst")),
        of("Bank", person("5", "SOC Analyst")),
        of("Bank", half(person("6", "SOC Analyst"))),
        of("Bank", half(person("7", "Threat Hunter"))),
    ];
    let only = |department: &str| {
        let keep = |row: &Row| Row { in_scope: row.department == department, ..row.clone() };
        let roster = Roster::from_rows(rows.iter().map(keep).collect());
        Coverage::new(
            &Staff::new(&model, &roster, &Classifier::new(&model).expect("the vocabulary is sound")),
            None,
        )
    };
    let roster = Roster::from_rows(rows.clone());
    let staff = Staff::new(&model, &roster, &Classifier::new(&model).expect("the vocabulary is sound"));
    let groups = Coverage::by(&staff, By::Department, None);
    let names: Vec<_> = groups.iter().map(|group| group.group.as_deref()).collect();
    assert_eq!(names, [Some("Bank"), Some("Sales"), None], "by name, the people without a department last");
    for (group, department) in groups.iter().zip(["Bank", "Sales", ""]) {
        assert_eq!(group.coverage, only(department), "{department:?}");
    }
    let loans: Vec<_> =
        groups[0].loans.iter().map(|l| (model[l.demand].id.as_str(), l.to, l.fte.as_f64())).collect();
    // Watching and responding take one FTE each at the bank, which leaves it two; sales lacks one of them. The gardeners
    // lack both, and nobody would put an analyst among them.
    let [(demand, 1, 1.0)] = loans[..] else { panic!("one loan to sales: {loans:?}") };
    assert!(["secops.monitor", "secops.respond"].contains(&demand), "{loans:?}");
    assert!(groups[1].loans.is_empty() && groups[2].loans.is_empty(), "they have nothing to spare");
}

#[test]
fn core_roles_come_before_supporting_ones() {
    let rows = vec![
        person("s", "Software Architect"),
        person("c", "Cloud Architect"),
        holding("cloud-architect", person("b", "Software Architect")),
    ];
    let held = |rows: &[Row]| {
        let covered = cover(Profile::Enterprise, rows.to_vec());
        let holders = &covered.demand("devops.architecture").holders;
        holders.iter().map(|h| (h.person.index(), covered.model[h.role].id.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(
        held(&rows),
        [(1, "cloud-architect".to_owned())],
        "the supporting role stands earlier, in vain"
    );
    assert_eq!(held(&rows[2..]), [(0, "cloud-architect".to_owned())], "of two roles of one person too");
    assert_eq!(
        held(&rows[..1]),
        [(0, "software-architect".to_owned())],
        "better a supporting role than none"
    );
}
