//! The report as one self-contained page: no network, no framework, safe under a strict content security policy.
//!
//! The page carries its style and its script, both named to the browser by their hash, so that nothing else can run:
//! there is no attribute with a style or a script in it. What the roster says reaches the page as escaped text, or as
//! data that the script writes as text.

mod blocks;
mod figures;
mod org;
mod parts;
mod write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::briefing::{self, Briefing, Section};
use super::chart::Chart;
use super::verdict;
use write::Html;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes a briefing as a page.
pub fn render(briefing: &Briefing<'_>) -> String {
    let sections = briefing::sections(briefing);
    let chart = org::of_briefing(briefing);
    let mut html = Html::default();
    head(&mut html, &briefing::title(briefing), &verdict::sentence(briefing.analysis()).text);
    html.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
    banner(&mut html, briefing, &sections);
    html.raw("<main id=\"main\" tabindex=\"-1\">\n");
    for section in &sections {
        parts::section(&mut html, &chart, section);
    }
    html.raw("</main>\n");
    footer(&mut html, briefing.source);
    html.data("org-data", &org::data(&chart, |node| org::team(briefing, node)));
    close(html)
}

/// Writes a chart as a page; `source` is the name of the file that it was made from.
pub fn chart(chart: &Chart<'_>, source: &str) -> String {
    let mut html = Html::default();
    head(&mut html, &chart.title, &chart.facts.join(" · "));
    html.raw("<body>\n<header class=\"banner\"><div><h1>");
    html.text(&format!("{}: {source}", chart.title));
    html.raw("</h1></div><div class=\"actions\">");
    html.raw(ACTIONS);
    html.raw("</div></header>\n<main id=\"main\"><section id=\"organisation\" aria-labelledby=\"organisation-heading\"><h2 id=\"organisation-heading\">Who reports to whom</h2>\n");
    org::frame(&mut html, chart);
    html.raw("</section></main>\n");
    footer(&mut html, source);
    html.data("org-data", &org::data(chart, |_| String::new()));
    close(html)
}

const ACTIONS: &str = "<button type=\"button\" id=\"theme\">Theme: as the system</button><button type=\"button\" id=\"print\">Print</button>";

fn close(mut html: Html) -> String {
    html.raw("<script>");
    html.raw(SCRIPT);
    html.raw("</script>\n</body>\n</html>\n");
    html.into_text()
}

/// Names a script or style to the browser, which runs no other.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn head(html: &mut Html, title: &str, description: &str) {
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; ");
    html.raw(&format!("style-src {}; script-src {}\">\n", hash(STYLE), hash(SCRIPT)));
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"description\" content=\"");
    html.text(description);
    html.raw("\">\n<title>");
    html.text(title);
    html.raw("</title>\n<style>");
    html.raw(STYLE);
    html.raw("</style>\n</head>\n");
}

fn banner(html: &mut Html, briefing: &Briefing<'_>, sections: &[Section]) {
    html.raw("<header class=\"banner\">\n<div><p class=\"eyebrow\">Coverage report</p>\n<h1>");
    html.text(&briefing::title(briefing));
    html.raw("</h1>\n<p class=\"from\">From ");
    html.text(briefing.source);
    html.raw("</p></div>\n<div class=\"actions\">");
    html.raw(ACTIONS);
    html.raw("</div>\n</header>\n");
    html.raw("<nav class=\"contents\" aria-label=\"Contents\"><ol>");
    for section in sections {
        html.raw(&format!("<li><a href=\"#{}\">", section.id));
        html.text(section.heading);
        html.raw("</a></li>");
    }
    html.raw("</ol></nav>\n");
}

fn footer(html: &mut Html, source: &str) {
    html.raw("<footer><p>");
    html.text(&format!(
        "Made by rolemap {} from {source}, on the machine where it was run: nothing was sent anywhere.",
        env!("CARGO_PKG_VERSION")
    ));
    html.raw("</p></footer>\n");
}
