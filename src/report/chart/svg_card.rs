//! A box of the picture: name, title and roles, stripes and badges of practices, the mark of a fault.

use std::fmt::Write;

use super::measure::{Face, cut, width};
use super::palette::COLOURS;
use super::svg::{Point, escape, number, tooltip};
use super::{Badge, Chart, Node, State};
use crate::model::Severity;
use crate::report::words::thousands;

/// The size of a box in pixels.
pub(super) const CARD_WIDTH: f64 = 248.0;
pub(super) const CARD_HEIGHT: f64 = 58.0;

const NAME: Face = Face { size: 13, bold: true };
const TITLE: Face = Face { size: 12, bold: false };
const NOTE: Face = Face { size: 11, bold: false };
const LETTERS: Face = Face { size: 10, bold: true };

/// Where text begins, beside the stripes, and how far from the right edge it ends.
const TEXT: f64 = 18.0;
const END: f64 = 8.0;

/// Adds a box with its upper left corner at a place.
pub(super) fn push(out: &mut String, chart: &Chart<'_>, node: &Node, at: Point, symbols: &[String]) {
    let _ = write!(
        out,
        "<g class=\"{}\" transform=\"translate({} {})\"><title>{}</title>",
        class(node),
        number(at.x),
        number(at.y),
        tooltip(chart, node)
    );
    let _ = write!(out, "<rect class=\"b\" width=\"{CARD_WIDTH}\" height=\"{CARD_HEIGHT}\" rx=\"6\"/>");
    stripes(out, node);
    let worst = node.marks.first().map(|mark| mark.severity);
    let right = CARD_WIDTH - END;
    let for_name = right - TEXT - if worst.is_some() { 18.0 } else { 0.0 };
    let badges = badges(out, node, symbols, right);
    text(out, "n", 19.0, &cut(&node.label.name, NAME, for_name));
    text(out, "", 35.0, &cut(&node.label.title, TITLE, right - TEXT));
    text(out, "m s", 50.0, &cut(&node.label.note, NOTE, badges - 6.0 - TEXT));
    if let Some(severity) = worst {
        mark(out, severity, CARD_WIDTH - 15.0, 14.0);
    }
    if node.below > 0 {
        let _ = write!(
            out,
            "<text class=\"m s\" x=\"{}\" y=\"33\">+{}</text>",
            CARD_WIDTH + 5.0,
            thousands(node.below)
        );
    }
    out.push_str("</g>\n");
}

/// Adds a text, unless there is none.
fn text(out: &mut String, class: &str, y: f64, text: &str) {
    if !text.is_empty() {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(out, "<text{class} x=\"{TEXT}\" y=\"{}\">{}</text>", number(y), escape(text));
    }
}

fn class(node: &Node) -> String {
    let mut class = match node.state {
        State::Vacant => "v",
        State::Starting | State::Planned => "c",
        _ if node.faint => "f",
        State::Left => "f",
        State::Here | State::Role | State::Practice | State::Discipline => "a",
    }
    .to_owned();
    match node.marks.first().map(|mark| mark.severity) {
        Some(Severity::Error) => class.push_str(" e"),
        Some(_) => class.push_str(" w"),
        None => {}
    }
    class
}

/// Adds a stripe at the left edge for each practice to whose own work the box belongs.
fn stripes(out: &mut String, node: &Node) {
    let core: Vec<&Badge> = shown(node).iter().filter(|badge| badge.core).collect();
    let height = (CARD_HEIGHT - 12.0) / core.len().max(1) as f64;
    for (nth, badge) in core.into_iter().enumerate() {
        let _ = write!(
            out,
            "<rect class=\"{}\" x=\"6\" y=\"{}\" width=\"5\" height=\"{}\"/>",
            colour(badge.practice.index()),
            number(6.0 + nth as f64 * height),
            number(height)
        );
    }
}

/// Returns the practices that a box shows: none where it only gives context.
fn shown(node: &Node) -> &[Badge] {
    if node.faint { &[] } else { &node.practices }
}

/// Adds the badges at the lower right, and returns where they begin.
fn badges(out: &mut String, node: &Node, symbols: &[String], right: f64) -> f64 {
    let mut x = right;
    for badge in shown(node).iter().rev() {
        x -= badge_width(&symbols[badge.practice.index()]) + 3.0;
        push_badge(out, *badge, &symbols[badge.practice.index()], Point { x: x + 3.0, y: 40.0 });
    }
    x + 3.0
}

/// Returns how wide a badge is.
pub(super) fn badge_width(letters: &str) -> f64 {
    (width(letters, LETTERS) + 8.0).ceil()
}

/// Adds a badge: full for a practice's own work, an outline for support.
pub(super) fn push_badge(out: &mut String, badge: Badge, letters: &str, at: Point) {
    let wide = badge_width(letters);
    let _ = write!(
        out,
        "<g class=\"badge{}\"><rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"14\" rx=\"3\"/>\
         <text class=\"i\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text></g>",
        if badge.core { "" } else { " o" },
        colour(badge.practice.index()),
        number(at.x),
        number(at.y),
        number(at.x + wide / 2.0),
        number(at.y + 10.8),
        escape(letters)
    );
}

/// Adds the mark of a fault: a disc for an error, a triangle for a warning.
pub(super) fn mark(out: &mut String, severity: Severity, x: f64, y: f64) {
    let shape = match severity {
        Severity::Error => format!("<circle class=\"x\" cx=\"{}\" cy=\"{}\" r=\"8\"/>", number(x), number(y)),
        Severity::Warning | Severity::Info => {
            format!("<path class=\"y\" d=\"M{} {}l9 16h-18z\"/>", number(x), number(y - 9.0))
        }
    };
    let _ = write!(
        out,
        "<g class=\"k\">{shape}<text class=\"s\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text></g>",
        number(x),
        number(y + 4.5),
        if severity == Severity::Error { "×" } else { "!" }
    );
}

/// Returns the class of a practice's colour.
pub(super) fn colour(practice: usize) -> String {
    format!("p{}", practice % COLOURS.len())
}
