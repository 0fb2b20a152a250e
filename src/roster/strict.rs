//! Strict: the rows of a file in which nothing is odd, in chunks side by side.
//!
//! Most large files are well-formed. They are split here at full speed; at the first oddity (a row of another width, a
//! quote out of place, an empty row, what could be another header) this gives up, and `rows` reads with care from the start.

use rayon::prelude::*;

use super::field::Field;
use super::header::Layout;
use super::rows::Table;
use super::split::Dialect;
use super::store::{Span, Texts};

/// Files below this size are read with care at once.
pub(super) const WORTHWHILE: usize = 1 << 20;

/// How much of the text one chunk has, about.
pub(super) const CHUNK: usize = 4 << 20;

/// The rows of one chunk.
struct Part {
    lines: Vec<u32>,
    columns: Vec<Vec<Span>>,
    /// Cells with doubled quotes: row, kept column, place.
    doubled: Vec<(usize, usize, usize, usize)>,
    /// How many rows end with CRLF, and with LF.
    crlf: usize,
    lf: usize,
}

/// What every chunk is read with.
struct Plan<'a> {
    text: &'a [u8],
    delimiter: u8,
    width: usize,
    /// For each column of the file, its place among the kept ones.
    place: Vec<Option<usize>>,
    /// Columns in which a row of people has a digit or an address.
    typed: Vec<bool>,
    kept: usize,
}

/// Reads the rows from a place and line on; `None` where anything is odd.
pub(super) fn read(
    texts: &mut Texts,
    dialect: &Dialect,
    layout: &Layout,
    (at, line): (usize, u64),
    chunk: usize,
) -> Option<Table> {
    let [delimiter] = dialect.delimiter.as_bytes() else { return None };
    if dialect.quote != b'"' || !layout.blank.is_empty() || !delimiter.is_ascii() || *delimiter == b' ' {
        return None;
    }
    let kept = layout.kept();
    let width = layout.header.len();
    let typed = [Field::Id, Field::Email, Field::Fte, Field::StartDate, Field::EndDate, Field::Title];
    let typed: Vec<usize> = typed.iter().filter_map(|field| layout.fields.get(field).copied()).collect();
    let plan = Plan {
        text: texts.text.as_bytes(),
        delimiter: *delimiter,
        width,
        place: (0..width).map(|column| kept.iter().position(|k| *k == column)).collect(),
        typed: (0..width).map(|column| typed.contains(&column)).collect(),
        kept: kept.len(),
    };
    let bounds = plan.bounds(at, line, chunk.max(1));
    let parts: Option<Vec<Part>> = bounds.into_par_iter().map(|bound| plan.part(bound)).collect();
    let parts = parts?;
    let mixed = parts.iter().any(|part| part.lf > 0) && parts.iter().any(|part| part.crlf > 0);
    (!mixed).then(|| join(parts, kept, texts))
}

/// Puts the chunks together, column by column, so that at most one column stands twice in memory.
fn join(mut parts: Vec<Part>, kept: Vec<usize>, texts: &mut Texts) -> Table {
    for part in &mut parts {
        for (row, column, start, end) in std::mem::take(&mut part.doubled) {
            let single = texts.text[start..end].replace("\"\"", "\"");
            part.columns[column][row] = texts.keep(&single);
        }
    }
    let rows = parts.iter().map(|part| part.lines.len()).sum();
    let mut lines = Vec::with_capacity(rows);
    for part in &mut parts {
        lines.append(&mut part.lines);
    }
    let mut columns = Vec::with_capacity(kept.len());
    for (place, column) in kept.into_iter().enumerate() {
        let mut cells = Vec::with_capacity(rows);
        for part in &mut parts {
            cells.extend(std::mem::take(&mut part.columns[place]));
        }
        columns.push((column, cells));
    }
    Table { lines, columns, blank_has_data: Vec::new() }
}

impl Plan<'_> {
    /// Cuts the text at line ends outside quotes: from, to, line. An odd number of quotes before a place means inside.
    fn bounds(&self, at: usize, line: u64, chunk: usize) -> Vec<(usize, usize, u64)> {
        let starts: Vec<usize> = (at..self.text.len()).step_by(chunk).collect();
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        let counts: Vec<(usize, usize)> = starts
            .par_iter()
            .zip(ends.collect::<Vec<_>>())
            .map(|(from, to)| {
                let part = &self.text[*from..to];
                (memchr::memchr_iter(b'"', part).count(), memchr::memchr_iter(b'\n', part).count())
            })
            .collect();
        let mut bounds: Vec<(usize, usize, u64)> = Vec::new();
        let (mut quotes, mut lines) = (0, line);
        for (start, (in_quotes, in_lines)) in starts.into_iter().zip(counts) {
            let (from, skipped) = if start == at { (at, 0) } else { self.next_row(start, quotes % 2 == 1) };
            if bounds.last().is_none_or(|(last, ..)| *last < from) && from < self.text.len() {
                if let Some(last) = bounds.last_mut() {
                    last.1 = from;
                }
                bounds.push((from, self.text.len(), lines + skipped));
            }
            quotes += in_quotes;
            lines += in_lines as u64;
        }
        bounds
    }

    /// Returns where the next row starts, and how many line ends stand before it.
    fn next_row(&self, start: usize, mut quoted: bool) -> (usize, u64) {
        let mut ends = 0;
        for at in memchr::memchr2_iter(b'"', b'\n', &self.text[start..]) {
            if self.text[start + at] == b'"' {
                quoted = !quoted;
                continue;
            }
            ends += 1;
            if !quoted {
                return (start + at + 1, ends);
            }
        }
        (self.text.len(), ends)
    }

    fn part(&self, (from, to, line): (usize, usize, u64)) -> Option<Part> {
        let rows = memchr::memchr_iter(b'\n', &self.text[from..to]).count() + 1;
        let columns = (0..self.kept).map(|_| Vec::with_capacity(rows)).collect();
        let lines = Vec::with_capacity(rows);
        let mut part = Part { lines, columns, doubled: Vec::new(), crlf: 0, lf: 0 };
        let (mut at, mut line) = (from, u32::try_from(line).ok()?);
        while at < to {
            at = self.row(at, &mut part)?;
            part.lines.push(line);
            line = line.checked_add(1)?;
        }
        Some(part)
    }

    /// Reads one row and returns where the next one starts.
    fn row(&self, mut at: usize, part: &mut Part) -> Option<usize> {
        let mut people = false;
        for column in 0..self.width {
            let (start, end, after, doubled) = self.cell(at)?;
            let cell = &self.text[start..end];
            if cell.starts_with(b"###") {
                return None;
            }
            people |= self.typed[column] && cell.iter().any(|b| b.is_ascii_digit() || *b == b'@');
            if let Some(place) = self.place[column] {
                if doubled {
                    part.doubled.push((part.columns[place].len(), place, start, end));
                }
                part.columns[place].push(Span::of(start, end));
            }
            let last = column + 1 == self.width;
            at = match self.text.get(after) {
                Some(b) if *b == self.delimiter && !last => after + 1,
                Some(b'\n') if last => {
                    part.lf += 1;
                    after + 1
                }
                Some(b'\r') if last && self.text.get(after + 1) == Some(&b'\n') => {
                    part.crlf += 1;
                    after + 2
                }
                None if last => after,
                _ => return None,
            };
        }
        people.then_some(at)
    }

    /// Returns a cell's start and end without quotes, what comes after it, and whether doubled quotes stand in it.
    fn cell(&self, at: usize) -> Option<(usize, usize, usize, bool)> {
        if self.text.get(at) != Some(&b'"') {
            let end = self.plain_end(at);
            let stray = self.text.get(end) == Some(&b'"');
            return (!stray).then_some((at, end, end, false));
        }
        let start = at + 1;
        let mut from = start;
        let mut doubled = false;
        loop {
            let end = from + memchr::memchr2(b'"', b'\n', &self.text[from..])?;
            match (self.text[end], self.text.get(end + 1)) {
                (b'\n', _) => return None,
                (_, Some(b'"')) => {
                    doubled = true;
                    from = end + 2;
                }
                _ if end - start >= super::store::LONGEST_CELL => return None,
                _ => return Some((start, end, end + 1, doubled)),
            }
        }
    }

    /// Returns where an unquoted cell ends: at a delimiter, a line end or a quote. Cells are short, so a loop over the
    /// bytes beats a search that has to be set up.
    fn plain_end(&self, at: usize) -> usize {
        let stops = |b: &u8| *b == self.delimiter || matches!(*b, b'\n' | b'\r' | b'"');
        self.text[at..].iter().position(stops).map_or(self.text.len(), |step| at + step)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ReadOptions, dialect, header, notes::Notes, rows};
    use super::*;

    /// Reads a text strictly in chunks of a size, and with care: lines and cells of both.
    fn both(text: &str, chunk: usize) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let shown = |texts: &Texts, table: &Table| {
            let row = |row: usize| {
                let cells = table.columns.iter().map(|(_, cells)| texts.get(cells[row]).trim().to_owned());
                format!("{}: {}", table.lines[row], cells.collect::<Vec<_>>().join("|"))
            };
            (0..table.lines.len()).map(row).collect::<Vec<_>>()
        };
        let mut texts = Texts::new(text.to_owned());
        let mut notes = Notes::default();
        let found = dialect::find(&mut texts, None, &[]).unwrap();
        let layout = header::Layout::new(&found, &ReadOptions::default(), &mut notes).unwrap();
        let strict = read(&mut texts, &found.dialect, &layout, found.data, chunk);
        let strict = strict.map(|table| shown(&texts, &table));
        let careful = rows::read_with_care(&mut texts, &found, &layout, &mut notes).ok();
        (strict, careful.map(|table| shown(&texts, &table)))
    }

    #[test]
    fn any_cut_gives_what_careful_reading_gives() {
        let text = "id,name,title\n1,Ann,\"VP, Sales\"\n2,\"Bo \"\"B\"\" Chen\",SRE\n3,,\n4,Zoë,\"x\"";
        for chunk in 1..text.len() {
            let (strict, careful) = both(text, chunk);
            assert!(careful.is_some(), "nothing is odd");
            assert_eq!(strict, careful, "chunks of {chunk} bytes");
        }
    }

    #[test]
    fn what_is_odd_is_left_to_careful_reading() {
        for odd in [
            "1,Ann\n",
            "1,\"Ann,x\n2,Bo,y\n",
            "1,A\"n,x\n",
            "\n1,Ann,x\n",
            "id,name,title\n",
            "1,Ann,\"a\nb\"\n",
            "1,Ann,###\n",
        ] {
            let (strict, _) = both(&format!("id,name,title\n9,Cy,z\n{odd}8,Di,w\n"), 8);
            assert_eq!(strict, None, "{odd:?}");
        }
    }
}
