//! SVG: one file that needs nothing else, in light and dark, crisp at any size.

use std::fmt::Write;

use super::layout::tidy;
use super::measure::first;
use super::palette::{COLOURS, symbols};
use super::svg_card::{self, CARD_HEIGHT, CARD_WIDTH};
use super::svg_legend;
use super::{Chart, Line, LineKind, Node};

/// The distance between the left edges of two layers.
const COLUMN: f64 = CARD_WIDTH + 52.0;

/// The distance between the upper edges of two siblings.
const ROW: f64 = CARD_HEIGHT + 12.0;

/// The space around everything.
const MARGIN: f64 = 24.0;

/// The least width of the picture, in which the legend has room.
const LEAST_WIDTH: f64 = 860.0;

/// A point, or a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Writes a chart as SVG.
pub(super) fn render(chart: &Chart<'_>) -> String {
    let symbols = symbols(chart.model);
    let mut places = places(chart);
    let right = places.iter().map(|p| p.x + CARD_WIDTH).fold(0.0, f64::max);
    // Beside the last layer stands how many are below it.
    let width = (right + 2.0 * MARGIN + 40.0).max(LEAST_WIDTH);
    let head = svg_legend::render(chart, &symbols, MARGIN, width);
    for place in &mut places {
        place.x += MARGIN;
        place.y += head.height;
    }
    let bottom = places.iter().map(|p| p.y + CARD_HEIGHT).fold(head.height, f64::max);
    let size = Point { x: width, y: bottom + MARGIN };
    let mut out = String::with_capacity(chart.nodes.len() * 700 + 8_000);
    open(&mut out, chart, size);
    out.push_str(&head.svg);
    lines(&mut out, chart, &places);
    for (node, place) in chart.nodes.iter().zip(&places) {
        svg_card::push(&mut out, chart, node, *place, &symbols);
    }
    out.push_str("</svg>\n");
    out
}

/// Returns the upper left corner of each box: lanes from left to right, each as a tidy forest, centred.
fn places(chart: &Chart<'_>) -> Vec<Point> {
    let mut places = vec![Point { x: 0.0, y: 0.0 }; chart.nodes.len()];
    let lanes = chart.nodes.iter().map(|n| n.lane + 1).max().unwrap_or(0);
    let mut placed = Vec::new();
    for lane in 0..lanes {
        let nodes: Vec<usize> = (0..chart.nodes.len()).filter(|n| chart.nodes[*n].lane == lane).collect();
        let in_lane = |node: usize| nodes.binary_search(&node).ok();
        let parents: Vec<_> = nodes.iter().map(|n| chart.nodes[*n].parent.and_then(in_lane)).collect();
        let tree = tidy(&parents);
        placed.push((nodes, tree));
    }
    let last_row = placed.iter().map(|(_, tree)| tree.last_row).fold(0.0, f64::max);
    let mut column = 0;
    for (nodes, tree) in placed {
        for (node, row) in nodes.iter().zip(&tree.rows) {
            let layer = column + chart.nodes[*node].layer;
            let y = (row + (last_row - tree.last_row) / 2.0) * ROW;
            places[*node] = Point { x: layer as f64 * COLUMN, y };
        }
        column += nodes.iter().map(|n| chart.nodes[*n].layer + 1).max().unwrap_or(0);
    }
    places
}

fn open(out: &mut String, chart: &Chart<'_>, size: Point) {
    let (width, height) = (number(size.x), number(size.y));
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"rolemap-chart\" role=\"img\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         aria-labelledby=\"rolemap-chart-title rolemap-chart-desc\">"
    );
    let _ = writeln!(out, "<title id=\"rolemap-chart-title\">{}</title>", escape(&chart.title));
    let _ = writeln!(
        out,
        "<desc id=\"rolemap-chart-desc\">{}. From left to right, each box reports to the one it is joined with.</desc>",
        escape(&chart.facts.join(", "))
    );
    let _ = writeln!(out, "<style>{}</style>", style());
    let _ = writeln!(out, "<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>");
}

fn style() -> String {
    let mut style = LIGHT.to_owned();
    let colours = |style: &mut String, dark: bool| {
        for (place, (on_light, on_dark)) in COLOURS.iter().enumerate() {
            let colour = if dark { on_dark } else { on_light };
            let _ = write!(style, ".rolemap-chart .p{place}{{fill:{colour};stroke:{colour}}}");
        }
    };
    colours(&mut style, false);
    style.push_str("@media (prefers-color-scheme:dark){");
    style.push_str(DARK);
    colours(&mut style, true);
    style.push('}');
    style
}

/// The look on light ground. Every rule names the chart, so that it stays inside where the picture is put into a page.
const LIGHT: &str = "\
.rolemap-chart text{font-family:system-ui,\"Segoe UI\",Roboto,Helvetica,Arial,\"DejaVu Sans\",sans-serif;font-size:12px;fill:#1b1f24}\
.rolemap-chart .ground{fill:#ffffff}\
.rolemap-chart .h{font-size:20px;font-weight:700}\
.rolemap-chart .n{font-size:13px;font-weight:700}\
.rolemap-chart .m,.rolemap-chart .f text{fill:#57606a}\
.rolemap-chart .s{font-size:11px}\
.rolemap-chart .b{fill:#f6f8fa;stroke:#8c959f;stroke-width:1.2}\
.rolemap-chart .v .b{fill:#ffffff;stroke:#57606a;stroke-width:1.6;stroke-dasharray:7 4}\
.rolemap-chart .c .b{fill:#ffffff;stroke:#57606a;stroke-width:2;stroke-dasharray:.1 4.5;stroke-linecap:round}\
.rolemap-chart .f .b{fill:#ffffff;stroke:#d0d7de}\
.rolemap-chart .e .b{stroke:#c21c28;stroke-width:2}\
.rolemap-chart .w .b{stroke:#9a6700;stroke-width:2}\
.rolemap-chart .x{fill:#c21c28}\
.rolemap-chart .y{fill:#9a6700}\
.rolemap-chart .k text{fill:#ffffff;font-size:13px;font-weight:700}\
.rolemap-chart .badge text,.rolemap-chart text.i{font-size:10px;font-weight:700;fill:#ffffff}\
.rolemap-chart .o rect{fill:none;stroke-width:1.2}\
.rolemap-chart .badge.o text{fill:#1b1f24;font-weight:400}\
.rolemap-chart .l{fill:none;stroke:#8c959f;stroke-width:1.3}\
.rolemap-chart .d{stroke:#57606a;stroke-width:1.4;stroke-dasharray:.1 5;stroke-linecap:round}\
.rolemap-chart .z{stroke:#c21c28;stroke-width:2;stroke-dasharray:9 4 2 4}\
.rolemap-chart .g{stroke:#57606a;stroke-width:2}";

/// What differs on dark ground.
const DARK: &str = "\
.rolemap-chart text{fill:#e8eaed}\
.rolemap-chart .ground{fill:#12161b}\
.rolemap-chart .m,.rolemap-chart .f text{fill:#a8b1bb}\
.rolemap-chart .b{fill:#1f252d;stroke:#6e7681}\
.rolemap-chart .v .b,.rolemap-chart .c .b{fill:#12161b;stroke:#a8b1bb}\
.rolemap-chart .f .b{fill:#12161b;stroke:#3a424c}\
.rolemap-chart .e .b{stroke:#ff7b81}\
.rolemap-chart .w .b{stroke:#e3b341}\
.rolemap-chart .x{fill:#ff7b81}\
.rolemap-chart .y{fill:#e3b341}\
.rolemap-chart .k text,.rolemap-chart .badge text,.rolemap-chart text.i{fill:#12161b}\
.rolemap-chart .badge.o text{fill:#e8eaed}\
.rolemap-chart .l{stroke:#6e7681}\
.rolemap-chart .d,.rolemap-chart .g{stroke:#a8b1bb}\
.rolemap-chart .z{stroke:#ff7b81}";

/// Draws the lines below the boxes: first the trees, then the others.
fn lines(out: &mut String, chart: &Chart<'_>, places: &[Point]) {
    trunks(out, chart, places);
    for (node, to) in chart.nodes.iter().zip(places) {
        if let Some(parent) = node.parent {
            branch(out, node.state.is_to_come(), places[parent], *to);
        }
    }
    for Line { from, to, kind } in &chart.lines {
        let (from, to) = (places[*from], places[*to]);
        match kind {
            LineKind::Dotted => curve(out, "l d", from, to),
            LineKind::Cycle => curve(out, "l z", from, to),
            LineKind::Combines => curve(out, "l", from, to),
            LineKind::Leads(0) => curve(out, "l g", from, to),
            // The badges and the text of a role say it; lines would hide the tree.
            LineKind::Leads(_) | LineKind::WorksIn(_) | LineKind::AlsoUnder => {}
        }
    }
}

/// Draws what the lines of one parent share: to the right, then up and down to the farthest. Drawn once, because lines
/// above each other look thicker.
fn trunks(out: &mut String, chart: &Chart<'_>, places: &[Point]) {
    let mut reach: Vec<Option<(f64, f64)>> = vec![None; places.len()];
    for (node, to) in chart.nodes.iter().zip(places).filter(|(node, _)| !node.state.is_to_come()) {
        if let Some(parent) = node.parent {
            let (least, greatest) = reach[parent].unwrap_or((places[parent].y, places[parent].y));
            reach[parent] = Some((least.min(to.y), greatest.max(to.y)));
        }
    }
    for (from, (least, greatest)) in places.iter().zip(reach).filter_map(|(from, r)| Some((from, r?))) {
        let (y, half) = (from.y + CARD_HEIGHT / 2.0, CARD_HEIGHT / 2.0);
        let _ = write!(
            out,
            "<path class=\"l\" d=\"M{} {}H{}",
            number(from.x + CARD_WIDTH),
            number(y),
            number(bend(from))
        );
        if least < greatest {
            let _ =
                write!(out, "M{} {}V{}", number(bend(from)), number(least + half), number(greatest + half));
        }
        out.push_str("\"/>\n");
    }
}

/// Draws the end of a line that is a report's own; of somebody to come all of it, dotted.
fn branch(out: &mut String, to_come: bool, from: Point, to: Point) {
    let (bend, y) = (number(bend(&from)), number(to.y + CARD_HEIGHT / 2.0));
    let x = number(to.x);
    let _ = if to_come {
        let (from_x, from_y) = (number(from.x + CARD_WIDTH), number(from.y + CARD_HEIGHT / 2.0));
        writeln!(out, "<path class=\"l d\" d=\"M{from_x} {from_y}H{bend}V{y}H{x}\"/>")
    } else {
        writeln!(out, "<path class=\"l\" d=\"M{bend} {y}H{x}\"/>")
    };
}

/// Returns where the lines of a parent turn.
fn bend(from: &Point) -> f64 {
    from.x + COLUMN - 18.0
}

/// Draws a curve from the right edge of one box to the near edge of another.
fn curve(out: &mut String, class: &str, from: Point, to: Point) {
    let (x, y) = (from.x + CARD_WIDTH, from.y + CARD_HEIGHT / 2.0 + 9.0);
    let to_y = to.y + CARD_HEIGHT / 2.0 + 9.0;
    let is_right = to.x > x;
    let to_x = if is_right { to.x } else { to.x + CARD_WIDTH };
    let bend = if is_right { ((to_x - x) / 2.0).max(30.0) } else { 40.0 };
    let back = if is_right { -bend } else { bend };
    let _ = writeln!(
        out,
        "<path class=\"{class}\" d=\"M{} {}C{} {} {} {} {} {}\"/>",
        number(x),
        number(y),
        number(x + bend),
        number(y),
        number(to_x + back),
        number(to_y),
        number(to_x),
        number(to_y)
    );
}

/// Returns a coordinate with at most one decimal.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// Returns a text as XML has it: no markup, and no character that XML forbids.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// The most letters of a text that is shown when a box is pointed at.
const MOST_LETTERS: usize = 12_000;

/// Returns the text that is shown when a box is pointed at.
pub(super) fn tooltip(chart: &Chart<'_>, node: &Node) -> String {
    escape(&first(&chart.details(node), MOST_LETTERS))
}
