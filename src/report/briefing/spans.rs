//! Spans and layers: how many people report to each manager, and how deep the organisation is.

use super::{Briefing, Part, Section};
use crate::report::document::{Cell, Document, Table, Tone};
use crate::report::words;
use crate::roster::Status;

/// Managers with about as many direct reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The number of direct reports: `4–7`.
    pub name: &'static str,
    /// How many managers have so many.
    pub managers: usize,
    /// Their share of all managers, 0 to 1.
    pub share: f64,
}

/// The bands by their least and greatest span.
const BANDS: &[(&str, usize, usize)] =
    &[("1", 1, 1), ("2–3", 2, 3), ("4–7", 4, 7), ("8–12", 8, 12), ("13–16", 13, 16), ("17+", 17, usize::MAX)];

pub(super) fn section(briefing: &Briefing<'_>) -> Section {
    let org = briefing.analysis().staff.org();
    let roster = briefing.analysis().staff.roster();
    let works = |p: &crate::roster::Person<'_>| p.status() == Status::Active && p.in_scope();
    let spans: Vec<usize> =
        roster.people().filter(works).map(|p| org.span(p.ix())).filter(|span| *span > 0).collect();
    let lead = match spans.len() {
        0 => "The roster states no reporting lines, so there is nothing to measure.".to_owned(),
        managers => format!(
            "{} lead {} directly, {} each on average; the organisation is {} deep.",
            words::count(managers, "manager", "managers"),
            words::count(spans.iter().sum(), "person", "people"),
            words::amount(crate::roster::Fte((spans.iter().sum::<usize>() * 10_000 / managers) as i64)),
            words::count(org.depth(), "layer", "layers")
        ),
    };
    let mut parts = Vec::new();
    if !spans.is_empty() {
        parts.push(Part::Bands(bands(&spans)));
        parts.push(Part::Text(layers(briefing)));
    }
    Section { id: "spans", heading: "Spans and layers", lead, parts }
}

fn bands(spans: &[usize]) -> Vec<Band> {
    let band = |(name, least, most): &(&'static str, usize, usize)| {
        let managers = spans.iter().filter(|span| (least..=most).contains(span)).count();
        Band { name, managers, share: managers as f64 / spans.len() as f64 }
    };
    BANDS.iter().map(band).collect()
}

/// The people in each layer.
fn layers(briefing: &Briefing<'_>) -> Document {
    let org = briefing.analysis().staff.org();
    let roster = briefing.analysis().staff.roster();
    let mut counts = vec![(0, 0); org.depth()];
    for person in roster.people().filter(|p| p.status() == Status::Active) {
        if let Some(layer) = org.member(person.ix()).layer() {
            counts[layer - 1].0 += 1;
            counts[layer - 1].1 += usize::from(org.span(person.ix()) > 0);
        }
    }
    const MOST: usize = 20;
    let mut table = Table::new(&["Layer", "#People", "#Managers"]);
    for (place, (people, managers)) in counts.iter().enumerate().take(MOST) {
        table.row([
            Cell::from((place + 1).to_string()),
            Cell::from(words::thousands(*people)),
            Cell::from(words::thousands(*managers)),
        ]);
    }
    let mut document = Document::default();
    document.table(table);
    if counts.len() > MOST {
        let more = words::count(counts.len() - MOST, "more layer", "more layers");
        document.paragraph(Cell::new(format!("… and {more} below."), Tone::Faint));
    }
    document
}

/// The bands as a table.
pub(super) fn table(bands: &[Band]) -> Table {
    let mut table = Table::new(&["Direct reports", "#Managers", "#Share"]);
    for Band { name, managers, share } in bands {
        table.row([
            Cell::from(name),
            Cell::from(words::thousands(*managers)),
            Cell::from(words::percent(Some(*share))),
        ]);
    }
    table
}
