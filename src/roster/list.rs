//! Lists: files of one title a line, told from rosters by their first row.

use std::borrow::Cow;

use super::directory;
use super::encoding;
use super::field::Field;
use super::json;
use super::notes::Notes;
use super::{ReadOptions, Roster};
use crate::error::Result;

/// What may stand between the cells of a header.
const DELIMITERS: &[char] = &[',', ';', '\t', '|'];

/// What a source of titles is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TitleSource {
    /// A list, one title a line.
    List(TitleList),
    /// The bytes of a roster, as they were.
    Roster(Vec<u8>),
}

impl Roster {
    /// Tells a list of titles, one a line, from a roster: a workbook, the users of a directory, or text whose first row is
    /// a header with a title column.
    ///
    /// A first line that is nothing but the header of a column of titles is no title. UTF-8 is not copied.
    ///
    /// # Errors
    ///
    /// Refuses text that cannot be decoded.
    pub fn titles_of_list(bytes: Vec<u8>, options: &ReadOptions) -> Result<TitleSource> {
        if bytes.is_empty() {
            return Ok(TitleSource::List(TitleList::default()));
        }
        if is_workbook(&bytes) {
            return Ok(TitleSource::Roster(bytes));
        }
        let encoding = options.encoding.as_deref();
        let decode = |bytes| encoding::decode(bytes, encoding, &mut Notes::default());
        let plain = str::from_utf8(&bytes).ok().filter(|text| encoding.is_none() && !text.contains('\0'));
        let text = match plain {
            Some(text) if is_roster(text.trim_start_matches('\u{feff}'), options) => {
                return Ok(TitleSource::Roster(bytes));
            }
            Some(_) => decode(bytes)?.text,
            None => {
                let text = decode(bytes.clone())?.text;
                if is_roster(&text, options) {
                    return Ok(TitleSource::Roster(bytes));
                }
                text
            }
        };
        let has_header = matches!(columns_of(&text, options), (1, fields) if fields == [Field::Title]);
        Ok(TitleSource::List(TitleList { text, has_header }))
    }
}

/// Whether a text is a roster: the users of a directory, or a table with a column of titles beside others.
fn is_roster(text: &str, options: &ReadOptions) -> bool {
    let (cells, fields) = columns_of(text, options);
    directory::is_ldif(text) || is_json(text) || (cells > 1 && fields.contains(&Field::Title))
}

/// Returns how many cells the first line has, and the fields that they name.
fn columns_of(text: &str, options: &ReadOptions) -> (usize, Vec<Field>) {
    known_columns(text.lines().next().unwrap_or_default(), options)
}

/// Titles, one a line of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleList {
    text: String,
    /// The first line is the header of a column, and the others are its cells.
    has_header: bool,
}

impl TitleList {
    /// Returns the titles, in the order of the lines.
    pub fn titles(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let title = |line| if self.has_header { unquoted(line) } else { Cow::Borrowed(line) };
        self.text.lines().skip(usize::from(self.has_header)).map(title)
    }
}

/// Returns how many cells a line has, and the fields that they name.
fn known_columns(line: &str, options: &ReadOptions) -> (usize, Vec<Field>) {
    let stated = options.delimiter.as_deref().filter(|d| d.chars().count() == 1);
    let cells: Vec<&str> = match stated {
        Some(delimiter) => line.split(delimiter).collect(),
        None => line.split(DELIMITERS).collect(),
    };
    let field = |cell: &&str| {
        let cell = cell.trim().trim_matches('"').trim();
        let stated = options.columns.iter().find(|(_, header)| header == cell).map(|(field, _)| *field);
        stated.or_else(|| Field::of_header(cell).map(|(field, _)| field))
    };
    (cells.len(), cells.iter().filter_map(field).collect())
}

/// Whether a text is JSON in truth: a title may stand in brackets too.
fn is_json(text: &str) -> bool {
    json::is_json(text) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Whether bytes begin as the files of spreadsheet programs do.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Returns the only cell of a line, without the quotes around it.
fn unquoted(line: &str) -> Cow<'_, str> {
    let inner = line.trim().strip_prefix('"').and_then(|l| l.strip_suffix('"'));
    inner.map_or(Cow::Borrowed(line), |inner| inner.replace("\"\"", "\"").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Option<Vec<String>> {
        match Roster::titles_of_list(text.into(), &ReadOptions::default()).expect("UTF-8") {
            TitleSource::List(list) => Some(list.titles().map(Cow::into_owned).collect()),
            TitleSource::Roster(bytes) => {
                assert_eq!(bytes, text.as_bytes(), "as they were");
                None
            }
        }
    }

    #[test]
    fn a_line_is_a_title_commas_and_all() {
        let titles = list("Engineering Manager, Platform\r\n\r\nCTO\r\n").expect("a list");
        assert_eq!(titles, ["Engineering Manager, Platform", "", "CTO"]);
    }

    #[test]
    fn a_header_with_a_title_column_makes_a_roster() {
        assert_eq!(list("Employee ID;Job Title\n1;CTO\n"), None);
        assert_eq!(list("name,department\n"), Some(vec!["name,department".into()]), "no title column");
    }

    #[test]
    fn only_the_first_row_makes_a_roster() {
        assert!(list("Headcount,,\n,,\nEmployee ID,Name,Job Title\n1,A,CTO\n").is_some());
        assert!(list("CTO\nManager, Title\n").is_some());
    }

    #[test]
    fn the_users_of_a_directory_are_a_roster() {
        assert_eq!(list("[{\"displayName\": \"A\", \"jobTitle\": \"CTO\"}]"), None);
        assert_eq!(list("dn: CN=A\ntitle: CTO\n"), None);
        assert!(list("[Contract] SRE\nSRE [m/f/d]").is_some(), "titles in brackets are titles");
    }

    #[test]
    fn the_header_of_a_single_column_is_no_title() {
        assert_eq!(
            list("Job Title\n\"Head, \"\"IT\"\"\"\nA, b\n"),
            Some(vec!["Head, \"IT\"".into(), "A, b".into()])
        );
    }
}
