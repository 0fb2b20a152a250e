//! Figures: numbers found elsewhere, each with its source and how good that is.

use crate::id::FigureId;

/// A number found elsewhere, read from `roles/figures.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The id.
    pub id: FigureId,
    /// What it is about.
    pub topic: String,
    /// What was counted.
    pub fact: String,
    /// The value, with its unit.
    pub value: String,
    /// Where it was found.
    pub source: String,
    /// How good the source is.
    pub grade: Grade,
}

/// How good a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum Grade {
    /// Official.
    A,
    /// Reputable secondary.
    B,
    /// Blog or vendor.
    C,
    /// Our judgement.
    J,
}

impl Grade {
    /// Returns its letter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::J => "J",
        }
    }

    /// Returns what the letter means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::A => "official",
            Self::B => "reputable",
            Self::C => "blog or vendor",
            Self::J => "judgement",
        }
    }
}
