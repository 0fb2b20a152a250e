//! Header: which column is which field.

use std::collections::BTreeMap;

use super::ReadOptions;
use super::dialect::Found;
use super::field::{Field, normalise};
use super::notes::Notes;
use super::privacy::is_sensitive;
use super::refusal;
use crate::error::{Error, ErrorKind, Result};

/// Which columns are read, and as what.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The header cells, as they stand, without blank ones at the end.
    pub(super) header: Vec<String>,
    /// The widest that a row may be without being long: blank header cells at the end included.
    pub(super) widest: usize,
    /// The column of each field.
    pub(super) fields: BTreeMap<Field, usize>,
    /// Further columns that identify a person, to which references may point.
    pub(super) aliases: Vec<usize>,
    /// The columns of the scope, with the value that each must have.
    pub(super) scope: Vec<(usize, String)>,
    /// The column of pay that the user asked for.
    pub(super) cost: Option<usize>,
    /// Columns with data and no name; filled while reading.
    pub(super) blank: Vec<usize>,
    /// Columns with the same header and field as a chosen one: (chosen, other).
    pub(super) doubles: Vec<(usize, usize)>,
}

impl Layout {
    /// Decides the columns.
    ///
    /// # Errors
    ///
    /// Refuses a header without a title, and asked-for columns that are not there.
    pub(super) fn new(found: &Found, options: &ReadOptions, notes: &mut Notes) -> Result<Self> {
        let mut header: Vec<String> = found.header.clone();
        let widest = header.len();
        while header.last().is_some_and(|cell| cell.is_empty()) {
            header.pop();
        }
        let mut layout = Self { widest, ..Self::default() };
        layout.blank = (0..widest).filter(|c| header.get(*c).is_none_or(|cell| cell.is_empty())).collect();
        layout.header = header;
        layout.tell_above(found, notes);
        layout.choose(found, options, notes)?;
        layout.ask(options, found.header_line)?;
        let titled = [Field::Title, Field::Roles].iter().any(|f| layout.fields.contains_key(f));
        if !titled {
            let message = "no column of job titles: nobody's role can be told";
            let help = format!(
                "add one, or name it with --column title=HEADER; the columns are: {}",
                layout.header.iter().take(40).cloned().collect::<Vec<_>>().join(", ")
            );
            return Err(refusal("missing-column", Some(found.header_line), message, help));
        }
        Ok(layout)
    }

    /// Notes what stands above the header.
    fn tell_above(&self, found: &Found, notes: &mut Notes) {
        if found.curly {
            notes.at(
                found.header_line,
                "typographic-quotes",
                "curly quotes around the cells were taken as quotes",
            );
        }
        if found.two_rows {
            notes.at(
                found.header_line,
                "multi-row-header",
                "the header stands in two rows; they were read as one",
            );
        }
        let rows: Vec<_> =
            found.above.iter().filter(|(_, cells)| cells.iter().any(|c| !c.is_empty())).collect();
        let Some((first, _)) = rows.first() else { return };
        let groups = rows.last().filter(|(line, cells)| line + 1 == found.header_line && is_group_row(cells));
        if let Some((line, _)) = groups {
            notes.at(*line, "multi-row-header", "a row of group names above the header was skipped");
        }
        let banners = rows.len() - usize::from(groups.is_some());
        if banners > 0 {
            let message =
                format!("{banners} lines above the header were skipped; it is on line {}", found.header_line);
            notes.at(*first, "preamble", message);
        }
    }

    fn choose(&mut self, found: &Found, options: &ReadOptions, notes: &mut Notes) -> Result<()> {
        let labels = self.labels(found);
        let mut candidates: BTreeMap<Field, Vec<(usize, usize)>> = BTreeMap::new();
        for (column, label) in labels.iter().enumerate() {
            if let Some((field, rank)) = Field::of_header(label)
                && field != Field::Line
            {
                candidates.entry(field).or_default().push((rank, column));
            }
        }
        for (field, list) in &mut candidates {
            list.sort_unstable();
            let (rank, column) = list[0];
            self.fields.insert(*field, column);
            for (other_rank, other) in &list[1..] {
                if *other_rank == rank && self.header[*other] == self.header[column] {
                    self.doubles.push((column, *other));
                } else if matches!(
                    field,
                    Field::Id | Field::Email | Field::PositionId | Field::Login | Field::Dn
                ) {
                    self.aliases.push(*other);
                }
            }
        }
        for (field, name) in &options.columns {
            let column = self.column(name, found.header_line)?;
            if is_sensitive(&self.header[column]) {
                return Err(never_read(name));
            }
            self.fields.insert(*field, column);
        }
        self.fill_in(&labels);
        for (_, other) in &self.doubles {
            let message = format!("the header `{}` stands twice; the first was read", self.header[*other]);
            notes.at(found.header_line, "duplicate-header", message);
        }
        for field in [Field::PositionId, Field::Login, Field::Dn] {
            self.aliases.extend(self.fields.get(&field).copied());
        }
        let chosen: Vec<usize> = self.fields.values().copied().collect();
        self.aliases.retain(|c| chosen.iter().filter(|x| *x == c).count() <= 1);
        self.aliases.sort_unstable();
        self.aliases.dedup();
        Ok(())
    }

    /// Returns the header cells; those that stand twice take the name of their group, where a row above has groups.
    fn labels(&self, found: &Found) -> Vec<String> {
        let groups = found.above.last().filter(|(_, cells)| is_group_row(cells)).map(|(_, cells)| cells);
        let mut group = "";
        let mut labels = Vec::with_capacity(self.header.len());
        for (column, label) in self.header.iter().enumerate() {
            if let Some(cell) = groups.and_then(|cells| cells.get(column)).filter(|cell| !cell.is_empty()) {
                group = cell;
            }
            let twice =
                self.header.len() < 1_000 && self.header.iter().filter(|other| *other == label).count() > 1;
            labels.push(if twice && !group.is_empty() { format!("{group} {label}") } else { label.clone() });
        }
        labels
    }

    /// Gives fields that the header does not name outright to the columns that can stand for them.
    fn fill_in(&mut self, labels: &[String]) {
        if !self.fields.contains_key(&Field::Id) {
            // Systems that call the key `name` call the person's name `employee_name`.
            let name = self.fields.get(&Field::Name).copied();
            let key =
                labels.iter().position(|label| normalise(label) == "name").filter(|key| Some(*key) != name);
            let stand_in = [Field::PositionId, Field::Login].iter().find_map(|f| self.fields.get(f).copied());
            if let Some(column) = key.or(stand_in) {
                self.fields.insert(Field::Id, column);
            }
        }
        if !self.fields.contains_key(&Field::Name)
            && !self.fields.contains_key(&Field::FirstName)
            && let Some(column) = self.fields.remove(&Field::LastName)
        {
            self.fields.insert(Field::Name, column);
        }
    }

    fn ask(&mut self, options: &ReadOptions, line: u64) -> Result<()> {
        for (name, value) in &options.scope {
            let field = Field::parse(name).and_then(|field| self.fields.get(&field).copied());
            let column = match field {
                Some(column) => column,
                None => self.column(name, line)?,
            };
            if is_sensitive(&self.header[column]) {
                return Err(never_read(name));
            }
            self.scope.push((column, value.trim().to_owned()));
        }
        if let Some(name) = &options.cost_column {
            self.cost = Some(self.column(name, line)?);
        }
        Ok(())
    }

    /// Returns the column of a header, as it stands or in other case and marks; `#3` is the third.
    fn column(&self, name: &str, line: u64) -> Result<usize> {
        let nth = name.strip_prefix('#').and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
        let exact = self.header.iter().position(|h| h.trim() == name.trim());
        let loose = || self.header.iter().position(|h| normalise(h) == normalise(name) && !h.is_empty());
        nth.filter(|n| *n < self.header.len()).or(exact).or_else(loose).ok_or_else(|| {
            let known = self.header.iter().take(40).cloned().collect::<Vec<_>>().join(", ");
            refusal(
                "missing-column",
                Some(line),
                format!("no column `{name}`"),
                format!("the columns are: {known}"),
            )
        })
    }

    /// Whether the cells of a field's column are asked for more than once.
    pub(super) fn is_shared(&self, column: usize) -> bool {
        let fields = self.fields.values().filter(|c| **c == column).count();
        let others = self.aliases.iter().chain(self.scope.iter().map(|(c, _)| c)).chain(&self.cost);
        let doubles = self.doubles.iter().flat_map(|(a, b)| [a, b]);
        let managers = Field::MANAGERS.iter().any(|field| self.fields.get(field) == Some(&column));
        managers || fields + others.chain(doubles).filter(|c| **c == column).count() > 1
    }

    /// Whether the cells of a column repeat, and are read as one thing only.
    pub(super) fn repeats(&self, column: usize) -> bool {
        let field = Field::REPEATING.iter().any(|field| self.fields.get(field) == Some(&column));
        field && !self.is_shared(column)
    }

    /// Returns the columns whose cells are kept, each once, in order.
    pub(super) fn kept(&self) -> Vec<usize> {
        let mut kept: Vec<usize> = self.fields.values().copied().collect();
        kept.extend(&self.aliases);
        kept.extend(self.scope.iter().map(|(column, _)| *column));
        kept.extend(self.cost);
        kept.extend(self.doubles.iter().map(|(_, other)| *other));
        kept.sort_unstable();
        kept.dedup();
        kept
    }
}

fn never_read(name: &str) -> Error {
    Error::new(ErrorKind::Usage, format!("the column `{name}` is never read")).help(
        "passwords, national ids, birth dates, pay and private addresses are not kept: name another column",
    )
}

/// Whether a row above the header names groups of columns: few cells, with gaps between them.
fn is_group_row(cells: &[String]) -> bool {
    let filled: Vec<usize> = (0..cells.len()).filter(|c| !cells[*c].is_empty()).collect();
    let gaps = filled.windows(2).any(|pair| pair[1] > pair[0] + 1);
    filled.len() >= 2 && gaps && filled.len() * 2 <= cells.len() + 1
}
