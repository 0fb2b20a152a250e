//! Hashes: fixed ones, so that runs agree, and what stands more than once by them.

const K: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes bytes to 64 bits.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut h = bytes.len() as u64 ^ K;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        h = fold(h ^ u64::from_le_bytes(*word), K);
    }
    let mut word = [0; 8];
    word[..rest.len()].copy_from_slice(rest);
    fold(h ^ u64::from_le_bytes(word), 0xd1b5_4a32_d192_ed03)
}

/// Hashes bytes to 96 bits, which stand for the bytes themselves: among ten million keys, two share them with a
/// probability below 10⁻¹⁵, and a look-up costs one visit of memory instead of three.
pub(super) fn fingerprint(bytes: &[u8]) -> (u64, u32) {
    let mut other = 0x2545_f491_4f6c_dd1d_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        other = fold(other ^ u64::from_le_bytes(word), 0x9fb2_1c65_1e98_df25);
    }
    (hash(bytes), other as u32)
}

/// Mixes two words into one.
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ (wide >> 64) as u64
}

/// How many bits of a sieve there are for each hash: more of them let fewer pass that stand once.
const BITS_EACH: usize = 16;

/// Returns the places whose hash stands at another place too, in their order; `None` stands nowhere.
///
/// Most hashes stand once. Two sieves of bits find the few that may not, so that no table holds all of them.
pub(crate) fn repeated(hashes: &[Option<u64>]) -> Vec<usize> {
    let mut once = Sieve::new(hashes.len());
    let mut again = Sieve::new(hashes.len());
    for hash in hashes.iter().flatten() {
        if once.insert(*hash) {
            again.insert(*hash);
        }
    }
    let filled = hashes.iter().enumerate().filter_map(|(place, hash)| Some(((*hash)?, place)));
    let mut passed: Vec<(u64, usize)> = filled.filter(|(hash, _)| again.contains(*hash)).collect();
    passed.sort_unstable();
    let groups = passed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut places: Vec<usize> = groups.flatten().map(|(_, place)| *place).collect();
    places.sort_unstable();
    places
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
    }
}
