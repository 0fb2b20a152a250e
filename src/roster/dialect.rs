//! Dialect: which delimiter and quote a text uses, decided by where the header's words come out.

use std::cmp::Reverse;

use super::encoding::line_at;
use super::field::Field;
use super::mend::mend;
use super::refusal;
use super::split::{Dialect, Quirk, Splitter};
use super::store::{Span, Texts};
use crate::error::Result;

/// Delimiters that exports use; of equal ones the first wins.
const DELIMITERS: &[&str] = &[
    ",", ";", "\t", "|", "||", "^", "~", "\u{1f}", "\u{1}", "\u{1e}", "\u{2}", "|~|", "~|~", "^|^", "::",
    ";;", "\t\t", "§", "¦", "，", "；", "#", "/", ":", " ",
];

/// How many characters are looked at to see which delimiters there are.
const HEAD: usize = 1 << 18;

/// How many records are looked at to find the header.
const SAMPLE: usize = 80;

/// Where the table starts and how it is written.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) dialect: Dialect,
    pub(super) header: Vec<String>,
    pub(super) header_line: u64,
    /// The rows above the header: line, cells.
    pub(super) above: Vec<(u64, Vec<String>)>,
    /// Where the first row after the header starts: place and line.
    pub(super) data: (usize, u64),
    /// Whether the header was one quoted cell.
    pub(super) whole_lines: bool,
    /// Whether the cells of the header stood in curly quotes.
    pub(super) curly: bool,
    /// Whether the header is two rows.
    pub(super) two_rows: bool,
}

struct Sample {
    dialect: Dialect,
    rows: Vec<SampleRow>,
}

/// A row of the sample: its line, its cells, where the next one starts, and whether it was one quoted cell.
type SampleRow = (u64, Vec<String>, (usize, u64), bool);

/// Finds dialect and header.
///
/// # Errors
///
/// Refuses a text in which no row names two fields: which column is the manager must not be guessed.
pub(super) fn find(texts: &mut Texts, wanted: Option<&str>, named: &[String]) -> Result<Found> {
    if !texts.text.contains(char::is_alphanumeric) {
        let help = "export the roster again, with its people";
        return Err(refusal("no-data", Some(1), "only delimiters: no header and no people", help));
    }
    let (start, line, stated) = directive(&texts.text);
    let forced = wanted.map(delimiter_named).or(stated);
    let quote = b'"';
    let samples: Vec<Sample> = match &forced {
        Some(delimiter) => vec![sample(texts, delimiter, quote, (start, line))],
        None => {
            let head: String = texts.text[start..].chars().take(HEAD).collect();
            let used = DELIMITERS.iter().filter(|d| head.contains(**d));
            used.copied()
                .collect::<Vec<_>>()
                .into_iter()
                .map(|d| sample(texts, d, quote, (start, line)))
                .collect()
        }
    };
    let best = samples.iter().filter_map(|s| Some((s, header_row(s, named)?))).enumerate().max_by_key(
        |(nth, (s, (row, known)))| {
            (*known, Reverse(blanks(&s.rows[*row].1)), agreement(s, *row), Reverse(*nth))
        },
    );
    let Some((_, (chosen, (row, _)))) = best else {
        return Err(refuse_headless(&samples, line));
    };
    let header = &chosen.rows[row].1;
    let delimiter = chosen.dialect.delimiter.clone();
    if header.iter().all(|cell| is_curly(cell)) {
        texts.text = texts.text.replace(['“', '”', '„', '«', '»'], "\"");
        return find(texts, Some(&delimiter), named).map(|found| Found { curly: true, ..found });
    }
    if let Some(quote) = common_quote(header) {
        let other = sample(texts, &delimiter, quote, (start, line));
        if let Some((row, _)) = header_row(&other, named) {
            return Ok(found(other, row, named));
        }
    }
    let dialect = chosen.dialect.clone();
    let chosen = Sample { dialect, rows: chosen.rows.clone() };
    Ok(found(chosen, row, named))
}

fn found(sample: Sample, row: usize, named: &[String]) -> Found {
    let mut rows = sample.rows;
    let both = rows.get(row + 1).and_then(|(_, below, ..)| two_rows(&rows[row].1, below, named));
    let two_rows = both.is_some();
    rows.truncate(row + 1 + usize::from(two_rows));
    let (mut header_line, mut header, data, whole_lines) = rows.pop().expect("the header is one of the rows");
    if let Some(both) = both {
        header = both;
        header_line = rows.pop().map_or(header_line, |(line, ..)| line);
    }
    let above = rows.into_iter().map(|(line, cells, ..)| (line, cells)).collect();
    let dialect = sample.dialect;
    Found { dialect, header, header_line, above, data, whole_lines, curly: false, two_rows }
}

/// Returns the labels of a header in two rows, `Employee` above `ID`: only where together they name more fields.
fn two_rows(upper: &[String], lower: &[String], named: &[String]) -> Option<Vec<String>> {
    if upper.len() != lower.len()
        || lower.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit() || c == '@'))
    {
        return None;
    }
    let join = |(a, b): (&String, &String)| format!("{a} {b}").trim().to_owned();
    let both: Vec<String> = upper.iter().zip(lower).map(join).collect();
    let known = |cells: &[String]| known_fields(cells, named);
    (known(&both) > known(upper) && known(&both) > known(lower)).then_some(both)
}

/// Returns the delimiter that a user names: as it stands, or in words.
fn delimiter_named(wanted: &str) -> String {
    match wanted {
        "tab" | "\\t" => "\t",
        "comma" => ",",
        "semicolon" => ";",
        "pipe" => "|",
        "space" | "" => " ",
        other => other,
    }
    .to_owned()
}

/// Reads a first line such as `sep=;`: where the text goes on, and the delimiter it states.
fn directive(text: &str) -> (usize, u64, Option<String>) {
    let end = super::split::line_end(text.as_bytes(), 0);
    let first = text[..end].trim_matches('"');
    let Some(delimiter) = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP=")) else {
        return (0, 1, None);
    };
    if delimiter.is_empty() || delimiter.len() > 4 {
        return (0, 1, None);
    }
    let next = if text[end..].starts_with("\r\n") { end + 2 } else { (end + 1).min(text.len()) };
    (next, line_at(text, next), Some(delimiter.to_owned()))
}

fn sample(texts: &mut Texts, delimiter: &str, quote: u8, (start, line): (usize, u64)) -> Sample {
    let dialect = Dialect { delimiter: delimiter.to_owned(), quote };
    let mut splitter = Splitter::new(&dialect, start, line);
    let (mut cells, mut rows): (Vec<Span>, _) = (Vec::new(), Vec::new());
    while rows.len() < SAMPLE {
        let Some(record) = splitter.next(texts, &mut cells) else { break };
        let mut whole = false;
        if cells.len() == 1 || record.quirk == Quirk::Open {
            let place = (record.start, record.end);
            if let Some((mended, Quirk::WholeLine)) = mend(texts, place, &dialect, 0, true, false) {
                cells = mended;
                whole = true;
            }
        }
        // Blanks tell cells apart only where every cell is quoted; else it is a table of aligned columns.
        let aligned = delimiter == " " && !texts.text[record.start..].starts_with(char::from(quote));
        if record.quirk == Quirk::Open && !whole || aligned {
            cells.truncate(1);
        }
        let row = cells.iter().map(|cell| texts.get(*cell).trim().to_owned()).collect();
        rows.push((record.line, row, (splitter.at(), splitter.line()), whole));
    }
    Sample { dialect, rows }
}

/// Returns the row that names most fields, at least two, and how many.
fn header_row(sample: &Sample, named: &[String]) -> Option<(usize, usize)> {
    let known = sample.rows.iter().enumerate().map(|(at, (_, cells, ..))| (known_fields(cells, named), at));
    let (known, at) = known.max_by_key(|(known, at)| (*known, Reverse(*at)))?;
    (known >= 2).then_some((at, known))
}

/// Counts the different fields that a row's cells name.
pub(super) fn known_fields(cells: &[String], named: &[String]) -> usize {
    let mut fields: Vec<Field> = Vec::new();
    let mut asked = 0;
    for cell in cells {
        asked += usize::from(named.iter().any(|name| name.trim() == cell.trim()));
        fields.extend(Field::of_header(cell).map(|(field, _)| field));
    }
    fields.sort_unstable();
    fields.dedup();
    fields.len() + 2 * asked
}

fn blanks(cells: &[String]) -> usize {
    cells.iter().filter(|cell| cell.trim().is_empty()).count()
}

/// Counts the rows below the header that are as wide as it.
fn agreement(sample: &Sample, row: usize) -> usize {
    let width = sample.rows[row].1.len();
    sample.rows[row + 1..].iter().filter(|(_, cells, ..)| cells.len() == width).count()
}

/// Returns the mark that stands around every cell of a header, where it is another than the usual quote.
fn common_quote(header: &[String]) -> Option<u8> {
    let mark = *header.first()?.as_bytes().first()?;
    let around = |cell: &String| {
        cell.len() >= 2 && cell.as_bytes()[0] == mark && cell.as_bytes()[cell.len() - 1] == mark
    };
    let possible = matches!(mark, b'\'' | b'~' | b'`' | b'^' | b'|' | b'$' | b'%' | b'*' | b'!');
    (possible && header.iter().all(around)).then_some(mark)
}

fn is_curly(cell: &str) -> bool {
    cell.starts_with(['“', '„', '«', '”', '»']) && cell.ends_with(['”', '“', '»', '«'])
}

fn refuse_headless(samples: &[Sample], line: u64) -> crate::error::Error {
    let even = samples.iter().filter(|s| s.dialect.delimiter != " ").any(|s| {
        let width = s.rows.first().map_or(0, |(_, cells, ..)| cells.len());
        let same = s.rows.iter().filter(|(_, cells, ..)| cells.len() == width).count();
        width > 2 && same * 10 >= s.rows.len() * 8
    });
    if even {
        let message = "no header: no row names the columns";
        let help =
            "add a first row such as `id,name,title,manager`, or name columns with --column FIELD=HEADER";
        return refusal("no-header", Some(line), message, help);
    }
    let message = "no delimiter: the lines are not told apart into cells that a header names";
    let help = "export as CSV with a header, or name the delimiter with --delimiter";
    refusal("no-delimiter", Some(line), message, help)
}
