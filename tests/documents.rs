//! The commands that the documents show print what the documents say.
//!
//! In README.md and docs/*.md, a block marked `console` holds commands behind `$ ` and what they print. A line that is
//! only `…` stands for the rest of the output. `UPDATE_DOCUMENTS=1 cargo test --test documents` writes the real output.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const REST: &str = "…";

#[test]
fn commands_in_documents_print_what_is_shown() {
    let update = std::env::var_os("UPDATE_DOCUMENTS").is_some();
    let mut wrong = Vec::new();
    let mut commands = 0;
    for file in documents() {
        let shown = fs::read_to_string(&file).unwrap();
        let real = with_real_output(&shown, &mut commands);
        if shown != real {
            if update {
                fs::write(&file, &real).unwrap();
            } else {
                wrong.push(format!("{}\n{}", file.display(), first_difference(&shown, &real)));
            }
        }
    }
    assert!(commands > 0, "the README shows at least one command");
    assert!(
        wrong.is_empty(),
        "documents differ from the program (UPDATE_DOCUMENTS=1 mends them):\n{}",
        wrong.join("\n")
    );
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(root().join("docs"))
        .expect("docs/ can be read")
        .map(|e| e.expect("docs/ can be read").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    files.insert(0, root().join("README.md"));
    files
}

/// The document with what each command really prints.
fn with_real_output(text: &str, commands: &mut usize) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("```") {
            inside = line == "```console";
            continue;
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        *commands += 1;
        let mut shown = Vec::new();
        while let Some(next) = lines.next_if(|l| !l.starts_with("$ ") && !l.starts_with("```")) {
            shown.push(next);
        }
        let real = output(command);
        let real: Vec<&str> = real.lines().collect();
        let cut = shown.iter().position(|l| *l == REST);
        for line in &real[..cut.unwrap_or(real.len()).min(real.len())] {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if cut.is_some() {
            out.push_str(REST);
            out.push('\n');
        }
    }
    out
}

/// What a command prints to both streams, at 80 columns without colour.
fn output(command: &str) -> String {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("rolemap"), "a shown command runs rolemap: {command}");
    let run = Command::new(env!("CARGO_BIN_EXE_rolemap"))
        .args(words)
        .current_dir(root())
        .env_clear()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .output()
        .expect("rolemap runs");
    assert_ne!(run.status.code(), Some(2), "{command}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("rolemap prints UTF-8")
}

fn first_difference(shown: &str, real: &str) -> String {
    let at = shown.lines().zip(real.lines()).position(|(a, b)| a != b).unwrap_or(0);
    let line = |text: &str| text.lines().nth(at).unwrap_or("").to_owned();
    format!("  line {}\n  shown: {}\n  real:  {}", at + 1, line(shown), line(real))
}
