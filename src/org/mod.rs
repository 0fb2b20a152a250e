//! The organisation: people and their solid and dotted reporting lines, as a graph.
//!
//! A solid line is the line of authority, and a row states at most one; so the solid lines form trees, and cycles
//! with trees hanging on them. [`OrgGraph::new`] finds out in one pass which, by taking away those who lead nobody
//! until only cycles are left. Nothing here recurses and nothing is quadratic: a chain, a star or a cycle of a
//! million people costs what any million people cost.

mod lines;
mod marks;
mod member;
mod shape;

use lines::Lines;
pub use marks::{MOST_MARKS, Marks};
pub use member::{Below, Chain, Member};
use shape::Shape;

use crate::roster::{Manager, Person, PersonIx, Roster, Status};

/// People and reporting lines, in the order of the roster.
///
/// Everybody has at most one manager on each kind of line, so flat lists hold the graph: a third of the memory of a
/// general one, and walking it touches neighbours in memory.
#[derive(Debug)]
pub struct OrgGraph {
    people: usize,
    solid: Lines,
    dotted: Lines,
    shape: Shape,
}

impl OrgGraph {
    /// Makes the graph of a roster. Takes time and memory in proportion to the people.
    pub fn new(roster: &Roster) -> Self {
        let person = |manager| match manager {
            Manager::Person(manager) => Some(manager),
            _ => None,
        };
        let (solid, dotted) = rayon::join(
            || Lines::new(roster.len(), |p| person(roster.person(p).manager())),
            || Lines::new(roster.len(), |p| person(roster.person(p).second_manager())),
        );
        let shape = Shape::new(roster, &solid, &dotted);
        Self { people: roster.len(), solid, dotted, shape }
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.people
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a person's place in the organisation.
    pub fn member(&self, person: PersonIx) -> Member<'_> {
        Member::new(self, person)
    }

    /// Returns everybody's place, in the order of the roster.
    pub fn members(&self) -> impl Iterator<Item = Member<'_>> {
        (0..self.len()).map(|i| self.member(PersonIx::from_index(i)))
    }

    /// Returns how many people report to a person on solid lines: people who work there, not vacancies or leavers.
    pub fn span(&self, person: PersonIx) -> usize {
        self.shape.span[person.index()] as usize
    }

    /// Returns the people at the top, in the order of the roster.
    ///
    /// At the top is who reports to nobody or to somebody outside the roster; where nobody who leads is so, who
    /// reports to oneself, as many systems export it. A leaver is not, nor a vacancy that nobody reports to.
    pub fn roots(&self) -> &[PersonIx] {
        &self.shape.roots
    }

    /// Whether a person is at the top.
    pub fn is_root(&self, person: PersonIx) -> bool {
        self.shape.roots.binary_search(&person).is_ok()
    }

    /// Returns the cycles, in the order of their earliest row. Each starts there, and everybody in it reports to the
    /// next, the last to the first.
    pub fn cycles(&self) -> impl ExactSizeIterator<Item = &[PersonIx]> {
        self.shape.cycles()
    }

    /// Returns the people who are in no cycle but report, through others, to one: in the order of the roster.
    pub fn below_cycles(&self) -> &[PersonIx] {
        &self.shape.below_cycles
    }

    /// Returns the layers from the top to the lowest person under it; the top is one layer.
    pub fn depth(&self) -> usize {
        self.members().filter_map(Member::layer).max().unwrap_or(0)
    }

    /// Returns those under a top with their layer, where only a manager of two or more makes one: somebody who leads one
    /// person stands in one layer with that person. Each manager's reports come together.
    pub fn broad_layers(&self) -> impl Iterator<Item = (Member<'_>, usize)> {
        let mut waiting: Vec<(Member<'_>, usize)> =
            self.roots().iter().rev().map(|r| (self.member(*r), 1)).collect();
        std::iter::from_fn(move || {
            let (member, layer) = waiting.pop()?;
            let below = layer + usize::from(member.span() > 1);
            let from = waiting.len();
            waiting.extend(member.reports().map(|r| (r, below)));
            waiting[from..].reverse();
            Some((member, layer))
        })
    }

    /// Returns the lowest person who is above all of some people, or is one of them and above the others; none where
    /// they meet under nobody.
    pub fn common_manager(&self, people: impl IntoIterator<Item = PersonIx>) -> Option<PersonIx> {
        let mut people = people.into_iter();
        let first = people.next()?;
        // Everybody's way up is walked only to where somebody has walked before, so all of them together cost no
        // more than the people above them.
        let mut walked = vec![false; self.len()];
        let mut meeting = first;
        let own_line: Vec<PersonIx> = self.member(first).and_managers().map(Member::person).collect();
        let mut height = vec![0_u32; self.len()];
        for (place, person) in own_line.iter().enumerate() {
            walked[person.index()] = true;
            height[person.index()] = place as u32 + 1;
        }
        for person in people {
            let met = self.member(person).and_managers().map(Member::person).find(|p| {
                let before = walked[p.index()];
                walked[p.index()] = true;
                before
            })?;
            if height[met.index()] > height[meeting.index()] {
                meeting = met;
            }
        }
        Some(meeting)
    }

    /// Whether anybody reports to a person, on a solid or a dotted line.
    fn leads(&self, person: PersonIx) -> bool {
        self.solid.leads(person) || self.dotted.leads(person)
    }
}

/// Returns who leads somebody who works there, as [`OrgGraph::span`] counts, before there is a graph.
pub(crate) fn leaders(roster: &Roster) -> Vec<bool> {
    let mut leads = vec![false; roster.len()];
    for person in roster.people().filter(|p| p.status() == Status::Active) {
        if let Manager::Person(manager) = person.manager()
            && manager != person.ix()
        {
            leads[manager.index()] = true;
        }
    }
    leads
}

/// Whether a row says that it reports to itself.
pub(crate) fn reports_to_oneself(person: Person<'_>) -> bool {
    matches!(person.manager(), Manager::Oneself) || person.manager() == Manager::Person(person.ix())
}

#[cfg(test)]
mod tests;
