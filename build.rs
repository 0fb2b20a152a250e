//! Lists the files of `roles/`, so that the program carries the whole model and adding a file is all it takes to add
//! a role or a practice.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let roles = root.join("roles");
    let mut files = Vec::new();
    collect(&roles, &mut files);
    files.sort();
    let mut code = String::from("&[\n");
    for file in &files {
        let name =
            file.strip_prefix(&roles).expect("below roles").to_str().expect("UTF-8").replace('\\', "/");
        code.push_str(&format!("    ({name:?}, include_str!({file:?})),\n"));
    }
    code.push_str("]\n");
    let out = Path::new(&std::env::var("OUT_DIR").expect("cargo sets it")).join("builtin_model.rs");
    fs::write(out, code).expect("the build folder can be written");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the folder roles/ can be read") {
        let path = entry.expect("the folder roles/ can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml" || e == "md") {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
}
