//! Titles and the roles that they mean, as people read it and as programs do.

use serde_json::{Value, json};

use super::document::{Cell, Document, Table, Tone};
use crate::model::{Model, RoleIx};
use crate::title::Reading;

/// Builds the list of titles, in the order given.
pub fn document(model: &Model, readings: &[(&str, Reading)]) -> Document {
    let mut table = Table::new(&["Title", "Roles", "Level", "#Confidence", "Reason"]);
    for (title, reading) in readings {
        let roles = ids(model, &reading.roles).join("|");
        table.row([
            Cell::from(title),
            Cell::new(roles, if reading.candidates.is_empty() { Tone::Plain } else { Tone::Warning }),
            Cell::from(reading.level.map_or("", |l| l.as_str())),
            Cell::from(format!("{}.{:02}", reading.confidence / 100, reading.confidence % 100)),
            Cell::from(&reading.reason),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    document
}

/// Writes the list of titles as JSON of the schema `rolemap/classify/1`.
pub fn json(model: &Model, readings: &[(&str, Reading)]) -> String {
    let entry = |(title, reading): &(&str, Reading)| -> Value {
        let Reading { roles, level, confidence, reason, candidates } = reading;
        json!({
            "title": title, "roles": ids(model, roles), "level": level.map(|l| l.as_str()),
            "confidence": f64::from(*confidence) / 100.0, "reason": reason, "candidates": ids(model, candidates),
        })
    };
    let titles: Vec<Value> = readings.iter().map(entry).collect();
    let mut text = serde_json::to_string_pretty(&json!({ "schema": "rolemap/classify/1", "titles": titles }))
        .expect("the keys are strings");
    text.push('\n');
    text
}

fn ids<'m>(model: &'m Model, roles: &[RoleIx]) -> Vec<&'m str> {
    roles.iter().map(|r| model[*r].id.as_str()).collect()
}
