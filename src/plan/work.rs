//! How much work a search may be.

use std::time::{Duration, Instant};

use super::options::PlanOptions;

/// The work that a search may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    /// Nodes of each aim's search.
    pub(super) most_nodes: u64,
    /// When it must end, whatever it has.
    pub(super) until: Option<Instant>,
}

impl Work {
    /// Returns the work that options allow, from now on.
    pub(super) fn new(options: &PlanOptions) -> Self {
        Self { most_nodes: options.most_nodes, until: options.time_limit.map(|limit| Instant::now() + limit) }
    }

    /// Returns the time that is left; none where there is no limit.
    pub(super) fn left(self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Whether the time is over.
    pub(super) fn is_over(self) -> bool {
        self.left().is_some_and(|left| left.is_zero())
    }
}
