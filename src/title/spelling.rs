//! Spelling: from the tokens of a title to words of the lexicon.

use super::lexicon::{
    AND, BESIDE, DASH, LAST_MARK, Lexicon, NAME, OF, QUALIFIER, SLASH, TO, UNKNOWN, WordId,
};
use super::normalise::{Mark, Token, Tokens};
use super::spellings::Spelling;

/// The words of one title, over buffers that are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<WordId>,
    /// The words before those that together spell one are joined.
    raw: Vec<WordId>,
    /// The tokens whose words nobody knows.
    unknown: Vec<u32>,
    /// The places of short words in capitals that mean something in phrases only.
    names: Vec<usize>,
    /// The places of words that a hyphen joins to those before.
    joined: Vec<usize>,
}

impl Words {
    /// Returns the words.
    pub(super) fn list(&self) -> &[WordId] {
        &self.list
    }
}

impl Lexicon {
    /// Reads the words of a title; `mend` takes unknown ones for the known word that they are nearly, and tells
    /// whether another word names a craft.
    pub(super) fn read(&self, tokens: &Tokens, mend: Option<bool>, words: &mut Words) {
        let Words { list, raw, unknown, names, joined } = words;
        list.clear();
        raw.clear();
        unknown.clear();
        names.clear();
        joined.clear();
        for (at, &token) in tokens.list().iter().enumerate() {
            match token.mark {
                Mark::Slash => list.push(SLASH),
                Mark::Qualifier => list.push(QUALIFIER),
                Mark::Dash => list.push(DASH),
                Mark::Beside => list.push(BESIDE),
                Mark::Word => {
                    if token.joined {
                        joined.push(list.len());
                    }
                    if token.end - token.start == 2
                        && tokens.text(token) == "en"
                        && self.is_of(tokens, at, list)
                    {
                        list.push(OF);
                    } else if let Some(spelling) = self.words.of_token(tokens, token) {
                        if token.acronym && !self.is_told(spelling.id) && !self.is_titled(spelling.id) {
                            names.push(list.len());
                        }
                        let ends = spelling.last != spelling.id && self.ends(tokens, at);
                        list.push(if ends { self.ending(spelling, list) } else { spelling.id });
                    } else if token.acronym {
                        // The name of an employer, a unit or a product: "DWP Security Consultant".
                        list.push(NAME);
                    } else if !self.inflected(tokens.text(token), list)
                        && !self.umlauts(tokens.text(token), list)
                    {
                        unknown.push(at as u32);
                        list.push(self.mended(tokens, at, mend).unwrap_or(UNKNOWN));
                    }
                }
            }
        }
        self.set_names(list, names);
        self.part_qualifiers(list, joined);
        if list.windows(2).any(|pair| pair == [OF, OF] || self.aliases.may_start(pair[0], pair[1])) {
            std::mem::swap(list, raw);
            self.join(raw, list);
        }
    }

    /// Takes a short word in capitals that only a phrase knows for a name where no phrase holds it: "ASA Security
    /// Specialist".
    fn set_names(&self, words: &mut [WordId], places: &[usize]) {
        for &at in places {
            // "AD/Windows Administrator" shares its noun.
            let is_shared = words.get(at + 1).is_some_and(|next| matches!(*next, SLASH | AND));
            if !is_shared && !self.phrase_holds(words, at, at) {
                words[at] = NAME;
            }
        }
    }

    /// Parts words that a hyphen joins from the job nouns before them: "Support Analyst-Schools".
    fn part_qualifiers(&self, words: &mut Vec<WordId>, joined: &[usize]) {
        for &at in joined.iter().rev() {
            if self.opens_qualifier(words, at) {
                words.insert(at, QUALIFIER);
            }
        }
    }

    /// Whether a phrase or spelling holds the words from a place to another.
    fn phrase_holds(&self, words: &[WordId], first: usize, last: usize) -> bool {
        (0..=first).any(|start| {
            let rest = &words[start..];
            let phrase = self.phrase_at(rest).map_or(0, |(length, _)| length);
            let spelling = self.aliases.longest(rest).map_or(0, |(length, _)| length);
            start + phrase.max(spelling) > last
        })
    }

    /// Whether the word that a hyphen joins to a job noun says where or of what.
    fn opens_qualifier(&self, words: &[WordId], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| self.sense_of(words[before])) else { return false };
        let word = words[at];
        let own = self.sense_of(word);
        before.noun.is_some()
            && !before.weak
            && (word == UNKNOWN || word == NAME || word > LAST_MARK)
            && own.noun.is_none()
            && own.job.is_none()
            && own.grade.is_none()
            && !own.other_job
            && !self.phrase_holds(words, at - 1, at)
    }

    /// Whether some word of a title that was read is nearly a known one.
    pub(super) fn mends(&self, tokens: &Tokens, words: &Words, beside_craft: bool) -> bool {
        words.unknown.iter().any(|at| self.mended(tokens, *at as usize, Some(beside_craft)).is_some())
    }

    fn mended(&self, tokens: &Tokens, at: usize, mend: Option<bool>) -> Option<WordId> {
        let word = tokens.text(tokens.list()[at]);
        let is_last = at + 1 == tokens.list().len();
        self.mender.mend(word, mend?).or_else(|| self.mender.complete(word).filter(|_| is_last))
    }

    /// Joins words that together spell one.
    pub(super) fn join(&self, raw: &[WordId], out: &mut Vec<WordId>) {
        let mut at = 0;
        while at < raw.len() {
            let (length, &id) = self.aliases.longest(&raw[at..]).unwrap_or((1, &raw[at]));
            if !(id == OF && out.last() == Some(&OF)) {
                out.push(id);
            }
            at += length;
        }
    }

    /// Whether "en" is the French and Spanish "in" and not the Dutch "and": behind a job noun, where no other follows.
    fn is_of(&self, tokens: &Tokens, at: usize, before: &[WordId]) -> bool {
        let names_job = |word: WordId| {
            let sense = self.sense_of(word);
            sense.noun.is_some() || sense.job.is_some()
        };
        let mut after = tokens.list()[at + 1..].iter().take_while(|t| t.mark == Mark::Word);
        before.last().is_some_and(|word| names_job(*word) || self.name(*word) == "technical")
            && !after
                .any(|t| self.words.of_token(tokens, *t).is_some_and(|spelling| names_job(spelling.last)))
    }

    /// Whether a phrase ends at a token: a mark, a word of level or nothing follows.
    fn ends(&self, tokens: &Tokens, at: usize) -> bool {
        let first = at == 0 || tokens.list()[at - 1].mark != Mark::Word;
        // "Designer/Dev" is two jobs, "Manager, Dev" one.
        let alone = at > 0 && first && tokens.list()[at - 1].mark != Mark::Slash;
        !alone
            && !self.joins_led(tokens, at)
            && tokens.list().get(at + 1).is_none_or(|next| self.ends_phrase(tokens, *next))
    }

    /// Whether a token cannot go on with the phrase before it: a mark, a word of level, or one that a hyphen joins and
    /// that names no work, as in "Network Tech-District".
    fn ends_phrase(&self, tokens: &Tokens, token: Token) -> bool {
        if token.mark != Mark::Word {
            return true;
        }
        let Some(Spelling { id, .. }) = self.words.of_token(tokens, token) else { return token.joined };
        let sense = self.sense_of(id);
        let names_work = sense.craft.is_some() || sense.noun.is_some() || sense.function;
        matches!(id, AND | OF | TO)
            || (sense.grade.is_some() && sense.noun.is_none())
            || (token.joined && !names_work)
    }

    /// Whether a token is joined to what a leader leads: "Dev and Support Manager" develops nothing himself.
    fn joins_led(&self, tokens: &Tokens, at: usize) -> bool {
        let mut next = tokens.list()[at + 1..].iter().take_while(|t| t.mark == Mark::Word);
        let mut word = || next.next().and_then(|token| self.words.of_token(tokens, *token)).map(|s| s.id);
        word() == Some(AND) && word().is_some_and(|id| !self.leads(id)) && {
            let mut rest = tokens.list()[at + 3..].iter().take_while(|t| t.mark == Mark::Word);
            rest.any(|token| self.words.of_token(tokens, *token).is_some_and(|s| self.leads(s.id)))
        }
    }

    /// Returns what an abbreviation means at the end of a phrase, behind some words.
    fn ending(&self, Spelling { id, last }: Spelling, before: &[WordId]) -> WordId {
        let never = before.last().is_some_and(|word| self.no_endings.contains(&(last, *word)));
        if self.led(before) {
            return self.led_endings.iter().find(|(word, _)| *word == last).map_or(id, |(_, led)| *led);
        }
        if never { id } else { last }
    }

    /// Whether the words before are a leader's, whose job needs no other noun: "Dir Info Sec" is no secretary.
    fn led(&self, before: &[WordId]) -> bool {
        let job = before.rsplit(|word| matches!(*word, SLASH | BESIDE)).next().unwrap_or_default();
        let leader = job.iter().position(|word| self.leads(*word));
        leader.is_some_and(|at| job.get(at + 1) != Some(&AND))
    }

    /// Spells a word in the plural, the feminine or another form, or a compound.
    fn inflected(&self, word: &str, out: &mut Vec<WordId>) -> bool {
        if let Some(spelling) = self.stem(word, &PLURALS).or_else(|| self.stem(word, &ENDINGS)) {
            out.push(spelling.id);
            return true;
        }
        COMPOUNDS.contains(&word.len()) && self.compound(word, out)
    }

    /// Spells a word whose umlauts are written out: "Loesungsarchitekt".
    fn umlauts(&self, word: &str, out: &mut Vec<WordId>) -> bool {
        let written_out = |pair: &[u8]| matches!(pair, b"ae" | b"oe" | b"ue");
        if !word.as_bytes().windows(2).any(written_out) {
            return false;
        }
        let word = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
        match self.words.get(&word) {
            Some(spelling) => {
                out.push(spelling.id);
                true
            }
            None => self.inflected(&word, out),
        }
    }

    pub(super) fn stem(&self, word: &str, endings: &[&str]) -> Option<Spelling> {
        endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending).filter(|s| s.len() >= 4 && !s.ends_with('s'))?;
            self.words.get(stem)
        })
    }

    /// Splits a compound such as `softwareentwickler` into known words.
    pub(super) fn compound(&self, word: &str, out: &mut Vec<WordId>) -> bool {
        // A part begins as some word begins: this tells most words apart with one look.
        let begins = |word: &str| self.words.begin(word);
        if !begins(word) {
            return false;
        }
        let cuts = |word: &str| (3..word.len().saturating_sub(2)).rev();
        for cut in cuts(word).filter(|&c| word.is_char_boundary(c) && begins(&word[c..])) {
            let (head, rest) = word.split_at(cut);
            let Some(first) = self.part(head, rest.len()) else { continue };
            if let Some(last) = self.part(rest, head.len()) {
                out.extend([first, last]);
                return true;
            }
            for next in cuts(rest).filter(|&c| rest.is_char_boundary(c) && begins(&rest[c..])) {
                let (middle, last) = rest.split_at(next);
                let others = head.len() + middle.len().min(last.len());
                if let (Some(middle), Some(last)) = (self.part(middle, others), self.part(last, others)) {
                    out.extend([first, middle, last]);
                    return true;
                }
            }
        }
        false
    }

    /// Returns the word that a part of a compound is: four letters, or three beside eight.
    fn part(&self, word: &str, beside: usize) -> Option<WordId> {
        let least = if beside >= 8 { 3 } else { 4 };
        let known = |w: &str| {
            let found = if w.len() >= least { self.words.get(w) } else { None };
            found.filter(|spelling| self.is_told(spelling.id))
        };
        let found = known(word)
            .or_else(|| word.strip_suffix('s').and_then(known))
            .or_else(|| self.stem(word, &ENDINGS).filter(|_| word.len() > least));
        found.map(|spelling| spelling.id).filter(|id| *id > LAST_MARK)
    }
}

/// The lengths of compounds, in bytes.
const COMPOUNDS: std::ops::RangeInclusive<usize> = 6..=60;

/// Endings of the plural.
pub(super) const PLURALS: [&str; 2] = ["s", "es"];

/// Endings of the feminine and of inflected words in other languages.
const ENDINGS: [&str; 4] = ["innen", "in", "en", "e"];
