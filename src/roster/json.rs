//! JSON: lists of users as Microsoft Graph and SCIM give them, or a plain list of objects.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::encoding::line_at;
use super::field::Field;
use super::grid::Grid;
use super::notes::Notes;
use super::refusal;
use crate::error::{Error, Result};

/// Whether a text is JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && text.trim_end().ends_with(['}', ']'])
}

/// Reads the users.
///
/// # Errors
///
/// Refuses what is no JSON, or has no list of users.
pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Grid> {
    let users = users(text, notes)?;
    let mut rows: Vec<(u64, BTreeMap<String, String>)> = Vec::new();
    for user in users {
        let line = line_at(text, place(text, user.get()));
        let value: Value = serde_json::from_str(user.get()).map_err(|error| broken(&error))?;
        let mut cells = BTreeMap::new();
        flatten("", &value, &mut cells);
        rows.push((line, cells));
    }
    let mut names: Vec<&str> = rows.iter().flat_map(|(_, cells)| cells.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let mut grid = Grid::new("JSON");
    grid.push(1, names.iter().copied());
    for (line, cells) in &rows {
        grid.push(*line, names.iter().map(|name| cells.get(*name).map_or("", String::as_str)));
    }
    Ok(grid)
}

fn users<'t>(text: &'t str, notes: &mut Notes) -> Result<Vec<&'t RawValue>> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(|error| broken(&error));
    }
    let page: BTreeMap<String, &'t RawValue> = serde_json::from_str(text).map_err(|error| broken(&error))?;
    if page.contains_key("@odata.nextLink") {
        notes.whole("truncated", "this is one page of a longer list: `@odata.nextLink` names the next");
    }
    let list = ["value", "Resources", "resources", "users", "employees", "people", "data"]
        .iter()
        .find_map(|key| page.get(*key));
    let list: Vec<&RawValue> = match list {
        Some(list) => serde_json::from_str(list.get()).map_err(|error| broken(&error))?,
        None => {
            let help = "give a list of users: the answer of Graph (`value`), of SCIM (`Resources`), or a plain array";
            return Err(refusal("not-csv", Some(1), "this JSON has no list of users", help));
        }
    };
    let total = page.get("totalResults").and_then(|total| total.get().parse::<usize>().ok());
    if total.is_some_and(|total| total > list.len()) {
        notes
            .whole("truncated", "this is one page of a longer list: `totalResults` is more than stands here");
    }
    Ok(list)
}

fn broken(error: &serde_json::Error) -> Error {
    let line = Some(error.line() as u64);
    refusal("not-csv", line, "this JSON is broken", "export it again")
        .cause(std::io::Error::other(error.to_string()))
}

/// Returns where a part of a text starts in it.
fn place(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Puts the values of an object under their paths, as far as they mean a field; nothing else is kept.
fn flatten(path: &str, value: &Value, cells: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                // The schema's name says nothing of the member.
                let under = match (path, name.starts_with("urn:")) {
                    (path, true) => path.to_owned(),
                    ("", false) => name.clone(),
                    (path, false) => format!("{path}.{name}"),
                };
                flatten(&under, member, cells);
            }
        }
        Value::Array(members) => {
            if let Some(value) = members.iter().find(|m| is_work(m)).or(members.first()) {
                let value = value.get("value").unwrap_or(value);
                if !value.is_object() {
                    flatten(path, value, cells);
                }
            }
        }
        Value::Null => {}
        scalar => {
            if Field::of_header(path).is_some() {
                let text = scalar.as_str().map_or_else(|| scalar.to_string(), str::to_owned);
                cells.entry(path.to_owned()).or_insert(text);
            }
        }
    }
}

fn is_work(member: &Value) -> bool {
    member.get("primary").and_then(Value::as_bool) == Some(true)
        || member.get("type").and_then(Value::as_str) == Some("work")
}
