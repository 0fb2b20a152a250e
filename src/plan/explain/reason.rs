//! Why somebody is hired: what stays open otherwise, and what the next best role would do.

use super::Explainer;
use crate::plan::Closes;
use crate::plan::action::ActionKind;
use crate::plan::instance::Choice;
use crate::roster::Fte;

impl Explainer<'_, '_> {
    /// Says what a hire is for and why no other role is hired in its place.
    pub(super) fn reason(
        &self,
        place: usize,
        quarter: usize,
        without: &Choice,
        open_without: &[Closes],
    ) -> String {
        let purpose = if open_without.is_empty() {
            self.purpose_beside_gaps(without)
        } else {
            let role = self.role(&self.instance.actions[place]);
            let own = |closes: &Closes| self.model()[closes.demand].roles.contains(&role);
            let freed =
                if open_without.iter().all(own) { "" } else { ", as it frees people who can do more" };
            format!("without it {} stays open{freed}", self.list(open_without))
        };
        match self.next_best(place, quarter, without) {
            Some(next) => format!("{purpose}; {next}"),
            None => format!("{purpose}; no other role that could be hired does this"),
        }
    }

    fn purpose_beside_gaps(&self, without: &Choice) -> String {
        let (with, without) = (self.instance.singles(self.choice), self.instance.singles(without));
        let second: Vec<&str> = (0..with.len())
            .filter(|&slot| without[slot] && !with[slot])
            .map(|slot| self.model()[self.instance.slots[slot].demand].id.as_str())
            .collect();
        if second.is_empty() {
            "closes gaps sooner than the plan would without it".to_owned()
        } else {
            format!("a second person for {}", second.join(", "))
        }
    }

    /// Compares the best other role in the same quarter: by what would be missing at the end, then by cost.
    fn next_best(&self, place: usize, quarter: usize, without: &Choice) -> Option<String> {
        let instance = self.instance;
        let judge = |choice: &Choice| {
            let gaps = instance.gaps(choice, self.at_the_end());
            let (required, recommended) = self.by_level(&gaps);
            let singles = instance.singles(choice).into_iter().filter(|&single| single).count() as i64;
            [required, recommended, singles, instance.cost(choice)]
        };
        let none = judge(without);
        let others = instance.actions.iter().enumerate().filter(|(other, action)| {
            *other != place && action.first <= quarter && matches!(action.kind, ActionKind::Hire { .. })
        });
        let judged = others.map(|(other, _)| {
            let mut choice = without.clone();
            choice[other][quarter] += 1;
            (judge(&choice), other)
        });
        let (next, other) = judged.filter(|(value, _)| value[..3] < none[..3]).min()?;
        let this = judge(self.choice);
        let name = &self.model()[self.role(&instance.actions[other])].name;
        let more = |at: usize| next[at] - this[at];
        let fte = |at: usize| Fte(more(at)).as_f64();
        Some(if more(0) > 0 {
            format!("the next best, {name}, would leave {} more required FTE open", fte(0))
        } else if more(0) == 0 && more(1) > 0 {
            format!("the next best, {name}, would leave {} more recommended FTE open", fte(1))
        } else if more(0) == 0 && more(1) == 0 && more(2) > 0 {
            let demands = if more(2) == 1 { "demand" } else { "demands" };
            format!("the next best, {name}, would leave {} more {demands} to one person", more(2))
        } else if more(3) > 0 {
            {
                let cost = self.options.prices.currency.amount(more(3));
                format!("the next best, {name}, would close as much and cost {cost} more")
            }
        } else {
            format!("{name} would close as much in the end; the limits and the order of the model decide")
        })
    }
}
