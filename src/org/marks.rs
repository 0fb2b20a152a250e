//! Marks: what everybody inherits from those above, found in one pass from the top down.

use super::OrgGraph;
use crate::roster::PersonIx;

/// The marks of everybody above each person; see [`OrgGraph::marks_above`].
#[derive(Debug)]
pub struct Marks<'g> {
    org: &'g OrgGraph,
    /// By person who leads: the own marks and those of all above.
    handed_down: Vec<u64>,
}

/// How many marks there are.
pub const MOST_MARKS: usize = u64::BITS as usize;

impl OrgGraph {
    /// Returns the marks of all who are above each person, at any distance, on solid or dotted lines; `own` gives each
    /// person's own marks, a bit each. Takes one pass however many marks there are.
    pub fn marks_above(&self, own: impl Fn(PersonIx) -> u64) -> Marks<'_> {
        let mut marks = Marks { org: self, handed_down: vec![0; self.len()] };
        let mut waiting = Vec::new();
        for &person in &self.shape.downwards {
            marks.handed_down[person.index()] = own(person) | marks.of(person);
            if self.shape.is_in_cycle(person) || !self.dotted.reports(person).is_empty() {
                waiting.push(person);
            }
        }
        // Along dotted lines and around cycles marks are handed on until none is new. Each reaches a person once.
        while let Some(person) = waiting.pop() {
            let marks_of_person = marks.handed_down[person.index()];
            let reports = self.solid.reports(person).iter().chain(self.dotted.reports(person));
            for report in reports.filter(|r| self.leads(**r)) {
                let known = &mut marks.handed_down[report.index()];
                if *known | marks_of_person != *known {
                    *known |= marks_of_person;
                    waiting.push(*report);
                }
            }
        }
        marks
    }
}

impl Marks<'_> {
    /// Returns the marks of all above a person; the own ones are among them only where lines lead round to the person.
    pub fn of(&self, person: PersonIx) -> u64 {
        let from = |manager: Option<PersonIx>| manager.map_or(0, |m| self.handed_down[m.index()]);
        from(self.org.solid.manager(person)) | from(self.org.dotted.manager(person))
    }
}
