//! The org chart of the page: its frame, and the boxes of a [`Chart`] as data that the script draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::write::Html;
use crate::model::{Model, Severity};
use crate::report::briefing::Briefing;
use crate::report::chart::{Chart, Node, Selection, State, symbols};

/// How many practices have a colour of their own in the page's style.
pub(super) const STRIPES: usize = 6;

/// The most boxes that the page holds: what a browser opens without a pause.
const MOST_BOXES: usize = 20_000;

/// The most letters of a name or title in a box.
const MOST_LETTERS: usize = 200;

/// The most findings that a box states.
const MOST_MARKS: usize = 4;

/// Makes the chart of a briefing: everybody, or as many layers as a browser can hold, with the hires of the plan.
pub(super) fn of_briefing<'a>(briefing: &Briefing<'a>) -> Chart<'a> {
    let analysis = briefing.analysis();
    let selection = Selection { depth: None, practice: None, plan: Some(&briefing.planned) };
    let mut chart = Chart::of_people(analysis, &selection);
    if chart.nodes.len() > MOST_BOXES {
        chart = Chart::of_people(analysis, &Selection { depth: Some(layers_that_fit(&chart)), ..selection });
    }
    if !briefing.dated {
        for state in &briefing.planned.plan.quarters {
            let (named, counted) = (state.quarter.to_string(), briefing.quarter(state.quarter));
            for node in chart.nodes.iter_mut().filter(|n| n.label.note.contains(&named)) {
                node.label.note = node.label.note.replace(&named, &counted);
            }
        }
    }
    chart
}

/// The most layers, at least one, whose boxes a page can hold.
fn layers_that_fit(chart: &Chart<'_>) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    chart.nodes.iter().for_each(|node| *counts.entry(node.layer).or_default() += 1);
    let mut sum = 0;
    let fits = counts.values().take_while(|count| {
        sum += **count;
        sum <= MOST_BOXES
    });
    fits.count().max(1)
}

const SEARCH: &str = r#"<div class="tools">
<div class="search"><label for="org-search">Find a person, title, role or team</label><input id="org-search" type="search" autocomplete="off"><ul id="org-found" class="found"></ul></div>
<div class="buttons" role="group" aria-label="View of the chart"><button type="button" id="org-out" aria-label="Smaller">−</button><button type="button" id="org-in" aria-label="Larger">+</button><button type="button" id="org-fit">Fit</button><button type="button" id="org-start">Reset</button><button type="button" id="org-all">Open all</button><button type="button" id="org-none">Close all</button></div>
</div>
"#;

const STAGE: &str = r#"<div class="stage" id="org-stage" role="region" aria-label="Org chart" tabindex="0"><div class="canvas" id="org-canvas"><svg class="lines" id="org-lines" aria-hidden="true"></svg><div id="org-tree" role="tree" aria-label="Organisation"></div></div></div>
<p id="org-said" class="said" aria-live="polite">Arrow keys move through the chart; right opens, left closes.</p>
<noscript><p>The chart needs scripts. The tables of this report do not.</p></noscript>
"#;

/// Adds the frame of a chart.
pub(super) fn frame(html: &mut Html, chart: &Chart<'_>) {
    html.element("p class=\"faint\"", &chart.facts.join(" · "));
    html.raw("<div class=\"org\" id=\"org\">\n");
    html.raw(SEARCH);
    legend(html, chart.model);
    html.raw(STAGE);
    html.raw("</div>");
}

fn legend(html: &mut Html, model: &Model) {
    html.raw("<div class=\"legend\"><fieldset><legend>Show a practice</legend>");
    let letters = symbols(model);
    for (place, practice) in model.practices().enumerate() {
        html.raw(&format!("<label><input type=\"checkbox\" class=\"org-practice\" value=\"{place}\"><span class=\"stripe practice-{}\"></span> ", place % STRIPES));
        html.text(&format!("{} ({})", model[practice].name, letters[place]));
        html.raw("</label>");
    }
    html.raw("</fieldset><ul class=\"key\"><li><span class=\"sample vacant\"></span> vacant or to start</li><li><span class=\"sample planned\"></span> planned hire</li><li><span class=\"mark\">▲</span> has a finding</li><li><span class=\"dots\"></span> dotted line</li></ul></div>\n");
}

/// Returns the boxes of a chart as JSON for the script.
pub(super) fn data(chart: &Chart<'_>, teams: impl Fn(&Node) -> String) -> String {
    let mut notes = Notes::default();
    let mut boxes: Vec<NodeEntry> = chart
        .nodes
        .iter()
        .map(|node| NodeEntry {
            u: node.parent,
            n: short(&node.label.name),
            t: short(&node.label.title),
            g: short(&teams(node)),
            r: notes.place(short(&node.label.note)),
            p: node.practices.iter().filter(|b| b.core).map(|b| b.practice.index()).collect(),
            k: match node.state {
                State::Vacant | State::Starting => Kind::Vacant,
                State::Planned => Kind::Planned,
                _ => Kind::Person,
            } as u8,
            f: node.marks.iter().take(MOST_MARKS).map(|mark| mark.message.clone()).collect(),
            e: node.marks.iter().any(|mark| mark.severity == Severity::Error),
            b: node.below,
            d: Vec::new(),
        })
        .collect();
    for line in &chart.lines {
        boxes[line.to].d.push(line.from);
    }
    let practices = chart.model.practices().map(|p| chart.model[p].name.clone()).collect();
    let data = Data { practices, letters: symbols(chart.model), notes: notes.list, nodes: boxes };
    serde_json::to_string(&data).expect("a chart has string keys only")
}

/// The team of a box, else the department.
pub(super) fn team(briefing: &Briefing<'_>, node: &Node) -> String {
    let Some(person) = node.person else { return String::new() };
    let row = briefing.analysis().staff.roster().person(person);
    if row.team().is_empty() { row.department() } else { row.team() }.to_owned()
}

/// The chart for the script. The names are short because each stands there once a box.
#[derive(Serialize)]
struct Data {
    practices: Vec<String>,
    letters: Vec<String>,
    notes: Vec<String>,
    nodes: Vec<NodeEntry>,
}

#[derive(Serialize)]
struct NodeEntry {
    /// The parent's place; none at a top.
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<usize>,
    /// Name.
    n: String,
    /// Title.
    t: String,
    /// Team or department.
    #[serde(skip_serializing_if = "String::is_empty")]
    g: String,
    /// The place of the note: roles, and what else there is to know.
    r: usize,
    /// The practices to whose own work it belongs, by their places.
    p: Vec<usize>,
    /// The kind.
    k: u8,
    /// What was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<String>,
    /// Whether something that was found must be mended.
    #[serde(skip_serializing_if = "is_false")]
    e: bool,
    /// How many below are not in the chart.
    #[serde(skip_serializing_if = "is_zero")]
    b: usize,
    /// The places of those above on other than solid lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    d: Vec<usize>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(value: &usize) -> bool {
    *value == 0
}

/// What a box is for the script.
enum Kind {
    Person,
    Vacant,
    Planned,
}

/// The distinct notes, in the order in which they are first needed.
#[derive(Default)]
struct Notes {
    list: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl Notes {
    fn place(&mut self, note: String) -> usize {
        let next = self.list.len();
        let place = *self.places.entry(note.clone()).or_insert(next);
        if place == next {
            self.list.push(note);
        }
        place
    }
}

/// A text, cut where it is absurdly long.
fn short(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
