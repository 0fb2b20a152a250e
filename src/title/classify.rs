//! The classifier: all steps of reading a title, in their order.

use super::decisions::Decisions;
use super::grammar::{self, Chunk, Parse, Span};
use super::lexicon::{Lexicon, UNKNOWN, WordId};
use super::normalise::Tokens;
use super::reason;
use super::resolve::{Answer, Resolver};
use super::vocabulary::{Rank, Vocabulary};
use super::{Context, Grade, Reading};
use crate::error::Result;
use crate::model::Model;

/// An answer that rests on a mended word is no surer than this.
const MENDED: u8 = 80;

/// Reads titles with the words of one model; the lifetime `'m` is the model's.
#[derive(Debug)]
pub struct Classifier<'m> {
    pub(super) model: &'m Model,
    pub(super) vocabulary: Vocabulary,
    pub(super) lexicon: Lexicon,
    decisions: Decisions,
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
        Ok(Self { model, vocabulary, lexicon, decisions: Decisions::default() })
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
        let mut read = self.read(title);
        let level = self.level(&read);
        if let Some(decision) = self.decisions.get(title) {
            return decision.reading(level);
        }
        let said = self.in_context(&mut read, context);
        let Read { answer, .. } = &read;
        let reason = said.reason.unwrap_or_else(|| reason::of(self, &read));
        let mut roles = answer.roles.clone();
        roles.sort_unstable();
        Reading { roles, level, confidence: answer.confidence, reason, candidates: said.candidates }
    }

    /// Reads a title without its context.
    pub(super) fn read(&self, title: &str) -> Read {
        let mut tokens = Tokens::default();
        tokens.read(title);
        let first = self.answer(self.lexicon.words(&tokens, None));
        if !first.answer.roles.is_empty() || first.answer.outside || !first.words.contains(&UNKNOWN) {
            return first;
        }
        let mut mended = self.answer(self.lexicon.words(&tokens, Some(first.parse.names_craft())));
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
        let answer = self.resolver().resolve(&parse, exact);
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
