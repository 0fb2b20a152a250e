//! Units: titles and parts that name a craft, and no job.

use super::grammar::{Chunk, Named, Parse, Part};
use super::resolve::{Answer, Outcome, Resolver};
use super::vocabulary::Strength;
use crate::model::RoleIx;

impl Resolver<'_> {
    /// Resolves a title without a job noun: a unit's name, or a craft.
    pub(super) fn bare(&self, parse: &Parse, exact: impl Fn(&Chunk) -> Option<RoleIx>) -> Answer {
        let mut answer = Answer { confidence: 80, ..Answer::default() };
        if let [chunk] = parse.chunks.as_slice()
            && let Some(role) = exact(chunk)
        {
            return Answer::exact(role, chunk.words, None);
        }
        let Some(unit) = parse.chunks.first() else { return answer };
        let unknown = |p: &Part| p.unknown && !self.ends_with_unit(p);
        if unit.parts.iter().any(|p| p.outside || p.trade || unknown(p)) {
            return answer;
        }
        let named: Vec<Named> = unit.parts.iter().flat_map(|p| &p.crafts).copied().collect();
        if let Some(outcome) = self.unit(&named) {
            answer.roles.extend(outcome.role);
            answer.confidence = outcome.confidence;
            answer.outcomes.push(outcome);
        }
        answer
    }

    /// Whether a part ends with a phrase that names a craft of its own: "FOST PC Support".
    fn ends_with_unit(&self, part: &Part) -> bool {
        let ends = |c: &Named| {
            c.words.1 == part.words.1 && c.words.1 > c.words.0 + 1 && !self.craft(c.craft).general
        };
        part.crafts.iter().any(|c| c.strength == Strength::Strong && ends(c))
    }

    /// Resolves crafts without a job noun.
    pub(super) fn unit(&self, named: &[Named]) -> Option<Outcome> {
        if !named.iter().any(|c| c.strength == Strength::Strong) {
            return None;
        }
        let found = self.deciding(named, None)?;
        let role = self.craft(found.craft).role(None);
        Some(Outcome {
            role,
            craft: Some(found.craft),
            words: found.words,
            combined: found.combined,
            confidence: 60,
            ..Outcome::default()
        })
    }
}
