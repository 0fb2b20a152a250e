//! Staff: the people of a roster with the roles they hold.

use std::collections::BTreeMap;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rayon::prelude::*;

use crate::model::{Model, RoleIx};
use crate::org::{self, OrgGraph};
use crate::roster::hash::fold;
use crate::roster::{Person, PersonIx, Roster, Status};
use crate::title::{Classifier, Context, Reading};

/// Whether a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A person in scope who works there, on leave or not.
    Present,
    /// A position in scope that is vacant, or whose person starts later: counted apart.
    Expected,
    /// Anybody else: left, or out of scope.
    Apart,
}

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
    standings: Vec<Standing>,
    active: usize,
    names_teams: bool,
    unknown_roles: Vec<(PersonIx, &'a str)>,
}

impl<'a> Staff<'a> {
    /// Reads every distinct title once and gives each person the roles of the title and of the column `roles`.
    ///
    /// Titles are distinct together with what may decide between their meanings: department, team, and whether the
    /// person leads somebody.
    pub fn new(model: &'a Model, roster: &'a Roster, classifier: &Classifier<'a>) -> Self {
        let (org, (titles, readings)) = rayon::join(
            || OrgGraph::new(roster),
            || {
                let titles = Titles::of(roster, &org::leaders(roster));
                let read = |(title, context): &(&str, Context<'_>)| classifier.classify(title, *context);
                let readings: Vec<Reading> = titles.distinct.par_iter().map(read).collect();
                (titles, readings)
            },
        );
        let mut sets = RoleSets::default();
        let by_title: Vec<u32> = readings.iter().map(|reading| sets.place(reading.roles.to_vec())).collect();
        let mut role_set_of: Vec<u32> =
            titles.of_person.par_iter().map(|title| by_title[*title as usize]).collect();
        let mut unknown_roles = Vec::new();
        for person in roster.people_with_roles() {
            let mut roles = readings[titles.of_person[person.ix().index()] as usize].roles.to_vec();
            for id in person.roles().split('|').map(str::trim).filter(|id| !id.is_empty()) {
                match model.role(id) {
                    Some(role) => roles.push(role),
                    None => unknown_roles.push((person.ix(), id)),
                }
            }
            role_set_of[person.ix().index()] = sets.place(roles);
        }
        let person = |row| roster.person(PersonIx::from_index(row));
        let rows = (0..roster.len()).into_par_iter();
        let (standings, active) = rayon::join(
            || rows.clone().map(|row| standing(person(row))).collect(),
            || rows.clone().filter(|row| person(*row).status() == Status::Active).count(),
        );
        Self {
            model,
            roster,
            org,
            readings,
            reading_of: titles.of_person,
            role_sets: sets.list,
            role_set_of,
            standings,
            active,
            names_teams: titles.distinct.iter().any(|(_, context)| !context.team.is_empty()),
            unknown_roles,
        }
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
    pub fn people(&self) -> impl Iterator<Item = Person<'a>> + use<'a> {
        self.roster.people()
    }

    /// Returns the rows of one standing, in the order of the roster.
    pub fn of_standing(&self, standing: Standing) -> impl Iterator<Item = PersonIx> {
        let rows = self.standings.iter().enumerate();
        rows.filter(move |(_, s)| **s == standing).map(|(i, _)| PersonIx::from_index(i))
    }

    /// Returns whether a row counts.
    pub fn standing(&self, person: PersonIx) -> Standing {
        self.standings[person.index()]
    }

    /// Returns how many people work there, in scope or not.
    pub fn active(&self) -> usize {
        self.active
    }

    /// Whether any row names a team; where none does, the people under one manager are one.
    pub fn names_teams(&self) -> bool {
        self.names_teams
    }

    /// Returns the distinct readings, in the order in which the roster first needs them.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Returns how a person's title was read.
    pub fn reading(&self, person: PersonIx) -> &Reading {
        &self.readings[self.reading_place(person)]
    }

    /// Returns the place of a person's reading in [`Self::readings`].
    pub fn reading_place(&self, person: PersonIx) -> usize {
        self.reading_of[person.index()] as usize
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

    /// Returns what the column `roles` names that the model does not have, with the person, in the order of the
    /// roster.
    pub fn unknown_roles(&self) -> &[(PersonIx, &'a str)] {
        &self.unknown_roles
    }
}

fn standing(person: Person<'_>) -> Standing {
    match person.status() {
        _ if !person.in_scope() => Standing::Apart,
        Status::Active => Standing::Present,
        Status::Vacant | Status::Future => Standing::Expected,
        Status::Left => Standing::Apart,
    }
}

/// The distinct titles of a roster, in the order in which it first has them.
struct Titles<'r> {
    distinct: Vec<(&'r str, Context<'r>)>,
    of_person: Vec<u32>,
}

impl<'r> Titles<'r> {
    /// The reader keeps each text once, so titles are told apart by their places there and no text is compared.
    ///
    /// Stretches of the roster are gone through side by side, and put together in their order.
    fn of(roster: &'r Roster, leads: &[bool]) -> Self {
        let key = |row: usize| {
            let person = roster.person(PersonIx::from_index(row));
            Key {
                title: person.title_symbol(),
                department: person.department_symbol(),
                team: person.team_symbol(),
                leads: leads[row],
            }
        };
        let mut of_person = vec![0; roster.len()];
        let stretch = |(nth, places): (usize, &mut [u32])| {
            let mut keys = Keys::default();
            for (row, place) in (nth * STRETCH..).zip(places) {
                *place = keys.place(key(row), row);
            }
            keys
        };
        let stretches: Vec<Keys> = of_person.par_chunks_mut(STRETCH).enumerate().map(stretch).collect();
        let mut all = Keys::default();
        let mut place = |(key, row): &(Key, usize)| all.place(*key, *row);
        let places: Vec<Vec<u32>> =
            stretches.iter().map(|keys| keys.list.iter().map(&mut place).collect()).collect();
        of_person.par_chunks_mut(STRETCH).zip(places).for_each(|(of_rows, places)| {
            of_rows.iter_mut().for_each(|place| *place = places[*place as usize])
        });
        let title = |(key, row): &(Key, usize)| {
            let person = roster.person(PersonIx::from_index(*row));
            let context = Context { department: person.department(), team: person.team(), leads: key.leads };
            (person.title(), context)
        };
        Self { distinct: all.list.iter().map(title).collect(), of_person }
    }
}

/// How many people are gone through at a stretch.
const STRETCH: usize = 1 << 16;

/// The distinct keys with the first row of each, in the order in which they are first needed.
#[derive(Default)]
struct Keys {
    list: Vec<(Key, usize)>,
    places: HashTable<u32>,
}

impl Keys {
    fn place(&mut self, key: Key, row: usize) -> u32 {
        let Self { list, places } = self;
        let same = |at: &u32| list[*at as usize].0 == key;
        match places.entry(key.hash(), same, |at| list[*at as usize].0.hash()) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                list.push((key, row));
                *free.insert(list.len() as u32 - 1).get()
            }
        }
    }
}

/// What tells one reading of a title from another: places in the roster's lists of distinct texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    title: u32,
    department: u32,
    team: u32,
    leads: bool,
}

impl Key {
    fn hash(self) -> u64 {
        let Self { title, department, team, leads } = self;
        let words = [u64::from(title) << 32 | u64::from(department), u64::from(team) << 1 | u64::from(leads)];
        words.into_iter().fold(0x9e37_79b9_7f4a_7c15, |hash, word| fold(hash ^ word, 0xd1b5_4a32_d192_ed03))
    }
}

/// The distinct sets of roles, in the order in which they are first needed.
#[derive(Default)]
struct RoleSets {
    list: Vec<Vec<RoleIx>>,
    places: BTreeMap<Vec<RoleIx>, u32>,
}

impl RoleSets {
    /// Returns the place of a set, which may come in any order and with repeats.
    fn place(&mut self, mut roles: Vec<RoleIx>) -> u32 {
        roles.sort_unstable();
        roles.dedup();
        *self.places.entry(roles).or_insert_with_key(|roles| {
            self.list.push(roles.clone());
            (self.list.len() - 1) as u32
        })
    }
}
