//! The assignment of FTE to capacity demands: an exact optimum, over people grouped by what they can do.
//!
//! The optimum is lexicographic: the most required FTE, then the most recommended FTE, then the least FTE by
//! supporting roles, then the most for each demand in the model's order. What the demands are filled by is therefore
//! unique, whatever the order of groups and people. `docs/method.md` has the proof.

use super::network::Network;
use crate::model::Level;
use crate::roster::Fte;

/// What a capacity demand asks; its place in the list is its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) level: Level,
    pub(crate) need: Fte,
}

/// A demand that a group can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Skill {
    /// The demand's slot.
    pub(crate) slot: usize,
    /// Whether only by a role that supports the demand's practice.
    pub(crate) supporting: bool,
}

/// People who can do the same, as one amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// What they can do, by slot.
    pub(crate) skills: Vec<Skill>,
    /// What they have to give.
    pub(crate) fte: Fte,
}

/// Who gives how much to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// What fills each slot.
    pub(crate) filled: Vec<Fte>,
    /// What each group gives to each of its skills.
    pub(crate) given: Vec<Vec<Fte>>,
}

/// Assigns the groups' FTE to the asks.
///
/// The cost of a unit codes the objectives. With `n` asks, a cycle of the network passes each ask at most once, so it
/// changes the units by supporting roles by at most `n`, and those for either level by at most one; with
/// `base = n + 2` no number of units of a later objective outweighs one of an earlier.
pub(crate) fn assign(groups: &[Group], asks: &[Ask]) -> Assignment {
    let base = asks.len() as i64 + 2;
    let (source, sink) = (asks.len() + groups.len(), asks.len() + groups.len() + 1);
    let mut network = Network::new(sink + 1);
    let filling: Vec<_> = asks
        .iter()
        .enumerate()
        .map(|(slot, ask)| {
            let worth = match ask.level {
                Level::Required => base * base,
                Level::Recommended => base,
            };
            network.add(slot, sink, ask.need.0, -worth)
        })
        .collect();
    let giving: Vec<Vec<_>> = groups
        .iter()
        .zip(asks.len()..)
        .map(|(group, node)| {
            network.add(source, node, group.fte.0, 0);
            let arcs = group
                .skills
                .iter()
                .map(|skill| network.add(node, skill.slot, group.fte.0, i64::from(skill.supporting)));
            arcs.collect()
        })
        .collect();
    network.send_cheapest(source, sink);
    network.raise_in_turn(&filling, sink);
    Assignment {
        filled: filling.iter().map(|&arc| Fte(network.flow(arc))).collect(),
        given: giving.iter().map(|arcs| arcs.iter().map(|&arc| Fte(network.flow(arc))).collect()).collect(),
    }
}

#[cfg(test)]
mod tests;
