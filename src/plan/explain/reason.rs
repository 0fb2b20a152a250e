//! Why somebody is hired: what stays open otherwise, and what another role would do.

use super::Explainer;
use crate::plan::Closes;
use crate::plan::action::ActionKind;
use crate::plan::aim::Aim;
use crate::plan::instance::Choice;
use crate::roster::Fte;

/// Returns names in words.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        names => names.concat(),
    }
}

/// What a choice leaves at the end: required FTE, recommended FTE, demands to one person; and what it costs.
type Left = [i64; 4];

impl Explainer<'_, '_> {
    /// Says what a hire is for and what the best other role would do in its place.
    pub(super) fn reason(
        &self,
        place: usize,
        quarter: usize,
        without: &Choice,
        open_without: &[Closes],
    ) -> String {
        let fewer = if self.choice[place][quarter] > 1 { "with one fewer" } else { "without it" };
        let purpose = if open_without.is_empty() {
            self.purpose_beside_gaps(without)
        } else {
            let role = self.role(&self.instance.actions[place]);
            let own = |closes: &Closes| self.model()[closes.demand].roles.contains(&role);
            let freed =
                if open_without.iter().all(own) { "" } else { ", as it frees people who can do more" };
            let stay = if open_without.len() == 1 { "stays" } else { "stay" };
            Some(format!("{fewer} {} {stay} open{freed}", self.list(open_without)))
        };
        let other = self.best_other(place, quarter, without);
        match (purpose, other) {
            (Some(purpose), Some(other)) => format!("{purpose}; {other}"),
            (Some(purpose), None) => format!("{purpose}; no other role that could be hired does this"),
            (None, Some(other)) => format!("{fewer} nothing more would be open; {other}"),
            (None, None) => format!("{fewer} nothing more would be open"),
        }
    }

    /// Says what a hire is for without which nothing more would be open at the end; none where it is for nothing.
    fn purpose_beside_gaps(&self, without: &Choice) -> Option<String> {
        let (with, lacking) = (self.instance.singles(self.choice), self.instance.singles(without));
        let second: Vec<&str> = (0..with.len())
            .filter(|&slot| lacking[slot] && !with[slot])
            .map(|slot| self.model()[self.instance.slots[slot].demand].name.as_str())
            .collect();
        let over_time = |choice: &Choice| Aim::All.value(self.instance, choice);
        if !second.is_empty() {
            Some(format!("a second person for {}", listed(&second)))
        } else if over_time(self.choice) < over_time(without) {
            Some("closes gaps sooner than the plan would without it".to_owned())
        } else {
            None
        }
    }

    fn left(&self, choice: &Choice) -> Left {
        let gaps = self.instance.gaps(choice, self.at_the_end());
        let (required, recommended) = self.by_level(&gaps);
        let singles = self.instance.singles(choice).into_iter().filter(|&single| single).count() as i64;
        [required, recommended, singles, self.instance.cost(choice)]
    }

    /// Compares the best other role in the same quarter: by what would be missing at the end, then by cost.
    fn best_other(&self, place: usize, quarter: usize, without: &Choice) -> Option<String> {
        let instance = self.instance;
        let none = self.left(without);
        let own = self.role(&instance.actions[place]);
        let others = instance.actions.iter().enumerate().filter(|(_, action)| match action.kind {
            ActionKind::Hire { role } => role != own && action.first <= quarter,
            _ => false,
        });
        let judged = others.map(|(other, _)| {
            let mut choice = without.clone();
            choice[other][quarter] += 1;
            (self.left(&choice), other, choice)
        });
        let (left, other, instead) = judged.filter(|(left, ..)| left[..3] < none[..3]).min()?;
        let name = &self.model()[self.role(&instance.actions[other])].name;
        let this = self.left(self.choice);
        let difference: Left = std::array::from_fn(|at| left[at] - this[at]);
        Some(self.compared(name, difference) + self.but(difference, &instead))
    }

    /// Says why another role that would do better at the end was not chosen.
    fn but(&self, difference: Left, instead: &Choice) -> &'static str {
        let instance = self.instance;
        let over_time = |choice: &Choice| [Aim::Required, Aim::All].map(|aim| aim.value(instance, choice));
        if difference >= [0; 4] {
            ""
        } else if instance.allows(self.choice) && !instance.allows(instead) {
            ", beyond the limits"
        } else if over_time(instead) > over_time(self.choice) {
            ", but close gaps later"
        } else {
            ""
        }
    }

    /// Words what another role would leave in comparison: what differs first, and the price where it would do better.
    fn compared(&self, name: &str, difference: Left) -> String {
        let money = |amount: i64| self.options.prices.currency.amount(amount);
        let fte = |amount: i64| Fte(amount.abs()).as_f64();
        let [required, recommended, singles, cost] = difference;
        let demands = if singles.abs() == 1 { "demand" } else { "demands" };
        let price = match cost {
            0 => String::new(),
            more if more > 0 => format!(", for {} more", money(more)),
            less => format!(", for {} less", money(-less)),
        };
        let better = |what: String| format!("{name} in its place would leave {what}{price}");
        let worse = |what: String| format!("the next best, {name}, would leave {what}");
        match (required, recommended, singles, cost) {
            (1.., ..) => worse(format!("{} more required FTE open", fte(required))),
            (..0, ..) => better(format!("{} less required FTE open", fte(required))),
            (0, 1.., ..) => worse(format!("{} more recommended FTE open", fte(recommended))),
            (0, ..0, ..) => better(format!("{} less recommended FTE open", fte(recommended))),
            (0, 0, 1.., _) => worse(format!("{singles} more {demands} to one person")),
            (0, 0, ..0, _) => better(format!("{} fewer {demands} to one person", -singles)),
            (0, 0, 0, 1..) => {
                format!("the next best, {name}, would close as much and cost {} more", money(cost))
            }
            (0, 0, 0, ..0) => {
                format!("{name} in its place would close as much and cost {} less", money(-cost))
            }
            (0, 0, 0, 0) => format!("{name} would do as well for the same money"),
        }
    }
}
