//! The frontier of plans: what each further hire, or more money, buys, as a table, JSON, CSV and a picture.

use serde::Serialize;

use super::catalog_json::json;
use super::csv;
use super::document::{Cell, Document, Table, Tone};
use super::words::{amount, count, percent};
use crate::plan::{Frontier, FrontierOf, FrontierPoint, Status};

/// Builds the frontier as people read it.
pub fn document(frontier: &Frontier) -> Document {
    let mut document = Document::default();
    document.heading(heading(frontier));
    document.paragraph(summary(frontier));
    let money = frontier.of == FrontierOf::Money;
    let first: &[&str] = if money { &["#Budget", "#Hires", "#Cost"] } else { &["Hires", "#Cost", "#More"] };
    let columns = ["#Required met", "#Required gap", "#× quarters", "#Recommended gap", "Knee"];
    let mut table = Table::new(&[first, &columns].concat());
    let mut before = None;
    for point in &frontier.points {
        let more = before.map_or_else(String::new, |cost| signed(frontier, point.cost - cost));
        before = Some(point.cost);
        let proof = if point.status == Status::Optimal { "" } else { " (not proven best)" };
        let hires = Cell::from(format!("{}{proof}", point.hires));
        let cost = Cell::from(frontier.currency.amount(point.cost));
        let first = match frontier.of {
            FrontierOf::Hires => [hires, cost, Cell::from(more)],
            FrontierOf::Money => [Cell::from(frontier.currency.amount(point.most)), hires, cost],
        };
        table.row(first.into_iter().chain([
            Cell::from(percent(Some(point.coverage(frontier.required)))),
            Cell::from(amount(point.required_gap)),
            Cell::from(amount(point.required_gap_over_time)),
            Cell::from(amount(point.recommended_gap)),
            Cell::new(if point.knee { "◆" } else { "" }, Tone::Strong),
        ]));
    }
    document.table(table);
    let most = if money { "with at most so much money" } else { "with at most so many hires" };
    document.paragraph(Cell::new(
        format!(
            "Each row is the best plan {most}, within all other limits; hires, moves and training are planned anew for \
             each. Gaps are those when everybody has come and is trained; × quarters is the required gap summed over the \
             quarters, which a plan makes least before all else. ◆: what follows closes less of what is \
             required for as much."
        ),
        Tone::Faint,
    ));
    document
}

fn heading(frontier: &Frontier) -> &'static str {
    match frontier.of {
        FrontierOf::Hires => "What each hire buys",
        FrontierOf::Money => "What more money buys",
    }
}

fn summary(frontier: &Frontier) -> String {
    let (Some(first), Some(last)) = (frontier.points.first(), frontier.points.last()) else {
        return "There is nothing to plan.".to_owned();
    };
    let (alone, number, further) = match frontier.of {
        FrontierOf::Hires => ("Moves and training alone leave", "number of hires", "further hire"),
        FrontierOf::Money => ("Without money, plans leave", "amount of money", "larger amount"),
    };
    if first.required_gap == last.required_gap {
        return format!(
            "No {number} changes the required gap of {}; more of it closes what is recommended.",
            amount(last.required_gap)
        );
    }
    let closed = frontier.points.iter().find(|p| p.required_gap == last.required_gap).unwrap_or(last);
    format!(
        "{alone} a required gap of {}. {} for {} bring it to {}, and no {further} makes it smaller.",
        amount(first.required_gap),
        count(closed.hires as usize, "hire", "hires"),
        frontier.currency.amount(closed.cost),
        amount(closed.required_gap)
    )
}

fn signed(frontier: &Frontier, cost: i64) -> String {
    let sign = if cost < 0 { "" } else { "+" };
    format!("{sign}{}", frontier.currency.amount(cost))
}

/// Writes the frontier as JSON: the points in their order.
pub fn render(frontier: &Frontier) -> String {
    json(&Curve {
        schema: "rolemap/frontier/1",
        currency: frontier.currency.to_string(),
        of: frontier.of.as_str(),
        required: frontier.required.as_f64(),
        points: frontier.points.iter().map(|p| entry(frontier, p)).collect(),
    })
}

fn entry(frontier: &Frontier, point: &FrontierPoint) -> PointEntry {
    PointEntry {
        most: point.most,
        hires: point.hires,
        cost: point.cost,
        coverage: super::check_json::rounded(point.coverage(frontier.required)),
        required_gap: point.required_gap.as_f64(),
        required_gap_over_time: point.required_gap_over_time.as_f64(),
        recommended_gap: point.recommended_gap.as_f64(),
        status: point.status.as_str(),
        knee: point.knee,
    }
}

/// Writes the frontier as CSV.
pub fn rows(frontier: &Frontier) -> String {
    let row = |p: &FrontierPoint| {
        let PointEntry {
            most,
            hires,
            cost,
            coverage,
            required_gap,
            required_gap_over_time,
            recommended_gap,
            status,
            knee,
        } = entry(frontier, p);
        [
            most.to_string(),
            hires.to_string(),
            cost.to_string(),
            coverage.to_string(),
            required_gap.to_string(),
            required_gap_over_time.to_string(),
            recommended_gap.to_string(),
            status.to_owned(),
            knee.to_string(),
        ]
    };
    let columns = [
        "most",
        "hires",
        "cost",
        "coverage",
        "required_gap",
        "required_gap_over_time",
        "recommended_gap",
        "status",
        "knee",
    ];
    csv::render(&columns, frontier.points.iter().map(row))
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Curve {
    schema: &'static str,
    currency: String,
    /// `hires` or `money`: of what there is ever more.
    of: &'static str,
    required: f64,
    points: Vec<PointEntry>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PointEntry {
    /// The most hires, or the most money, that were allowed.
    most: i64,
    hires: u32,
    cost: i64,
    coverage: f64,
    required_gap: f64,
    required_gap_over_time: f64,
    recommended_gap: f64,
    status: &'static str,
    knee: bool,
}

/// The size of the picture, and the room around the curve.
const SIZE: (f64, f64) = (760.0, 420.0);
const LEFT: f64 = 64.0;
const RIGHT: f64 = 36.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 64.0;

/// Draws required coverage over cost, with a diamond at each knee.
pub fn svg(frontier: &Frontier) -> String {
    let most = frontier.points.iter().map(|p| p.cost).max().unwrap_or(0).max(1) as f64;
    let least = frontier.points.iter().map(|p| p.coverage(frontier.required)).fold(1.0, f64::min);
    let least = (least * 10.0).floor() / 10.0;
    let span = (1.0 - least).max(0.1);
    let x = |p: &FrontierPoint| LEFT + p.cost as f64 / most * (SIZE.0 - LEFT - RIGHT);
    let height = SIZE.1 - TOP - BOTTOM;
    let y = |share: f64| TOP + (1.0 - share) / span * height;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{3}</title>\n<desc id=\"d\">{2}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"ground\" width=\"{0}\" height=\"{1}\"/>\n<text class=\"title\" x=\"{LEFT}\" y=\"30\">Required demand met, by the cost of the plan</text>\n",
        SIZE.0,
        SIZE.1,
        summary(frontier),
        heading(frontier)
    );
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for part in 0..=4 {
        let share = least + span * f64::from(part) / 4.0;
        let (height, end) = (y(share), SIZE.0 - RIGHT);
        line(format!(
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{end}\" y1=\"{height:.1}\" y2=\"{height:.1}\"/>"
        ));
        let (at, label) = (height + 4.0, percent(Some(share)));
        line(format!("<text x=\"{}\" y=\"{at:.1}\" text-anchor=\"end\">{label}</text>", LEFT - 8.0));
        let cost = most * f64::from(part) / 4.0;
        let across = LEFT + f64::from(part) / 4.0 * (SIZE.0 - LEFT - RIGHT);
        let label = format!("{:.0} k", cost / 1000.0);
        line(format!(
            "<text x=\"{across:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            SIZE.1 - BOTTOM + 22.0
        ));
    }
    let path: Vec<String> = frontier
        .points
        .iter()
        .map(|p| format!("{:.1},{:.1}", x(p), y(p.coverage(frontier.required))))
        .collect();
    line(format!("<polyline points=\"{}\"/>", path.join(" ")));
    for point in &frontier.points {
        let (x, y) = (x(point), y(point.coverage(frontier.required)));
        let name = format!(
            "{}, {}",
            count(point.hires as usize, "hire", "hires"),
            frontier.currency.amount(point.cost)
        );
        let shape = match point.knee {
            true => format!("<path class=\"knee\" d=\"M{x:.1},{:.1}l7,7l-7,7l-7,-7z\">", y - 7.0),
            false => {
                format!("<path class=\"dot\" d=\"M{:.1},{y:.1}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0\">", x - 3.0)
            }
        };
        line(format!("{shape}<title>{name}</title></path>"));
        if point.knee {
            line(format!(
                "<text class=\"value\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y + 24.0,
                point.hires
            ));
        }
    }
    line(format!(
        "<text x=\"{LEFT}\" y=\"{}\">Cost in {}, thousands. ◆ knees with their number of hires: what follows closes less for as much.</text>\n</svg>",
        SIZE.1 - 14.0,
        frontier.currency
    ));
    out
}

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#4d5a6b}.title{font-size:16px;font-weight:650;fill:#1b2430}\
     .value{font-weight:650;fill:#1b2430}.ground{fill:#fff}.grid{stroke:#d5dbe3}polyline{fill:none;stroke:#0b5cad;stroke-width:2.5}\
     .dot{fill:#0b5cad}.knee{fill:#9a5b00}@media(prefers-color-scheme:dark){text{fill:#a9b6c7}.title,.value{fill:#e8edf4}\
     .ground{fill:#11161d}.grid{stroke:#344152}polyline{stroke:#79b8ff}.dot{fill:#79b8ff}.knee{fill:#f0b45b}}";
