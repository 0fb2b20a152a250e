//! The classifier: all steps of reading a title, in their order.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::decisions::Decisions;
use super::grammar::{self, Chunk, Parse, Span};
use super::lexicon::{Lexicon, UNKNOWN, WordId};
use super::memo::{Known, Memo};
use super::normalise::Tokens;
use super::reason;
use super::resolve::{Answer, Resolver};
use super::vocabulary::{Rank, Vocabulary};
use super::{Context, Grade, Reading};
use crate::error::Result;
use crate::model::Model;

thread_local! {
    /// The buffer into which titles are split, one title after the other.
    static TOKENS: RefCell<Tokens> = RefCell::default();
    /// What this thread has read.
    static MEMO: RefCell<Memo> = RefCell::default();
}

/// Numbers the classifiers, so that none takes another's readings for its own.
static CLASSIFIERS: AtomicU64 = AtomicU64::new(1);

/// An answer that rests on a mended word is no surer than this.
const MENDED: u8 = 80;

/// Reads titles with the words of one model; the lifetime `'m` is the model's.
#[derive(Debug)]
pub struct Classifier<'m> {
    pub(super) model: &'m Model,
    pub(super) vocabulary: Vocabulary,
    pub(super) lexicon: Lexicon,
    decisions: Decisions,
    number: u64,
}

/// A title, read but not yet put into words.
pub(super) struct Read {
    pub(super) words: Vec<WordId>,
    pub(super) spans: Vec<Span>,
    pub(super) parse: Parse,
    pub(super) answer: Answer,
}

impl<'m> Classifier<'m> {
    /// Makes a classifier of a model's titles and vocabulary.
    ///
    /// # Errors
    ///
    /// Names file and line of what is wrong with the vocabulary.
    pub fn new(model: &'m Model) -> Result<Self> {
        let vocabulary = Vocabulary::of(model)?;
        let lexicon = Lexicon::new(model, &vocabulary);
        let number = CLASSIFIERS.fetch_add(1, Ordering::Relaxed);
        Ok(Self { model, vocabulary, lexicon, decisions: Decisions::default(), number })
    }

    /// Lets people's decisions win over every reading.
    #[must_use]
    pub fn with_decisions(self, decisions: Decisions) -> Self {
        Self { decisions, ..self }
    }

    /// Returns the decisions that win over readings.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Reads one title.
    pub fn classify(&self, title: &str, context: Context<'_>) -> Reading {
        if let Some(decision) = self.decisions.get(title) {
            return decision.reading(self.level(&self.read(title)));
        }
        TOKENS.with_borrow_mut(|tokens| {
            tokens.read(title);
            let words = self.lexicon.words(tokens, None);
            self.remembered(tokens, &words, context).unwrap_or_else(|| self.read_anew(tokens, words, context))
        })
    }

    /// Returns the reading of words that this thread has read before.
    fn remembered(&self, tokens: &Tokens, words: &[WordId], context: Context<'_>) -> Option<Reading> {
        MEMO.with_borrow_mut(|memo| {
            let known = memo.get(self.number, words)?;
            let mends =
                known.mendable.is_some_and(|beside| self.lexicon.words(tokens, Some(beside)) != words);
            let decides = known.open && context != Context::default();
            (!mends && !decides).then(|| known.reading.clone())
        })
    }

    fn read_anew(&self, tokens: &Tokens, words: Vec<WordId>, context: Context<'_>) -> Reading {
        let mut read = self.read_words(tokens, words.clone());
        let mended = read.words != words;
        let open = self.is_open(&read);
        let mendable = mendable(&read).then(|| read.parse.names_craft());
        let level = self.level(&read);
        let said = self.in_context(&mut read, context);
        let reason = said.reason.unwrap_or_else(|| reason::of(self, &read));
        let mut roles = std::mem::take(&mut read.answer.roles);
        roles.sort_unstable();
        let confidence = read.answer.confidence;
        let reading = Reading { roles, level, confidence, reason, candidates: said.candidates };
        if !mended && (!open || context == Context::default()) {
            let known = Known { reading: reading.clone(), open, mendable };
            MEMO.with_borrow_mut(|memo| memo.put(words, known));
        }
        reading
    }

    /// Reads a title without its context.
    pub(super) fn read(&self, title: &str) -> Read {
        TOKENS.with_borrow_mut(|tokens| {
            tokens.read(title);
            self.read_words(tokens, self.lexicon.words(tokens, None))
        })
    }

    fn read_words(&self, tokens: &Tokens, words: Vec<WordId>) -> Read {
        let first = self.answer(words);
        if !mendable(&first) {
            return first;
        }
        let words = self.lexicon.words(tokens, Some(first.parse.names_craft()));
        if words == first.words {
            return first;
        }
        let mut mended = self.answer(words);
        if mended.answer.outcomes.iter().any(|o| o.role.is_some() && o.words.1 > 0) {
            mended.answer.confidence = mended.answer.confidence.min(MENDED);
            return mended;
        }
        first
    }

    fn answer(&self, words: Vec<WordId>) -> Read {
        let spans = grammar::spans(&self.lexicon, &words);
        let parse = grammar::parse(&self.vocabulary, &words, &spans);
        let exact = |chunk: &Chunk| {
            let (from, to) = chunk.words;
            self.lexicon
                .title(&words[from..to])
                .or_else(|| self.lexicon.title(&content(&words, &spans, chunk)))
        };
        let mut answer = self.resolver().resolve(&parse, exact);
        if let (true, Some(role)) = (parse.chunks.len() > 1, self.lexicon.title(&words)) {
            answer = Answer::exact(role, (0, words.len()), answer.noun);
        }
        Read { words, spans, parse, answer }
    }

    pub(super) fn resolver(&self) -> Resolver<'_> {
        Resolver { model: self.model, vocabulary: &self.vocabulary }
    }

    fn level(&self, read: &Read) -> Option<Grade> {
        match self.resolver().rank(read.answer.noun) {
            Some(Rank::Chief) => Some(Grade::Executive),
            Some(Rank::Head) => Some(Grade::Head),
            Some(Rank::Manager) => Some(Grade::Manager),
            Some(Rank::Lead) => Some(Grade::Lead),
            Some(Rank::Ic) | None => read.parse.grade,
        }
    }
}

/// Whether a title gives no role, and an unknown word might be a known one.
fn mendable(read: &Read) -> bool {
    read.answer.roles.is_empty() && !read.answer.outside && read.words.contains(&UNKNOWN)
}

/// Returns a chunk's words without those of level and place.
pub(super) fn content(words: &[WordId], spans: &[Span], chunk: &Chunk) -> Vec<WordId> {
    let (from, to) = chunk.words;
    spans
        .iter()
        .filter(|s| s.words.0 >= from && s.words.1 <= to)
        .filter(|s| !s.sense.filler && (s.sense.grade.is_none() || s.sense.noun.is_some()))
        .flat_map(|s| &words[s.words.0..s.words.1])
        .copied()
        .collect()
}
