//! The pipeline in one value: staff, coverage, findings.

use crate::check::{self, Finding};
use crate::coverage::Coverage;
use crate::model::{Model, Profile};
use crate::roster::Roster;
use crate::staff::Staff;
use crate::title::Classifier;

/// What a roster says about a model's practices; the lifetime `'a` is that of model and roster.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The people with their roles.
    pub staff: Staff<'a>,
    /// How well each practice is covered.
    pub coverage: Coverage,
    /// What is wrong, worst first.
    pub findings: Vec<Finding>,
}

impl<'a> Analysis<'a> {
    /// Analyses a roster; the profile is decided by its size unless given.
    pub fn new(
        model: &'a Model,
        roster: &'a Roster,
        classifier: &Classifier<'a>,
        profile: Option<Profile>,
    ) -> Self {
        let staff = Staff::new(model, roster, classifier);
        let coverage = Coverage::new(&staff, profile);
        let findings = check::run(&staff, &coverage);
        Self { staff, coverage, findings }
    }
}
