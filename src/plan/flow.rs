//! Shortfall: what people cannot fill however they are assigned, and the demands that prove it.

use std::collections::VecDeque;

use super::instance::Pool;

/// What cannot be filled, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shortfall {
    /// The FTE missing.
    pub(super) gap: i64,
    /// Per slot, whether it belongs to the proof: these slots need together what everybody who can do any of them
    /// has to give, and the gap beyond.
    pub(super) proof: Vec<bool>,
}

/// Returns the least shortfall of slots that are filled by pools (a maximum flow), with the slots of a least cut.
pub(super) fn shortfall(pools: &[Pool], supply: &[i64], needs: &[i64]) -> Shortfall {
    let mut left: Vec<i64> = supply.iter().map(|&fte| fte.max(0)).collect();
    let mut open = needs.to_vec();
    let mut given: Vec<Vec<i64>> = pools.iter().map(|pool| vec![0; pool.skills.len()]).collect();
    loop {
        let search = Search::new(pools, &left, &given, needs.len());
        let Some(end) = (0..needs.len()).find(|&slot| open[slot] > 0 && search.slot[slot].is_some()) else {
            let gap = open.iter().sum();
            return Shortfall { gap, proof: search.slot.iter().map(Option::is_none).collect() };
        };
        let path = search.path(pools, end);
        let (first, ..) = path[path.len() - 1];
        let taken = path.iter().filter_map(|&(_, _, back)| back.map(|(pool, skill)| given[pool][skill]));
        let room = taken.fold(left[first].min(open[end]), i64::min);
        left[first] -= room;
        open[end] -= room;
        for (pool, skill, back) in path {
            given[pool][skill] += room;
            if let Some((pool, skill)) = back {
                given[pool][skill] -= room;
            }
        }
    }
}

/// A part of a path: a pool gives by a skill; a later pool stops giving to the slot by which this pool was reached.
type Step = (usize, usize, Option<(usize, usize)>);

/// What is reached from pools with something left, breadth first.
struct Search {
    /// Per slot, the pool and the skill by which it is reached.
    slot: Vec<Option<(usize, usize)>>,
    /// Per pool that is reached by taking back what it gives, the skill it gives by.
    pool: Vec<Option<usize>>,
}

impl Search {
    fn new(pools: &[Pool], left: &[i64], given: &[Vec<i64>], slots: usize) -> Self {
        let mut reached = Self { slot: vec![None; slots], pool: vec![None; pools.len()] };
        let mut seen: Vec<bool> = left.iter().map(|&fte| fte > 0).collect();
        let mut queue: VecDeque<usize> = (0..pools.len()).filter(|&pool| seen[pool]).collect();
        while let Some(pool) = queue.pop_front() {
            for (skill, to) in pools[pool].skills.iter().enumerate() {
                if reached.slot[to.slot].is_some() {
                    continue;
                }
                reached.slot[to.slot] = Some((pool, skill));
                for (giver, parts) in
                    given.iter().enumerate().filter(|&(giver, _)| !seen[giver]).collect::<Vec<_>>()
                {
                    let gives = pools[giver].skills.iter().zip(parts);
                    if let Some(by) = gives.into_iter().position(|(s, &part)| s.slot == to.slot && part > 0) {
                        seen[giver] = true;
                        reached.pool[giver] = Some(by);
                        queue.push_back(giver);
                    }
                }
            }
        }
        reached
    }

    /// Returns the path to a slot, from its end to its beginning.
    fn path(&self, pools: &[Pool], end: usize) -> Vec<Step> {
        let mut path = Vec::new();
        let mut slot = end;
        while let Some((pool, skill)) = self.slot[slot] {
            let back = self.pool[pool].map(|by| (pool, by));
            path.push((pool, skill, back));
            match back {
                Some((_, by)) => slot = pools[pool].skills[by].slot,
                None => break,
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Skill;

    fn pool(slots: &[usize]) -> Pool {
        let skills = slots.iter().map(|&slot| Skill { slot, supporting: false }).collect();
        Pool { skills, fte: Vec::new() }
    }

    #[test]
    fn people_are_moved_to_where_nobody_else_can_go() {
        let pools = [pool(&[0, 1]), pool(&[0])];
        assert_eq!(
            shortfall(&pools, &[10, 10], &[10, 10]).gap,
            0,
            "the first must leave slot 0 to the second"
        );
    }

    #[test]
    fn the_proof_adds_up_to_the_gap() {
        let pools = [pool(&[0]), pool(&[0, 1]), pool(&[2])];
        let (supply, needs) = ([3, 4, 50], [8, 5, 20]);
        let Shortfall { gap, proof } = shortfall(&pools, &supply, &needs);
        assert_eq!(gap, 6);
        assert_eq!(proof, [true, true, false]);
    }
}
