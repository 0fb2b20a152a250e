//! From a parsed title to roles: which craft decides, and which role it gives with the job noun.

use std::borrow::Cow;

use super::grammar::{Chunk, Named, Parse, Part};
use super::vocabulary::{Craft, Noun, Rank, Strength, Vocabulary};
use crate::model::{Discipline, Model, RoleIx, RoleKind};

/// What a part of a title gives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    pub(super) role: Option<RoleIx>,
    pub(super) craft: Option<u16>,
    pub(super) words: (usize, usize),
    /// The words of the other craft where two make a third.
    pub(super) combined: (usize, usize),
    pub(super) confidence: u8,
    /// A faint word or the bare noun names the craft.
    pub(super) weak: bool,
    /// A word of the craft that means something in other trades too names it.
    pub(super) plain: bool,
    /// The bare noun names the craft, and is one of other trades too.
    pub(super) implied: bool,
    /// The words of the noun.
    pub(super) noun_words: (usize, usize),
    /// The words are a title of the role.
    pub(super) exact: bool,
    /// The role that words give which do not count here.
    pub(super) doubtful: Option<RoleIx>,
}

/// The whole answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) roles: Vec<RoleIx>,
    pub(super) noun: Option<u16>,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) confidence: u8,
    pub(super) outside: bool,
}

/// How sure an answer is that a title of a role is.
pub(super) const EXACT: u8 = 97;
/// How sure it is that a title is outside the model where its words say so.
const CLEAR: u8 = 90;
/// How sure an answer is by the strength of the word that names its craft.
const STRONG: u8 = 92;
pub(super) const PLAIN: u8 = 85;
const FAINT: u8 = 75;

impl Answer {
    /// The answer that a title of a role is.
    pub(super) fn exact(role: RoleIx, words: (usize, usize), noun: Option<u16>) -> Self {
        let outcome =
            Outcome { role: Some(role), words, exact: true, confidence: EXACT, ..Outcome::default() };
        Self { roles: vec![role], noun, outcomes: vec![outcome], confidence: EXACT, outside: false }
    }
}

/// What the resolution needs beside the title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolver<'a> {
    pub(super) model: &'a Model,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Resolver<'_> {
    /// Resolves a title; `exact` gives the role that bears a chunk's words as its title.
    pub(super) fn resolve(&self, parse: &Parse, exact: impl Fn(&Chunk) -> Option<RoleIx>) -> Answer {
        let Some(main) = parse.chunks.iter().position(Chunk::has_noun) else {
            return self.bare(parse, exact);
        };
        if self.sells(&parse.chunks[..=main]) {
            return Answer { confidence: CLEAR, outside: true, ..Answer::default() };
        }
        let leads = parse.chunks[main].parts.iter().any(|p| self.leads(p.noun));
        let manages = self.is_bare_manager(&parse.chunks[main]);
        let names_craft = |c: &&Chunk| {
            !c.has_noun() || (leads && !c.dash && (self.is_craft(c) || (manages && self.is_doer(c))))
        };
        let bare = parse.chunks[main].parts.iter().all(|p| p.crafts.is_empty());
        let after = parse.chunks[main + 1..].iter().take_while(|c| names_craft(c) && (!c.beside || bare));
        let qualifiers: Vec<&Chunk> = after.chain(parse.chunks[..main].iter().rev()).collect();
        let mut answer = self.chunk(&parse.chunks[main], &qualifiers, &exact);
        for chunk in parse.chunks[main + 1..].iter().filter(|c| c.has_noun()) {
            self.add(&mut answer, chunk, &exact);
        }
        answer
    }

    /// Whether a chunk is a job that names a craft behind a leader's title.
    fn is_craft(&self, chunk: &Chunk) -> bool {
        is_abbreviated_job(chunk) && self.rank(chunk.parts[0].noun) != Some(Rank::Chief)
    }

    /// Whether a chunk is a manager of nothing said.
    fn is_bare_manager(&self, chunk: &Chunk) -> bool {
        matches!(chunk.parts.as_slice(), [part] if part.crafts.is_empty() && !is_of_trade(part) && !part.unknown)
            && self.rank(chunk.parts[0].noun) == Some(Rank::Manager)
    }

    /// Whether a chunk is the job of one who leads nobody: behind a bare manager's, the job of those managed.
    fn is_doer(&self, chunk: &Chunk) -> bool {
        matches!(chunk.parts.as_slice(), [part] if !part.crafts.is_empty() && self.rank(part.noun) == Some(Rank::Ic))
    }

    /// Resolves one chunk that has a job noun.
    pub(super) fn chunk(
        &self,
        chunk: &Chunk,
        qualifiers: &[&Chunk],
        exact: impl Fn(&Chunk) -> Option<RoleIx>,
    ) -> Answer {
        let trade = chunk.parts.iter().any(is_of_trade);
        let nouns = self.shared_nouns(&chunk.parts);
        let noun = nouns.first().copied().flatten();
        let mut answer = Answer { confidence: CLEAR, noun, ..Answer::default() };
        for (at, noun) in nouns.into_iter().enumerate() {
            let part = &chunk.parts[at];
            if let Some(outcome) = self.joint(part, noun, qualifiers) {
                answer.outcomes.push(outcome);
            } else if part.outside {
                answer.outside = true;
            } else if self.is_unit(chunk, at, &answer) {
                if part.slash && chunk.parts[at - 1].ends_with_noun {
                    answer.outcomes.extend(self.unit(&part.crafts).filter(|o| o.role.is_some()));
                }
            } else if self.analyses(part, chunk) && !answer.outcomes.is_empty() {
                // "Web Developer/Analyst" is one job.
            } else if part.noun.is_some() || !part.crafts.is_empty() {
                // "Network Engineer / Administrator": a bare noun has the crafts of the first part; "IT Lead / Head of
                // Establishment" heads something else.
                let leads_other = part.unknown && self.leads(part.noun);
                let shares = part.noun.is_some() && part.crafts.is_empty() && !leads_other && at > 0;
                let crafts = if shares { &chunk.parts[0].crafts } else { &part.crafts };
                let outcome = match self.own_title(chunk, part, &exact) {
                    Some(role) => Answer::exact(role, part.words, noun).outcomes[0],
                    None => self.part(chunk, at, crafts, noun),
                };
                answer.outcomes.push(self.qualified(outcome, chunk, noun, qualifiers, &exact));
            }
        }
        if let (true, Some(role)) = (chunk.parts.len() > 1, exact(chunk)) {
            answer.outcomes = Answer::exact(role, chunk.words, answer.noun).outcomes;
        }
        self.gather(&mut answer);
        answer.outside |= trade && answer.roles.is_empty();
        answer
    }

    /// Whether a part only says that who develops analyses too.
    fn analyses(&self, part: &Part, chunk: &Chunk) -> bool {
        let develops = self.class(chunk.parts[0].noun).is_some_and(|class| class.applied);
        let is_analyst = self.class(part.noun).is_some_and(|class| class.id == "analyst");
        develops && is_analyst && part.crafts.is_empty()
    }

    /// Returns the role that bears a part's words as its title where another part is of another trade.
    fn own_title(
        &self,
        chunk: &Chunk,
        part: &Part,
        exact: impl Fn(&Chunk) -> Option<RoleIx>,
    ) -> Option<RoleIx> {
        let mut of_trade = chunk.parts.iter().filter(|p| is_of_trade(p)).peekable();
        if of_trade.peek().is_none() || of_trade.any(|p| p.noun.is_none()) || part.trade {
            return None;
        }
        if of_same_goods(chunk, part) {
            return None;
        }
        exact(&Chunk { words: part.words, ..Chunk::default() })
    }

    /// Whether a part is no job of its own but a craft said beside one: "Network Engineer / Firewalls".
    fn is_unit(&self, chunk: &Chunk, at: usize, answer: &Answer) -> bool {
        let first = chunk.parts.iter().position(|p| p.noun.is_some()).unwrap_or(0);
        let part = &chunk.parts[at];
        if at <= first || part.noun.is_some() || part.crafts.is_empty() {
            return false;
        }
        let leads = self.leads(answer.noun);
        let served = !part.slash && self.serves(&chunk.parts[at - 1], part);
        !leads && !served && answer.outcomes.iter().any(|o| o.craft.is_some())
    }

    /// Whether a noun that stands first serves the crafts of the next part too: "Ingénieur systèmes et réseaux".
    fn serves(&self, part: &Part, next: &Part) -> bool {
        let stands_first =
            part.noun_first || part.crafts.first().is_some_and(|c| part.noun_words.1 <= c.words.0);
        let technical = self.class(part.noun).is_some_and(|class| class.technical);
        let tells = |c: &Named| c.strength > Strength::Faint && !self.craft(c.craft).general;
        stands_first && technical && next.crafts.iter().any(tells)
    }

    /// Gathers the roles of the parts, two at most, and how sure they are together.
    fn gather(&self, answer: &mut Answer) {
        for outcome in &answer.outcomes {
            if let Some(role) = outcome.role {
                if answer.roles.len() < 2 && !answer.roles.contains(&role) {
                    answer.roles.push(role);
                }
                answer.confidence = answer.confidence.min(outcome.confidence);
            }
        }
        if let ([a, b], true) = (&answer.roles[..], self.leads(answer.noun)) {
            // Who heads security and its risk heads security: the one leads the other.
            let under = |low: RoleIx, high: RoleIx| {
                self.model[low].kind > RoleKind::Executive
                    && self.model[low].reports_to.contains(&self.model[high].id)
            };
            if under(*a, *b) || under(*b, *a) {
                answer.roles = vec![if under(*a, *b) { *b } else { *a }];
            }
        }
        if let ([_], [outcome]) = (&answer.roles[..], &answer.outcomes[..]) {
            answer.confidence = outcome.confidence;
        }
    }

    /// Gives parts without a noun that of the next part, else that of the part before.
    fn shared_nouns(&self, parts: &[Part]) -> Vec<Option<u16>> {
        let mut nouns: Vec<Option<u16>> = parts.iter().map(|p| p.noun).collect();
        if let [leader, units @ ..] = parts
            && self.leads(leader.noun)
            && leader.noun_words.0 == leader.words.0
        {
            // "Head of Digital and IT Support" heads both.
            for (noun, unit) in nouns[1..].iter_mut().zip(units) {
                if unit.unit_job && !unit.slash && self.rank(unit.noun) == Some(Rank::Ic) {
                    *noun = leader.noun;
                }
            }
        }
        for at in 0..nouns.len() {
            if nouns[at].is_none() {
                nouns[at] = if at == 0 { parts.iter().find_map(|p| p.noun) } else { nouns[at - 1] };
            }
        }
        nouns
    }

    /// Resolves the part at a place, which has a noun of its own or another's.
    fn part(&self, chunk: &Chunk, at: usize, crafts: &[Named], noun: Option<u16>) -> Outcome {
        let part = &chunk.parts[at];
        let trade = chunk.parts.iter().any(is_of_trade);
        let noun_words = part.noun_words;
        let class = self.class(noun);
        let technical = class.is_some_and(|n| n.technical);
        let computing = class.is_some_and(|n| n.computing);
        let of_others = |c: &Named| c.foreign && !computing && (!technical || self.craft(c.craft).things);
        let counts = |c: &&Named| match c.strength {
            Strength::Strong => true,
            Strength::Plain => !trade && (!c.foreign || technical),
            Strength::Faint => !trade && !of_others(c) && (!c.unknown || technical),
        };
        let counting: Cow<'_, [Named]> = if crafts.iter().all(|c| counts(&c)) {
            Cow::Borrowed(crafts)
        } else {
            crafts.iter().filter(counts).copied().collect()
        };
        let alone = !trade || is_job_beside_others(chunk, at);
        // "Tester Equipment": what stands behind a noun of many trades says of what.
        let alone = alone && (technical || part.ends_with_noun);
        let bare = class.and_then(|n| n.craft).filter(|_| alone && (!part.foreign || computing));
        let decided = self.secured(&counting, noun).or_else(|| self.deciding(&counting, noun));
        let decided = decided.filter(|d| bare.is_none() || self.craft(d.craft).role(noun).is_some());
        let (craft, words, combined, strength) = match (decided, bare) {
            (Some(named), _) => (named.craft, named.words, named.combined, named.strength),
            (None, Some(craft)) => (craft, (0, 0), (0, 0), Strength::Plain),
            (None, None) => {
                let near = self.deciding(crafts, noun).map(|n| n.craft).or(class.and_then(|n| n.craft));
                let doubtful = near.filter(|_| !trade).and_then(|c| self.craft(c).role(noun));
                return Outcome { noun_words, doubtful, confidence: PLAIN, ..Outcome::default() };
            }
        };
        let sure = match strength {
            Strength::Strong => STRONG,
            Strength::Plain => PLAIN,
            Strength::Faint => FAINT,
        };
        Outcome {
            role: self.craft(craft).role(noun),
            craft: Some(craft),
            words,
            combined,
            confidence: sure - if part.unknown { 5 } else { 0 } - if trade { 15 } else { 0 },
            weak: strength == Strength::Faint || decided.is_none(),
            plain: strength == Strength::Plain || (self.craft(craft).things && strength < Strength::Strong),
            implied: decided.is_none() && !technical,
            noun_words,
            ..Outcome::default()
        }
    }

    pub(super) fn craft(&self, craft: u16) -> &Craft {
        self.vocabulary.craft(craft)
    }

    /// Returns the craft that decides among those named, the nearest to the noun first.
    pub(super) fn deciding(&self, named: &[Named], noun: Option<u16>) -> Option<Named> {
        for (at, a) in named.iter().enumerate() {
            for b in &named[at + 1..] {
                if let Some(craft) = self.combined(a.craft, b.craft) {
                    let strength = a.strength.max(b.strength);
                    return Some(Named { craft, strength, combined: b.words, ..*a });
                }
            }
        }
        let general = |n: &&Named| self.craft(n.craft).general;
        let gives = |n: &&Named| self.craft(n.craft).role(noun).is_some();
        // "Security Analyst Incident Management": of security, only security is narrower.
        let secures = |n: &Named| self.secures(self.craft(n.craft).role(noun));
        let only = named.first().is_some_and(secures);
        named
            .iter()
            .find(|n| !general(n) && gives(n) && (!only || secures(n)))
            .or_else(|| named.iter().filter(gives).min_by_key(|n| n.craft))
            .or(named.first())
            .copied()
    }

    /// Returns the craft of security beside an architect's: "SIEM Solutions Architect" designs security.
    fn secured(&self, named: &[Named], noun: Option<u16>) -> Option<Named> {
        if named.len() < 2 || self.class(noun)?.id != "architect" {
            return None;
        }
        named.iter().find(|n| self.secures(self.craft(n.craft).role(noun))).copied()
    }

    /// Returns the craft that two make.
    pub(super) fn combined(&self, a: u16, b: u16) -> Option<u16> {
        self.vocabulary.combine.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a)).map(|c| c.2)
    }

    /// Returns the class of a noun.
    pub(super) fn class(&self, noun: Option<u16>) -> Option<&Noun> {
        noun.map(|noun| self.vocabulary.noun(noun))
    }

    /// Returns the rank of a noun.
    pub(super) fn rank(&self, noun: Option<u16>) -> Option<Rank> {
        self.class(noun).map(|class| class.rank)
    }

    /// Whether a noun is of somebody who leads people.
    pub(super) fn leads(&self, noun: Option<u16>) -> bool {
        self.rank(noun).is_some_and(Rank::leads)
    }

    /// Whether a role is one of security.
    pub(super) fn secures(&self, role: Option<RoleIx>) -> bool {
        role.is_some_and(|role| self.model[role].discipline == Discipline::Security)
    }
}

/// Whether a part is of another trade, or has a word of one.
pub(super) fn is_of_trade(part: &Part) -> bool {
    part.trade || part.outside
}

/// Whether a part has a noun of its own, and what is of another trade are other jobs: "Web Designer / Developer".
fn is_job_beside_others(chunk: &Chunk, at: usize) -> bool {
    let part = &chunk.parts[at];
    let (from, to) = part.noun_words;
    let has_noun = part.noun.is_some() && part.words.0 <= from && to <= part.words.1;
    let mut others = chunk.parts.iter().enumerate().filter(|(other, _)| *other != at);
    let all_jobs = others.all(|(_, other)| !is_of_trade(other) || other.names_job);
    has_noun && !is_of_trade(part) && all_jobs && !of_same_goods(chunk, part)
}

/// Whether a part without a craft is about what a part before it names: "Footwear Designer and Developer" develops no
/// software.
fn of_same_goods(chunk: &Chunk, part: &Part) -> bool {
    let mut before = chunk.parts.iter().take_while(|other| other.words.0 < part.words.0);
    !part.slash && part.crafts.is_empty() && before.any(|other| other.trade)
}

/// Whether a chunk is a whole job that is named as a unit is: behind a leader's title it names the craft, "Engineering
/// Manager, SRE".
pub(super) fn is_abbreviated_job(chunk: &Chunk) -> bool {
    let [part] = chunk.parts.as_slice() else { return false };
    let (from, to) = part.noun_words;
    (to == from + 1 || part.unit_job)
        && part.noun_words == part.words
        && part.crafts.iter().any(|c| c.words == part.words)
}
