//! Shows how well DevOps, SecOps and DevSecOps are covered by the people of a roster.
//!
//! The modules stand in dependency order: each imports only from those above it.

pub mod error;
pub mod id;
mod settings;
mod suggest;
pub mod model;
pub mod roster;
pub mod title;
pub mod org;
pub mod staff;
pub mod coverage;
pub mod check;
pub mod plan;
pub mod analysis;
pub mod what_if;
pub mod diff;
pub mod report;
#[cfg(feature = "cli")]
pub mod cli;

pub use error::{Error, ErrorKind, Result};
