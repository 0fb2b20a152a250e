//! A person's place in the organisation, for walking it.

use std::fmt;

use super::OrgGraph;
use crate::roster::PersonIx;

/// A person's place in the organisation; the lifetime `'g` is the graph's.
#[derive(Clone, Copy)]
pub struct Member<'g> {
    org: &'g OrgGraph,
    person: PersonIx,
}

impl<'g> Member<'g> {
    pub(super) fn new(org: &'g OrgGraph, person: PersonIx) -> Self {
        Self { org, person }
    }

    /// Returns the person.
    pub fn person(self) -> PersonIx {
        self.person
    }

    /// Returns the manager on the solid line, where the roster has one.
    pub fn manager(self) -> Option<Self> {
        self.at(self.org.solid.manager(self.person))
    }

    /// Returns the manager on the dotted line, where the roster has one.
    pub fn dotted_manager(self) -> Option<Self> {
        self.at(self.org.dotted.manager(self.person))
    }

    /// Returns those who report on solid lines, vacancies and leavers included, in the order of the roster.
    pub fn reports(self) -> impl Iterator<Item = Self> + use<'g> {
        self.all(self.org.solid.reports(self.person))
    }

    /// Returns those who report on dotted lines, in the order of the roster.
    pub fn dotted_reports(self) -> impl Iterator<Item = Self> + use<'g> {
        self.all(self.org.dotted.reports(self.person))
    }

    /// Returns the managers upwards, nearest first, each once even where they form a cycle.
    pub fn managers(self) -> Chain<'g> {
        let mut chain = self.and_managers();
        chain.next();
        chain
    }

    /// Returns the person and the managers upwards, nearest first, each once even where they form a cycle.
    pub fn and_managers(self) -> Chain<'g> {
        Chain { next: Some(self), entered: None }
    }

    /// Returns everybody below on solid lines, each manager's reports together, each once.
    pub fn below(self) -> Below<'g> {
        Below { start: self, waiting: vec![self] }
    }

    /// Returns how many people report on solid lines: people who work there, not vacancies or leavers.
    pub fn span(self) -> usize {
        self.org.span(self.person)
    }

    /// Returns how many people who work there are below, at any distance. Those in one cycle are not below each other.
    pub fn people_below(self) -> usize {
        self.org.shape.below[self.person.index()] as usize
    }

    /// Returns the layer, from 1 at the top; none where the lines lead to no top.
    pub fn layer(self) -> Option<usize> {
        self.org.shape.layer(self.person)
    }

    /// Whether the person is at the top.
    pub fn is_root(self) -> bool {
        self.org.is_root(self.person)
    }

    /// Whether the person is in a cycle.
    pub fn is_in_cycle(self) -> bool {
        self.org.shape.is_in_cycle(self.person)
    }

    fn at(self, person: Option<PersonIx>) -> Option<Self> {
        person.map(|person| Self { org: self.org, person })
    }

    fn all(self, people: &'g [PersonIx]) -> impl Iterator<Item = Self> + use<'g> {
        let org = self.org;
        people.iter().map(move |&person| Self { org, person })
    }
}

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({})", self.person.index())
    }
}

/// A way up the solid lines; see [`Member::managers`].
#[derive(Clone, Debug)]
pub struct Chain<'g> {
    next: Option<Member<'g>>,
    /// The first person of a cycle, where the way has led into one.
    entered: Option<PersonIx>,
}

impl<'g> Iterator for Chain<'g> {
    type Item = Member<'g>;

    fn next(&mut self) -> Option<Self::Item> {
        let member = self.next?;
        if member.is_in_cycle() && self.entered.is_none() {
            self.entered = Some(member.person);
        }
        self.next = member.manager().filter(|m| Some(m.person) != self.entered);
        Some(member)
    }
}

/// Everybody below somebody; see [`Member::below`].
#[derive(Clone, Debug)]
pub struct Below<'g> {
    start: Member<'g>,
    /// Those whose reports are still to come, or who are themselves; at most the people of the widest layers.
    waiting: Vec<Member<'g>>,
}

impl<'g> Iterator for Below<'g> {
    type Item = Member<'g>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let member = self.waiting.pop()?;
            let from = self.waiting.len();
            self.waiting.extend(member.reports().filter(|r| r.person != self.start.person));
            self.waiting[from..].reverse();
            // The walk starts at the person, who is not below oneself.
            if member.person != self.start.person {
                return Some(member);
            }
        }
    }
}
