//! The briefing: what leadership reads, in order, before it has a format.
//!
//! A [`Briefing`] is a list of [`Section`]s of [`Part`]s. What is text, table or list is a [`Document`]; what a page
//! draws (tiles, cards, a heat map, charts) is a part of its own that says the same in words and numbers, so that
//! [`document`] writes all of it as plain tables too.

mod appendix;
mod data;
mod heat;
mod hiring;
mod practices;
mod risks;
mod spans;
mod tiles;

use super::changes::{self, Changes};
use super::chart::{Chart, Selection};
use super::document::{Block, Cell, Document, Item, Table, Tone};
use super::plan::Planned;
use super::verdict;
use crate::analysis::Analysis;
use crate::model::Model;

#[cfg(test)]
pub(super) use data::Report;
pub use data::{csv, json};
pub use heat::{HeatCell, HeatMap, HeatRow};
pub use hiring::{Curve, Point};
pub use practices::PracticeCard;
pub use risks::{Risk, risks};
pub use spans::Band;
pub use tiles::Tile;

/// What a briefing is made of.
#[derive(Clone, Copy, Debug)]
pub struct Briefing<'a> {
    /// The name of the roster's file.
    pub source: &'a str,
    /// The analysis and the plan made of it.
    pub planned: Planned<'a>,
    /// What changed since an earlier roster, where one is given.
    pub since: Option<Changes<'a>>,
}

impl<'a> Briefing<'a> {
    /// Returns the analysis.
    pub fn analysis(&self) -> &'a Analysis<'a> {
        self.planned.analysis
    }

    /// Returns the model.
    pub fn model(&self) -> &'a Model {
        self.analysis().staff.model()
    }
}

/// A section of a briefing.
#[derive(Clone, Debug)]
pub struct Section {
    /// The anchor, unique in the briefing.
    pub id: &'static str,
    /// The heading.
    pub heading: &'static str,
    /// What it is about, in one sentence; empty where the heading says it.
    pub lead: String,
    /// The parts, from top to bottom.
    pub parts: Vec<Part>,
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text, tables and lists.
    Text(Document),
    /// Text, tables and lists that a page folds away under a name.
    Folded(String, Document),
    /// The numbers that matter most.
    Tiles(Vec<Tile>),
    /// The practices side by side.
    Practices(Vec<PracticeCard>),
    /// Demands by group.
    Heat(HeatMap),
    /// What to worry about, worst first.
    Risks(Vec<Risk>),
    /// The org chart.
    OrgChart,
    /// Managers by how many people report to them.
    Bands(Vec<Band>),
    /// What the plan buys over time.
    Curve(Curve),
}

/// Returns the sections of a briefing, in the order in which they are read.
pub fn sections(briefing: &Briefing<'_>) -> Vec<Section> {
    let section = |id, heading, lead: &str, parts| Section { id, heading, lead: lead.to_owned(), parts };
    let mut sections = vec![
        section("verdict", "The verdict", "", verdict_parts(briefing)),
        section(
            "practices",
            "Ways of working, side by side",
            "They work together and are not the same: each combines other disciplines, for another goal, under another head.",
            vec![Part::Practices(practices::cards(briefing))],
        ),
        heat::section(briefing),
        section(
            "risks",
            "Top risks",
            "Worst first, each with what to do about it.",
            vec![Part::Risks(risks(briefing).into_iter().take(risks::MOST_SHOWN).collect())],
        ),
        section(
            "organisation",
            "The organisation",
            "Who reports to whom. The stripes say in which practice a role is core.",
            vec![Part::OrgChart],
        ),
        spans::section(briefing),
        hiring::section(briefing),
    ];
    if let Some(since) = &briefing.since {
        let parts = vec![Part::Text(changes::document(since))];
        sections.push(section("changes", "What changed", "Since the earlier roster.", parts));
    }
    sections.push(section("appendix", "Appendix", "", appendix::parts(briefing)));
    sections
}

fn verdict_parts(briefing: &Briefing<'_>) -> Vec<Part> {
    let mut document = Document::default();
    document.paragraph(verdict::sentence(briefing.analysis()));
    document.paragraph(verdict::facts(briefing.analysis()));
    vec![Part::Text(document), Part::Tiles(tiles::tiles(briefing))]
}

/// Returns a briefing as text, tables and lists only.
pub fn document(briefing: &Briefing<'_>) -> Document {
    let mut document = Document::default();
    document.title(title(briefing));
    for section in sections(briefing) {
        let diagram = if section.parts.iter().any(|p| matches!(p, Part::OrgChart)) {
            let Some(diagram) = small_chart(briefing) else { continue };
            Some(diagram)
        } else {
            None
        };
        document.heading(section.heading);
        if !section.lead.is_empty() {
            document.paragraph(section.lead);
        }
        for part in section.parts {
            add(part, &mut document);
        }
        document.blocks.extend(diagram.map(Block::Diagram));
    }
    document
}

/// The most boxes of a chart among text.
const MOST_BOXES: usize = 60;

/// Returns the org chart for Markdown, where it is small enough to be read there.
fn small_chart(briefing: &Briefing<'_>) -> Option<String> {
    let selection = Selection { plan: Some(&briefing.planned), ..Selection::default() };
    let chart = Chart::of_people(briefing.analysis(), &selection);
    if chart.nodes.len() > MOST_BOXES {
        return None;
    }
    chart.to_mermaid().ok()
}

/// Returns the name of a briefing.
pub fn title(briefing: &Briefing<'_>) -> String {
    let model = briefing.model();
    let names: Vec<String> = model.practices().map(|p| model[p].name.clone()).collect();
    format!("{}: how well our people cover them", super::words::list(&names, "and"))
}

/// Adds a part in words.
fn add(part: Part, document: &mut Document) {
    match part {
        Part::Text(text) => document.blocks.extend(text.blocks),
        Part::Folded(name, text) => {
            document.blocks.push(Block::Heading(name));
            document.blocks.extend(text.blocks);
        }
        Part::Tiles(tiles) => {
            let mut table = Table::new(&["Figure", "#Value", "Note"]);
            for Tile { label, value, note, tone } in tiles {
                table.row([Cell::new(label, Tone::Strong), Cell::new(value, tone), Cell::from(note)]);
            }
            document.table(table);
        }
        Part::Practices(cards) => document.table(practices::table(&cards)),
        Part::Heat(heat) => document.table(heat.table()),
        Part::Risks(risks) => {
            let item = |risk: Risk| Item {
                text: Cell::new(format!("{}: {}", risk.severity.as_str(), risk.title), risk.tone()),
                below: risk.details.into_iter().chain(risk.help.map(|help| format!("→ {help}"))).collect(),
            };
            document.list(risks.into_iter().map(item).collect());
        }
        Part::OrgChart => {}
        Part::Bands(bands) => document.table(spans::table(&bands)),
        // The table of quarters stands beside the curve and says the same.
        Part::Curve(_) => {}
    }
}
