//! One row of a roster, as a view.

use super::Roster;
use super::store::{Span, Symbols, Texts};
use super::values::{Date, Fte, Manager, PersonIx, Row, Status};

/// A row of a roster; the lifetime `'r` is the roster's.
#[derive(Clone, Copy, Debug)]
pub struct Person<'r> {
    roster: &'r Roster,
    ix: PersonIx,
}

/// Managers are packed: a place in the roster, or one of these.
const NOBODY: u32 = u32::MAX;
const ONESELF: u32 = u32::MAX - 1;
const OUTSIDE: u32 = u32::MAX - 2;
const UNKNOWN: u32 = u32::MAX - 3;
const AMBIGUOUS: u32 = u32::MAX - 4;

/// The most rows that a roster holds.
pub(super) const MOST_ROWS: usize = AMBIGUOUS as usize;

pub(super) fn pack(manager: Manager) -> u32 {
    match manager {
        Manager::Nobody => NOBODY,
        Manager::Oneself => ONESELF,
        Manager::Person(ix) => ix.index() as u32,
        Manager::Outside => OUTSIDE,
        Manager::Unknown => UNKNOWN,
        Manager::Ambiguous => AMBIGUOUS,
    }
}

pub(super) fn unpack(packed: u32) -> Manager {
    match packed {
        NOBODY => Manager::Nobody,
        ONESELF => Manager::Oneself,
        OUTSIDE => Manager::Outside,
        UNKNOWN => Manager::Unknown,
        AMBIGUOUS => Manager::Ambiguous,
        row => Manager::Person(PersonIx::from_index(row as usize)),
    }
}

/// What a row's flags say.
pub(super) mod flag {
    pub(in super::super) const STATUS: u8 = 3;
    pub(in super::super) const ON_LEAVE: u8 = 4;
    pub(in super::super) const CONTRACTOR: u8 = 8;
    pub(in super::super) const IN_SCOPE: u8 = 16;
    /// The name is that of an account or a thing rather than of a person.
    pub(in super::super) const THING: u8 = 32;
}

pub(super) fn status_bits(status: Status) -> u8 {
    match status {
        Status::Active => 0,
        Status::Vacant => 1,
        Status::Future => 2,
        Status::Left => 3,
    }
}

pub(super) fn status_of(flags: u8) -> Status {
    match flags & flag::STATUS {
        0 => Status::Active,
        1 => Status::Vacant,
        2 => Status::Future,
        _ => Status::Left,
    }
}

impl<'r> Person<'r> {
    pub(super) fn new(roster: &'r Roster, ix: PersonIx) -> Self {
        Self { roster, ix }
    }

    pub(super) fn roster(self) -> &'r Roster {
        self.roster
    }

    fn row(self) -> usize {
        self.ix.index()
    }

    fn span(self, column: &'r [Span]) -> &'r str {
        column.get(self.row()).map_or("", |span| self.roster.texts.get(*span))
    }

    fn symbol(self, column: &'r Symbols) -> &'r str {
        column.get(self.row(), &self.roster.texts)
    }

    /// Returns the row as values, to build another roster of.
    pub fn to_row(self) -> Row {
        Row {
            line: self.line(),
            id: self.id().to_owned(),
            name: self.name().to_owned(),
            email: self.email().to_owned(),
            title: self.title().to_owned(),
            manager_text: self.manager_text().to_owned(),
            manager: self.manager(),
            second_manager_text: self.second_manager_text().to_owned(),
            second_manager: self.second_manager(),
            department: self.department().to_owned(),
            team: self.team().to_owned(),
            location: self.location().to_owned(),
            fte: self.stated_fte(),
            start_date: self.start_date(),
            end_date: self.end_date(),
            status: self.status(),
            on_leave: self.on_leave(),
            contractor: self.contractor(),
            roles: self.roles().to_owned(),
            in_scope: self.in_scope(),
        }
    }

    /// Returns the handle.
    pub fn ix(self) -> PersonIx {
        self.ix
    }

    /// Returns what identifies the person: the id, or where the source has no column of ids the e-mail address, else the
    /// name. Empty where the row has none, as positions without a person mostly have.
    pub fn id(self) -> &'r str {
        if !self.roster.ids.is_empty() || self.status() == Status::Vacant {
            return self.stated_id();
        }
        match self.email() {
            "" => self.name(),
            email => email,
        }
    }

    /// Returns the id, as the source has it; empty where it has none.
    pub fn stated_id(self) -> &'r str {
        self.span(&self.roster.ids)
    }

    /// Returns the name.
    pub fn name(self) -> &'r str {
        self.span(&self.roster.names)
    }

    /// Returns the e-mail address.
    pub fn email(self) -> &'r str {
        self.span(&self.roster.emails)
    }

    /// Returns the job title.
    pub fn title(self) -> &'r str {
        self.symbol(&self.roster.titles)
    }

    /// Returns the place of the title in [`Roster::titles`].
    pub fn title_symbol(self) -> u32 {
        self.roster.titles.symbol(self.row())
    }

    /// Returns the department.
    pub fn department(self) -> &'r str {
        self.symbol(&self.roster.departments)
    }

    /// Returns the place of the department in [`Roster::departments`].
    pub fn department_symbol(self) -> u32 {
        self.roster.departments.symbol(self.row())
    }

    /// Returns the team.
    pub fn team(self) -> &'r str {
        self.symbol(&self.roster.teams)
    }

    /// Returns the place of the team in [`Roster::teams`].
    pub fn team_symbol(self) -> u32 {
        self.roster.teams.symbol(self.row())
    }

    /// Returns the location.
    pub fn location(self) -> &'r str {
        self.symbol(&self.roster.locations)
    }

    /// Returns the place of the location in [`Roster::locations`].
    pub fn location_symbol(self) -> u32 {
        self.roster.locations.symbol(self.row())
    }

    /// Returns the manager.
    pub fn manager(self) -> Manager {
        self.roster.managers.get(self.row()).map_or(Manager::Nobody, |packed| unpack(*packed))
    }

    /// Returns the manager's reference, as the source has it.
    pub fn manager_text(self) -> &'r str {
        self.span(&self.roster.manager_texts)
    }

    /// Returns the second manager: the dotted line.
    pub fn second_manager(self) -> Manager {
        self.roster.seconds.get(self.row()).map_or(Manager::Nobody, |packed| unpack(*packed))
    }

    /// Returns the second manager's reference, as the source has it.
    pub fn second_manager_text(self) -> &'r str {
        self.span(&self.roster.second_texts)
    }

    /// Returns the FTE; one where the source does not say.
    pub fn fte(self) -> Fte {
        self.stated_fte().unwrap_or(Fte::ONE)
    }

    /// Returns the FTE that the source states, if it does and it can be one.
    pub fn stated_fte(self) -> Option<Fte> {
        self.roster.fte_of.get(self.roster.ftes.symbol(self.row()) as usize).copied().flatten()
    }

    /// Returns the FTE as the clean roster writes it.
    pub(super) fn fte_text(self) -> &'r str {
        self.symbol(&self.roster.ftes)
    }

    /// Returns the first day.
    pub fn start_date(self) -> Option<Date> {
        self.roster.start_of.get(self.roster.starts.symbol(self.row()) as usize).copied().flatten()
    }

    /// Returns the first day as the clean roster writes it: the source's text where it is no day.
    pub(super) fn start_text(self) -> &'r str {
        self.symbol(&self.roster.starts)
    }

    /// Returns the last day.
    pub fn end_date(self) -> Option<Date> {
        self.roster.end_of.get(self.roster.ends.symbol(self.row()) as usize).copied().flatten()
    }

    /// Returns the last day as the clean roster writes it.
    pub(super) fn end_text(self) -> &'r str {
        self.symbol(&self.roster.ends)
    }

    fn flags(self) -> u8 {
        self.roster.flags[self.row()]
    }

    /// Returns whether a person works there.
    pub fn status(self) -> Status {
        status_of(self.flags())
    }

    /// Whether the person is on leave.
    pub fn on_leave(self) -> bool {
        self.flags() & flag::ON_LEAVE != 0
    }

    /// Whether the person is a contractor.
    pub fn contractor(self) -> bool {
        self.flags() & flag::CONTRACTOR != 0
    }

    /// Returns further role ids, joined by `|`.
    pub fn roles(self) -> &'r str {
        self.symbol(&self.roster.roles)
    }

    /// Whether the row is in the scope that was asked for.
    pub fn in_scope(self) -> bool {
        self.flags() & flag::IN_SCOPE != 0
    }

    /// Returns the pay of the column that the user asked for, as the source has it.
    pub fn cost_text(self) -> &'r str {
        self.span(&self.roster.costs)
    }

    /// Returns the physical line of the source on which the row starts, from 1.
    pub fn line(self) -> u64 {
        u64::from(self.roster.lines[self.row()])
    }
}

impl Roster {
    /// Makes a roster of rows.
    pub fn from_rows(rows: Vec<Row>) -> Self {
        let mut texts = Texts::default();
        let mut column = |text: &dyn Fn(&Row) -> String| -> Vec<Span> {
            rows.iter().map(|row| texts.keep(&text(row))).collect()
        };
        let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
        let ids = column(&|row| row.id.clone());
        let names = column(&|row| row.name.clone());
        let emails = column(&|row| row.email.clone());
        let manager_texts = column(&|row| row.manager_text.clone());
        let second_texts = column(&|row| row.second_manager_text.clone());
        let titles = column(&|row| row.title.clone());
        let departments = column(&|row| row.department.clone());
        let teams = column(&|row| row.team.clone());
        let locations = column(&|row| row.location.clone());
        let roles = column(&|row| row.roles.clone());
        let ftes = column(&|row| row.fte.map(|f| f.to_string()).unwrap_or_default());
        let starts = column(&|row| day(row.start_date));
        let ends = column(&|row| day(row.end_date));
        let has_teams = rows.iter().any(|row| !row.team.is_empty());
        let teams = if has_teams { teams } else { Vec::new() };
        let intern = |cells: Vec<Span>| Symbols::intern(cells.into_iter(), &texts);
        let (ftes, starts, ends) = (intern(ftes), intern(starts), intern(ends));
        let amount = |span: &Span| super::amounts::read(texts.get(*span), super::amounts::Unit::Share).fte;
        let date = |span: &Span| Date::parse(texts.get(*span));
        let mut roster = Self {
            lines: rows.iter().map(|row| row.line as u32).collect(),
            ids,
            names,
            emails,
            manager_texts,
            second_texts,
            titles: intern(titles),
            departments: intern(departments),
            teams: intern(teams),
            locations: intern(locations),
            roles: intern(roles),
            fte_of: ftes.distinct().iter().map(amount).collect(),
            ftes,
            start_of: starts.distinct().iter().map(date).collect(),
            starts,
            end_of: ends.distinct().iter().map(date).collect(),
            ends,
            managers: rows.iter().map(|row| pack(row.manager)).collect(),
            seconds: rows.iter().map(|row| pack(row.second_manager)).collect(),
            flags: rows.iter().map(flags_of).collect(),
            has_managers: rows.iter().any(|row| row.manager != Manager::Nobody),
            texts,
            ..Self::default()
        };
        roster.shared_addresses = roster.find_shared_addresses();
        roster
    }
}

fn flags_of(row: &Row) -> u8 {
    let mut flags = status_bits(row.status);
    flags |= flag::ON_LEAVE * u8::from(row.on_leave);
    flags |= flag::CONTRACTOR * u8::from(row.contractor);
    flags |= flag::IN_SCOPE * u8::from(row.in_scope);
    flags
}
