//! From a parsed title to roles: which craft decides, and which role it gives with the job noun.

use super::grammar::{Chunk, Named, Parse, Part};
use super::vocabulary::{Rank, Strength, Vocabulary};
use crate::model::{Discipline, Model, RoleIx};

/// What a part of a title gives.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub(super) role: Option<RoleIx>,
    pub(super) craft: Option<u16>,
    pub(super) noun: Option<u16>,
    pub(super) words: (usize, usize),
    pub(super) confidence: u8,
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
        let after = parse.chunks[main + 1..].iter().take_while(|c| !c.has_noun() && !c.beside);
        let qualifiers: Vec<&Chunk> = after.chain(&parse.chunks[..main]).collect();
        let mut answer = self.chunk(&parse.chunks[main], &qualifiers, &exact);
        for chunk in &parse.chunks[main + 1..] {
            if !chunk.has_noun() || (!answer.roles.is_empty() && !chunk.beside) {
                continue;
            }
            let other = self.chunk(chunk, &[], &exact);
            if answer.outside && other.confidence < 90 {
                continue;
            }
            for role in other.roles {
                if answer.roles.len() < 2 && !answer.roles.contains(&role) {
                    answer.roles.push(role);
                }
            }
            if answer.outcomes.iter().all(|o| o.role.is_none()) {
                (answer.outcomes, answer.confidence, answer.noun) =
                    (other.outcomes, other.confidence.min(85), other.noun);
            } else {
                answer.confidence = answer.confidence.min(75);
            }
        }
        answer
    }

    /// Resolves one chunk that has a job noun.
    fn chunk(
        &self,
        chunk: &Chunk,
        qualifiers: &[&Chunk],
        exact: impl Fn(&Chunk) -> Option<RoleIx>,
    ) -> Answer {
        let mut answer = Answer { confidence: 90, ..Answer::default() };
        let trade = chunk.parts.iter().any(|p| p.trade || p.outside);
        let nouns: Vec<Option<u16>> = self.shared_nouns(&chunk.parts);
        answer.noun = nouns.first().copied().flatten();
        let leads = self.rank(answer.noun) > Some(Rank::Lead);
        let first = chunk.parts.iter().position(|p| p.noun.is_some()).unwrap_or(0);
        for (at, (part, noun)) in chunk.parts.iter().zip(&nouns).enumerate() {
            if part.outside {
                answer.outside = true;
                continue;
            }
            let complement = part.noun.is_none() && at > first && !leads;
            if complement && answer.outcomes.iter().any(|o| o.craft.is_some()) {
                continue;
            }
            let shared;
            let part = if part.noun.is_some() && part.crafts.is_empty() && at > 0 {
                shared = Part { crafts: chunk.parts[0].crafts.clone(), ..part.clone() };
                &shared
            } else {
                part
            };
            let mut outcome = self.part(part, *noun, trade);
            if chunk.parts.len() == 1 {
                if let Some(refined) = self.refined(&outcome, *noun, qualifiers) {
                    outcome = refined;
                } else if let Some(role) = exact(chunk) {
                    outcome = Outcome { role: Some(role), words: chunk.words, confidence: 97, ..outcome };
                }
            }
            answer.outcomes.push(outcome);
        }
        if chunk.parts.len() > 1 {
            if let Some(role) = exact(chunk) {
                let noun = nouns[0];
                answer.outcomes =
                    vec![Outcome { role: Some(role), craft: None, noun, words: chunk.words, confidence: 97 }];
            }
        }
        for outcome in &answer.outcomes {
            if let Some(role) = outcome.role {
                if answer.roles.len() < 2 && !answer.roles.contains(&role) {
                    answer.roles.push(role);
                }
                answer.confidence = answer.confidence.min(outcome.confidence);
            }
        }
        if answer.roles.len() == 1 && answer.outcomes.len() == 1 {
            answer.confidence = answer.outcomes[0].confidence;
        }
        answer
    }

    /// Gives parts without a noun that of the next part, else that of the part before.
    fn shared_nouns(&self, parts: &[Part]) -> Vec<Option<u16>> {
        let mut nouns: Vec<Option<u16>> = parts.iter().map(|p| p.noun).collect();
        for at in 0..nouns.len() {
            if nouns[at].is_none() {
                nouns[at] = if at == 0 { parts.iter().find_map(|p| p.noun) } else { nouns[at - 1] };
            }
        }
        nouns
    }

    /// Resolves one part with a noun.
    fn part(&self, part: &Part, noun: Option<u16>, trade: bool) -> Outcome {
        let technical = noun.is_some_and(|n| self.vocabulary.nouns[usize::from(n)].technical);
        let least = if trade {
            Strength::Strong
        } else if technical || !part.unknown {
            Strength::Faint
        } else {
            Strength::Plain
        };
        let counting: Vec<Named> = part.crafts.iter().copied().filter(|c| c.strength >= least).collect();
        let decided = self.deciding(&counting);
        let implied = noun.and_then(|n| self.vocabulary.nouns[usize::from(n)].craft).filter(|_| !trade);
        let (craft, words, strength) = match decided {
            Some(named) => (named.craft, named.words, named.strength),
            None => match implied {
                Some(craft) => (craft, (0, 0), Strength::Plain),
                None => return Outcome { role: None, craft: None, noun, words: (0, 0), confidence: 85 },
            },
        };
        let role = self.vocabulary.crafts[usize::from(craft)].role(noun);
        let confidence = match strength {
            Strength::Strong => 92,
            Strength::Plain => 85,
            Strength::Faint => 75,
        };
        let confidence = confidence - if part.unknown { 5 } else { 0 } - if trade { 15 } else { 0 };
        Outcome { role, craft: Some(craft), noun, words, confidence }
    }

    /// Returns the craft that decides among those named, the nearest to the noun first.
    fn deciding(&self, named: &[Named]) -> Option<Named> {
        for (at, a) in named.iter().enumerate() {
            for b in &named[at + 1..] {
                if let Some(craft) = self.combined(a.craft, b.craft) {
                    return Some(Named { craft, strength: a.strength.max(b.strength), words: a.words });
                }
            }
        }
        let general = |n: &&Named| self.vocabulary.crafts[usize::from(n.craft)].general;
        named.iter().find(|n| !general(n)).or_else(|| named.iter().min_by_key(|n| n.craft)).copied()
    }

    fn combined(&self, a: u16, b: u16) -> Option<u16> {
        self.vocabulary.combine.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a)).map(|c| c.2)
    }

    /// Lets the qualifiers of a title refine a general craft, or name the craft where the main part names none.
    fn refined(&self, main: &Outcome, noun: Option<u16>, qualifiers: &[&Chunk]) -> Option<Outcome> {
        let general = main.craft.is_none_or(|c| self.vocabulary.crafts[usize::from(c)].general);
        if !general {
            return None;
        }
        let parts = qualifiers.iter().flat_map(|c| &c.parts).filter(|p| !p.outside);
        for part in parts {
            let least = if part.trade {
                Strength::Strong
            } else if part.unknown {
                Strength::Plain
            } else {
                Strength::Faint
            };
            let mut counting: Vec<Named> =
                part.crafts.iter().copied().filter(|c| c.strength >= least).collect();
            let Some(own) = self.deciding(&counting) else { continue };
            let craft = match main.craft {
                Some(of) => {
                    counting.push(Named { craft: of, strength: Strength::Plain, words: main.words });
                    match self.combined(of, own.craft) {
                        Some(craft) => craft,
                        None if self.refines(main, own.craft, noun) => own.craft,
                        None => continue,
                    }
                }
                None => own.craft,
            };
            let role = self.vocabulary.crafts[usize::from(craft)].role(noun);
            if role.is_some() {
                return Some(Outcome { role, craft: Some(craft), noun, words: own.words, confidence: 80 });
            }
        }
        None
    }

    /// Whether a craft is a narrower one of the main part's: of security, only security and governance are.
    fn refines(&self, main: &Outcome, craft: u16, noun: Option<u16>) -> bool {
        let discipline = |role: Option<RoleIx>| role.map(|r| self.model[r].discipline);
        let guards = |d: Option<Discipline>| matches!(d, Some(Discipline::Security | Discipline::Governance));
        let crafts = &self.vocabulary.crafts;
        let narrower = discipline(crafts[usize::from(craft)].role(noun));
        !(guards(discipline(main.role)) && !guards(narrower)) && main.craft != Some(craft)
    }

    /// Resolves a title without a job noun: a unit's name, or a craft.
    fn bare(&self, parse: &Parse, exact: impl Fn(&Chunk) -> Option<RoleIx>) -> Answer {
        let mut answer = Answer { confidence: 80, ..Answer::default() };
        if let [chunk] = parse.chunks.as_slice()
            && let Some(role) = exact(chunk)
        {
            answer.roles.push(role);
            answer.confidence = 97;
            return answer;
        }
        let parts = || parse.chunks.iter().flat_map(|c| &c.parts);
        if parts().any(|p| p.outside || p.trade || p.unknown) {
            return answer;
        }
        let named: Vec<Named> =
            parts().flat_map(|p| &p.crafts).copied().filter(|c| c.strength == Strength::Strong).collect();
        if let Some(found) = self.deciding(&named) {
            let role = self.vocabulary.crafts[usize::from(found.craft)].role(None);
            answer.roles.extend(role);
            answer.confidence = 60;
            answer.outcomes.push(Outcome {
                role,
                craft: Some(found.craft),
                noun: None,
                words: found.words,
                confidence: 60,
            });
        }
        answer
    }

    /// Returns the rank of a noun.
    pub(super) fn rank(&self, noun: Option<u16>) -> Option<Rank> {
        noun.map(|n| self.vocabulary.nouns[usize::from(n)].rank)
    }
}
