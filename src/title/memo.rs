//! Memory of readings: titles that differ only in spelling, in level and place, or in words that nobody knows, are
//! read once.

use super::hash::Map;
use super::lexicon::WordId;
use super::{Grade, Reading};

/// So many readings are kept, some 250 bytes each; then the memory starts anew.
const MOST: usize = 8_192;

/// The readings of one classifier by the cores of their titles.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Whose readings these are.
    owner: u64,
    readings: Map<Box<[WordId]>, Known>,
}

/// A reading that the core of a title alone decides.
#[derive(Debug)]
pub(super) struct Known {
    /// The reading, without what level the words beside the core state.
    pub(super) reading: Reading,
    /// The level that a word of the core states.
    pub(super) grade: Option<Grade>,
    /// Whether a department or team might decide otherwise.
    pub(super) open: bool,
    /// Whether an unknown word might be mended; if so, whether another word names a craft.
    pub(super) mendable: Option<bool>,
}

impl Known {
    /// Returns the reading of a title with this core, whose other words state a level.
    pub(super) fn reading(&self, beside: Option<Grade>) -> Reading {
        let level = self.reading.level.or(self.grade.max(beside));
        Reading { level, ..self.reading.clone() }
    }
}

impl Memo {
    /// Returns what is known of a title's core.
    pub(super) fn get(&mut self, owner: u64, core: &[WordId]) -> Option<&Known> {
        if self.owner != owner {
            (self.owner, self.readings) = (owner, Map::default());
        }
        self.readings.get(core)
    }

    /// Keeps a reading.
    pub(super) fn put(&mut self, core: Vec<WordId>, known: Known) {
        if self.readings.len() >= MOST {
            self.readings.clear();
        }
        self.readings.insert(core.into(), known);
    }
}
