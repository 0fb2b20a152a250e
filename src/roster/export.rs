//! The clean roster: CSV that reads back as itself, with cells that no spreadsheet runs.

use std::fmt::{self, Write};

use super::{Field, Manager, Person, Roster};

/// The columns of the clean roster.
pub const CLEAN_COLUMNS: [Field; 14] = [
    Field::Id,
    Field::Name,
    Field::Email,
    Field::Title,
    Field::ManagerId,
    Field::SecondManagerId,
    Field::Department,
    Field::Team,
    Field::Location,
    Field::Fte,
    Field::StartDate,
    Field::EndDate,
    Field::Status,
    Field::Line,
];

impl Roster {
    /// Writes the clean roster: UTF-8, LF, comma, RFC 4180, one row a person in the order of the source.
    ///
    /// # Errors
    ///
    /// Fails where `out` does.
    pub fn write_csv(&self, out: &mut dyn Write) -> fmt::Result {
        let header: Vec<&str> = CLEAN_COLUMNS.iter().map(|field| field.as_str()).collect();
        writeln!(out, "{}", header.join(","))?;
        let mut cell = String::new();
        for person in self.people() {
            for (nth, field) in CLEAN_COLUMNS.into_iter().enumerate() {
                if nth > 0 {
                    out.write_char(',')?;
                }
                cell.clear();
                person.write_cell(field, &mut cell)?;
                write_quoted(&cell, out)?;
            }
            out.write_char('\n')?;
        }
        Ok(())
    }
}

impl<'r> Person<'r> {
    /// Writes what the clean roster has in a column for this person; not yet guarded or quoted.
    ///
    /// # Errors
    ///
    /// Fails where `out` does.
    pub fn write_cell(self, field: Field, out: &mut dyn Write) -> fmt::Result {
        match field {
            Field::Id => out.write_str(self.stated_id()),
            Field::Name => out.write_str(self.name()),
            Field::Email => out.write_str(self.email()),
            Field::Title => out.write_str(self.title()),
            Field::ManagerId => self.write_manager(self.manager(), self.manager_text(), out),
            Field::SecondManagerId => {
                self.write_manager(self.second_manager(), self.second_manager_text(), out)
            }
            Field::Department => out.write_str(self.department()),
            Field::Team => out.write_str(self.team()),
            Field::Location => out.write_str(self.location()),
            Field::Fte => out.write_str(self.fte_text()),
            Field::StartDate => out.write_str(self.start_text()),
            Field::EndDate => out.write_str(self.end_text()),
            Field::Status => out.write_str(self.status().as_str()),
            Field::Line => write!(out, "{}", self.line()),
            Field::Roles => out.write_str(self.roles()),
            _ => Ok(()),
        }
    }

    /// Writes a manager: the id where the roster has that person, else the text as it stands.
    fn write_manager(self, manager: Manager, text: &str, out: &mut dyn Write) -> fmt::Result {
        match manager {
            Manager::Nobody => Ok(()),
            Manager::Oneself => out.write_str(self.id()),
            Manager::Person(ix) => match self.roster().person(ix).id() {
                "" => out.write_str(text),
                id => out.write_str(id),
            },
            Manager::Outside | Manager::Unknown | Manager::Ambiguous => out.write_str(text),
        }
    }
}

/// Writes a cell: guarded with an apostrophe where a spreadsheet would run it, quoted where CSV needs it.
fn write_quoted(cell: &str, out: &mut dyn Write) -> fmt::Result {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if runs { "'" } else { "" };
    if !cell.contains([',', '"', '\n', '\r']) && cell.trim() == cell {
        return write!(out, "{guard}{cell}");
    }
    write!(out, "\"{guard}{}\"", cell.replace('"', "\"\""))
}
