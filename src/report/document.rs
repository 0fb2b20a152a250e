//! A report as people read it, before it has a format: headings, lines, tables and lists of plain text.

/// A report as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The name of the whole.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Cell),
    /// A table.
    Table(Table),
    /// Items, each with what belongs below it.
    List(Vec<Item>),
    /// Text that is to be copied as it stands.
    Verbatim(String),
    /// A chart in the language of Mermaid, which Markdown readers draw.
    Diagram(String),
}

/// A table: every row has a cell for every column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// Whether it holds numbers, which stand at the right.
    pub number: bool,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it says first.
    pub text: Cell,
    /// What stands below it.
    pub below: Vec<String>,
}

/// Plain text with a tone; the text means the same without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, free of control characters.
    pub text: String,
    /// The tone.
    pub tone: Tone,
}

/// What a reader should feel about a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// As it should be.
    Good,
    /// Worth a decision.
    Warning,
    /// Must be mended.
    Bad,
    /// Less important.
    Faint,
    /// What a row is about.
    Strong,
}

impl Cell {
    /// Makes a text with a tone.
    pub fn new(text: impl AsRef<str>, tone: Tone) -> Self {
        Self { text: plain(text.as_ref()), tone }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text, Tone::Plain)
    }
}

impl Table {
    /// Makes an empty table; the name of a column of numbers begins with `#`.
    pub fn new(columns: &[&str]) -> Self {
        let column = |name: &&str| match name.strip_prefix('#') {
            Some(name) => Column { name: name.to_owned(), number: true },
            None => Column { name: (*name).to_owned(), number: false },
        };
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Makes an empty table of text columns with names that are not known beforehand.
    pub fn of_names(names: impl IntoIterator<Item = String>) -> Self {
        let column = |name: String| Column { name: plain(&name), number: false };
        Self { columns: names.into_iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has a cell for every column");
        self.rows.push(cells);
    }
}

impl Document {
    /// Adds the name of the whole.
    pub fn title(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Title(plain(text.as_ref())));
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Heading(plain(text.as_ref())));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Cell>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a table, unless it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a list, unless it has no items.
    pub fn list(&mut self, items: Vec<Item>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds lines that are to be copied as they stand.
    pub fn verbatim(&mut self, text: impl AsRef<str>) {
        let lines: Vec<String> = text.as_ref().lines().map(plain).collect();
        self.blocks.push(Block::Verbatim(lines.join("\n")));
    }
}

/// Returns a text in which nothing commands a terminal or turns the direction of writing: line breaks become blanks,
/// other such characters their code.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || is_direction(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character turns the direction of the text around it.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_commands_a_terminal() {
        let cell = Cell::from("a\u{1b}[31mb\u{202e}c\nd");
        assert_eq!(cell.text, "a\\u{1b}[31mb\\u{202e}c d");
    }
}
