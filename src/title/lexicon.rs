//! The lexicon: from words and phrases to what they mean.

use super::Grade;
use super::fold::fold;
use super::hash::Map;
use super::mend::Mender;
use super::normalise::{Mark, Tokens};
use super::spelling::PLURALS;
use super::spellings::{Spelling, Spellings};
use super::trie::Trie;
use super::vocabulary::{Ending, File, Strength, Vocabulary};
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
pub(super) const AT: WordId = 8;
pub(super) const AS: WordId = 9;
/// A name that says nothing of the job.
pub(super) const NAME: WordId = 10;
pub(super) const FORMER: WordId = 11;
pub(super) const LAST_MARK: WordId = FORMER;

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
    /// It is of things that are built, and no part of computing where it stands apart: "Engineering Manager (Water)".
    pub(super) physical: bool,
    pub(super) filler: bool,
    /// It is of level, contract or place, and of nothing else.
    pub(super) aside: bool,
    /// It says nothing more behind a craft: "services" in "backup services".
    pub(super) unit: bool,
    /// Its job is named as a unit is: "IT support".
    pub(super) unit_job: bool,
    /// Other trades have a job of the same name: "test manager".
    pub(super) common: bool,
    /// It tells of a certificate, not of a job, behind a job.
    pub(super) credential: bool,
    /// It ends a company's name: "Ltd".
    pub(super) company: bool,
}

/// A role, and the words of which one must stand beside its title.
pub(super) type InContext = (RoleIx, Vec<WordId>);

/// The words and phrases of one model.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) words: Spellings,
    names: Vec<Box<str>>,
    pub(super) aliases: Trie<WordId>,
    phrases: Trie<Sense>,
    titles: Map<Box<[WordId]>, RoleIx>,
    /// The words of those titles.
    titled: Map<WordId, ()>,
    /// Titles that mean a role only beside one of some words.
    in_context: Map<Box<[WordId]>, Vec<InContext>>,
    /// Titles that mean several roles, by their place in the vocabulary.
    ambiguous: Map<Box<[WordId]>, usize>,
    /// What an abbreviation does not mean at the end of a phrase, each with a word behind which it does not.
    pub(super) no_endings: Vec<(WordId, WordId)>,
    /// What an abbreviation means at the end of a leader's title, by what it means there in other titles.
    pub(super) led_endings: Vec<(WordId, WordId)>,
    /// Whether a class of nouns is of people who lead others.
    leading: Vec<bool>,
    /// The first word that is no key of the vocabulary's words.
    after_keys: WordId,
    pub(super) mender: Mender,
}

impl Lexicon {
    /// Makes the lexicon of a model's vocabulary and titles.
    pub(super) fn new(model: &Model, vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self {
            words: Spellings::default(),
            names: Vec::new(),
            aliases: Trie::new(),
            phrases: Trie::new(),
            titles: Map::default(),
            titled: Map::default(),
            in_context: Map::default(),
            ambiguous: Map::default(),
            no_endings: Vec::new(),
            led_endings: Vec::new(),
            leading: vocabulary.nouns.iter().map(|noun| noun.rank.leads()).collect(),
            after_keys: 0,
            mender: Mender::default(),
        };
        for name in ["?", "/", "&", "of", "to", ",", "|", "-", "at", "as", "?", "former"] {
            lexicon.names.push(name.into());
        }
        let file = &vocabulary.file;
        lexicon.spellings(file);
        lexicon.senses(vocabulary);
        for sense in lexicon.phrases.values_mut() {
            sense.aside = sense.says_only_level();
        }
        lexicon.role_titles(model);
        for (place, entry) in vocabulary.ambiguous.iter().enumerate() {
            for title in &entry.titles {
                let key = lexicon.learn(title);
                lexicon.ambiguous.insert(key.into(), place);
            }
        }
        for word in file.words.keys() {
            let id = lexicon.word_of(word);
            lexicon.mender.learn(word, id);
        }
        lexicon
    }

    /// Learns the words and how they are spelled.
    fn spellings(&mut self, file: &File) {
        self.grammar_words(AND, &file.grammar.and);
        self.grammar_words(OF, &file.grammar.of);
        self.grammar_words(TO, &file.grammar.to);
        self.grammar_words(AT, &file.grammar.at);
        self.grammar_words(AS, &file.grammar.as_);
        self.grammar_words(FORMER, &file.grammar.former);
        for word in file.words.keys() {
            self.learn(word);
        }
        self.after_keys = self.names.len() as WordId;
        for (word, Ending { last, before, led, behind }) in &file.endings {
            let [last, id] = [last, before].map(|meaning| self.learn(meaning)[0]);
            self.words.insert(word, Spelling { id, last });
            let behind = behind.iter().map(|word| (last, self.learn(word)[0])).collect::<Vec<_>>();
            self.no_endings.extend(behind);
            let led = led.as_ref().map(|word| (last, self.learn(word)[0]));
            self.led_endings.extend(led);
        }
        let mut longer = Vec::new();
        for (word, spellings) in &file.words {
            let id = self.learn(word)[0];
            for spelling in spellings {
                let parts = split(spelling);
                match parts.as_slice() {
                    [one] if self.words.get(one).is_none() => self.words.insert(one, Spelling::of(id)),
                    [_] => {}
                    _ => longer.push((parts, id)),
                }
            }
        }
        for (parts, id) in longer {
            self.alias(&parts, id);
        }
    }

    /// Learns words that together spell one.
    fn alias(&mut self, parts: &[String], id: WordId) {
        let path: Vec<WordId> = parts.iter().map(|part| self.word_of(part)).collect();
        *self.aliases.slot(&path) = Some(id);
    }

    fn grammar_words(&mut self, id: WordId, words: &[String]) {
        for word in words {
            match split(word).as_slice() {
                [one] => self.words.insert(one, Spelling::of(id)),
                several => self.alias(several, id),
            }
        }
    }

    fn role_titles(&mut self, model: &Model) {
        for role in model.roles().collect::<Vec<_>>().into_iter().rev() {
            for title in model[role].titles.iter().chain([&model[role].name]) {
                let key = self.learn(title);
                self.titled.extend(key.iter().map(|word| (*word, ())));
                self.titles.insert(key.into(), role);
            }
            for entry in &model[role].titles_in_context {
                let key = self.learn(&entry.title);
                let words = entry.context.iter().flat_map(|word| self.learn(word)).collect();
                self.in_context.entry(key.into()).or_default().push((role, words));
            }
        }
        for role in model.roles() {
            let in_context = model[role].titles_in_context.iter().map(|entry| &entry.title);
            for title in model[role].titles.iter().chain(in_context) {
                let key = self.learn(title);
                self.keep_whole(&key);
            }
        }
    }

    /// Makes a title a phrase of its own where its core is less than it says: no title of the same role ("Tier 3 SOC
    /// Analyst"), or only the noun ("Tier 1 Analyst").
    fn keep_whole(&mut self, title: &[WordId]) {
        let mut core = Vec::new();
        self.core(title, &mut core);
        let same = self.title(&core) == self.title(title) && core.len() > 1;
        if core == title || same {
            return;
        }
        let noun = core.iter().rev().find_map(|word| self.phrase(&[*word])).map(|(_, sense)| sense.noun);
        if let Some(noun @ Some(_)) = noun {
            let sense = self.phrases.slot(title).get_or_insert_default();
            (sense.noun, sense.aside) = (noun, false);
        }
    }

    pub(super) fn sense(&mut self, phrase: &str) -> &mut Sense {
        let path = self.learn(phrase);
        self.phrases.slot(&path).get_or_insert_default()
    }

    /// Returns the words of a phrase, new ones taken in.
    pub(super) fn learn(&mut self, phrase: &str) -> Vec<WordId> {
        let parts = split(phrase);
        let raw: Vec<WordId> = parts.iter().map(|p| self.word_of(p)).collect();
        let mut words = Vec::with_capacity(raw.len());
        self.join(&raw, &mut words);
        words
    }

    fn word_of(&mut self, word: &str) -> WordId {
        match word {
            "/" => return SLASH,
            "," => return QUALIFIER,
            ";" => return BESIDE,
            _ => {}
        }
        if let Some(spelling) = self.words.get(word).or_else(|| self.stem(word, &PLURALS)) {
            return spelling.id;
        }
        let id = self.names.len() as WordId;
        self.names.push(word.into());
        self.words.insert(word, Spelling::of(id));
        id
    }

    /// Returns the longest phrase at the start of some words.
    pub(super) fn phrase(&self, words: &[WordId]) -> Option<(usize, Sense)> {
        self.phrase_at(words).map(|(length, sense)| (length, *sense))
    }

    /// Returns the longest phrase at the start of some words, its meaning where it stands.
    pub(super) fn phrase_at(&self, words: &[WordId]) -> Option<(usize, &Sense)> {
        self.phrases.longest(words)
    }

    /// Returns what a word means alone.
    pub(super) fn sense_of(&self, word: WordId) -> Sense {
        self.phrase(&[word]).map(|(_, sense)| sense).unwrap_or_default()
    }

    /// Whether a word means something alone; others stand only in longer phrases.
    pub(super) fn is_told(&self, word: WordId) -> bool {
        word < self.after_keys || self.sense_of(word) != Sense::default()
    }

    /// Whether a word stands in a role's title.
    pub(super) fn is_titled(&self, word: WordId) -> bool {
        self.titled.contains_key(&word)
    }

    /// Whether a word is a leader's job noun and nothing else.
    pub(super) fn leads(&self, word: WordId) -> bool {
        let sense = self.sense_of(word);
        !sense.weak && sense.noun.is_some_and(|noun| self.leading[usize::from(noun)])
    }

    /// Returns the role that bears exactly this title.
    pub(super) fn title(&self, words: &[WordId]) -> Option<RoleIx> {
        self.titles.get(words).copied()
    }

    /// Returns the roles that a title means beside certain words, each with those words.
    pub(super) fn in_context(&self, words: &[WordId]) -> &[InContext] {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrase that is no job would only hide the words in it.
    #[test]
    fn the_jobs_that_other_trades_have_too_are_jobs() {
        let model = Model::builtin();
        let vocabulary = Vocabulary::of(&model).expect("a sound vocabulary");
        let mut lexicon = Lexicon::new(&model, &vocabulary);
        for job in &vocabulary.file.trades.common {
            assert!(lexicon.sense(job).job.is_some(), "{job}");
        }
    }

    /// A compound that stands only inside longer phrases would no longer be split where it stands alone.
    #[test]
    fn no_word_of_a_phrase_hides_a_compound() {
        let model = Model::builtin();
        let vocabulary = Vocabulary::of(&model).expect("a sound vocabulary");
        let lexicon = Lexicon::new(&model, &vocabulary);
        let keys = &vocabulary.file.words;
        let hidden: Vec<&str> = (LAST_MARK + 1..lexicon.names.len() as WordId)
            .filter(|id| !keys.contains_key(lexicon.name(*id)))
            .filter(|id| lexicon.phrase(&[*id]).is_none_or(|(_, sense)| sense == Sense::default()))
            .map(|id| lexicon.name(id))
            .filter(|name| {
                let mut parts = Vec::new();
                lexicon.compound(name, &mut parts) && parts.iter().any(|p| lexicon.phrase(&[*p]).is_some())
            })
            .collect();
        assert!(hidden.is_empty(), "{hidden:?}");
    }
}
