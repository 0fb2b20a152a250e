//! Charts: people and their reporting lines, or the roles of the model, as boxes and lines.
//!
//! A [`Chart`] says what is drawn and means the same in every format: `people` makes it of an analysis, `model` of the
//! model; `layout` finds where the boxes stand; `svg`, `dot`, `mermaid` and `drawio` write it, each with the limits that
//! its readers have. Practices are told by colour and by letters, never by colour alone.

mod dot;
mod drawio;
mod hires;
pub mod layout;
mod measure;
mod mermaid;
mod model;
mod palette;
mod people;
mod svg;
mod svg_card;
mod svg_legend;

pub use palette::symbols;
pub use people::{Selection, core_practices};

use super::document::plain;
use crate::error::Result;
use crate::model::{Membership, Model, PracticeIx, Severity};
use crate::roster::PersonIx;

/// What is drawn; the lifetime `'m` is the model's.
#[derive(Clone, Debug)]
pub struct Chart<'m> {
    /// The model whose practices the badges name.
    pub model: &'m Model,
    /// What it shows, in a few words.
    pub title: String,
    /// What is in it and what is left out, a fact each.
    pub facts: Vec<String>,
    /// The boxes, each after the one to which it reports.
    pub nodes: Vec<Node>,
    /// The lines beside those from a box to its parent.
    pub lines: Vec<Line>,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The row of the roster, where it is one.
    pub person: Option<PersonIx>,
    /// The box to which it reports: the place of an earlier one in the same lane.
    pub parent: Option<usize>,
    /// How many boxes are above it.
    pub layer: usize,
    /// The part of the chart, from left to right: people are all in the first.
    pub lane: usize,
    /// What stands in it.
    pub label: Label,
    /// What is told only where there is room for it.
    pub more: String,
    /// The practices it belongs to, in the model's order.
    pub practices: Vec<Badge>,
    /// What it stands for.
    pub state: State,
    /// Whether it is only there because of somebody below it.
    pub faint: bool,
    /// What is wrong with it, worst first.
    pub marks: Vec<Mark>,
    /// How many people below it are not drawn.
    pub below: usize,
}

/// The text of a box, a line each; free of control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The name.
    pub name: String,
    /// The job title.
    pub title: String,
    /// The roles, and what else there is to know.
    pub note: String,
}

impl Label {
    /// Makes a text, in which nothing commands a terminal or turns the direction of writing.
    pub fn new(name: &str, title: &str, note: &str) -> Self {
        Self { name: plain(name), title: plain(title), note: plain(note) }
    }

    /// Returns the lines that say something.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.title, &self.note].into_iter().map(String::as_str).filter(|line| !line.is_empty())
    }
}

/// A practice that a box belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// The practice.
    pub practice: PracticeIx,
    /// Whether it does or leads the practice's own work, and does not merely support it.
    pub core: bool,
}

impl Badge {
    fn new(practice: PracticeIx, membership: Membership) -> Self {
        Self { practice, core: membership != Membership::Supporting }
    }
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody who works there.
    Here,
    /// Somebody who has signed and starts later.
    Starting,
    /// A position that is vacant.
    Vacant,
    /// People that a plan hires.
    Planned,
    /// Somebody who has left, and to whom people still report.
    Left,
    /// A role of the model.
    Role,
    /// A practice of the model.
    Practice,
    /// A discipline of the model.
    Discipline,
}

/// Something wrong with a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
}

/// A line beside those of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins: the manager's box, or the one that is listed first below.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says.
    pub kind: LineKind,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A second manager and a report.
    Dotted,
    /// A further usual manager and a role.
    AlsoUnder,
    /// The line that closes a cycle: the manager is below the report.
    Cycle,
    /// A discipline and a practice that combines it.
    Combines,
    /// A practice and a role that can lead it; the place in the order of preference, from 0.
    Leads(usize),
    /// A practice and a role that works in it.
    WorksIn(Membership),
}

impl<'m> Chart<'m> {
    /// Writes the chart as one SVG that needs nothing else.
    pub fn to_svg(&self) -> String {
        svg::render(self)
    }

    /// Writes the chart in the language of Graphviz.
    pub fn to_dot(&self) -> String {
        dot::render(self)
    }

    /// Writes the chart in the language of Mermaid.
    ///
    /// # Errors
    ///
    /// Refuses a chart that Mermaid would refuse to draw: too many lines or too much text.
    pub fn to_mermaid(&self) -> Result<String> {
        mermaid::render(self)
    }

    /// Writes the chart as CSV that draw.io imports.
    ///
    /// # Errors
    ///
    /// Refuses a chart that is too large for draw.io to lay out.
    pub fn to_drawio(&self) -> Result<String> {
        drawio::render(self)
    }

    fn empty(model: &'m Model, title: String) -> Self {
        Self { model, title, facts: Vec::new(), nodes: Vec::new(), lines: Vec::new() }
    }

    /// Returns the letters of the practices to whose own work a box belongs, joined.
    fn letters(&self, node: &Node, symbols: &[String]) -> String {
        let core = node.practices.iter().filter(|badge| badge.core);
        core.map(|badge| symbols[badge.practice.index()].as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Returns everything there is to know about a box, a line each.
    fn details(&self, node: &Node) -> String {
        let mut lines: Vec<String> = node.label.lines().map(str::to_owned).collect();
        lines.extend(Some(node.more.clone()).filter(|more| !more.is_empty()));
        let names = |core| {
            let of_kind = node.practices.iter().filter(move |badge| badge.core == core);
            of_kind.map(|badge| self.model[badge.practice].name.clone()).collect::<Vec<_>>().join(", ")
        };
        for (word, names) in [("Practices", names(true)), ("Supports", names(false))] {
            if !names.is_empty() {
                lines.push(format!("{word}: {names}"));
            }
        }
        if node.below > 0 {
            lines.push(format!("{} below are not drawn", super::words::thousands(node.below)));
        }
        lines.extend(node.marks.iter().map(|mark| format!("{}: {}", mark.severity.as_str(), mark.message)));
        lines.join("\n")
    }
}

impl State {
    /// Whether the box stands for somebody who is still to come.
    fn is_to_come(self) -> bool {
        matches!(self, Self::Starting | Self::Planned)
    }
}
