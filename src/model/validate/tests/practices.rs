//! What is wrong with practices, their heads and demands.

use super::*;

#[test]
fn an_unknown_practice() {
    refuses(
        ROLE,
        "\nbaking",
        "\ncooking = \"core\"\nbaking",
        "roles/baker.toml:13: no practice has the id `cooking`",
    );
}

#[test]
fn a_practice_without_a_head() {
    let none = "practices/baking.toml:1: the practice `baking` has no head";
    let (start, end) = (BAKING.find("[[heads]]"), BAKING.find("[[demands]]"));
    let heads = &BAKING[start.expect("heads")..end.expect("demands")];
    refuses(PRACTICE, heads, "", none);
    refuses("roles/boss.toml", "\"head\"", "\"manager\"", none);
}

#[test]
fn a_practice_without_a_demand_for_a_head_or_with_two() {
    let none = "practices/baking.toml:1: no demand of the practice is of kind `head`";
    refuses(PRACTICE, "\"head\"", "\"people\"", none);
    let all = refusals(&[(PRACTICE, "\"capacity\"", "\"head\"")]);
    assert_eq!(all[0], "practices/baking.toml:26: the demand `baking.head` is of kind `head` already");
}

#[test]
fn a_head_that_the_demand_does_not_take() {
    let change =
        (PRACTICE, "kind = \"head\"\nroles = [\"boss\"]", "kind = \"head\"\ndiscipline = \"operations\"");
    let said =
        "practices/baking.toml:10: `boss` is listed as a head, and the demand `baking.head` does not take it";
    assert_eq!(refusals(&[change]), [said]);
}

#[test]
fn a_head_who_does_not_lead_the_practice() {
    let all = refusals(&[("roles/boss.toml", "\"lead\"", "\"core\"")]);
    assert_eq!(
        all,
        [
            "practices/baking.toml:1: the practice `baking` has no head",
            "practices/baking.toml:20: `boss` cannot head `baking`",
        ]
    );
    let ic =
        (PRACTICE, "kind = \"head\"\nroles = [\"boss\"]", "kind = \"head\"\nroles = [\"boss\", \"baker\"]");
    assert_eq!(refusals(&[ic]), ["practices/baking.toml:20: `baker` cannot head `baking`"]);
}

#[test]
fn an_executive_may_cover_a_practice_that_it_supports() {
    let mut files = sound();
    let owner = BOSS.replace("boss", "owner").replace("Boss", "Owner").replace("Chief Baker", "CEO");
    let owner = owner.replace("\"head\"", "\"executive\"");
    files.push(("roles/owner.toml".into(), owner.replace("\"lead\"", "\"supporting\"")));
    files[2].1 = BAKING.replace("roles = [\"boss\"]", "roles = [\"boss\", \"owner\"]");
    Model::from_files(&files).expect("an executive that supports the practice covers the post");
    let last = files.len() - 1;
    files[last].1 = owner.replace("baking = \"lead\"", "");
    assert_eq!(refusals_of(&files), ["practices/baking.toml:20: `owner` cannot head `baking`"]);
}

#[test]
fn a_demand_that_nobody_can_meet() {
    let none = "practices/baking.toml:26: no role can meet the demand `baking.bake`";
    refuses(PRACTICE, "roles = [\"baker\"]\n", "", none);
    let said = format!("{}: none is of the discipline", none.replace(":26:", ":29:"));
    refuses(PRACTICE, "roles = [\"baker\"]", "discipline = \"audit\"", &said);
    let said = "practices/baking.toml:30: a demand names both `roles` and a `discipline`";
    refuses(PRACTICE, "[\"baker\"]", "[\"baker\"]\ndiscipline = \"operations\"", said);
    let said = "practices/baking.toml:29: `baker` does not work in `baking`";
    refuses(ROLE, "baking = \"core\"", "", said);
}

#[test]
fn a_demand_of_another_practice_or_of_no_profile() {
    let said = "practices/baking.toml:26: `cooking.bake` is no id of a demand of `baking`";
    refuses(PRACTICE, "baking.bake", "cooking.bake", said);
    let size = "growth = { level = \"required\", min = 1 }\nfigures";
    let said = "practices/baking.toml:26: the demand `baking.bake` asks nothing of any profile";
    refuses(PRACTICE, size, "figures", said);
}

#[test]
fn a_measure_that_does_not_fit_the_kind() {
    let size = "min = 1 }\nfigures";
    for (kind, measure) in [
        ("capacity", "people = 8"),
        ("capacity", "people_per_site = 3, min = 1"),
        ("capacity", "posts_24x7 = 1, per_developers = 10"),
        ("people", "posts_24x7 = 1"),
        ("people", "people_per_site = 6"),
        ("per-team", "min = 1"),
        ("share", "per_team = 1"),
    ] {
        let all = refusals(&[
            (PRACTICE, "\"capacity\"", &format!("\"{kind}\"")),
            (PRACTICE, size, &format!("{measure} }}\nfigures")),
        ]);
        let said = format!("practices/baking.toml:30: this measure does not fit a demand of kind `{kind}`");
        assert_eq!(all, [said], "{measure}");
    }
}

#[test]
fn a_number_that_is_zero_or_absurd() {
    let no =
        |place: &str, number: i64, max: u32| format!("{place}: {number} is not a number from 1 to {max}");
    refuses(ROLE, "= 100", "= 0", &no("roles/baker.toml:17", 0, 10_000_000));
    refuses(ROLE, "defence = 1", "defence = 4", &no("roles/baker.toml:8", 4, 3));
    refuses(PRACTICE, "min = 1", "min = 0", &no("practices/baking.toml:21", 0, 100_000));
    refuses(PRACTICE, "min = 1", "min = -1", &no("practices/baking.toml:21", -1, 100_000));
    refuses("profiles.toml", "= 1850", "= 9000", &no("profiles.toml:6", 9000, 8784));
    assert_eq!(refusal("profiles.toml", "= 4", "= 0"), "profiles.toml:15: 0 is not a number from 2 to 1000");
    refuses("pathways.toml", "= 3", "= 0", &no("pathways.toml:4", 0, 60));
    let said = refusal("plan.toml", "82", "8200");
    assert_eq!(said, "plan.toml:15: 8200 is not a number from 0 to 1000");
}

#[test]
fn sizes_that_contradict_each_other() {
    let said = "profiles.toml:2: a growth company has up to 50 people, and a startup up to 50";
    refuses("profiles.toml", "250", "50", said);
    refuses(
        "profiles.toml",
        "8760",
        "1800",
        "profiles.toml:6: one person works more hours than the year has",
    );
    refuses("profiles.toml", "= 15", "= 9", "profiles.toml:11: a span is an error before it is a warning");
}

#[test]
fn two_practices_of_one_order() {
    let mut files = sound();
    let other = BAKING.replace("baking", "cooking");
    files.push(("practices/cooking.toml".into(), other));
    for (_, text) in &mut files[..2] {
        *text = text.replacen("\nbaking = \"lead\"", "\nbaking = \"lead\"\ncooking = \"lead\"", 1);
        *text = text.replacen("\nbaking = \"core\"", "\nbaking = \"core\"\ncooking = \"core\"", 1);
    }
    let said = "practices/cooking.toml:2: the practice `baking` has the order 1 too";
    assert_eq!(refusals_of(&files), [said]);
}
