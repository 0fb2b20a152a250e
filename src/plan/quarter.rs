//! Quarters of the calendar, and the days before them.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};
use crate::roster::Date;

/// A quarter of a year, written as in `2027Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    /// 0 to 3.
    index: u8,
}

impl Quarter {
    /// Returns the first quarter that begins on a day or after it.
    pub fn from_day(day: Date) -> Self {
        let within = Self { year: day.year, index: (day.month.max(1) - 1) / 3 };
        if within.first_day() == day { within } else { within.plus(1) }
    }

    /// Returns the quarter so many quarters later.
    #[must_use]
    pub fn plus(self, quarters: usize) -> Self {
        let index = usize::from(self.index) + quarters;
        Self { year: self.year.saturating_add((index / 4) as i16), index: (index % 4) as u8 }
    }

    /// Returns the first day.
    pub fn first_day(self) -> Date {
        Date { year: self.year, month: self.index * 3 + 1, day: 1 }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.index + 1)
    }
}

impl FromStr for Quarter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::new(ErrorKind::Usage, format!("`{text}` is not a quarter"))
                .help("write year, Q and number, such as 2027Q1")
        };
        let (year, index) = text.trim().split_once(['Q', 'q']).ok_or_else(wrong)?;
        let year = Some(year).filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(wrong)?;
        match index {
            "1" | "2" | "3" | "4" if year > 0 => Ok(Self { year, index: index.as_bytes()[0] - b'1' }),
            _ => Err(wrong()),
        }
    }
}

/// Returns the day so many days earlier; the calendar begins at year 1.
pub(super) fn days_before(day: Date, days: u32) -> Date {
    from_day_number(day_number(day) - i64::from(days))
}

/// Counts the days from 0000-03-01, so that a leap day ends its year.
fn day_number(date: Date) -> i64 {
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + i64::from(date.day) - 1
}

fn from_day_number(number: i64) -> Date {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let (era, day) = (number.div_euclid(DAYS_OF_400_YEARS), number.rem_euclid(DAYS_OF_400_YEARS));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    Date { year: (era * 400 + year).clamp(1, 9999) as i16, month: month as u8, day: day as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn quarters_are_read_written_and_counted() {
        let first: Quarter = "2027Q1".parse().unwrap();
        assert_eq!(first.plus(3).to_string(), "2027Q4");
        assert_eq!(first.plus(4).to_string(), "2028Q1");
        assert_eq!(first.plus(2).first_day(), day(2027, 7, 1));
        for wrong in ["", "2027", "27Q1", "2027Q5", "2027Q01", "Q1", "-027Q1", "0000Q1"] {
            assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_first_quarter_after_a_day_begins_then_or_later() {
        assert_eq!(Quarter::from_day(day(2027, 1, 1)).to_string(), "2027Q1");
        assert_eq!(Quarter::from_day(day(2026, 11, 23)).to_string(), "2027Q1");
        assert_eq!(Quarter::from_day(day(2027, 1, 2)).to_string(), "2027Q2");
    }

    #[test]
    fn days_are_counted_back_over_months_years_and_leap_days() {
        assert_eq!(days_before(day(2027, 1, 1), 31), day(2026, 12, 1));
        assert_eq!(days_before(day(2028, 3, 1), 1), day(2028, 2, 29));
        assert_eq!(days_before(day(2027, 3, 1), 1), day(2027, 2, 28));
        assert_eq!(days_before(day(2000, 3, 1), 366), day(1999, 3, 1));
        assert_eq!(days_before(day(2027, 7, 1), 0), day(2027, 7, 1));
    }
}
