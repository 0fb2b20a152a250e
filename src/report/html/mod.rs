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
use super::verdict;
use write::Html;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes a briefing as a page.
pub fn render(briefing: &Briefing<'_>) -> String {
    let sections = briefing::sections(briefing);
    let mut html = Html::default();
    head(&mut html, &briefing::title(briefing), &verdict::sentence(briefing.analysis()).text);
    html.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
    banner(&mut html, briefing, &sections);
    html.raw("<main id=\"main\" tabindex=\"-1\">\n");
    for section in &sections {
        parts::section(&mut html, briefing, section);
    }
    html.raw("</main>\n");
    footer(&mut html, briefing);
    html.data("org-data", &org::data(briefing));
    close(html)
}

/// Writes the org chart alone as a page.
pub fn chart(briefing: &Briefing<'_>) -> String {
    let sections: Vec<Section> =
        briefing::sections(briefing).into_iter().filter(|s| s.id == "organisation").collect();
    let mut html = Html::default();
    head(&mut html, "Org chart", &verdict::facts(briefing.analysis()).text);
    html.raw("<body class=\"alone\">\n<header class=\"banner\"><div><p class=\"eyebrow\">rolemap</p><h1>");
    html.text(&format!("Org chart of {}", briefing.source));
    html.raw("</h1></div><div class=\"actions\"><button type=\"button\" id=\"theme\">Theme: as the system</button></div></header>\n<main id=\"main\" tabindex=\"-1\">\n");
    for section in &sections {
        parts::section(&mut html, briefing, section);
    }
    html.raw("</main>\n");
    html.data("org-data", &org::data(briefing));
    close(html)
}

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
    html.raw("</p></div>\n<div class=\"actions\"><button type=\"button\" id=\"theme\">Theme: as the system</button><button type=\"button\" id=\"print\">Print</button></div>\n</header>\n");
    html.raw("<nav class=\"contents\" aria-label=\"Contents\"><ol>");
    for section in sections {
        html.raw(&format!("<li><a href=\"#{}\">", section.id));
        html.text(section.heading);
        html.raw("</a></li>");
    }
    html.raw("</ol></nav>\n");
}

fn footer(html: &mut Html, briefing: &Briefing<'_>) {
    html.raw("<footer><p>");
    html.text(&format!(
        "Made by rolemap {} from {}, on the machine where it was run: nothing was sent anywhere.",
        env!("CARGO_PKG_VERSION"),
        briefing.source
    ));
    html.raw("</p></footer>\n");
}
