//! The core of a title: the words that it is read from.

use super::Grade;
use super::lexicon::{
    AND, AT, BESIDE, DASH, LAST_MARK, Lexicon, QUALIFIER, SLASH, Sense, TO, UNKNOWN, WordId,
};

impl Lexicon {
    /// Puts a title's core into a buffer, and returns the level that the other words state.
    ///
    /// The core is what the title is read from: words of level, contract and place are set aside, so that "Senior
    /// Developer, Leeds" and "Developer II" are one; words that nobody knows and marks between chunks stand once in a row.
    pub(super) fn core(&self, words: &[WordId], core: &mut Vec<WordId>) -> Option<Grade> {
        core.clear();
        let (mut grade, mut at, mut aside, mut served) = (None, 0, false, false);
        let ends = |core: &[WordId]| core.last().is_none_or(|last| is_mark(*last));
        while at < words.len() {
            let phrase = self.phrase(&words[at..]);
            let mut next = at + phrase.map_or(1, |(length, _)| length);
            let is_aside = |sense: &Sense| {
                // A lead is one where no noun follows, an intern where no other stands anywhere.
                let after = &words[next..];
                let names_job = || match sense.grade {
                    Some(Grade::Intern) => self.names_job(core) || self.names_job(after),
                    _ => self.names_job(before_mark(after)),
                };
                sense.is_aside() || (sense.is_weak_level() && names_job())
            };
            if let Some((_, sense)) = phrase.filter(|(_, sense)| is_aside(sense)) {
                grade = grade.max(sense.grade.filter(|_| !served));
                (at, aside) = (next, true);
                continue;
            }
            match words[at] {
                mark if is_mark(mark) => {
                    if let Some(last) = core.last_mut().filter(|last| is_mark(**last)) {
                        *last = mark;
                    } else if !core.is_empty() {
                        core.push(mark);
                    }
                }
                SLASH | AND if phrase.is_none() && aside && ends(core) => {}
                AT if phrase.is_none() && !core.is_empty() => next = at + place(&words[at..]),
                UNKNOWN if core.last() == Some(&UNKNOWN) => {}
                word => {
                    served |= word == TO;
                    core.extend_from_slice(&words[at..next]);
                }
            }
            (at, aside) = (next, false);
        }
        while core.last().is_some_and(|last| is_mark(*last)) {
            core.pop();
        }
        grade
    }

    /// Whether a job noun stands in some words.
    fn names_job(&self, words: &[WordId]) -> bool {
        let mut at = 0;
        while at < words.len() {
            let Some((length, sense)) = self.phrase(&words[at..]) else {
                at += 1;
                continue;
            };
            if sense.job.is_some() || (sense.noun.is_some() && !sense.weak) {
                return true;
            }
            at += length;
        }
        false
    }
}

impl Sense {
    /// Whether a word is of level, contract or place, and of nothing else.
    fn is_aside(&self) -> bool {
        (self.filler || self.grade.is_some())
            && *self == Self { grade: self.grade, filler: self.filler, ..Self::default() }
    }

    /// Whether a word is a job noun where no other stands, and else of level: "lead", "associate".
    fn is_weak_level(&self) -> bool {
        self.weak && self.grade.is_some() && !self.other_job && !self.function && !self.trade
    }
}

/// Returns the words before a mark, a joint, "of" or a word that nobody knows.
fn before_mark(words: &[WordId]) -> &[WordId] {
    let end = words.iter().position(|word| *word <= LAST_MARK).unwrap_or(words.len());
    &words[..end]
}

/// Returns how many words tell where somebody works, from "at" to the next job or the end.
fn place(words: &[WordId]) -> usize {
    words.iter().position(|word| matches!(*word, BESIDE | DASH | SLASH)).unwrap_or(words.len())
}

/// Whether a word is a mark between chunks.
fn is_mark(word: WordId) -> bool {
    matches!(word, QUALIFIER | DASH | BESIDE)
}
