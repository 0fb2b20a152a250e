//! Memory of readings: titles that differ only in spelling, or in words that nobody knows, are read once.

use super::Reading;
use super::hash::Map;
use super::lexicon::WordId;

/// So many readings are kept, some 250 bytes each; then the memory starts anew.
const MOST: usize = 65_536;

/// The readings of one classifier by the words of their titles.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Whose readings these are.
    owner: u64,
    readings: Map<Box<[WordId]>, Known>,
}

/// A reading that the words of a title alone decide.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) reading: Reading,
    /// Whether a department or team might decide otherwise.
    pub(super) open: bool,
    /// Whether an unknown word might be mended; if so, whether another word names a craft.
    pub(super) mendable: Option<bool>,
}

impl Memo {
    /// Returns what is known of a title's words.
    pub(super) fn get(&mut self, owner: u64, words: &[WordId]) -> Option<&Known> {
        if self.owner != owner {
            (self.owner, self.readings) = (owner, Map::default());
        }
        self.readings.get(words)
    }

    /// Keeps a reading.
    pub(super) fn put(&mut self, words: Vec<WordId>, known: Known) {
        if self.readings.len() >= MOST {
            self.readings.clear();
        }
        self.readings.insert(words.into(), known);
    }
}
