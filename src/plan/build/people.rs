//! Who is there, and from when on who has signed.

use std::collections::BTreeMap;

use super::{Builder, Time};
use crate::coverage::skills;
use crate::model::DemandKind;
use crate::roster::{Fte, Status};

impl Builder<'_, '_> {
    /// Counts who is there, and from when on who has signed.
    pub(super) fn add_people(&mut self) {
        let (staff, quarters) = (self.staff, self.instance.quarters);
        let mut amounts: BTreeMap<(usize, Time), (i64, i64)> = BTreeMap::new();
        for people in [&self.people.present, &self.people.expected] {
            for &ix in people {
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
}
