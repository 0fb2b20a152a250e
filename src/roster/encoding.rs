//! Bytes to text: by mark, by NUL pattern, by validity as UTF-8, then by detection, which is always noted.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rayon::prelude::*;

use super::notes::Notes;
use super::refusal;
use crate::error::{Error, ErrorKind, Result};

/// A decoded source.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Decodes a source.
///
/// # Errors
///
/// Refuses what is empty, packed, cut in half a character, or no text at all.
pub(super) fn decode(bytes: Vec<u8>, wanted: Option<&str>, notes: &mut Notes) -> Result<Decoded> {
    let mut decoded = match wanted {
        Some(label) => decode_as(&bytes, label)?,
        None => decode_unknown(bytes, notes)?,
    };
    if decoded.text.starts_with('\u{feff}') {
        notes.at(1, "double-bom", "a second byte order mark was removed");
        decoded.text = decoded.text.trim_start_matches('\u{feff}').to_owned();
    }
    if let Some(text) = decoded.text.strip_suffix('\u{1a}') {
        let line = line_at(text, text.len());
        notes.at(line, "ctrl-z", "the end-of-file character of DOS was removed");
        decoded.text.truncate(decoded.text.len() - 1);
    }
    if decoded.text.trim().is_empty() {
        return Err(refusal("empty", None, "the file is empty", "export the roster again, with its people"));
    }
    Ok(decoded)
}

fn decode_unknown(bytes: Vec<u8>, notes: &mut Notes) -> Result<Decoded> {
    if let Some(what) = packed(&bytes) {
        let message = format!("this is {what}, not a table");
        let help = "unpack it, or save it as CSV or .xlsx, and read that";
        return Err(refusal(
            if what == "compressed data" { "compressed" } else { "not-csv" },
            Some(1),
            message,
            help,
        ));
    }
    if let Some(big) = utf32_mark(&bytes) {
        notes.at(1, "utf-32", "read as UTF-32");
        return Ok(Decoded { text: decode_utf32(&bytes, big)?, encoding: "UTF-32" });
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            return decode_utf8(bytes, length, notes);
        }
        return decode_utf16(&bytes[length..], encoding);
    }
    if let Some(encoding) = nul_pattern(&bytes) {
        notes.whole(
            "encoding-guessed",
            format!("no byte order mark; read as {} by its zero bytes", encoding.name()),
        );
        return decode_utf16(&bytes, encoding);
    }
    decode_utf8(bytes, 0, notes)
}

/// Decodes by the name that the user gave.
fn decode_as(bytes: &[u8], label: &str) -> Result<Decoded> {
    let Some(encoding) = Encoding::for_label(label.trim().as_bytes()) else {
        return Err(Error::new(ErrorKind::Usage, format!("unknown encoding `{label}`"))
            .help("use a name of the Encoding Standard, such as utf-8, windows-1252, macintosh, shift_jis"));
    };
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let skip = if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) { 2 } else { 0 };
        return decode_utf16(&bytes[skip..], encoding);
    }
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// Says what a file is that is no text.
fn packed(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x1f\x8b", "compressed data"),
        (b"PK\x03\x04", "compressed data"),
        (b"BZh", "compressed data"),
        (b"\xfd7zXZ\x00", "compressed data"),
        (b"\x28\xb5\x2f\xfd", "compressed data"),
        (b"7z\xbc\xaf", "compressed data"),
        (b"Rar!", "compressed data"),
        (b"%PDF", "a PDF document"),
        (b"{\\rtf", "a word processor's document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a Parquet file"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

fn utf32_mark(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(false),
        [0, 0, 0xfe, 0xff, ..] => Some(true),
        _ => None,
    }
}

fn decode_utf32(bytes: &[u8], big: bool) -> Result<String> {
    let units = bytes[4..].chunks(4).map(|unit| {
        let unit: [u8; 4] = unit.try_into().ok()?;
        char::from_u32(if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) })
    });
    units.collect::<Option<String>>().ok_or_else(|| {
        refusal("utf-32", Some(1), "this looks like UTF-32 and is not valid", "save the file as UTF-8")
    })
}

fn decode_utf16(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded> {
    let (text, _) = encoding.decode_without_bom_handling(&bytes[..bytes.len() & !1]);
    if bytes.len() % 2 == 1 {
        let message = "the file ends in half a character: it was cut";
        let help = "transfer or export the file again";
        return Err(refusal("truncated-utf16", Some(line_at(&text, text.len())), message, help));
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// Tells UTF-16 without a mark by where its zero bytes stand.
fn nul_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let many = sample.len() / 2 / 4;
    match (even, odd) {
        _ if sample.len() < 4 => None,
        (even, odd) if odd > many && even < odd / 8 + 1 => Some(UTF_16LE),
        (even, odd) if even > many && odd < even / 8 + 1 => Some(UTF_16BE),
        _ => None,
    }
}

/// How many bytes are searched at a stretch.
const SEARCHED: usize = 1 << 20;

fn decode_utf8(mut bytes: Vec<u8>, mark: usize, notes: &mut Notes) -> Result<Decoded> {
    if is_binary(&bytes[..bytes.len().min(4096)]) {
        let help = "export the roster as CSV or .xlsx";
        return Err(refusal("not-csv", Some(1), "this is binary data, not a table", help));
    }
    if mark > 0 {
        bytes.drain(..mark);
    }
    let escapes = bytes.par_chunks(SEARCHED).any(|part| memchr::memchr(b'\x1b', part).is_some());
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if escapes && memchr::memmem::find(text.as_bytes(), b"\x1b$B").is_some() => {
            text.into_bytes()
        }
        Ok(text) => return Ok(Decoded { text, encoding: "UTF-8" }),
        Err(error) => error.into_bytes(),
    };
    let (valid, invalid) = count_lines(&bytes);
    if mark > 0 || bytes.starts_with(MARK) || (valid > 0 && valid >= invalid) {
        return Ok(Decoded { text: heal_lines(&bytes, notes), encoding: "UTF-8" });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    let message = format!("not UTF-8; read as {}, which is a guess: say it with --encoding", encoding.name());
    notes.whole("encoding-guessed", message);
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name() })
}

/// Whether too many bytes are controls that no text has; those that some exports use as delimiters do not count.
fn is_binary(sample: &[u8]) -> bool {
    let control = |b: &&u8| {
        **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 1 | 2 | 0x0b | 0x0c | 0x1b | 0x1e | 0x1f)
    };
    sample.len() >= 64 && sample.iter().filter(control).count() * 20 > sample.len()
}

/// Counts the lines that are valid UTF-8 beyond ASCII, and those that are no UTF-8.
fn count_lines(bytes: &[u8]) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for line in bytes.split(|b| *b == b'\n' || *b == b'\r').filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(_) => valid += 1,
            Err(_) => invalid += 1,
        }
    }
    (valid, invalid)
}

/// Decodes a UTF-8 file line by line: the lines that are none are read as Windows-1252 where that makes sense.
fn heal_lines(bytes: &[u8], notes: &mut Notes) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 64);
    let (mut line, mut at) = (1, 0);
    while at < bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |n| at + n + 1);
        match std::str::from_utf8(&bytes[at..end]) {
            Ok(part) => text.push_str(part),
            Err(_) if cut_character(&bytes[at..end]) => {
                text.push_str(&String::from_utf8_lossy(&bytes[at..end]));
                notes.at(line, "invalid-utf8", "a character is cut; it shows as the replacement character");
            }
            Err(_) => {
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(&bytes[at..end]).0);
                notes.at(line, "invalid-utf8", "this line is not UTF-8 and was read as Windows-1252");
            }
        }
        let crlf = bytes[end - 1] == b'\r' && bytes.get(end) == Some(&b'\n');
        line += u64::from(!crlf);
        at = end;
    }
    text
}

/// Whether a line that is no UTF-8 has whole characters beside the broken one, or a broken one that no Western
/// letter explains: then it is UTF-8 with a cut character rather than Windows-1252.
fn cut_character(line: &[u8]) -> bool {
    let lossy = String::from_utf8_lossy(line);
    let whole = lossy.chars().any(|c| !c.is_ascii() && c != '\u{fffd}');
    let lead = line.windows(2).any(|w| matches!(w[0], 0xc2 | 0xc3) && w[1].is_ascii_lowercase());
    whole || lead
}

/// Returns the physical line, from 1, of a place in a text: LF, CRLF and CR each end one line.
pub(super) fn line_at(text: &str, at: usize) -> u64 {
    1 + count_line_ends(&text.as_bytes()[..at.min(text.len())])
}

/// Counts the line ends: LF, CRLF and CR count one each.
pub(super) fn count_line_ends(bytes: &[u8]) -> u64 {
    let mut count = memchr::memchr_iter(b'\n', bytes).count();
    for at in memchr::memchr_iter(b'\r', bytes) {
        count += usize::from(bytes.get(at + 1) != Some(&b'\n'));
    }
    count as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, Vec<&'static str>) {
        let mut notes = Notes::default();
        let decoded = decode(bytes.to_vec(), None, &mut notes).unwrap();
        let codes = notes.finish().into_iter().map(|n| n.code).collect();
        (decoded.text, decoded.encoding, codes)
    }

    #[test]
    fn a_mark_is_no_text_and_two_are_noted() {
        assert_eq!(read(b"\xef\xbb\xbfid"), ("id".into(), "UTF-8", vec![]));
        assert_eq!(read(b"\xef\xbb\xbf\xef\xbb\xbfid"), ("id".into(), "UTF-8", vec!["double-bom"]));
    }

    #[test]
    fn zero_bytes_tell_utf16() {
        let bytes: Vec<u8> = "id,name".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bytes), ("id,name".into(), "UTF-16BE", vec!["encoding-guessed"]));
    }

    #[test]
    fn one_western_line_in_a_utf8_file_keeps_the_others() {
        let (text, encoding, codes) = read(b"Zo\xc3\xab\nJ\xfcrgen\nAna\n");
        assert_eq!((text.as_str(), encoding), ("Zoë\nJürgen\nAna\n", "UTF-8"));
        assert_eq!(codes, ["invalid-utf8"]);
    }

    #[test]
    fn line_ends_of_all_kinds_count_once() {
        assert_eq!(count_line_ends(b"a\nb\r\nc\rd"), 3);
    }
}
