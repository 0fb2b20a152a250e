//! Diff: what changed between two rosters. People are matched by id, then by e-mail, then by a name that is unique in
//! both; nobody is matched by guess.

mod matching;

use std::collections::BTreeSet;

use crate::analysis::Analysis;
use crate::check::Finding;
use crate::model::{DemandIx, PracticeIx, RoleIx};
use crate::roster::{Fte, Manager, PersonIx, Status};

pub use matching::Matching;

/// What changed between two rosters of one model. Lists of people are in the order of the roster they are found in.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// People who work there after and did not before.
    pub joined: Vec<PersonIx>,
    /// People who worked there before and do not after; places in the roster before.
    pub left: Vec<PersonIx>,
    /// Positions that are open after and were not before.
    pub opened: Vec<PersonIx>,
    /// Positions that were open before and are not after; places in the roster before.
    pub closed: Vec<PersonIx>,
    /// People who stay and of whom something changed.
    pub changed: Vec<Change>,
    /// The practices, in the model's order.
    pub practices: Vec<PracticeChange>,
    /// The demands that either roster is asked, in the model's order.
    pub demands: Vec<DemandChange>,
    /// Findings after that were not there before, in the order after.
    pub new: Vec<Finding>,
    /// Findings before that are not there after, in the order before.
    pub gone: Vec<Finding>,
    /// Findings that stay, in the order after.
    pub staying: Vec<Finding>,
}

/// What changed of one person who stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The place in the roster before.
    pub before: PersonIx,
    /// The place in the roster after.
    pub after: PersonIx,
    /// Whether the title's text changed.
    pub title: bool,
    /// Whether the roles changed.
    pub roles: bool,
    /// Whether the solid reporting line changed.
    pub manager: bool,
    /// Whether department, team or location changed.
    pub place: bool,
    /// Whether the FTE changed.
    pub fte: bool,
}

impl Change {
    fn any(&self) -> bool {
        self.title || self.roles || self.manager || self.place || self.fte
    }
}

/// The coverage of one practice before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PracticeChange {
    /// The practice.
    pub practice: PracticeIx,
    /// Coverage before, 0 to 1.
    pub before: Option<f64>,
    /// Coverage after, 0 to 1.
    pub after: Option<f64>,
}

/// What is needed of one demand, and what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Needed.
    pub need: Fte,
    /// There, at most the need.
    pub filled: Fte,
}

/// One demand before and after; none where the profile does not make it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandChange {
    /// The demand.
    pub demand: DemandIx,
    /// Before.
    pub before: Option<Amount>,
    /// After.
    pub after: Option<Amount>,
}

impl Diff {
    /// Compares two analyses made with the same model.
    pub fn new(before: &Analysis<'_>, after: &Analysis<'_>) -> Self {
        let matching = Matching::new(before.staff.roster(), after.staff.roster());
        let (new, gone, staying) = findings(before, after, &matching);
        Self {
            joined: arrivals(after, before, &matching.before, Status::Active),
            left: arrivals(before, after, &matching.after, Status::Active),
            opened: arrivals(after, before, &matching.before, Status::Vacant),
            closed: arrivals(before, after, &matching.after, Status::Vacant),
            changed: changed(before, after, &matching),
            practices: practices(before, after),
            demands: demands(before, after),
            new,
            gone,
            staying,
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        let Self { joined, left, opened, closed, changed, practices, demands, new, gone, staying: _ } = self;
        [joined, left, opened, closed].into_iter().all(Vec::is_empty)
            && changed.is_empty()
            && practices.iter().all(|p| p.before == p.after)
            && demands.iter().all(|d| d.before == d.after)
            && new.is_empty()
            && gone.is_empty()
    }
}

/// Returns the rows of a status in `here` whose match in `there`, if any, does not have it.
fn arrivals(
    here: &Analysis<'_>,
    there: &Analysis<'_>,
    matched: &[Option<PersonIx>],
    status: Status,
) -> Vec<PersonIx> {
    let was = |row: PersonIx| {
        matched[row.index()].is_some_and(|m| there.staff.roster().person(m).status() == status)
    };
    let counted = here.staff.people().filter(|p| p.in_scope() && p.status() == status);
    counted.map(|p| p.ix()).filter(|p| !was(*p)).collect()
}

fn changed(before: &Analysis<'_>, after: &Analysis<'_>, matching: &Matching) -> Vec<Change> {
    let (old, new) = (before.staff.roster(), after.staff.roster());
    let pairs = new.people().filter_map(|p| matching.before[p.ix().index()].map(|b| (old.person(b), p)));
    pairs
        .filter(|(b, a)| a.in_scope() && b.status() == Status::Active && a.status() == Status::Active)
        .map(|(b, a)| Change {
            before: b.ix(),
            after: a.ix(),
            title: b.title() != a.title(),
            roles: before.staff.roles(b.ix()) != after.staff.roles(a.ix()),
            manager: moved(b.manager(), a.manager(), matching),
            place: (b.department(), b.team(), b.location()) != (a.department(), a.team(), a.location()),
            fte: b.fte() != a.fte(),
        })
        .filter(Change::any)
        .collect()
}

/// Whether a solid line leads to another person than before.
fn moved(before: Manager, after: Manager, matching: &Matching) -> bool {
    match (before, after) {
        (Manager::Person(b), Manager::Person(a)) => matching.after[b.index()] != Some(a),
        (b, a) => b != a,
    }
}

fn practices(before: &Analysis<'_>, after: &Analysis<'_>) -> Vec<PracticeChange> {
    let pairs = before.coverage.practices.iter().zip(&after.coverage.practices);
    pairs
        .map(|(b, a)| PracticeChange { practice: a.practice, before: b.coverage, after: a.coverage })
        .collect()
}

fn demands(before: &Analysis<'_>, after: &Analysis<'_>) -> Vec<DemandChange> {
    let amount = |analysis: &Analysis<'_>, demand: DemandIx| {
        let all = analysis.coverage.practices.iter().flat_map(|p| &p.demands);
        all.clone().find(|d| d.demand == demand).map(|d| Amount { need: d.need, filled: d.filled })
    };
    let model = after.staff.model();
    let changes = model.demands().map(|demand| DemandChange {
        demand,
        before: amount(before, demand),
        after: amount(after, demand),
    });
    changes.filter(|d| d.before.is_some() || d.after.is_some()).collect()
}

/// What makes a finding the same in both rosters: rule, demand and the people after, where they are matched.
type Identity = (&'static str, Option<DemandIx>, Vec<(bool, PersonIx)>);

fn findings(
    before: &Analysis<'_>,
    after: &Analysis<'_>,
    matching: &Matching,
) -> (Vec<Finding>, Vec<Finding>, Vec<Finding>) {
    let old = |f: &Finding| -> Identity {
        let place = |p: &PersonIx| matching.after[p.index()].map_or((false, *p), |m| (true, m));
        (f.rule, f.demand, sorted(f.people.iter().map(place)))
    };
    let now = |f: &Finding| -> Identity { (f.rule, f.demand, sorted(f.people.iter().map(|p| (true, *p)))) };
    let were: BTreeSet<Identity> = before.findings.iter().map(old).collect();
    let are: BTreeSet<Identity> = after.findings.iter().map(now).collect();
    let (staying, new) = after.findings.iter().cloned().partition(|f| were.contains(&now(f)));
    let gone = before.findings.iter().filter(|f| !are.contains(&old(f))).cloned().collect();
    (new, gone, staying)
}

fn sorted(people: impl Iterator<Item = (bool, PersonIx)>) -> Vec<(bool, PersonIx)> {
    let mut people: Vec<_> = people.collect();
    people.sort_unstable();
    people
}

/// Returns the roles that a change takes and gives: those before only, and those after only.
pub fn role_change(
    change: &Change,
    before: &Analysis<'_>,
    after: &Analysis<'_>,
) -> (Vec<RoleIx>, Vec<RoleIx>) {
    let (old, new) = (before.staff.roles(change.before), after.staff.roles(change.after));
    let only =
        |these: &[RoleIx], those: &[RoleIx]| these.iter().copied().filter(|r| !those.contains(r)).collect();
    (only(old, new), only(new, old))
}
