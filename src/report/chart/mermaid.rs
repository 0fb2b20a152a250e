//! Mermaid: a flowchart for Markdown, within the limits that its readers keep unless told otherwise.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::measure::first;
use super::palette::{COLOURS, GROUNDS, symbols};
use super::{Chart, Line, LineKind, Node, State};
use crate::error::{Error, ErrorKind, Result};
use crate::report::words::thousands;

/// The most lines that Mermaid draws (`maxEdges`).
const MOST_LINES: usize = 500;

/// The most characters that Mermaid reads (`maxTextSize`).
const MOST_TEXT: usize = 50_000;

/// The most letters of a line of a box.
const MOST_LETTERS: usize = 48;

/// Writes a chart as a flowchart from left to right.
pub(super) fn render(chart: &Chart<'_>) -> Result<String> {
    let drawn = chart.lines.iter().filter(|line| is_drawn(line.kind));
    let lines = chart.nodes.iter().filter(|node| node.parent.is_some()).count() + drawn.clone().count();
    if lines > MOST_LINES {
        return Err(too_large("lines", lines, MOST_LINES));
    }
    let symbols = symbols(chart.model);
    let mut out = format!("flowchart LR\n  accTitle: {}\n", chart.title);
    let mut classes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, node) in chart.nodes.iter().enumerate() {
        let (open, close) = shape(node.state);
        let _ = writeln!(out, "  n{place}{open}\"{}\"{close}", text(chart, node, &symbols));
        for class in classes_of(node) {
            classes.entry(class).or_default().push(place);
        }
    }
    for (place, node) in chart.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            let line = if node.state.is_to_come() { "-.-" } else { "---" };
            let _ = writeln!(out, "  n{parent} {line} n{place}");
        }
    }
    for Line { from, to, kind } in drawn {
        let line = match kind {
            LineKind::Dotted | LineKind::AlsoUnder => "-.-",
            LineKind::Cycle => "-. cycle .-",
            LineKind::Combines => "---",
            LineKind::Leads(_) => "== led by ==>",
            LineKind::WorksIn(_) => "---",
        };
        let _ = writeln!(out, "  n{from} {line} n{to}");
    }
    for (class, places) in &classes {
        let places: Vec<String> = places.iter().map(|place| format!("n{place}")).collect();
        let _ = writeln!(out, "  classDef {class} {}\n  class {} {class}", style(class), places.join(","));
    }
    let letters = out.chars().count();
    if letters > MOST_TEXT { Err(too_large("characters", letters, MOST_TEXT)) } else { Ok(out) }
}

/// Whether a line is drawn: letters in the boxes say who works in what.
fn is_drawn(kind: LineKind) -> bool {
    !matches!(kind, LineKind::WorksIn(_) | LineKind::Leads(1..) | LineKind::AlsoUnder)
}

fn too_large(what: &str, number: usize, most: usize) -> Error {
    let message =
        format!("the chart has {} {what}, and Mermaid draws at most {}", thousands(number), thousands(most));
    Error::new(ErrorKind::Usage, message).help(
        "draw less with --depth N, --practice ID or --scope COLUMN=VALUE, or write .svg or .dot, which have no such limit",
    )
}

fn shape(state: State) -> (&'static str, &'static str) {
    match state {
        State::Practice => ("{{", "}}"),
        State::Discipline => ("([", "])"),
        _ => ("[", "]"),
    }
}

fn text(chart: &Chart<'_>, node: &Node, symbols: &[String]) -> String {
    let mut lines: Vec<String> = node.label.lines().map(|line| escape(&first(line, MOST_LETTERS))).collect();
    lines.extend(Some(chart.letters(node, symbols)).filter(|letters| !letters.is_empty()));
    if node.below > 0 {
        lines.push(format!("+{} below", thousands(node.below)));
    }
    lines.extend(node.marks.first().map(|mark| format!("⚠ {}", mark.severity.as_str())));
    lines.join("<br/>")
}

fn classes_of(node: &Node) -> Vec<String> {
    let core = node.practices.iter().find(|badge| badge.core && !node.faint);
    let mut classes: Vec<String> =
        core.map(|badge| format!("p{}", badge.practice.index() % COLOURS.len())).into_iter().collect();
    match node.state {
        State::Vacant => classes.push("vacant".to_owned()),
        State::Starting | State::Planned => classes.push("toCome".to_owned()),
        _ if node.faint || node.state == State::Left => classes.push("faint".to_owned()),
        _ => {}
    }
    if !node.marks.is_empty() {
        classes.push("zfault".to_owned());
    }
    classes
}

fn style(class: &str) -> String {
    match class {
        "vacant" => "stroke-dasharray:7 4".to_owned(),
        "toCome" => "stroke-dasharray:2 3".to_owned(),
        "faint" => "fill:#ffffff,stroke:#d0d7de,color:#57606a".to_owned(),
        "zfault" => "stroke:#c21c28,stroke-width:2px".to_owned(),
        practice => {
            let place = practice[1..].parse::<usize>().unwrap_or(0) % COLOURS.len();
            format!("fill:{},stroke:{},color:#1b1f24", GROUNDS[place], COLOURS[place].0)
        }
    }
}

/// Returns a text of which Mermaid reads nothing as markup: all but letters, digits and a few harmless marks as codes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let joins = matches!(c, '-' | '/') && before.is_alphanumeric();
        before = c;
        if joins
            || c.is_alphanumeric()
            || matches!(c, ' ' | ',' | '·' | '…' | '\u{300}'..='\u{36f}')
            || !c.is_ascii()
        {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escape("<b>\"];`1."), "#60;b#62;#34;#93;#59;#96;1#46;");
        assert_eq!(escape("Zoë, 李 · DBA"), "Zoë, 李 · DBA");
    }
}
