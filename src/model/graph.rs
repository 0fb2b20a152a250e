//! The graph of a model, and the questions it answers: who works where, who leads what, who reports to whom.
//!
//! Nodes are practices, disciplines and roles. Edges go from a practice to the disciplines that it combines, and from a
//! role to the practices it works in, to those whose head's post it can hold, and to the roles it usually reports to.
//! All answers are in a stated order, which does not depend on the order of edges.

use std::collections::BTreeMap;

use petgraph::Direction;
use petgraph::algo::has_path_connecting;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{EdgeFiltered, EdgeRef};

use super::{Demand, DemandKind, Discipline, Membership, Model, Practice, PracticeIx, Role, RoleIx};
use crate::id::{PracticeId, RoleId};

/// A thing of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Practice(PracticeIx),
    Discipline(Discipline),
    Role(RoleIx),
}

/// How two things of the model are joined. A number is a place in an order of preference, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// From practice to discipline.
    Combines(usize),
    /// From role to practice.
    WorksIn(Membership),
    /// From role to practice.
    Leads(usize),
    /// From role to role.
    ReportsTo(usize),
}

/// The graph of one model.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    graph: DiGraph<Node, Edge, u32>,
    roles: Vec<NodeIndex>,
    practices: Vec<NodeIndex>,
}

impl Graph {
    /// Joins roles and practices, all of whose ids are known.
    pub(super) fn new(
        practices: &[Practice],
        roles: &[Role],
        demands: &[Demand],
        role_by_id: &BTreeMap<RoleId, RoleIx>,
        practice_by_id: &BTreeMap<PracticeId, PracticeIx>,
    ) -> Self {
        let mut graph = DiGraph::default();
        let node_of_practices: Vec<_> = (0..practices.len())
            .map(|place| graph.add_node(Node::Practice(PracticeIx::from_index(place))))
            .collect();
        let node_of_roles: Vec<_> =
            (0..roles.len()).map(|place| graph.add_node(Node::Role(RoleIx::from_index(place)))).collect();
        let mut made = Self { graph, roles: node_of_roles, practices: node_of_practices };
        let mut disciplines = BTreeMap::new();
        for (practice, node) in practices.iter().zip(made.practices.clone()) {
            for (place, discipline) in practice.combines.iter().enumerate() {
                let to = *disciplines
                    .entry(*discipline)
                    .or_insert_with(|| made.graph.add_node(Node::Discipline(*discipline)));
                made.graph.update_edge(node, to, Edge::Combines(place));
            }
            for (place, role) in heads(practice, demands, role_by_id).into_iter().enumerate() {
                made.graph.add_edge(made.role(role), node, Edge::Leads(place));
            }
        }
        for (role, node) in roles.iter().zip(made.roles.clone()) {
            for (practice, membership) in &role.practices {
                let practice = made.practice(practice_by_id[practice]);
                made.graph.add_edge(node, practice, Edge::WorksIn(*membership));
            }
            for (place, manager) in role.reports_to.iter().enumerate() {
                let manager = made.role(role_by_id[manager]);
                made.graph.add_edge(node, manager, Edge::ReportsTo(place));
            }
        }
        made
    }

    fn role(&self, role: RoleIx) -> NodeIndex {
        self.roles[role.index()]
    }

    fn practice(&self, practice: PracticeIx) -> NodeIndex {
        self.practices[practice.index()]
    }

    /// Returns what the edges of a node lead to, sorted by what `of` makes of edge and thing.
    fn joined<T: Ord>(
        &self,
        node: NodeIndex,
        direction: Direction,
        of: impl Fn(Edge, Node) -> Option<T>,
    ) -> Vec<T> {
        let other = |edge: petgraph::graph::EdgeReference<'_, Edge>| match direction {
            Direction::Outgoing => edge.target(),
            Direction::Incoming => edge.source(),
        };
        let edges = self.graph.edges_directed(node, direction);
        let mut found: Vec<T> =
            edges.filter_map(|edge| of(*edge.weight(), self.graph[other(edge)])).collect();
        found.sort_unstable();
        found
    }
}

/// Two graphs are equal where the same nodes are joined by the same edges, added in the same order: as those of equal
/// models are.
impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        let Self { graph, roles, practices } = self;
        let edges = |graph: &DiGraph<Node, Edge, u32>| -> Vec<_> {
            graph.raw_edges().iter().map(|e| (e.source(), e.target(), e.weight)).collect()
        };
        graph.node_weights().eq(other.graph.node_weights())
            && edges(graph) == edges(&other.graph)
            && *roles == other.roles
            && *practices == other.practices
    }
}

/// Returns the roles that can hold the head's post of a practice: first its heads, in order of preference, then the others
/// that its demand for a head takes, in that order.
fn heads(practice: &Practice, demands: &[Demand], role_by_id: &BTreeMap<RoleId, RoleIx>) -> Vec<RoleIx> {
    let listed = practice.heads.iter().flat_map(|head| &head.roles).map(|id| role_by_id[id]);
    let posts = practice.demands.iter().map(|d| &demands[d.index()]).filter(|d| d.kind == DemandKind::Head);
    let mut heads = Vec::new();
    for role in listed.chain(posts.flat_map(|post| post.roles.iter().copied())) {
        if !heads.contains(&role) {
            heads.push(role);
        }
    }
    heads
}

/// What two practices share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The disciplines that both combine, in their order.
    pub disciplines: Vec<Discipline>,
    /// The roles that work in both, with how in the first and in the second, in the model's order.
    pub roles: Vec<(RoleIx, Membership, Membership)>,
}

/// The questions that the graph answers.
impl Model {
    /// Returns the practices that a role works in, and how, in the model's order.
    pub fn practices_of(&self, role: RoleIx) -> Vec<(PracticeIx, Membership)> {
        self.graph.joined(self.graph.role(role), Direction::Outgoing, |edge, node| match (edge, node) {
            (Edge::WorksIn(membership), Node::Practice(practice)) => Some((practice, membership)),
            _ => None,
        })
    }

    /// Returns the roles that work in a practice, and how: those that lead, then core, then supporting ones, each in the
    /// model's order.
    pub fn roles_of(&self, practice: PracticeIx) -> Vec<(RoleIx, Membership)> {
        let roles =
            self.graph.joined(self.graph.practice(practice), Direction::Incoming, |edge, node| {
                match (edge, node) {
                    (Edge::WorksIn(membership), Node::Role(role)) => Some((membership, role)),
                    _ => None,
                }
            });
        roles.into_iter().map(|(membership, role)| (role, membership)).collect()
    }

    /// Returns the roles that can hold the head's post of a practice, best first: its heads in order of preference, then
    /// the others that its demand for a head takes, in the order of that demand.
    pub fn heads_of(&self, practice: PracticeIx) -> Vec<RoleIx> {
        let heads =
            self.graph.joined(self.graph.practice(practice), Direction::Incoming, |edge, node| {
                match (edge, node) {
                    (Edge::Leads(place), Node::Role(role)) => Some((place, role)),
                    _ => None,
                }
            });
        heads.into_iter().map(|(_, role)| role).collect()
    }

    /// Returns the practices whose head's post a role can hold, in the model's order.
    pub fn leads(&self, role: RoleIx) -> Vec<PracticeIx> {
        self.graph.joined(self.graph.role(role), Direction::Outgoing, |edge, node| match (edge, node) {
            (Edge::Leads(_), Node::Practice(practice)) => Some(practice),
            _ => None,
        })
    }

    /// Returns what two practices have in common.
    pub fn shared(&self, one: PracticeIx, other: PracticeIx) -> Shared {
        let combined = |practice| {
            self.graph.joined(self.graph.practice(practice), Direction::Outgoing, |edge, node| {
                match (edge, node) {
                    (Edge::Combines(_), Node::Discipline(discipline)) => Some(discipline),
                    _ => None,
                }
            })
        };
        let others = combined(other);
        let in_both = |role| Some((role, self.membership(role, one)?, self.membership(role, other)?));
        Shared {
            disciplines: combined(one).into_iter().filter(|d| others.contains(d)).collect(),
            roles: self.roles().filter_map(in_both).collect(),
        }
    }

    /// Returns the roles that a role usually reports to, best first.
    pub fn managers_of(&self, role: RoleIx) -> Vec<RoleIx> {
        let managers =
            self.graph.joined(self.graph.role(role), Direction::Outgoing, |edge, node| match (edge, node) {
                (Edge::ReportsTo(place), Node::Role(manager)) => Some((place, manager)),
                _ => None,
            });
        managers.into_iter().map(|(_, manager)| manager).collect()
    }

    /// Returns the roles that usually report to a role, in the model's order.
    pub fn reports_of(&self, role: RoleIx) -> Vec<RoleIx> {
        self.graph.joined(self.graph.role(role), Direction::Incoming, |edge, node| match (edge, node) {
            (Edge::ReportsTo(_), Node::Role(report)) => Some(report),
            _ => None,
        })
    }

    /// Whether a role usually reports to another, directly or through the usual lines of those between; never to itself.
    pub fn is_usual_line(&self, report: RoleIx, manager: RoleIx) -> bool {
        let lines =
            EdgeFiltered::from_fn(&self.graph.graph, |edge| matches!(edge.weight(), Edge::ReportsTo(_)));
        report != manager
            && has_path_connecting(&lines, self.graph.role(report), self.graph.role(manager), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(model: &Model, id: &str) -> RoleIx {
        model.role(id).expect("a role of the model")
    }

    fn ids(model: &Model, roles: impl IntoIterator<Item = RoleIx>) -> Vec<&str> {
        roles.into_iter().map(|r| model[r].id.as_str()).collect()
    }

    #[test]
    fn a_role_and_a_practice_find_each_other() {
        let model = Model::builtin();
        let from_roles = model.roles().map(|r| model.practices_of(r).len()).sum::<usize>();
        let from_practices = model.practices().map(|p| model.roles_of(p).len()).sum::<usize>();
        let written = model.roles().map(|r| model[r].practices.len()).sum::<usize>();
        assert_eq!((from_roles, from_practices), (written, written));
        for practice in model.practices() {
            let roles = model.roles_of(practice);
            assert!(roles.is_sorted_by_key(|(role, how)| (*how, *role)), "leads, core, supporting");
            for (role, how) in roles {
                assert!(model.practices_of(role).contains(&(practice, how)), "{}", model[role].id);
            }
        }
    }

    #[test]
    fn heads_come_in_order_of_preference() {
        let model = Model::builtin();
        let devops = model.practice("devops").expect("a practice of the model");
        let heads = ids(&model, model.heads_of(devops));
        let (listed, others) = heads.split_at(7);
        assert_eq!((listed[0], listed[6]), ("head-of-devops", "cio"));
        assert_eq!(others, ["devops-manager", "sre-manager"], "whom only the demand takes comes last");
        let cto = role(&model, "cto");
        let led = model.leads(cto).into_iter().map(|p| model[p].id.as_str());
        assert_eq!(led.collect::<Vec<_>>(), ["devops", "devsecops"]);
    }

    #[test]
    fn usual_lines_are_found_from_both_ends() {
        let model = Model::builtin();
        for report in model.roles() {
            for manager in model.managers_of(report) {
                assert!(model.reports_of(manager).contains(&report), "{}", model[report].id);
                assert!(model.is_usual_line(report, manager), "{}", model[report].id);
                assert!(!model.is_usual_line(manager, report), "no line leads down: {}", model[report].id);
            }
        }
        let analyst = role(&model, "soc-analyst");
        assert_eq!(ids(&model, model.managers_of(analyst)), ["soc-manager", "head-of-security-operations"]);
    }

    #[test]
    fn a_usual_line_may_go_through_others_and_never_to_oneself() {
        let model = Model::builtin();
        let [analyst, ceo] = ["soc-analyst", "ceo"].map(|id| role(&model, id));
        assert!(model.is_usual_line(analyst, ceo), "by way of managers and heads");
        assert!(!model.is_usual_line(analyst, role(&model, "qa-manager")));
        assert!(!model.is_usual_line(analyst, analyst));
    }

    #[test]
    fn two_practices_share_disciplines_and_roles() {
        let model = Model::builtin();
        let [devops, secops] = ["devops", "secops"].map(|id| model.practice(id).expect("a practice"));
        let shared = model.shared(devops, secops);
        assert_eq!(shared.disciplines, [Discipline::Operations]);
        let administrator = role(&model, "systems-administrator");
        assert!(shared.roles.iter().any(|(role, ..)| *role == administrator));
        let turned = |(role, a, b)| (role, b, a);
        let back = model.shared(secops, devops).roles.into_iter().map(turned).collect::<Vec<_>>();
        assert_eq!(back, shared.roles, "what is shared is shared both ways");
    }
}
