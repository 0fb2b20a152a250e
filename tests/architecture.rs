//! The laws of the code: which module may import which, which crate is named where, and no role's id in code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rolemap::model::Model;

/// A source file without its comments and tests.
struct Source {
    /// The path below `src/`, with `/`.
    path: String,
    /// The lines that are code, with their numbers.
    lines: Vec<(usize, String)>,
}

impl Source {
    /// The top-level module, such as `model`; the crate root has none.
    fn module(&self) -> Option<&str> {
        let top = self.path.split('/').next().expect("a path has a part");
        let top = top.strip_suffix(".rs").unwrap_or(top);
        (!matches!(top, "lib" | "main")).then_some(top)
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("src/ can be read").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The sources, by path, without comments, without inline test modules and without files that are test modules.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    rust_files(&src(), &mut files);
    files.sort();
    let mut of_tests = BTreeSet::new();
    let mut sources = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source can be read");
        let mut lines = Vec::new();
        let mut after_cfg_test = false;
        for (number, line) in text.lines().enumerate() {
            let code = line.trim_start();
            let module = code.strip_prefix("pub(super) ").unwrap_or(code).strip_prefix("mod ");
            if let Some(name) = module.filter(|_| after_cfg_test) {
                match name.strip_suffix(';') {
                    Some(name) => _ = of_tests.insert(children(&file).join(name)),
                    // By custom the tests stand at the end of a file.
                    None => break,
                }
            }
            after_cfg_test = code.starts_with("#[cfg(test)]");
            if !code.starts_with("//") {
                lines.push((number + 1, line.to_owned()));
            }
        }
        sources.push((file, lines));
    }
    let is_test = |file: &Path| of_tests.iter().any(|t| file.with_extension("") == *t || file.starts_with(t));
    let sources = sources.into_iter().filter(|(file, _)| !is_test(file));
    let below = |file: PathBuf| {
        file.strip_prefix(src()).expect("below src/").to_str().expect("UTF-8").replace('\\', "/")
    };
    sources.map(|(file, lines)| Source { path: below(file), lines }).collect()
}

/// The folder in which the modules stand that a file declares.
fn children(file: &Path) -> PathBuf {
    let root = ["mod.rs", "lib.rs", "main.rs"].iter().any(|name| file.ends_with(name));
    if root { file.parent().expect("it is in src/").to_owned() } else { file.with_extension("") }
}

/// The modules of `lib.rs`, in their order.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(src().join("lib.rs")).expect("src/lib.rs can be read");
    let name = |line: &str| {
        line.strip_prefix("pub mod ")
            .or_else(|| line.strip_prefix("mod "))?
            .strip_suffix(';')
            .map(str::to_owned)
    };
    text.lines().filter_map(name).collect()
}

/// The names that stand behind `crate::` in a line: one, or those of a group.
fn imported(line: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if line[..at].ends_with('$') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let parts = group.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        names.extend(parts.map(|part| word(part.trim())));
    }
    names
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

#[test]
fn a_module_imports_only_from_those_above_it() {
    let modules = modules();
    let place: BTreeMap<&str, usize> = modules.iter().enumerate().map(|(i, m)| (m.as_str(), i)).collect();
    assert!(place.len() > 5, "lib.rs lists its modules: {modules:?}");
    let mut wrong = Vec::new();
    let mut imports = 0;
    for source in sources() {
        let Some(own) = source.module() else { continue };
        let own = *place.get(own).unwrap_or_else(|| panic!("{} belongs to a module of lib.rs", source.path));
        for (number, line) in &source.lines {
            for name in imported(line) {
                imports += 1;
                if place.get(name).is_some_and(|other| *other > own) {
                    wrong.push(format!("src/{}:{number} imports {name}", source.path));
                }
            }
        }
    }
    assert!(imports > 20, "the scan sees imports");
    assert!(wrong.is_empty(), "a module imports only from those above it in lib.rs:\n{}", wrong.join("\n"));
}

/// What may be named only in certain places: words, and the beginnings of paths below `src/`.
const ROOMS: &[(&[&str], &[&str])] = &[
    (&["petgraph::"], &["model/", "org/"]),
    (&["use csv::", "csv::Reader", "csv::Writer", "csv::StringRecord", "csv::ByteRecord"], &["roster/"]),
    (&["encoding_rs::", "chardetng::", "calamine::", "quick_xml::", "zip::"], &["roster/"]),
    (&["microlp::"], &["plan/"]),
    (&["rust_xlsxwriter::"], &["report/xlsx/"]),
    (&["clap::", "clap_complete::", "clap_mangen::"], &["cli/", "main.rs"]),
    (&["std::fs", "std::process", "std::env", "fs::File"], &["cli/", "main.rs"]),
    (&["stdin()", "stdout()", "stderr()"], &["cli/", "main.rs"]),
    // The crate of workbooks reads from a `Cursor` over bytes in memory, which is no effect.
    (&["std::io"], &["cli/", "main.rs", "roster/"]),
    (&["println!", "print!(", "process::exit"], &["cli/", "main.rs"]),
];

#[test]
fn effects_and_foreign_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (words, rooms) in ROOMS {
            if rooms.iter().any(|room| source.path.starts_with(room)) {
                continue;
            }
            for (number, line) in &source.lines {
                for word in words.iter().filter(|word| names(line, word)) {
                    wrong.push(format!("src/{}:{number} names {word}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "each of these has its own room:\n{}", wrong.join("\n"));
}

/// Whether a line has the word where no longer name ends in it.
fn names(line: &str, word: &str) -> bool {
    let inside = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| !inside(&line[..at]))
}

#[test]
fn petgraph_stays_out_of_the_public_interface() {
    for source in sources() {
        for (number, line) in &source.lines {
            let public = line.trim_start().starts_with("pub ");
            let foreign = ["petgraph", "NodeIndex", "DiGraph", "EdgeIndex"].iter().any(|w| line.contains(w));
            assert!(!(public && foreign), "src/{}:{number} shows the graph library: {line}", source.path);
        }
    }
}

#[test]
fn no_id_of_the_model_stands_in_code() {
    let model = Model::builtin();
    let roles = model.roles().map(|r| model[r].id.to_string());
    let practices = model.practices().map(|p| model[p].id.to_string());
    let demands = model.demands().map(|d| model[d].id.to_string());
    let ids: Vec<String> = roles.chain(practices).chain(demands).map(|id| format!("\"{id}\"")).collect();
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in &source.lines {
            for id in ids.iter().filter(|id| line.contains(id.as_str())) {
                wrong.push(format!("src/{}:{number} names {id}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "facts about roles and practices live in roles/:\n{}", wrong.join("\n"));
}

#[test]
fn the_scan_knows_groups_and_tests() {
    assert_eq!(imported("use crate::model::{Model, RoleIx};"), ["model"]);
    assert_eq!(imported("use crate::{error::{Error, Result}, model};"), ["error", "model"]);
    assert!(names("use std::fs;", "std::fs") && !names("use my_std::fs;", "std::fs"));
    let sources = sources();
    let paths: BTreeSet<&str> = sources.iter().map(|s| s.path.as_str()).collect();
    assert!(paths.contains("model/load.rs"));
    assert!(!paths.contains("model/validate/tests.rs"), "files of tests are left out");
    let load = sources.iter().find(|s| s.path == "model/graph.rs").expect("it is there");
    assert!(load.lines.iter().all(|(_, line)| !line.contains("#[test]")), "tests in a file are left out");
}
