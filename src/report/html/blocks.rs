//! Documents as HTML: paragraphs, tables that sort and filter, lists.

use super::write::Html;
use crate::report::document::{Block, Cell, Document, Item, Table, Tone};

/// Adds a document whose headings stand below those of the sections.
pub(super) fn document(html: &mut Html, document: &Document) {
    for block in &document.blocks {
        match block {
            Block::Title(text) | Block::Heading(text) => html.element("h3", text),
            Block::Paragraph(cell) => toned(html, "p", cell),
            Block::Table(table) => self::table(html, table, ""),
            Block::List(items) => list(html, items),
            Block::Verbatim(text) | Block::Diagram(text) => {
                html.raw("<pre tabindex=\"0\">");
                for line in text.lines() {
                    html.text(line);
                    html.raw("\n");
                }
                html.raw("</pre>");
            }
        }
        html.raw("\n");
    }
}

/// Returns the class of a tone.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Bad => "bad",
        Tone::Faint => "faint",
        Tone::Strong => "strong",
    }
}

/// Adds an element with a toned text.
pub(super) fn toned(html: &mut Html, tag: &str, cell: &Cell) {
    match cell.tone {
        Tone::Plain => html.raw(&format!("<{tag}>")),
        tone => html.raw(&format!("<{tag} class=\"{}\">", class(tone))),
    }
    html.text(&cell.text);
    html.raw(&format!("</{tag}>"));
}

/// Adds a table in a frame that scrolls by itself where the page is narrow.
pub(super) fn table(html: &mut Html, table: &Table, name: &str) {
    let name = if name.is_empty() { "Table" } else { name };
    html.raw("<div class=\"frame\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html.text(&format!(
        "{name}: {}",
        table.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ")
    ));
    html.raw("\"><table class=\"sorts\"><thead><tr>");
    for column in &table.columns {
        html.raw(if column.number { "<th scope=\"col\" class=\"number\">" } else { "<th scope=\"col\">" });
        html.text(&column.name);
        html.raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>");
    for row in &table.rows {
        html.raw("<tr>");
        for (column, cell) in table.columns.iter().zip(row) {
            match (column.number, cell.tone) {
                (false, Tone::Plain) => html.raw("<td>"),
                (number, tone) => {
                    let number = if number { "number " } else { "" };
                    html.raw(&format!("<td class=\"{number}{}\">", class(tone)));
                }
            }
            html.text(&cell.text);
            html.raw("</td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>");
}

fn list(html: &mut Html, items: &[Item]) {
    html.raw("<ul class=\"items\">");
    for item in items {
        html.raw("<li>");
        toned(html, "span", &item.text);
        if !item.below.is_empty() {
            html.raw("<ul>");
            for below in &item.below {
                html.element("li", below);
            }
            html.raw("</ul>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>");
}
