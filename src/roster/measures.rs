//! Measures: the columns of FTE and of dates, read as whole columns.

use super::amounts;
use super::clean::Kind;
use super::dates::{self, Read};
use super::field::Field;
use super::people::Draft;
use super::store::Symbols;
use super::values::{Date, Fte};

/// Whether a date was read in some way.
type Is = fn(&Read) -> bool;

impl Draft<'_> {
    pub(super) fn amounts(&mut self) {
        let header = self.header(Field::Fte);
        let mut cells = self.symbols(Field::Fte, Kind::Value);
        let texts: Vec<String> =
            cells.distinct().iter().map(|s| self.roster.texts.get(*s).to_owned()).collect();
        let unit = amounts::unit(&header, texts.iter().map(String::as_str));
        let mut read: Vec<amounts::Read> = texts.iter().map(|text| amounts::read(text, unit)).collect();
        if amounts::says_hours(&header) {
            read.iter_mut().for_each(|amount| amount.rewritten = true);
        }
        if self.roster.names.is_empty() {
            // Posts, not people: a row of several posts has more than one FTE.
            for amount in read.iter_mut().filter(|amount| amount.fte > Some(Fte::ONE)) {
                amount.flaw = amounts::Flaw::None;
            }
        }
        for (symbol, amount) in read.iter().enumerate().filter(|(_, amount)| amount.rewritten) {
            if let Some(fte) = amount.fte {
                let span = self.roster.texts.keep(&fte.to_string());
                cells.replace(symbol as u32, span);
            }
        }
        if let amounts::Unit::Hours(full) = unit
            && !amounts::says_hours(&header)
        {
            self.hours = Some(full);
            let message =
                format!("`{header}` holds hours a week, not shares; {full} hours were taken as 1 FTE");
            self.notes.whole("fte-over-1", message);
        }
        let empty = |text: &String| text.trim().is_empty();
        let blank_column = texts.iter().all(empty);
        self.fte_flaws =
            read.iter().map(|a| if blank_column { amounts::Flaw::None } else { a.flaw }).collect();
        self.roster.fte_of =
            read.iter().map(|amount| amount.fte.filter(|_| amount.flaw != amounts::Flaw::Bad)).collect();
        self.roster.ftes = cells;
    }

    pub(super) fn days(&mut self) {
        (self.roster.starts, self.roster.start_of) = self.date_column(Field::StartDate);
        (self.roster.ends, self.roster.end_of) = self.date_column(Field::EndDate);
    }

    fn date_column(&mut self, field: Field) -> (Symbols, Vec<Option<Date>>) {
        let header = self.header(field);
        let mut cells = self.symbols(field, Kind::Value);
        let texts: Vec<String> =
            cells.distinct().iter().map(|s| self.roster.texts.get(*s).to_owned()).collect();
        let read = dates::read_column(texts.iter().map(String::as_str));
        let mut bad = vec![false; read.len()];
        let mut dates = vec![None; read.len()];
        for (symbol, read) in read.iter().enumerate() {
            let healed = match read {
                Read::Is(date) | Read::TwoDigits(date) | Read::Serial(date) => {
                    dates[symbol] = Some(*date);
                    date.to_string()
                }
                Read::Absent => String::new(),
                Read::Bad => {
                    bad[symbol] = true;
                    continue;
                }
                Read::Ambiguous => continue,
            };
            if healed != texts[symbol] {
                let span = self.roster.texts.keep(&healed);
                cells.replace(symbol as u32, span);
            }
        }
        self.tell_dates(&header, &cells, &read, &bad);
        (cells, dates)
    }

    fn tell_dates(&mut self, header: &str, cells: &Symbols, read: &[Read], bad: &[bool]) {
        let whole: [(&str, Is, &str); 3] = [
            (
                "two-digit-year",
                |r| matches!(r, Read::TwoDigits(_)),
                "has years of two digits; 00 to 49 were taken as 2000 to 2049",
            ),
            (
                "date-serial",
                |r| matches!(r, Read::Serial(_)),
                "has dates as a spreadsheet's day numbers; they were turned into dates",
            ),
            (
                "ambiguous-date",
                |r| *r == Read::Ambiguous,
                "has days and months that fit in either order; the dates were not read",
            ),
        ];
        for (code, is, message) in whole {
            let marked: Vec<bool> = read.iter().map(is).collect();
            if let Some(row) = cells.rows_of(&marked).next() {
                self.notes.at(u64::from(self.table.lines[row]), code, format!("`{header}` {message}"));
            }
        }
        for row in cells.rows_of(bad) {
            let message = format!("`{header}` is no date; it was not read");
            self.notes.at(u64::from(self.table.lines[row]), "bad-date", message);
        }
    }
}
