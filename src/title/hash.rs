//! A fast hash for the lexicon's tables, whose keys are the program's own words.

#[expect(
    clippy::disallowed_types,
    reason = "asked in the hot loop and never iterated, so its order reaches no output"
)]
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map that is asked and never iterated.
#[expect(
    clippy::disallowed_types,
    reason = "asked in the hot loop and never iterated, so its order reaches no output"
)]
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fold>>;

/// Folds the bytes of a key by multiplication and rotation; no defence against chosen keys is needed,
/// because the tables hold only the vocabulary.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fold(u64);

/// The golden ratio in 64 bits, odd, as multiplicative hashing wants it.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Fold {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.add(rest.iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.add(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }

    fn write_u128(&mut self, value: u128) {
        self.add(value as u64);
        self.add((value >> 64) as u64);
    }

    fn write_usize(&mut self, value: usize) {
        self.add(value as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes the low bits for the place and the high ones for its tags.
        self.0 ^ (self.0 >> 29)
    }
}
