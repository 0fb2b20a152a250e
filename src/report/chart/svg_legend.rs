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
    picture: Picture,
    meaning: String,
}

/// What a sign looks like.
enum Picture {
    /// A practice, or that a role only supports it.
    Badge(Badge),
    /// A small box of a class.
    Box(&'static str),
    /// The mark of a fault.
    Mark(Severity),
    /// A piece of a line of a class.
    Line(&'static str),
}

impl Picture {
    fn width(&self, symbols: &[String]) -> f64 {
        match self {
            Self::Badge(badge) => badge_width(&symbols[badge.practice.index()]),
            Self::Box(_) => 26.0,
            Self::Mark(_) => 18.0,
            Self::Line(_) => 30.0,
        }
    }

    /// Draws it beside a text whose baseline begins at a place.
    fn draw(&self, out: &mut String, at: Point, symbols: &[String]) {
        let (x, y) = (at.x, at.y);
        match self {
            Self::Badge(badge) => {
                push_badge(out, *badge, &symbols[badge.practice.index()], Point { x, y: y - 11.0 });
            }
            Self::Box(class) => {
                let _ = write!(
                    out,
                    "<g class=\"{class}\"><rect class=\"b\" x=\"{}\" y=\"{}\" width=\"26\" height=\"15\" rx=\"4\"/></g>",
                    number(x),
                    number(y - 11.5)
                );
            }
            Self::Mark(severity) => mark(out, *severity, x + 9.0, y - 4.0),
            Self::Line(class) => {
                let _ = write!(out, "<path class=\"{class}\" d=\"M{} {}h30\"/>", number(x), number(y - 4.0));
            }
        }
    }
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
    for Sign { picture, meaning } in signs(chart) {
        let sign_width = picture.width(symbols);
        let wide = sign_width + 7.0 + width(&meaning, TEXT);
        if x > margin && x + wide > right {
            x = margin;
            y += 24.0;
        }
        picture.draw(&mut svg, Point { x, y }, symbols);
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\">{}</text>",
            number(x + sign_width + 7.0),
            number(y),
            escape(&meaning)
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

/// Returns the signs that the chart has, with their meaning.
fn signs(chart: &Chart<'_>) -> Vec<Sign> {
    let practices = chart.model.practices().map(|practice| {
        let meaning = chart.model[practice].name.clone();
        Sign { picture: Picture::Badge(Badge { practice, core: true }), meaning }
    });
    let has = |state: State| chart.nodes.iter().any(|node| node.state == state);
    let is_marked = |severity| chart.nodes.iter().any(|n| n.marks.iter().any(|m| m.severity == severity));
    let has_line = |wanted: fn(&LineKind) -> bool| chart.lines.iter().any(|line| wanted(&line.kind));
    let supports = chart.nodes.iter().flat_map(|n| &n.practices).find(|badge| !badge.core);
    let support = supports.map(|badge| (true, Picture::Badge(*badge), "supports it only"));
    let others = [
        (has(State::Vacant), Picture::Box("v"), "open position"),
        (has(State::Starting) || has(State::Planned), Picture::Box("c"), "to come"),
        (chart.nodes.iter().any(|n| n.faint), Picture::Box("f"), "for context"),
        (is_marked(Severity::Error), Picture::Mark(Severity::Error), "error"),
        (is_marked(Severity::Warning), Picture::Mark(Severity::Warning), "warning"),
        (has_line(|kind| *kind == LineKind::Dotted), Picture::Line("l d"), "second manager"),
        (has_line(|kind| *kind == LineKind::Cycle), Picture::Line("l z"), "closes a cycle"),
        (has_line(|kind| matches!(kind, LineKind::Leads(_))), Picture::Line("l g"), "who leads it first"),
    ];
    let others = support.into_iter().chain(others).filter(|other| other.0);
    let others = others.map(|(_, picture, meaning)| Sign { picture, meaning: meaning.to_owned() });
    practices.chain(others).collect()
}
