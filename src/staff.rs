//! Staff: the people of a roster with the roles they hold.

use std::collections::BTreeMap;

use crate::model::{Model, RoleIx};
use crate::org::OrgGraph;
use crate::roster::{Person, PersonIx, Roster};
use crate::title::{Classifier, Context, Reading};

/// The people of a roster with the roles they hold; the lifetime `'a` is that of model and roster.
#[derive(Debug)]
pub struct Staff<'a> {
    model: &'a Model,
    roster: &'a Roster,
    org: OrgGraph,
    readings: Vec<Reading>,
    reading_of: Vec<u32>,
    role_sets: Vec<Vec<RoleIx>>,
    role_set_of: Vec<u32>,
}

impl<'a> Staff<'a> {
    /// Reads every distinct title once and gives each person the roles of the title and of the column `roles`.
    pub fn new(model: &'a Model, roster: &'a Roster, classifier: &Classifier<'a>) -> Self {
        let org = OrgGraph::new(roster);
        let (mut readings, mut reading_of) = (Vec::new(), Vec::with_capacity(roster.len()));
        let (mut role_sets, mut role_set_of) = (Vec::new(), Vec::with_capacity(roster.len()));
        let mut known: BTreeMap<(&str, Context<'_>), u32> = BTreeMap::new();
        let mut sets: BTreeMap<Vec<RoleIx>, u32> = BTreeMap::new();
        for person in roster.people() {
            let leads = org.span(person.ix()) > 0;
            let context = Context { department: person.department(), team: person.team(), leads };
            let reading = *known.entry((person.title(), context)).or_insert_with(|| {
                readings.push(classifier.classify(person.title(), context));
                (readings.len() - 1) as u32
            });
            reading_of.push(reading);
            let mut roles = readings[reading as usize].roles.clone();
            roles.extend(person.roles().split('|').filter_map(|id| model.role(id.trim())));
            roles.sort_unstable();
            roles.dedup();
            let set = *sets.entry(roles).or_insert_with_key(|roles| {
                role_sets.push(roles.clone());
                (role_sets.len() - 1) as u32
            });
            role_set_of.push(set);
        }
        Self { model, roster, org, readings, reading_of, role_sets, role_set_of }
    }

    /// Returns the model.
    pub fn model(&self) -> &'a Model {
        self.model
    }

    /// Returns the roster.
    pub fn roster(&self) -> &'a Roster {
        self.roster
    }

    /// Returns the organisation.
    pub fn org(&self) -> &OrgGraph {
        &self.org
    }

    /// Returns the rows, in the order of the roster.
    pub fn people(&self) -> impl Iterator<Item = Person<'a>> {
        self.roster.people()
    }

    /// Returns the distinct readings, in the order in which the roster first needs them.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Returns how a person's title was read.
    pub fn reading(&self, person: PersonIx) -> &Reading {
        &self.readings[self.reading_of[person.index()] as usize]
    }

    /// Returns the distinct sets of roles that people hold, each in the model's order.
    pub fn role_sets(&self) -> &[Vec<RoleIx>] {
        &self.role_sets
    }

    /// Returns the place of a person's set of roles in [`Self::role_sets`].
    pub fn role_set(&self, person: PersonIx) -> usize {
        self.role_set_of[person.index()] as usize
    }

    /// Returns the roles that a person holds, in the model's order.
    pub fn roles(&self, person: PersonIx) -> &[RoleIx] {
        &self.role_sets[self.role_set(person)]
    }
}
