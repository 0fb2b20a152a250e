//! Initials: words that are only the first letters of others.

use super::normalise::{Mark, Token, Tokens};

impl Tokens {
    /// Drops what only abbreviates the words before it, as in "Information Security Officer (ISO)", with its brackets:
    /// it says nothing more, and as a word of its own it may mean something else.
    pub(super) fn drop_initials(&mut self) {
        let mut at = 1;
        while at + 1 < self.list.len() {
            let closes = self.list.get(at + 2).is_none_or(|token| token.mark == Mark::Qualifier);
            let opens = self.list[at].mark == Mark::Qualifier && self.list[at + 1].mark == Mark::Word;
            if opens && closes && self.abbreviates(at, self.list[at + 1]) {
                let end = (at + 3).min(self.list.len());
                self.list.drain(at..end);
            } else {
                at += 1;
            }
        }
    }

    /// Whether a word has the initials of the words right before a place, small words left out or not.
    fn abbreviates(&self, place: usize, word: Token) -> bool {
        let letters = self.text(word).as_bytes();
        let before = self.list[..place].iter().rev().take_while(|token| token.mark == Mark::Word);
        let initial = |token: &Token| self.text(*token).as_bytes()[0];
        let is_small =
            |token: &&Token| matches!(self.text(**token), "of" | "and" | "the" | "for" | "in" | "&");
        let reads = |initials: &mut dyn Iterator<Item = u8>| {
            letters.iter().rev().all(|letter| initials.next() == Some(*letter))
        };
        letters.len() >= 2
            && (reads(&mut before.clone().map(initial))
                || reads(&mut before.filter(|token| !is_small(token)).map(initial)))
    }
}

/// Returns the end of initials with dots, as in `I.T.`, if they start here.
pub(super) fn dotted_initials(bytes: &[u8], from: usize) -> Option<usize> {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut end = from;
    while letter(end) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    // The last letter may stand without its dot, "I.T"; "T.Smith" is no initials.
    if end > from && letter(end) && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    (end >= from + 3 && !letter(end)).then_some(end)
}
