//! The programs in `examples/` run and print something.

use std::path::PathBuf;
use std::process::Command;

#[test]
fn every_example_runs() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut programs: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .map(|p| p.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    programs.sort();
    assert!(!programs.is_empty(), "examples/ holds programs");
    // `cargo test` builds the examples beside the test programs.
    let built = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("examples");
    for name in programs {
        let run = Command::new(built.join(&name)).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        assert!(run.status.success(), "{name} fails: {}", String::from_utf8_lossy(&run.stderr));
        assert!(!run.stdout.is_empty(), "{name} prints nothing");
    }
}
