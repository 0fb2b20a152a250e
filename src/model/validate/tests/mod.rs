//! One test a refusal: a small sound model, one change, and the line and the message that it brings.

mod practices;
mod roles;

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
