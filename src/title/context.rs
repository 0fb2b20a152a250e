//! The context: what the department or team decides where the title leaves it open.

use super::Context;
use super::classify::{Classifier, Read, content};
use super::grammar::{self, Chunk, Named};
use super::lexicon::{InContext, WordId};
use super::resolve::Outcome;
use crate::model::RoleIx;

/// How sure an answer is that the department decided.
const BY_CONTEXT: u8 = 85;
/// How sure an answer is that only the department names.
const BY_DEPARTMENT: u8 = 70;
/// No answer that a person should look at is surer.
const DOUBTFUL: u8 = 65;

/// What the chunk that a title is about can mean by its context.
#[derive(Clone, Copy, Default)]
pub(super) struct Meanings<'m> {
    /// Roles that it means beside certain words.
    beside: &'m [InContext],
    /// Its place among the titles that mean several roles.
    between: Option<usize>,
}

/// What the context says.
#[derive(Default)]
pub(super) struct Said {
    pub(super) reason: Option<String>,
    pub(super) candidates: Vec<RoleIx>,
}

impl Classifier<'_> {
    /// Returns what a title can mean by its context.
    pub(super) fn meanings(&self, read: &Read) -> Meanings<'_> {
        let Some(main) = main_chunk(read) else { return Meanings::default() };
        let words = content(&read.words, &read.spans, main);
        Meanings { beside: self.lexicon.in_context(&words), between: self.lexicon.ambiguous(&words) }
    }

    /// Whether the context might decide what a title means.
    pub(super) fn is_open(&self, read: &Read, meanings: Meanings<'_>) -> bool {
        let leads = self.resolver().leads(read.answer.noun);
        (leads && read.answer.roles.is_empty()) || meanings.between.is_some() || !meanings.beside.is_empty()
    }

    /// Lets the context decide between what a title can mean, and name the craft of a bare leader.
    pub(super) fn in_context(&self, read: &mut Read, meanings: Meanings<'_>, context: Context<'_>) -> Said {
        let Some(main) = main_chunk(read) else { return Said::default() };
        // "Team Lead, Sales Recruiter" leads no craft of the model, whatever the department.
        let is_other = |c: &Chunk| c.words != main.words && c.parts.iter().all(|p| p.outside);
        let of_others = read.parse.chunks.iter().any(is_other);
        if let Some(said) = self.beside_words(read, meanings.beside, context) {
            return said;
        }
        if let (Some(place), false) = (meanings.between, of_others) {
            return self.between(read, place, context);
        }
        if let Some(said) = self.bare_leader(read, context) {
            return said;
        }
        let doubtful = read.answer.outcomes.iter().find_map(|o| o.doubtful);
        if let (Some(role), true, false) = (doubtful, read.answer.roles.is_empty(), read.answer.outside) {
            read.answer.confidence = read.answer.confidence.min(DOUBTFUL);
            return Said { reason: None, candidates: vec![role] };
        }
        Said::default()
    }

    /// A title that means a role only beside one of some words, in the title or in the department.
    fn beside_words(&self, read: &mut Read, meanings: &[InContext], context: Context<'_>) -> Option<Said> {
        if meanings.is_empty() {
            return None;
        }
        let around = [self.words(context.department), self.words(context.team)].concat();
        let stands = |word: &WordId| read.words.contains(word) || around.contains(word);
        if let Some((role, words)) = meanings.iter().find(|(_, words)| words.iter().any(stands)) {
            let word = words.iter().find(|w| stands(w)).map_or("", |w| self.lexicon.name(*w));
            read.answer.roles = vec![*role];
            read.answer.confidence = BY_CONTEXT;
            let reason = format!("beside \"{word}\" a title of the role {}", self.model[*role].name);
            return Some(Said { reason: Some(reason), candidates: Vec::new() });
        }
        if !read.answer.roles.is_empty() {
            return None;
        }
        read.answer.confidence = read.answer.confidence.min(DOUBTFUL);
        let (role, words) = &meanings[0];
        let words: Vec<_> = words.iter().take(3).map(|w| format!("\"{}\"", self.lexicon.name(*w))).collect();
        let reason = format!(
            "a title of the role {} only beside a word such as {}",
            self.model[*role].name,
            words.join(", ")
        );
        Some(Said { reason: Some(reason), candidates: meanings.iter().map(|(role, _)| *role).collect() })
    }

    /// A title that means several roles.
    fn between(&self, read: &mut Read, place: usize, context: Context<'_>) -> Said {
        let entry = &self.vocabulary.ambiguous[place];
        for (kind, name) in [("department", context.department), ("team", context.team)] {
            let crafts = self.crafts_of(name);
            let found = entry.by_craft.iter().find(|(craft, _)| crafts.iter().any(|c| c.craft == *craft));
            if let Some((_, role)) = found {
                read.answer.roles = vec![*role];
                read.answer.confidence = BY_CONTEXT;
                let reason = format!("the {kind} \"{name}\" decides: {}", self.model[*role].name);
                return Said { reason: Some(reason), candidates: Vec::new() };
            }
        }
        if entry.settled {
            return Said::default();
        }
        read.answer.confidence = read.answer.confidence.min(DOUBTFUL);
        let mut candidates = read.answer.roles.clone();
        for (_, role) in &entry.by_craft {
            if !candidates.contains(role) {
                candidates.push(*role);
            }
        }
        let reason = "can mean several jobs; no department or team tells which".to_owned();
        Said { reason: Some(reason), candidates }
    }

    /// A bare "Director" who leads people has the craft of the department.
    fn bare_leader(&self, read: &mut Read, context: Context<'_>) -> Option<Said> {
        let noun = read.answer.noun;
        let leads = self.resolver().leads(noun);
        let bare =
            |c: &Chunk| c.parts.iter().all(|p| p.crafts.is_empty() && !p.trade && !p.unknown && !p.outside);
        if !context.leads || !leads || !read.answer.roles.is_empty() || !read.parse.chunks.iter().all(bare) {
            return None;
        }
        for (kind, name) in [("department", context.department), ("team", context.team)] {
            let Some(craft) = self.resolver().deciding(&self.crafts_of(name), noun).map(|named| named.craft)
            else {
                continue;
            };
            if let Some(role) = self.vocabulary.craft(craft).role(noun) {
                read.answer.roles = vec![role];
                read.answer.confidence = BY_DEPARTMENT;
                read.answer.outcomes =
                    vec![Outcome { role: Some(role), craft: Some(craft), ..Outcome::default() }];
                let reason = format!(
                    "a leader with no craft in the title, of the {kind} \"{name}\": {}",
                    self.model[role].name
                );
                return Some(Said { reason: Some(reason), candidates: Vec::new() });
            }
        }
        None
    }

    /// Returns the crafts that the name of a department or team names.
    fn crafts_of(&self, name: &str) -> Vec<Named> {
        let words = self.words(name);
        let spans = grammar::spans(&self.lexicon, &words);
        let parse = grammar::parse(&self.lexicon, &self.vocabulary, &words, &spans);
        parse.chunks.into_iter().flat_map(|c| c.parts).flat_map(|p| p.crafts).collect()
    }
}

/// Returns the chunk that a title is about: the first with a job noun, else the first.
fn main_chunk(read: &Read) -> Option<&Chunk> {
    read.parse.chunks.iter().find(|c| c.has_noun()).or(read.parse.chunks.first())
}
