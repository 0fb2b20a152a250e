//! The codes of the import: what it heals, skips or refuses, a sentence each, so that every code can be explained.

/// A code of the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code.
    pub id: &'static str,
    /// What it means, in one sentence.
    pub summary: &'static str,
}

/// Returns the code of an id.
pub fn code(id: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.id == id)
}

const fn means(id: &'static str, summary: &'static str) -> Code {
    Code { id, summary }
}

/// The codes of the import that are no rules, by name.
pub const CODES: &[Code] = &[
    means(
        "ambiguous-date",
        "A date can be read day first or month first, and the column does not say which; it is kept out.",
    ),
    means("bad-date", "A cell of a date column holds no day of the calendar."),
    means(
        "bidi",
        "Marks that reverse the direction of text were taken out of a cell: what is shown could differ from what is read.",
    ),
    means(
        "blank-header",
        "A column has data and no name; it is left out unless `--column` names it by its place.",
    ),
    means(
        "broken-row",
        "A line break stood unquoted inside a row, so that its parts have too few cells; they are set aside.",
    ),
    means("compressed", "The file is a compressed archive; unpack it first."),
    means("control", "Control characters were taken out of a cell."),
    means("ctrl-z", "The file ends with the end-of-file mark of old systems, which is dropped."),
    means("date-serial", "A date is written as a spreadsheet's day number and was turned into a date."),
    means("delimiter-changes", "The delimiter changes within the file, as when two exports are joined."),
    means("double-bom", "The file begins with two byte order marks; both are dropped."),
    means("duplicate-header", "Two columns have one name; the first is used."),
    means("empty", "The file holds nothing."),
    means("empty-column", "A column without name and data is left out."),
    means("empty-rows", "Rows without any content are left out."),
    means(
        "encoding-guessed",
        "The file does not say its encoding, and its bytes allow more than one; `--encoding` settles it.",
    ),
    means(
        "entities",
        "HTML entities such as `&amp;` in a cell were turned into the characters they stand for.",
    ),
    means("excel-error", "A cell holds a spreadsheet's error, such as `#REF!`; it is taken as empty."),
    means("footer", "Lines below the last row, such as a total or a notice, are left out."),
    means("formula", "A cell holds a formula instead of its value; it is kept as text and never run."),
    means(
        "header-repeated",
        "The header stands again among the rows, as in printed pages; the repeats are left out.",
    ),
    means(
        "id-float",
        "Ids went through a column of decimal numbers and got a `.0`; references are matched without it.",
    ),
    means(
        "id-fullwidth",
        "Ids are written in full-width digits; references are matched as if they were plain.",
    ),
    means(
        "id-prefix",
        "References have letters before their digits that the ids lack, or the other way round; they are matched without.",
    ),
    means("id-thousands", "Ids have separators of thousands; references are matched without them."),
    means("id-zeros", "Leading zeros of ids are lost in one column; references are matched without them."),
    means(
        "invalid-utf8",
        "Bytes that are no UTF-8 stand in an otherwise sound file; their cells cannot be trusted.",
    ),
    means(
        "invisible",
        "Characters that cannot be seen were taken out of a cell, so that equal texts are equal.",
    ),
    means(
        "lines-quoted-whole",
        "Every line is one quoted cell that holds a line of the real table; they were unpacked.",
    ),
    means(
        "long-row",
        "A row has more cells than the header; it is set aside unless the extra cells are empty.",
    ),
    means(
        "missing-column",
        "A column that the command needs is missing, such as the job title; `--column` names it.",
    ),
    means("mixed-newlines", "Lines end in different ways within the file."),
    means(
        "mixed-script",
        "A word mixes letters of several alphabets that look alike, such as a Cyrillic `a` in a Latin name.",
    ),
    means(
        "mojibake",
        "Text was decoded wrongly before it was saved, so that `ü` became `Ã¼`; it was decoded back.",
    ),
    means(
        "multi-row-header",
        "The header has more than one row, such as groups above the names; the names are used.",
    ),
    means("no-data", "The file has a header and no people."),
    means("no-delimiter", "No delimiter parts the lines into cells."),
    means(
        "no-header",
        "No row names the columns, and which is the manager must not be guessed; `--column` tells it.",
    ),
    means("not-a-person", "A row names nobody and no position; it is set aside."),
    means("not-csv", "The file is something else, such as an HTML page or a PDF with another ending."),
    means("nul-bytes", "Bytes of zero were taken out of the text."),
    means("preamble", "Lines above the header, such as a report's title, are left out."),
    means("replacement-character", "An earlier step lost letters and left `\u{fffd}` in their place."),
    means(
        "scientific-id",
        "Ids are written as `1.23E+11` and have lost digits for good; export them as text.",
    ),
    means("short-row", "A row has fewer cells than the header; the missing ones at its end are empty."),
    means(
        "stray-quote",
        "A quotation mark stands inside a cell where it quotes nothing; it is kept as text.",
    ),
    means("trailing-delimiter", "Lines end with a delimiter that begins no column; it is left out."),
    means("truncated", "The file ends in the middle of a row."),
    means("truncated-utf16", "The file ends in the middle of a character: the transfer was cut."),
    means(
        "two-digit-year",
        "A year has two digits; the century was taken from what is likely for the column.",
    ),
    means(
        "two-tables",
        "A second table of another shape stands below the first; save each in a file of its own.",
    ),
    means(
        "typographic-quotes",
        "Curly quotation marks stand where plain ones quote cells; they were taken as such.",
    ),
    means(
        "unknown-status",
        "A status says nothing that is known; the person is taken as one who works there.",
    ),
    means("unquoted-escape", "A backslash or a quote escapes a character outside quotes."),
    means(
        "unterminated-quote",
        "A quote opens and never closes, so that the rest of the file would vanish into one cell.",
    ),
    means("utf-32", "The file is UTF-32, which hardly anything writes; save it as UTF-8."),
    means(
        "value-lost",
        "A cell shows `#####`: it was printed from a column too narrow for its value, which is lost.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::RULES;

    #[test]
    fn codes_stand_once_and_by_name() {
        assert!(CODES.is_sorted_by(|a, b| a.id < b.id), "by name, each once");
        assert!(CODES.iter().all(|c| c.summary.ends_with('.')), "each summary is a sentence");
        assert!(CODES.iter().all(|c| RULES.iter().all(|r| r.id != c.id)), "no code is a rule too");
    }
}
