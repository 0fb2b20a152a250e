//! The page of rules says what the table of rules says.

use std::fs;
use std::path::Path;

use rolemap::check::{CODES, RULES};
use rolemap::model::Model;
use rolemap::report::rules::rule_of;

/// `UPDATE_DOCUMENTS=1 cargo test --test rules_page` writes the page.
#[test]
fn the_page_of_rules_is_current() {
    let page = page(&Model::builtin());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("UPDATE_DOCUMENTS").is_some() {
        fs::write(&path, &page).expect("docs/rules.md can be written");
    }
    assert_eq!(fs::read_to_string(&path).expect("docs/rules.md"), page, "UPDATE_DOCUMENTS=1 mends it");
}

const CONFLICTS: &str = "\nThe conflicts of the model by which it judges; `roles/conflicts.toml` says between which roles \
     each is:\n\n";

fn page(model: &Model) -> String {
    let mut page = String::from(
        "# Rules\n\n\
         What `rolemap check` looks for. Each rule has a severity, which a policy can change, and a source with its \
         grade:\nA official, B reputable, C blog or vendor, J our judgement. `rolemap rules ID` explains one. \
         This page is made from the\nprogram's table of rules.\n",
    );
    for rule in RULES {
        page.push_str(&format!(
            "\n## {}\n\n{} ({})\n\nWhy: {}\n\nWhat to do: {}\n\nSource: {} ({})\n",
            rule.id,
            rule.summary,
            rule.severity.as_str(),
            rule.why,
            rule.help,
            rule.source,
            rule.grade.as_str()
        ));
        let conflicts: Vec<_> = model.conflicts().iter().filter(|c| rule_of(c).id == rule.id).collect();
        if !conflicts.is_empty() {
            page.push_str(CONFLICTS);
        }
        for conflict in conflicts {
            page.push_str(&format!(
                "- `{}` ({}): {}.\n  Why: {}.\n  Source: {} ({})\n",
                conflict.id,
                conflict.severity.as_str(),
                conflict.rule,
                conflict.reason.trim_end_matches('.'),
                conflict.source,
                conflict.grade.as_str()
            ));
        }
    }
    page.push_str("\n## Codes of the import\n\nWhat the import heals, skips or refuses.\n\n| code | meaning |\n|---|---|\n");
    for code in CODES {
        page.push_str(&format!("| `{}` | {} |\n", code.id, code.summary));
    }
    page
}
