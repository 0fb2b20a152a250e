//! A plan that somebody wrote by hand, in TOML.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::action::ActionKind;
use super::build::conflict_after;
use super::options::PlanOptions;
use super::quarter::Quarter;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::model::{Model, RoleIx};
use crate::roster::{Fte, PersonIx, Status};
use crate::settings;
use crate::staff::{Staff, Standing};
use crate::suggest::unknown;

/// A plan that somebody wrote by hand: hires and moves, by quarter, then in the order of the file.
#[derive(Clone, Debug)]
pub struct OwnPlan {
    pub(super) steps: Vec<OwnStep>,
}

/// A hire or a move of a plan that somebody wrote by hand.
#[derive(Clone, Debug)]
pub(super) struct OwnStep {
    /// The line of the file, from 1.
    pub(super) line: u64,
    /// The place of the quarter in the plan.
    pub(super) quarter: usize,
    pub(super) kind: ActionKind,
    pub(super) count: u32,
    /// Whether no plan of ours would do it: whom it hires or moves is beyond what plans decide.
    pub(super) beyond: bool,
    /// Whether somebody would hold duties that are to be kept apart.
    pub(super) in_conflict: bool,
}

const SHAPE: &str = "a hire is [[hire]] with role, quarter and any of count, source (new, vacancy, contractor); \
                     a move is [[move]] with person, to and quarter";

impl OwnPlan {
    /// Reads a plan for a staff, within the quarters of the options. A hire without a source goes into positions of the
    /// role that are vacant, as long as there are some.
    ///
    /// # Errors
    ///
    /// Refuses what is not TOML, unknown fields, roles, people and quarters, more fillings than positions are vacant,
    /// and moves to where no pathway leads, each with its line.
    pub fn parse(text: &str, staff: &Staff<'_>, options: &PlanOptions) -> Result<Self> {
        let file: File = settings::parse(text, SHAPE)?;
        let line_of = |offset| settings::line(text, offset);
        let mut reader = Reader::new(staff, options);
        let mut problems = Vec::new();
        let mut entries: Vec<(u64, Entry)> = Vec::new();
        entries.extend(file.hire.into_iter().map(|e| (line_of(e.span().start), Entry::Hire(e.into_inner()))));
        entries
            .extend(file.moves.into_iter().map(|e| (line_of(e.span().start), Entry::Move(e.into_inner()))));
        // Positions are filled in the order of time, whatever the order of the file.
        entries.sort_by_key(|(line, entry)| (entry.quarter().parse::<Quarter>().ok(), *line));
        let mut steps = Vec::new();
        for (line, entry) in entries {
            match reader.read(line, entry) {
                Ok(read) => steps.extend(read),
                Err(error) => problems.extend(
                    error.problems().iter().map(|problem| Problem { line: Some(line), ..problem.clone() }),
                ),
            }
        }
        problems.sort_by_key(|problem| problem.line);
        Error::of(ErrorKind::Settings, problems).map_or(Ok(Self { steps }), Err)
    }
}

/// What has been read of a plan so far.
struct Reader<'r, 'a> {
    staff: &'r Staff<'a>,
    options: &'r PlanOptions,
    /// The people who could move by id; none where several bear it.
    present: BTreeMap<&'a str, Option<PersonIx>>,
    /// The positions that are vacant and not filled yet, by id.
    vacant: Vec<PersonIx>,
    moved: BTreeSet<PersonIx>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(staff: &'r Staff<'a>, options: &'r PlanOptions) -> Self {
        let mut present = BTreeMap::new();
        for ix in staff.of_standing(Standing::Present) {
            let id = staff.roster().person(ix).id();
            present.entry(id).and_modify(|person| *person = None).or_insert(Some(ix));
        }
        let is_vacant = |ix: &PersonIx| {
            let person = staff.roster().person(*ix);
            person.status() == Status::Vacant && person.fte().0 > 0
        };
        let mut vacant: Vec<PersonIx> = staff.of_standing(Standing::Expected).filter(is_vacant).collect();
        vacant.sort_by_key(|&ix| {
            let person = staff.roster().person(ix);
            (person.id(), person.line())
        });
        Self { staff, options, present, vacant, moved: BTreeSet::new() }
    }

    fn model(&self) -> &'a Model {
        self.staff.model()
    }

    fn read(&mut self, line: u64, entry: Entry) -> Result<Vec<OwnStep>> {
        let quarter = self.quarter(entry.quarter())?;
        match entry {
            Entry::Hire(hire) => self.hire(line, quarter, &hire),
            Entry::Move(step) => Ok(vec![self.movement(line, quarter, &step)?]),
        }
    }

    fn quarter(&self, text: &str) -> Result<usize> {
        let quarter: Quarter = text.parse()?;
        let PlanOptions { from, quarters, .. } = *self.options;
        (0..quarters).find(|&place| from.plus(place) == quarter).ok_or_else(|| {
            let last = from.plus(quarters - 1);
            Error::new(
                ErrorKind::Settings,
                format!("{quarter} is not in the plan, which is {from} to {last}"),
            )
            .help("--from and --quarters say which quarters are planned")
        })
    }

    fn role(&self, id: &str) -> Result<RoleIx> {
        let ids = self.model().roles().map(|role| self.model()[role].id.as_str());
        self.model().role(id).ok_or_else(|| unknown("role", id, ids, "rolemap roles"))
    }

    fn hire(&mut self, line: u64, quarter: usize, entry: &HireEntry) -> Result<Vec<OwnStep>> {
        let HireEntry { count, source, .. } = *entry;
        let role = self.role(&entry.role)?;
        if !(1..=MOST_OF_A_HIRE).contains(&count) {
            return Err(Error::new(ErrorKind::Settings, format!("nobody hires {count} people at once"))
                .help(format!("write a count from 1 to {MOST_OF_A_HIRE}, or remove the hire")));
        }
        let beyond = !self.model()[role].kind.can_be_hired();
        let step = |kind, count| OwnStep { line, quarter, kind, count, beyond, in_conflict: false };
        let filled = match source {
            Some(OwnSource::New | OwnSource::Contractor) => Vec::new(),
            Some(OwnSource::Vacancy) | None => self.fill(role, count),
        };
        let left = count - filled.len() as u32;
        let mut steps: Vec<OwnStep> = Vec::new();
        for vacancies in self.alike(&filled).into_values() {
            let (count, beyond) = (vacancies.len() as u32, false);
            steps.push(OwnStep { beyond, ..step(ActionKind::Fill { vacancies }, count) });
        }
        match source {
            _ if left == 0 => {}
            Some(OwnSource::Vacancy) => {
                let id = &self.model()[role].id;
                return Err(Error::new(
                    ErrorKind::Settings,
                    format!("{count} vacant positions of {id} are to be filled, and {} are left", filled.len()),
                )
                .help("lower the count, or leave out the source: what is vacant is filled first, the rest is new"));
            }
            Some(OwnSource::Contractor) => steps.push(step(ActionKind::Contract { role }, left)),
            Some(OwnSource::New) | None => steps.push(step(ActionKind::Hire { role }, left)),
        }
        Ok(steps)
    }

    /// Takes vacant positions of a role, by their ids, as many as there are and as are wanted.
    fn fill(&mut self, role: RoleIx, wanted: u32) -> Vec<PersonIx> {
        let mut taken = Vec::new();
        self.vacant.retain(|&ix| {
            let takes = (taken.len() as u32) < wanted && self.staff.roles(ix).contains(&role);
            if takes {
                taken.push(ix);
            }
            !takes
        });
        taken
    }

    /// Puts positions together that have the same roles and FTE.
    fn alike(&self, positions: &[PersonIx]) -> BTreeMap<(&[RoleIx], Fte), Vec<PersonIx>> {
        let mut alike: BTreeMap<_, Vec<PersonIx>> = BTreeMap::new();
        for &ix in positions {
            let fte = self.staff.roster().person(ix).fte();
            alike.entry((self.staff.roles(ix), fte)).or_default().push(ix);
        }
        alike
    }

    fn movement(&mut self, line: u64, quarter: usize, entry: &MoveEntry) -> Result<OwnStep> {
        let model = self.model();
        let to = self.role(&entry.to)?;
        let id = entry.person.to_string();
        let person = match self.present.get(id.as_str()) {
            Some(Some(person)) => *person,
            Some(None) => {
                return Err(Error::new(ErrorKind::Settings, format!("several people have the id `{id}`"))
                    .help("mend the roster first"));
            }
            None => {
                let ids = self.present.keys().copied();
                return Err(unknown("person in scope", &id, ids, "rolemap import --format csv"));
            }
        };
        let roles = self.staff.roles(person);
        let pathways = &model.planning().pathways;
        let path = pathways.iter().find(|path| path.to == to && roles.contains(&path.from));
        let Some(pathway) = path.copied().filter(|_| !roles.contains(&to)) else {
            return Err(self.nowhere(&id, roles, to));
        };
        if !self.moved.insert(person) {
            return Err(Error::new(ErrorKind::Settings, format!("`{id}` moves twice"))
                .help("leave one move of this person"));
        }
        let works = self.staff.roster().person(person);
        let developer = !pathway.beside && roles.iter().any(|&role| model[role].developer);
        Ok(OwnStep {
            line,
            quarter,
            kind: ActionKind::Move { people: vec![person], pathway },
            count: 1,
            beyond: developer || works.contractor() || works.fte().0 <= 0,
            in_conflict: conflict_after(model, &pathway, roles).is_some(),
        })
    }

    /// Makes the error for a move that no pathway allows.
    fn nowhere(&self, id: &str, roles: &[RoleIx], to: RoleIx) -> Error {
        let model = self.model();
        let names: Vec<&str> = roles.iter().map(|&role| model[role].id.as_str()).collect();
        let (to, held) = (&model[to].id, roles.contains(&to));
        let error = |message: String| Error::new(ErrorKind::Settings, message);
        match names.as_slice() {
            _ if held => error(format!("`{id}` is {to} already")).help("remove the move"),
            [] => error(format!("`{id}` has no role from which to train for {to}"))
                .help("`rolemap classify` shows how titles were read; --titles decides what they mean"),
            names => error(format!("no pathway leads from {} to {to}", names.join(" or "))).help(
                "add one with its months to pathways.toml in a folder of the model (`rolemap init` writes one)",
            ),
        }
    }
}

/// The most people of one entry.
const MOST_OF_A_HIRE: u32 = 10_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    hire: Vec<toml::Spanned<HireEntry>>,
    #[serde(default, rename = "move")]
    moves: Vec<toml::Spanned<MoveEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HireEntry {
    role: String,
    quarter: String,
    #[serde(default = "one")]
    count: u32,
    source: Option<OwnSource>,
}

fn one() -> u32 {
    1
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OwnSource {
    New,
    Vacancy,
    Contractor,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveEntry {
    person: Id,
    to: String,
    quarter: String,
}

/// An id, in quotes or as a plain number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text.trim()),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// An entry of the file.
enum Entry {
    Hire(HireEntry),
    Move(MoveEntry),
}

impl Entry {
    fn quarter(&self) -> &str {
        match self {
            Self::Hire(hire) => &hire.quarter,
            Self::Move(step) => &step.quarter,
        }
    }
}
