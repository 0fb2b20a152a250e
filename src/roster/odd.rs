//! Odd rows: records that are not as wide as the header. They are mended where only one reading fits, else set aside.

use super::field::Field;
use super::rows::Reader;
use super::split::Record;
use super::store::{Span, Texts};
use super::table::Column;

/// A record that is not as wide as the header.
#[derive(Debug)]
pub(super) struct Odd {
    pub(super) record: Record,
    pub(super) cells: Vec<Span>,
    /// Whether an empty line stands before it.
    pub(super) after_blank: bool,
}

/// What the cells of a column look like, as a set of bits; cells of good rows agree on at least one, or on none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape(u8);

impl Shape {
    const ANY: Self = Self(u8::MAX);
    const EMAIL: u8 = 1;
    const NUMBER: u8 = 2;
    const DATE: u8 = 4;
    const CODE: u8 = 8;
    const DIGITS: u8 = 16;

    fn of(text: &str) -> Self {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let spaced = text.contains(char::is_whitespace);
        let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-');
        let dated = |c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | ':' | 'T' | 'Z' | ' ');
        let mut shape = 0;
        shape |= Self::EMAIL * u8::from(text.contains('@') && !spaced && text.split('@').count() == 2);
        shape |= Self::NUMBER * u8::from(digits > 0 && text.chars().all(numeric));
        shape |= Self::DATE * u8::from(digits >= 4 && text.chars().all(dated));
        shape |= Self::CODE * u8::from(digits > 0 && !spaced && !text.contains('@'));
        shape |= Self::DIGITS * u8::from(digits > 0 && digits == text.len());
        Self(shape)
    }

    /// Whether a cell may stand in the column.
    fn admits(self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty() || self.0 == 0 || self == Self::ANY || self.0 & Self::of(text).0 != 0
    }
}

/// How many good rows tell what a column looks like.
const SAMPLE: usize = 500;

/// Settles the odd rows of a file.
pub(super) fn settle(reader: &mut Reader<'_>) {
    let odd = std::mem::take(&mut reader.odd);
    if odd.is_empty() {
        return;
    }
    let shapes = shapes(reader);
    let last_good = reader.table.lines.iter().max().copied().map_or(0, u64::from);
    let end = odd.partition_point(|o| o.record.line <= last_good);
    let (inside, below) = odd.split_at(end);
    let mut at = 0;
    while at < inside.len() {
        at += settle_one(reader, &shapes, &inside[at..]);
    }
    settle_below(reader, &shapes, below);
}

fn shapes(reader: &Reader<'_>) -> Vec<(usize, Shape)> {
    let shape = |cells: &Column| {
        let filled = cells.iter().take(SAMPLE).map(|c| reader.texts.get(c).trim()).filter(|t| !t.is_empty());
        Shape(filled.fold(u8::MAX, |all, text| all & Shape::of(text).0))
    };
    reader.table.columns.iter().map(|(column, cells)| (*column, shape(cells))).collect()
}

fn admits(texts: &Texts, shapes: &[(usize, Shape)], cells: &[Span]) -> bool {
    shapes.iter().all(|(column, shape)| cells.get(*column).is_none_or(|cell| shape.admits(texts.get(*cell))))
}

/// Settles the first of some odd rows, with the next ones where they are pieces of it; returns how many.
fn settle_one(reader: &mut Reader<'_>, shapes: &[(usize, Shape)], odd: &[Odd]) -> usize {
    let (first, width) = (&odd[0], reader.layout.header.len());
    let line = first.record.line;
    if first.cells.len() > width {
        match join_long(reader, shapes, first) {
            Some(cells) => {
                let message =
                    "more cells than the header has; a delimiter in a text was not quoted, and was put back";
                reader.notes.at(line, "long-row", message);
                reader.table.push(reader.texts, line, &cells);
            }
            None => {
                reader.notes.at(line, "long-row", "more cells than the header has; the row was set aside")
            }
        }
        return 1;
    }
    if let Some((pieces, cells)) = join_pieces(reader, shapes, odd) {
        let message = format!("a line break without quotes: {pieces} lines were read as one row");
        reader.notes.at(line, "broken-row", message);
        reader.table.push(reader.texts, line, &cells);
        return pieces;
    }
    if is_footer(reader.texts, &first.cells) {
        tell_footer(reader, line);
        return 1;
    }
    let has_manager =
        Field::MANAGERS.iter().filter_map(|f| reader.layout.fields.get(f)).all(|c| *c < first.cells.len());
    if has_manager && first.cells.len() > 2 && admits(reader.texts, shapes, &first.cells) {
        reader.notes.at(
            line,
            "short-row",
            "fewer cells than the header has; those at the end were taken as empty",
        );
        reader.table.push(reader.texts, line, &first.cells);
    } else {
        let message =
            "fewer cells than the header has, and which are missing cannot be told; the row was set aside";
        reader.notes.at(line, "short-row", message);
    }
    1
}

/// Settles the odd rows below the last good one: a cut row, a footer, a second table.
fn settle_below(reader: &mut Reader<'_>, shapes: &[(usize, Shape)], odd: &[Odd]) {
    let mut at = 0;
    while at < odd.len() {
        let here = &odd[at];
        let line = here.record.line;
        let block = odd[at..].iter().take_while(|o| o.cells.len() == here.cells.len()).count();
        let joined = join_pieces(reader, shapes, &odd[at..]);
        if !here.record.ended
            && at + 1 == odd.len()
            && !here.after_blank
            && !is_footer(reader.texts, &here.cells)
        {
            reader.notes.at(line, "truncated", "the file ends in this row; it was set aside");
        } else if is_footer(reader.texts, &here.cells) {
            tell_footer(reader, line);
        } else if here.after_blank && block >= 2 && here.cells.len() >= 2 && joined.is_none() {
            let message = format!("a second table of {} columns starts here", here.cells.len());
            reader.refuse(line, "two-tables", message);
            at += block - 1;
        } else if here.after_blank || here.cells.len() == 1 {
            tell_footer(reader, line);
        } else {
            at += settle_one(reader, shapes, &odd[at..]) - 1;
        }
        at += 1;
    }
}

fn tell_footer(reader: &mut Reader<'_>, line: u64) {
    reader.notes.at(line, "footer", "this line is no row of the table and was skipped");
}

/// Puts the pieces of a row together that line breaks without quotes left; returns how many pieces, and the cells.
fn join_pieces(
    reader: &mut Reader<'_>,
    shapes: &[(usize, Shape)],
    odd: &[Odd],
) -> Option<(usize, Vec<Span>)> {
    let width = reader.layout.header.len();
    let mut cells = odd[0].cells.clone();
    for (nth, next) in odd.iter().enumerate().skip(1).take(8) {
        let before = &odd[nth - 1].record;
        let adjacent = before.end + 2 >= next.record.start && !next.after_blank;
        if !adjacent || next.cells.len() > width {
            return None;
        }
        if cells.len() + next.cells.len() == width {
            let whole: Vec<Span> = cells.iter().chain(&next.cells).copied().collect();
            return admits(reader.texts, shapes, &whole).then_some((nth + 1, whole));
        }
        let (head, tail) = (cells.pop()?, next.cells.first()?);
        let text = format!("{}\n{}", reader.texts.get(head), reader.texts.get(*tail));
        cells.push(reader.texts.keep(&text));
        cells.extend(&next.cells[1..]);
        if cells.len() == width {
            return admits(reader.texts, shapes, &cells).then_some((nth + 1, cells));
        }
        if cells.len() > width {
            return None;
        }
    }
    None
}

/// Puts delimiters back into the one cell that they cut, where only one cell can have been cut.
fn join_long(reader: &mut Reader<'_>, shapes: &[(usize, Shape)], odd: &Odd) -> Option<Vec<Span>> {
    let width = reader.layout.header.len();
    let extra = odd.cells.len() - width;
    let blank_ahead = |cell: &Span| {
        let text = reader.texts.get(*cell);
        text.starts_with(' ') && !text.trim().is_empty()
    };
    let mut places = Vec::new();
    for at in 0..width {
        let cut = &odd.cells[at + 1..=at + extra];
        if extra > 3 || !cut.iter().all(blank_ahead) || reader.texts.get(odd.cells[at]).trim().is_empty() {
            continue;
        }
        let pieces: Vec<&str> = odd.cells[at..=at + extra].iter().map(|c| reader.texts.get(*c)).collect();
        let joined = pieces.join(&reader.dialect.delimiter);
        let fits = shapes.iter().all(|(column, shape)| match *column {
            c if c < at => shape.admits(reader.texts.get(odd.cells[c])),
            c if c == at => shape.admits(&joined),
            c => shape.admits(reader.texts.get(odd.cells[c + extra])),
        });
        if fits {
            places.push((at, joined));
        }
    }
    let [(at, joined)] = places.as_slice() else { return None };
    let mut cells = odd.cells[..*at].to_vec();
    cells.push(reader.texts.keep(joined));
    cells.extend(&odd.cells[at + 1 + extra..]);
    Some(cells)
}

/// Whether a row sums up or closes the table.
pub(super) fn is_footer(texts: &Texts, cells: &[Span]) -> bool {
    let Some(first) = cells.iter().map(|c| texts.get(*c).trim()).find(|t| !t.is_empty()) else {
        return false;
    };
    is_footer_text(first)
}

/// Whether a text is one with which a sum or a closing line starts.
pub(super) fn is_footer_text(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "total",
        "totals",
        "grand total",
        "grand totals",
        "subtotal",
        "sum",
        "count",
        "summe",
        "gesamt",
        "anzahl",
        "totale",
        "suma",
        "confidential",
        "vertraulich",
        "confidentiel",
        "end of report",
        "report generated",
        "generated",
        "exported",
        "printed",
        "page",
        "records",
        "row count",
        "number of",
        "copyright",
        "©",
        "***",
        "---",
        "===",
        "#",
    ];
    let text = text.to_lowercase();
    STARTS.iter().any(|start| {
        text.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}
