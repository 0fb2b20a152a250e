//! The search for the best choice: branch and bound, first on how many people are hired for money by each quarter,
//! then on how often each action has begun by a quarter.
//!
//! With little money the relaxation does a few things in part. Whether three or four people are hired in the first
//! quarter decides what the rest can do, but no single column says so; branching on sums settles it in a few steps.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Answer, Found, Group, Program, Ranges, Whole, rounded};
use crate::plan::aim::Aim;
use crate::plan::instance::Choice;

/// The most rounds of finding cuts in one search; each round adds at least one.
const MOST_ROUNDS: usize = 400;

/// The nodes that the solver may use before the search branches.
const FIRST_NODES: u64 = 50;

/// The work of one relaxation, in nodes.
const RELAXATION: u64 = 1;

/// A part of the choices that remains to be searched: a value below which none of them is, and its ranges; of equal
/// ones the narrower comes first, as it is nearer to whole numbers.
type Open = (i64, Reverse<usize>, Ranges);

impl Program<'_> {
    /// Returns the best choice for an aim among those that keep the values of earlier aims, starting from one that
    /// does.
    pub(in crate::plan) fn minimise(&mut self, aim: Aim, start: &Choice) -> Found {
        let value = aim.value(self.instance, start);
        let mut search = Search {
            aim,
            best: Found { choice: start.clone(), value, bound: None },
            unproven: None,
            nodes_left: self.work.most_nodes,
        };
        if value == 0 {
            return Found { bound: Some(0), ..search.best };
        }
        let mut open: BTreeSet<Open> = BTreeSet::from([(0, Reverse(0), Ranges::new())]);
        while let Some((bound, depth, ranges)) = open.pop_first() {
            if bound >= search.best.value {
                break;
            }
            if search.nodes_left == 0 || self.work.is_over() {
                search.leave(Some(bound));
                break;
            }
            let parts = search.explore(self, bound, &ranges);
            open.extend(parts.into_iter().map(|(bound, ranges)| (bound, Reverse(depth.0 + 1), ranges)));
        }
        let Search { best, unproven, .. } = search;
        let bound = match unproven {
            Some(bound) => bound.map(|bound| bound.min(best.value)),
            None => Some(best.value),
        };
        Found { bound, ..best }
    }
}

/// A search for the best choice of an aim.
struct Search {
    aim: Aim,
    best: Found,
    /// Whether a part was left, and the least value that it might hold, where that is known.
    unproven: Option<Option<i64>>,
    nodes_left: u64,
}

impl Search {
    /// Searches a part; returns the parts into which it was split, with what is known of them.
    fn explore(&mut self, program: &mut Program<'_>, bound: i64, ranges: &Ranges) -> Vec<(i64, Ranges)> {
        let Some((bound, amounts)) = self.relax(program, bound, ranges) else { return Vec::new() };
        if bound >= self.best.value {
            return Vec::new();
        }
        self.offer(program, &rounded(&amounts));
        // Most programs are easy: what the solver proves at once needs no branches.
        let easy = ranges.is_empty() && self.prove(program, ranges, FIRST_NODES.min(self.nodes_left)).is_ok();
        if easy || bound >= self.best.value {
            return Vec::new();
        }
        if let Some(parts) = split(program, &amounts, ranges) {
            return parts.map(|part| (bound, part)).into();
        }
        if let Err(proven) = self.prove(program, ranges, self.nodes_left) {
            self.leave(Some(proven.unwrap_or(bound).max(bound)));
        }
        Vec::new()
    }

    /// Solves the relaxation of a part with all cuts it needs; none where the part is empty.
    fn relax(
        &mut self,
        program: &mut Program<'_>,
        bound: i64,
        ranges: &Ranges,
    ) -> Option<(i64, Vec<Vec<f64>>)> {
        let mut bound = bound;
        for _ in 0..MOST_ROUNDS {
            self.nodes_left = self.nodes_left.saturating_sub(RELAXATION);
            match program.solve(self.aim, ranges, None) {
                Answer::Found { amounts, bound: now, .. } => {
                    bound = bound.max(now.unwrap_or(bound));
                    if !program.separate_parts(&amounts) {
                        return Some((bound, amounts));
                    }
                }
                Answer::Infeasible => return None,
                Answer::Unknown => break,
            }
        }
        self.leave(Some(bound));
        None
    }

    /// Searches a part for whole numbers; fails with what is known of the values in it where it is not settled.
    fn prove(
        &mut self,
        program: &mut Program<'_>,
        ranges: &Ranges,
        most_nodes: u64,
    ) -> Result<(), Option<i64>> {
        let mut known = None;
        for _ in 0..MOST_ROUNDS {
            let whole = Whole { start: &self.best.choice.clone(), most_nodes };
            let (amounts, bound) = match program.solve(self.aim, ranges, Some(whole)) {
                Answer::Found { amounts, bound, nodes } => {
                    self.nodes_left = self.nodes_left.saturating_sub(nodes);
                    (amounts, bound)
                }
                Answer::Infeasible => return Ok(()),
                Answer::Unknown => {
                    self.nodes_left = self.nodes_left.saturating_sub(most_nodes);
                    return Err(known);
                }
            };
            known = bound.max(known);
            let choice = rounded(&amounts);
            self.offer(program, &choice);
            if known.is_some_and(|bound| self.best.value <= bound) {
                return Ok(());
            }
            if !program.separate(&choice) {
                return Err(known);
            }
        }
        Err(known)
    }

    /// Takes a choice if it is allowed and better.
    fn offer(&mut self, program: &Program<'_>, choice: &Choice) {
        let instance = program.instance;
        let value = self.aim.value(instance, choice);
        let keeps = || {
            instance.allows(choice)
                && program.kept.iter().all(|&(aim, kept)| aim.value(instance, choice) <= kept)
        };
        if value < self.best.value && keeps() {
            (self.best.choice, self.best.value) = (choice.clone(), value);
        }
    }

    /// Leaves a part unproven.
    fn leave(&mut self, bound: Option<i64>) {
        self.unproven = Some(match self.unproven {
            Some(before) => before.zip(bound).map(|(a, b)| a.min(b)),
            None => bound,
        });
    }
}

/// Splits a part where the relaxation does things in part: at the first quarter by which all who are paid come in part,
/// else at the first by which an action has begun in part, paid ones first; none where everything is whole.
fn split(program: &Program<'_>, amounts: &[Vec<f64>], ranges: &Ranges) -> Option<[Ranges; 2]> {
    let actions = &program.instance.actions;
    let of_paid = |paid: bool| {
        let singles = (0..actions.len()).filter(move |&a| actions[a].is_paid() == paid);
        singles.map(Group::Action)
    };
    let groups = std::iter::once(Group::Paid).chain(of_paid(true)).chain(of_paid(false));
    groups.into_iter().find_map(|group| {
        let mut by = 0.0;
        (0..program.instance.quarters).find_map(|quarter| {
            let members = actions.iter().enumerate().filter(|&(a, action)| group.contains(a, action));
            by += members.map(|(a, _)| amounts[a][quarter]).sum::<f64>();
            let whole = (by - by.round()).abs() < 1e-6;
            (!whole).then(|| parts(ranges, (group, quarter), by))
        })
    })
}

/// Returns the part with more than an amount and the part with less.
fn parts(ranges: &Ranges, at: (Group, usize), amount: f64) -> [Ranges; 2] {
    let (mut more, mut fewer) = (ranges.clone(), ranges.clone());
    more.entry(at).or_default().least = amount.ceil() as i64;
    fewer.entry(at).or_default().most = Some(amount.floor() as i64);
    [more, fewer]
}
