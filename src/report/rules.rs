//! The rules of the check, the conflicts of the model that some of them judge by, and the codes of the import: listed
//! and explained, as people read them and as programs do.

use serde::Serialize;

use super::catalog::{document, item, names};
use super::catalog_json::json;
use super::document::{Cell, Document, Item, Table, Tone};
use super::words;
use crate::check::{self, CODES, Code, RULES, Rule};
use crate::model::{Conflict, Model};

/// What is listed or explained.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    /// The model.
    pub model: &'a Model,
    /// Rules, in their order.
    pub rules: Vec<&'static Rule>,
    /// Conflicts, in the model's order.
    pub conflicts: Vec<&'a Conflict>,
    /// Codes of the import, by name.
    pub codes: Vec<&'static Code>,
}

impl<'a> Selection<'a> {
    /// Selects everything.
    pub fn all(model: &'a Model) -> Self {
        let (rules, codes) = (RULES.iter().collect(), CODES.iter().collect());
        Self { model, rules, conflicts: model.conflicts().iter().collect(), codes }
    }

    /// Selects the rule with its conflicts, the conflict or the code of an id; none where nothing bears it.
    pub fn of(model: &'a Model, id: &str) -> Option<Self> {
        let mut selection = Self::all(model);
        let is_rule = check::rule(id).is_some();
        selection.rules.retain(|r| r.id == id);
        selection.codes.retain(|c| c.id == id);
        selection.conflicts.retain(|c| if is_rule { rule_of(c).id == id } else { c.id.as_str() == id });
        let Self { rules, conflicts, codes, .. } = &selection;
        (!rules.is_empty() || !conflicts.is_empty() || !codes.is_empty()).then_some(selection)
    }
}

/// Returns the rule that judges by a conflict.
pub fn rule_of(conflict: &Conflict) -> &'static Rule {
    check::rule_of_conflict(conflict.kind)
}

/// Builds the list of all rules, each followed by its conflicts, and of all codes.
pub fn list(model: &Model) -> Document {
    let Selection { model: _, rules, conflicts, codes } = Selection::all(model);
    let mut table = Table::new(&["Rule", "Severity", "What it looks for"]);
    for rule in rules {
        let severity = Cell::new(rule.severity.as_str(), words::tone(rule.severity));
        table.row([Cell::from(rule.id), severity, Cell::from(rule.summary)]);
        for conflict in conflicts.iter().filter(|c| rule_of(c).id == rule.id) {
            let severity = Cell::new(conflict.severity.as_str(), words::tone(conflict.severity));
            table.row([Cell::from(format!("· {}", conflict.id)), severity, Cell::from(&conflict.rule)]);
        }
    }
    let mut document =
        document(table, "rolemap rules ID explains one: why it matters, what to do, and its source.");
    document.heading("Codes of the import");
    let mut table = Table::new(&["Code", "What it says"]);
    for Code { id, summary } in codes {
        table.row([Cell::from(id), Cell::from(summary)]);
    }
    document.table(table);
    document
}

/// Explains what is selected: a rule with its conflicts, a conflict, or a code.
pub fn explained(selection: &Selection<'_>) -> Document {
    let Selection { model, rules, conflicts, codes } = selection;
    let mut document = Document::default();
    for rule in rules {
        document.title(format!("{} ({})", rule.id, rule.severity.as_str()));
        document.paragraph(rule.summary);
        document.paragraph(format!("Why: {}", rule.why));
        document.paragraph(format!("What to do: {}", rule.help));
        document.paragraph(format!("Source: {} ({}).", rule.source, rule.grade.meaning()));
    }
    match conflicts.as_slice() {
        [] => {}
        [one] if rules.is_empty() => {
            document.title(format!("{} ({})", one.id, one.severity.as_str()));
            document.paragraph(format!("{}.", one.rule));
            document.list(facts(model, one).into_iter().map(item).collect());
            document.paragraph(format!("Rule: {}.", rule_of(one).id));
        }
        all => {
            document.heading(format!("Conflicts it judges by ({})", all.len()));
            let part = |conflict: &&Conflict| Item {
                text: Cell::new(
                    format!("{} ({}): {}", conflict.id, conflict.severity.as_str(), conflict.rule),
                    Tone::Strong,
                ),
                below: facts(model, conflict),
            };
            document.list(all.iter().map(part).collect());
        }
    }
    for code in codes {
        document.title(format!("{} (import)", code.id));
        document.paragraph(code.summary);
    }
    document
}

/// Between which roles a conflict is, why, and where that comes from.
fn facts(model: &Model, conflict: &Conflict) -> Vec<String> {
    let Conflict { roles, apart_from, reason, source, grade, .. } = conflict;
    let roles = words::list(&names(model, roles.iter().copied()), "or");
    let between = if apart_from.is_empty() {
        format!("Of: {roles}.")
    } else {
        format!("Between: {roles}; and: {}.", words::list(&names(model, apart_from.iter().copied()), "or"))
    };
    vec![
        between,
        format!("Why: {}.", reason.trim_end_matches('.')),
        format!("Source: {source} ({}).", grade.meaning()),
    ]
}

/// Builds a table of what is selected with all that is known of each, for programs.
pub fn table(selection: &Selection<'_>) -> Table {
    let Selection { model: _, rules, conflicts, codes } = selection;
    let mut table =
        Table::new(&["Id", "Severity", "Summary", "Why", "Help", "Source", "Grade", "Conflict of"]);
    for Rule { id, summary, why, help, severity, source, grade, .. } in rules {
        let texts = [id, severity.as_str(), summary, why, help, source, grade.as_str(), ""];
        table.row(texts.map(Cell::from));
    }
    for conflict in conflicts {
        let Conflict { id, severity, rule, reason, source, grade, .. } = conflict;
        let (help, of) = (rule_of(conflict).help, rule_of(conflict).id);
        let texts = [id.as_str(), severity.as_str(), rule, reason, help, source, grade.as_str(), of];
        table.row(texts.map(Cell::from));
    }
    for Code { id, summary } in codes {
        table.row([id, "", summary, "", "", "", "", ""].map(Cell::from));
    }
    table
}

/// Writes what is selected as JSON of the schema `rolemap/rules/1`.
pub fn to_json(selection: &Selection<'_>) -> String {
    let Selection { model, rules, conflicts, codes } = selection;
    json(&Rules {
        schema: "rolemap/rules/1",
        rules: rules.iter().map(|r| rule(r)).collect(),
        conflicts: conflicts.iter().map(|c| self::conflict(model, c)).collect(),
        codes: codes.iter().map(|Code { id, summary }| CodeEntry { id, summary }).collect(),
    })
}

fn rule(rule: &'static Rule) -> RuleEntry<'static> {
    let Rule { id, summary, why, help, severity, source, grade, .. } = rule;
    RuleEntry { id, severity: severity.as_str(), summary, why, help, source, grade: grade.as_str() }
}

fn conflict<'a>(model: &'a Model, conflict: &'a Conflict) -> ConflictEntry<'a> {
    let Conflict { id, kind: _, roles, apart_from, severity, rule, reason, source, grade } = conflict;
    ConflictEntry {
        id: id.as_str(),
        rule: rule_of(conflict).id,
        severity: severity.as_str(),
        summary: rule,
        why: reason,
        roles: roles.iter().map(|r| model[*r].id.as_str()).collect(),
        apart_from: apart_from.iter().map(|r| model[*r].id.as_str()).collect(),
        source,
        grade: grade.as_str(),
    }
}

/// The rules of the check: `rolemap rules --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Rules<'a> {
    schema: &'static str,
    rules: Vec<RuleEntry<'a>>,
    /// Duties and lines of the model that must be apart.
    conflicts: Vec<ConflictEntry<'a>>,
    /// Codes of the import.
    codes: Vec<CodeEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CodeEntry<'a> {
    id: &'a str,
    summary: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RuleEntry<'a> {
    id: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "info"])))]
    severity: &'static str,
    summary: &'a str,
    why: &'a str,
    help: &'a str,
    source: &'a str,
    /// A official, B reputable, C blog or vendor, J judgement.
    #[cfg_attr(test, schemars(extend("enum" = ["A", "B", "C", "J"])))]
    grade: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConflictEntry<'a> {
    id: &'a str,
    /// The rule that judges by it.
    rule: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "info"])))]
    severity: &'static str,
    summary: &'a str,
    why: &'a str,
    /// Roles of the one side.
    roles: Vec<&'a str>,
    /// Roles of the other side; empty where people of the one are needed together.
    apart_from: Vec<&'a str>,
    source: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["A", "B", "C", "J"])))]
    grade: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_conflict_is_listed_under_its_rule_and_explained_by_its_own_id() {
        let model = Model::builtin();
        for conflict in model.conflicts() {
            let rule = Selection::of(&model, rule_of(conflict).id).expect("the rule is known");
            assert!(rule.conflicts.iter().any(|c| c.id == conflict.id), "{}", conflict.id);
            let one = Selection::of(&model, conflict.id.as_str()).expect("the conflict is known");
            assert_eq!((one.rules.len(), one.conflicts.len(), one.codes.len()), (0, 1, 0), "{}", conflict.id);
        }
        let other = Selection::of(&model, "cycle").expect("the rule is known");
        assert_eq!((other.rules.len(), other.conflicts.len()), (1, 0));
        assert!(Selection::of(&model, "no-such-rule").is_none());
    }
}
