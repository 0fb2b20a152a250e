//! DOT, the language of Graphviz.

use std::fmt::Write;

use super::measure::first;
use super::palette::{COLOURS, GROUNDS, symbols};
use super::{Chart, Line, LineKind, Node, State};
use crate::model::{Membership, Severity};
use crate::report::words::thousands;

/// The most letters of a line of a box; pointing at it shows all.
const MOST_LETTERS: usize = 48;

/// Writes a chart as DOT: laid out from left to right.
pub(super) fn render(chart: &Chart<'_>) -> String {
    let symbols = symbols(chart.model);
    let key: Vec<String> = chart
        .model
        .practices()
        .zip(&symbols)
        .map(|(practice, letters)| format!("{letters} {}", chart.model[practice].name))
        .collect();
    let caption = [chart.title.clone(), chart.facts.join(" · "), key.join(" · ")];
    let mut out = String::from("digraph rolemap {\n");
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, ranksep=0.7, nodesep=0.12, labelloc=t, fontname=\"Helvetica\", label={}];",
        label(caption.iter().map(String::as_str))
    );
    out.push_str(
        "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11, fillcolor=\"#f6f8fa\", \
         color=\"#8c959f\"];\n  edge [color=\"#8c959f\", arrowhead=none];\n",
    );
    for (place, node) in chart.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{place} [{}];", attributes(chart, node, &symbols));
    }
    for (place, node) in chart.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            let style = if node.state.is_to_come() { " [style=dotted]" } else { "" };
            let _ = writeln!(out, "  n{parent} -> n{place}{style};");
        }
    }
    for Line { from, to, kind } in &chart.lines {
        let _ = writeln!(out, "  n{from} -> n{to} [{}];", line_style(*kind));
    }
    out.push_str("}\n");
    out
}

fn attributes(chart: &Chart<'_>, node: &Node, symbols: &[String]) -> String {
    let letters = chart.letters(node, symbols);
    let below = if node.below > 0 { format!("+{} below", thousands(node.below)) } else { String::new() };
    let cut: Vec<String> = node.label.lines().map(|line| first(line, MOST_LETTERS)).collect();
    let fault = match node.marks.first().map(|m| m.severity) {
        Some(Severity::Error) => "× error",
        Some(_) => "! warning",
        None => "",
    };
    let lines = cut.iter().map(String::as_str).chain([letters.as_str(), &below, fault]);
    let mut text = format!("label={}", label(lines.filter(|line| !line.is_empty())));
    let _ = write!(text, ", tooltip={}", quoted(&chart.details(node)));
    if let Some(core) = node.practices.iter().find(|badge| badge.core && !node.faint) {
        let place = core.practice.index() % COLOURS.len();
        let _ = write!(text, ", fillcolor=\"{}\", color=\"{}\"", GROUNDS[place], COLOURS[place].0);
    }
    match node.state {
        State::Vacant => text.push_str(", style=\"rounded,filled,dashed\""),
        State::Starting | State::Planned => text.push_str(", style=\"rounded,filled,dotted\""),
        State::Practice => text.push_str(", shape=octagon, style=filled"),
        State::Discipline => text.push_str(", shape=ellipse, style=filled"),
        State::Here | State::Left | State::Role => {}
    }
    if node.faint || node.state == State::Left {
        text.push_str(", fontcolor=\"#57606a\", fillcolor=\"#ffffff\"");
    }
    if !fault.is_empty() {
        text.push_str(", color=\"#c21c28\", penwidth=2");
    }
    text
}

fn line_style(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Dotted => "style=dotted, constraint=false, tooltip=\"second manager\"",
        LineKind::AlsoUnder => "style=dotted, constraint=false, tooltip=\"also reports to\"",
        LineKind::Cycle => {
            "style=dashed, color=\"#c21c28\", penwidth=2, constraint=false, tooltip=\"closes a cycle\""
        }
        LineKind::Combines => "tooltip=\"combines\"",
        LineKind::Leads(0) => "penwidth=2, tooltip=\"leads it first\"",
        LineKind::Leads(_) => "style=dashed, tooltip=\"can lead it\"",
        LineKind::WorksIn(Membership::Supporting) => {
            "style=dotted, constraint=false, tooltip=\"supports it\""
        }
        LineKind::WorksIn(_) => "constraint=false, tooltip=\"works in it\"",
    }
}

/// Returns lines as one quoted label.
fn label<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    quoted(&lines.collect::<Vec<_>>().join("\n"))
}

/// Returns a text between quotes, in which nothing ends them or stands for something else.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
