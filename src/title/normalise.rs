//! Text to tokens: folded words and the marks between them.

use super::fold::fold;
use super::gender;
use super::initials::dotted_initials;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word.
    Word,
    /// A slash.
    Slash,
    /// A comma, colon or bracket: what follows qualifies what stands before.
    Qualifier,
    /// A dash: what follows qualifies what stands before, or is said beside it.
    Dash,
    /// A bar or semicolon: what follows is said beside what stands before.
    Beside,
}

/// A word or mark of a title; `start` and `end` bound its folded text in [`Tokens::text`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) mark: Mark,
    pub(super) start: u32,
    pub(super) end: u32,
    /// A short word in capitals among others that are not.
    pub(super) acronym: bool,
    /// A hyphen joins it to the word before.
    pub(super) joined: bool,
}

/// What each byte is: a small or capital letter, a digit, or something else; a bit each, so that a word's are soon told.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_lowercase() {
            kinds[byte] = SMALL;
        } else if (byte as u8).is_ascii_uppercase() {
            kinds[byte] = CAPITAL;
        } else if (byte as u8).is_ascii_digit() {
            kinds[byte] = DIGIT;
        }
        byte += 1;
    }
    kinds
};
const OTHER: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;

/// A word of at most so many bytes is short.
const SHORT: usize = 16;
const PADDING: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// Returns a number that no other short word has, for a word of one byte to 16.
pub(super) fn short(word: &[u8]) -> Option<u128> {
    let number = || word.iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte));
    (1..=SHORT).contains(&word.len()).then(number)
}

/// The tokens of one title, over one buffer that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    text: String,
    pub(super) list: Vec<Token>,
}

impl Tokens {
    /// Returns the tokens.
    pub(super) fn list(&self) -> &[Token] {
        &self.list
    }

    /// Returns a token's folded text.
    pub(super) fn text(&self, token: Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// Returns a short word as the number that [`short`] makes of it.
    pub(super) fn short(&self, token: Token) -> Option<u128> {
        let (start, length) = (token.start as usize, (token.end - token.start) as usize);
        let bytes = self.text.as_bytes().get(start..)?.first_chunk::<SHORT>()?;
        let rest = u32::try_from(SHORT.checked_sub(length)?).ok()?;
        Some(u128::from_le_bytes(*bytes) & u128::MAX.checked_shr(8 * rest)?)
    }

    /// Reads a title: folds case, accents and forms, drops gender marks and reference numbers.
    pub(super) fn read(&mut self, title: &str) {
        self.text.clear();
        self.list.clear();
        if title.is_ascii() {
            self.split(title);
        } else {
            let folded = fold(title);
            self.split(&folded);
        }
        gender::drop_letters(self);
        if title.contains('(') {
            self.drop_initials();
        }
        // So that a number can be made of the last word too.
        self.text.push_str(PADDING);
    }

    fn split(&mut self, title: &str) {
        // The whole title is folded at once: most words are slices of it.
        self.text.push_str(title);
        self.text.make_ascii_lowercase();
        let bytes = title.as_bytes();
        let (mut at, mut joined) = (0, false);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b' ' {
                at += 1;
                continue;
            }
            if byte.is_ascii_alphanumeric() || byte >= 0x80 || starts_dot_word(bytes, at) {
                let before = self.list.len();
                at = self.word(title, at);
                if std::mem::take(&mut joined)
                    && let Some(token) = self.list.get_mut(before)
                {
                    token.joined = true;
                }
                continue;
            }
            if let Some(skip) = gender::suffix(bytes, at) {
                at += skip;
                continue;
            }
            match byte {
                b'/' | b'\\' => self.push_mark(Mark::Slash),
                b',' | b':' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\n' | b'\t' | b'<'
                | b'>' | b'~' | b'=' => self.push_mark(Mark::Qualifier),
                b'|' | b';' => self.push_mark(Mark::Beside),
                b'-' if is_dash(bytes, at) => self.push_mark(Mark::Dash),
                b'-' => joined = true,
                b'&' | b'+' => self.push_word("&"),
                b'@' => self.push_word("@"),
                _ => {}
            }
            at += 1;
        }
    }

    fn push_mark(&mut self, mark: Mark) {
        self.list.push(Token { mark, start: 0, end: 0, acronym: false, joined: false });
    }

    fn push_word(&mut self, word: &str) {
        let start = self.text.len();
        self.text.push_str(word);
        self.take(start, self.text.len(), 0);
    }

    /// Reads the word at a place and returns the place after it.
    fn word(&mut self, title: &str, from: usize) -> usize {
        let bytes = title.as_bytes();
        let (mut at, mut kinds) = (from, OTHER);
        for byte in &bytes[from..] {
            let kind = KINDS[usize::from(*byte)];
            if kind == OTHER {
                break;
            }
            kinds |= kind;
            at += 1;
        }
        if at == from || (at < bytes.len() && matches!(bytes[at], b'\'' | b'+' | b'#' | 0x80..)) {
            return self.odd_word(title, from);
        }
        if at == from + 1 {
            if let Some(end) = dotted_initials(bytes, from) {
                let initials: String = title[from..end].chars().filter(char::is_ascii_alphabetic).collect();
                self.push_word(&initials.to_ascii_lowercase());
                return end;
            }
            let goes_on =
                bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            if bytes[from] == b'i' && goes_on && bytes.iter().any(u8::is_ascii_uppercase) {
                // "Utvikler i Oslo" is no developer of the first grade.
                self.push_word("in");
                return at;
            }
        }
        if &bytes[from..at] == b"SoC" {
            // Only its letters' case tells a system on chip from a security operations centre.
            for word in ["system", "on", "chip"] {
                self.push_word(word);
            }
            return at;
        }
        let before = self.list.len();
        let digits = if kinds & DIGIT == 0 { 0 } else { count_digits(&bytes[from..at]) };
        self.take(from, at, digits);
        if kinds == CAPITAL && ACRONYM.contains(&(at - from)) && bytes.iter().any(u8::is_ascii_lowercase) {
            self.list[before..].iter_mut().for_each(|token| token.acronym = true);
        }
        at
    }

    /// Reads a word that is not a slice of the title: with an apostrophe, a mark of its own, or letters beyond ASCII.
    fn odd_word(&mut self, title: &str, from: usize) -> usize {
        let bytes = title.as_bytes();
        let start = self.text.len();
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b @ (b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9') => {
                    self.text.push(b.to_ascii_lowercase() as char)
                }
                b'.' if at == from => self.text.push('.'),
                // An elided article, as in "d'information", is a word of its own.
                b'\'' if matches!(&self.text[start..], "d" | "l") => break,
                // "Responsabile dell'area": in other languages too.
                b'\'' if ARTICLES.contains(&&self.text[start..]) => {
                    self.text.truncate(start);
                    self.push_word("of");
                    return at + 1;
                }
                b'\'' => {}
                b'+' | b'#' if matches!(&self.text[start..], "c" | "c+" | "f") => {
                    self.text.push(bytes[at] as char)
                }
                b if b >= 0x80 => {
                    let ch = title[at..].chars().next().expect("a character starts here");
                    if !ch.is_alphanumeric() {
                        break;
                    }
                    self.text.push(ch);
                    at += ch.len_utf8();
                    continue;
                }
                _ => break,
            }
            at += 1;
        }
        if at == from {
            // A mark beyond ASCII that no word takes.
            return at + title[at..].chars().next().map_or(1, char::len_utf8);
        }
        let digits = count_digits(&self.text.as_bytes()[start..]);
        self.take(start, self.text.len(), digits);
        at
    }

    /// Takes a word of the folded text, unless it is a reference number; so many of its bytes are digits.
    fn take(&mut self, start: usize, end: usize, digits: usize) {
        let token = |start, end| Token {
            mark: Mark::Word,
            start: start as u32,
            end: end as u32,
            acronym: false,
            joined: false,
        };
        if digits > 0 {
            let word = &self.text[start..end];
            // Products and standards that are named by a number: "M365", "ISO27001".
            let named =
                word.ends_with("365") || word.starts_with("iso") || word == "as400" || self.is_standard();
            if digits >= 3 && digits * 2 >= word.len() && !named {
                return;
            }
            if digits == 1 && word.len() >= 5 && word.ends_with(|c: char| c.is_ascii_digit()) {
                // A grade that is written to its word: "Manager3".
                self.list.extend([token(start, end - 1), token(end - 1, end)]);
                return;
            }
        }
        if start < end {
            self.list.push(token(start, end));
        }
    }

    /// Whether the word before is of those that number their standards: "ISO 27001".
    fn is_standard(&self) -> bool {
        self.list
            .last()
            .is_some_and(|token| token.mark == Mark::Word && matches!(self.text(*token), "iso" | "iec"))
    }
}

/// Italian prepositions with an article that loses its vowel before another.
const ARTICLES: [&str; 5] = ["dell", "all", "nell", "sull", "dall"];

/// So many capitals are an acronym in a title that has small letters too.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=5;

fn count_digits(word: &[u8]) -> usize {
    word.iter().filter(|byte| byte.is_ascii_digit()).count()
}

/// Whether a dot starts a word, as in `.NET`.
fn starts_dot_word(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'.'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
        && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
}

/// Whether a hyphen stands apart, as a dash.
fn is_dash(bytes: &[u8], at: usize) -> bool {
    let space = |b: Option<&u8>| b.is_none_or(|b| b.is_ascii_whitespace() || *b == b'-');
    let shared = ["- und ", "- u. ", "- & ", "- oder ", "- and ", "- og ", "- och ", "- en ", "- / ", "-/ "];
    let shares = || {
        shared.iter().any(|s| {
            bytes[at..].len() > s.len() && bytes[at..at + s.len()].eq_ignore_ascii_case(s.as_bytes())
        })
    };
    at == 0 || space(bytes.get(at - 1)) || (space(bytes.get(at + 1)) && !shares())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.read(title);
        tokens
            .list()
            .iter()
            .map(|t| match t.mark {
                Mark::Word => tokens.text(*t).to_owned(),
                Mark::Slash => "/".into(),
                Mark::Qualifier | Mark::Dash => ",".into(),
                Mark::Beside => ";".into(),
            })
            .collect()
    }

    #[test]
    fn case_accents_and_forms_are_folded() {
        assert_eq!(words("Développeur ＳＲ"), ["developpeur", "sr"]);
        assert_eq!(words("Geschäftsführer"), ["geschaftsfuhrer"]);
    }

    #[test]
    fn marks_of_gender_are_dropped() {
        assert_eq!(words("Entwickler:in"), ["entwickler"]);
        assert_eq!(words("Entwickler*in (m/w/d)"), ["entwickler", ",", ","]);
        assert_eq!(words("Softwareentwickler/-in"), ["softwareentwickler"]);
        assert_eq!(words("Beauftragte:r"), ["beauftragte"]);
    }

    #[test]
    fn feminine_endings_are_dropped() {
        assert_eq!(words("Chef·fe de projet"), ["chef", "de", "projet"]);
        assert_eq!(words("Chargé-e d'études"), ["charge", "d", "etudes"]);
        assert_eq!(words("Technicien.ne, Vue.js"), ["technicien", ",", "vue", "js"]);
    }

    #[test]
    fn initials_with_dots_are_one_word() {
        assert_eq!(words("I.T. Manager"), ["it", "manager"]);
        assert_eq!(words("Técnico de T.I"), ["tecnico", "de", "ti"]);
        assert_eq!(words("J.Smith"), ["j", "smith"]);
    }

    #[test]
    fn initials_of_the_words_before_them_are_dropped() {
        let officer = ["information", "security", "officer"];
        assert_eq!(words("Information Security Officer (ISO)"), officer);
        assert_eq!(words("Head of Development (HOD), Leeds"), ["head", "of", "development", ",", "leeds"]);
        assert_eq!(words("Point of Sale (PS) Lead"), ["point", "of", "sale", "lead"]);
        assert_eq!(words("Auditor (ISO)"), ["auditor", ",", "iso", ","], "it says more");
    }

    #[test]
    fn languages_with_marks_are_one_word() {
        assert_eq!(words("C++ / .NET, C#"), ["c++", "/", ".net", ",", "c#"]);
    }

    #[test]
    fn only_a_hyphen_that_stands_apart_is_a_dash() {
        assert_eq!(words("Cyber-Security - Lead"), ["cyber", "security", ",", "lead"]);
    }
}
