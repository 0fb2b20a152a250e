//! Plain CSV: records with their lines, for small files whose shape is known.

use crate::error::{Error, ErrorKind, Result};

/// Reads a comma-separated file into records, each with the physical line on which it starts, from 1.
///
/// # Errors
///
/// Names the line that is not UTF-8.
pub(crate) fn records(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, |p| p.line());
            Error::new(ErrorKind::Settings, "the line is not UTF-8")
                .line(line)
                .help("save the file as CSV UTF-8")
                .cause(error)
        })?;
        let line = record.position().map_or(1, |p| p.line());
        records.push((line, record.iter().map(str::to_owned).collect()));
    }
    Ok(records)
}
