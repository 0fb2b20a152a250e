//! The grammar of a title: chunks between commas and dashes, parts between slashes and "and", nouns and crafts in them.

use super::Grade;
use super::lexicon::{AND, BESIDE, DASH, Lexicon, OF, QUALIFIER, SLASH, Sense, TO, UNKNOWN, WordId};
use super::vocabulary::{Rank, Strength, Vocabulary};

/// A word or phrase of a title with what it can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Its first word and the word after its last.
    pub(super) words: (usize, usize),
    pub(super) sense: Sense,
    kind: Kind,
}

impl Span {
    /// Returns what a span without a meaning of its own is.
    pub(super) fn mark(&self) -> &'static str {
        match self.kind {
            Kind::Word => "not known",
            Kind::Of => "what follows belongs to what stands before",
            Kind::To => "what follows is another person's job",
            Kind::Joint => "joins two parts",
            Kind::Qualifier | Kind::Dash => "what follows qualifies what stands before",
            Kind::Beside => "what follows stands beside what stands before",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Of,
    To,
    Joint,
    Qualifier,
    Dash,
    Beside,
}

/// One part of a title: the words that belong to one job noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) noun: Option<u16>,
    /// The words of the noun.
    pub(super) noun_words: (usize, usize),
    /// Crafts named, the nearest to the noun first, with the span that names each.
    pub(super) crafts: Vec<Named>,
    /// A job noun of another trade, or a function nearest to the noun.
    pub(super) outside: bool,
    /// A word of another trade or function stands in it.
    pub(super) trade: bool,
    /// A word that the lexicon does not know stands in it.
    pub(super) unknown: bool,
    /// A word that the lexicon does not know stands before the noun.
    pub(super) foreign: bool,
    /// Nothing stands after the noun.
    pub(super) ends_with_noun: bool,
    /// Nothing that means something stands in it.
    pub(super) empty: bool,
    /// A slash stands before it, not "and".
    pub(super) slash: bool,
}

/// A craft that a title names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) craft: u16,
    pub(super) strength: Strength,
    pub(super) words: (usize, usize),
    /// A word that the lexicon does not know stands on its side of the noun.
    pub(super) unknown: bool,
    /// Such a word stands directly before it.
    pub(super) foreign: bool,
}

/// The parts between two marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) parts: Vec<Part>,
    pub(super) words: (usize, usize),
    /// A bar, semicolon or "and" stands before it.
    pub(super) beside: bool,
    /// A dash stands before it.
    pub(super) dash: bool,
}

impl Chunk {
    pub(super) fn has_noun(&self) -> bool {
        self.parts.iter().any(|p| p.noun.is_some())
    }
}

/// A title, parsed.
#[derive(Clone, Debug, Default)]
pub(super) struct Parse {
    pub(super) chunks: Vec<Chunk>,
    pub(super) grade: Option<Grade>,
}

impl Parse {
    /// Whether some word names a craft.
    pub(super) fn names_craft(&self) -> bool {
        self.chunks.iter().flat_map(|c| &c.parts).any(|p| !p.crafts.is_empty())
    }
}

/// Finds the phrases of a title's words.
pub(super) fn spans(lexicon: &Lexicon, words: &[WordId]) -> Vec<Span> {
    let (mut out, mut at) = (Vec::with_capacity(words.len()), 0);
    while at < words.len() {
        let (length, sense) = lexicon.phrase(&words[at..]).unwrap_or((1, Sense::default()));
        let kind = match words[at] {
            _ if length > 1 => Kind::Word,
            SLASH | AND => Kind::Joint,
            OF => Kind::Of,
            TO => Kind::To,
            QUALIFIER => Kind::Qualifier,
            DASH => Kind::Dash,
            BESIDE => Kind::Beside,
            _ => Kind::Word,
        };
        out.push(Span { words: (at, at + length), sense, kind });
        at += length;
    }
    out
}

/// Parses the spans of a title.
pub(super) fn parse(vocabulary: &Vocabulary, words: &[WordId], spans: &[Span]) -> Parse {
    let mut parse = Parse::default();
    let (mut start, mut before) = (0, Kind::Qualifier);
    for at in 0..=spans.len() {
        let kind = spans.get(at).map_or(Kind::Qualifier, |s| s.kind);
        if !matches!(kind, Kind::Qualifier | Kind::Dash | Kind::Beside) {
            continue;
        }
        if let Some(mut chunk) = chunk(vocabulary, words, &spans[start..at], &mut parse.grade) {
            chunk.beside |= before == Kind::Beside || spans[start].kind == Kind::Joint;
            chunk.dash = before == Kind::Dash;
            parse.chunks.push(chunk);
        }
        if spans[start..at].iter().any(|s| s.sense.servant) {
            break;
        }
        (start, before) = (at + 1, kind);
    }
    parse
}

fn chunk(
    vocabulary: &Vocabulary,
    words: &[WordId],
    spans: &[Span],
    grade: &mut Option<Grade>,
) -> Option<Chunk> {
    // What stands after "to" is somebody else's job.
    let to = spans.iter().position(|s| s.kind == Kind::To);
    let served = to
        .is_some_and(|at| at == 0 || spans[..at].iter().any(|s| s.sense.noun.is_some() || s.sense.other_job));
    let spans = to.filter(|_| served).map_or(spans, |to| &spans[..to]);
    let (first, last) = (spans.first()?, spans.last()?);
    let mut parts = Vec::new();
    let mut slash = false;
    for spans in spans.split_inclusive(|s| s.kind == Kind::Joint) {
        let (own, joint) = match spans {
            [own @ .., last] if last.kind == Kind::Joint => (own, Some(last)),
            own => (own, None),
        };
        let mut part = part(vocabulary, words, own, grade);
        part.unknown |= served;
        part.slash = slash;
        slash = joint.is_some_and(|s| words[s.words.0] == SLASH);
        if !part.empty {
            parts.push(part);
        }
    }
    let blocked = served || parts.iter().any(|p| p.noun.is_none() && p.crafts.is_empty() && p.unknown);
    for part in parts.iter_mut().filter(|_| blocked) {
        (part.unknown, part.foreign) = (true, true);
        part.crafts.iter_mut().for_each(|c| c.unknown = true);
    }
    let words = (first.words.0, last.words.1);
    (!parts.is_empty()).then_some(Chunk { parts, words, beside: false, dash: false })
}

fn part(vocabulary: &Vocabulary, words: &[WordId], spans: &[Span], grade: &mut Option<Grade>) -> Part {
    let noun_of = |s: &Span| s.sense.job.map(|(_, noun)| noun).or(s.sense.noun);
    let rank_of = |s: &Span| noun_of(s).map(|n| vocabulary.nouns[usize::from(n)].rank);
    let noun_at = noun_place(vocabulary, spans);
    let mut part = Part { empty: true, ..Part::default() };
    for (at, span) in spans.iter().enumerate() {
        if let Some(found) = span.sense.grade.filter(|_| noun_at != Some(at)) {
            *grade = (*grade).max(Some(found));
        }
        let meaning = span.sense.noun.is_some()
            || span.sense.craft.is_some()
            || span.sense.job.is_some()
            || span.sense.other_job
            || span.sense.function
            || span.sense.trade;
        part.empty &= !(meaning || is_unknown(span, words));
        part.unknown |= is_unknown(span, words);
        part.trade |= span.sense.trade || (span.sense.function && span.sense.craft.is_none());
    }
    let place = noun_at.unwrap_or(spans.len());
    part.noun = noun_at.and_then(|at| noun_of(&spans[at]));
    part.noun_words = noun_at.map_or((0, 0), |at| spans[at].words);
    let job_at_noun = noun_at.is_some_and(|at| spans[at].sense.job.is_some());
    let other = spans.iter().rposition(|s| s.sense.other_job);
    part.outside = other.is_some_and(|at| !(job_at_noun && place > at));
    let says = |s: &&Span| s.kind == Kind::Word && !s.sense.filler && s.sense.grade.is_none();
    let is_function = |s: &Span| s.sense.function && s.sense.craft.is_none();
    match noun_at {
        None => part.outside |= spans.iter().rev().find(says).is_some_and(is_function),
        Some(at) if job_at_noun => {
            let leads = rank_of(&spans[at]) > Some(Rank::Lead);
            part.outside |= leads && spans.get(at + 1).is_some_and(is_function);
        }
        Some(_) => {}
    }
    if let (Some(at), false) = (noun_at, job_at_noun) {
        let before = spans[..at].iter().rev().find(says);
        let after = spans[at + 1..].iter().filter(says).collect::<Vec<_>>();
        let leads = rank_of(&spans[at]).is_some_and(|r| r > Rank::Lead);
        part.outside |= match before {
            Some(span) => is_function(span),
            None => {
                leads
                    && (after.last().is_some_and(|s| is_function(s))
                        || after.first().is_some_and(|s| is_function(s)))
            }
        };
    }
    part.ends_with_noun =
        noun_at.is_some_and(|at| !spans[at + 1..].iter().any(|s| s.kind == Kind::Of || says(&s)));
    let strange = |s: &Span| is_unknown(s, words);
    let unknown_before = spans[..place].iter().any(strange);
    part.foreign = unknown_before;
    let named = |at: usize| {
        let span = &spans[at];
        let before = spans[..at].iter().rev().find(|s| !s.sense.filler && s.sense.grade.is_none());
        let foreign = before.is_some_and(strange);
        let unknown = unknown_before || (at > place && part.unknown);
        span.sense.craft.map(|(craft, strength)| Named {
            craft,
            strength,
            words: span.words,
            unknown,
            foreign,
        })
    };
    let mut crafts: Vec<Named> = Vec::new();
    crafts.extend(noun_at.filter(|_| job_at_noun).and_then(named));
    crafts.extend((0..place).rev().filter_map(named));
    let leads = noun_at.and_then(|at| rank_of(&spans[at])).is_some_and(|r| r > Rank::Lead);
    let after = (place + 1..spans.len()).filter_map(named);
    if leads {
        crafts.extend(after.rev());
    } else {
        crafts.extend(after);
    }
    part.crafts = crafts;
    part
}

/// Whether a span is a word that the lexicon gives no meaning.
fn is_unknown(span: &Span, words: &[WordId]) -> bool {
    span.kind == Kind::Word
        && span.sense == Sense::default()
        && (words[span.words.0] == UNKNOWN || words[span.words.0] > DASH)
}

/// Returns the place of the job noun: the last before "of", leaders that come first before others, weak nouns last.
fn noun_place(vocabulary: &Vocabulary, spans: &[Span]) -> Option<usize> {
    let of = spans.iter().position(|s| s.kind == Kind::Of).unwrap_or(spans.len());
    let noun =
        |s: &Span| s.sense.job.map(|(_, n)| n).or(s.sense.noun).map(|n| &vocabulary.nouns[usize::from(n)]);
    let is_weak = |s: &Span| s.sense.job.is_none() && s.sense.weak;
    let within = |range: std::ops::Range<usize>| -> Option<usize> {
        let strong: Vec<usize> =
            range.clone().filter(|&i| noun(&spans[i]).is_some() && !is_weak(&spans[i])).collect();
        let leads = |i: usize| {
            noun(&spans[i])
                .is_some_and(|n| n.rank == Rank::Manager || (n.rank == Rank::Head && n.id != "head"))
        };
        let first_leads = strong
            .first()
            .copied()
            .filter(|&i| leads(i) && strong.len() > 1 && spans[strong[1]].sense.job.is_none_or(|_| true));
        first_leads
            .filter(|_| {
                strong
                    .last()
                    .is_some_and(|&i| !leads(i) && noun(&spans[i]).is_some_and(|n| n.rank == Rank::Ic))
            })
            // "Programmer Analyst Specialist": a whole job before a noun that says little.
            .or(strong.iter().copied().rev().find(|&i| {
                spans[i].sense.job.is_some()
                    || noun(&spans[i]).is_some_and(|n| n.technical || n.rank > Rank::Ic)
            }))
            .or(strong.last().copied())
            .or_else(|| range.clone().rev().find(|&i| noun(&spans[i]).is_some()))
    };
    let chosen = within(0..of);
    let is_officer =
        |i: usize| spans[i].sense.job.is_none() && noun(&spans[i]).is_some_and(|n| n.id == "officer");
    if chosen.is_some_and(is_officer) {
        let chief = (0..of).find(|&i| noun(&spans[i]).is_some_and(|n| n.rank == Rank::Chief));
        return chief.or(chosen);
    }
    chosen.or_else(|| within(of..spans.len()))
}
