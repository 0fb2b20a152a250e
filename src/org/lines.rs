//! Lines: who reports to whom on lines of one kind, both ways, as flat lists.

use rayon::prelude::*;

use crate::roster::PersonIx;

/// Stands for nobody among the managers.
const NOBODY: u32 = u32::MAX;

/// The lines of one kind: 12 bytes a person, and nothing where nobody has one.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The manager of each person.
    managers: Vec<u32>,
    /// Where the reports of each person start; they end where those of the next start.
    starts: Vec<u32>,
    /// Everybody with a manager: manager by manager, in the order of the roster.
    reports: Vec<PersonIx>,
}

impl Lines {
    /// Makes the lines of so many people by what each says of the own manager. Nobody leads oneself.
    pub(super) fn new(people: usize, manager_of: impl Fn(PersonIx) -> Option<PersonIx> + Sync) -> Self {
        let manager_of = |i| {
            let person = PersonIx::from_index(i);
            manager_of(person).filter(|manager| *manager != person).map_or(NOBODY, |m| m.index() as u32)
        };
        let managers: Vec<u32> = (0..people).into_par_iter().map(manager_of).collect();
        if managers.iter().all(|manager| *manager == NOBODY) {
            return Self::default();
        }
        let mut starts = vec![0_u32; people + 1];
        for manager in managers.iter().filter(|m| **m != NOBODY) {
            starts[*manager as usize] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each place is the end of somebody's reports now; filled from the last row on, it becomes the start.
        let mut reports = vec![PersonIx::from_index(0); sum as usize];
        for (person, manager) in managers.iter().enumerate().rev().filter(|(_, m)| **m != NOBODY) {
            let start = &mut starts[*manager as usize];
            *start -= 1;
            reports[*start as usize] = PersonIx::from_index(person);
        }
        Self { managers, starts, reports }
    }

    /// Returns a person's manager.
    pub(super) fn manager(&self, person: PersonIx) -> Option<PersonIx> {
        let manager = *self.managers.get(person.index())?;
        (manager != NOBODY).then(|| PersonIx::from_index(manager as usize))
    }

    /// Returns a person's reports, in the order of the roster.
    pub(super) fn reports(&self, person: PersonIx) -> &[PersonIx] {
        match self.starts.get(person.index()..person.index() + 2) {
            Some(&[start, end]) => &self.reports[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Whether anybody reports to a person.
    pub(super) fn leads(&self, person: PersonIx) -> bool {
        !self.reports(person).is_empty()
    }
}
