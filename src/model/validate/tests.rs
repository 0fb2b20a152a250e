//! One test a refusal: a small sound model, one change, and the line and the message that it brings.

use crate::model::{Model, ModelFile};

const BOSS: &str = r#"id = "boss"
name = "Boss"
kind = "head"
discipline = "operations"
tier = "essential"
titles = ["Chief Baker"]
reports_to = []
line_of_defence = 1
does = ["Leads"]
answerable_for = ["Bread"]

[practices]
baking = "lead"

[wage]
occupation = "1"
usd_per_year = 100
source = "guess"
"#;

const BAKER: &str = r#"id = "baker"
name = "Baker"
kind = "ic"
discipline = "operations"
tier = "essential"
titles_in_context = [{ title = "Maker", context = ["bread"] }]
reports_to = ["boss"]
line_of_defence = 1
does = ["Bakes"]
answerable_for = ["Bread"]

[practices]
baking = "core"

[wage]
occupation = "1"
usd_per_year = 100
source = "guess"
"#;

const BAKING: &str = r#"id = "baking"
order = 1
name = "Baking"
combines = ["operations"]
goal = "Bread"
summary = "Flour becomes bread."
analogy = "The kitchen of the house."

[[heads]]
roles = ["boss"]
titles = ["Boss"]
equivalence = "exact"
source = "judgement"
grade = "J"

[[demands]]
id = "baking.head"
name = "A head"
kind = "head"
roles = ["boss"]
growth = { level = "required", min = 1 }
source = "judgement"
grade = "J"

[[demands]]
id = "baking.bake"
name = "Bread baked"
kind = "capacity"
roles = ["baker"]
growth = { level = "required", min = 1 }
figures = ["guess"]
source = "judgement"
grade = "J"
"#;

const CONFLICTS: &str = r#"[[conflict]]
id = "taste"
kind = "same-person"
roles = ["baker"]
apart_from = ["boss"]
severity = "info"
rule = "Let somebody else taste"
reason = "Taste differs"
source = "judgement"
grade = "J"
"#;

const FIGURES: &str = r#"[[figure]]
id = "guess"
topic = "bread"
fact = "Loaves"
value = "3"
source = "judgement"
grade = "J"
"#;

const PROFILES: &str = "startup_up_to = 50
growth_up_to = 250

[always_on]
hours_per_year = 8760
net_hours_per_fte = 1850
figures = []

[span]
warning_above = 10
error_above = 15
figures = []

[layers]
reports = 4
spare = 2
";

const PLAN: &str = "[days_to_fill]
otherwise = 49
[ramp]
months = 6
[cost]
per_hire = 4700
loaded_per_mille = 1444
loaded_per_mille_of_managers = 1485
[contractor]
premium_per_mille = 1500
days_to_start = 14
[training]
cost_per_month = 1000
[attrition]
per_mille = 82
";

const PATHWAYS: &str = r#"[[pathway]]
from = "baker"
to = "boss"
months = 3
"#;

fn sound() -> Vec<ModelFile> {
    [
        ("roles/boss.toml", BOSS),
        ("roles/baker.toml", BAKER),
        ("practices/baking.toml", BAKING),
        ("conflicts.toml", CONFLICTS),
        ("figures.toml", FIGURES),
        ("profiles.toml", PROFILES),
        ("plan.toml", PLAN),
        ("pathways.toml", PATHWAYS),
        ("vocabulary.toml", ""),
        ("README.md", ""),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .to_vec()
}

fn refusals_of(files: &[ModelFile]) -> Vec<String> {
    let error = Model::from_files(files).expect_err("the model is refused");
    for problem in error.problems() {
        assert!(!problem.help.is_empty(), "{problem} says what to do");
    }
    let without_help = |p: &crate::error::Problem| p.to_string().lines().next().map(str::to_owned);
    error.problems().iter().filter_map(without_help).collect()
}

/// Returns what is refused once the first `from` of a file is `to`.
fn refusals(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let mut files = sound();
    for (path, from, to) in changes {
        let (_, text) = files.iter_mut().find(|(p, _)| p == path).expect("a file of the small model");
        assert!(text.contains(from), "{path} has {from}");
        *text = text.replacen(from, to, 1);
    }
    refusals_of(&files)
}

fn refusal(path: &str, from: &str, to: &str) -> String {
    let all = refusals(&[(path, from, to)]);
    assert_eq!(all.len(), 1, "one change breaks one law: {all:#?}");
    all.into_iter().next().expect("there is one")
}

#[track_caller]
fn refuses(path: &str, from: &str, to: &str, expected: &str) {
    assert_eq!(refusal(path, from, to), expected);
}

const ROLE: &str = "roles/baker.toml";
const PRACTICE: &str = "practices/baking.toml";

#[test]
fn the_small_model_is_sound() {
    Model::from_files(&sound()).expect("what the other tests change");
}

#[test]
fn an_unknown_field() {
    let said = refusal(ROLE, "tier =", "salary = 3\ntier =");
    assert!(said.starts_with("roles/baker.toml:5: unknown field `salary`, expected one of `id`"), "{said}");
    let said = refusal("plan.toml", "months", "weeks");
    assert!(said.starts_with("plan.toml:4: unknown field `weeks`"), "{said}");
}

#[test]
fn a_field_that_is_missing_or_of_another_type() {
    let said = refusal(ROLE, "tier = \"essential\"\n", "");
    assert_eq!(said, "roles/baker.toml:1: missing field `tier`");
    let said = refusal(ROLE, "\"ic\"", "\"helper\"");
    assert!(said.starts_with("roles/baker.toml:3: unknown variant `helper`"), "{said}");
    let said = refusal(ROLE, "kind =", "kind");
    assert!(said.starts_with("roles/baker.toml:3: "), "{said}");
}

#[test]
fn an_id_that_is_not_the_name_of_the_file() {
    let files: Vec<_> = sound()
        .into_iter()
        .map(|(path, text)| (path.replace("roles/baker.toml", "roles/miller.toml"), text))
        .collect();
    let said = "roles/miller.toml:1: the id `baker` is not the name of the file, `miller`";
    assert_eq!(refusals_of(&files), [said]);
}

#[test]
fn an_id_with_other_letters() {
    refuses(PRACTICE, "baking.bake", "baking.Bake", "practices/baking.toml:26: `Bake` is no id");
    refuses("conflicts.toml", "\"taste\"", "\"good--taste\"", "conflicts.toml:2: `good--taste` is no id");
}

#[test]
fn an_unknown_role_wherever_it_stands() {
    let no = |place: &str| format!("{place}: no role has the id `cook`");
    refuses(ROLE, "[\"boss\"]", "[\"boss\", \"cook\"]", &no("roles/baker.toml:7"));
    refuses(PRACTICE, "[\"baker\"]", "[\n\"baker\",\n\"cook\"]", &no("practices/baking.toml:31"));
    refuses("conflicts.toml", "\"boss\"", "\"cook\"", &no("conflicts.toml:5"));
    refuses("pathways.toml", "\"boss\"", "\"cook\"", &no("pathways.toml:3"));
    let listed = refusals(&[(PRACTICE, "roles = [\"boss\"]", "roles = [\"boss\", \"cook\"]")]);
    assert_eq!(listed[0], no("practices/baking.toml:10"));
}

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
fn an_unknown_figure_wherever_it_stands() {
    let no = |place: &str| format!("{place}: no figure has the id `hope`");
    refuses(ROLE, "\"guess\"", "\"hope\"", &no("roles/baker.toml:18"));
    refuses(PRACTICE, "\"guess\"", "\"hope\"", &no("practices/baking.toml:31"));
    refuses("profiles.toml", "figures = []", "figures = [\"hope\"]", &no("profiles.toml:7"));
    refuses("plan.toml", "[days_to_fill]", "figures = [\"hope\"]\n[days_to_fill]", &no("plan.toml:1"));
}

#[test]
fn an_id_given_twice() {
    let again = |text: &str| format!("{text}\n{text}");
    let said = refusal("conflicts.toml", CONFLICTS, &again(CONFLICTS));
    assert_eq!(said, "conflicts.toml:13: the conflict `taste` stands on line 2 too");
    let said = refusal("figures.toml", FIGURES, &again(FIGURES));
    assert_eq!(said, "figures.toml:10: the figure `guess` stands on line 2 too");
    let said = refusal("pathways.toml", PATHWAYS, &again(PATHWAYS));
    assert_eq!(said, "pathways.toml:7: the pathway stands on line 2 too");
    let at = BAKING.rfind("[[demands]]").expect("the last demand");
    let said = refusal(PRACTICE, &BAKING[at..], &again(&BAKING[at..]));
    assert_eq!(said, "practices/baking.toml:36: the demand `baking.bake` stands on line 26 too");
    let mut files = sound();
    files.push(files[0].clone());
    assert_eq!(refusals_of(&files), ["roles/boss.toml: the file is given twice"]);
}

#[test]
fn a_role_named_twice_in_a_list() {
    let said = "practices/baking.toml:29: the role `baker` stands twice in the list";
    refuses(PRACTICE, "[\"baker\"]", "[\"baker\", \"baker\"]", said);
}

#[test]
fn a_title_of_two_roles_in_any_letters() {
    let said = "roles/boss.toml:6: the title `chief  BAKER` is also one of the role `baker`";
    let all = refusals(&[
        (ROLE, "tier =", "titles = [\"Chief Baker\"]\ntier ="),
        ("roles/boss.toml", "Chief Baker", "chief  BAKER"),
    ]);
    assert_eq!(all, [said]);
    refuses(
        "roles/boss.toml",
        "Chief Baker",
        "BAKER",
        "roles/boss.toml:6: the title `BAKER` is also one of the role `baker`",
    );
    refuses(
        "roles/boss.toml",
        "Chief Baker",
        "Boss",
        "roles/boss.toml:6: the role has the title `Boss` twice",
    );
}

#[test]
fn a_title_in_the_same_context_only() {
    let boss = |context: &str| {
        let mut files = sound();
        let entry =
            format!("titles_in_context = [{{ title = \"Maker\", context = [\"{context}\"] }}]\ntier =");
        files[0].1 = files[0].1.replacen("tier =", &entry, 1);
        files
    };
    Model::from_files(&boss("cake")).expect("a title may mean two roles beside different words");
    let said = "roles/boss.toml:5: the title `Maker` is also one of the role `baker`";
    assert_eq!(refusals_of(&boss("Bread")), [said]);
}

#[test]
fn a_title_or_a_list_that_is_empty() {
    refuses("roles/boss.toml", "Chief Baker", " ", "roles/boss.toml:6: the title is empty");
    refuses(ROLE, "[\"bread\"]", "[]", "roles/baker.toml:6: `context` is empty");
    refuses(ROLE, "[\"Bakes\"]", "[]", "roles/baker.toml:9: `does` is empty");
    refuses(ROLE, "[\"Bread\"]", "[]", "roles/baker.toml:10: `answerable_for` is empty");
    refuses(PRACTICE, "[\"operations\"]", "[]", "practices/baking.toml:4: `combines` is empty");
    refuses(PRACTICE, "[\"Boss\"]", "[]", "practices/baking.toml:11: `titles` is empty");
    refuses("conflicts.toml", "[\"baker\"]", "[]", "conflicts.toml:2: `roles` is empty");
    refuses("conflicts.toml", "[\"boss\"]", "[]", "conflicts.toml:2: `apart_from` is empty");
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

#[test]
fn a_circle_of_reporting_lines() {
    let said = "roles/baker.toml:7: `reports_to` goes in a circle: baker → boss → baker";
    refuses("roles/boss.toml", "reports_to = []", "reports_to = [\"baker\"]", said);
    let said = "roles/boss.toml:7: `reports_to` goes in a circle: boss → boss";
    refuses("roles/boss.toml", "reports_to = []", "reports_to = [\"boss\"]", said);
}

#[test]
fn conflicts_without_sense() {
    let said = "conflicts.toml:5: `baker` would have to be apart from itself";
    refuses("conflicts.toml", "[\"boss\"]", "[\"boss\", \"baker\"]", said);
    refuses("conflicts.toml", "same-person", "headcount", "conflicts.toml:5: a headcount has one side only");
    let said = "pathways.toml:3: a pathway leads from `baker` to itself";
    refuses("pathways.toml", "\"boss\"", "\"baker\"", said);
}

#[test]
fn a_file_that_is_missing() {
    for path in
        ["conflicts.toml", "figures.toml", "pathways.toml", "plan.toml", "profiles.toml", "vocabulary.toml"]
    {
        let files: Vec<_> = sound().into_iter().filter(|(p, _)| p != path).collect();
        assert_eq!(refusals_of(&files), [format!("{path}: the file is missing")]);
    }
    let all = refusals_of(&[]);
    assert_eq!(all.len(), 8, "six files and two folders: {all:#?}");
    assert!(all.contains(&"roles/: the model has no file in this folder".into()), "{all:#?}");
}

#[test]
fn a_file_that_is_not_of_a_model() {
    for path in ["config.toml", "roles/baker.md", "roles/old/baker.toml", "people/ada.toml"] {
        let mut files = sound();
        files.push((path.into(), String::new()));
        assert_eq!(refusals_of(&files), [format!("{path}: the file is not one of a model")]);
    }
}

#[test]
fn as_many_problems_as_possible_by_file_and_line() {
    let all = refusals(&[
        (ROLE, "usd_per_year = 100", "usd_per_year = 0"),
        (PRACTICE, "order = 1", "order = 1\ncolour = 1"),
        ("conflicts.toml", "\"boss\"", "\"cook\""),
        ("profiles.toml", "250", "50"),
        ("pathways.toml", "\"boss\"", "\"cook\""),
        ("pathways.toml", "\"baker\"", "\"king\""),
    ]);
    let places: Vec<&str> = all.iter().filter_map(|said| said.split(": ").next()).collect();
    // The role and the practice that cannot be read make no further problems where they are mentioned.
    let expected = [
        "conflicts.toml:5",
        "pathways.toml:2",
        "pathways.toml:3",
        "practices/baking.toml:3",
        "profiles.toml:2",
        "roles/baker.toml:17",
    ];
    assert_eq!(places, expected, "{all:#?}");
}
