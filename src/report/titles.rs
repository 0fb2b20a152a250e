//! Titles as they were read: every line of a list, one title explained, and those that a person should decide.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::catalog::{item, names};
use super::catalog_json::json;
use super::document::{Cell, Document, Table, Tone};
use super::{csv, words};
use crate::model::{Model, RoleIx};
use crate::title::{Reading, Step, Undecided, review_csv};

/// A title of a list, and how it was read.
#[derive(Clone, Copy, Debug)]
pub struct ReadTitle<'a> {
    /// The title, as the list has it.
    pub title: &'a str,
    /// How it was read.
    pub reading: &'a Reading,
}

/// Below this confidence, in hundredths, an answer is worth a look.
const SURE: u8 = 70;

/// The most titles that are shown unless all are asked for.
const MOST_SHOWN: usize = 200;

/// A title and what it was read as: departments may decide one title in several ways.
type Answer<'a> = (&'a str, &'a [RoleIx], &'a [RoleIx]);

fn answer<'a>(read: &ReadTitle<'a>) -> Answer<'a> {
    (read.title, &read.reading.roles, &read.reading.candidates)
}

/// Builds a table of the distinct titles with each of their answers, in the order of the list.
pub fn document(model: &Model, titles: &[ReadTitle<'_>], all: bool) -> Document {
    let mut lines: BTreeMap<Answer<'_>, usize> = BTreeMap::new();
    titles.iter().for_each(|read| *lines.entry(answer(read)).or_default() += 1);
    let distinct: BTreeSet<&str> = titles.iter().map(|read| read.title).collect();
    let mut document = Document::default();
    document.paragraph(counts(titles, distinct.len()));
    let mut table = Table::new(&["Title", "#Lines", "Role", "Level", "#Sure", "Reason"]);
    let shown = if all { usize::MAX } else { MOST_SHOWN };
    let mut left_out = 0;
    for read @ ReadTitle { title, reading } in titles {
        let Some(number) = lines.remove(&answer(read)) else { continue };
        if table.rows.len() == shown {
            left_out += 1;
            continue;
        }
        table.row([
            Cell::from(title),
            Cell::from(words::thousands(number)),
            role(model, reading),
            Cell::from(reading.level.map_or("", |l| l.as_str())),
            Cell::from(confidence(reading)),
            Cell::new(&reading.reason, Tone::Faint),
        ]);
    }
    document.table(table);
    if left_out > 0 {
        document.paragraph(Cell::new(
            format!(
                "… and {} more: --all shows them, --format csv lists every line.",
                words::thousands(left_out)
            ),
            Tone::Faint,
        ));
    }
    document
}

/// Explains how one title was read.
pub fn explained(model: &Model, ReadTitle { title, reading }: ReadTitle<'_>, steps: &[Step]) -> Document {
    let mut document = Document::default();
    document.title(title);
    document.paragraph(match &*reading.roles {
        [] if reading.candidates.is_empty() => Cell::from("Outside the model: no role."),
        [] => Cell::new("Undecided: it could mean several roles, and none was given.", Tone::Warning),
        roles => {
            Cell::new(format!("{}.", words::list(&names(model, roles.iter().copied()), "and")), Tone::Good)
        }
    });
    let mut facts =
        vec![item(format!("Why: {}", reading.reason)), item(format!("Confidence: {}", confidence(reading)))];
    if let Some(level) = reading.level {
        facts.push(item(format!("Level: {}", level.as_str())));
    }
    if !reading.candidates.is_empty() {
        facts.push(item(format!("Could also mean: {}", ids(model, &reading.candidates).join(", "))));
    }
    document.list(facts);
    document.heading("How it was read");
    let mut table = Table::new(&["Step", "Found"]);
    for Step { name, text } in steps {
        table.row([Cell::new(name, Tone::Strong), Cell::from(text)]);
    }
    document.table(table);
    document
}

const COLUMNS: &[&str] = &["title", "roles", "level", "confidence", "reason"];

/// Writes every line of a list as CSV, in its order.
pub fn csv(model: &Model, titles: &[ReadTitle<'_>]) -> String {
    csv::render(COLUMNS, titles.iter().map(|title| row(model, title)))
}

/// Writes further lines of a list as CSV, without the header.
pub fn csv_rows(model: &Model, titles: &[ReadTitle<'_>]) -> String {
    csv::rows(titles.iter().map(|title| row(model, title)))
}

fn row(model: &Model, ReadTitle { title, reading }: &ReadTitle<'_>) -> [String; 5] {
    let Reading { roles, level, confidence: _, reason, candidates: _ } = reading;
    [
        (*title).to_owned(),
        ids(model, roles).join("|"),
        level.map_or("", |l| l.as_str()).to_owned(),
        confidence(reading),
        reason.to_string(),
    ]
}

/// Writes every line of a list as JSON, in its order.
pub fn to_json(model: &Model, titles: &[ReadTitle<'_>]) -> String {
    let entry = |t: &ReadTitle<'_>| {
        let Reading { roles, level, confidence, reason, candidates } = t.reading;
        TitleEntry {
            title: t.title.to_owned(),
            roles: ids(model, roles).into_iter().map(str::to_owned).collect(),
            level: level.map(|l| l.as_str()),
            confidence: f64::from(*confidence) / 100.0,
            reason: reason.to_string(),
            candidates: ids(model, candidates).into_iter().map(str::to_owned).collect(),
        }
    };
    json(&Titles { schema: "rolemap/classify/1", titles: titles.iter().map(entry).collect() })
}

/// Writes the titles of a list that a person should decide, in the form in which decisions are passed back.
pub fn review(model: &Model, titles: &[ReadTitle<'_>]) -> Vec<u8> {
    let mut found: BTreeMap<&str, Undecided<'_>> = BTreeMap::new();
    for ReadTitle { title, reading } in titles {
        found.entry(title).or_insert(Undecided { title, people: 0, reading }).people += 1;
    }
    review_csv(found.into_values(), model)
}

fn counts(titles: &[ReadTitle<'_>], distinct: usize) -> String {
    let with_role = titles.iter().filter(|t| !t.reading.roles.is_empty()).count();
    let undecided =
        titles.iter().filter(|t| t.reading.roles.is_empty() && !t.reading.candidates.is_empty()).count();
    format!(
        "{}, {} different: {} with a role, {} to decide, {} outside the model.",
        words::count(titles.len(), "title", "titles"),
        words::thousands(distinct),
        words::thousands(with_role),
        words::thousands(undecided),
        words::thousands(titles.len() - with_role - undecided)
    )
}

fn role(model: &Model, reading: &Reading) -> Cell {
    match &*reading.roles {
        [] if reading.candidates.is_empty() => Cell::new("–", Tone::Faint),
        [] => Cell::new(format!("? {}", ids(model, &reading.candidates).join(" or ")), Tone::Warning),
        roles => {
            let tone = if reading.confidence < SURE { Tone::Warning } else { Tone::Plain };
            Cell::new(ids(model, roles).join(", "), tone)
        }
    }
}

fn ids<'m>(model: &'m Model, roles: &[RoleIx]) -> Vec<&'m str> {
    roles.iter().map(|r| model[*r].id.as_str()).collect()
}

fn confidence(reading: &Reading) -> String {
    format!("{:.2}", f64::from(reading.confidence) / 100.0)
}

/// Job titles and the roles behind them: `rolemap classify --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Titles {
    schema: &'static str,
    /// Every line, in the order of the input.
    titles: Vec<TitleEntry>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TitleEntry {
    title: String,
    /// Empty where the title is outside the model or undecided.
    roles: Vec<String>,
    #[cfg_attr(test, schemars(extend("enum" = serde_json::json!(["intern", "junior", "mid", "senior", "staff", "principal", "lead", "manager", "head", "executive", null]))))]
    level: Option<&'static str>,
    /// 0 to 1.
    confidence: f64,
    reason: String,
    /// Roles that an undecided title could mean.
    candidates: Vec<String>,
}
