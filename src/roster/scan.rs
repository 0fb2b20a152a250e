//! Scans: bytes looked at eight at a time.
//!
//! A cell has a dozen bytes, so that a call to search it costs more than the search; a word of eight bytes is tested
//! for several marks at once by arithmetic. In each test the lowest byte that is marked is right; those above it may
//! be marked for no reason, because the subtraction borrows.

/// A one in each byte.
const ONES: u64 = u64::from_le_bytes([1; 8]);
/// The top bit of each byte.
const TOPS: u64 = repeat(0x80);

/// Returns a word of one byte, eight times.
const fn repeat(byte: u8) -> u64 {
    ONES * byte as u64
}

/// Marks the bytes of a word that equal a byte.
pub(super) fn equal(word: u64, byte: u8) -> u64 {
    let differing = word ^ repeat(byte);
    differing.wrapping_sub(ONES) & !differing & TOPS
}

/// Marks the bytes of a word that are below a limit, of at most 128.
fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeat(limit)) & !word & TOPS
}

/// Marks the bytes of a word that are no printable ASCII.
pub(super) fn unprintable(word: u64) -> u64 {
    // The highest character of ASCII, and none below it, gets the top bit by one more.
    (word | ((word & !TOPS) + ONES)) & TOPS | below(word, b' ')
}

/// Marks the bytes of a word of ASCII that are letters in upper case.
pub(super) fn upper(word: u64) -> u64 {
    let word = word & !TOPS;
    (word + repeat(0x80 - b'A')) & !(word + repeat(0x7f - b'Z')) & TOPS
}

/// Whether a test marks any byte.
pub(super) fn any(bytes: &[u8], marked: impl Fn(u64) -> u64) -> bool {
    if let Some(last) = bytes.last_chunk() {
        // The last word may overlap the one before it.
        let words = bytes.as_chunks::<8>().0.iter().chain([last]);
        return words.fold(0, |all, word| all | marked(u64::from_le_bytes(*word))) != 0;
    }
    let half = |half: Option<&[u8; 4]>| half.map(|half| u64::from(u32::from_le_bytes(*half)));
    match (half(bytes.first_chunk()), half(bytes.last_chunk())) {
        (Some(first), Some(last)) => marked(first | last << 32) != 0,
        _ => bytes.iter().any(|byte| marked(repeat(*byte)) != 0),
    }
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
        while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let word = u64::from_le_bytes(*word);
            let marked = equal(word, self.delimiter) | equal(word, b'"') | below(word, b' ');
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
    fn a_byte_is_marked_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for length in 1..20 {
                for place in 0..length {
                    let mut bytes = vec![b'x'; length];
                    bytes[place] = byte;
                    let shown = format!("{byte} at {place} of {length}");
                    assert_eq!(any(&bytes, unprintable), !(0x20..0x7f).contains(&byte), "{shown}");
                    assert_eq!(any(&bytes, |word| equal(word, b'&')), byte == b'&', "{shown}");
                    if byte.is_ascii() {
                        assert_eq!(any(&bytes, upper), byte.is_ascii_uppercase(), "{shown}");
                    }
                }
            }
        }
    }
}
