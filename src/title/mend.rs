//! Mending: typing errors and abbreviations of known words, the last resort of the lexicon.

use super::lexicon::WordId;

/// The words of the vocabulary by first letter, which typing errors and abbreviations keep.
///
/// Names of products are not among them: too many words of other trades are a letter away from one.
#[derive(Debug, Default)]
pub(super) struct Mender {
    by_letter: Vec<Vec<Known>>,
}

#[derive(Debug)]
struct Known {
    word: Box<str>,
    id: WordId,
    letters: u32,
}

/// Shorter words are too like each other to be mended.
const SHORTEST: usize = 5;
/// Shorter words are mended only beside a word that names a craft.
const TELLING: usize = 7;
/// Words from here on may have two errors.
const LONG: usize = 9;
/// A word cut short keeps at least so many letters.
const SHORTEST_CUT: usize = 6;
/// An abbreviation has at least so many letters.
const SHORTEST_ABBREVIATION: usize = 4;
/// An abbreviation leaves out vowels, and at most so many consonants.
const MOST_CONSONANTS: usize = 1;

impl Mender {
    /// Takes a word in.
    pub(super) fn learn(&mut self, word: &str, id: WordId) {
        let Some(place) = place(word).filter(|_| word.len() >= SHORTEST && word.is_ascii()) else { return };
        if self.by_letter.len() <= place {
            self.by_letter.resize_with(26, Vec::new);
        }
        self.by_letter[place].push(Known { word: word.into(), id, letters: letters(word) });
    }

    /// Returns the one word that an unknown one is within an error or two of, or that it abbreviates;
    /// `beside_craft` tells that another word of the title names a craft.
    pub(super) fn mend(&self, word: &str, beside_craft: bool) -> Option<WordId> {
        let known = self.by_letter.get(place(word).filter(|_| word.is_ascii())?)?;
        let telling = beside_craft || word.len() >= TELLING;
        self.typed(known, word).filter(|_| telling).or_else(|| self.abbreviated(known, word))
    }

    /// Returns the one word that another begins, as a column that was too narrow cuts it: "TECHNICI".
    pub(super) fn complete(&self, word: &str) -> Option<WordId> {
        let known = self.by_letter.get(place(word).filter(|_| word.len() >= SHORTEST_CUT)?)?;
        let mut begun = known.iter().filter(|k| k.word.starts_with(word)).map(|k| k.id);
        let first = begun.next()?;
        begun.all(|id| id == first).then_some(first)
    }

    fn typed(&self, known: &[Known], word: &str) -> Option<WordId> {
        if word.len() < SHORTEST {
            return None;
        }
        let most = if word.len() >= LONG { 2 } else { 1 };
        let own = letters(word);
        let mut best: Option<(usize, WordId)> = None;
        for candidate in known {
            let apart = candidate.word.len().abs_diff(word.len());
            if apart > most || (candidate.letters ^ own).count_ones() as usize > 2 * most {
                continue;
            }
            let Some(errors) = errors(candidate.word.as_bytes(), word.as_bytes(), most) else { continue };
            match best {
                Some((fewest, id)) if fewest == errors && id != candidate.id => return None,
                Some((fewest, _)) if fewest <= errors => {}
                _ => best = Some((errors, candidate.id)),
            }
        }
        best.map(|(_, id)| id)
    }

    fn abbreviated(&self, known: &[Known], word: &str) -> Option<WordId> {
        if word.len() < SHORTEST_ABBREVIATION {
            return None;
        }
        let mut found = None;
        for candidate in known.iter().filter(|k| abbreviates(word, &k.word)) {
            if found.is_some_and(|id| id != candidate.id) {
                return None;
            }
            found = Some(candidate.id);
        }
        found
    }
}

/// Whether a word shortens another: letters in order, the last one kept, vowels left out.
fn abbreviates(short: &str, long: &str) -> bool {
    if short.len() >= long.len() || short.as_bytes().last() != long.as_bytes().last() {
        return false;
    }
    let mut rest = long.bytes();
    let consonants = |word: &str| word.bytes().filter(|b| !b"aeiouy".contains(b)).count();
    let in_order = short.bytes().all(|b| rest.any(|l| l == b));
    in_order && consonants(long) - consonants(short) <= MOST_CONSONANTS
}

fn place(word: &str) -> Option<usize> {
    let first = *word.as_bytes().first()?;
    first.is_ascii_lowercase().then(|| usize::from(first - b'a'))
}

/// The set of a word's letters.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a'))
}

/// Returns how many letters were left out, added, changed or swapped, if not more than `most`.
fn errors(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    const WIDEST: usize = 40;
    if a.len() >= WIDEST || b.len() >= WIDEST {
        return None;
    }
    let mut rows = [[0usize; WIDEST]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        let [above2, above, row] = &mut rows;
        row[0] = i;
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut cell = (above[j - 1] + usize::from(!same)).min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(above2[j - 2] + 1);
            }
            row[j] = cell;
        }
        rows.rotate_left(1);
    }
    let found = if a.is_empty() { b.len() } else { rows[1][b.len()] };
    (found <= most).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted_up_to_the_most() {
        for (a, b, want) in [
            ("security", "secuirty", Some(1)),
            ("engineer", "enginer", Some(1)),
            ("infrastructure", "infastrucure", Some(2)),
            ("tester", "taster", Some(1)),
            ("software", "hardware", None),
        ] {
            assert_eq!(errors(a.as_bytes(), b.as_bytes(), 2), want, "{a} and {b}");
        }
    }

    #[test]
    fn a_word_between_two_known_ones_is_not_mended() {
        let mut mender = Mender::default();
        mender.learn("packer", 10);
        mender.learn("parker", 11);
        assert_eq!(mender.mend("paker", true), None);
    }

    #[test]
    fn a_word_cut_short_is_completed_where_one_word_begins_so() {
        let mut mender = Mender::default();
        mender.learn("technician", 10);
        mender.learn("technical", 11);
        assert_eq!(mender.complete("technici"), Some(10));
        assert_eq!(mender.complete("techni"), None, "two words begin so");
    }

    #[test]
    fn payroll_abbreviations_are_told() {
        let mut mender = Mender::default();
        mender.learn("programmer", 10);
        mender.learn("program", 11);
        assert_eq!(mender.mend("prgmmer", false), Some(10));
        assert_eq!(mender.mend("programm", false), Some(11), "one letter from a word");
        assert_eq!(mender.mend("pogrom", false), None, "a word of its own");
    }
}
