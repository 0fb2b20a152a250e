//! Workbooks that are damaged: cut short, and with bytes changed. Each is read or refused, and nothing ends the program.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use rolemap::roster::{ReadOptions, Roster};

/// The fewest ways in which each workbook is damaged.
const DAMAGES: u64 = 300;

#[test]
fn a_workbook_that_is_cut_short_is_read_or_refused() {
    for path in workbooks() {
        let whole = fs::read(&path).expect("a workbook");
        let step = (whole.len() / 200).max(1);
        for end in (0..whole.len()).step_by(step) {
            read(&path, whole[..end].to_vec());
        }
    }
}

#[test]
fn a_workbook_with_changed_bytes_is_read_or_refused() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for path in workbooks() {
        let whole = fs::read(&path).expect("a workbook");
        for _ in 0..DAMAGES {
            let mut damaged = whole.clone();
            for _ in 0..=chance.below(8) {
                let at = chance.below(damaged.len() as u64) as usize;
                damaged[at] = match chance.below(4) {
                    0 => 0,
                    1 => 0xff,
                    _ => chance.below(256) as u8,
                };
            }
            read(&path, damaged);
        }
    }
}

#[test]
fn a_damaged_workbook_is_refused_with_what_to_do() {
    let path = folder().join("workbook.xls");
    let whole = fs::read(&path).expect("a workbook");
    let error = Roster::read(whole[..whole.len() / 2].to_vec(), &ReadOptions::default());
    let error = error.expect_err("half a workbook").to_string();
    assert!(error.contains("workbook") && error.contains("save"), "{error}");
}

/// The reader of the format would ask for room for as many rows, and end the program where there is none.
#[test]
fn a_sheet_of_four_thousand_million_rows_is_refused() {
    let mut bytes = fs::read(folder().join("workbook.xls")).expect("a workbook");
    let size = b"\x00\x02\x0e\x00";
    let at = bytes.windows(4).position(|four| four == size).expect("the record of the size");
    bytes[at + 8..at + 12].fill(0xff);
    let error = Roster::read(bytes, &ReadOptions::default()).expect_err("no sheet is as long");
    assert!(error.to_string().contains("damaged"), "{error}");
}

/// The reader of the format would wait for the end of the element without end.
#[test]
fn an_open_element_in_a_spreadsheet_s_text_is_refused() {
    let whole = fs::read(folder().join("workbook.ods")).expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).expect("an archive");
    let mut damaged = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let mut text = Vec::new();
        archive.by_name(name).expect("a part").read_to_end(&mut text).expect("a part");
        let text = String::from_utf8(text).expect("a text").replacen("</table:table-row>", "", 1);
        damaged.start_file(name, stored).expect("a part");
        damaged.write_all(text.as_bytes()).expect("a part");
    }
    let bytes = damaged.finish().expect("an archive").into_inner();
    let error = Roster::read(bytes, &ReadOptions::default()).expect_err("an element is open");
    assert!(error.to_string().contains("damaged"), "{error}");
}

/// Reads bytes, which must not panic; the program would be ended by a panic in any thread but the reader's own.
fn read(path: &Path, bytes: Vec<u8>) {
    if let Err(error) = Roster::read(bytes, &ReadOptions::default()) {
        assert!(!error.to_string().is_empty(), "{}: a refusal says why", path.display());
    }
}

/// Numbers by chance, the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rosters/formats")
}

fn workbooks() -> Vec<PathBuf> {
    ["xls", "xlsx", "ods"].iter().map(|ending| folder().join(format!("workbook.{ending}"))).collect()
}
