//! Qualifiers: what the words after a comma, a dash or in brackets decide about the job before them.

use super::grammar::{Chunk, Named, Part};
use super::resolve::{EXACT, Outcome, Resolver};
use super::vocabulary::{Rank, Strength};
use crate::model::{Discipline, RoleIx};

impl Resolver<'_> {
    /// Lets what stands around a part decide: the words after the comma, or that the chunk is a title of a role.
    pub(super) fn qualified(
        &self,
        mut outcome: Outcome,
        chunk: &Chunk,
        noun: Option<u16>,
        qualifiers: &[&Chunk],
        exact: impl Fn(&Chunk) -> Option<RoleIx>,
    ) -> Outcome {
        // What a weak word means is told by the words after the comma too: "Tester, Rocket Engine".
        let elsewhere = |p: &Part| p.trade || p.outside || (p.unknown && outcome.implied);
        if outcome.weak && qualifiers.iter().flat_map(|c| &c.parts).any(elsewhere) {
            outcome.role = None;
        }
        if chunk.parts.len() > 1 && outcome.craft.is_some() {
            return outcome;
        }
        // "Merchandising Analyst, Platform": beside an unknown craft only a strong word makes a role, and nothing makes
        // one of another trade's job: "Mechanical Engineer, Cloud Hardware".
        let unknown = outcome.craft.is_none() && chunk.parts.iter().any(|p| p.unknown);
        let elsewhere = outcome.role.is_none() && chunk.parts.iter().any(|p| p.trade || p.outside);
        let least = if unknown || elsewhere { Strength::Strong } else { Strength::Faint };
        // Who leads another function may lead it in a craft's unit: "Strategic Director, ICT".
        let leads = self.rank(noun) > Some(Rank::Lead);
        if (leads || !elsewhere)
            && let Some(refined) = self.refined(&outcome, noun, qualifiers, least)
        {
            return refined;
        }
        match exact(chunk) {
            Some(role) => {
                Outcome { role: Some(role), words: chunk.words, confidence: EXACT, exact: true, ..outcome }
            }
            None => outcome,
        }
    }

    /// Lets the qualifiers of a title refine a general craft, or name the craft where the main part names none.
    fn refined(
        &self,
        main: &Outcome,
        noun: Option<u16>,
        qualifiers: &[&Chunk],
        least: Strength,
    ) -> Option<Outcome> {
        let general = main.craft.is_none_or(|c| self.craft(c).general);
        if !general {
            return None;
        }
        for (chunk, part) in qualifiers.iter().flat_map(|c| c.parts.iter().map(move |p| (c, p))) {
            if part.outside {
                continue;
            }
            // "Search Platform" is a product; "Platform" is a craft.
            let mixed = chunk.parts.len() == 1 && part.crafts.len() > 1;
            let least = if mixed || chunk.parts.iter().any(|p| p.trade || p.unknown || p.outside) {
                Strength::Strong
            } else {
                least
            };
            let counting: Vec<Named> = part.crafts.iter().copied().filter(|c| c.strength >= least).collect();
            let Some(own) = self.deciding(&counting, noun) else { continue };
            let (craft, combined) = match main.craft {
                Some(of) => match self.combined(of, own.craft) {
                    Some(craft) => (craft, main.words),
                    None if self.refines(main, own.craft, noun) => (own.craft, own.combined),
                    None => continue,
                },
                None => (own.craft, own.combined),
            };
            let role = self.craft(craft).role(noun);
            if role.is_some() {
                return Some(Outcome {
                    role,
                    craft: Some(craft),
                    words: own.words,
                    combined,
                    confidence: 80,
                    noun_words: main.noun_words,
                    ..Outcome::default()
                });
            }
        }
        None
    }

    /// Whether a craft is a narrower one of the main part's: of security, only security and governance are.
    fn refines(&self, main: &Outcome, craft: u16, noun: Option<u16>) -> bool {
        let discipline = |role: Option<RoleIx>| role.map(|r| self.model[r].discipline);
        let guards = |d: Option<Discipline>| matches!(d, Some(Discipline::Security | Discipline::Governance));
        let narrower = discipline(self.craft(craft).role(noun));
        (guards(narrower) || !guards(discipline(main.role))) && main.craft != Some(craft)
    }
}
