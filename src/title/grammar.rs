//! The grammar of a title: chunks between commas and dashes, parts between slashes and "and", nouns and crafts in them.

use super::Grade;
use super::lexicon::{AND, AS, AT, BESIDE, DASH, Lexicon, OF, QUALIFIER, SLASH, Sense, TO, WordId};
use super::parts;
use super::vocabulary::{Strength, Vocabulary};

/// A word or phrase of a title with what it can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Its first word and the word after its last.
    pub(super) words: (usize, usize),
    pub(super) sense: Sense,
    pub(super) kind: Kind,
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
            Kind::At => "what follows is where, not what",
        }
    }
}

/// What a span does in its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Of,
    To,
    Joint,
    Qualifier,
    Dash,
    Beside,
    At,
}

impl Kind {
    /// Whether a chunk ends here.
    fn ends_chunk(self) -> bool {
        matches!(self, Self::Qualifier | Self::Dash | Self::Beside)
    }
}

/// One part of a title: the words that belong to one job noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Its first word and the word after its last.
    pub(super) words: (usize, usize),
    pub(super) noun: Option<u16>,
    /// The words of the noun.
    pub(super) noun_words: (usize, usize),
    /// Crafts named, the nearest to the noun first, with the span that names each.
    pub(super) crafts: Vec<Named>,
    /// A job noun of another trade, or a function nearest to the noun.
    pub(super) outside: bool,
    /// A function nearest to the noun, and words before it that say of what: "growth marketing manager".
    pub(super) of_goods: bool,
    /// It names a job, one of the model's nouns or one of another trade.
    pub(super) names_job: bool,
    /// A word of another trade or function stands in it.
    pub(super) trade: bool,
    /// A word of a trade that builds things stands in it.
    pub(super) physical: bool,
    /// A word that the lexicon does not know stands in it.
    pub(super) unknown: bool,
    /// A word that the lexicon does not know stands before the noun.
    pub(super) foreign: bool,
    /// Its noun, a phrase, starts with the job and not with the craft: "administrateur système".
    pub(super) noun_first: bool,
    /// Its noun is a job that is named as a unit is: "technical support".
    pub(super) unit_job: bool,
    /// Nothing stands after the noun.
    pub(super) ends_with_noun: bool,
    /// Nothing that means something stands in it.
    pub(super) empty: bool,
    /// A slash stands before it, not "and".
    pub(super) slash: bool,
    /// The level that it states.
    pub(super) grade: Option<Grade>,
}

/// A craft that a title names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) craft: u16,
    pub(super) strength: Strength,
    pub(super) words: (usize, usize),
    /// The words of the other craft where two make a third.
    pub(super) combined: (usize, usize),
    /// A word that the lexicon does not know stands on its side of the noun.
    pub(super) unknown: bool,
    /// Such a word stands directly before it.
    pub(super) foreign: bool,
}

impl Named {
    /// Returns the craft of a whole job.
    fn job(craft: u16, words: (usize, usize)) -> Self {
        let strength = Strength::Strong;
        Self { craft, strength, words, combined: (0, 0), unknown: false, foreign: false }
    }
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
}

impl Parse {
    /// Returns the level that its words state.
    pub(super) fn grade(&self) -> Option<Grade> {
        self.chunks.iter().flat_map(|c| &c.parts).filter_map(|p| p.grade).max()
    }

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
            OF | AS => Kind::Of,
            TO => Kind::To,
            QUALIFIER => Kind::Qualifier,
            DASH => Kind::Dash,
            BESIDE => Kind::Beside,
            AT => Kind::At,
            _ => Kind::Word,
        };
        out.push(Span { words: (at, at + length), sense, kind });
        at += length;
    }
    out
}

/// Parses the spans of a title.
pub(super) fn parse(lexicon: &Lexicon, vocabulary: &Vocabulary, words: &[WordId], spans: &[Span]) -> Parse {
    let mut parse = Parse::default();
    let (mut start, mut before) = (0, Kind::Qualifier);
    for at in 0..=spans.len() {
        let kind = spans.get(at).map_or(Kind::Qualifier, |s| s.kind);
        if !kind.ends_chunk() {
            continue;
        }
        if kind == Kind::Qualifier
            && leads_units(vocabulary, &spans[start..at], &spans[(at + 1).min(spans.len())..])
        {
            continue;
        }
        if let Some(mut chunk) = chunk(lexicon, vocabulary, words, &spans[start..at]) {
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

/// Whether a bare leader stands before several units: "Director, IT & Security" is "Director of IT & Security".
fn leads_units(vocabulary: &Vocabulary, before: &[Span], after: &[Span]) -> bool {
    let [Span { sense: Sense { noun: Some(noun), job: None, other_job: false, .. }, .. }] = before else {
        return false;
    };
    let units = after.split(|s| s.kind.ends_chunk()).next().unwrap_or_default();
    vocabulary.noun(*noun).rank.leads()
        && units.iter().any(|s| s.kind == Kind::Joint)
        && !units.iter().any(|s| s.sense.noun.is_some() || s.sense.other_job || is_long_job(s))
}

/// Whether a span names a whole job and no unit: "SRE" and "IT support" are names of units too.
fn is_long_job(span: &Span) -> bool {
    span.sense.job.is_some() && !span.sense.unit_job && span.words.1 > span.words.0 + 1
}

fn chunk(lexicon: &Lexicon, vocabulary: &Vocabulary, words: &[WordId], spans: &[Span]) -> Option<Chunk> {
    // What stands after "to" is somebody else's job.
    let to = spans.iter().position(|s| s.kind == Kind::To);
    let served = to.is_some_and(|at| {
        at == 0
            || spans[at - 1].kind == Kind::Joint
            || spans[..at].iter().any(|s| s.sense.noun.is_some() || s.sense.other_job)
    });
    let spans = to.filter(|_| served).map_or(spans, |to| &spans[..to]);
    let (first, last) = (spans.first()?, spans.last()?);
    let mut parts = Vec::with_capacity(1);
    let mut slash = false;
    for spans in spans.split_inclusive(|s| s.kind == Kind::Joint) {
        let (own, joint) = match spans {
            [own @ .., last] if last.kind == Kind::Joint => (own, Some(last)),
            own => (own, None),
        };
        let mut part = parts::part(vocabulary, words, own);
        part.unknown |= served;
        part.noun_first = starts_with_noun(lexicon, words, part.noun_words);
        part.slash = slash;
        slash = joint.is_some_and(|s| words[s.words.0] == SLASH);
        if !part.empty {
            parts.push(part);
        }
    }
    distribute(lexicon, vocabulary, words, &mut parts);
    let blocked = served || parts.iter().any(|p| p.noun.is_none() && p.crafts.is_empty() && p.unknown);
    for part in parts.iter_mut().filter(|_| blocked) {
        (part.unknown, part.foreign) = (true, true);
        part.crafts.iter_mut().for_each(|c| c.unknown = true);
    }
    let words = (first.words.0, last.words.1);
    (!parts.is_empty()).then_some(Chunk { parts, words, beside: false, dash: false })
}

/// Whether a phrase starts with a job noun, and more follows.
fn starts_with_noun(lexicon: &Lexicon, words: &[WordId], (from, to): (usize, usize)) -> bool {
    to > from + 1 && lexicon.phrase(&words[from..=from]).is_some_and(|(_, sense)| sense.noun.is_some())
}

/// Gives a part without a job noun that of the part behind it: "Incident and Change Manager" names an incident manager.
fn distribute(lexicon: &Lexicon, vocabulary: &Vocabulary, words: &[WordId], parts: &mut [Part]) {
    for at in 1..parts.len() {
        let [before, behind] = &mut parts[at - 1..=at] else { return };
        if before.noun.is_none() && takes_both(vocabulary, behind) {
            before.outside = true;
            continue;
        }
        let end = if behind.noun.is_some() { behind.noun_words.1 } else { behind.words.1 };
        lead_both(lexicon, words, before, behind);
        let shared = share_craft(lexicon, vocabulary, words, before, behind);
        if before.noun.is_some() || before.outside || (behind.noun.is_none() && !behind.outside) || end == 0 {
            continue;
        }
        let noun = words[end - 1];
        let own = before.words;
        if let Some((craft, noun)) = job_of(lexicon, &words[own.0..own.1], &[noun]).filter(|_| !shared) {
            before.crafts = vec![Named::job(craft, own)];
            (before.noun, before.noun_words, before.unknown) = (Some(noun), own, false);
        } else if behind.noun.is_none() && !before.crafts.is_empty() {
            before.noun = lexicon.phrase(&[noun]).and_then(|(_, sense)| sense.noun);
            before.noun_words = (end - 1, end);
        }
    }
}

/// Whether another trade's job is that of the part before it too: "Product and Growth Marketing Manager" markets both,
/// "Java/Python Sales Engineer" sells both; "IT and Facilities Manager" is two jobs.
fn takes_both(vocabulary: &Vocabulary, part: &Part) -> bool {
    let joint = |c: &Named| vocabulary.craft(c.craft).joint;
    let of_crafts = part.noun.is_none() && !part.crafts.is_empty() && !part.crafts.iter().any(joint);
    part.outside && ((part.of_goods && !part.slash) || of_crafts)
}

/// Lets a leader's noun that stands first lead the next part's job too: "Chief Technology & Information Security Officer".
fn lead_both(lexicon: &Lexicon, words: &[WordId], before: &Part, behind: &mut Part) {
    let first = before.words.0;
    if before.noun_words != (first, first + 1) || behind.noun.is_none() {
        return;
    }
    if let Some((craft, noun)) =
        job_of(lexicon, &words[first..=first], &words[behind.words.0..behind.words.1])
    {
        behind.crafts = vec![Named::job(craft, behind.words)];
        (behind.noun, behind.noun_words) = (Some(noun), behind.words);
    }
}

/// Whether a part names a craft that others are part of: who heads IT and information security heads both.
fn names_general(vocabulary: &Vocabulary, part: &Part) -> bool {
    part.crafts.first().is_some_and(|c| vocabulary.craft(c.craft).general)
}

/// Lets a part have the end of the craft behind it, and tells whether it does: "Cloud & Application Security Engineer" is of cloud security too.
fn share_craft(
    lexicon: &Lexicon,
    vocabulary: &Vocabulary,
    words: &[WordId],
    before: &mut Part,
    behind: &Part,
) -> bool {
    let leads = before.noun_words.0 == before.words.0;
    if behind.slash || before.outside || before.unknown || (before.noun.is_some() && !leads) {
        return false;
    }
    let Some(Named { words: (from, to), .. }) = behind.crafts.first().copied() else { return false };
    let start =
        words[before.words.0..before.words.1].iter().rposition(|word| *word == OF).map_or(0, |of| of + 1);
    let is_job = behind.noun_words == (from, to);
    if is_job || from < behind.words.0 || (start == 0 && before.noun.is_some()) {
        return false;
    }
    let own = (before.words.0 + start, before.words.1);
    for tail in (from + 1..to).rev() {
        let whole = [&words[own.0..own.1], &words[tail..to]].concat();
        let phrase = lexicon.phrase(&whole).filter(|(length, _)| *length == whole.len());
        let Some((craft, strength)) = phrase.and_then(|(_, sense)| sense.craft) else { continue };
        let joint = lexicon.phrase(&words[tail..to]).and_then(|(_, sense)| sense.craft);
        let joint = joint.is_some_and(|(craft, _)| vocabulary.craft(craft).joint);
        if before.noun.is_some() && names_general(vocabulary, before) && !joint {
            return false;
        }
        before.crafts = vec![Named { strength, ..Named::job(craft, own) }];
        if before.noun.is_some() {
            let noun = lexicon.phrase(&words[before.words.0..=before.words.0]);
            before.noun = noun.and_then(|(_, sense)| sense.noun);
            before.noun_words = (before.words.0, before.words.0 + 1);
        }
        return true;
    }
    false
}

/// Returns the job, as craft and noun, that words are together.
fn job_of(lexicon: &Lexicon, start: &[WordId], end: &[WordId]) -> Option<(u16, u16)> {
    let whole = [start, end].concat();
    let (length, sense) = lexicon.phrase(&whole)?;
    sense.job.filter(|_| length == whole.len())
}
