//! The spellings of words: a map that is asked once for every word of every title.

use super::hash::Map;
use super::lexicon::WordId;
use super::normalise::{Token, Tokens, short};

/// The words that one spelling means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spelling {
    pub(super) id: WordId,
    /// The word at the end of a phrase; another one only for abbreviations such as "dev".
    pub(super) last: WordId,
}

impl Spelling {
    /// Returns the spelling of one word.
    pub(super) fn of(id: WordId) -> Self {
        Self { id, last: id }
    }
}

/// Spellings by their text; the short ones, which nearly all are, by a number that holds the whole text.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    short: Map<u128, Spelling>,
    long: Map<Box<str>, Spelling>,
    /// The first letters of the spellings, by which most words are told to be no compounds.
    beginnings: Map<u32, ()>,
}

impl Spellings {
    /// Returns what a text spells.
    pub(super) fn get(&self, text: &str) -> Option<Spelling> {
        match short(text.as_bytes()) {
            Some(number) => self.short.get(&number).copied(),
            None => self.long.get(text).copied(),
        }
    }

    /// Returns what a token spells.
    pub(super) fn of_token(&self, tokens: &Tokens, token: Token) -> Option<Spelling> {
        match tokens.short(token) {
            Some(number) => self.short.get(&number).copied(),
            None => self.long.get(tokens.text(token)).copied(),
        }
    }

    /// Takes a spelling in, in the place of an earlier one of the same text.
    pub(super) fn insert(&mut self, text: &str, spelling: Spelling) {
        match short(text.as_bytes()) {
            Some(number) => self.short.insert(number, spelling),
            None => self.long.insert(text.into(), spelling),
        };
        self.beginnings.extend(beginning(text).map(|letters| (letters, ())));
    }

    /// Whether some spelling begins with the same letters.
    pub(super) fn begin(&self, text: &str) -> bool {
        beginning(text).is_some_and(|letters| self.beginnings.contains_key(&letters))
    }
}

/// Returns the first three bytes of a text that has so many.
fn beginning(text: &str) -> Option<u32> {
    text.as_bytes().first_chunk().map(|&[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
}
