//! A flow network in whole numbers: cheapest flow, and flow confined to some arcs.

use std::collections::VecDeque;

/// A place where arcs meet.
pub(super) type Node = usize;

/// An arc of one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc(usize);

/// Nodes, and arcs with room and a cost for each unit.
///
/// Every arc is two halves, at `2k` and `2k + 1`: sending along one half makes room in the other, which undoes it.
#[derive(Debug)]
pub(super) struct Network {
    halves: Vec<Half>,
    leaving: Vec<Vec<usize>>,
}

#[derive(Debug)]
struct Half {
    to: Node,
    room: i64,
    cost: i64,
}

impl Network {
    /// Makes a network of so many nodes and no arcs.
    pub(super) fn new(nodes: usize) -> Self {
        Self { halves: Vec::new(), leaving: vec![Vec::new(); nodes] }
    }

    /// Adds an arc.
    pub(super) fn add(&mut self, from: Node, to: Node, room: i64, cost: i64) -> Arc {
        let half = self.halves.len();
        self.halves.push(Half { to, room, cost });
        self.halves.push(Half { to: from, room: 0, cost: -cost });
        self.leaving[from].push(half);
        self.leaving[to].push(half + 1);
        Arc(half)
    }

    /// Returns what flows along an arc.
    pub(super) fn flow(&self, arc: Arc) -> i64 {
        self.halves[arc.0 + 1].room
    }

    /// Sends as much as can be sent, at the least cost; costs may be negative as long as no cycle is.
    ///
    /// Primal-dual: send all that goes along shortest paths, then measure the distances anew. Each round makes the
    /// distance from source to sink greater, and there are finitely many distances, so the rounds end; their number
    /// depends on costs and nodes, not on the room of the arcs.
    pub(super) fn send_cheapest(&mut self, source: Node, sink: Node) {
        loop {
            let mut start = vec![None; self.leaving.len()];
            start[source] = Some(0);
            let distance = self.distances(start);
            if distance[sink].is_none() {
                return;
            }
            self.send(source, sink, i64::MAX, |network, half| network.is_tight(half, &distance));
        }
    }

    /// Raises the flow along each of some arcs in turn, as far as it goes without lowering the arcs before it or
    /// raising the cost, which must be least. Each arc must enter `sink`.
    ///
    /// Two flows of least cost differ by cycles that cost nothing, and such a cycle consists of arcs whose cost equals
    /// the difference of the distances at their ends. So it is enough to send around cycles of these arcs.
    pub(super) fn raise_in_turn(&mut self, arcs: &[Arc], sink: Node) {
        let distance = self.distances(vec![Some(0); self.leaving.len()]);
        let mut settled = vec![false; self.halves.len() / 2];
        for &arc in arcs {
            settled[arc.0 / 2] = true;
            let (from, room) = (self.halves[arc.0 + 1].to, self.halves[arc.0].room);
            if self.is_tight(arc.0, &distance) {
                let usable =
                    |network: &Self, half: usize| !settled[half / 2] && network.is_tight(half, &distance);
                let sent = self.send(sink, from, room, usable);
                self.halves[arc.0].room -= sent;
                self.halves[arc.0 + 1].room += sent;
            }
        }
    }

    /// Sends up to `most` along the usable halves and returns how much that was: shortest paths first, which bounds
    /// the number of paths by nodes times arcs whatever their room (Edmonds and Karp).
    fn send(&mut self, source: Node, sink: Node, most: i64, usable: impl Fn(&Self, usize) -> bool) -> i64 {
        let mut sent = 0;
        while sent < most {
            let Some(path) = self.path(source, sink, &usable) else { break };
            let room = path.iter().map(|&half| self.halves[half].room).fold(most - sent, i64::min);
            for half in path {
                self.halves[half].room -= room;
                self.halves[half ^ 1].room += room;
            }
            sent += room;
        }
        sent
    }

    /// Returns a shortest path of usable halves with room, from its end to its beginning.
    fn path(&self, source: Node, sink: Node, usable: impl Fn(&Self, usize) -> bool) -> Option<Vec<usize>> {
        let mut reached_by = vec![None; self.leaving.len()];
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &half in &self.leaving[node] {
                let to = self.halves[half].to;
                let fresh = to != source && reached_by[to].is_none();
                if fresh && self.halves[half].room > 0 && usable(self, half) {
                    reached_by[to] = Some(half);
                    if to == sink {
                        let back = |&half: &usize| reached_by[self.halves[half ^ 1].to];
                        return Some(std::iter::successors(Some(half), back).collect());
                    }
                    queue.push_back(to);
                }
            }
        }
        None
    }

    /// Returns the least cost at which each node is reached from the nodes that have a distance (Bellman and Ford,
    /// with a queue); none where a node is out of reach.
    fn distances(&self, start: Vec<Option<i64>>) -> Vec<Option<i64>> {
        let mut distance = start;
        let mut queue: VecDeque<Node> = (0..distance.len()).filter(|&n| distance[n].is_some()).collect();
        let mut queued: Vec<bool> = distance.iter().map(Option::is_some).collect();
        while let Some(node) = queue.pop_front() {
            queued[node] = false;
            let Some(here) = distance[node] else { continue };
            for &half in &self.leaving[node] {
                let Half { to, room, cost } = self.halves[half];
                if room > 0 && distance[to].is_none_or(|there| here + cost < there) {
                    distance[to] = Some(here + cost);
                    if !std::mem::replace(&mut queued[to], true) {
                        queue.push_back(to);
                    }
                }
            }
        }
        distance
    }

    /// Whether a half lies on a shortest path between its ends.
    fn is_tight(&self, half: usize, distance: &[Option<i64>]) -> bool {
        let Half { to, cost, .. } = self.halves[half];
        match (distance[self.halves[half ^ 1].to], distance[to]) {
            (Some(from), Some(to)) => from + cost == to,
            _ => false,
        }
    }
}
