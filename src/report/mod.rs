//! Reports: pure functions from an analysis to bytes, one file per format.

pub mod sarif;
