//! Table: the rows below the header by column, as places of cells, or as symbols where cells repeat.

use super::header::Layout;
use super::store::{Interner, Span, Symbols, Texts, retain};

/// The rows of a table, by column.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The physical line of each row.
    pub(super) lines: Vec<u32>,
    /// The columns that are kept: number in the file, cells.
    pub(super) columns: Vec<(usize, Column)>,
    /// Whether a column without a name has data.
    pub(super) blank_has_data: Vec<bool>,
}

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Column {
    /// Of one that mostly differs, or that is read as several things.
    Cells(Vec<Span>),
    /// Of one that repeats.
    Symbols(Interner),
}

impl Table {
    pub(super) fn new(layout: &Layout) -> Self {
        let column = |column| (column, Column::with_capacity(layout, column, 0));
        Self {
            lines: Vec::new(),
            columns: layout.kept().into_iter().map(column).collect(),
            blank_has_data: vec![false; layout.blank.len()],
        }
    }

    /// Makes room for so many rows in all, so that no column moves while it grows.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.lines.reserve(rows.saturating_sub(self.lines.len()));
        for (_, column) in &mut self.columns {
            let further = rows.saturating_sub(column.len());
            match column {
                Column::Cells(cells) => cells.reserve(further),
                Column::Symbols(symbols) => symbols.reserve(further),
            }
        }
    }

    /// Adds a row of cells.
    pub(super) fn push(&mut self, texts: &Texts, line: u64, cells: &[Span]) {
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        for (column, list) in &mut self.columns {
            let cell = cells.get(*column).copied().unwrap_or_default();
            match list {
                Column::Cells(cells) => cells.push(cell),
                Column::Symbols(symbols) => symbols.push(cell, texts.get(cell).as_bytes()),
            }
        }
    }

    /// Returns a column of the file.
    pub(super) fn column(&self, column: usize) -> Option<&Column> {
        self.columns.iter().find(|(c, _)| *c == column).map(|(_, cells)| cells)
    }

    /// Returns the cells of a column of the file, and keeps them only where they are asked for again.
    pub(super) fn cells(&mut self, column: usize, again: bool) -> Option<Vec<Span>> {
        let at = self.place(column)?;
        if again {
            return Some(self.columns[at].1.iter().collect());
        }
        Some(match self.columns.swap_remove(at).1 {
            Column::Cells(cells) => cells,
            symbols @ Column::Symbols(_) => symbols.iter().collect(),
        })
    }

    /// Returns the symbols of a column of the file, which is kept only where its cells are asked for again.
    pub(super) fn symbols(&mut self, column: usize, again: bool, texts: &Texts) -> Option<Symbols> {
        let at = self.place(column)?;
        let symbols = |cells: &Column| Symbols::intern(cells.iter(), texts);
        if again {
            return Some(symbols(&self.columns[at].1));
        }
        Some(match self.columns.swap_remove(at).1 {
            Column::Symbols(interner) => interner.finish(),
            cells @ Column::Cells(_) => symbols(&cells),
        })
    }

    fn place(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|(c, _)| *c == column)
    }

    /// Puts the rows back into the order of their lines, after odd and mended rows were added at the end.
    pub(super) fn sort(&mut self) {
        if self.lines.is_sorted() {
            return;
        }
        let mut order: Vec<u32> = (0..self.lines.len() as u32).collect();
        order.sort_by_key(|row| self.lines[*row as usize]);
        self.lines = order.iter().map(|row| self.lines[*row as usize]).collect();
        for (_, column) in &mut self.columns {
            match column {
                Column::Cells(cells) => *cells = order.iter().map(|row| cells[*row as usize]).collect(),
                Column::Symbols(symbols) => symbols.reorder(&order),
            }
        }
    }

    /// Keeps the rows that are marked.
    pub(super) fn retain(&mut self, keep: &[bool]) {
        retain(&mut self.lines, keep);
        for (_, column) in &mut self.columns {
            match column {
                Column::Cells(cells) => retain(cells, keep),
                Column::Symbols(symbols) => symbols.retain(keep),
            }
        }
    }
}

impl Column {
    /// Makes an empty column of the kind that the layout asks for, with room for so many rows.
    pub(super) fn with_capacity(layout: &Layout, column: usize, rows: usize) -> Self {
        match layout.repeats(column) {
            true => Self::Symbols(Interner::with_capacity(rows)),
            false => Self::Cells(Vec::with_capacity(rows)),
        }
    }

    /// Adds the cells of further rows, of a column of one kind with this.
    pub(super) fn append(&mut self, later: Self, texts: &Texts) {
        match (self, later) {
            (Self::Symbols(symbols), Self::Symbols(later)) => symbols.append(later, texts),
            (Self::Cells(cells), Self::Cells(later)) => cells.extend_from_slice(&later),
            (Self::Cells(cells), later) => cells.extend(later.iter()),
            (Self::Symbols(symbols), Self::Cells(later)) => {
                later.into_iter().for_each(|cell| symbols.push(cell, texts.get(cell).as_bytes()));
            }
        }
    }

    /// Returns a row's cell.
    pub(super) fn get(&self, row: usize) -> Span {
        match self {
            Self::Cells(cells) => cells[row],
            Self::Symbols(symbols) => symbols.get(row),
        }
    }

    /// Returns how many cells there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Cells(cells) => cells.len(),
            Self::Symbols(symbols) => symbols.len(),
        }
    }

    /// Returns the cells, in the order of the rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = Span> + Clone {
        (0..self.len()).map(|row| self.get(row))
    }
}
