//! The workbook: what leadership filters, sorts and takes into slides. Sheets Summary, Coverage, Gaps, Plan, People,
//! Findings, Notes.
//!
//! Numbers are numbers and days are days; every text is written as text, so nothing in a roster is run as a formula. The
//! sheet People reads back through the import. No e-mail address and no pay is written; a redacted roster stays so.

mod people;
mod sheet;
mod summary;
mod tables;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::plan::Planned;
use crate::analysis::Analysis;
use crate::error::{Error, ErrorKind, Result};
use sheet::{Looks, Losses};

/// Writes an analysis as a workbook (.xlsx), with the plan where there is one; `source` names the file of the roster.
///
/// The same input gives the same bytes.
///
/// # Errors
///
/// Fails only where the workbook cannot be put together, which no roster should bring about: what a sheet or a cell cannot
/// hold is left out or cut, and Summary and Notes say so.
pub fn render<'a>(analysis: &'a Analysis<'a>, planned: Option<Planned<'_>>, source: &str) -> Result<Vec<u8>> {
    write(analysis, planned, source).map_err(|error| {
        Error::new(ErrorKind::File, "the workbook cannot be made")
            .help("write .csv or .json instead, and tell us about it")
            .cause(error)
    })
}

fn write<'a>(
    analysis: &'a Analysis<'a>,
    planned: Option<Planned<'_>>,
    source: &str,
) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut losses = Vec::new();
    let mut sheets = Vec::new();
    for table in [
        tables::coverage(analysis, &looks)?,
        tables::gaps(analysis, &looks)?,
        tables::plan(planned.as_ref(), &looks)?,
        people::table(analysis, &looks)?,
        tables::findings(analysis, &looks)?,
    ] {
        let (sheet, lost) = table.finish()?;
        sheets.push(sheet);
        losses.extend(lost);
    }
    let (notes, lost) = tables::notes(analysis, &losses, &looks)?.finish()?;
    sheets.push(notes);
    losses.extend(lost);
    let mut book = Workbook::new();
    book.set_properties(&properties()?);
    book.push_worksheet(summary::sheet(analysis, planned.as_ref(), source, &losses, &looks)?);
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}

/// The time of making is fixed, because the same input gives the same bytes.
fn properties() -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_title("rolemap report").set_creation_datetime(&day))
}

/// Returns what a sheet could not hold, in words.
fn in_words(losses: &Losses) -> Vec<String> {
    let Losses { sheet, rows, cells } = losses;
    let mut told = Vec::new();
    if *rows > 0 {
        told.push(format!(
            "{sheet}: {} did not fit and were left out, because a sheet holds {}. The CSV and JSON outputs have them all.",
            super::words::count(*rows, "row", "rows"),
            super::words::count(sheet::MOST_ROWS as usize, "row", "rows"),
        ));
    }
    if *cells > 0 {
        told.push(format!(
            "{sheet}: {} longer than {} characters, the most that a cell holds, and were cut.",
            super::words::count(*cells, "text is", "texts are"),
            super::words::thousands(sheet::MOST_OF_A_CELL),
        ));
    }
    told
}
