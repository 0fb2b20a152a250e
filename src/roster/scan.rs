//! Scans: bytes looked at eight at a time.
//!
//! A cell has a dozen bytes, so that a call to search it costs more than the search; a word of eight bytes is tested
//! for several marks at once by arithmetic. In each test the lowest byte that is marked is right; those above it may
//! be marked for no reason, because the subtraction borrows.

/// A one in each byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The top bit of each byte.
const TOPS: u64 = u64::from_le_bytes([0x80; 8]);

/// Marks the bytes of a word that equal the bytes of a pattern.
fn equal(word: u64, pattern: u64) -> u64 {
    let differing = word ^ pattern;
    differing.wrapping_sub(ONES) & !differing & TOPS
}

/// Marks the bytes of a word that are below a limit, of at most 128.
fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeat(limit)) & !word & TOPS
}

/// Returns a word of one byte, eight times.
const fn repeat(byte: u8) -> u64 {
    ONES * byte as u64
}

/// The bytes at which an unquoted cell ends: the delimiter, a line end, a quote.
pub(super) struct Stops {
    delimiter: u8,
}

impl Stops {
    pub(super) fn new(delimiter: u8) -> Self {
        Self { delimiter }
    }

    fn is_stop(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\n' | b'\r' | b'"')
    }

    /// Returns the first place of a stop, from a place on; the length where there is none.
    pub(super) fn find(&self, bytes: &[u8], mut at: usize) -> usize {
        let delimiter = repeat(self.delimiter);
        while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let word = u64::from_le_bytes(*word);
            let marked = equal(word, delimiter) | equal(word, repeat(b'"')) | below(word, b' ');
            if marked == 0 {
                at += 8;
                continue;
            }
            at += marked.trailing_zeros() as usize / 8;
            if self.is_stop(bytes[at]) {
                return at;
            }
            // Another control character.
            at += 1;
        }
        bytes[at..].iter().position(|b| self.is_stop(*b)).map_or(bytes.len(), |step| at + step)
    }
}

/// Whether every byte is printable ASCII, and none is one of two others.
pub(super) fn is_printable_without(bytes: &[u8], others: [u8; 2]) -> bool {
    let [one, other] = others.map(repeat);
    let (words, rest) = bytes.as_chunks::<8>();
    let odd = words.iter().map(|word| u64::from_le_bytes(*word)).fold(0, |odd, word| {
        odd | word & TOPS
            | below(word, b' ')
            | equal(word, repeat(0x7f))
            | equal(word, one)
            | equal(word, other)
    });
    odd == 0 && rest.iter().all(|b| (0x20..0x7f).contains(b) && !others.contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_are_found_wherever_they_stand() {
        for delimiter in [b',', b';', b'\t', 1] {
            let stops = Stops::new(delimiter);
            for stop in [delimiter, b'\n', b'\r', b'"'] {
                for other in [b'a', b' ', b'!', b'#', b'-', b'+', 2, 0, 0x7f, 0x80, 0xff] {
                    for place in 0..20 {
                        let mut bytes = vec![other; 20];
                        assert_eq!(stops.find(&bytes, place), 20, "{other} is no stop");
                        bytes[place] = stop;
                        assert_eq!(stops.find(&bytes, 0), place, "{stop} after {other}");
                        assert_eq!(stops.find(&bytes, place), place);
                    }
                }
            }
        }
    }

    #[test]
    fn every_byte_is_told_from_the_printable() {
        for byte in 0..=u8::MAX {
            let printable = (0x20..0x7f).contains(&byte) && !matches!(byte, b'&' | b'?');
            for place in 0..11 {
                let mut bytes = *b"plain texts";
                bytes[place] = byte;
                assert_eq!(is_printable_without(&bytes, *b"&?"), printable, "{byte} at {place}");
            }
        }
    }
}
