//! The classifier: all steps of reading a title, in their order.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};

use super::decisions::Decisions;
use super::grammar::{self, Chunk, Parse, Span};
use super::lexicon::{Lexicon, UNKNOWN, WordId};
use super::memo::{Known, Memo};
use super::normalise::Tokens;
use super::reason;
use super::resolve::{Answer, Resolver};
use super::spelling::Words;
use super::vocabulary::{Rank, Vocabulary};
use super::{Context, Grade, Reading};
use crate::error::Result;
use crate::model::Model;

thread_local! {
    /// What a thread uses again for title after title.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Buffers for one title, and the readings of those before.
#[derive(Default)]
struct Scratch {
    tokens: Tokens,
    words: Words,
    core: Vec<WordId>,
    memo: Memo,
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
    /// The words of the title's core.
    pub(super) words: Vec<WordId>,
    pub(super) spans: Vec<Span>,
    pub(super) parse: Parse,
    pub(super) answer: Answer,
    /// The level that the words beside the core state.
    pub(super) grade: Option<Grade>,
    /// An unknown word was taken for a known one.
    mended: bool,
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
            let read = self.read(title);
            return decision.reading(self.level(&read).or(read.parse.grade().max(read.grade)));
        }
        SCRATCH.with_borrow_mut(|Scratch { tokens, words, core, memo }| {
            tokens.read(title);
            self.lexicon.read(tokens, None, words);
            let grade = self.lexicon.core(words.list(), core);
            if let Some(known) = memo.get(self.number, core) {
                let decides = known.open && context != Context::default();
                let mends = || known.mendable.is_some_and(|beside| self.lexicon.mends(tokens, words, beside));
                if !decides && !mends() {
                    return known.reading(grade);
                }
            }
            let mut read = self.read_core(tokens, core, grade);
            let (known, keep) = self.in_full(&mut read, context);
            let reading = known.reading(read.grade);
            if keep {
                memo.put(read.words, known);
            }
            reading
        })
    }

    /// Puts a reading into words, and tells whether it holds for every title of the same core.
    fn in_full(&self, read: &mut Read, context: Context<'_>) -> (Known, bool) {
        let meanings = self.meanings(read);
        let open = self.is_open(read, meanings);
        let mendable = mendable(read).then(|| read.parse.names_craft());
        let level = self.level(read);
        let said = self.in_context(read, meanings, context);
        let reason = said.reason.unwrap_or_else(|| reason::of(self, read)).into();
        let mut roles = std::mem::take(&mut read.answer.roles);
        roles.sort_unstable();
        let confidence = read.answer.confidence;
        let reading = Reading { roles: roles.into(), level, confidence, reason, candidates: said.candidates };
        let keep = !read.mended && (!open || context == Context::default());
        (Known { reading, grade: read.parse.grade(), open, mendable }, keep)
    }

    /// Reads a title without its context.
    pub(super) fn read(&self, title: &str) -> Read {
        SCRATCH.with_borrow_mut(|Scratch { tokens, words, core, .. }| {
            tokens.read(title);
            self.lexicon.read(tokens, None, words);
            let grade = self.lexicon.core(words.list(), core);
            self.read_core(tokens, core, grade)
        })
    }

    /// Returns the words of a text, none set aside.
    pub(super) fn words(&self, text: &str) -> Vec<WordId> {
        let (mut tokens, mut words) = (Tokens::default(), Words::default());
        tokens.read(text);
        self.lexicon.read(&tokens, None, &mut words);
        words.list().to_vec()
    }

    fn read_core(&self, tokens: &Tokens, core: &[WordId], grade: Option<Grade>) -> Read {
        let first = self.answer(core.to_vec(), grade);
        if !mendable(&first) {
            return first;
        }
        let (mut words, mut core) = (Words::default(), Vec::new());
        self.lexicon.read(tokens, Some(first.parse.names_craft()), &mut words);
        let grade = self.lexicon.core(words.list(), &mut core);
        let mut mended = self.answer(core, grade);
        if mended.answer.outcomes.iter().any(|o| o.role.is_some() && o.words.1 > 0) {
            mended.answer.confidence = mended.answer.confidence.min(MENDED);
            return Read { mended: true, ..mended };
        }
        first
    }

    fn answer(&self, words: Vec<WordId>, grade: Option<Grade>) -> Read {
        let spans = grammar::spans(&self.lexicon, &words);
        let parse = grammar::parse(&self.lexicon, &self.vocabulary, &words, &spans);
        let exact = |chunk: &Chunk| {
            let (from, to) = chunk.words;
            self.lexicon.title(&words[from..to]).or_else(|| match content(&words, &spans, chunk) {
                Cow::Borrowed(_) => None,
                Cow::Owned(content) => self.lexicon.title(&content),
            })
        };
        let mut answer = self.resolver().resolve(&parse, exact);
        if let (true, Some(role)) = (parse.chunks.len() > 1, self.lexicon.title(&words)) {
            answer = Answer::exact(role, (0, words.len()), answer.noun);
        }
        Read { words, spans, parse, answer, grade, mended: false }
    }

    pub(super) fn resolver(&self) -> Resolver<'_> {
        Resolver { model: self.model, vocabulary: &self.vocabulary }
    }

    /// Returns the level that the job noun is of.
    fn level(&self, read: &Read) -> Option<Grade> {
        match self.resolver().rank(read.answer.noun)? {
            Rank::Chief => Some(Grade::Executive),
            Rank::Head => Some(Grade::Head),
            Rank::Manager => Some(Grade::Manager),
            Rank::Lead => Some(Grade::Lead),
            Rank::Ic => None,
        }
    }
}

/// Whether a title gives no role, and an unknown word might be a known one.
fn mendable(read: &Read) -> bool {
    read.answer.roles.is_empty() && !read.answer.outside && read.words.contains(&UNKNOWN)
}

/// Returns a chunk's words without those of level and place, of which a core has few.
pub(super) fn content<'w>(words: &'w [WordId], spans: &[Span], chunk: &Chunk) -> Cow<'w, [WordId]> {
    let (from, to) = chunk.words;
    let own = || spans.iter().filter(|s| s.words.0 >= from && s.words.1 <= to);
    let says = |s: &&Span| !s.sense.filler && (s.sense.grade.is_none() || s.sense.noun.is_some());
    if own().all(|s| says(&s)) {
        return Cow::Borrowed(&words[from..to]);
    }
    own().filter(says).flat_map(|s| &words[s.words.0..s.words.1]).copied().collect()
}
