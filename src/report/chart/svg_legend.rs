//! The head of the picture: what it shows, what is in it, and what its signs mean.

use std::fmt::Write;

use super::measure::{Face, width};
use super::svg::{Point, escape, number};
use super::svg_card::{badge_width, mark, push_badge};
use super::{Badge, Chart, LineKind, State};
use crate::model::Severity;

const TEXT: Face = Face { size: 12, bold: false };

/// The space between two signs.
const BETWEEN: f64 = 22.0;

/// The head of the picture, and how high it is.
pub(super) struct Head {
    pub(super) svg: String,
    pub(super) height: f64,
}

/// A sign with its meaning.
struct Sign {
    /// How wide the sign is.
    width: f64,
    draw: Box<dyn Fn(&mut String, Point)>,
    meaning: String,
}

/// Writes the head; whatever does not fit beside what stands before it begins a line.
pub(super) fn render(chart: &Chart<'_>, symbols: &[String], margin: f64, width_of_all: f64) -> Head {
    let mut svg = String::new();
    let mut y = margin + 18.0;
    let _ = writeln!(
        svg,
        "<text class=\"h\" x=\"{}\" y=\"{}\">{}</text>",
        number(margin),
        number(y),
        escape(&chart.title)
    );
    y += 22.0;
    let right = width_of_all - margin;
    for line in wrapped(&chart.facts, right - margin) {
        let _ = writeln!(
            svg,
            "<text class=\"m\" x=\"{}\" y=\"{}\">{}</text>",
            number(margin),
            number(y),
            escape(&line)
        );
        y += 18.0;
    }
    y += 6.0;
    let mut x = margin;
    for sign in signs(chart, symbols) {
        let wide = sign.width + 7.0 + width(&sign.meaning, TEXT);
        if x > margin && x + wide > right {
            x = margin;
            y += 24.0;
        }
        (sign.draw)(&mut svg, Point { x, y });
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\">{}</text>",
            number(x + sign.width + 7.0),
            number(y),
            escape(&sign.meaning)
        );
        x += wide + BETWEEN;
    }
    Head { svg, height: y + 28.0 }
}

/// Joins facts to lines of no more than a width.
fn wrapped(facts: &[String], most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        match lines.last_mut() {
            Some(line) if width(line, TEXT) + width(fact, TEXT) + 20.0 <= most => {
                line.push_str(" · ");
                line.push_str(fact);
            }
            _ => lines.push(fact.clone()),
        }
    }
    lines
}

/// Returns the signs that the chart has, with their meaning. The baseline of their text is at the `y` they are drawn at.
fn signs(chart: &Chart<'_>, symbols: &[String]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (practice, letters) in chart.model.practices().zip(symbols) {
        let (badge, letters) = (Badge { practice, core: true }, letters.clone());
        signs.push(Sign {
            width: badge_width(&letters),
            draw: Box::new(move |out, at| {
                push_badge(out, badge, &letters, Point { x: at.x, y: at.y - 11.0 })
            }),
            meaning: chart.model[practice].name.clone(),
        });
    }
    let has = |state: State| chart.nodes.iter().any(|node| node.state == state);
    let is_marked = |severity| chart.nodes.iter().any(|n| n.marks.iter().any(|m| m.severity == severity));
    let has_line = |wanted: fn(&LineKind) -> bool| chart.lines.iter().any(|line| wanted(&line.kind));
    let supports = chart.nodes.iter().flat_map(|n| &n.practices).find(|badge| !badge.core);
    if let Some(badge) = supports.copied() {
        let letters = symbols[badge.practice.index()].clone();
        signs.push(Sign {
            width: badge_width(&letters),
            draw: Box::new(move |out, at| {
                push_badge(out, badge, &letters, Point { x: at.x, y: at.y - 11.0 })
            }),
            meaning: "supports it only".to_owned(),
        });
    }
    let boxes = [
        (has(State::Vacant), "v", "open position"),
        (has(State::Starting) || has(State::Planned), "c", "to come"),
        (chart.nodes.iter().any(|n| n.faint), "f", "for context"),
    ];
    signs.extend(boxes.into_iter().filter(|b| b.0).map(|(_, class, meaning)| sample_box(class, meaning)));
    for (severity, meaning) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        if is_marked(severity) {
            signs.push(Sign {
                width: 18.0,
                draw: Box::new(move |out, at| mark(out, severity, at.x + 9.0, at.y - 4.0)),
                meaning: meaning.to_owned(),
            });
        }
    }
    let lines = [
        (has_line(|kind| *kind == LineKind::Dotted), "l d", "second manager"),
        (has_line(|kind| *kind == LineKind::Cycle), "l z", "closes a cycle"),
        (has_line(|kind| matches!(kind, LineKind::Leads(_))), "l g", "who leads it first"),
    ];
    signs.extend(lines.into_iter().filter(|l| l.0).map(|(_, class, meaning)| sample_line(class, meaning)));
    signs
}

fn sample_box(class: &'static str, meaning: &str) -> Sign {
    Sign {
        width: 26.0,
        draw: Box::new(move |out, at| {
            let _ = write!(
                out,
                "<g class=\"{class}\"><rect class=\"b\" x=\"{}\" y=\"{}\" width=\"26\" height=\"15\" rx=\"4\"/></g>",
                number(at.x),
                number(at.y - 11.5)
            );
        }),
        meaning: meaning.to_owned(),
    }
}

fn sample_line(class: &'static str, meaning: &str) -> Sign {
    Sign {
        width: 30.0,
        draw: Box::new(move |out, at| {
            let _ =
                write!(out, "<path class=\"{class}\" d=\"M{} {}h30\"/>", number(at.x), number(at.y - 4.0));
        }),
        meaning: meaning.to_owned(),
    }
}
