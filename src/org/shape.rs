//! The shape of an organisation: tops, layers, cycles, spans, the people below.

use rayon::prelude::*;

use super::lines::Lines;
use super::reports_to_oneself;
use crate::roster::{Manager, PersonIx, Roster, Status};

/// The layer of those who are under no top.
const NO_LAYER: u32 = 0;
/// The layer of those who are in a cycle.
const IN_CYCLE: u32 = u32::MAX;

/// What is worked out once, because many ask for it: 12 bytes a person.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Direct reports who work there.
    pub(super) span: Vec<u32>,
    /// People below who work there, at any distance; whoever is in a cycle is not below the others in it.
    pub(super) below: Vec<u32>,
    /// From 1 at the top, or one of the two constants above.
    layer: Vec<u32>,
    pub(super) roots: Vec<PersonIx>,
    pub(super) below_cycles: Vec<PersonIx>,
    /// The people of all cycles, one cycle after the other.
    in_cycles: Vec<PersonIx>,
    /// Where in `in_cycles` each cycle ends.
    cycle_ends: Vec<u32>,
    /// Everybody who leads somebody: those in cycles first, then each after the own solid manager.
    pub(super) downwards: Vec<PersonIx>,
}

impl Shape {
    pub(super) fn new(roster: &Roster, lines: &Lines, dotted: &Lines) -> Self {
        let len = roster.len();
        let mut shape = Self { layer: vec![NO_LAYER; len], ..Self::default() };
        let upwards = shape.upwards(roster, lines);
        shape.find_roots(roster, lines);
        shape.find_layers(lines, &upwards);
        shape.find_cycles(lines);
        // Who leads on dotted lines alone comes last: all solid managers are above.
        let dotted = (0..len).map(PersonIx::from_index).filter(|p| dotted.leads(*p) && !lines.leads(*p));
        shape.downwards = shape.in_cycles.iter().chain(upwards.iter().rev()).copied().chain(dotted).collect();
        shape
    }

    /// Counts spans and people below, finds who is in a cycle, and returns those who lead and are in none, everybody
    /// before their manager. Most people lead nobody, and need no place in that order.
    fn upwards(&mut self, roster: &Roster, lines: &Lines) -> Vec<PersonIx> {
        let works = |p: &PersonIx| roster.person(*p).status() == Status::Active;
        let people = (0..roster.len()).into_par_iter().map(PersonIx::from_index);
        let reports = |p| lines.reports(p).iter();
        self.span = people.clone().map(|p| reports(p).filter(|r| works(r)).count() as u32).collect();
        let mut left: Vec<u32> =
            people.map(|p| reports(p).filter(|r| lines.leads(**r)).count() as u32).collect();
        self.below = self.span.clone();
        let leading = (0..roster.len()).map(PersonIx::from_index).filter(|p| lines.leads(*p));
        let mut order: Vec<PersonIx> = leading.clone().filter(|p| left[p.index()] == 0).collect();
        let mut next = 0;
        while let Some(&person) = order.get(next) {
            next += 1;
            if let Some(manager) = lines.manager(person) {
                self.below[manager.index()] += self.below[person.index()];
                left[manager.index()] -= 1;
                if left[manager.index()] == 0 {
                    order.push(manager);
                }
            }
        }
        for person in leading.filter(|p| left[p.index()] > 0) {
            self.layer[person.index()] = IN_CYCLE;
            let manager = lines.manager(person).expect("everybody in a cycle has a manager");
            self.below[manager.index()] -= u32::from(works(&person));
        }
        order
    }

    fn find_roots(&mut self, roster: &Roster, lines: &Lines) {
        let leads = |p: PersonIx| lines.leads(p);
        let (mut selves, mut one_leads) = (Vec::new(), false);
        let under_nobody = |ix: &PersonIx| {
            let person = roster.person(*ix);
            let top = matches!(person.manager(), Manager::Nobody | Manager::Outside);
            person.status() != Status::Left && (top || reports_to_oneself(person))
        };
        let people = (0..roster.len()).into_par_iter().map(PersonIx::from_index);
        let tops: Vec<PersonIx> = people.filter(under_nobody).collect();
        for person in tops.into_iter().map(|ix| roster.person(ix)) {
            if reports_to_oneself(person) {
                selves.push(person.ix());
            } else if person.status() == Status::Active || leads(person.ix()) {
                self.roots.push(person.ix());
                one_leads = one_leads || leads(person.ix());
            }
        }
        if !one_leads {
            let leading: Vec<PersonIx> = selves.iter().copied().filter(|p| leads(*p)).collect();
            if !leading.is_empty() {
                self.roots.extend(leading);
            } else if self.roots.is_empty() {
                self.roots = selves;
            }
            self.roots.sort_unstable();
        }
    }

    /// Finds the layers from the top down: of those who lead one after the other, then of all others side by side.
    fn find_layers(&mut self, lines: &Lines, upwards: &[PersonIx]) {
        for root in &self.roots {
            self.layer[root.index()] = 1;
        }
        let mut hangs = vec![false; self.layer.len()];
        for person in upwards.iter().rev() {
            let Some(manager) = lines.manager(*person) else { continue };
            match self.layer[manager.index()] {
                IN_CYCLE => hangs[person.index()] = true,
                NO_LAYER => hangs[person.index()] = hangs[manager.index()],
                layer => self.layer[person.index()] = layer + 1,
            }
        }
        let others = |i: usize| {
            let person = PersonIx::from_index(i);
            lines.manager(person).filter(|_| !lines.leads(person))
        };
        let layer = |i: usize| match others(i).map(|manager| self.layer[manager.index()]) {
            None => self.layer[i],
            Some(IN_CYCLE | NO_LAYER) => NO_LAYER,
            Some(layer) => layer + 1,
        };
        let hangs = |i: &usize| match others(*i).map(PersonIx::index) {
            None => hangs[*i],
            Some(manager) => hangs[manager] || self.layer[manager] == IN_CYCLE,
        };
        let rows = (0..self.layer.len()).into_par_iter();
        let below_cycles = rows.clone().filter(hangs).map(PersonIx::from_index).collect();
        self.layer = rows.map(layer).collect();
        self.below_cycles = below_cycles;
    }

    fn find_cycles(&mut self, lines: &Lines) {
        let mut seen = vec![false; self.layer.len()];
        for start in (0..self.layer.len()).filter(|i| self.layer[*i] == IN_CYCLE).map(PersonIx::from_index) {
            let mut person = start;
            while !seen[person.index()] {
                seen[person.index()] = true;
                self.in_cycles.push(person);
                person = lines.manager(person).expect("everybody in a cycle has a manager");
            }
            let end = u32::try_from(self.in_cycles.len()).expect("a roster has fewer than 2^32 people");
            if self.cycle_ends.last() != Some(&end) {
                self.cycle_ends.push(end);
            }
        }
    }

    pub(super) fn layer(&self, person: PersonIx) -> Option<usize> {
        let layer = self.layer[person.index()];
        (layer != NO_LAYER && layer != IN_CYCLE).then_some(layer as usize)
    }

    pub(super) fn is_in_cycle(&self, person: PersonIx) -> bool {
        self.layer[person.index()] == IN_CYCLE
    }

    pub(super) fn cycles(&self) -> impl ExactSizeIterator<Item = &[PersonIx]> {
        (0..self.cycle_ends.len()).map(|i| {
            let start = if i == 0 { 0 } else { self.cycle_ends[i - 1] as usize };
            &self.in_cycles[start..self.cycle_ends[i] as usize]
        })
    }
}
