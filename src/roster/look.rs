//! Looks: what can be told of a cell by its bytes while it is split, so that most cells are never looked at again.
//!
//! Memory is slow and the cache is fast: every later pass over a column of a large file costs as much as this look.
//! Only a few cells are not simple, and those are read with care where it matters.

use super::clean::{has_plain_ends, is_plain, unplain};
use super::field::Field;
use super::forms::may_be_scientific;
use super::header::Layout;
use super::scan::{any, equal, upper};
use super::states::may_be_nobody;

/// What makes the cells of a column simple; one column may be read as several things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// A simple name has a blank, is not written `Last, First`, and is nobody's but a person's.
    name: bool,
    /// A simple address is in lower case and stands alone.
    email: bool,
    /// A simple id, or reference to one, is no rounded number and no list.
    id: bool,
}

impl Look {
    /// Decides what a column of the file is read as.
    pub(super) fn of(layout: &Layout, column: usize) -> Self {
        let is = |field: &Field| layout.fields.get(field) == Some(&column);
        Self {
            name: is(&Field::Name),
            email: is(&Field::Email),
            id: is(&Field::Id) || is(&Field::SecondManagerId) || Field::MANAGERS.iter().any(is),
        }
    }

    /// Whether nothing about a cell needs a second look: it is plain, and what its column asks for.
    pub(super) fn is_simple(self, cell: &[u8]) -> bool {
        (!self.name || any(cell, |word| equal(word, b' ')) && !may_be_nobody(cell))
            && (!self.id || !may_be_scientific(cell))
            && has_plain_ends(cell)
            && (!any(cell, |word| self.marked(word) | unplain(word))
                || is_plain(cell) && !any(cell, |word| self.marked(word)))
    }

    /// Marks the bytes of a word that simple cells of the column do not have.
    fn marked(self, word: u64) -> u64 {
        let list = || equal(word, b';') | equal(word, b'|');
        (if self.name { equal(word, b',') } else { 0 })
            | (if self.email { decorating(word) } else { 0 })
            | (if self.id { list() } else { 0 })
    }
}

/// Whether an address may stand in a decoration, or not in lower case.
pub(super) fn is_decorated(address: &[u8]) -> bool {
    any(address, decorating)
}

/// Marks the bytes of a word that simple addresses do not have.
fn decorating(word: u64) -> u64 {
    upper(word) | equal(word, b'<') | equal(word, b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: Look = Look { name: true, email: false, id: false };
    const EMAIL: Look = Look { name: false, email: true, id: false };
    const ID: Look = Look { name: false, email: false, id: true };

    #[test]
    fn what_a_later_pass_would_find_is_not_simple() {
        let cases: [(Look, &[&str], &[&str]); 3] = [
            (
                NAME,
                &["Ann Lee", "Stella Zoé", "Opeline Ray"],
                &[
                    "",
                    "Lee, Ann",
                    "Cher",
                    "Open Req 12",
                    "svc backup",
                    "Ａnn Lee",
                    "Ann Lee ",
                    "A & B",
                    "TBD x",
                ],
            ),
            (EMAIL, &["", "ann@corp.example"], &["Ann@corp.example", "Ann <ann@corp.example>", "mailto:a@b"]),
            (ID, &["", "00012", "E-1234567", "Ann Lee"], &["1.5E+07", "1E7", "12;13", "12|13", " 12", "'12"]),
        ];
        for (look, simple, others) in cases {
            for cell in simple {
                assert!(look.is_simple(cell.as_bytes()), "{cell:?} is simple for {look:?}");
            }
            for cell in others {
                assert!(!look.is_simple(cell.as_bytes()), "{cell:?} is not simple for {look:?}");
            }
        }
    }
}
