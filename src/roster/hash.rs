//! Hashes: fixed ones, so that runs agree, and what stands more than once by them.

use rayon::prelude::*;

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes bytes to 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let (words, last) = words(bytes);
    let h = words.iter().fold(length(bytes, K), |h, word| fold(h ^ u64::from_le_bytes(*word), K));
    fold(h ^ last, 0xd1b5_4a32_d192_ed03)
}

/// Hashes bytes to 96 bits, which stand for the bytes themselves: among ten million keys, two share them with a
/// probability below 10⁻¹⁵, and a look-up costs one visit of memory instead of three.
pub(super) fn fingerprint(bytes: &[u8]) -> (u64, u32) {
    const OTHER: u64 = 0x9fb2_1c65_1e98_df25;
    let (words, last) = words(bytes);
    let start = length(bytes, 0x2545_f491_4f6c_dd1d);
    let other = words.iter().fold(start, |h, word| fold(h ^ u64::from_le_bytes(*word), OTHER));
    (hash(bytes), fold(other ^ last, OTHER) as u32)
}

/// Starts a hash with the length, spread over all bits: no two texts differ in just those that two lengths differ in,
/// for both halves of a fingerprint.
fn length(bytes: &[u8], spread: u64) -> u64 {
    (bytes.len() as u64 + 1).wrapping_mul(spread)
}

/// Returns bytes as words: the whole ones but for the last bytes, and a word of those. Together with the length they
/// tell the bytes. Words may overlap, which is cheaper than to copy what is left into one.
fn words(bytes: &[u8]) -> (&[[u8; 8]], u64) {
    if let Some(last) = bytes.last_chunk() {
        return (bytes.as_chunks().0, u64::from_le_bytes(*last));
    }
    let half = |half: Option<&[u8; 4]>| half.map(|half| u64::from(u32::from_le_bytes(*half)));
    let last = match (half(bytes.first_chunk()), half(bytes.last_chunk())) {
        (Some(first), Some(last)) => first | last << 32,
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    (&[], last)
}

/// Mixes two words into one.
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ (wide >> 64) as u64
}

/// How many bits of a sieve there are for each hash: more of them let fewer pass that stand once.
const BITS_EACH: usize = 16;

/// Into how many parts hashes are sorted by their top bits: the sieves of a part of a million fit the cache.
const PARTS: u64 = 8;

/// Returns the places whose hash stands at another place too, in their order; `None` stands nowhere.
///
/// Most hashes stand once. Two sieves of bits find the few that may not, so that no table holds all of them.
pub(crate) fn repeated(hashes: &[Option<u64>]) -> Vec<usize> {
    let mut places: Vec<usize> =
        (0..PARTS).into_par_iter().flat_map_iter(|part| repeated_of(part, hashes)).collect();
    places.sort_unstable();
    places
}

/// Returns the places of the repeated hashes of one part, in no order.
fn repeated_of(part: u64, hashes: &[Option<u64>]) -> Vec<usize> {
    let own = |hash: &u64| hash >> (u64::BITS - PARTS.trailing_zeros()) == part;
    let most = hashes.len() / PARTS as usize;
    let (mut once, mut again) = (Sieve::new(most), Sieve::new(most));
    for hash in hashes.iter().flatten().filter(|hash| own(hash)) {
        if once.insert(*hash) {
            again.insert(*hash);
        }
    }
    let filled = hashes.iter().enumerate().filter_map(|(place, hash)| Some(((*hash).filter(own)?, place)));
    let mut passed: Vec<(u64, usize)> = filled.filter(|(hash, _)| again.contains(*hash)).collect();
    passed.sort_unstable();
    let groups = passed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    groups.flatten().map(|(_, place)| *place).collect()
}

/// A set of hashes that may hold more than was put in, never less.
struct Sieve {
    words: Vec<u64>,
}

impl Sieve {
    fn new(most: usize) -> Self {
        Self { words: vec![0; (most * BITS_EACH / 64).next_power_of_two()] }
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.words.len() - 1), 1 << (hash & 63))
    }

    /// Puts a hash in; whether it was in.
    fn insert(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let known = self.contains(hash);
        self.words[word] |= bit;
        known
    }

    fn contains(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.words[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_one_hash_are_repeated() {
        let mut hashes: Vec<Option<u64>> = (0..10_000_u64).map(|n| Some(hash(&n.to_le_bytes()))).collect();
        assert_eq!(repeated(&hashes), Vec::<usize>::new());
        hashes[77] = hashes[9_000];
        hashes[78] = hashes[9_000];
        (hashes[1], hashes[2]) = (None, None);
        assert_eq!(repeated(&hashes), [77, 78, 9_000]);
    }

    #[test]
    fn length_is_part_of_a_hash() {
        assert_ne!(hash(b""), hash(b"\0"));
        assert_ne!(fingerprint(b"a"), fingerprint(b"a\0"));
        assert_ne!(hash(b"10001"), hash(b"200001"), "words that overlap differ as the lengths do");
    }

    #[test]
    fn every_byte_is_part_of_a_hash() {
        for length in 1..40 {
            let bytes = vec![b'x'; length];
            for place in 0..length {
                let mut other = bytes.clone();
                other[place] = b'y';
                assert_ne!(hash(&bytes), hash(&other), "byte {place} of {length}");
                assert_ne!(fingerprint(&bytes).1, fingerprint(&other).1, "byte {place} of {length}");
            }
        }
    }
}
