//! Parts: which job noun leads one, which crafts stand beside it, and whether it is of another trade.

use std::ops::Range;

use super::Grade;
use super::grammar::{Kind, Named, Part, Span};
use super::lexicon::{LAST_MARK, Sense, UNKNOWN, WordId};
use super::vocabulary::{Noun, Rank, Vocabulary};

/// A part names no more crafts than this that count; the nearest to the noun do.
const MOST_CRAFTS: usize = 12;

/// Reads the spans of one part.
pub(super) fn part(vocabulary: &Vocabulary, words: &[WordId], spans: &[Span]) -> Part {
    let scene = Scene::new(vocabulary, words, spans);
    let noun = scene.noun;
    let unknown = (0..spans.len()).any(|at| scene.is_unknown(&spans[at]) && !scene.ends_unit(at));
    let means = |s: &Span| {
        let Sense { noun, craft, job, other_job, function, trade, .. } = s.sense;
        noun.is_some() || craft.is_some() || job.is_some() || other_job || function || trade
    };
    // "Lead" where it is the noun is told by its rank, "intern" is a level all the same.
    let is_level = |at: usize, s: &Span| noun != Some(at) || s.sense.grade == Some(Grade::Intern);
    let graded = spans.iter().enumerate().filter(|(at, span)| is_level(*at, span));
    Part {
        words: spans.first().zip(spans.last()).map_or((0, 0), |(first, last)| (first.words.0, last.words.1)),
        noun: noun.and_then(|at| noun_of(&spans[at])),
        noun_words: noun.map_or((0, 0), |at| spans[at].words),
        crafts: scene.crafts(unknown),
        outside: scene.is_outside(),
        of_goods: scene.is_of_goods(),
        names_job: noun.is_some() || spans.iter().any(|s| s.sense.other_job),
        trade: scene.has_trade(),
        physical: spans.iter().any(|s| s.sense.physical),
        unknown,
        foreign: scene.unknown_before,
        ends_with_noun: noun.is_some_and(|at| !spans[at + 1..].iter().any(|s| s.kind == Kind::Of || says(s))),
        empty: !unknown && !spans.iter().any(means),
        slash: false,
        noun_first: false,
        unit_job: noun.is_some_and(|at| spans[at].sense.unit_job),
        grade: graded.filter_map(|(_, span)| span.sense.grade).max(),
    }
}

/// The spans of a part around its job noun.
struct Scene<'a> {
    vocabulary: &'a Vocabulary,
    words: &'a [WordId],
    spans: &'a [Span],
    /// The place of the job noun.
    noun: Option<usize>,
    /// That place, or the end.
    place: usize,
    /// A word that the lexicon does not know stands before it.
    unknown_before: bool,
}

impl<'a> Scene<'a> {
    fn new(vocabulary: &'a Vocabulary, words: &'a [WordId], spans: &'a [Span]) -> Self {
        let mut scene =
            Self { vocabulary, words, spans, noun: None, place: spans.len(), unknown_before: false };
        scene.noun = scene.noun_place();
        scene.place = scene.noun.unwrap_or(spans.len());
        scene.unknown_before = spans[..scene.place].iter().any(|s| scene.is_unknown(s));
        scene
    }

    /// Whether a span is a word that the lexicon gives no meaning.
    fn is_unknown(&self, span: &Span) -> bool {
        let word = self.words[span.words.0];
        let Span { kind, sense, .. } = *span;
        let means_nothing = sense == Sense { unit: sense.unit, ..Sense::default() };
        kind == Kind::Word && means_nothing && (word == UNKNOWN || word > LAST_MARK)
    }

    /// Whether the word at a place only ends the name of a unit: "services" in "backup services".
    fn ends_unit(&self, at: usize) -> bool {
        self.spans[at].sense.unit && at > 0 && self.spans[at - 1].sense.craft.is_some()
    }

    fn noun_at(&self, at: usize) -> Option<&'a Noun> {
        noun_of(&self.spans[at]).map(|noun| self.vocabulary.noun(noun))
    }

    /// Whether the noun at a place is of somebody who leads people.
    fn leads(&self, at: usize) -> bool {
        self.noun_at(at).is_some_and(|noun| noun.rank.leads())
    }

    /// Whether the noun's place has a whole job, such as "DBA".
    fn has_job(&self) -> bool {
        self.noun.is_some_and(|at| self.spans[at].sense.job.is_some())
    }

    /// Whether the part's job is one of another trade.
    fn is_outside(&self) -> bool {
        let other = self.spans.iter().rposition(|s| s.sense.other_job);
        if other.is_some_and(|at| !(self.has_job() && self.place > at)) || self.serves_chief(other) {
            return true;
        }
        // "IT Procurement Category Lead": a word that nobody knows leaves the job to the function before it.
        let before = self.spans[..self.place].iter().rev().find(|s| says(s) && !self.is_unknown(s));
        let Some(noun) = self.noun else { return before.is_some_and(|s| self.is_function(s)) };
        let after = &self.spans[noun + 1..];
        match before {
            _ if self.has_job() => {
                (self.leads(noun) && after.first().is_some_and(|s| self.is_function(s)))
                    || self.is_common_elsewhere(noun)
                    || self.leads_part_of_company(noun, before)
            }
            Some(span) => self.is_function(span) && !self.is_applied(),
            None => self.is_of_function(noun),
        }
    }

    /// Whether the job is one of a function that stands behind its noun: "Consultor de marketing de TIC", and for who
    /// leads or is a lead "Lead of Recruiting IT" too.
    fn is_of_function(&self, noun: usize) -> bool {
        let after = &self.spans[noun + 1..];
        let is_for = |at: usize| after.get(at + 1).is_some_and(|s| s.kind == Kind::Of);
        if after.iter().position(says).is_some_and(|at| self.is_function(&after[at]) && is_for(at)) {
            return true;
        }
        let mut says = after.iter().filter(|s| says(s));
        let first = says.next();
        let last = says.next_back().or(first);
        let is_function = |s: Option<&Span>| s.is_some_and(|s| self.is_function(s));
        self.noun_at(noun).is_some_and(|noun| noun.rank >= Rank::Lead)
            && (is_function(first) || is_function(last))
    }

    /// Whether words stand before a function and its noun that say of what it is, and name no craft.
    fn is_of_goods(&self) -> bool {
        let function = self.noun.and_then(|noun| noun.checked_sub(1));
        function.filter(|at| self.is_function(&self.spans[*at])).is_some_and(|at| {
            let before = &self.spans[..at];
            before.iter().any(says) && before.iter().all(|s| s.sense.craft.is_none())
        })
    }

    /// Whether other trades have the job too and a word of one stands beside: "Test Manager Vehicles", "Biomedical
    /// Support Engineer".
    fn is_common_elsewhere(&self, noun: usize) -> bool {
        let (before, after) = (&self.spans[..noun], &self.spans[noun + 1..]);
        let told = before.iter().chain(after).any(|s| s.sense.craft.is_some());
        let elsewhere = before.iter().any(|s| s.sense.physical) || after.iter().any(|s| s.sense.trade);
        self.spans[noun].sense.common && elsewhere && !told
    }

    /// Whether the job is to lead a company, and a function before it or "of" behind it says which part of one: "Tax
    /// Managing Director".
    fn leads_part_of_company(&self, noun: usize, before: Option<&Span>) -> bool {
        let yields = |(craft, _)| self.vocabulary.craft(craft).yields;
        self.spans[noun].sense.craft.is_some_and(yields)
            && (before.is_some_and(|s| self.is_function(s))
                || self.spans.get(noun + 1).is_some_and(|s| s.kind == Kind::Of))
    }

    /// Whether the part's job serves a chief: "CISO Advisor", "Assistant of the CISO".
    fn serves_chief(&self, other: Option<usize>) -> bool {
        let is_chief = self.has_job() && self.noun_at(self.place).is_some_and(|n| n.rank == Rank::Chief);
        let next = self.place + 1;
        let serves = |sense: Sense| sense.job.is_none() && sense.craft.is_none();
        let is_servant = next < self.spans.len()
            && serves(self.spans[next].sense)
            && self.noun_at(next).is_some_and(|n| n.rank == Rank::Ic);
        is_chief && (is_servant || other.is_some_and(|at| at < self.place))
    }

    /// Whether a function before the noun is what its work is for: "billing developer".
    fn is_applied(&self) -> bool {
        self.noun.and_then(|at| self.noun_at(at)).is_some_and(|noun| noun.applied)
    }

    /// Whether a word of another trade, or a function that is not what the work is for, stands in the part.
    fn has_trade(&self) -> bool {
        let (before, after) = self.spans.split_at(self.place);
        self.spans.iter().any(|s| s.sense.trade)
            || after.iter().any(|s| self.is_function(s))
            || (!self.is_applied() && before.iter().any(|s| self.is_function(s)))
    }

    /// Whether a span is a function outside the model, such as sales.
    fn is_function(&self, span: &Span) -> bool {
        let joint = |(craft, _)| self.vocabulary.craft(craft).joint;
        span.sense.function && span.sense.craft.is_none_or(joint)
    }

    /// Returns the crafts, the nearest to the noun first: those before it, then those behind it; behind a leader's
    /// noun the last counts first.
    fn crafts(&self, unknown: bool) -> Vec<Named> {
        let named = |at: usize| self.named(at, unknown);
        let mut crafts: Vec<Named> = Vec::new();
        crafts.extend(self.noun.filter(|_| self.has_job()).and_then(named));
        if self.is_short_chief() {
            return crafts;
        }
        crafts.extend((0..self.place).rev().filter_map(named).take(MOST_CRAFTS));
        let after = (self.place + 1..self.spans.len()).filter_map(named);
        if self.noun.is_some_and(|at| self.leads(at)) {
            crafts.extend(after.rev().take(MOST_CRAFTS));
        } else {
            crafts.extend(after.take(MOST_CRAFTS));
        }
        crafts
    }

    /// Whether the job is a chief's in one word: "CTO Cloud" is no head of the cloud.
    fn is_short_chief(&self) -> bool {
        self.has_job()
            && self.noun_at(self.place).is_some_and(|noun| noun.rank == Rank::Chief)
            && self.spans[self.place].words.1 == self.spans[self.place].words.0 + 1
    }

    /// Returns the craft that the span at a place names.
    fn named(&self, at: usize, unknown: bool) -> Option<Named> {
        let span = &self.spans[at];
        let (craft, strength) = span.sense.craft?;
        let before = self.spans[..at].iter().rposition(|s| !s.sense.filler && s.sense.grade.is_none());
        Some(Named {
            craft,
            strength,
            words: span.words,
            unknown: self.unknown_before || (at > self.place && unknown),
            foreign: before
                .is_some_and(|place| self.is_unknown(&self.spans[place]) && !self.ends_unit(place)),
            combined: (0, 0),
        })
    }

    /// Returns the place of the job noun: in the words before "of", else behind it; "officer" gives way to "chief".
    fn noun_place(&self) -> Option<usize> {
        let of = self.spans.iter().position(|s| s.kind == Kind::Of).unwrap_or(self.spans.len());
        let chosen = self.noun_within(0..of);
        let is_officer = |at: usize| {
            self.spans[at].sense.job.is_none() && self.noun_at(at).is_some_and(|n| n.id == "officer")
        };
        if chosen.is_some_and(is_officer) {
            let chief = (0..of).find(|&at| self.noun_at(at).is_some_and(|n| n.rank == Rank::Chief));
            return chief.or(chosen);
        }
        chosen.or_else(|| self.noun_within(of..self.spans.len()))
    }

    /// Returns the noun that leads some spans: the last, but a leader that comes first before others; weak nouns
    /// only where no other stands.
    fn noun_within(&self, range: Range<usize>) -> Option<usize> {
        let is_weak = |at: usize| self.spans[at].sense.job.is_none() && self.spans[at].sense.weak;
        let strong = || range.clone().filter(|&at| self.noun_at(at).is_some() && !is_weak(at));
        let Some((first, last)) = strong().next().zip(strong().next_back()) else {
            return range.clone().rev().find(|&at| self.noun_at(at).is_some());
        };
        // A bank's vice president is an engineer all the same; a head of a unit is no unit: "Head IT Support".
        let is_unit = self.spans[last].sense.unit_job;
        let manages = |noun: &Noun| match noun.id.as_str() {
            "vp" | "head" => is_unit,
            _ => matches!(noun.rank, Rank::Manager | Rank::Head),
        };
        let [leader, follower] = [first, last].map(|at| self.noun_at(at));
        if first != last && leader.is_some_and(manages) && follower.is_some_and(|n| n.rank == Rank::Ic) {
            return Some(first);
        }
        // "Chief Consultant" is of the highest grade, and no chief.
        let is_grade = |noun: &Noun| noun.rank == Rank::Chief && self.spans[first].sense.job.is_none();
        if leader.is_some_and(is_grade) && follower.is_some_and(|n| n.rank == Rank::Ic) {
            return Some(last);
        }
        if let Some(developer) = self.developer_before(last).filter(|at| range.contains(at)) {
            return Some(developer);
        }
        // "Programmer Analyst Specialist": a whole job before a noun that says little.
        let telling = |at: &usize| {
            self.spans[*at].sense.job.is_some()
                || self.noun_at(*at).is_some_and(|n| n.technical || n.rank > Rank::Ic)
        };
        strong().rev().find(telling).or(Some(last))
    }

    /// Returns the place of the developer's whole job right before an analyst's noun: who analyses what he develops
    /// develops, "Application Developer Analyst".
    fn developer_before(&self, analyst: usize) -> Option<usize> {
        let is_analyst = self.noun_at(analyst).is_some_and(|noun| noun.id == "analyst");
        let is_bare = self.spans[analyst].sense.job.is_none();
        let develops = |at: &usize| {
            self.spans[*at].sense.job.is_some() && self.noun_at(*at).is_some_and(|noun| noun.applied)
        };
        analyst.checked_sub(1).filter(|_| is_analyst && is_bare).filter(develops)
    }
}

fn noun_of(span: &Span) -> Option<u16> {
    span.sense.job.map(|(_, noun)| noun).or(span.sense.noun)
}

/// Whether a span says what a job is about.
fn says(span: &Span) -> bool {
    span.kind == Kind::Word && !span.sense.filler && span.sense.grade.is_none()
}
