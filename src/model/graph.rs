//! The model as a graph: practices, disciplines and roles, and what joins them.

use std::collections::BTreeMap;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{Discipline, Membership, Model, PracticeIx, RoleIx};

/// Practices, disciplines and roles, joined.
#[derive(Clone, Debug, Default)]
pub(super) struct ModelGraph {
    graph: DiGraph<Node, Edge>,
    nodes: BTreeMap<Node, NodeIndex>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Practice(PracticeIx),
    Discipline(Discipline),
    Role(RoleIx),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// From a practice to a discipline.
    Combines,
    /// From a role to a practice.
    WorksIn(Membership),
    /// From a role to a practice; the number is the place in the order of preference.
    Leads(u16),
    /// From a role to a usual manager; the number is the place in the order of preference.
    ReportsTo(u16),
}

impl ModelGraph {
    pub(super) fn new(model: &Model) -> Self {
        let mut made = Self::default();
        for practice in model.practices() {
            for discipline in &model[practice].combines {
                made.join(Node::Practice(practice), Node::Discipline(*discipline), Edge::Combines);
            }
        }
        for role in model.roles() {
            for (practice, membership) in &model[role].practices {
                if let Some(practice) = model.practice(practice.as_str()) {
                    made.join(Node::Role(role), Node::Practice(practice), Edge::WorksIn(*membership));
                }
            }
            for (place, manager) in model[role].reports_to.iter().enumerate() {
                if let Some(manager) = model.role(manager.as_str()) {
                    made.join(Node::Role(role), Node::Role(manager), Edge::ReportsTo(place as u16));
                }
            }
        }
        for practice in model.practices() {
            let heads =
                model[practice].heads.iter().flat_map(|h| &h.roles).filter_map(|id| model.role(id.as_str()));
            for (place, role) in heads.enumerate() {
                made.join(Node::Role(role), Node::Practice(practice), Edge::Leads(place as u16));
            }
        }
        made
    }

    fn join(&mut self, from: Node, to: Node, edge: Edge) {
        let (from, to) = (self.node(from), self.node(to));
        self.graph.add_edge(from, to, edge);
    }

    fn node(&mut self, node: Node) -> NodeIndex {
        *self.nodes.entry(node).or_insert_with(|| self.graph.add_node(node))
    }

    /// Returns what is joined to a node in one direction, in the order of edges, then of nodes.
    fn joined(&self, node: Node, direction: Direction) -> Vec<(Edge, Node)> {
        let Some(&index) = self.nodes.get(&node) else { return Vec::new() };
        let edges = self.graph.edges_directed(index, direction);
        let mut joined: Vec<(Edge, Node)> = edges
            .map(|e| {
                let other = if direction == Direction::Outgoing { e.target() } else { e.source() };
                (*e.weight(), self.graph[other])
            })
            .collect();
        joined.sort_unstable();
        joined
    }
}

impl Model {
    /// Returns the practices in which a role works, and how, in the model's order.
    pub fn practices_of(&self, role: RoleIx) -> Vec<(PracticeIx, Membership)> {
        let joined = self.graph.joined(Node::Role(role), Direction::Outgoing).into_iter();
        let mut practices: Vec<_> = joined
            .filter_map(|(edge, node)| match (edge, node) {
                (Edge::WorksIn(membership), Node::Practice(practice)) => Some((practice, membership)),
                _ => None,
            })
            .collect();
        practices.sort_unstable();
        practices
    }

    /// Returns the roles that work in a practice, and how: leading before core before supporting roles, each in the
    /// model's order.
    pub fn roles_of(&self, practice: PracticeIx) -> Vec<(RoleIx, Membership)> {
        let joined = self.graph.joined(Node::Practice(practice), Direction::Incoming).into_iter();
        joined
            .filter_map(|(edge, node)| match (edge, node) {
                (Edge::WorksIn(membership), Node::Role(role)) => Some((role, membership)),
                _ => None,
            })
            .collect()
    }

    /// Returns the roles that can head a practice, in order of preference, each once.
    pub fn heads_of(&self, practice: PracticeIx) -> Vec<RoleIx> {
        let mut heads = Vec::new();
        for (edge, node) in self.graph.joined(Node::Practice(practice), Direction::Incoming) {
            if let (Edge::Leads(_), Node::Role(role)) = (edge, node)
                && !heads.contains(&role)
            {
                heads.push(role);
            }
        }
        heads
    }

    /// Returns the practices that a role can head, in the model's order, each once.
    pub fn heads(&self, role: RoleIx) -> Vec<PracticeIx> {
        let joined = self.graph.joined(Node::Role(role), Direction::Outgoing).into_iter();
        let mut practices: Vec<PracticeIx> = joined
            .filter_map(|(edge, node)| match (edge, node) {
                (Edge::Leads(_), Node::Practice(practice)) => Some(practice),
                _ => None,
            })
            .collect();
        practices.sort_unstable();
        practices.dedup();
        practices
    }

    /// Returns the roles to which a role usually reports, best first.
    pub fn managers_of(&self, role: RoleIx) -> Vec<RoleIx> {
        Self::lines(self.graph.joined(Node::Role(role), Direction::Outgoing))
    }

    /// Returns the roles that usually report to a role: those that prefer it first, then in the model's order.
    pub fn reports_of(&self, role: RoleIx) -> Vec<RoleIx> {
        Self::lines(self.graph.joined(Node::Role(role), Direction::Incoming))
    }

    fn lines(joined: Vec<(Edge, Node)>) -> Vec<RoleIx> {
        let lines = joined.into_iter().filter_map(|(edge, node)| match (edge, node) {
            (Edge::ReportsTo(_), Node::Role(role)) => Some(role),
            _ => None,
        });
        lines.collect()
    }

    /// Returns what two practices share: the disciplines, and the roles with how they work in each, in the model's
    /// order.
    pub fn shared(&self, a: PracticeIx, b: PracticeIx) -> Shared {
        let combines = |practice| self.graph.joined(Node::Practice(practice), Direction::Outgoing);
        let of_b = combines(b);
        let disciplines =
            combines(a).into_iter().filter(|e| of_b.contains(e)).filter_map(|(_, node)| match node {
                Node::Discipline(discipline) => Some(discipline),
                _ => None,
            });
        let mut roles: Vec<_> = self
            .roles_of(a)
            .into_iter()
            .filter_map(|(role, in_a)| self.membership(role, b).map(|in_b| (role, in_a, in_b)))
            .collect();
        roles.sort_unstable();
        Shared { disciplines: disciplines.collect(), roles }
    }
}

/// What two practices share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The disciplines that both combine.
    pub disciplines: Vec<Discipline>,
    /// The roles that work in both, with how in the first and in the second.
    pub roles: Vec<(RoleIx, Membership, Membership)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(model: &Model, roles: impl IntoIterator<Item = RoleIx>) -> Vec<String> {
        roles.into_iter().map(|r| model[r].id.to_string()).collect()
    }

    #[test]
    fn a_role_and_a_practice_find_each_other() {
        let model = Model::builtin();
        for role in model.roles() {
            for (practice, membership) in model.practices_of(role) {
                assert!(model.roles_of(practice).contains(&(role, membership)), "{}", model[role].id);
            }
        }
    }

    #[test]
    fn heads_come_in_order_of_preference() {
        let model = Model::builtin();
        let devops = model.practice("devops").unwrap();
        let heads = ids(&model, model.heads_of(devops));
        assert_eq!(heads.first().map(String::as_str), Some("head-of-devops"));
        assert_eq!(heads.last().map(String::as_str), Some("cio"));
        assert!(model.heads(model.role("cto").unwrap()).contains(&devops));
    }

    #[test]
    fn lines_are_found_from_both_ends() {
        let model = Model::builtin();
        let role = model.role("soc-analyst").unwrap();
        assert_eq!(ids(&model, model.managers_of(role)), ["soc-manager", "head-of-security-operations"]);
        assert!(model.managers_of(role).iter().all(|m| model.reports_of(*m).contains(&role)));
    }

    #[test]
    fn two_practices_share_disciplines_and_roles() {
        let model = Model::builtin();
        let [devops, secops] = ["devops", "secops"].map(|id| model.practice(id).unwrap());
        let shared = model.shared(devops, secops);
        assert_eq!(shared.disciplines, [Discipline::Operations]);
        assert!(ids(&model, shared.roles.iter().map(|r| r.0)).contains(&"systems-administrator".to_owned()));
    }
}
