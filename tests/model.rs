//! The model that the program carries: whole, sound, the same in any order and after a round trip, and true to the facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rolemap::ErrorKind;
use rolemap::model::{
    Conflict, ConflictKind, DemandIx, DemandKind, Level, Measure, Model, ModelFile, PracticeIx, Profile,
    RoleIx, RoleKind, Size,
};

/// The files of a folder as a model has them.
fn read(folder: &Path) -> Vec<ModelFile> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("it is below").to_str().expect("UTF-8");
                files.push((below.replace('\\', "/"), fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    files.sort();
    files
}

fn roles_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("roles")
}

fn load(files: &[ModelFile]) -> Model {
    Model::from_files(files).expect("the files are sound")
}

#[test]
fn the_program_carries_the_folder_whole() {
    assert_eq!(Model::builtin_files(), read(&roles_folder()));
}

#[test]
fn what_init_writes_reads_back_as_the_same_model() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("model");
    let run = Command::new(env!("CARGO_BIN_EXE_rolemap")).arg("init").arg(&target).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = read(&target);
    assert_eq!(files, Model::builtin_files(), "every file, byte by byte");
    assert!(load(&files) == Model::builtin(), "the same model");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let mut files = Model::builtin_files();
    let model = Model::builtin();
    files.reverse();
    assert!(load(&files) == model, "backwards");
    let third = files.len() / 3;
    files.rotate_left(third);
    assert!(load(&files) == model, "rotated");
}

#[test]
fn a_changed_fact_makes_another_model() {
    let mut files = Model::builtin_files();
    let (_, text) = files.iter_mut().find(|(path, _)| path == "profiles.toml").unwrap();
    *text = text.replace("growth_up_to = 250", "growth_up_to = 251");
    assert!(load(&files) != Model::builtin());
}

#[test]
fn a_refusal_names_file_and_line_of_everything_that_is_wrong() {
    let mut files = Model::builtin_files();
    for (path, text) in &mut files {
        match path.as_str() {
            "conflicts.toml" => *text = text.replacen("roles = [\"ciso\"]", "roles = [\"cisco\"]", 1),
            "roles/soc-analyst.toml" => *text = text.replacen("tier = ", "tear = ", 1),
            _ => {}
        }
    }
    let error = Model::from_files(&files).expect_err("two files are wrong");
    assert_eq!(error.kind(), ErrorKind::Model);
    let places: Vec<_> =
        error.problems().iter().map(|p| (p.file.as_deref().unwrap(), p.line.unwrap())).collect();
    assert_eq!(places, [("conflicts.toml", 6), ("roles/soc-analyst.toml", 5)], "{error}");
}

#[test]
fn every_role_can_be_described_and_every_line_ends_at_a_top() {
    let model = Model::builtin();
    for role in model.roles() {
        let facts = &model[role];
        for lines in [&facts.does, &facts.answerable_for] {
            assert!((3..=6).contains(&lines.len()), "{}: {lines:?}", facts.id);
        }
        let top = model.managers_of(role).is_empty();
        assert_eq!(top, model.reports_of(role).len() > 3 && facts.reports_to.is_empty(), "{}", facts.id);
    }
}

#[test]
fn texts_are_finished_and_name_figures_that_exist() {
    let model = Model::builtin();
    let figures: BTreeSet<&str> = model.figures().iter().map(|f| f.id.as_str()).collect();
    let mut mentions = 0;
    for (path, text) in Model::builtin_files() {
        for word in ["TODO", "FIXME", "verbatim", "from memory"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
        // Comments name figures in quotes.
        for comment in text.lines().filter(|l| l.starts_with('#')) {
            let Some((_, after)) = comment.split_once("(figure") else { continue };
            let quoted = after.split(')').next().unwrap().split('"').skip(1).step_by(2);
            for id in quoted {
                mentions += 1;
                assert!(figures.contains(id), "{path} names the figure {id}");
            }
        }
    }
    assert!(mentions > 0, "plan.toml names its figures");
}

// The facts, where they are at hand.

/// The rows of a table of facts, by header; none where the folder is absent.
#[expect(clippy::print_stdout, reason = "says why a test did nothing")]
fn facts(table: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let path = format!("{}/../shared/model/{table}.tsv", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: {path} is not there");
        return None;
    };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a table has a header").split('\t').collect();
    let row = |line: &str| {
        let cells = line.split('\t').map(str::to_owned);
        header.iter().map(|h| (*h).to_owned()).zip(cells).collect()
    };
    Some(lines.map(row).collect())
}

fn list(cell: &str) -> Vec<&str> {
    cell.split('|').map(str::trim).filter(|s| !s.is_empty()).collect()
}

fn ids(model: &Model, roles: &[RoleIx]) -> Vec<String> {
    roles.iter().map(|r| model[*r].id.to_string()).collect()
}

#[test]
fn roles_are_those_of_the_facts_field_by_field() {
    let Some(rows) = facts("roles") else { return };
    let model = Model::builtin();
    let known: BTreeSet<String> = model.roles().map(|r| model[r].id.to_string()).collect();
    assert_eq!(known, rows.iter().map(|row| row["id"].clone()).collect());
    for row in &rows {
        let id = &row["id"];
        let role = &model[model.role(id).unwrap()];
        assert_eq!(role.name, row["name"], "{id}");
        let words = format!("{:?} {:?} {:?}", role.kind, role.discipline, role.tier).to_lowercase();
        let kind = row["kind"].replace('-', "");
        assert_eq!(words, format!("{kind} {} {}", row["discipline"], row["tier"]), "{id}");
        for practice in model.practices().map(|p| &model[p].id) {
            let how =
                role.practices.get(practice).map_or("-".to_owned(), |m| format!("{m:?}").to_lowercase());
            assert_eq!(how, row[practice.as_str()], "{id} in {practice}");
        }
        assert_eq!(role.line_of_defence.to_string(), row["line_of_defence"], "{id}");
        assert_eq!(
            role.reports_to.iter().map(|r| r.as_str()).collect::<Vec<_>>(),
            list(&row["reports_to"]),
            "{id}"
        );
        let codes =
            [(&role.codes.nice, "nice_v2"), (&role.codes.dcwf, "dcwf"), (&role.codes.onet, "onet_soc")];
        for (codes, column) in codes {
            let written: Vec<&str> =
                row[column].split(['|', ';']).map(str::trim).filter(|c| !c.is_empty()).collect();
            assert_eq!(*codes, written, "{id}: {column}");
        }
        let wage = (role.wage.occupation.as_str(), role.wage.usd_per_year.to_string());
        assert_eq!(wage, (row["wage_soc"].as_str(), row["us_median_2025"].clone()), "{id}");
        for title in list(&row["titles"]) {
            assert!(has_title(role, title), "{id} has the title {title}");
        }
    }
    let developers: Vec<String> =
        model.roles().filter(|r| model[*r].developer).map(|r| model[r].id.to_string()).collect();
    assert_eq!(developers, ["data-engineer", "software-engineer"], "as the contract has it");
}

/// A title of the facts; words in brackets are the context that it needs.
fn has_title(role: &rolemap::model::Role, title: &str) -> bool {
    let Some((title, context)) = title.strip_suffix(')').and_then(|t| t.split_once(" (")) else {
        return role.name == title || role.titles.iter().any(|t| t == title);
    };
    let words: Vec<&str> = context.split('/').collect();
    role.titles_in_context
        .iter()
        .any(|t| t.title == title && words.iter().all(|w| t.context.iter().any(|c| c == w)))
}

#[test]
fn demands_are_those_of_the_facts_by_profile() {
    let Some(rows) = facts("demands") else { return };
    let model = Model::builtin();
    let order: Vec<&str> = model.demands().map(|d| model[d].id.as_str()).collect();
    let by_practice = |id: &str| model.practice(id.split('.').next().unwrap()).unwrap();
    let mut written: Vec<&str> = rows.iter().map(|row| row["demand"].as_str()).collect();
    written.sort_by_key(|id| by_practice(id));
    assert_eq!(order, written);
    for row in &rows {
        let demand = demand(&model, &row["demand"]);
        let demand = &model[demand];
        let id = &demand.id;
        assert_eq!(
            (demand.name.as_str(), demand.kind.as_str()),
            (row["name"].as_str(), row["kind"].as_str()),
            "{id}"
        );
        if !row["roles_any_of"].starts_with('(') {
            assert_eq!(ids(&model, &demand.roles), list(&row["roles_any_of"]), "{id}");
        }
        for profile in Profile::ALL {
            let mut said = demand.size(profile).map_or("-".to_owned(), in_words);
            if demand.kind == DemandKind::Head {
                said = said.replace(" min ", " ");
            }
            assert_eq!(said, row[profile.as_str()], "{id} of a {} company", profile.as_str());
        }
    }
}

fn demand(model: &Model, id: &str) -> DemandIx {
    model.demands().find(|d| model[*d].id.as_str() == id).unwrap_or_else(|| panic!("no demand {id}"))
}

/// A size in the words of the facts.
fn in_words(Size { level, measure }: Size) -> String {
    let amount = match measure {
        Measure::Count { min } => format!("min {min}"),
        Measure::PerDevelopers { per, min } => format!("1 per {per} developers min {min}"),
        Measure::AlwaysOn { posts } => format!("24x7 {posts} post"),
        Measure::Rotation { people, per_site: None } => people.to_string(),
        Measure::Rotation { people, per_site: Some(site) } => {
            format!("{people} ({site} per site when two sites)")
        }
        Measure::PerTeam { holders } => holders.to_string(),
        Measure::Share { per_mille } => format!("{}.{}%", per_mille / 10, per_mille % 10),
        other => panic!("the facts have no word for {other:?}"),
    };
    let level = match level {
        Level::Required => "required",
        Level::Recommended => "recommended",
    };
    format!("{level} {amount}")
}

#[test]
fn heads_are_those_of_the_facts_in_order_of_preference() {
    let Some(rows) = facts("heads") else { return };
    let model = Model::builtin();
    for practice in model.practices() {
        let of_practice = rows.iter().filter(|row| row["practice"] == model[practice].id.as_str());
        let expected: Vec<_> =
            of_practice.map(|row| (list(&row["canonical_role"]), row["grade"].as_str())).collect();
        let heads = model[practice].heads.iter();
        let written: Vec<_> = heads
            .map(|h| (h.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>(), h.grade.as_str()))
            .collect();
        assert_eq!(written, expected, "{}", model[practice].id);
    }
}

#[test]
fn conflicts_are_those_of_the_facts() {
    let Some(rows) = facts("conflicts") else { return };
    let model = Model::builtin();
    // A law of the graph is a rule of its own, and no entry here.
    let rows: Vec<_> = rows.iter().filter(|row| row["kind"] != "graph").collect();
    let written = model.conflicts().iter().map(|c| c.id.as_str()).take(rows.len());
    let expected: Vec<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(written.collect::<Vec<_>>(), expected, "the facts come first, what we add comes after");
    for (conflict, row) in model.conflicts().iter().zip(rows) {
        let Conflict { id, roles, apart_from, severity, grade, .. } = conflict;
        let kind = match conflict.kind {
            ConflictKind::SamePerson => "same-person",
            ConflictKind::ReportingLine => "reporting-line",
            ConflictKind::Headcount => "headcount",
        };
        assert_eq!(
            (kind, severity.as_str(), grade.as_str()),
            (row["kind"].as_str(), row["severity"].as_str(), row["grade"].as_str()),
            "{id}"
        );
        assert_eq!(ids(&model, roles), list(&row["role_a"]), "{id}");
        if conflict.kind == ConflictKind::Headcount {
            assert!(apart_from.is_empty(), "{id}");
            continue;
        }
        let mut expected = BTreeSet::new();
        for word in list(&row["role_b"]) {
            expected.extend(meant(&model, word));
        }
        assert_eq!(apart_from.iter().copied().collect::<BTreeSet<_>>(), expected, "{id}");
    }
}

/// The roles that a cell of the facts means: an id, or a group in words.
fn meant(model: &Model, word: &str) -> Vec<RoleIx> {
    let all = |keep: &dyn Fn(RoleIx) -> bool| model.roles().filter(|r| keep(*r)).collect();
    match word {
        "any head" => all(&|r| model[r].kind == RoleKind::Head),
        "any first- or second-line role" => all(&|r| model[r].line_of_defence < 3),
        "any business user" => Vec::new(),
        id => vec![model.role(id).unwrap_or_else(|| panic!("no role {id}"))],
    }
}

#[test]
fn practices_combine_what_the_facts_say() {
    let model = Model::builtin();
    let formula = |p: PracticeIx| format!("{:?}", model[p].combines).to_lowercase();
    let formulas: Vec<_> = model.practices().map(|p| (model[p].id.as_str(), formula(p))).collect();
    let expected = [
        ("devops", "[development, operations]"),
        ("secops", "[security, operations]"),
        ("devsecops", "[development, security, operations]"),
    ];
    assert_eq!(formulas, expected.map(|(id, formula)| (id, formula.to_owned())));
}

#[test]
fn the_readme_beside_the_model_explains_every_field() {
    let files = Model::builtin_files();
    let (_, readme) = files.iter().find(|(path, _)| path == "README.md").expect("roles/README.md");
    let own = |path: &str| path.ends_with(".toml") && path != "vocabulary.toml";
    let mut fields = BTreeSet::new();
    for (_, text) in files.iter().filter(|(path, _)| own(path)) {
        let code = text.lines().filter(|line| !line.starts_with('#'));
        // What stands before an equals sign, at the start of a line or in a table of one line.
        let before = code.flat_map(|line| line.split('=').map(str::trim_end)).filter_map(|part| {
            let word = part.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
            (part.ends_with(word) && !word.is_empty()).then_some(word)
        });
        fields.extend(before.filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase())));
    }
    assert!(fields.len() > 40, "the scan sees fields: {fields:?}");
    let practices: BTreeSet<String> =
        Model::builtin().practices().map(|p| Model::builtin()[p].id.to_string()).collect();
    let missing: Vec<_> =
        fields.into_iter().filter(|f| !practices.contains(*f) && !readme.contains(*f)).collect();
    assert!(missing.is_empty(), "roles/README.md does not name {missing:?}");
}
