//! Terminal text: as wide as the terminal, with colour where wanted, the same meaning without.

use comfy_table::{CellAlignment, ContentArrangement, presets};

use super::document::{Block, Cell, Document, Item, Table, Tone};

/// How a terminal shows text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: u16,
    /// Whether tones become colours.
    pub color: bool,
}

/// Writes a document as text.
pub fn render(document: &Document, style: Style) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(text) => out.push_str(&format!("{}\n", paint(text, "1", style))),
            Block::Paragraph(cell) => {
                for line in wrap(&cell.text, usize::from(style.width), "") {
                    out.push_str(&format!("{}\n", toned(&line, cell.tone, style)));
                }
            }
            Block::Table(table) => push_table(&mut out, table, style),
            Block::List(items) => items.iter().for_each(|item| push_item(&mut out, item, style)),
            Block::Verbatim(text) => {
                for line in text.lines() {
                    out.push_str(&format!("  {line}\n"));
                }
            }
        }
    }
    out
}

fn push_item(out: &mut String, item: &Item, style: Style) {
    let width = usize::from(style.width);
    for (index, line) in wrap(&item.text.text, width - 4, "").into_iter().enumerate() {
        let indent = if index == 0 { "  " } else { "    " };
        out.push_str(&format!("{indent}{}\n", toned(&line, item.text.tone, style)));
    }
    for below in &item.below {
        for line in wrap(below, width, "    ") {
            out.push_str(&format!("{}\n", toned(&line, Tone::Faint, style)));
        }
    }
}

fn push_table(out: &mut String, table: &Table, style: Style) {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width);
    drawn.set_header(table.columns.iter().map(|c| c.name.as_str()));
    for row in &table.rows {
        drawn.add_row(row.iter().map(|Cell { text, tone: _ }| text.as_str()));
    }
    for (index, column) in table.columns.iter().enumerate() {
        let drawn = drawn.column_mut(index).expect("the header has made it");
        if column.number {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
        drawn.set_padding((if index == 0 { 2 } else { 1 }, 1));
    }
    let text = drawn.to_string();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end();
        out.push_str(&if index == 0 { paint(line, "2", style) } else { line.to_owned() });
        out.push('\n');
    }
}

/// Returns the lines of a text, none wider than the width unless a word is.
fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        let blank = line.trim().is_empty();
        if !blank && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, format!("{indent}{word}")));
        } else {
            if !blank {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

fn toned(text: &str, tone: Tone, style: Style) -> String {
    match tone {
        Tone::Plain => text.to_owned(),
        Tone::Good => paint(text, "32", style),
        Tone::Warning => paint(text, "33", style),
        Tone::Bad => paint(text, "31", style),
        Tone::Faint => paint(text, "2", style),
    }
}

fn paint(text: &str, code: &str, style: Style) -> String {
    if style.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}
