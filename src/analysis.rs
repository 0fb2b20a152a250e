//! The pipeline in one value: staff, coverage, findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::{self, Allowed, Finding, Policy};
use crate::coverage::Coverage;
use crate::model::{Model, Profile, RoleIx};
use crate::roster::{Date, Roster};
use crate::staff::{Staff, Standing};
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
    /// What is wrong and allowed by a policy, worst first.
    pub allowed: Vec<Allowed>,
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
        Self { staff, coverage, findings, allowed: Vec::new() }
    }

    /// Judges the findings by a policy on a day.
    #[must_use]
    pub fn judged(self, policy: &Policy, as_of: Date) -> Self {
        let check::Judged { findings, allowed } = policy.apply(self.findings, &self.staff, as_of);
        Self { findings, allowed, ..self }
    }
}

/// A title that a person should decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndecidedTitle<'a> {
    /// The title, as the roster has it first.
    pub title: &'a str,
    /// How many people in scope bear it.
    pub people: usize,
    /// What it could mean, best first.
    pub candidates: Vec<RoleIx>,
}

/// How the distinct titles of the people in scope were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TitleCounts {
    /// Titles with a role.
    pub recognised: usize,
    /// Titles that no role of the model has.
    pub outside: usize,
    /// Titles that a person should decide.
    pub undecided: usize,
}

impl<'a> Analysis<'a> {
    /// Returns the titles that a person should decide: most people first, then by title.
    pub fn undecided_titles(&self) -> Vec<UndecidedTitle<'a>> {
        let mut titles: BTreeMap<&str, UndecidedTitle<'a>> = BTreeMap::new();
        for person in self.staff.of_standing(Standing::Present) {
            let reading = self.staff.reading(person);
            if reading.candidates.is_empty() {
                continue;
            }
            let title = self.staff.roster().person(person).title();
            let undecided = titles.entry(title).or_insert_with(|| UndecidedTitle {
                title,
                people: 0,
                candidates: reading.candidates.clone(),
            });
            undecided.people += 1;
        }
        let mut titles: Vec<_> = titles.into_values().collect();
        titles.sort_by_key(|t| (Reverse(t.people), t.title));
        titles
    }

    /// Returns how the distinct titles of the people in scope were read; one read in two ways counts as undecided
    /// before recognised before outside.
    pub fn title_counts(&self) -> TitleCounts {
        let mut best: BTreeMap<&str, u8> = BTreeMap::new();
        for person in self.staff.of_standing(Standing::Present) {
            let reading = self.staff.reading(person);
            let rank = match (reading.candidates.is_empty(), reading.roles.is_empty()) {
                (false, _) => 2,
                (true, false) => 1,
                (true, true) => 0,
            };
            let known = best.entry(self.staff.roster().person(person).title()).or_default();
            *known = rank.max(*known);
        }
        let number = |rank| best.values().filter(|r| **r == rank).count();
        TitleCounts { recognised: number(1), outside: number(0), undecided: number(2) }
    }
}
