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
        if self.at >= texts.text.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        let mut quirk = Quirk::None;
        let end = loop {
            let from = self.at;
            match self.cell(texts.text.as_bytes(), &mut quirk) {
                Some(cell) => cells.push(keep(texts, &cell, self.dialect.quote)),
                None => {
                    quirk = Quirk::Open;
                    let end = line_end(texts.text.as_bytes(), from);
                    cells.push(Span::of(from, end));
                    self.at = end;
                }
            }
            let bytes = texts.text.as_bytes();
            if bytes[self.at..].starts_with(self.dialect.delimiter.as_bytes()) {
                self.at += self.dialect.delimiter.len();
                continue;
            }
            break self.at;
        };
        let ended = self.end_line(texts.text.as_bytes());
        if quirk == Quirk::Open {
            // Read on after the physical line on which the record starts: the rest of the file is not lost.
            let bytes = texts.text.as_bytes();
            self.at = line_end(bytes, start);
            self.line = line;
            self.end_line(bytes);
            let end = line_end(bytes, start);
            return Some(Record { line, start, end, quirk, ended: true });
        }
        self.line += count_inside(&texts.text.as_bytes()[start..end]);
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

/// A way to split a line of which the strict way makes no sense; it may aim at a width.
type Way = fn(&str, &Dialect, usize) -> Option<Vec<String>>;

/// Splits one physical line in every way that a damaged line may mean, and returns the first that gives `width` cells.
pub(super) fn mend(
    texts: &mut Texts,
    (start, end): (usize, usize),
    dialect: &Dialect,
    width: usize,
    header: bool,
    open: bool,
) -> Option<(Vec<Span>, Quirk)> {
    let line = texts.text.get(start..end)?.to_owned();
    let mut found = None;
    if let Some(inner) = whole_line(&line, dialect.quote)
        && let Some(cells) = strict(&inner, dialect)
        && (cells.len() == width || header && cells.len() > 1)
    {
        found = Some((cells, Quirk::WholeLine));
    }
    let mut ways: [(Way, Quirk); 3] =
        [(typographic, Quirk::Typographic), (search, Quirk::Stray), (backslashed, Quirk::Escaped)];
    if line.contains(&format!("\\{}", char::from(dialect.quote))) {
        ways.swap(1, 2);
    }
    for (split, quirk) in ways {
        if found.is_some() || header || quirk == Quirk::Stray && !open {
            continue;
        }
        found = split(&line, dialect, width).filter(|cells| cells.len() == width).map(|cells| (cells, quirk));
    }
    if found.is_none() && !header {
        found = other_delimiter(&line, dialect, width).map(|cells| (cells, Quirk::Delimiter));
    }
    let (cells, quirk) = found?;
    Some((cells.iter().map(|cell| texts.keep(cell)).collect(), quirk))
}

/// Returns the line inside a line that is one quoted cell.
fn whole_line(line: &str, quote: u8) -> Option<String> {
    let quote = char::from(quote);
    let inner = line.trim().strip_prefix(quote)?.strip_suffix(quote)?;
    let single = inner.replace(&format!("{quote}{quote}"), "");
    (!single.contains(quote)).then(|| inner.replace(&format!("{quote}{quote}"), &quote.to_string()))
}

/// Splits a line as the rules have it.
fn strict(line: &str, dialect: &Dialect) -> Option<Vec<String>> {
    let mut texts = Texts::new(line.to_owned());
    let mut cells = Vec::new();
    let mut splitter = Splitter::new(dialect, 0, 1);
    let record = splitter.next(&mut texts, &mut cells)?;
    let whole = splitter.at() == line.len() && record.quirk < Quirk::Open;
    whole.then(|| cells.iter().map(|cell| texts.get(*cell).to_owned()).collect())
}

/// Splits a line whose quotes are curly.
fn typographic(line: &str, dialect: &Dialect, _: usize) -> Option<Vec<String>> {
    if !line.contains(['“', '”', '„', '«', '»']) || line.contains(char::from(dialect.quote)) {
        return None;
    }
    let quote = char::from(dialect.quote);
    let plain: String =
        line.chars().map(|c| if matches!(c, '“' | '”' | '„' | '«' | '»') { quote } else { c }).collect();
    strict(&plain, dialect)
}

/// Where a cell of a line may end: its text, and where the next cell starts; `None` at the end of the line.
type Ending = (String, Option<usize>);

/// Splits a line whose quotes do not pair up, so that it has `width` cells: for each cell that starts with a quote, the
/// quote closes at one of the quotes before a delimiter, or the quotes are text. The nearest closing quote is tried first.
fn search(line: &str, dialect: &Dialect, width: usize) -> Option<Vec<String>> {
    const MOST_STEPS: usize = 10_000;
    let mut path: Vec<(Vec<Ending>, usize)> = vec![(endings(line, 0, dialect), 0)];
    for _ in 0..MOST_STEPS {
        let depth = path.len();
        let (choices, at) = path.last_mut()?;
        let Some((_, next)) = choices.get(*at) else {
            path.pop();
            continue;
        };
        *at += 1;
        match next {
            Some(next) if depth < width => {
                let next = *next;
                path.push((endings(line, next, dialect), 0));
            }
            None if depth == width => {
                return Some(path.iter().map(|(choices, at)| choices[at - 1].0.clone()).collect());
            }
            _ => {}
        }
    }
    None
}

/// Returns how the cell that starts at a place of a line may end.
fn endings(line: &str, start: usize, dialect: &Dialect) -> Vec<Ending> {
    let quote = char::from(dialect.quote);
    let rest = &line[start..];
    let raw_end = rest.find(&dialect.delimiter);
    let raw = &rest[..raw_end.unwrap_or(rest.len())];
    let next = |end: usize| Some(start + end + dialect.delimiter.len());
    let even = |text: &str| text.matches(quote).count() % 2 == 0;
    let mut choices: Vec<Ending> = Vec::new();
    if let Some(inner) = rest.strip_prefix(quote) {
        let single = |text: &str| text.replace(&format!("{quote}{quote}"), &quote.to_string());
        let closes = inner.match_indices(quote).map(|(at, _)| at).filter(|at| even(&inner[..*at]));
        for at in closes {
            let after = &inner[at + 1..];
            if after.is_empty() {
                choices.push((single(&inner[..at]), None));
            } else if after.starts_with(&dialect.delimiter) {
                choices.push((single(&inner[..at]), next(at + 2)));
            }
        }
    }
    if even(raw) || !raw.starts_with(quote) {
        let place = choices.len().min(1);
        choices.insert(place, (raw.to_owned(), raw_end.and_then(next)));
    }
    choices
}

/// Splits a line in which a backslash makes the next delimiter or quote text.
fn backslashed(line: &str, dialect: &Dialect, _: usize) -> Option<Vec<String>> {
    if !line.contains('\\') {
        return None;
    }
    let quote = char::from(dialect.quote);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut at) = (false, 0);
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at + c.len_utf8()..];
        if c == '\\' && (rest.starts_with([quote, '\\']) || rest.starts_with(&dialect.delimiter)) {
            let next = rest.chars().next()?;
            cell.push(next);
            at += c.len_utf8() + next.len_utf8();
            continue;
        }
        if c == quote && (quoted || cell.trim().is_empty()) {
            quoted = !quoted;
        } else if !quoted && line[at..].starts_with(&dialect.delimiter) {
            cells.push(std::mem::take(&mut cell));
            at += dialect.delimiter.len();
            continue;
        } else {
            cell.push(c);
        }
        at += c.len_utf8();
    }
    cells.push(cell);
    (!quoted).then_some(cells)
}

/// Splits a line at another of the usual delimiters.
fn other_delimiter(line: &str, dialect: &Dialect, width: usize) -> Option<Vec<String>> {
    let others = [",", ";", "\t", "|"].into_iter().filter(|other| *other != dialect.delimiter);
    let mut ways = others.filter_map(|other| {
        let dialect = Dialect { delimiter: other.to_owned(), ..dialect.clone() };
        strict(line, &dialect).filter(|cells| cells.len() == width && width > 1)
    });
    let first = ways.next()?;
    ways.next().is_none().then_some(first)
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

fn keep(texts: &mut Texts, cell: &Cell, quote: u8) -> Span {
    if !cell.doubled {
        return Span::of(cell.start, cell.end);
    }
    let quote = char::from(quote);
    let single = texts.text[cell.start..cell.end].replace(&format!("{quote}{quote}"), &quote.to_string());
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

    fn mended(line: &str, width: usize) -> Option<(Vec<String>, Quirk)> {
        let mut texts = Texts::new(line.to_owned());
        let (cells, quirk) = mend(&mut texts, (0, line.len()), &Dialect::default(), width, false, true)?;
        Some((cells.iter().map(|s| texts.get(*s).to_owned()).collect(), quirk))
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

    #[test]
    fn quotes_that_were_not_doubled_are_text() {
        assert_eq!(mended("1,\"Head of \"Platform\" team\",x", 3).unwrap().0[1], "Head of \"Platform\" team");
        assert_eq!(mended("1,\"Bob\" Smith,x", 3).unwrap().0[1], "\"Bob\" Smith");
        let among_others = mended("1,\"Bob\" Smith,\"Paris, FR\",x", 4).unwrap().0;
        assert_eq!(among_others, ["1", "\"Bob\" Smith", "Paris, FR", "x"]);
    }

    #[test]
    fn a_line_in_one_cell_and_escaped_delimiters_are_mended() {
        assert_eq!(
            mended("\"1,\"\"VP, Sales\"\",x\"", 3),
            Some((["1", "VP, Sales", "x"].map(str::to_owned).to_vec(), Quirk::WholeLine))
        );
        assert_eq!(
            mended("1,VP\\, Sales,x", 3).unwrap(),
            (["1", "VP, Sales", "x"].map(str::to_owned).to_vec(), Quirk::Escaped)
        );
        assert_eq!(mended("1,\"Al \\\"Bo\\\" Cy\",x", 3).unwrap().0[1], "Al \"Bo\" Cy");
        assert_eq!(mended("1,“VP, Sales”,x", 3).unwrap().1, Quirk::Typographic);
    }
}
