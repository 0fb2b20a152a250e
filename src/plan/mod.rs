//! The plan: whom to hire, move or train, in which quarter, at what cost.

mod action;
mod aim;
mod build;
mod flow;
mod instance;
mod options;
mod program;
mod quarter;
mod search;

pub use options::{PlanOptions, Prefer};
pub use quarter::Quarter;
