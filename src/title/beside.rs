//! Beside: what the chunks behind the one that leads a title add to its answer.

use super::grammar::Chunk;
use super::resolve::{Answer, Outcome, PLAIN, Resolver, is_abbreviated_job, is_of_trade};
use super::vocabulary::{Noun, Rank};
use crate::model::RoleIx;

impl Resolver<'_> {
    /// Adds what a chunk with a job noun says behind the one that leads: a second job, or what the first one is.
    pub(super) fn add(&self, answer: &mut Answer, chunk: &Chunk, exact: &impl Fn(&Chunk) -> Option<RoleIx>) {
        if self.gives_way(answer) && chunk.parts.iter().any(|p| self.rank(p.noun) >= Some(Rank::Head)) {
            // "Managing Director, Head of Infrastructure" heads infrastructure.
            *answer = Answer::default();
        }
        let behind_comma = !chunk.beside && !chunk.dash;
        let answered = !answer.roles.is_empty();
        let supervises = self.supervises(chunk);
        let refines = !chunk.beside && self.is_general(answer);
        let told = if answer.outside { !self.is_second(chunk) } else { answered && !supervises && !refines };
        let is_team = self.develops(answer) && is_abbreviated_job(chunk);
        let is_aside = chunk.dash && answered && (is_team || self.is_skill(chunk));
        if is_aside || (behind_comma && told) {
            return;
        }
        if supervises && self.promote(answer, chunk.parts[0].noun) {
            return;
        }
        let other = self.chunk(chunk, &[], exact);
        // "IT Specialist (Database Administrator)": the narrower job says what the general one is, as one of security does.
        let says_more = match (self.guards(answer), self.guards(&other)) {
            (true, false) => false,
            (false, true) => true,
            _ => self.is_narrow(&other),
        };
        if refines && says_more {
            *answer = Answer { confidence: other.confidence.min(80), ..other };
            return;
        }
        let is_doubtful = (answer.outside || (chunk.dash && answered)) && other.confidence < 90;
        if is_doubtful || (behind_comma && answered) {
            return;
        }
        join(answer, other);
    }

    /// Whether an answer only says that somebody leads a company or a part of it: a bank's "Managing Director".
    fn gives_way(&self, answer: &Answer) -> bool {
        let yields = |o: &Outcome| o.craft.is_some_and(|c| self.craft(c).yields);
        matches!(answer.outcomes.as_slice(), [outcome] if yields(outcome))
    }

    /// Whether an answer is one job of a general craft, such as IT.
    fn is_general(&self, answer: &Answer) -> bool {
        let general = |o: &Outcome| o.craft.is_some_and(|c| self.craft(c).general);
        self.rank(answer.noun) == Some(Rank::Ic)
            && matches!(answer.outcomes.as_slice(), [outcome] if general(outcome))
    }

    /// Whether an answer is a job of security: "Security Architect - Software Engineer" is two jobs.
    fn guards(&self, answer: &Answer) -> bool {
        answer.roles.iter().any(|role| self.secures(Some(*role)))
    }

    /// Whether an answer is one job of a craft that is no general one.
    fn is_narrow(&self, answer: &Answer) -> bool {
        answer.roles.len() == 1 && self.rank(answer.noun) == Some(Rank::Ic) && !self.is_general(answer)
    }

    /// Whether a chunk only says that somebody supervises: "Programmer/Analyst, Supervisor".
    fn supervises(&self, chunk: &Chunk) -> bool {
        matches!(chunk.parts.as_slice(), [part] if part.crafts.is_empty() && !is_of_trade(part) && !part.unknown)
            && self.rank(chunk.parts[0].noun) == Some(Rank::Manager)
    }

    /// Makes the leader of a craft of who works in it; tells whether the craft has one.
    fn promote(&self, answer: &mut Answer, noun: Option<u16>) -> bool {
        let [Outcome { craft: Some(craft), .. }] = answer.outcomes[..] else { return false };
        let leads = self.leads(answer.noun);
        let Some(role) = self.craft(craft).role(noun).filter(|_| !leads) else { return false };
        (answer.roles, answer.noun) = (vec![role], noun);
        (answer.outcomes[0].role, answer.outcomes[0].exact) = (Some(role), false);
        answer.confidence = answer.confidence.min(PLAIN);
        true
    }

    /// Whether another trade's job stands before a comma, and what follows is what it is about: "Account Executive, Cloud
    /// Specialist" sells, "UX Designer, UI Developer" is two jobs.
    pub(super) fn sells(&self, chunks: &[Chunk]) -> bool {
        let [before @ .., last] = chunks else { return false };
        let is_other = |c: &Chunk| c.parts.iter().all(|p| p.outside && p.names_job);
        let is_second = before.len() == 1 && self.is_second(last);
        !last.beside && !last.dash && !is_second && before.iter().any(is_other)
    }

    /// Whether a chunk is one job of its own behind another trade's: its noun is one of computing, or a chief's.
    fn is_second(&self, chunk: &Chunk) -> bool {
        let tells = |class: &Noun| class.technical || class.rank == Rank::Chief;
        matches!(chunk.parts.as_slice(), [part] if self.class(part.noun).is_some_and(tells))
    }

    /// Whether an answer is one job of somebody who develops: "Software Engineer - SRE" is of the team's craft too.
    fn develops(&self, answer: &Answer) -> bool {
        answer.roles.len() == 1 && self.class(answer.noun).is_some_and(|class| class.applied)
    }

    /// Whether a chunk only says what somebody is good at: "DevOps Engineer - AWS Specialist".
    fn is_skill(&self, chunk: &Chunk) -> bool {
        let is_specialist = |class: &Noun| class.id == "specialist";
        matches!(chunk.parts.as_slice(), [part] if self.class(part.noun).is_some_and(is_specialist))
    }
}

/// Adds another job's answer, two roles at most.
fn join(answer: &mut Answer, other: Answer) {
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
