//! From a roster to the planning problem: supply by time, and everything that could be done about the gaps.

use std::collections::{BTreeMap, BTreeSet};

use super::action::{Action, ActionKind};
use super::instance::{Counted, Instance, Limits, Pool, Ratio, Slot, Time};
use super::options::PlanOptions;
use super::quarter::days_before;
use crate::coverage::{Coverage, DemandCoverage, Skill, can_head, skills};
use crate::model::{ConflictKind, Demand, DemandKind, Measure, Model, Pathway, RoleIx, RoleKind, Severity};
use crate::roster::{Fte, Manager, PersonIx, Status};
use crate::staff::{Staff, Standing};

/// Months in a quarter.
const MONTHS: u32 = 3;

/// Makes the planning problem of a staff.
pub(super) fn instance(staff: &Staff<'_>, coverage: &Coverage, options: &PlanOptions) -> Instance {
    let mut builder = Builder::new(staff, coverage, options);
    builder.add_people();
    builder.add_actions();
    builder.instance
}

struct Builder<'b, 'a> {
    staff: &'b Staff<'a>,
    options: &'b PlanOptions,
    /// The capacity demands, by slot.
    capacity: Vec<&'a Demand>,
    /// The counted demands, by place.
    counted: Vec<(&'a Demand, &'b DemandCoverage)>,
    pools: BTreeMap<Vec<Skill>, usize>,
    instance: Instance,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn new(staff: &'b Staff<'a>, coverage: &'b Coverage, options: &'b PlanOptions) -> Self {
        let model = staff.model();
        let (capacity, counted): (Vec<_>, Vec<_>) = coverage
            .demands()
            .map(|covered| (&model[covered.demand], covered))
            .partition(|(demand, _)| demand.kind == DemandKind::Capacity);
        let times = options.quarters + 1;
        let slots = capacity.iter().map(|&(demand, covered)| Slot {
            demand: covered.demand,
            level: covered.level,
            need: covered.need.0,
            ratio: match demand.size(coverage.profile).map(|size| size.measure) {
                Some(Measure::PerDevelopers { per, min }) => Some(Ratio { per: per.into(), min: min.into() }),
                _ => None,
            },
            qualified: 0,
        });
        let numbers = counted.iter().map(|&(demand, covered)| Counted {
            demand: covered.demand,
            level: covered.level,
            need: covered.need.0 / Fte::ONE.0,
            per_mille: match demand.size(coverage.profile).map(|size| size.measure) {
                Some(Measure::Share { per_mille }) => Some(per_mille.into()),
                _ => None,
            },
            have: vec![0; times],
        });
        let instance = Instance {
            quarters: options.quarters,
            slots: slots.collect(),
            pools: Vec::new(),
            counted: numbers.collect(),
            developers: vec![0; times],
            technical: vec![0; times],
            actions: Vec::new(),
            movers: Vec::new(),
            ramp: ramp(model.planning().terms.ramp.months),
            limits: Limits {
                budget: options.budget,
                budget_per_quarter: options.budget_per_quarter,
                hires: options.max_hires.map(i64::from),
                rate: options.rate.map(i64::from),
            },
        };
        let capacity = capacity.into_iter().map(|(demand, _)| demand).collect();
        Self { staff, options, capacity, counted, pools: BTreeMap::new(), instance }
    }

    fn model(&self) -> &'a Model {
        self.staff.model()
    }

    /// Counts who is there, and from when on who has signed.
    fn add_people(&mut self) {
        let (staff, quarters) = (self.staff, self.instance.quarters);
        let mut amounts: BTreeMap<(usize, Time), (i64, i64)> = BTreeMap::new();
        for standing in [Standing::Present, Standing::Expected] {
            for ix in staff.of_standing(standing) {
                let person = staff.roster().person(ix);
                let from = match person.status() {
                    Status::Vacant => continue,
                    Status::Future => self.arrival(person.start_date()),
                    Status::Active | Status::Left => 0,
                };
                let amount = amounts.entry((staff.role_set(ix), from)).or_default();
                amount.0 += 1;
                amount.1 += person.fte().0.max(0);
            }
        }
        for ((set, from), (people, fte)) in amounts {
            let roles = &staff.role_sets()[set];
            let skills = skills(self.model(), &self.capacity, roles);
            for skill in &skills {
                self.instance.slots[skill.slot].qualified += people;
            }
            let pool = self.pool(skills);
            let counts = self.counts(roles);
            let developer = roles.iter().any(|&role| self.model()[role].developer);
            let technical = roles.iter().any(|&role| self.model()[role].discipline.is_technical());
            for time in from..=quarters {
                if let Some(pool) = pool {
                    self.instance.pools[pool].fte[time] += self.after_leavers(fte, time);
                }
                for &(place, each) in &counts {
                    self.instance.counted[place].have[time] += each * people;
                }
                self.instance.developers[time] += if developer { fte } else { 0 };
                self.instance.technical[time] += if technical { people } else { 0 };
            }
        }
        // Teams are counted one by one: holders beyond what a team needs help no other team.
        for (place, (demand, covered)) in self.counted.iter().enumerate() {
            if demand.kind == DemandKind::PerTeam {
                self.instance.counted[place].have.fill(covered.filled.0 / Fte::ONE.0);
            }
        }
    }

    /// Returns the first quarter at whose beginning a starter is there.
    fn arrival(&self, start: Option<crate::roster::Date>) -> Time {
        let quarters = 0..self.instance.quarters;
        let there = |&q: &usize| start.is_none_or(|day| day <= self.options.from.plus(q).first_day());
        quarters.clone().find(there).unwrap_or(quarters.end)
    }

    /// Returns what remains of FTE when leavers are taken off, in hundredths rounded down; at the end, when the plan
    /// is judged by what it promised, none are.
    fn after_leavers(&self, fte: i64, time: Time) -> i64 {
        let rate = i64::from(self.options.attrition_per_mille);
        if rate == 0 || time == self.instance.quarters {
            return fte;
        }
        let left = (4000 - rate * (time as i64 + 1)).max(0);
        fte * left / 4000 / 100 * 100
    }

    /// Returns the pool of people with some skills; none for people without.
    fn pool(&mut self, skills: Vec<Skill>) -> Option<usize> {
        if skills.is_empty() {
            return None;
        }
        let (pools, times) = (&mut self.instance.pools, self.instance.quarters + 1);
        Some(*self.pools.entry(skills).or_insert_with_key(|skills| {
            pools.push(Pool { skills: skills.clone(), fte: vec![0; times] });
            pools.len() - 1
        }))
    }

    /// Returns the counted demands to which a holder of roles adds, demands per team apart.
    fn counts(&self, roles: &[RoleIx]) -> Vec<(usize, i64)> {
        let model = self.model();
        let adds = |demand: &Demand| match demand.kind {
            DemandKind::Head => roles.iter().any(|&role| can_head(model, demand.practice, role)),
            DemandKind::People | DemandKind::Share => roles.iter().any(|role| demand.roles.contains(role)),
            DemandKind::PerTeam | DemandKind::Capacity => false,
        };
        let places = self.counted.iter().enumerate();
        places.filter(|(_, (demand, _))| adds(demand)).map(|(place, _)| (place, 1)).collect()
    }

    /// Lists what could be done: positions that are open first, then people who are there, then hires, then contractors.
    fn add_actions(&mut self) {
        let mut actions = self.fills();
        if self.options.moves {
            actions.extend(self.champions());
            actions.extend(self.moves());
        }
        let hires: Vec<Action> = self.model().roles().filter_map(|role| self.hire(role)).collect();
        let contracts = self.options.contractors.then(|| hires.iter().map(|hire| self.contract(hire)));
        let contracts: Vec<Action> = contracts.into_iter().flatten().collect();
        actions.extend(hires);
        actions.extend(contracts);
        let instance = &mut self.instance;
        let useful = Useful::new(instance);
        actions.retain(|action| action.first < instance.quarters && useful.is_helped_by(instance, action));
        let most = useful.most(instance);
        for action in &mut actions {
            action.most = action.most.min(most);
        }
        instance.actions = without_dominated(instance, actions);
    }

    /// Returns the filling of each kind of vacancy: the same roles and FTE. The money is granted already.
    fn fills(&mut self) -> Vec<Action> {
        let staff = self.staff;
        let mut kinds: BTreeMap<(&[RoleIx], Fte), Vec<PersonIx>> = BTreeMap::new();
        for ix in staff.of_standing(Standing::Expected) {
            let person = staff.roster().person(ix);
            if person.status() == Status::Vacant && person.fte().0 > 0 {
                kinds.entry((staff.roles(ix), person.fte())).or_default().push(ix);
            }
        }
        let fill = |((roles, fte), mut vacancies): ((&[RoleIx], Fte), Vec<PersonIx>)| {
            self.sort(&mut vacancies);
            let most = vacancies.len() as u32;
            let fastest = roles.iter().map(|&role| self.days_to_fill(role)).max().unwrap_or(0);
            let mut action = self.joining(roles, fte.0, ActionKind::Fill { vacancies });
            (action.most, action.first) = (most, self.first(fastest));
            action
        };
        kinds.into_iter().map(fill).collect()
    }

    /// Returns the hire of a role: never an executive, who is not hired to close a practice's gap, nor a role that is
    /// held beside another.
    fn hire(&mut self, role: RoleIx) -> Option<Action> {
        let terms = &self.model().planning().terms;
        if matches!(self.model()[role].kind, RoleKind::Executive | RoleKind::PartTime) {
            return None;
        }
        let mut action = self.joining(&[role], Fte::ONE.0, ActionKind::Hire { role });
        action.first = self.first(self.days_to_fill(role));
        action.cost_once = terms.cost.per_hire.into();
        action.cost_per_quarter = per_quarter(yearly_cost(self.model(), self.options, role));
        Some(action)
    }

    /// Returns the contract that does what a hire does, sooner and dearer.
    fn contract(&self, hire: &Action) -> Action {
        let terms = self.model().planning().terms.contractor;
        let ActionKind::Hire { role } = hire.kind else { return hire.clone() };
        let yearly = yearly_cost(self.model(), self.options, role);
        Action {
            kind: ActionKind::Contract { role },
            first: self.first(terms.days_to_start),
            cost_once: 0,
            cost_per_quarter: per_quarter(yearly * i64::from(terms.premium_per_mille) / 1000),
            ..hire.clone()
        }
    }

    /// Returns the action by which somebody with these roles comes.
    fn joining(&mut self, roles: &[RoleIx], fte: i64, kind: ActionKind) -> Action {
        let model = self.model();
        let skills = skills(model, &self.capacity, roles);
        let qualifies = skills.iter().map(|skill| (skill.slot, 1)).collect();
        Action {
            kind,
            joins: self.pool(skills),
            leaves: None,
            fte,
            counts: self.counts(roles),
            qualifies,
            developers: if roles.iter().any(|&role| model[role].developer) { fte } else { 0 },
            technical: roles.iter().any(|&role| model[role].discipline.is_technical()).into(),
            first: 0,
            delay: 0,
            cost_once: 0,
            cost_per_quarter: 0,
            most: u32::MAX,
            movers: None,
        }
    }

    /// Returns the moves of people who are there, by what they hold and how much they work.
    ///
    /// Developers do not leave their role: needs are sized by them, and teams consist of them.
    fn moves(&mut self) -> Vec<Action> {
        let staff = self.staff;
        let model = staff.model();
        let mut kinds: BTreeMap<(&[RoleIx], Fte), Vec<PersonIx>> = BTreeMap::new();
        for ix in staff.of_standing(Standing::Present) {
            let person = staff.roster().person(ix);
            let stays = staff.roles(ix).iter().any(|&role| model[role].developer);
            if !stays && person.fte().0 > 0 && !person.contractor() {
                kinds.entry((staff.roles(ix), person.fte())).or_default().push(ix);
            }
        }
        let mut moves = Vec::new();
        for ((roles, fte), mut people) in kinds {
            let open: Vec<&Pathway> =
                model.planning().pathways.iter().filter(|path| leads(model, path, roles)).collect();
            if open.is_empty() {
                continue;
            }
            self.sort(&mut people);
            self.instance.movers.push(people.len() as u32);
            for path in open {
                moves.push(self.moving(roles, fte.0, people.clone(), *path));
            }
        }
        moves
    }

    fn moving(&mut self, roles: &[RoleIx], fte: i64, people: Vec<PersonIx>, pathway: Pathway) -> Action {
        let training = self.model().planning().terms.training;
        let after = after(roles, &pathway);
        let most = people.len() as u32;
        let before = self.joining(roles, fte, ActionKind::Move { people, pathway });
        let joined = self.joining(&after, fte, before.kind.clone());
        Action {
            leaves: before.joins,
            counts: difference(joined.counts, before.counts),
            qualifies: difference(joined.qualifies, before.qualifies),
            developers: joined.developers - before.developers,
            technical: joined.technical - before.technical,
            delay: if pathway.beside { 0 } else { pathway.months.div_ceil(MONTHS) as usize },
            cost_once: i64::from(training.cost_per_month) * i64::from(pathway.months),
            most,
            movers: Some(self.instance.movers.len() - 1),
            ..joined
        }
    }

    /// Returns the training of developers for what is asked of each team, such as a champion: in each team that is
    /// short, as many as it lacks.
    fn champions(&mut self) -> Vec<Action> {
        let (staff, model) = (self.staff, self.model());
        let mut actions = Vec::new();
        let beside = model.planning().pathways.iter().filter(|path| path.beside);
        for (place, (demand, covered)) in self.counted.clone().into_iter().enumerate() {
            if demand.kind != DemandKind::PerTeam {
                continue;
            }
            let mut taken = BTreeSet::new();
            for path in beside.clone().filter(|path| demand.roles.contains(&path.to)) {
                let eligible = self.by_team(|ix| {
                    let roles = staff.roles(ix);
                    let able = skills(model, &self.capacity, &after(roles, path))
                        == skills(model, &self.capacity, roles);
                    leads(model, path, roles) && able && !taken.contains(&ix)
                });
                let mut people = Vec::new();
                for team in &covered.teams {
                    let short = (team.need - team.filled) as usize;
                    let already =
                        taken.iter().filter(|ix| self.team_of(**ix) == Some(team.team.as_str())).count();
                    let members = eligible.get(team.team.as_str()).into_iter().flatten();
                    people.extend(members.take(short.saturating_sub(already)));
                }
                taken.extend(people.iter().copied());
                if people.is_empty() {
                    continue;
                }
                let cost = i64::from(model.planning().terms.training.cost_per_month) * i64::from(path.months);
                self.instance.movers.push(people.len() as u32);
                actions.push(Action {
                    joins: None,
                    counts: vec![(place, 1)],
                    qualifies: Vec::new(),
                    developers: 0,
                    technical: 0,
                    cost_once: cost,
                    most: people.len() as u32,
                    movers: Some(self.instance.movers.len() - 1),
                    ..self.joining(&[], 0, ActionKind::Move { people, pathway: *path })
                });
            }
        }
        actions
    }

    /// Lists the present people who pass a test by team, each team in the order of ids.
    fn by_team(&self, test: impl Fn(PersonIx) -> bool) -> BTreeMap<&'b str, Vec<PersonIx>> {
        let mut teams: BTreeMap<&str, Vec<PersonIx>> = BTreeMap::new();
        for ix in self.staff.of_standing(Standing::Present).filter(|&ix| test(ix)) {
            if let Some(team) = self.team_of(ix) {
                teams.entry(team).or_default().push(ix);
            }
        }
        teams.values_mut().for_each(|people| self.sort(people));
        teams
    }

    /// Returns a person's team as coverage names it: by its name, or where the roster has no teams by the manager.
    fn team_of(&self, ix: PersonIx) -> Option<&'b str> {
        let roster = self.staff.roster();
        let person = roster.person(ix);
        match (person.team(), person.manager()) {
            ("", Manager::Person(manager)) => Some(roster.person(manager).id()),
            ("", _) => None,
            (team, _) => Some(team),
        }
    }

    /// Sorts people by id, then by line, so that the order of rows does not matter.
    fn sort(&self, people: &mut [PersonIx]) {
        people.sort_by_key(|&ix| {
            let person = self.staff.roster().person(ix);
            (person.id(), person.name(), person.line())
        });
    }

    fn days_to_fill(&self, role: RoleIx) -> u32 {
        self.model().planning().terms.days_to_fill(self.model()[role].discipline)
    }

    /// Returns the first quarter in which somebody can start who takes so many days to find.
    fn first(&self, days: u32) -> usize {
        let can = |&q: &usize| {
            let open_by = days_before(self.options.from.plus(q).first_day(), days);
            self.options.today.is_none_or(|today| open_by >= today)
        };
        (0..self.instance.quarters).find(can).unwrap_or(self.instance.quarters)
    }
}

/// Returns how much of a newcomer counts in each quarter after the one before, in ten-thousandths; together all.
fn ramp(months: u32) -> Vec<i64> {
    let (months, whole) = (i64::from(months), Fte::ONE.0);
    // Twice the area under a line that rises to `months` and is level from there.
    let area = |until: i64| {
        if until < months { until * until } else { months * months + 2 * months * (until - months) }
    };
    let mut counted = 0;
    let mut parts = Vec::new();
    for quarter in 0_i64.. {
        let (from, until) = (quarter * i64::from(MONTHS), (quarter + 1) * i64::from(MONTHS));
        let average = if from >= months {
            whole
        } else {
            let share = whole * (area(until) - area(from)) / (2 * months * i64::from(MONTHS));
            share / 100 * 100
        };
        parts.push(average - counted);
        counted = average;
        if average == whole {
            break;
        }
    }
    parts
}

/// Returns what an employee of a role costs in a year, all in all.
pub(super) fn yearly_cost(model: &Model, options: &PlanOptions, role: RoleIx) -> i64 {
    let cost = model.planning().terms.cost;
    let factor = match model[role].kind {
        RoleKind::Executive | RoleKind::Head | RoleKind::Manager => cost.loaded_per_mille_of_managers,
        RoleKind::Ic | RoleKind::PartTime => cost.loaded_per_mille,
    };
    let by_wage = i64::from(model[role].wage.usd_per_year) * i64::from(factor) / 1000;
    options.yearly_costs.get(&role).copied().unwrap_or(by_wage)
}

fn per_quarter(yearly: i64) -> i64 {
    yearly.div_euclid(4) + i64::from(yearly.rem_euclid(4) > 0)
}

/// Whether a pathway starts from somebody with these roles and ends in no conflict.
fn leads(model: &Model, path: &Pathway, roles: &[RoleIx]) -> bool {
    roles.contains(&path.from) && !roles.contains(&path.to) && {
        let after = after(roles, path);
        let conflicts = model.conflicts().iter().filter(|conflict| {
            conflict.kind == ConflictKind::SamePerson && conflict.severity >= Severity::Warning
        });
        conflicts.into_iter().all(|conflict| {
            let holds = |side: &[RoleIx]| side.contains(&path.to);
            let meets = |side: &[RoleIx]| after.iter().any(|role| side.contains(role));
            !(holds(&conflict.roles) && meets(&conflict.apart_from)
                || holds(&conflict.apart_from) && meets(&conflict.roles))
        })
    }
}

/// Returns the roles that somebody has after a pathway.
pub(super) fn after(roles: &[RoleIx], path: &Pathway) -> Vec<RoleIx> {
    let kept = roles.iter().copied().filter(|&role| path.beside || role != path.from);
    let mut after: Vec<RoleIx> = kept.chain([path.to]).collect();
    after.sort_unstable();
    after
}

fn difference(more: Vec<(usize, i64)>, less: Vec<(usize, i64)>) -> Vec<(usize, i64)> {
    let mut net: BTreeMap<usize, i64> = more.into_iter().collect();
    for (place, amount) in less {
        *net.entry(place).or_default() -= amount;
    }
    net.into_iter().filter(|&(_, amount)| amount != 0).collect()
}

/// The demands to which help can get: those with a gap or one holder, and those whose people could turn to them.
struct Useful {
    slots: Vec<bool>,
    counted: Vec<bool>,
}

impl Useful {
    fn new(instance: &Instance) -> Self {
        let nothing = Vec::new();
        let mut useful =
            Self { slots: vec![false; instance.slots.len()], counted: vec![false; instance.counted.len()] };
        for time in 0..=instance.quarters {
            let gaps = instance.gaps(&nothing, time);
            useful.slots.iter_mut().zip(&gaps.slots).for_each(|(useful, &gap)| *useful |= gap > 0);
            useful.counted.iter_mut().zip(&gaps.counted).for_each(|(useful, &gap)| *useful |= gap > 0);
        }
        for (useful, slot) in useful.slots.iter_mut().zip(&instance.slots) {
            *useful |= slot.need > 0 && slot.qualified < 2;
        }
        // Whoever takes over work of a pool frees the pool for the rest of what it can do.
        loop {
            let before = useful.slots.clone();
            for pool in &instance.pools {
                let staffed = pool.fte.iter().any(|&fte| fte > 0);
                if staffed && pool.skills.iter().any(|skill| before[skill.slot]) {
                    pool.skills.iter().for_each(|skill| useful.slots[skill.slot] = true);
                }
            }
            if useful.slots == before {
                return useful;
            }
        }
    }

    fn is_helped_by(&self, instance: &Instance, action: &Action) -> bool {
        let skills = action.joins.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
        let gained = |slot| {
            action.leaves.is_none_or(|pool| instance.pools[pool].skills.iter().all(|s| s.slot != slot))
        };
        skills.iter().any(|skill| self.slots[skill.slot] && gained(skill.slot))
            || action.counts.iter().any(|&(place, more)| more > 0 && self.counted[place])
    }

    /// Returns more than any action is worth doing: one for each person missing anywhere, and two for each demand
    /// that could hang on one.
    fn most(&self, instance: &Instance) -> u32 {
        let nothing = Vec::new();
        let missing = |time| {
            let gaps = instance.gaps(&nothing, time);
            let up = |gap: &i64| (gap + Fte::ONE.0 - 1) / Fte::ONE.0;
            gaps.slots.iter().map(up).sum::<i64>() + gaps.counted.iter().map(up).sum::<i64>()
        };
        let most = (0..=instance.quarters).map(missing).max().unwrap_or(0);
        u32::try_from(most + 2 * instance.slots.len() as i64).unwrap_or(u32::MAX)
    }
}

/// Drops hires that another can replace: it can do all they can, costs no more and starts no later. Of equals the
/// first stays.
fn without_dominated(instance: &Instance, actions: Vec<Action>) -> Vec<Action> {
    let dominated = |place: usize| {
        actions.iter().enumerate().any(|(other, by)| {
            other != place
                && at_least_as_good(instance, by, &actions[place])
                && (other < place || !at_least_as_good(instance, &actions[place], by))
        })
    };
    let keep: Vec<bool> = (0..actions.len()).map(|place| !dominated(place)).collect();
    actions.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(action, _)| action).collect()
}

fn at_least_as_good(instance: &Instance, a: &Action, b: &Action) -> bool {
    let new = |action: &Action| matches!(action.kind, ActionKind::Hire { .. } | ActionKind::Contract { .. });
    let skills =
        |action: &Action| action.joins.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
    new(a)
        && new(b)
        && (a.technical, a.developers) == (b.technical, b.developers)
        && a.first <= b.first
        && a.cost_per_quarter <= b.cost_per_quarter
        && a.cost_once + a.cost_per_quarter <= b.cost_once + b.cost_per_quarter
        && skills(b).iter().all(|skill| skills(a).contains(skill))
        && b.counts.iter().all(|count| a.counts.contains(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newcomers_grow_into_full_work_over_the_months_of_the_ramp() {
        assert_eq!(ramp(6), [2_500, 5_000, 2_500], "a quarter, then three quarters, then all");
        assert_eq!(ramp(3), [5_000, 5_000]);
        assert_eq!(ramp(0), [10_000]);
        for months in 0..40 {
            assert_eq!(ramp(months).iter().sum::<i64>(), 10_000, "{months} months");
            assert!(ramp(months).iter().all(|&part| part >= 0), "{months} months");
        }
    }

    #[test]
    fn a_year_is_never_cheaper_than_its_quarters() {
        assert_eq!(per_quarter(100), 25);
        assert_eq!(per_quarter(101), 26);
    }
}
