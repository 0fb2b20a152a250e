//! The laws of roles: titles, practices, reporting lines.

use std::collections::BTreeMap;

use petgraph::algo::{astar, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use toml::Spanned;

use super::Laws;
use crate::model::files::{Parsed, RoleFile, Source};

impl<'f> Laws<'f, '_> {
    pub(super) fn roles(&mut self) {
        for Parsed { source, says } in &self.files.roles {
            self.id_of_file(*source, &says.id, says.id.get_ref().as_str());
            self.role(*source, says);
        }
        self.titles();
        self.lines();
    }

    fn role(&mut self, source: Source<'_>, role: &RoleFile) {
        let what = "say at least one line, as for a job description";
        self.not_empty(source, &role.does, role.does.get_ref().is_empty(), "`does`", what);
        self.not_empty(
            source,
            &role.answerable_for,
            role.answerable_for.get_ref().is_empty(),
            "`answerable_for`",
            what,
        );
        for entry in &role.titles_in_context {
            let help = "name the words of which one must stand beside the title, or put it under `titles`";
            self.not_empty(source, &entry.context, entry.context.get_ref().is_empty(), "`context`", help);
        }
        for id in role.practices.keys() {
            if !self.practice_ids.contains(id.get_ref().as_str()) {
                let help = format!("add practices/{id}.toml, or name a practice that has a file there");
                self.refuse(source, id, format!("no practice has the id `{id}`"), &help);
            }
        }
        self.role_list(source, &role.reports_to);
        self.figure_list(source, std::slice::from_ref(&role.wage.source));
    }

    /// A title means one role; in different contexts it may mean different ones.
    fn titles(&mut self) {
        let mut means: BTreeMap<(String, String), &'f str> = BTreeMap::new();
        for Parsed { source, says } in &self.files.roles {
            let plain = std::iter::once(&says.name).chain(&says.titles).map(|title| (title, ""));
            let in_context = says
                .titles_in_context
                .iter()
                .flat_map(|e| e.context.get_ref().iter().map(|word| (&e.title, word.as_str())));
            for (title, word) in plain.chain(in_context) {
                self.not_empty(
                    *source,
                    title,
                    fold(title.get_ref()).is_empty(),
                    "the title",
                    "write or remove it",
                );
                let id = says.id.get_ref().as_str();
                if let Some(other) = means.insert((fold(title.get_ref()), fold(word)), id) {
                    self.twice(*source, title, id, other);
                }
            }
        }
    }

    fn twice(&mut self, source: Source<'_>, title: &Spanned<String>, id: &str, other: &str) {
        if id == other {
            self.refuse(source, title, format!("the role has the title `{title}` twice"), "write it once");
        } else {
            let message = format!("the title `{title}` is also one of the role `{other}`");
            let help =
                "remove it from one of the two, or tell them apart by words beside it (`titles_in_context`)";
            self.refuse(source, title, message, help);
        }
    }

    /// No role reports, directly or through others, to itself.
    fn lines(&mut self) {
        let roles = &self.files.roles;
        let node_of: BTreeMap<&str, NodeIndex> = roles
            .iter()
            .enumerate()
            .map(|(i, r)| (r.says.id.get_ref().as_str(), NodeIndex::new(i)))
            .collect();
        let mut graph = DiGraph::<(), &Spanned<_>>::with_capacity(roles.len(), 3 * roles.len());
        for _ in roles {
            graph.add_node(());
        }
        for (place, role) in roles.iter().enumerate() {
            for manager in &role.says.reports_to {
                if let Some(node) = node_of.get(manager.get_ref().as_str()) {
                    graph.add_edge(NodeIndex::new(place), *node, manager);
                }
            }
        }
        for group in kosaraju_scc(&graph) {
            // The files stand in the order of their paths, so the lowest node is the first id.
            let start = *group.iter().min().expect("a component has a node");
            let back = |next| astar(&graph, next, |node| node == start, |_| 1, |_| 0);
            let Some((_, cycle)) = graph.neighbors(start).filter_map(back).min() else { continue };
            let names: Vec<&str> =
                cycle.iter().map(|node| roles[node.index()].says.id.get_ref().as_str()).collect();
            let role = &roles[start.index()];
            let first = graph.find_edge(start, cycle[0]).map(|edge| graph[edge]);
            self.refuse(
                role.source,
                first.expect("the cycle starts with a line"),
                format!("`reports_to` goes in a circle: {} → {}", role.says.id.get_ref(), names.join(" → ")),
                "remove one of these lines: at the end of every line stands a role that reports to nobody",
            );
        }
    }
}

/// Returns a title as it is compared: in small letters, with single spaces.
fn fold(title: &str) -> String {
    title.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
