//! The parts of a briefing as HTML.

use super::blocks::{self, class, toned};
use super::write::Html;
use super::{figures, org};
use crate::model::Severity;
use crate::report::briefing::{HeatMap, Part, PracticeCard, Risk, Section, Tile};
use crate::report::chart::Chart;
use crate::report::words;

/// Adds a section.
pub(super) fn section(html: &mut Html, chart: &Chart<'_>, section: &Section) {
    html.raw(&format!(
        "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">",
        section.id
    ));
    html.text(section.heading);
    html.raw("</h2>\n");
    if !section.lead.is_empty() {
        html.element("p", &section.lead);
    }
    for part in &section.parts {
        self::part(html, chart, part);
        html.raw("\n");
    }
    html.raw("</section>\n");
}

fn part(html: &mut Html, chart: &Chart<'_>, part: &Part) {
    match part {
        Part::Text(document) => blocks::document(html, document),
        Part::Folded(name, document) => {
            html.raw("<details class=\"fold\"><summary>");
            html.text(name);
            html.raw("</summary>\n<div>");
            blocks::document(html, document);
            html.raw("</div></details>");
        }
        Part::Tiles(list) => tiles(html, list),
        Part::Practices(cards) => practices(html, cards),
        Part::Heat(map) => heat(html, map),
        Part::Risks(list) => risks(html, list),
        Part::OrgChart => org::frame(html, chart),
        Part::Bands(bands) => figures::bands(html, bands),
        Part::Curve(curve) => figures::curve(html, curve),
    }
}

fn tiles(html: &mut Html, tiles: &[Tile]) {
    html.raw("<dl class=\"tiles\">\n");
    for Tile { label, value, note, tone } in tiles {
        html.raw(&format!("<div class=\"tile {}\">", class(*tone)));
        html.element("dt", label);
        html.element("dd class=\"value\"", value);
        html.element("dd class=\"note\"", note);
        html.raw("</div>\n");
    }
    html.raw("</dl>");
}

fn practices(html: &mut Html, cards: &[PracticeCard]) {
    html.raw("<div class=\"cards\">\n");
    for (place, card) in cards.iter().enumerate() {
        html.raw(&format!("<article class=\"card practice-{}\">\n", place % org::STRIPES));
        html.element("h3", &card.name);
        html.raw("<div class=\"coverage\">");
        match card.coverage {
            Some(share) => figures::bar(html, share, &format!("{} coverage", card.name)),
            None => html.element("p class=\"faint\"", "No capacity is required at this size."),
        }
        html.raw("</div>\n<dl>");
        for (name, cell) in &card.aspects {
            html.raw("<div>");
            html.element("dt", name);
            toned(html, "dd", cell);
            html.raw("</div>\n");
        }
        html.raw("</dl></article>\n");
    }
    html.raw("</div>");
}

fn heat(html: &mut Html, map: &HeatMap) {
    if map.rows.is_empty() {
        return html.element("p", "Nothing is asked for at this size.");
    }
    html.raw("<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"Demands by ");
    html.text(map.by);
    html.raw("\"><table class=\"heat\"><caption>Demands by ");
    html.text(map.by);
    html.raw("</caption><thead><tr><th scope=\"col\">Demand</th><th scope=\"col\">Everybody</th>");
    for group in &map.groups {
        html.element("th scope=\"col\"", group);
    }
    html.raw("</tr></thead>\n");
    for rows in map.rows.chunk_by(|a, b| a.practice == b.practice) {
        html.raw(&format!(
            "<tbody><tr class=\"practice\"><th scope=\"rowgroup\" colspan=\"{}\">",
            map.groups.len() + 2
        ));
        html.text(&rows[0].practice);
        html.raw("</th></tr>\n");
        for row in rows {
            html.raw("<tr><th scope=\"row\">");
            html.text(&row.demand);
            if !row.required {
                html.raw(" <span class=\"faint\">recommended</span>");
            }
            html.raw(&format!("</th><td class=\"whole {}\" title=\"", class(row.whole.tone)));
            html.text(&row.whole.said);
            html.raw("\">");
            html.text(&row.whole.text);
            html.raw("</td>");
            for cell in &row.cells {
                html.raw(&format!("<td class=\"w{}\" title=\"", cell.weight));
                html.text(&cell.said);
                html.raw("\">");
                html.text(&cell.text);
                html.raw("</td>");
            }
            html.raw("</tr>\n");
        }
        html.raw("</tbody>");
    }
    html.raw("</table></div>");
}

fn risks(html: &mut Html, risks: &[Risk]) {
    if risks.is_empty() {
        return html.element(
            "p class=\"good\"",
            "✓ Nothing that is required is missing, and no rule found a fault.",
        );
    }
    html.raw("<ol class=\"risks\">\n");
    for risk in risks {
        let (symbol, name) = match risk.severity {
            Severity::Error => ("✗", "Must be mended"),
            Severity::Warning => ("▲", "Worth a decision"),
            Severity::Info => ("i", "Worth knowing"),
        };
        html.raw(&format!(
            "<li class=\"{}\"><p class=\"what\"><span class=\"badge {}\">{symbol} {name}</span> ",
            class(risk.tone()),
            class(risk.tone())
        ));
        html.text(&risk.title);
        html.raw("</p>");
        if let Some(help) = &risk.help {
            html.element("p class=\"do\"", &format!("→ {help}"));
        }
        if !risk.details.is_empty() {
            let name = match risk.count {
                1 => "Why".to_owned(),
                count => format!("The first of {}", words::thousands(count)),
            };
            html.raw("<details><summary>");
            html.text(&name);
            html.raw("</summary><ul>");
            risk.details.iter().for_each(|detail| html.element("li", detail));
            html.raw("</ul></details>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ol>");
}
