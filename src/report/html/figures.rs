//! The pictures of the report: bars and curves as SVG, each with its meaning in words.

use super::write::Html;
use crate::report::briefing::{Band, Curve};
use crate::report::words;

/// Adds a bar of a share, with the number.
pub(super) fn bar(html: &mut Html, share: f64, name: &str) {
    let percent = words::percent(Some(share));
    let tone = match share {
        s if s >= 1.0 => "good",
        s if s >= 0.5 => "warning",
        _ => "bad",
    };
    html.raw(
        "<svg class=\"bar\" viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
    );
    html.text(&format!("{name}: {percent}"));
    html.raw(&format!(
        "\"><rect class=\"track\" width=\"200\" height=\"12\" rx=\"6\"/><rect class=\"fill {tone}\" width=\"{:.1}\" height=\"12\" rx=\"6\"/></svg>",
        (share.clamp(0.0, 1.0) * 200.0)
    ));
    html.element("span class=\"percent\"", &percent);
}

/// Adds the managers by their direct reports, as bars with numbers.
pub(super) fn bands(html: &mut Html, bands: &[Band]) {
    html.raw("<figure><figcaption>Share of managers by direct reports</figcaption>\n<dl class=\"bands\">");
    for Band { name, managers, share } in bands {
        html.raw("<div>");
        html.element("dt", name);
        html.raw("<dd><svg class=\"bar\" viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"200\" height=\"12\" rx=\"3\"/>");
        html.raw(&format!(
            "<rect class=\"fill neutral\" width=\"{:.1}\" height=\"12\" rx=\"3\"/></svg> ",
            share * 200.0
        ));
        html.text(&format!(
            "{} ({})",
            words::percent(Some(*share)),
            words::count(*managers, "manager", "managers")
        ));
        html.raw("</dd></div>\n");
    }
    html.raw("</dl></figure>");
}

/// The size of the curve, and the room around it for the axes.
const SIZE: (f64, f64) = (720.0, 280.0);
const LEFT: f64 = 56.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 40.0;

/// Adds the required gap and the money spent over time.
pub(super) fn curve(html: &mut Html, curve: &Curve) {
    let points = &curve.points;
    let most_gap = points.iter().map(|p| p.required_gap).fold(0.0, f64::max).max(1.0);
    let most_spent = points.iter().map(|p| p.spent).max().unwrap_or(0).max(1) as f64;
    let step = (SIZE.0 - LEFT - RIGHT) / (points.len().max(2) - 1) as f64;
    let floor = SIZE.1 - BOTTOM;
    let height = floor - TOP;
    let x = |place: usize| LEFT + step * place as f64;
    let y = |share: f64| floor - share * height;
    html.raw("<figure><figcaption>What the plan buys: the required gap left (line, left) and the money spent (bars, right)</figcaption>\n<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"Curve of the plan\">");
    html.raw(&format!(
        "<svg class=\"curve\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"",
        SIZE.0, SIZE.1
    ));
    html.text(&said(curve));
    html.raw("\">");
    for (share, label) in [(0.0, 0.0), (0.5, most_gap / 2.0), (1.0, most_gap)] {
        html.raw(&format!(
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{1:.1}\" y2=\"{1:.1}\"/>",
            SIZE.0 - RIGHT,
            y(share)
        ));
        label_at(html, LEFT - 8.0, y(share) + 4.0, "end", &short(label));
        label_at(html, SIZE.0 - RIGHT + 26.0, y(share) + 4.0, "start", &money(most_spent * share));
    }
    let width = (step * 0.5).min(40.0);
    for (place, point) in points.iter().enumerate() {
        let bar = point.spent as f64 / most_spent * height;
        html.raw(&format!(
            "<rect class=\"spent\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{bar:.1}\"/>",
            x(place) - width / 2.0,
            floor - bar
        ));
        label_at(html, x(place), SIZE.1 - 14.0, "middle", &point.when);
    }
    let path: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(i, p)| format!("{:.1},{:.1}", x(i), y(p.required_gap / most_gap)))
        .collect();
    html.raw(&format!("<polyline class=\"gap\" points=\"{}\"/>", path.join(" ")));
    for (place, point) in points.iter().enumerate() {
        let height = y(point.required_gap / most_gap);
        html.raw(&format!("<circle class=\"gap\" cx=\"{:.1}\" cy=\"{height:.1}\" r=\"4\"/>", x(place)));
        html.raw(&format!(
            "<text class=\"value\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            x(place),
            height - 10.0,
            short(point.required_gap)
        ));
    }
    html.raw("</svg></div></figure>");
}

fn label_at(html: &mut Html, x: f64, y: f64, anchor: &str, text: &str) {
    html.raw(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">"));
    html.text(text);
    html.raw("</text>");
}

fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Money on an axis: thousands or millions.
fn money(value: f64) -> String {
    match value {
        v if v >= 1_000_000.0 => format!("{:.1} M", v / 1_000_000.0),
        v if v >= 1_000.0 => format!("{:.0} k", v / 1_000.0),
        v => format!("{v:.0}"),
    }
}

fn said(curve: &Curve) -> String {
    let each = curve.points.iter().map(|p| {
        format!("{}: gap {}, spent {}", p.when, short(p.required_gap), curve.currency.amount(p.spent))
    });
    each.collect::<Vec<_>>().join("; ")
}
