use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_assert_eq, proptest};

use super::testing::{Cast, found};
use super::*;

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    let ids: BTreeSet<&str> = RULES.iter().map(|r| r.id).collect();
    assert_eq!(ids.len(), RULES.len(), "ids are unique");
    for rule in RULES {
        assert!(
            rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            rule.id
        );
        for text in [rule.summary, rule.why, rule.help] {
            assert!(text.ends_with('.'), "{}: `{text}` is a sentence", rule.id);
        }
        assert!(!rule.source.is_empty(), "{} names its source", rule.id);
    }
}

#[test]
fn severities_are_those_the_contract_promises() {
    let of =
        |severity| RULES.iter().filter(move |r| r.severity == severity).map(|r| r.id).collect::<Vec<_>>();
    for id in
        "ambiguous-manager cycle no-reporting-lines no-root reports-to-inactive self-manager unknown-manager"
            .split(' ')
    {
        assert!(of(Severity::Error).contains(&id), "{id} is an error");
    }
    for id in "future-start inactive-person manager-on-leave narrow-chain root-by-outside-manager \
               root-by-self-reference vacant-position zero-fte"
        .split_whitespace()
    {
        assert!(of(Severity::Info).contains(&id), "{id} is worth knowing");
    }
}

#[test]
fn findings_are_sorted_by_severity_then_rule_then_line() {
    let cast = Cast::new()
        .person("a", "")
        .person("b", "b")
        .person("c", "c")
        .row("d", "a", |row| row.status = Status::Vacant)
        .person("e", "");
    let findings = cast.findings_with(|coverage| coverage.practices.clear());
    let order: Vec<_> = findings.iter().map(|f| (f.rule, f.line)).collect();
    assert_eq!(
        order,
        [
            ("self-manager", Some(3)),
            ("self-manager", Some(4)),
            ("several-roots", Some(2)),
            ("vacant-position", Some(5))
        ]
    );
}

#[test]
fn beyond_the_most_the_last_finding_counts_the_rest() {
    let mut cast = Cast::new().person("a", "");
    for pair in 0..MOST_FINDINGS + 50 {
        let (one, other) = (format!("x{pair}"), format!("y{pair}"));
        cast = cast.person(&one, &other).person(&other, &one);
    }
    let cycles = found(&cast, "cycle");
    assert_eq!(cycles.len(), MOST_FINDINGS + 1);
    let rest = cycles.last().expect("the rest");
    assert_eq!((rest.count, rest.people_count), (50, 100));
    assert_eq!(cycles.iter().map(|f| f.count).sum::<usize>(), MOST_FINDINGS + 50);
}

#[test]
fn what_concerns_only_people_outside_the_scope_is_not_reported() {
    let mut cast = Cast::new().person("a", "").person("b", "b");
    assert_eq!(found(&cast, "self-manager").len(), 1);
    cast = cast.row("c", "c", |row| row.in_scope = false);
    assert_eq!(found(&cast, "self-manager").len(), 1);
}

proptest! {
    /// What is found does not depend on the order of the rows; only where a cycle starts and who is named first do.
    #[test]
    fn row_order_changes_nothing(
        (managers, order) in (2_usize..14).prop_flat_map(|len| {
            let managers = vec(proptest::option::weighted(0.9, 0..len), len);
            (managers, Just((0..len).collect::<Vec<_>>()).prop_shuffle())
        })
    ) {
        let found = |order: &[usize]| {
            let id = |i: usize| format!("p{i}");
            let cast = order.iter().fold(Cast::new(), |cast, i| {
                let manager = managers[*i].map(id).unwrap_or_default();
                cast.row(&id(*i), &manager, |row| {
                    row.title = ["Engineering Manager", "DevOps Engineer", "CISO"][i % 3].into();
                    row.contractor = i % 5 == 0;
                    row.status = [Status::Active, Status::Active, Status::Left, Status::Vacant][i % 4];
                })
            });
            let findings = cast.findings_with(|coverage| coverage.practices.clear());
            let said = findings.iter().map(|f| {
                let ids: BTreeSet<String> = cast.ids(f).into_iter().map(str::to_owned).collect();
                (f.rule, f.severity, ids)
            });
            said.collect::<BTreeSet<_>>()
        };
        let rows: Vec<usize> = (0..managers.len()).collect();
        prop_assert_eq!(found(&rows), found(&order));
    }
}
