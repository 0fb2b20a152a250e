//! Laws of coverage that hold for every roster.

use std::cmp::Reverse;
use std::sync::LazyLock;

use proptest::prelude::*;
use rolemap::coverage::{Change, Coverage, DemandCoverage, PracticeCoverage};
use rolemap::model::{DemandKind, Level, Model, Profile};
use rolemap::roster::{Fte, Roster, Row, Status};
use rolemap::staff::Staff;
use rolemap::title::Classifier;

static MODEL: LazyLock<Model> = LazyLock::new(Model::builtin);
static CLASSIFIER: LazyLock<Classifier<'static>> =
    LazyLock::new(|| Classifier::new(&MODEL).expect("the vocabulary is sound"));

fn cover(profile: Profile, rows: &[Row]) -> Coverage {
    let roster = Roster::from_rows(rows.to_vec());
    let staff = Staff::new(&MODEL, &roster, &CLASSIFIER);
    Coverage::new(&staff, Some(profile))
}

/// Everything that is counted, without who it is.
fn figures(coverage: &Coverage) -> Coverage {
    let mut figures = coverage.clone();
    for PracticeCoverage { head, demands, .. } in &mut figures.practices {
        head.people.clear();
        demands.iter_mut().for_each(|demand| demand.holders.clear());
    }
    figures
}

fn capacity(coverage: &Coverage) -> impl Iterator<Item = &DemandCoverage> {
    coverage.demands().filter(|d| MODEL[d.demand].kind == DemandKind::Capacity)
}

/// The gap in capacity: required, then recommended.
fn gaps(coverage: &Coverage) -> (i64, i64) {
    let of = |level| capacity(coverage).filter(|d| d.level == level).map(|d| d.gap().0).sum();
    (of(Level::Required), of(Level::Recommended))
}

fn is_developer(row: &Row) -> bool {
    let reading = CLASSIFIER.classify(&row.title, Default::default());
    reading.roles.iter().any(|&role| MODEL[role].developer)
}

fn profiles() -> impl Strategy<Value = Profile> {
    prop::sample::select(Profile::ALL.to_vec())
}

/// A person in scope with the name of a role for a title, or with one outside the model.
fn person() -> impl Strategy<Value = Row> {
    let mut titles: Vec<String> = MODEL.roles().map(|role| MODEL[role].name.clone()).collect();
    titles.extend(["Gardener".to_owned(), String::new()]);
    // Developers are most of any team, and rotations need many alike: both are drawn more often.
    titles.extend(vec!["Software Engineer".to_owned(); 30]);
    titles.extend(vec!["Site Reliability Engineer".to_owned(); 12]);
    let team = prop::sample::select(vec!["", "Payments", "Search", "Checkout"]);
    let location = prop::sample::select(vec!["", "Oslo", "Pune", "Lima"]);
    let roles =
        prop_oneof![4 => Just(""), 1 => Just("security-champion"), 1 => Just("soc-analyst|iam-engineer")];
    let fte = prop_oneof![3 => Just(None), 1 => (0..=10_000_i64).prop_map(|fte| Some(Fte(fte)))];
    (prop::sample::select(titles), team, location, roles, fte).prop_map(
        |(title, team, location, roles, fte)| Row {
            title,
            team: team.into(),
            location: location.into(),
            roles: roles.into(),
            fte,
            in_scope: true,
            ..Row::default()
        },
    )
}

fn people() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(person(), 0..60)
}

fn with_status(status: Status, row: Row) -> Row {
    Row { status, ..row }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_more_person_never_widens_the_gap(profile in profiles(), mut rows in people(), extra in person()) {
        // A developer more may raise a need; nobody else does.
        prop_assume!(!is_developer(&extra));
        let before = gaps(&cover(profile, &rows));
        rows.push(extra);
        prop_assert!(gaps(&cover(profile, &rows)) <= before);
    }

    #[test]
    fn a_person_changes_the_required_gap_by_no_more_than_their_fte(
        profile in profiles(),
        mut rows in people(),
        extra in person(),
    ) {
        prop_assume!(!is_developer(&extra));
        let before = gaps(&cover(profile, &rows)).0;
        let fte = extra.fte.unwrap_or(Fte::ONE).0;
        rows.push(extra);
        prop_assert!(before - gaps(&cover(profile, &rows)).0 <= fte, "nobody is counted twice");
    }

    #[test]
    fn the_order_of_rows_changes_no_figure(
        profile in profiles(),
        (rows, shuffled) in people().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        prop_assert_eq!(figures(&cover(profile, &rows)), figures(&cover(profile, &shuffled)));
    }

    #[test]
    fn splitting_people_into_halves_changes_no_capacity_figure(profile in profiles(), rows in people()) {
        let halves: Vec<Row> = rows
            .iter()
            .flat_map(|row| {
                let fte = row.fte.unwrap_or(Fte::ONE).0;
                [fte / 2, fte - fte / 2].map(|fte| Row { fte: Some(Fte(fte)), ..row.clone() })
            })
            .collect();
        let amounts = |coverage: &Coverage| -> Vec<_> {
            capacity(coverage).map(|d| (d.demand, d.need, d.filled, d.vacant, d.why.clone())).collect()
        };
        prop_assert_eq!(amounts(&cover(profile, &rows)), amounts(&cover(profile, &halves)));
    }

    #[test]
    fn open_positions_fill_nothing(profile in profiles(), rows in people(), open in people()) {
        let open = open.into_iter().map(|row| with_status(Status::Vacant, row));
        let with: Vec<Row> = rows.iter().cloned().chain(open).collect();
        let filled = |coverage: &Coverage| -> Vec<_> {
            coverage.demands().map(|d| (d.demand, d.need, d.filled, d.holders.clone())).collect()
        };
        let (without, with) = (cover(profile, &rows), cover(profile, &with));
        prop_assert_eq!(filled(&without), filled(&with));
        prop_assert!(with.demands().all(|d| d.filled.0 + d.vacant.0 <= d.need.0), "they add only what is missing");
        prop_assert!(without.demands().all(|d| d.vacant == Fte(0)));
    }

    #[test]
    fn open_positions_fill_as_much_as_people_in_them_would(profile in profiles(), mut open in people()) {
        open.retain(|row| !is_developer(row));
        let vacant: Vec<Row> = open.iter().cloned().map(|row| with_status(Status::Vacant, row)).collect();
        let amounts = |coverage: &Coverage, of: fn(&DemandCoverage) -> Fte| -> Vec<_> {
            capacity(coverage).map(|d| (d.demand, of(d))).collect()
        };
        let (vacant, hired) = (cover(profile, &vacant), cover(profile, &open));
        prop_assert_eq!(amounts(&vacant, |d| d.vacant), amounts(&hired, |d| d.filled));
    }

    #[test]
    fn a_scope_counts_what_a_roster_of_it_alone_counts(profile in profiles(), rows in people(), others in people()) {
        // Which team a person is in depends on whether the file names teams at all.
        let rows: Vec<Row> = rows.into_iter().map(|row| Row { team: "Payments".into(), ..row }).collect();
        let others = others.into_iter().map(|row| Row { in_scope: false, ..row });
        let both: Vec<Row> = rows.iter().cloned().chain(others).collect();
        let (alone, scoped) = (cover(profile, &rows), cover(profile, &both));
        prop_assert_eq!(scoped.people, both.len());
        prop_assert_eq!(Coverage { people: alone.people, ..scoped }, alone);
    }

    #[test]
    fn a_loss_is_the_difference_that_leaving_makes(profile in profiles(), rows in people()) {
        let roster = Roster::from_rows(rows.clone());
        let staff = Staff::new(&MODEL, &roster, &CLASSIFIER);
        let before = Coverage::new(&staff, Some(profile));
        let losses = before.losses(&staff);
        prop_assert_eq!(losses.len(), rows.len());
        prop_assert!(losses.is_sorted_by_key(|l| Reverse((l.required, l.broken, l.recommended))));
        for loss in losses {
            let mut left = rows.clone();
            left[loss.person.index()].status = Status::Left;
            let after = cover(profile, &left);
            let changes: Vec<Change> = before
                .demands()
                .zip(after.demands())
                .map(|(b, a)| Change { demand: b.demand, gap: Fte(a.gap().0 - b.gap().0) })
                .filter(|change| change.gap != Fte(0))
                .collect();
            prop_assert_eq!(&loss.changes, &changes);
            let (before, after) = (gaps(&before), gaps(&after));
            prop_assert_eq!((loss.required.0, loss.recommended.0), (after.0 - before.0, after.1 - before.1));
        }
    }

    #[test]
    fn holders_add_up_to_what_is_filled(profile in profiles(), rows in people()) {
        let coverage = cover(profile, &rows);
        let mut given = vec![0; rows.len()];
        for demand in capacity(&coverage) {
            prop_assert_eq!(demand.holders.iter().map(|h| h.fte.0).sum::<i64>(), demand.filled.0);
            prop_assert!(demand.holders.is_sorted_by_key(|h| h.person));
            demand.holders.iter().for_each(|h| given[h.person.index()] += h.fte.0);
        }
        for (row, given) in rows.iter().zip(given) {
            prop_assert!(given <= row.fte.unwrap_or(Fte::ONE).0, "nobody gives more than they have");
        }
    }
}
