//! The values a roster is made of: handles, amounts, days, states, and the row as plain values.

use std::fmt;

/// A person of one roster; its order is the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIx(u32);

impl PersonIx {
    /// Returns the place in the roster, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Makes the handle of a place in the roster.
    ///
    /// # Panics
    ///
    /// Panics at 4,294,967,296 people.
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).expect("a roster has fewer than 2^32 people"))
    }
}

/// A full-time equivalent, in ten-thousandths, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fte(pub i64);

impl Fte {
    /// One full-time person.
    pub const ONE: Self = Self(10_000);

    /// Makes so many whole FTE.
    pub fn whole(people: u32) -> Self {
        Self(i64::from(people) * Self::ONE.0)
    }

    /// Returns the amount as a number.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE.0 as f64
    }
}

/// A decimal number with one to four places: `1.0`, `0.8`, `0.3333`.
impl fmt::Display for Fte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let places = format!("{:04}", self.0.unsigned_abs() % 10_000);
        let places = match places.trim_end_matches('0') {
            "" => "0",
            some => some,
        };
        write!(f, "{sign}{}.{places}", self.0.unsigned_abs() / 10_000)
    }
}

/// A day of the Gregorian calendar, proleptic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1 to 9999.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Makes a day of the calendar; `None` where there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let known = (1..=9999).contains(&year) && (1..=last).contains(&day);
        known.then_some(Self { year: year as i16, month: month as u8, day: day as u8 })
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, width| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        let shaped = parts.next().is_none() && digits(year, 4) && digits(month, 2) && digits(day, 2);
        if !shaped {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Returns the day so many days after 1899-12-30, the day 0 of spreadsheets; `None` outside 1900 to 9999.
    pub fn from_serial(days: u32) -> Option<Self> {
        // Days since 0000-03-01, then the usual division into eras of 400 years (Hinnant's civil_from_days).
        let days = days + 693_899;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + u32::from(month <= 2);
        if year < 1900 {
            return None;
        }
        Self::new(i32::try_from(year).ok()?, month, day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Whether a row is a person who works there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Works there, or is on leave.
    #[default]
    Active,
    /// A position without a person.
    Vacant,
    /// Starts later.
    Future,
    /// Left.
    Left,
}

impl Status {
    /// Returns the word that the clean roster has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Vacant => "vacant",
            Self::Future => "future",
            Self::Left => "left",
        }
    }
}

/// To whom a row says that it reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manager {
    /// To nobody: the cell is empty or says so.
    #[default]
    Nobody,
    /// To the person itself.
    Oneself,
    /// To somebody of the roster.
    Person(PersonIx),
    /// To somebody outside the roster, at its top: a name such as a board.
    Outside,
    /// To somebody whom the roster does not have.
    Unknown,
    /// To a name, e-mail or id that several people bear.
    Ambiguous,
}

/// One row, as values: what a roster is built of.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The physical line of the source on which the row starts.
    pub line: u64,
    /// The id, as the source has it.
    pub id: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The job title.
    pub title: String,
    /// The manager's reference, as the source has it.
    pub manager_text: String,
    /// To whom the row reports.
    pub manager: Manager,
    /// The dotted line's reference, as the source has it.
    pub second_manager_text: String,
    /// The dotted line.
    pub second_manager: Manager,
    /// The department.
    pub department: String,
    /// The team.
    pub team: String,
    /// The location.
    pub location: String,
    /// The FTE.
    pub fte: Option<Fte>,
    /// The first day.
    pub start_date: Option<Date>,
    /// The last day.
    pub end_date: Option<Date>,
    /// Whether a person works there.
    pub status: Status,
    /// Whether the person is on leave.
    pub on_leave: bool,
    /// Whether the person is a contractor.
    pub contractor: bool,
    /// Further role ids of the person, joined by `|`.
    pub roles: String,
    /// Whether the row is in the scope that was asked for.
    pub in_scope: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_count_from_the_spreadsheets_day_zero() {
        assert_eq!(Date::from_serial(45_292).map(|d| d.to_string()), Some("2024-01-01".into()));
        assert_eq!(Date::from_serial(61).map(|d| d.to_string()), Some("1900-03-01".into()));
        assert_eq!(Date::from_serial(36_585).map(|d| d.to_string()), Some("2000-02-29".into()));
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        assert_eq!(Date::parse("2021-02-31"), None, "no 31 February");
        assert_eq!(Date::parse("1900-02-29"), None, "1900 was no leap year");
        assert!(Date::parse("2000-02-29").is_some(), "2000 was one");
    }

    #[test]
    fn fte_prints_at_least_one_place() {
        assert_eq!(
            [10_000, 8_000, 3_333, -5_000].map(|n| Fte(n).to_string()),
            ["1.0", "0.8", "0.3333", "-0.5"]
        );
    }
}
