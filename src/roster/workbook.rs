//! Workbooks: .xlsx, .xls and .ods, through calamine. Numbers that are ids stay ids, and dates are dates.

use std::io::{BufReader, Cursor};

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs};
use quick_xml::events::Event;

use super::dialect::known_fields;
use super::grid::Grid;
use super::notes::Notes;
use super::refusal;
use crate::error::{Error, ErrorKind, Result};

/// Whether bytes start as a workbook does: a zip with a sheet in it, or the compound file of old spreadsheets.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    let zip = bytes.starts_with(b"PK\x03\x04");
    let holds = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    zip && (holds(b"xl/workbook") || holds(b"opendocument.spreadsheet")) || bytes.starts_with(COMPOUND_FILE)
}

/// How the compound file of old spreadsheets begins.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The thread that reads a workbook. A panic in it is a refusal of the file, of which the program says so.
pub const WORKBOOK_THREAD: &str = "workbook";

/// Reads the sheet that is asked for, or the visible one whose rows name most fields.
///
/// A damaged workbook can make the reader of its format panic. It has a thread of its own, so that this ends neither the
/// program nor what a caller does beside.
///
/// # Errors
///
/// Refuses what is no workbook inside, a sheet that is not there, and a workbook without a table.
pub(super) fn read(bytes: Vec<u8>, wanted: Option<&str>, notes: &mut Notes) -> Result<Grid> {
    std::thread::scope(|scope| {
        let reading = move || read_here(bytes, wanted, notes);
        let thread = std::thread::Builder::new().name(WORKBOOK_THREAD.into()).spawn_scoped(scope, reading);
        let thread = thread.map_err(|error| {
            refusal("not-csv", None, "no thread could be started to read the workbook", "try again")
                .cause(error)
        })?;
        thread.join().unwrap_or_else(|_| Err(damaged()))
    })
}

fn damaged() -> Error {
    let help = "open it in a spreadsheet program, which may mend it, and save it again, or as CSV";
    refusal("not-csv", Some(1), "this workbook is damaged", help)
}

/// Whether every element of an .ods file's table ends, which its reader waits for without end.
fn is_balanced(bytes: &[u8]) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
    let Ok(content) = archive.by_name("content.xml") else { return true };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let (mut open, mut buffer) = (0_usize, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

fn read_here(bytes: Vec<u8>, wanted: Option<&str>, notes: &mut Notes) -> Result<Grid> {
    if !is_balanced(&bytes) || !is_of_possible_size(&bytes) || !is_of_possible_texts(&bytes) {
        return Err(damaged());
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        let help = "if it has a password, save it without one; else save it as CSV or .xlsx";
        refusal("not-csv", Some(1), "this workbook cannot be opened", help).cause(error)
    })?;
    let format = match book {
        Sheets::Xlsx(_) => "xlsx",
        Sheets::Xls(_) => "xls",
        Sheets::Xlsb(_) => "xlsb",
        Sheets::Ods(_) => "ods",
    };
    let name = match wanted {
        Some(wanted) => named(&book, wanted)?,
        None => best(&mut book, notes)?,
    };
    let range = sheet(&mut book, &name)?;
    let mut grid = Grid::new(format);
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    for (nth, row) in range.rows().enumerate() {
        let cells: Vec<String> = row.iter().map(text).collect();
        grid.push(first + nth as u64 + 1, cells.iter().map(String::as_str));
    }
    grid.sheet = Some(name);
    Ok(grid)
}

/// Whether the shared texts of an .xlsx file are as many as they can be, each an element: its reader makes room for as
/// many as the file claims.
fn is_of_possible_texts(bytes: &[u8]) -> bool {
    /// A wrong number does no harm up to here.
    const MODEST: u64 = 1_000_000;
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return true };
    let Ok(texts) = archive.by_name("xl/sharedStrings.xml") else { return true };
    let size = texts.size();
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(texts));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(list)) => {
                let Ok(Some(claimed)) = list.try_get_attribute("uniqueCount") else { return true };
                return claimed.value.parse().map_or(true, |claimed: u64| claimed <= size.max(MODEST));
            }
            Ok(Event::Eof) | Err(_) => return true,
            Ok(_) => buffer.clear(),
        }
    }
}

/// Whether every sheet of an .xls file says a size that the format allows: its reader makes room for so many cells
/// before it looks for them, and where there is no such room the program ends.
fn is_of_possible_size(bytes: &[u8]) -> bool {
    const ROWS: u32 = 65_536;
    const COLUMNS: u16 = 256;
    // The record of a sheet's size: its number, its length, then first and last row, first and last column, and nothing.
    let records =
        memchr::memmem::find_iter(bytes, b"\x00\x02\x0e\x00").filter_map(|at| bytes.get(at + 4..at + 18));
    let possible = |record: &[u8]| {
        let number = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
        let long = |at: usize| u32::from(number(at)) | u32::from(number(at + 2)) << 16;
        let (first, end, columns) = (long(0), long(4), number(10));
        number(12) != 0 || end <= ROWS && columns <= COLUMNS && (first <= end || end == 0)
    };
    !bytes.starts_with(COMPOUND_FILE) || records.into_iter().all(possible)
}

fn sheet<R: std::io::Read + std::io::Seek>(book: &mut Sheets<R>, name: &str) -> Result<Range<Data>> {
    book.worksheet_range(name).map_err(|error| {
        let message = format!("the sheet `{name}` cannot be read");
        refusal("not-csv", Some(1), message, "save it again, or as CSV").cause(error)
    })
}

fn named<R: std::io::Read + std::io::Seek>(book: &Sheets<R>, wanted: &str) -> Result<String> {
    let names = book.sheets_metadata().iter().map(|sheet| sheet.name.clone());
    let names: Vec<String> = names.collect();
    let exact = names.iter().find(|name| name.as_str() == wanted);
    let found = exact.or_else(|| names.iter().find(|name| name.to_lowercase() == wanted.to_lowercase()));
    found.cloned().ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("no sheet `{wanted}`"))
            .help(format!("the sheets are: {}", names.join(", ")))
    })
}

/// Returns the visible sheet whose rows name most fields; of equal ones the first.
fn best<R: std::io::Read + std::io::Seek>(book: &mut Sheets<R>, notes: &mut Notes) -> Result<String> {
    let sheets = book.sheets_metadata().iter();
    let visible = sheets.filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    let mut ranked: Vec<(usize, String)> = Vec::new();
    for name in names {
        let range = sheet(book, &name)?;
        let fields = |row: &[Data]| known_fields(&row.iter().map(text).collect::<Vec<_>>(), &[]);
        let known = range.rows().take(50).map(fields).max().unwrap_or_default();
        ranked.push((known, name));
    }
    let most = ranked.iter().map(|(known, _)| *known).max().unwrap_or_default();
    let chosen = ranked.iter().find(|(known, _)| *known == most).map(|(_, name)| name.clone());
    let rosters: Vec<&str> =
        ranked.iter().filter(|(known, _)| *known >= 3).map(|(_, name)| name.as_str()).collect();
    if let (Some(name), true) = (&chosen, rosters.len() > 1) {
        let message = format!(
            "several sheets look like rosters ({}); `{name}` was read: choose with --sheet",
            rosters.join(", ")
        );
        notes.whole("several-sheets", message);
    }
    chosen.ok_or_else(|| {
        refusal("empty", None, "the workbook has no visible sheet", "name a hidden one with --sheet")
    })
}

/// Returns a cell's text as a person would type it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Printing a whole float gives no `.0`: ids that went through a spreadsheet stay ids.
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "TRUE".into(),
        Data::Bool(false) => "FALSE".into(),
        Data::Error(error) => error.to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTime(date) if date.is_duration() => date.as_f64().to_string(),
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// Makes the archive of a workbook that says how many shared texts it has.
    fn claiming(texts: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("xl/sharedStrings.xml", options).expect("memory takes it");
        write!(
            archive,
            "<?xml version=\"1.0\"?><sst count=\"2\" uniqueCount=\"{texts}\"><si><t>a</t></si></sst>"
        )
        .expect("memory takes it");
        archive.finish().expect("memory takes it").into_inner()
    }

    #[test]
    fn a_workbook_cannot_claim_more_texts_than_it_has_room_for() {
        assert!(is_of_possible_texts(&claiming("1")));
        assert!(is_of_possible_texts(&claiming("900000")), "a wrong number that does no harm");
        assert!(!is_of_possible_texts(&claiming("4000000000")));
        let refused = read(claiming("4000000000"), None, &mut Notes::default()).expect_err("it is damaged");
        assert_eq!(refused.kind(), ErrorKind::Roster("not-csv"));
    }
}
