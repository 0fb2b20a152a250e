//! Rows: the records below the header as columns of kept cells; what does not fit is mended, set aside or refused.

use super::dialect::{Found, known_fields};
use super::field::Field;
use super::header::Layout;
use super::mend::mend;
use super::notes::Notes;
use super::odd::{self, Odd};
use super::split::{Dialect, LineEnds, Quirk, Record, Splitter};
use super::store::{Span, Texts};
use super::strict::{self, OddRow};
use super::table::Table;
use super::words::TYPES;
use super::{refusal, refuse_all};
use crate::error::Result;

/// Rows without content, one after the other.
struct BlankRun {
    line: u64,
    count: u64,
    /// Whether there is more in them than line ends.
    padded: bool,
}

/// What the reading of rows collects.
pub(super) struct Reader<'a> {
    pub(super) texts: &'a mut Texts,
    pub(super) dialect: &'a Dialect,
    pub(super) layout: &'a Layout,
    pub(super) notes: &'a mut Notes,
    pub(super) table: Table,
    pub(super) odd: Vec<Odd>,
    problems: Vec<(u64, &'static str, String)>,
    blank_run: Option<BlankRun>,
    long_blank: Vec<u64>,
    whole_lines: u64,
    kept: Vec<usize>,
    /// How many of the rows that were read at full speed stand above, and below.
    at_full_speed: usize,
    rows_below: usize,
}

/// Reads the rows below the header: those of a large file at full speed where nothing about them is odd, else with care.
///
/// # Errors
///
/// Refuses open quotes and second tables, every one of them named, and a table without rows.
pub(super) fn read(texts: &mut Texts, found: &Found, layout: &Layout, notes: &mut Notes) -> Result<Table> {
    if texts.text.len() >= strict::WORTHWHILE
        && !found.whole_lines
        && let Some(read) = read_in_chunks(texts, found, layout, notes, strict::CHUNK)
    {
        return read;
    }
    read_with_care(texts, found, layout, notes)
}

/// Reads the rows in chunks of a size, and with care only what is odd; `None` where all rows need care.
pub(super) fn read_in_chunks(
    texts: &mut Texts,
    found: &Found,
    layout: &Layout,
    notes: &mut Notes,
    chunk: usize,
) -> Option<Result<Table>> {
    let strict = strict::read(texts, &found.dialect, layout, found.data, chunk)?;
    let rows = strict.table.lines.len();
    let mut reader = Reader::new(texts, found, layout, notes, strict.table);
    let mut cells = Vec::new();
    for OddRow { rows_above, record } in strict.odd {
        reader.pass_rows(rows_above);
        let mut splitter = Splitter::new(&found.dialect, record.start, record.line);
        if let Some(record) = splitter.next(reader.texts, &mut cells) {
            reader.record(record, &mut cells);
        }
    }
    reader.pass_rows(rows);
    Some(reader.finish(found, strict.ends))
}

/// Reads the rows one after the other, and settles what is odd.
pub(super) fn read_with_care(
    texts: &mut Texts,
    found: &Found,
    layout: &Layout,
    notes: &mut Notes,
) -> Result<Table> {
    let mut reader = Reader::new(texts, found, layout, notes, Table::new(layout));
    let (at, line) = found.data;
    let mut splitter = Splitter::new(&found.dialect, at, line);
    let mut cells = Vec::new();
    while let Some(record) = splitter.next(reader.texts, &mut cells) {
        reader.record(record, &mut cells);
    }
    reader.finish(found, splitter.ends)
}

impl<'a> Reader<'a> {
    /// Starts with the rows that were read at full speed.
    fn new(
        texts: &'a mut Texts,
        found: &'a Found,
        layout: &'a Layout,
        notes: &'a mut Notes,
        table: Table,
    ) -> Self {
        Self {
            rows_below: table.lines.len(),
            table,
            texts,
            dialect: &found.dialect,
            layout,
            notes,
            odd: Vec::new(),
            problems: Vec::new(),
            blank_run: None,
            long_blank: Vec::new(),
            whole_lines: u64::from(found.whole_lines),
            kept: layout.kept(),
            at_full_speed: 0,
        }
    }
}

impl Reader<'_> {
    fn width(&self) -> usize {
        self.layout.header.len()
    }

    /// Passes rows that were read at full speed, up to so many of them.
    fn pass_rows(&mut self, above: usize) {
        let passed = above - self.at_full_speed;
        if passed > 0 {
            self.end_blank_run(false);
            self.at_full_speed = above;
            self.rows_below -= passed;
        }
    }

    /// Whether a row was read above.
    fn has_rows_above(&self) -> bool {
        self.table.lines.len() > self.rows_below
    }

    fn record(&mut self, mut record: Record, cells: &mut Vec<Span>) {
        if self.is_blank(cells) && record.quirk == Quirk::None {
            self.blank(&record, cells.len());
            return;
        }
        let after_blank = self.end_blank_run(false);
        let widths = self.width()..=self.layout.widest;
        if record.quirk == Quirk::Open || !widths.contains(&cells.len()) {
            let place = (record.start, record.end);
            let open = record.quirk == Quirk::Open;
            match mend(self.texts, place, self.dialect, self.width(), false, open) {
                Some((mended, quirk)) => {
                    *cells = mended;
                    record.quirk = quirk;
                    self.tell(&record);
                }
                None if record.quirk == Quirk::Open => {
                    self.refuse_open(&record);
                    return;
                }
                None => {}
            }
        } else if record.quirk == Quirk::Stray {
            self.tell(&record);
        } else if self.swallowed(&record) {
            self.refuse_open(&record);
            return;
        }
        if cells.len() > *widths.end() && self.is_blank(&cells[self.width()..]) {
            self.long_blank.push(record.line);
            cells.truncate(self.width());
        }
        if !widths.contains(&cells.len()) {
            self.odd.push(Odd { record, cells: cells.clone(), after_blank });
        } else if self.is_header(cells) {
            self.notes.at(
                record.line,
                "header-repeated",
                "the header stands again here; the line was skipped",
            );
        } else if self.is_type_row(cells) {
            self.notes.at(record.line, "multi-row-header", "a row that describes the columns was skipped");
        } else if self.is_other_header(cells) {
            self.problems.push((
                record.line,
                "two-tables",
                "a second table with another header starts here".into(),
            ));
        } else {
            for (nth, column) in self.layout.blank.iter().enumerate() {
                let filled = cells.get(*column).is_some_and(|cell| !self.texts.get(*cell).trim().is_empty());
                self.table.blank_has_data[nth] |= filled;
            }
            self.tell_lost(record.line, cells);
            self.table.push(self.texts, record.line, cells);
        }
    }

    /// Notes cells that were printed too narrow, in columns that are not kept too: nothing of them is kept.
    fn tell_lost(&mut self, line: u64, cells: &[Span]) {
        for (column, cell) in cells.iter().enumerate() {
            let text = self.texts.get(*cell);
            if text.starts_with("###") && text.bytes().all(|b| b == b'#') {
                let header = self.layout.header.get(column).map_or("", String::as_str);
                let message =
                    format!("`{header}` shows only #: the column was too narrow when it was exported");
                self.notes.at(line, "value-lost", message);
            }
        }
    }

    fn is_blank(&self, cells: &[Span]) -> bool {
        cells.iter().all(|cell| cell.is_empty() || self.texts.get(*cell).trim().is_empty())
    }

    fn blank(&mut self, record: &Record, width: usize) {
        let padded = width > 1 || record.start < record.end;
        match &mut self.blank_run {
            Some(run) => {
                run.count += 1;
                run.padded |= padded;
            }
            None => self.blank_run = Some(BlankRun { line: record.line, count: 1, padded }),
        }
    }

    /// Ends a run of blank rows; whether there was one. Bare line ends at the end of the file are no rows.
    fn end_blank_run(&mut self, at_end: bool) -> bool {
        let Some(BlankRun { line, count, padded }) = self.blank_run.take() else { return false };
        if padded || !at_end && self.has_rows_above() {
            let message =
                format!("{count} empty {} skipped", if count == 1 { "row was" } else { "rows were" });
            self.notes.at(line, "empty-rows", message);
        }
        true
    }

    /// Whether a record of several lines swallowed whole rows: its first and its last line are rows on their own.
    fn swallowed(&self, record: &Record) -> bool {
        let bytes = &self.texts.text.as_bytes()[record.start..record.end];
        let Some(first) = memchr::memchr2(b'\n', b'\r', bytes) else { return false };
        let last = memchr::memrchr2(b'\n', b'\r', bytes).map_or(0, |at| at + 1);
        let width =
            |part: &[u8]| memchr::memmem::find_iter(part, self.dialect.delimiter.as_bytes()).count() + 1;
        let fits = |part: &[u8]| (self.width()..=self.layout.widest).contains(&width(part));
        let odd = |part: &[u8]| part.iter().filter(|b| **b == self.dialect.quote).count() % 2 == 1;
        self.width() > 1
            && fits(&bytes[..first])
            && fits(&bytes[last..])
            && odd(&bytes[..first])
            && odd(&bytes[last..])
            && !self.last_cell_holds_break(&bytes[..first])
    }

    /// Whether the open quote of a record's first line starts its last cell: then the next lines may belong to it.
    fn last_cell_holds_break(&self, first: &[u8]) -> bool {
        let delimiter = self.dialect.delimiter.as_bytes();
        memchr::memmem::rfind(first, delimiter)
            .is_some_and(|at| first.get(at + delimiter.len()) == Some(&self.dialect.quote))
    }

    fn refuse_open(&mut self, record: &Record) {
        self.problems.push((
            record.line,
            "unterminated-quote",
            "a quote is opened here and not closed".into(),
        ));
    }

    fn tell(&mut self, record: &Record) {
        let (code, message) = match record.quirk {
            Quirk::None | Quirk::Open => return,
            Quirk::Stray => ("stray-quote", "a quote inside a cell was taken as text"),
            Quirk::Typographic => ("typographic-quotes", "curly quotes around a cell were taken as quotes"),
            Quirk::Escaped => ("unquoted-escape", "a backslash makes the next delimiter or quote text"),
            Quirk::Delimiter => {
                ("delimiter-changes", "this line uses another delimiter and was split at that")
            }
            Quirk::WholeLine => {
                self.whole_lines += 1;
                if self.whole_lines > 1 {
                    return;
                }
                ("lines-quoted-whole", "lines that are one quoted cell were split again, from here on")
            }
        };
        self.notes.at(record.line, code, message);
    }

    fn is_header(&self, cells: &[Span]) -> bool {
        let same = |column: usize| self.texts.get(cells[column]).trim() == self.layout.header[column];
        same(0) && self.kept.iter().all(|column| same(*column))
    }

    /// Whether a row names several fields: then it is the header of another table.
    fn is_other_header(&self, cells: &[Span]) -> bool {
        const TYPED: [Field; 6] =
            [Field::Id, Field::Email, Field::Fte, Field::StartDate, Field::EndDate, Field::Title];
        // Cheap doubt first: a row of people has a digit or an address somewhere, a header mostly has none.
        let typed = TYPED.iter().filter_map(|field| self.layout.fields.get(field));
        let typed = typed.map(|column| self.texts.get(cells[*column]));
        if typed.flat_map(str::bytes).any(|b| b.is_ascii_digit() || b == b'@') {
            return false;
        }
        let labels: Vec<String> = cells.iter().map(|cell| self.texts.get(*cell).trim().to_owned()).collect();
        known_fields(&labels, &[]) >= 3
    }

    /// Whether the row below the header says what the columns hold: `text`, `number`, `date`.
    fn is_type_row(&self, cells: &[Span]) -> bool {
        let mut filled =
            cells.iter().map(|cell| self.texts.get(*cell).trim().to_lowercase()).filter(|t| !t.is_empty());
        !self.has_rows_above() && filled.all(|text| TYPES.contains(&text.as_str()))
    }

    fn finish(mut self, found: &Found, ends: LineEnds) -> Result<Table> {
        if ends.mixed() {
            self.notes.whole("mixed-newlines", "line ends of several kinds; each was taken as a line end");
        }
        if found.whole_lines {
            let message = "lines that are one quoted cell were split again, the header and those below";
            self.notes.at(found.header_line, "lines-quoted-whole", message);
        }
        self.end_blank_run(true);
        let rows = self.table.lines.len();
        if self.long_blank.len() > 1 && self.long_blank.len() == rows {
            self.notes.whole(
                "trailing-delimiter",
                "every row has one more delimiter than the header; it was ignored",
            );
        } else {
            for line in std::mem::take(&mut self.long_blank) {
                self.notes.at(line, "long-row", "more cells than the header has; the further ones are empty");
            }
        }
        if let (true, Some(first)) = (self.table.lines.is_empty(), self.odd.first())
            && self.problems.is_empty()
        {
            let (cells, line) = (first.cells.len(), first.record.line);
            let code = if cells > self.width() { "long-row" } else { "short-row" };
            let message = format!("the header has {} cells and the rows have {cells}", self.width());
            let help = "give every column a name, and every row as many cells";
            return Err(refusal(code, Some(line), message, help));
        }
        odd::settle(&mut self);
        self.table.sort();
        self.tell_blank_headers(found);
        if !self.problems.is_empty() {
            return Err(refuse_all(self.problems));
        }
        if self.table.lines.is_empty() {
            let help = "export the roster again, with its people";
            return Err(refusal("no-data", Some(found.header_line), "a header and no people", help));
        }
        Ok(self.table)
    }

    /// Adds a reason to refuse the file.
    pub(super) fn refuse(&mut self, line: u64, code: &'static str, message: String) {
        self.problems.push((line, code, message));
    }

    fn tell_blank_headers(&mut self, found: &Found) {
        for (nth, column) in self.layout.blank.iter().enumerate() {
            let (code, message) = if self.table.blank_has_data[nth] {
                ("blank-header", format!("column {} has data and no name; it was not read", column + 1))
            } else {
                ("empty-column", format!("column {} has no name and no data", column + 1))
            };
            self.notes.at(found.header_line, code, message);
        }
    }
}
