//! What is wrong with ids, roles and conflicts.

use super::*;

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
