//! The lexicon: from words and phrases to what they mean.

use super::Grade;
use super::hash::Map;
use super::mend::Mender;
use super::normalise::{Mark, Tokens, fold};
use super::vocabulary::{Strength, Vocabulary};
use crate::model::{Model, RoleIx};

/// A word of the lexicon, spellings joined.
pub(super) type WordId = u32;

/// The words that the grammar itself knows.
pub(super) const UNKNOWN: WordId = 0;
pub(super) const SLASH: WordId = 1;
pub(super) const AND: WordId = 2;
pub(super) const OF: WordId = 3;
pub(super) const TO: WordId = 4;
pub(super) const QUALIFIER: WordId = 5;
pub(super) const BESIDE: WordId = 6;
pub(super) const DASH: WordId = 7;
const LAST_MARK: WordId = DASH;

/// What a word or phrase can mean; its place in the title decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) grade: Option<Grade>,
    pub(super) noun: Option<u16>,
    /// The noun counts only where no other stands.
    pub(super) weak: bool,
    pub(super) craft: Option<(u16, Strength)>,
    pub(super) job: Option<(u16, u16)>,
    pub(super) other_job: bool,
    /// A job noun that serves whoever stands behind it.
    pub(super) servant: bool,
    pub(super) function: bool,
    pub(super) trade: bool,
    pub(super) filler: bool,
}

/// The words and phrases of one model.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Map<Box<str>, WordId>,
    names: Vec<Box<str>>,
    aliases: Trie<WordId>,
    phrases: Trie<Sense>,
    titles: Map<Box<[WordId]>, RoleIx>,
    /// Titles that mean a role only beside one of some words.
    in_context: Map<Box<[WordId]>, Vec<(RoleIx, Vec<WordId>)>>,
    /// Titles that mean several roles, by their place in the vocabulary.
    ambiguous: Map<Box<[WordId]>, usize>,
    /// By abbreviation: the word at the end of a phrase, and the word before another.
    endings: Map<Box<str>, [WordId; 2]>,
    mender: Mender,
    /// The first letters of the words, by which most words are told to be no compounds.
    beginnings: Map<[u8; BEGINNING], ()>,
}

/// How many letters a beginning has.
const BEGINNING: usize = 3;

#[derive(Debug)]
struct Trie<T> {
    next: Map<(u32, WordId), u32>,
    values: Vec<Option<T>>,
}

impl<T: Copy> Trie<T> {
    fn new() -> Self {
        Self { next: Map::default(), values: vec![None] }
    }

    fn slot(&mut self, path: &[WordId]) -> &mut Option<T> {
        let mut node = 0;
        for &word in path {
            let fresh = self.values.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
        }
        &mut self.values[node as usize]
    }

    /// Whether some entry starts with a word.
    fn starts(&self, word: WordId) -> bool {
        self.next.contains_key(&(0, word))
    }

    /// Returns the longest entry at the start of a path, with its length.
    fn longest(&self, path: &[WordId]) -> Option<(usize, T)> {
        let (mut node, mut best) = (0, None);
        for (at, &word) in path.iter().enumerate() {
            let Some(&next) = self.next.get(&(node, word)) else { break };
            node = next;
            if let Some(value) = self.values[node as usize] {
                best = Some((at + 1, value));
            }
        }
        best
    }
}

impl Lexicon {
    /// Makes the lexicon of a model's vocabulary and titles.
    pub(super) fn new(model: &Model, vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self {
            words: Map::default(),
            names: Vec::new(),
            aliases: Trie::new(),
            phrases: Trie::new(),
            titles: Map::default(),
            in_context: Map::default(),
            ambiguous: Map::default(),
            endings: Map::default(),
            mender: Mender::default(),
            beginnings: Map::default(),
        };
        for name in ["?", "/", "&", "of", "to", ",", "|", "-"] {
            lexicon.names.push(name.into());
        }
        let file = &vocabulary.file;
        lexicon.grammar_words(AND, &file.grammar.and);
        lexicon.grammar_words(OF, &file.grammar.of);
        for word in file.words.keys() {
            lexicon.learn(word);
        }
        for (word, meanings) in &file.endings {
            let ids = meanings.each_ref().map(|meaning| lexicon.learn(meaning)[0]);
            lexicon.words.insert(word.as_str().into(), ids[1]);
            lexicon.endings.insert(word.as_str().into(), ids);
        }
        let mut longer = Vec::new();
        for (word, spellings) in &file.words {
            let id = lexicon.learn(word)[0];
            for spelling in spellings {
                let parts = split(spelling);
                match parts.as_slice() {
                    [one] => {
                        lexicon.words.entry(one.as_str().into()).or_insert(id);
                    }
                    _ => longer.push((parts, id)),
                }
            }
        }
        for (parts, id) in longer {
            let path: Vec<WordId> = parts.iter().map(|p| lexicon.word_of(p)).collect();
            *lexicon.aliases.slot(&path) = Some(id);
        }
        lexicon.senses(vocabulary);
        lexicon.grammar_words(TO, &file.grammar.to);
        lexicon.role_titles(model);
        for (place, entry) in vocabulary.ambiguous.iter().enumerate() {
            for title in &entry.titles {
                let key = lexicon.learn(title);
                lexicon.ambiguous.insert(key.into(), place);
            }
        }
        let beginnings = lexicon.words.keys().filter_map(|word| beginning(word)).collect::<Vec<_>>();
        lexicon.beginnings.extend(beginnings.into_iter().map(|b| (b, ())));
        for word in file.words.keys() {
            lexicon.mender.learn(word, lexicon.words[word.as_str()]);
        }
        lexicon
    }

    fn grammar_words(&mut self, id: WordId, words: &[String]) {
        for word in words {
            if let [one] = split(word).as_slice() {
                self.words.insert(one.as_str().into(), id);
            }
        }
    }

    fn senses(&mut self, vocabulary: &Vocabulary) {
        let file = &vocabulary.file;
        for word in &file.grammar.filler {
            self.sense(word).filler = true;
        }
        for (grade, word) in file.grades.words() {
            self.sense(word).grade = Some(grade);
        }
        for word in &file.trades.words {
            self.sense(word).trade = true;
        }
        for word in &file.trades.functions {
            self.sense(word).function = true;
        }
        for word in &file.trades.jobs {
            self.sense(word).other_job = true;
        }
        for word in &file.trades.servants {
            let sense = self.sense(word);
            (sense.other_job, sense.servant) = (true, true);
        }
        for (place, noun) in file.nouns.iter().enumerate() {
            for word in &noun.words {
                self.sense(word).noun = Some(place as u16);
            }
            for word in &noun.weak {
                let sense = self.sense(word);
                (sense.noun, sense.weak) = (Some(place as u16), true);
            }
        }
        for (place, craft) in vocabulary.crafts.iter().enumerate().rev() {
            for (strength, word) in &craft.words {
                self.sense(word).craft = Some((place as u16, *strength));
            }
            for (noun, word) in &craft.jobs {
                let sense = self.sense(word);
                sense.job = Some((place as u16, *noun));
                sense.craft = Some((place as u16, Strength::Strong));
            }
        }
    }

    fn role_titles(&mut self, model: &Model) {
        for role in model.roles().collect::<Vec<_>>().into_iter().rev() {
            for title in model[role].titles.iter().chain([&model[role].name]) {
                let key = self.learn(title);
                self.titles.insert(key.into(), role);
            }
            for entry in &model[role].titles_in_context {
                let key = self.learn(&entry.title);
                let words = entry.context.iter().flat_map(|word| self.learn(word)).collect();
                self.in_context.entry(key.into()).or_default().push((role, words));
            }
        }
    }

    fn sense(&mut self, phrase: &str) -> &mut Sense {
        let path = self.learn(phrase);
        self.phrases.slot(&path).get_or_insert_default()
    }

    /// Returns the words of a phrase, new ones taken in.
    fn learn(&mut self, phrase: &str) -> Vec<WordId> {
        let parts = split(phrase);
        let raw: Vec<WordId> = parts.iter().map(|p| self.word_of(p)).collect();
        self.joined(&raw)
    }

    fn word_of(&mut self, word: &str) -> WordId {
        match word {
            "/" => return SLASH,
            "," => return QUALIFIER,
            ";" => return BESIDE,
            _ => {}
        }
        if let Some(id) = self.words.get(word).copied().or_else(|| self.stem(word, &PLURALS)) {
            return id;
        }
        let id = self.names.len() as WordId;
        self.names.push(word.into());
        self.words.insert(word.into(), id);
        id
    }

    /// Joins words that together spell one.
    fn joined(&self, raw: &[WordId]) -> Vec<WordId> {
        let (mut out, mut at) = (Vec::with_capacity(raw.len()), 0);
        while at < raw.len() {
            let (length, id) = self.aliases.longest(&raw[at..]).unwrap_or((1, raw[at]));
            if !(id == OF && out.last() == Some(&OF)) {
                out.push(id);
            }
            at += length;
        }
        out
    }

    /// Returns the word of a spelling, also in the plural or the feminine.
    fn known(&self, word: &str) -> Option<WordId> {
        let exact = self.words.get(word).copied();
        exact.or_else(|| self.stem(word, &PLURALS)).or_else(|| self.stem(word, &ENDINGS))
    }

    fn stem(&self, word: &str, endings: &[&str]) -> Option<WordId> {
        endings.iter().find_map(|ending| {
            let stem = word.strip_suffix(ending).filter(|s| s.len() >= 4 && !s.ends_with('s'))?;
            self.words.get(stem).copied()
        })
    }

    /// Returns the words of a title; `mend` takes unknown ones for the known word that they are
    /// nearly, and tells whether another word names a craft.
    pub(super) fn words(&self, tokens: &Tokens, mend: Option<bool>) -> Vec<WordId> {
        let mut raw = Vec::with_capacity(tokens.list().len() + 4);
        for (at, &token) in tokens.list().iter().enumerate() {
            match token.mark {
                Mark::Slash => raw.push(SLASH),
                Mark::Qualifier => raw.push(QUALIFIER),
                Mark::Dash => raw.push(DASH),
                Mark::Beside => raw.push(BESIDE),
                Mark::Word => match self.endings.get(tokens.text(token)) {
                    Some([last, _]) if self.ends(tokens, at) => raw.push(*last),
                    _ => self.spell(tokens.text(token), mend, &mut raw),
                },
            }
        }
        if self.joins(&raw) { self.joined(&raw) } else { raw }
    }

    /// Whether some words together spell one.
    fn joins(&self, raw: &[WordId]) -> bool {
        raw.windows(2).any(|pair| pair == [OF, OF] || self.aliases.starts(pair[0]))
    }

    /// Whether a phrase ends at a token: a mark, a word of level or nothing follows.
    fn ends(&self, tokens: &Tokens, at: usize) -> bool {
        let first = at == 0 || tokens.list()[at - 1].mark != Mark::Word;
        let alone = at > 0 && first;
        !alone
            && tokens.list().get(at + 1).is_none_or(|next| {
                next.mark != Mark::Word
                    || self.words.get(tokens.text(*next)).is_some_and(|&word| {
                        let sense = self.phrase(&[word]).map(|(_, sense)| sense).unwrap_or_default();
                        word == AND || word == OF || (sense.grade.is_some() && sense.noun.is_none())
                    })
            })
    }

    /// Spells one word: known, compound, or mended.
    fn spell(&self, word: &str, mend: Option<bool>, out: &mut Vec<WordId>) {
        if let Some(id) = self.known(word) {
            return out.push(id);
        }
        if word.len() >= 6 && self.compound(word, out) {
            return;
        }
        out.push(mend.and_then(|beside_craft| self.mender.mend(word, beside_craft)).unwrap_or(UNKNOWN));
    }

    /// Splits a compound such as `softwareentwickler` into known words.
    fn compound(&self, word: &str, out: &mut Vec<WordId>) -> bool {
        // A part begins as some word begins: this tells most words apart with one look.
        let begins = |word: &str| beginning(word).is_some_and(|b| self.beginnings.contains_key(&b));
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
        let known = |w: &str| if w.len() >= least { self.words.get(w).copied() } else { None };
        known(word).or_else(|| word.strip_suffix('s').and_then(known)).filter(|id| *id > LAST_MARK)
    }

    /// Returns the longest phrase at the start of some words.
    pub(super) fn phrase(&self, words: &[WordId]) -> Option<(usize, Sense)> {
        self.phrases.longest(words)
    }

    /// Returns the role that bears exactly this title.
    pub(super) fn title(&self, words: &[WordId]) -> Option<RoleIx> {
        self.titles.get(words).copied()
    }

    /// Returns the roles that a title means beside certain words, each with those words.
    pub(super) fn in_context(&self, words: &[WordId]) -> &[(RoleIx, Vec<WordId>)] {
        self.in_context.get(words).map_or(&[], Vec::as_slice)
    }

    /// Returns the place in the vocabulary of a title that means several roles.
    pub(super) fn ambiguous(&self, words: &[WordId]) -> Option<usize> {
        self.ambiguous.get(words).copied()
    }

    /// Returns a word's spelling.
    pub(super) fn name(&self, word: WordId) -> &str {
        &self.names[word as usize]
    }
}

/// Returns the first letters of a word that has so many.
fn beginning(word: &str) -> Option<[u8; BEGINNING]> {
    word.as_bytes().first_chunk().copied()
}

/// Endings of the plural.
const PLURALS: [&str; 2] = ["s", "es"];

/// Endings of the feminine and of inflected words in other languages.
const ENDINGS: [&str; 4] = ["innen", "in", "en", "e"];

/// Splits a phrase of the vocabulary as a title is split.
fn split(phrase: &str) -> Vec<String> {
    let mut tokens = Tokens::default();
    tokens.read(&fold(phrase));
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
