//! Terminal text: as wide as the terminal, with colour where wanted, the same meaning without.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width,
};

use super::document::{Block, Cell, Document, Item, Table, Tone};

/// How a terminal shows text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: u16,
    /// Whether tones become colours.
    pub color: bool,
}

/// Blanks before everything that stands below a heading.
const INDENT: &str = "  ";

/// Blanks between two columns.
const GUTTER: &str = "  ";

/// What the table crate draws between cells and between rows; taken out again, and never part of a cell, whose text
/// is free of control characters.
const BETWEEN_CELLS: char = '\u{1f}';
const BETWEEN_ROWS: char = '\u{1e}';

/// Writes a document as text.
pub fn render(document: &Document, style: Style) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Title(text) => push_lines(&mut out, text, "", "", Tone::Strong, style),
            Block::Heading(text) => push_lines(&mut out, text, "", "", Tone::Strong, style),
            Block::Paragraph(Cell { text, tone }) => push_lines(&mut out, text, "", "", *tone, style),
            Block::Table(table) => push_table(&mut out, table, style),
            Block::List(items) => items.iter().for_each(|item| push_item(&mut out, item, style)),
            Block::Verbatim(text) | Block::Diagram(text) => {
                out.push_str(text.trim_end_matches('\n'));
                out.push('\n');
            }
        }
    }
    out
}

/// Adds wrapped text: the first line behind `first`, the others behind `rest`.
fn push_lines(out: &mut String, text: &str, first: &str, rest: &str, tone: Tone, style: Style) {
    let width = usize::from(style.width).saturating_sub(rest.len()).max(1);
    for (index, line) in wrap(text, width).into_iter().enumerate() {
        let indent = if index == 0 { first } else { rest };
        out.push_str(&format!("{}\n", toned(&format!("{indent}{line}"), tone, style)));
    }
}

fn push_item(out: &mut String, item: &Item, style: Style) {
    let Item { text: Cell { text, tone }, below } = item;
    // The tone is told by a mark too, so that it does not hang on colour.
    let mark = match tone {
        Tone::Bad => "✗",
        Tone::Warning => "!",
        Tone::Good => "✓",
        Tone::Plain | Tone::Strong | Tone::Faint => "·",
    };
    let tone = if *tone == Tone::Faint { Tone::Plain } else { *tone };
    push_lines(out, text, &format!("{INDENT}{mark} "), "    ", tone, style);
    for below in below {
        push_lines(out, below, "    ", "      ", Tone::Plain, style);
    }
}

/// Adds a table without lines: the crate finds the widths and wraps, the cells are coloured here.
fn push_table(out: &mut String, table: &Table, style: Style) {
    let mut row = None;
    for line in drawn(table, style.width).lines() {
        if line.contains(BETWEEN_ROWS) {
            row = Some(row.map_or(0, |row| row + 1));
            continue;
        }
        let mut text = String::new();
        for (column, cell) in line.split(BETWEEN_CELLS).enumerate() {
            let tone = row.map_or(Tone::Faint, |row: usize| table.rows[row][column].tone);
            let blank = cell.len() - cell.trim_end().len();
            text.push_str(if column == 0 { INDENT } else { GUTTER });
            text.push_str(&toned(cell.trim_end(), tone, style));
            text.push_str(&" ".repeat(blank));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
}

/// Draws a table with marks between cells and rows.
fn drawn(table: &Table, width: u16) -> String {
    let gutters = GUTTER.len().saturating_sub(1) * table.columns.len().saturating_sub(1);
    let width = usize::from(width).saturating_sub(INDENT.len() + gutters);
    let cells = ContentLineStyle::none().junction(BETWEEN_CELLS);
    let rows = LineStyle::none().fill(BETWEEN_ROWS);
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(
            TableStyle::new()
                .header_lines(cells)
                .content_lines(cells)
                .header_separator(rows)
                .row_separator(rows),
        )
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(table.columns.iter().map(|c| c.name.as_str()));
    for row in &table.rows {
        drawn.add_row(row.iter().map(|Cell { text, tone: _ }| text.as_str()));
    }
    let words: Vec<u16> = (0..table.columns.len()).map(|column| longest_word(table, column)).collect();
    let words_fit = words.iter().map(|w| usize::from(*w) + 1).sum::<usize>() <= width;
    for ((column, longest), drawn) in table.columns.iter().zip(words).zip(drawn.column_iter_mut()) {
        drawn.set_padding((0, 0));
        if column.number {
            drawn.set_cell_alignment(CellAlignment::Right);
            drawn.set_constraint(ColumnConstraint::ContentWidth);
        } else if words_fit {
            drawn.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(longest)));
        }
    }
    drawn.to_string()
}

/// Returns the letters of the longest word of a column, so that no word is broken where the width allows it.
fn longest_word(table: &Table, column: usize) -> u16 {
    let cells = table.rows.iter().map(|row| row[column].text.as_str());
    let words = cells.chain([table.columns[column].name.as_str()]).flat_map(str::split_whitespace);
    words
        .map(|word| word.chars().count())
        .max()
        .map_or(0, |longest| u16::try_from(longest).unwrap_or(u16::MAX))
}

/// Returns the lines of a text, none wider than the width.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(TableStyle::new())
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .add_row([text]);
    if let Some(column) = drawn.column_mut(0) {
        column.set_padding((0, 0));
    }
    drawn.to_string().lines().map(|line| line.trim_end().to_owned()).collect()
}

fn toned(text: &str, tone: Tone, style: Style) -> String {
    match tone {
        Tone::Plain => text.to_owned(),
        Tone::Good => paint(text, "32", style),
        Tone::Warning => paint(text, "33", style),
        Tone::Bad => paint(text, "31", style),
        Tone::Faint => paint(text, "2", style),
        Tone::Strong => paint(text, "1", style),
    }
}

fn paint(text: &str, code: &str, style: Style) -> String {
    if style.color && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Style = Style { width: 30, color: false };

    fn table() -> Document {
        let mut table = Table::new(&["Who", "#FTE"]);
        table.row([Cell::from("a name that is too long for one line"), Cell::new("1", Tone::Bad)]);
        table.row([Cell::from("b"), Cell::from("12")]);
        let mut document = Document::default();
        document.table(table);
        document
    }

    #[test]
    fn a_table_keeps_to_the_width_and_numbers_stand_at_the_right() {
        let text = render(&table(), PLAIN);
        let expected = "  Who                      FTE\n  a name that is too long    1\n  for one line\n  b                         12\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let colored = render(&table(), Style { color: true, ..PLAIN });
        assert!(colored.contains("\u{1b}[31m"), "a bad cell is red: {colored:?}");
        let codes = ["\u{1b}[31m", "\u{1b}[2m", "\u{1b}[0m"];
        let stripped = codes.iter().fold(colored.clone(), |text, code| text.replace(code, ""));
        assert_eq!(stripped, render(&table(), PLAIN));
    }

    #[test]
    fn items_are_marked_and_hang() {
        let mut document = Document::default();
        let text = Cell::new("one two three four five six seven", Tone::Warning);
        document.list(vec![Item { text, below: vec!["below".into()] }]);
        assert_eq!(render(&document, PLAIN), "  ! one two three four five\n    six seven\n    below\n");
    }
}
