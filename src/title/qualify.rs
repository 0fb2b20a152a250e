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
        let built = |p: &Part| p.physical && p.crafts.is_empty();
        if (outcome.weak || outcome.plain) && qualifiers.iter().flat_map(|c| &c.parts).any(built) {
            return Outcome { role: None, ..outcome };
        }
        // What a weak word means is told by the words after the comma too: "Tester, Rocket Engine".
        let joint = |p: &Part| p.crafts.iter().any(|c| self.craft(c.craft).joint);
        let elsewhere = |p: &Part| ((p.trade || p.outside) && !joint(p)) || (p.unknown && outcome.implied);
        if qualifiers.iter().flat_map(|c| &c.parts).any(elsewhere) {
            if outcome.craft.is_some_and(|c| self.craft(c).yields) {
                // "Managing Director, Tax" leads a bank's taxes.
                return Outcome { role: None, ..outcome };
            }
            if outcome.weak {
                outcome.role = None;
            }
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
        let leads = self.leads(noun);
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
        mut least: Strength,
    ) -> Option<Outcome> {
        let general = main.craft.is_none_or(|c| self.craft(c).general) || main.role.is_none();
        if !general {
            return None;
        }
        let parts = || qualifiers.iter().flat_map(|c| c.parts.iter().map(move |p| (c, p)));
        if main.craft.is_none()
            && let Some(joint) = parts().find_map(|(_, p)| self.joint(p, noun, qualifiers))
        {
            return Some(joint);
        }
        // Who heads security heads its risks too.
        let heads = self.rank(noun) > Some(Rank::Manager) && main.role.is_some();
        let leads = self.leads(noun);
        let mut found: Option<Outcome> = None;
        for (chunk, part) in parts() {
            if let Some(outcome) = self.with_function(main, part, noun).filter(|_| !heads) {
                return outcome.role.is_some().then_some(outcome);
            }
            if main.craft.is_none() && found.is_none() && part.crafts.is_empty() {
                // "Manager, Sales (Cloud)": the first qualifier says what is managed, and so it does, less surely, in
                // "Director, Pensions, Technology".
                match part {
                    Part { outside: true, .. } => return None,
                    Part { trade: true, .. } => least = Strength::Strong,
                    _ => {}
                }
            }
            let Some(outcome) = self.narrower(main, noun, chunk, part, least, heads) else { continue };
            // "Manager, Engineering - Site Reliability": the narrower craft decides.
            if outcome.craft.is_some_and(|c| !self.craft(c).general) {
                return Some(outcome);
            }
            // "Information Security (Technical) Analyst": the more specific of two general crafts.
            found = found.filter(|found| leads || found.craft <= outcome.craft).or(Some(outcome));
        }
        found
    }

    /// Returns what one part of a qualifier makes of the main part's craft.
    fn narrower(
        &self,
        main: &Outcome,
        noun: Option<u16>,
        chunk: &Chunk,
        part: &Part,
        least: Strength,
        heads: bool,
    ) -> Option<Outcome> {
        if part.outside {
            return None;
        }
        // "Search Platform" is a product; "Platform" is a craft.
        let mixed = chunk.parts.len() == 1 && part.crafts.len() > 1;
        let doubtful = mixed || chunk.parts.iter().any(|p| p.trade || p.unknown || p.outside);
        let least = if doubtful { Strength::Strong } else { least };
        let counting: Vec<Named> = part.crafts.iter().copied().filter(|c| c.strength >= least).collect();
        let own = self.deciding(&counting, noun).filter(|own| !(heads && self.craft(own.craft).joint))?;
        // "Engineering Manager, Product" manages engineers.
        let of_things = self.craft(own.craft).things && own.strength < Strength::Strong;
        let (craft, combined) = match main.craft {
            Some(of) => match self.combined(of, own.craft) {
                Some(craft) => (craft, main.words),
                None if !of_things && self.refines(main, own.craft, noun) => (own.craft, own.combined),
                None => return None,
            },
            None => (own.craft, own.combined),
        };
        let role = self.craft(craft).role(noun);
        role.is_some().then_some(Outcome {
            role,
            craft: Some(craft),
            words: own.words,
            combined,
            confidence: 80,
            noun_words: main.noun_words,
            ..Outcome::default()
        })
    }

    /// Returns what the main part's craft makes with a function in a qualifier: "Security Analyst, Risk".
    fn with_function(&self, main: &Outcome, part: &Part, noun: Option<u16>) -> Option<Outcome> {
        let of = main.craft?;
        let third = |c: &Named| Some((self.combined(of, c.craft)?, c.words));
        let functions = part.crafts.iter().filter(|c| self.craft(c.craft).joint);
        let (craft, words) = functions.into_iter().find_map(third)?;
        let role = self.craft(craft).role(noun);
        Some(Outcome { role, craft: Some(craft), words, combined: main.words, confidence: 80, ..*main })
    }

    /// Returns what another trade's function makes with a craft of the qualifiers: "Audit Manager - IT".
    pub(super) fn joint(&self, part: &Part, noun: Option<u16>, qualifiers: &[&Chunk]) -> Option<Outcome> {
        let alone = part.outside || part.crafts.len() == 1;
        let joint = part.crafts.iter().find(|c| self.craft(c.craft).joint).filter(|_| alone)?;
        let others = qualifiers.iter().flat_map(|c| &c.parts).flat_map(|p| &p.crafts);
        let (craft, other) =
            others.into_iter().find_map(|c| Some((self.combined(joint.craft, c.craft)?, c)))?;
        let outcome = Outcome {
            role: self.craft(craft).role(noun),
            craft: Some(craft),
            words: joint.words,
            combined: other.words,
            confidence: 80,
            noun_words: part.noun_words,
            ..Outcome::default()
        };
        outcome.role.is_some().then_some(outcome)
    }

    /// Whether a craft is a narrower one of the main part's: of security, only security and governance are.
    fn refines(&self, main: &Outcome, craft: u16, noun: Option<u16>) -> bool {
        let discipline = |role: Option<RoleIx>| role.map(|r| self.model[r].discipline);
        let guards = |d: Option<Discipline>| matches!(d, Some(Discipline::Security | Discipline::Governance));
        let narrower = discipline(self.craft(craft).role(noun));
        (guards(narrower) || !guards(discipline(main.role))) && main.craft != Some(craft)
    }
}
