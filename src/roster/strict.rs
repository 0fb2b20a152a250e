//! Strict: the rows of a large file at full speed, in chunks side by side.
//!
//! Most rows are well-formed. They are split here, and what repeats is interned while it is in the cache. A row that is
//! odd in any way (another width, a quote out of place, an empty row, what could be another header) is stepped over as
//! the careful splitter has it, and left to `rows`.
//!
//! A chunk starts at a line end. Where that stands inside quotes, the chunk before ends elsewhere, and the rows are
//! read again from there: so the chunks give what one reading from the start gives, on any number of threads.

use rayon::prelude::*;

use super::field::Field;
use super::header::Layout;
use super::look::Look;
use super::scan::Stops;
use super::split::{Dialect, LineEnds, Record, Splitter};
use super::store::{Span, Texts};
use super::table::{Column, Table};

/// Files below this size are read with care at once.
pub(super) const WORTHWHILE: usize = 1 << 20;

/// How much of the text one chunk has, about.
pub(super) const CHUNK: usize = 8 << 20;

/// How many chunks are read for each thread before they are put together.
const OF_A_THREAD: usize = 2;

/// What a file has below its header: the rows that are as they should be, and where the others are.
pub(super) struct Strict {
    pub(super) table: Table,
    pub(super) odd: Vec<OddRow>,
    pub(super) ends: LineEnds,
}

/// A row that is read with care.
pub(super) struct OddRow {
    /// How many of the other rows stand above it.
    pub(super) rows_above: usize,
    pub(super) record: Record,
}

/// The rows of one chunk; lines are counted from its start.
struct Part {
    from: usize,
    /// Where the first row of the next chunk starts.
    end: usize,
    /// How many physical lines it has.
    height: u64,
    lines: Vec<u32>,
    columns: Vec<Column>,
    /// Cells with doubled quotes: row, kept column.
    doubled: Vec<(usize, usize)>,
    /// Whether distinct texts of symbols have doubled quotes.
    doubled_symbols: bool,
    blank_has_data: Vec<bool>,
    odd: Vec<OddRow>,
    ends: LineEnds,
}

/// What every chunk is read with.
struct Plan<'a> {
    text: &'a [u8],
    dialect: &'a Dialect,
    layout: &'a Layout,
    delimiter: u8,
    stops: Stops,
    /// The columns of the file that are kept, and what makes their cells simple.
    kept: Vec<(usize, Look)>,
    /// Columns in which a row of people has a digit or an address.
    typed: Vec<usize>,
}

/// A cell while its row is read: its place without quotes, and whether doubled quotes stand in it.
#[derive(Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    doubled: bool,
}

/// Reads the rows from a place and line on; `None` where cells are told apart in a way that only care can follow.
///
/// A few chunks for each thread are read, put together and let go before the next ones, so that hardly a cell stands
/// twice in memory.
pub(super) fn read(
    texts: &mut Texts,
    dialect: &Dialect,
    layout: &Layout,
    (mut at, mut line): (usize, u64),
    chunk: usize,
) -> Option<Strict> {
    let bounds = Plan::new(&texts.text, dialect, layout)?.bounds(at, chunk.max(1));
    let mut strict = Strict { table: Table::new(layout), odd: Vec::new(), ends: LineEnds::default() };
    let start = at;
    for bounds in bounds.chunks(OF_A_THREAD * rayon::current_num_threads()) {
        let plan = Plan::new(&texts.text, dialect, layout)?;
        let mut parts: Vec<Part> = bounds.par_iter().map(|(from, to)| plan.part(*from, *to)).collect();
        for (part, (_, to)) in parts.iter_mut().zip(bounds) {
            if part.from != at {
                *part = plan.part(at, *to);
            }
            at = part.end;
        }
        parts.iter_mut().for_each(|part| part.undouble(texts));
        if strict.table.lines.is_empty() {
            // The rows to come are about as long as these.
            let rows: usize = parts.iter().map(|part| part.lines.len()).sum();
            let share = (at - start).max(1) as f64 / (texts.text.len() - start).max(1) as f64;
            strict.table.reserve((rows as f64 / share * 1.02) as usize);
        }
        line = strict.append(parts, line, texts);
    }
    Some(strict)
}

impl Strict {
    /// Adds chunks, of which the first starts on a line; returns the line after the last.
    fn append(&mut self, mut parts: Vec<Part>, mut line: u64, texts: &Texts) -> u64 {
        let Self { table: Table { lines, columns, blank_has_data }, odd, ends } = self;
        for part in &mut parts {
            odd.extend(part.odd.drain(..).map(|OddRow { rows_above, record }| OddRow {
                rows_above: lines.len() + rows_above,
                record: Record { line: line + record.line, ..record },
            }));
            let absolute = |height: &u32| u32::try_from(line + u64::from(*height)).unwrap_or(u32::MAX);
            lines.extend(part.lines.iter().map(absolute));
            line += part.height;
            ends.add(part.ends);
            blank_has_data.iter_mut().zip(&part.blank_has_data).for_each(|(all, one)| *all |= one);
        }
        let mut of_columns: Vec<Vec<Column>> = columns.iter().map(|_| Vec::new()).collect();
        for part in parts {
            of_columns.iter_mut().zip(part.columns).for_each(|(list, column)| list.push(column));
        }
        let append = |((_, whole), parts): (&mut (usize, Column), Vec<Column>)| {
            parts.into_iter().for_each(|part| whole.append(part, texts));
        };
        columns.par_iter_mut().zip(of_columns).for_each(append);
        line
    }
}

impl Part {
    /// Makes single quotes of doubled ones.
    fn undouble(&mut self, texts: &mut Texts) {
        for (row, column) in std::mem::take(&mut self.doubled) {
            if let Column::Cells(cells) = &mut self.columns[column] {
                cells[row] = texts.undoubled(cells[row]);
            }
        }
        for column in self.columns.iter_mut().filter(|_| self.doubled_symbols) {
            if let Column::Symbols(symbols) = column {
                symbols.heal_doubled(texts);
            }
        }
    }
}

impl<'a> Plan<'a> {
    fn new(text: &'a str, dialect: &'a Dialect, layout: &'a Layout) -> Option<Self> {
        let [delimiter] = dialect.delimiter.as_bytes() else { return None };
        if dialect.quote != b'"' || !delimiter.is_ascii() || *delimiter == b' ' {
            return None;
        }
        let typed = [Field::Id, Field::Email, Field::Fte, Field::StartDate, Field::EndDate, Field::Title];
        let typed: Vec<usize> = typed.iter().filter_map(|field| layout.fields.get(field).copied()).collect();
        // What could be the header again would not be told from people.
        let like_people = |column: &usize| layout.header[*column].bytes().any(is_typed);
        if typed.iter().any(like_people) {
            return None;
        }
        let (text, stops) = (text.as_bytes(), Stops::new(*delimiter));
        let kept = layout.kept().into_iter().map(|column| (column, Look::of(layout, column))).collect();
        Some(Self { text, dialect, layout, delimiter: *delimiter, stops, kept, typed })
    }

    /// Cuts the text at line ends: from, to.
    fn bounds(&self, at: usize, chunk: usize) -> Vec<(usize, usize)> {
        let next_line = |start: usize| {
            memchr::memchr(b'\n', &self.text[start..]).map_or(self.text.len(), |step| start + step + 1)
        };
        let mut starts: Vec<usize> = (at + chunk..self.text.len()).step_by(chunk).map(next_line).collect();
        starts.retain(|start| *start < self.text.len());
        starts.dedup();
        let from = std::iter::once(at).chain(starts.iter().copied());
        from.zip(starts.iter().copied().chain([self.text.len()])).collect()
    }

    /// Reads the rows that start in a chunk.
    fn part(&self, from: usize, to: usize) -> Part {
        // A row that starts before the chunk may end behind it: then no row starts in it.
        let own = self.text.get(from..to).unwrap_or_default();
        let rows = memchr::memchr_iter(b'\n', own).count() + 1;
        let column = |(column, _): &(usize, Look)| Column::with_capacity(self.layout, *column, rows);
        let mut part = Part {
            from,
            end: from,
            height: 0,
            lines: Vec::with_capacity(rows),
            columns: self.kept.iter().map(column).collect(),
            doubled: Vec::new(),
            doubled_symbols: false,
            blank_has_data: vec![false; self.layout.blank.len()],
            odd: Vec::new(),
            ends: LineEnds::default(),
        };
        let mut cells = Vec::with_capacity(self.layout.widest);
        while part.end < to {
            match self.row(part.end, &mut cells, &mut part.ends) {
                Some(next) => {
                    self.keep(&cells, &mut part);
                    part.lines.push(part.height as u32);
                    part.height += 1;
                    part.end = next;
                }
                None => {
                    let mut splitter = Splitter::new(self.dialect, part.end, part.height);
                    let Some(record) = splitter.skip(self.text) else { break };
                    part.odd.push(OddRow { rows_above: part.lines.len(), record });
                    part.ends.add(splitter.ends);
                    (part.end, part.height) = (splitter.at(), splitter.line());
                }
            }
        }
        part
    }

    /// Reads the cells of one row and returns where the next one starts; `None` where the row is odd.
    fn row(&self, mut at: usize, cells: &mut Vec<Cell>, ends: &mut LineEnds) -> Option<usize> {
        cells.clear();
        let next = loop {
            let (cell, after) = self.cell(at)?;
            if cells.len() == self.layout.widest || self.text[cell.start..cell.end].starts_with(b"###") {
                return None;
            }
            cells.push(cell);
            match self.text.get(after) {
                Some(b) if *b == self.delimiter => at = after + 1,
                Some(b'\n') => break (after + 1, LineEnds { lf: true, ..LineEnds::default() }),
                Some(b'\r') if self.text.get(after + 1) == Some(&b'\n') => {
                    break (after + 2, LineEnds { crlf: true, ..LineEnds::default() });
                }
                None => break (after, LineEnds::default()),
                _ => return None,
            }
        };
        let bytes = |cell: &Cell| &self.text[cell.start..cell.end];
        let has_people =
            |column: &usize| cells.get(*column).is_some_and(|c| bytes(c).iter().copied().any(is_typed));
        if cells.len() < self.layout.header.len() || !self.typed.iter().any(has_people) {
            return None;
        }
        ends.add(next.1);
        Some(next.0)
    }

    fn keep(&self, cells: &[Cell], part: &mut Part) {
        let row = part.lines.len();
        for (place, ((column, look), list)) in self.kept.iter().zip(&mut part.columns).enumerate() {
            let Some(Cell { start, end, doubled }) = cells.get(*column).copied() else { continue };
            let text = &self.text[start..end];
            match list {
                Column::Cells(list) => {
                    list.push(Span::looked_at(start, end, look.is_simple(text)));
                    if doubled {
                        part.doubled.push((row, place));
                    }
                }
                Column::Symbols(list) => {
                    list.push(Span::of(start, end), text);
                    part.doubled_symbols |= doubled;
                }
            }
        }
        for (column, filled) in self.layout.blank.iter().zip(&mut part.blank_has_data) {
            let text = |cell: &Cell| String::from_utf8_lossy(&self.text[cell.start..cell.end]).into_owned();
            *filled |= cells.get(*column).is_some_and(|cell| !text(cell).trim().is_empty());
        }
    }

    /// Returns a cell, and what comes after it.
    fn cell(&self, at: usize) -> Option<(Cell, usize)> {
        if self.text.get(at) != Some(&b'"') {
            let end = self.stops.find(self.text, at);
            let stray = self.text.get(end) == Some(&b'"');
            return (!stray).then_some((Cell { start: at, end, doubled: false }, end));
        }
        let start = at + 1;
        let (mut from, mut doubled) = (start, false);
        loop {
            let end = from + memchr::memchr2(b'"', b'\n', &self.text[from..])?;
            match (self.text[end], self.text.get(end + 1)) {
                (b'\n', _) => return None,
                (_, Some(b'"')) => {
                    doubled = true;
                    from = end + 2;
                }
                _ if end - start >= super::store::LONGEST_CELL => return None,
                _ => return Some((Cell { start, end, doubled }, end + 1)),
            }
        }
    }
}

fn is_typed(b: u8) -> bool {
    b.is_ascii_digit() || b == b'@'
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::{ReadOptions, dialect, header, notes::Notes, rows};
    use super::*;

    /// Reads a text in chunks of a size, or with care where none is given: lines, cells and notes, or the refusal.
    fn read(text: &str, chunk: Option<usize>) -> String {
        let mut texts = Texts::new(text.to_owned());
        let mut notes = Notes::default();
        let found = dialect::find(&mut texts, None, &[]).unwrap();
        let layout = header::Layout::new(&found, &ReadOptions::default(), &mut notes).unwrap();
        let read = match chunk {
            Some(chunk) => rows::read_in_chunks(&mut texts, &found, &layout, &mut notes, chunk)
                .expect("the cells are told apart by commas and quotes"),
            None => rows::read_with_care(&mut texts, &found, &layout, &mut notes),
        };
        let table = match read {
            Ok(table) => table,
            Err(refusal) => return refusal.to_string(),
        };
        let mut shown = String::new();
        for row in 0..table.lines.len() {
            let cells = table.columns.iter().map(|(_, cells)| texts.get(cells.get(row)).trim());
            writeln!(shown, "{}: {}", table.lines[row], cells.collect::<Vec<_>>().join("|")).unwrap();
        }
        write!(shown, "{:?}", notes.finish()).unwrap();
        shown
    }

    #[test]
    fn any_cut_gives_what_careful_reading_gives() {
        let text =
            "id,name,title\n1,Ann,\"VP, Sales\"\n2,\"Bo \"\"B\"\" Chen\",SRE\n3,,\n4,Zoë,\"x\"\n5,Ed,SRE";
        for chunk in 1..text.len() {
            assert_eq!(read(text, Some(chunk)), read(text, None), "chunks of {chunk} bytes");
        }
    }

    #[test]
    fn odd_rows_among_others_are_read_as_with_care() {
        for odd in [
            "1,Ann\n",
            "1,\"Ann,x\n2,Bo,y\n",
            "1,A\"n,x\n",
            "\n1,Ann,x\n",
            "\n\n,,\n",
            "id,name,title\n",
            "1,Ann,\"a\nb\"\n5,\"c\n\nd\",e\n",
            "1,Ann,###\n",
            "1,Ann,x\r\n",
            "1,Ann,x\r2,Bo,y\n",
            "1,\"He said \"\"no\"\"\",\"\"\"x\"\"\"\n",
            "1,Ann,x,\n1,Ann,x,y\n",
            "1,  \"Ann\" ,x\n",
            "Total,,3\n",
        ] {
            let text = format!("id,name,title\n9,Cy,z\n7,Fay,\"a, b\"\n{odd}8,Di,w\n6,Gus,v\n{odd}");
            for chunk in 1..text.len() {
                assert_eq!(read(&text, Some(chunk)), read(&text, None), "{odd:?} in chunks of {chunk} bytes");
            }
        }
    }

    #[test]
    fn columns_without_a_name_are_as_with_care() {
        for text in [
            ",id,name,title\n0,1,Ann,x\n1,2,Bo,y\n",
            "id,name,title,,\n1,Ann,x,,\n2,Bo,y\n3,Cy,z, ,q\n",
            "id,name,title,\n1,Ann,x,\n2,Bo,y,\n",
        ] {
            for chunk in 1..text.len() {
                assert_eq!(read(text, Some(chunk)), read(text, None), "{text:?} in chunks of {chunk} bytes");
            }
        }
    }
}
