//! CSV for draw.io (Arrange, Insert, Advanced, CSV): lines that begin with `#` say how the rows are drawn.

use super::measure::first;
use super::palette::{COLOURS, GROUNDS, symbols};
use super::svg::escape;
use super::{Chart, LineKind, Node, State};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Severity;
use crate::report::csv;
use crate::report::words::thousands;

/// The most boxes that draw.io lays out while somebody waits (our judgement: its layout runs in the browser).
const MOST_BOXES: usize = 5_000;

/// The most letters of a cell.
const MOST_LETTERS: usize = 200;

/// How draw.io draws the rows. A cell stands where its column is named between percent signs, and the label is HTML.
const HEAD: &str = "\
## Import into draw.io: Arrange, Insert, Advanced, CSV.
# label: <b>%name%</b><br>%title%<br><font color=\"#57606a\">%note%</font><br><font style=\"font-size:10px\">%signs%</font>
# style: rounded=1;whiteSpace=wrap;html=1;align=left;spacingLeft=6;fontSize=12;fillColor=%fill%;strokeColor=%stroke%;strokeWidth=%line%;dashed=%dashed%;dashPattern=%pattern%;
# namespace: rolemap-
# connect: {\"from\": \"manager\", \"to\": \"id\", \"invert\": true, \"style\": \"edgeStyle=orthogonalEdgeStyle;rounded=0;endArrow=none;strokeColor=#8c959f;\"}
# connect: {\"from\": \"second_manager\", \"to\": \"id\", \"invert\": true, \"style\": \"curved=1;endArrow=none;dashed=1;dashPattern=1 4;strokeColor=#57606a;\"}
# connect: {\"from\": \"cycle\", \"to\": \"id\", \"invert\": true, \"style\": \"curved=1;endArrow=none;dashed=1;strokeWidth=2;strokeColor=#c21c28;\"}
# width: 230
# height: 76
# padding: 12
# ignore: id,fill,stroke,line,dashed,pattern,manager,second_manager,cycle,signs
# nodespacing: 16
# levelspacing: 60
# edgespacing: 20
# layout: horizontaltree
";

/// What stands in the last column, because draw.io misreads a row that ends with an empty cell.
const END: &str = "end";

/// Writes a chart for draw.io.
pub(super) fn render(chart: &Chart<'_>) -> Result<String> {
    if chart.nodes.len() > MOST_BOXES {
        let message = format!(
            "the chart has {} boxes, and draw.io lays out at most {} while somebody waits",
            thousands(chart.nodes.len()),
            thousands(MOST_BOXES)
        );
        return Err(Error::new(ErrorKind::Usage, message).help(
            "draw less with --depth N, --practice ID or --scope COLUMN=VALUE, or write .svg, which has no such limit",
        ));
    }
    let symbols = symbols(chart.model);
    let mut second = vec![String::new(); chart.nodes.len()];
    let mut cycle = vec![String::new(); chart.nodes.len()];
    for line in &chart.lines {
        let list = match line.kind {
            LineKind::Cycle => &mut cycle[line.to],
            // draw.io has a column for each kind of line; what the letters say needs none.
            LineKind::WorksIn(_) | LineKind::Leads(1..) | LineKind::AlsoUnder => continue,
            LineKind::Dotted | LineKind::Combines | LineKind::Leads(_) => &mut second[line.to],
        };
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&id(line.from));
    }
    let columns = [
        "id",
        "name",
        "title",
        "note",
        "signs",
        "fill",
        "stroke",
        "width",
        "dashed",
        "pattern",
        "manager",
        "second_manager",
        "cycle",
        "end",
    ];
    let rows = chart.nodes.iter().enumerate().map(|(place, node)| {
        let look = Look::of(node);
        let cell = |text: &str| escape(&first(text, MOST_LETTERS));
        [
            id(place),
            cell(&node.label.name),
            cell(&node.label.title),
            cell(&node.label.note),
            signs(chart, node, &symbols),
            look.fill.to_owned(),
            look.stroke.to_owned(),
            look.width.to_owned(),
            look.dashed.to_owned(),
            look.pattern.to_owned(),
            node.parent.map(id).unwrap_or_default(),
            second[place].clone(),
            cycle[place].clone(),
            END.to_owned(),
        ]
    });
    Ok(format!("{HEAD}{}", csv::render(&columns, rows)))
}

fn id(place: usize) -> String {
    format!("n{place}")
}

fn signs(chart: &Chart<'_>, node: &Node, symbols: &[String]) -> String {
    let mut signs: Vec<String> =
        Some(chart.letters(node, symbols)).filter(|letters| !letters.is_empty()).into_iter().collect();
    if node.below > 0 {
        signs.push(format!("{} more below", thousands(node.below)));
    }
    if let Some(mark) = node.marks.first() {
        signs.push(mark.severity.as_str().to_owned());
    }
    signs.join(" · ")
}

/// How one box is drawn.
struct Look {
    fill: &'static str,
    stroke: &'static str,
    width: &'static str,
    dashed: &'static str,
    pattern: &'static str,
}

impl Look {
    fn of(node: &Node) -> Self {
        let core = node.practices.iter().find(|badge| badge.core).map(|b| b.practice.index() % COLOURS.len());
        let (fill, stroke) = match (core, node.faint) {
            (Some(place), false) => (GROUNDS[place], COLOURS[place].0),
            (_, true) => ("#ffffff", "#d0d7de"),
            (None, false) => ("#f6f8fa", "#8c959f"),
        };
        let (dashed, pattern) = match node.state {
            State::Vacant => ("1", "7 4"),
            State::Starting | State::Planned => ("1", "1 3"),
            _ => ("0", "1 0"),
        };
        match node.marks.first().map(|mark| mark.severity) {
            Some(Severity::Error) => Self { fill, stroke: "#c21c28", width: "2", dashed, pattern },
            Some(_) => Self { fill, stroke: "#9a6700", width: "2", dashed, pattern },
            None => Self { fill, stroke, width: "1", dashed, pattern },
        }
    }
}
