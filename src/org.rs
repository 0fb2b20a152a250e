//! The organisation: people and their solid and dotted reporting lines, as a graph.

use petgraph::graph::{DiGraph, NodeIndex};

use crate::roster::{Manager, PersonIx, Roster};

/// People and reporting lines. Nodes are the rows of the roster, in their order; edges go from manager to report.
#[derive(Debug)]
pub struct OrgGraph {
    graph: DiGraph<(), Line, u32>,
}

/// The kind of a reporting line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The line of authority.
    Solid,
    /// A second, dotted line.
    Dotted,
}

impl OrgGraph {
    /// Makes the graph of a roster.
    pub fn new(roster: &Roster) -> Self {
        let mut graph = DiGraph::with_capacity(roster.len(), roster.len());
        for _ in 0..roster.len() {
            graph.add_node(());
        }
        let node = |p: PersonIx| NodeIndex::new(p.index());
        for person in roster.people() {
            if let Manager::Person(manager) = person.manager() {
                graph.add_edge(node(manager), node(person.ix()), Line::Solid);
            }
            if let Manager::Person(manager) = person.second_manager() {
                graph.add_edge(node(manager), node(person.ix()), Line::Dotted);
            }
        }
        Self { graph }
    }

    /// Returns how many people report to a person on solid lines.
    pub fn span(&self, person: PersonIx) -> usize {
        self.graph.edges(NodeIndex::new(person.index())).filter(|e| *e.weight() == Line::Solid).count()
    }
}
