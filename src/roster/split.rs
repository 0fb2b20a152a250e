//! Text to records: where cells and rows begin and end, whatever the quotes do.

use super::store::{LONGEST_CELL, Span, Texts};

/// How the cells of a file are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between two cells: mostly one character.
    pub(super) delimiter: String,
    /// What may stand around a cell.
    pub(super) quote: u8,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: ",".into(), quote: b'"' }
    }
}

/// What was odd about the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quirk {
    /// Nothing.
    None,
    /// A quote inside a cell, taken as text.
    Stray,
    /// The whole line is one quoted cell that holds a line of the table.
    WholeLine,
    /// Curly quotes around a cell.
    Typographic,
    /// A delimiter made text by a backslash instead of quotes.
    Escaped,
    /// The cells of this line are told apart by another delimiter.
    Delimiter,
    /// A quote that is never closed.
    Open,
}

/// One record: its place, and what was odd.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// The physical line on which it starts, from 1.
    pub(super) line: u64,
    /// Where it starts and ends in the text, without the line end.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quirk: Quirk,
    /// Whether a line end follows.
    pub(super) ended: bool,
}

/// Which line ends were seen.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineEnds {
    pub(super) lf: bool,
    pub(super) crlf: bool,
    pub(super) cr: bool,
}

impl LineEnds {
    /// Adds others that were seen.
    pub(super) fn add(&mut self, other: Self) {
        self.lf |= other.lf;
        self.crlf |= other.crlf;
        self.cr |= other.cr;
    }

    pub(super) fn mixed(self) -> bool {
        usize::from(self.lf) + usize::from(self.crlf) + usize::from(self.cr) > 1
    }
}

/// Walks over the records of a text.
#[derive(Debug)]
pub(super) struct Splitter<'d> {
    dialect: &'d Dialect,
    at: usize,
    line: u64,
    pub(super) ends: LineEnds,
}

/// One cell while it is read: its place without quotes, and whether doubled quotes stand in it.
struct Cell {
    start: usize,
    end: usize,
    doubled: bool,
}

impl<'d> Splitter<'d> {
    /// Starts at a place of the text that is the start of a physical line.
    pub(super) fn new(dialect: &'d Dialect, at: usize, line: u64) -> Self {
        Self { dialect, at, line, ends: LineEnds::default() }
    }

    /// Returns where the next record starts.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Returns the physical line on which the next record starts.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the next record into `cells`. A record with an open quote ends with its physical line.
    pub(super) fn next(&mut self, texts: &mut Texts, cells: &mut Vec<Span>) -> Option<Record> {
        cells.clear();
        let mut doubled = Vec::new();
        let record = self.record(texts.text.as_bytes(), |cell| {
            if cell.doubled {
                doubled.push(cells.len());
            }
            cells.push(Span::of(cell.start, cell.end));
        });
        for at in doubled {
            cells[at] = undoubled(texts, cells[at], self.dialect.quote);
        }
        record
    }

    /// Steps over the next record.
    pub(super) fn skip(&mut self, text: &[u8]) -> Option<Record> {
        self.record(text, |_| {})
    }

    fn record(&mut self, bytes: &[u8], mut keep: impl FnMut(Cell)) -> Option<Record> {
        if self.at >= bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut quirk = Quirk::None;
        let end = loop {
            let from = self.at;
            match self.cell(bytes, &mut quirk) {
                Some(cell) => keep(cell),
                None => {
                    quirk = Quirk::Open;
                    let end = line_end(bytes, from);
                    keep(Cell { start: from, end, doubled: false });
                    self.at = end;
                }
            }
            if bytes[self.at..].starts_with(self.dialect.delimiter.as_bytes()) {
                self.at += self.dialect.delimiter.len();
                continue;
            }
            break self.at;
        };
        let ended = self.end_line(bytes);
        if quirk == Quirk::Open {
            // Read on after the physical line on which the record starts: the rest of the file is not lost.
            self.at = line_end(bytes, start);
            self.line = line;
            self.end_line(bytes);
            let end = line_end(bytes, start);
            return Some(Record { line, start, end, quirk, ended: true });
        }
        self.line += count_inside(&bytes[start..end]);
        Some(Record { line, start, end, quirk, ended })
    }

    /// Steps over a line end.
    fn end_line(&mut self, bytes: &[u8]) -> bool {
        let step = match bytes.get(self.at..) {
            Some([b'\r', b'\n', ..]) => {
                self.ends.crlf = true;
                2
            }
            Some([b'\r', ..]) => {
                self.ends.cr = true;
                1
            }
            Some([b'\n', ..]) => {
                self.ends.lf = true;
                1
            }
            _ => return false,
        };
        self.at += step;
        self.line += 1;
        true
    }

    /// Reads one cell and stops at its delimiter or line end; `None` where a quote is not closed as it should be.
    fn cell(&mut self, bytes: &[u8], quirk: &mut Quirk) -> Option<Cell> {
        let quote = self.dialect.quote;
        let mut from = self.at;
        while bytes.get(from) == Some(&b' ') && self.dialect.delimiter != " " {
            from += 1;
        }
        if bytes.get(from) != Some(&quote) {
            let end = self.plain_end(bytes, self.at);
            if memchr::memchr(quote, &bytes[self.at..end]).is_some() && quote == b'"' {
                *quirk = (*quirk).max(Quirk::Stray);
            }
            let cell = Cell { start: self.at, end, doubled: false };
            self.at = end;
            return Some(cell);
        }
        let start = from + 1;
        let mut at = start;
        let mut doubled = false;
        loop {
            at += memchr::memchr(quote, &bytes[at..])?;
            if bytes.get(at + 1) == Some(&quote) {
                doubled = true;
                at += 2;
                continue;
            }
            let mut after = at + 1;
            while matches!(bytes.get(after), Some(b' ')) && self.dialect.delimiter != " " {
                after += 1;
            }
            let closed = after == bytes.len()
                || matches!(bytes[after], b'\n' | b'\r')
                || bytes[after..].starts_with(self.dialect.delimiter.as_bytes());
            if !closed || at - start > LONGEST_CELL {
                return None;
            }
            self.at = after;
            return Some(Cell { start, end: at, doubled });
        }
    }

    /// Returns where an unquoted cell ends.
    fn plain_end(&self, bytes: &[u8], from: usize) -> usize {
        let delimiter = self.dialect.delimiter.as_bytes();
        let mut at = from;
        loop {
            match memchr::memchr3(delimiter[0], b'\n', b'\r', &bytes[at..]) {
                None => return bytes.len(),
                Some(step) => {
                    at += step;
                    if matches!(bytes[at], b'\n' | b'\r') || bytes[at..].starts_with(delimiter) {
                        return at;
                    }
                    at += 1;
                }
            }
        }
    }
}

/// Returns where the physical line ends, before its line end.
pub(super) fn line_end(bytes: &[u8], from: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |step| from + step)
}

fn count_inside(record: &[u8]) -> u64 {
    match memchr::memchr2(b'\n', b'\r', record) {
        Some(_) => super::encoding::count_line_ends(record),
        None => 0,
    }
}

fn undoubled(texts: &mut Texts, cell: Span, quote: u8) -> Span {
    let quote = char::from(quote);
    let single = texts.get(cell).replace(&format!("{quote}{quote}"), &quote.to_string());
    texts.keep(&single)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u64, Vec<String>, Quirk)> {
        let dialect = Dialect::default();
        let mut texts = Texts::new(text.to_owned());
        let mut splitter = Splitter::new(&dialect, 0, 1);
        let (mut spans, mut found) = (Vec::new(), Vec::new());
        while let Some(record) = splitter.next(&mut texts, &mut spans) {
            let cells = spans.iter().map(|s| texts.get(*s).to_owned()).collect();
            found.push((record.line, cells, record.quirk));
        }
        found
    }

    #[test]
    fn line_breaks_in_quotes_end_no_record_and_count_as_lines() {
        let found = cells("a,\"b\r\nc\"\r\nd,e");
        assert_eq!(found[0].1, ["a", "b\r\nc"]);
        assert_eq!((found[1].0, &found[1].1[..]), (3, &["d".to_owned(), "e".to_owned()][..]));
    }

    #[test]
    fn an_open_quote_ends_with_its_line() {
        let found = cells("a,\"b\nc,d\n");
        assert_eq!(found[0].2, Quirk::Open);
        assert_eq!((found[1].0, found[1].1.len()), (2, 2), "the next line is read on its own");
    }
}
