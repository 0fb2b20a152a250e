//! A table on a sheet: typed cells below a header that stays in sight, within what a sheet can hold.

use rust_xlsxwriter::{
    Color, ConditionalFormatText, ConditionalFormatTextRule, ExcelDateTime, Format, FormatAlign, IgnoreError,
    Worksheet, XlsxError,
};

use crate::report::document::plain;
use crate::roster::{Date, Fte};

/// The most rows of a sheet, the header among them.
pub(super) const MOST_ROWS: u32 = 1_048_576;

/// The most UTF-16 units of a cell.
pub(super) const MOST_OF_A_CELL: usize = 32_767;

/// The height of a header of two lines, and of each line of a row, in points.
pub(super) const HEADER_HEIGHT: f64 = 32.0;
const LINE_HEIGHT: f64 = 15.0;

/// The most lines of a row: a longer text is read by opening its cell.
const MOST_LINES: usize = 12;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    None,
    /// Text, never a formula.
    Text(String),
    /// Text in several lines, or a long one.
    Long(String),
    /// A number as it is.
    Number(f64),
    /// A whole number or an amount of money.
    Count(f64),
    /// A share of one.
    Share(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::None } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::None } else { Self::Text(text) }
    }
}

impl From<Fte> for Value {
    fn from(amount: Fte) -> Self {
        Self::Number(amount.as_f64())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Count(number as f64)
    }
}

impl Value {
    /// Makes a share, rounded down to whole percent, so that what is not whole never shows as 100 %.
    pub(super) fn share(share: Option<f64>) -> Self {
        share.map_or(Self::None, |share| Self::Share((share * 100.0 + 1e-9).floor() / 100.0))
    }
}

impl Value {
    /// Returns about how many lines it takes in a column of a width.
    fn lines(&self, width: u16) -> usize {
        let Self::Long(text) = self else { return 1 };
        let lines = |part: &str| part.chars().count().div_ceil(usize::from(width)).max(1);
        text.split('\n').map(lines).sum()
    }
}

/// How cells look.
pub(super) struct Looks {
    pub(super) title: Format,
    header: Format,
    number_header: Format,
    text: Format,
    pub(super) long: Format,
    number: Format,
    count: Format,
    share: Format,
    day: Format,
    good: Format,
    warning: Format,
    bad: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let tone = |ink: u32, ground: u32| {
            Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(ground))
        };
        // Text stands a little off the number before it.
        let text = || top().set_indent(1);
        let header = |format: Format| {
            let ground = Color::RGB(0x24_3b53);
            format.set_bold().set_font_color(Color::White).set_background_color(ground).set_text_wrap()
        };
        Self {
            title: text().set_bold().set_font_size(18),
            header: header(text()),
            number_header: header(top().set_align(FormatAlign::Right)),
            text: text(),
            long: text().set_text_wrap(),
            number: top(),
            count: top().set_num_format("#,##0"),
            share: top().set_num_format("0%"),
            day: top().set_num_format("yyyy-mm-dd"),
            good: tone(0x0b_5a2c, 0xd8_f3e2),
            warning: tone(0x6b_4500, 0xff_ecc2),
            bad: tone(0x8f_1119, 0xfd_dcde),
        }
    }
}

/// What a sheet could not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Losses {
    pub(super) sheet: &'static str,
    /// Rows beyond the last.
    pub(super) rows: usize,
    /// Texts that were cut.
    pub(super) cells: usize,
}

/// A table that is being written.
pub(super) struct Table<'l> {
    sheet: Worksheet,
    looks: &'l Looks,
    /// The width of each column in characters.
    widths: Vec<u16>,
    next: u32,
    most_rows: u32,
    losses: Losses,
}

impl<'l> Table<'l> {
    /// Begins a table with a header; columns are named with their width in characters. The name of a column of numbers
    /// begins with `#` and stands at the right, as they do.
    pub(super) fn new(
        name: &'static str,
        columns: &[(&str, u16)],
        looks: &'l Looks,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (place, (column, width)) in (0..).zip(columns) {
            let (name, look) = header(column, looks);
            sheet.set_column_width(place, *width)?.write_string_with_format(0, place, name, look)?;
        }
        sheet.set_row_height(0, HEADER_HEIGHT)?;
        let widths = columns.iter().map(|(_, width)| *width).collect();
        let losses = Losses { sheet: name, ..Losses::default() };
        Ok(Self { sheet, looks, widths, next: 1, most_rows: MOST_ROWS, losses })
    }

    /// Adds a row, or counts it where the sheet is full.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> Result<(), XlsxError> {
        if self.next >= self.most_rows {
            self.losses.rows += 1;
            return Ok(());
        }
        let mut lines = 1;
        for (column, value) in (0..).zip(cells) {
            lines = lines.max(value.lines(self.widths[usize::from(column)]));
            self.losses.cells += usize::from(write(&mut self.sheet, (self.next, column), value, self.looks)?);
        }
        if lines > 1 {
            self.sheet.set_row_height(self.next, LINE_HEIGHT * lines.min(MOST_LINES) as f64)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Colours a column of states by its words; the words say the same without colour.
    pub(super) fn colour(&mut self, column: u16, words: [&str; 3]) -> Result<(), XlsxError> {
        let Some(last) = self.next.checked_sub(1).filter(|last| *last > 0) else { return Ok(()) };
        for (word, look) in words.into_iter().zip([&self.looks.good, &self.looks.warning, &self.looks.bad]) {
            let rule = ConditionalFormatText::new()
                .set_rule(ConditionalFormatTextRule::Contains(word.to_owned()))
                .set_format(look);
            self.sheet.add_conditional_format(1, column, last, column, &rule)?;
        }
        Ok(())
    }

    /// Keeps spreadsheets from complaining that a column of ids holds text.
    pub(super) fn ids(&mut self, column: u16) -> Result<(), XlsxError> {
        let last = (self.next - 1).max(1);
        self.sheet.ignore_error_range(1, column, last, column, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    /// Ends the table: its rows can be filtered and sorted. Returns what did not fit, where something did not.
    pub(super) fn finish(mut self) -> Result<(Worksheet, Option<Losses>), XlsxError> {
        let last = u16::try_from(self.widths.len() - 1).expect("tables have few columns");
        self.sheet.autofilter(0, 0, self.next - 1, last)?;
        let lost = self.losses.rows + self.losses.cells > 0;
        Ok((self.sheet, lost.then_some(self.losses)))
    }
}

/// Returns the name of a column, and how it looks.
pub(super) fn header<'n, 'l>(column: &'n str, looks: &'l Looks) -> (&'n str, &'l Format) {
    match column.strip_prefix('#') {
        Some(name) => (name, &looks.number_header),
        None => (column, &looks.header),
    }
}

/// Writes a cell and returns whether its text had to be cut.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value,
    looks: &Looks,
) -> Result<bool, XlsxError> {
    match value {
        Value::None => {}
        Value::Text(text) => return write_text(sheet, (row, column), &text, &looks.text),
        Value::Long(text) => return write_text(sheet, (row, column), &text, &looks.long),
        Value::Number(number) => _ = sheet.write_number_with_format(row, column, number, &looks.number)?,
        Value::Count(number) => _ = sheet.write_number_with_format(row, column, number, &looks.count)?,
        Value::Share(share) => _ = sheet.write_number_with_format(row, column, share, &looks.share)?,
        Value::Flag(flag) => _ = sheet.write_boolean_with_format(row, column, flag, &looks.text)?,
        Value::Day(day) => {
            // Spreadsheets count days from 1900; an earlier one stays text.
            let known = u16::try_from(day.year).ok().filter(|year| *year >= 1900);
            match known.and_then(|year| ExcelDateTime::from_ymd(year, day.month, day.day).ok()) {
                Some(date) => _ = sheet.write_datetime_with_format(row, column, &date, &looks.day)?,
                None => return write_text(sheet, (row, column), &day.to_string(), &looks.text),
            }
        }
    }
    Ok(false)
}

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<bool, XlsxError> {
    let (text, is_cut) = fitting(&visible(text));
    sheet.write_string_with_format(row, column, text, look)?;
    Ok(is_cut)
}

/// Returns a text in which nothing hides or turns the writing; line breaks stay.
fn visible(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

/// Returns a text that a cell can hold, and whether it had to be cut.
fn fitting(text: &str) -> (String, bool) {
    if text.len() <= MOST_OF_A_CELL {
        return (text.to_owned(), false);
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > MOST_OF_A_CELL {
            let kept: String = text[..at].chars().collect();
            let shorter = kept.char_indices().next_back().map_or("", |(last, _)| &kept[..last]);
            return (format!("{shorter}…"), true);
        }
    }
    (text.to_owned(), false)
}

/// Returns a text without e-mail addresses.
pub(super) fn without_mail(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let is_end =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '`' | '"' | ',' | ';' | '<' | '>' | '|');
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(is_end) {
        let word = part.trim_end_matches(is_end);
        let is_mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        out.push_str(if is_mail { "…" } else { word });
        out.push_str(&part[word.len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_what_a_cell_holds() {
        let long = "x".repeat(MOST_OF_A_CELL);
        assert_eq!(fitting(&long), (long.clone(), false));
        for text in [format!("{long}x"), "\u{1f600}".repeat(20_000), "é".repeat(40_000)] {
            let (kept, is_cut) = fitting(&text);
            assert!(is_cut && kept.ends_with('…') && kept.encode_utf16().count() <= MOST_OF_A_CELL);
            assert!(kept.encode_utf16().count() >= MOST_OF_A_CELL - 2, "no more is cut than must be");
        }
        assert!(!fitting(&"é".repeat(20_000)).1, "units are counted, not bytes");
    }

    #[test]
    fn a_full_sheet_counts_what_it_leaves_out() {
        let looks = Looks::new();
        let mut table = Table::new("Test", &[("A", 10)], &looks).expect("a sheet");
        table.most_rows = 3;
        for n in 0..5_usize {
            table.row([Value::from(n)]).expect("a row");
        }
        let (_, losses) = table.finish().expect("a table");
        assert_eq!(losses, Some(Losses { sheet: "Test", rows: 3, cells: 0 }));
    }

    #[test]
    fn mail_addresses_are_not_written() {
        assert_eq!(
            without_mail("Ann Lee (ann@x.example) leads `bo@y.example`, @home"),
            "Ann Lee (…) leads `…`, @home"
        );
    }
}
