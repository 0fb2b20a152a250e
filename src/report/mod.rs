//! Reports: pure functions from an analysis to text or bytes.
//!
//! What people read is built once as a [`document::Document`] and rendered as terminal text or Markdown; what
//! programs read (JSON, CSV, SARIF) has a file and types of its own each.

pub mod document;
pub mod words;
pub mod gaps;
pub mod groups;
pub mod verdict;
pub mod catalog;
pub mod catalog_json;
pub mod rules;
pub mod compare;
pub mod comparison;
pub mod comparison_json;
pub mod position;
pub mod chart;
pub mod check;
pub mod check_json;
pub mod briefing;
pub mod changes;
pub mod changes_json;
pub mod csv;
pub mod frontier;
pub mod html;
pub mod losses;
pub mod markdown;
pub mod plan;
pub mod plan_json;
mod plan_method;
pub mod plan_toml;
pub mod sarif;
#[cfg(feature = "cli")]
pub mod text;
pub mod titles;
pub mod import;
#[cfg(test)]
mod schemas;
pub mod xlsx;
