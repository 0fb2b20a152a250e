//! The roster: the people of a file, and the lines that the file states.

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

/// The people of a file.
#[derive(Debug, Default)]
pub struct Roster {
    rows: Vec<Row>,
}

impl Roster {
    /// Makes a roster of rows.
    pub fn from_rows(rows: Vec<Row>) -> Self {
        Self { rows }
    }

    /// Returns how many rows there are, vacant positions and leavers included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the rows, in the order of the source.
    pub fn people(&self) -> impl Iterator<Item = Person<'_>> {
        (0..self.rows.len()).map(|i| self.person(PersonIx::from_index(i)))
    }

    /// Returns one row.
    pub fn person(&self, ix: PersonIx) -> Person<'_> {
        Person { roster: self, ix }
    }
}

/// A row of a roster; the lifetime `'r` is the roster's.
#[derive(Clone, Copy)]
pub struct Person<'r> {
    roster: &'r Roster,
    ix: PersonIx,
}

impl<'r> Person<'r> {
    fn row(self) -> &'r Row {
        &self.roster.rows[self.ix.index()]
    }

    /// Returns the row as values, to build another roster of.
    pub fn to_row(self) -> Row {
        self.row().clone()
    }

    /// Returns the handle.
    pub fn ix(self) -> PersonIx {
        self.ix
    }

    /// Returns the id, as the source has it.
    pub fn id(self) -> &'r str {
        &self.row().id
    }

    /// Returns the name.
    pub fn name(self) -> &'r str {
        &self.row().name
    }

    /// Returns the e-mail address.
    pub fn email(self) -> &'r str {
        &self.row().email
    }

    /// Returns the job title.
    pub fn title(self) -> &'r str {
        &self.row().title
    }

    /// Returns the department.
    pub fn department(self) -> &'r str {
        &self.row().department
    }

    /// Returns the team.
    pub fn team(self) -> &'r str {
        &self.row().team
    }

    /// Returns the location.
    pub fn location(self) -> &'r str {
        &self.row().location
    }

    /// Returns the manager.
    pub fn manager(self) -> Manager {
        self.row().manager
    }

    /// Returns the manager's reference, as the source has it.
    pub fn manager_text(self) -> &'r str {
        &self.row().manager_text
    }

    /// Returns the second manager: the dotted line.
    pub fn second_manager(self) -> Manager {
        self.row().second_manager
    }

    /// Returns the second manager's reference, as the source has it.
    pub fn second_manager_text(self) -> &'r str {
        &self.row().second_manager_text
    }

    /// Returns the FTE; one where the source does not say.
    pub fn fte(self) -> Fte {
        self.row().fte.unwrap_or(Fte::ONE)
    }

    /// Returns the FTE that the source states, if it does.
    pub fn stated_fte(self) -> Option<Fte> {
        self.row().fte
    }

    /// Returns the first day.
    pub fn start_date(self) -> Option<Date> {
        self.row().start_date
    }

    /// Returns the last day.
    pub fn end_date(self) -> Option<Date> {
        self.row().end_date
    }

    /// Returns whether a person works there.
    pub fn status(self) -> Status {
        self.row().status
    }

    /// Whether the person is on leave.
    pub fn on_leave(self) -> bool {
        self.row().on_leave
    }

    /// Whether the person is a contractor.
    pub fn contractor(self) -> bool {
        self.row().contractor
    }

    /// Returns further role ids, joined by `|`.
    pub fn roles(self) -> &'r str {
        &self.row().roles
    }

    /// Whether the row is in the scope that was asked for.
    pub fn in_scope(self) -> bool {
        self.row().in_scope
    }

    /// Returns the physical line of the source on which the row starts, from 1.
    pub fn line(self) -> u64 {
        self.row().line
    }
}

/// A column that a roster can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 1] = [Self::Title];

    /// Returns its name.
    pub fn as_str(self) -> &'static str {
        "title"
    }
}

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding.
    pub encoding: Option<String>,
    /// The delimiter.
    pub delimiter: Option<String>,
    /// Fields and headers.
    pub columns: Vec<(Field, String)>,
    /// The sheet.
    pub sheet: Option<String>,
    /// Columns and values of who is in scope.
    pub scope: Vec<(String, String)>,
    /// The day.
    pub as_of: Option<Date>,
    /// The column of pay.
    pub cost_column: Option<String>,
}

impl Roster {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Names the line.
    pub fn read(bytes: Vec<u8>, options: &ReadOptions) -> crate::error::Result<Self> {
        let _ = (bytes, options);
        Err(crate::error::Error::new(crate::error::ErrorKind::Roster("no-header"), "not yet"))
    }

    /// Forgets names.
    pub fn redact(&mut self) {}
}

impl Date {
    /// Reads an ISO day.
    pub fn parse(_: &str) -> Option<Self> {
        None
    }
}
