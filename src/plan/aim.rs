//! Aims: what a plan is judged by, each before the next.

use super::instance::{Choice, Instance};
use super::options::Prefer;
use super::program::granule;
use crate::model::Level;
use crate::roster::Fte;

/// What a plan is judged by; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// What is missing from required demands when everybody has come and is trained.
    GapAtTheEnd,
    /// What is missing from required demands, summed over the quarters.
    Required,
    /// The same, in units that are the same for all teams, and what is charged for what is done.
    Charged,
    /// What is charged for what is done.
    Charges,
    /// What is missing from all demands, summed over the quarters. Once the required part is least, this makes the
    /// recommended part least: who fills the most required FTE can always fill the most FTE as well.
    All,
    /// Demands that hang on one person or none at the end.
    SinglePoints,
    /// Money.
    Cost,
    /// Hires and moves.
    Changes,
    /// Places in the order of actions and quarters, so that one of several equal plans is taken.
    Order,
}

impl Aim {
    /// The unit of the quarters' weights: ramps are in hundredths of a person.
    pub(super) const WEIGHT_UNIT: i64 = 100;

    /// Returns the aims in their order.
    pub(super) fn in_order(prefer: Prefer) -> [Self; 6] {
        use Aim::{All, Changes, Cost, Order, Required, SinglePoints};
        match prefer {
            Prefer::Coverage => [Required, All, SinglePoints, Cost, Changes, Order],
            Prefer::Cost => [Required, Cost, All, SinglePoints, Changes, Order],
        }
    }

    /// Returns the value of a choice, exactly.
    pub(super) fn value(self, instance: &Instance, choice: &Choice) -> i64 {
        match self {
            Self::GapAtTheEnd => instance.gap_at_the_end(choice) / granule(instance),
            Self::Required => over_time(instance, choice, Some(Level::Required)),
            Self::Charged => {
                let missing = over_time(instance, choice, Some(Level::Required)) * granule(instance);
                missing + Self::Charges.value(instance, choice)
            }
            Self::Charges => {
                let charged = instance.charges.iter().flatten().zip(choice.iter().flatten());
                charged.map(|(charge, &n)| charge * i64::from(n)).sum()
            }
            Self::All => over_time(instance, choice, None),
            Self::SinglePoints => {
                instance.singles(choice).into_iter().filter(|&single| single).count() as i64
            }
            Self::Cost => instance.cost(choice),
            Self::Changes => instance.changes(choice),
            Self::Order => {
                let begun = choice
                    .iter()
                    .enumerate()
                    .flat_map(|(a, row)| row.iter().enumerate().map(move |(s, n)| (a, s, n)));
                begun.map(|(a, s, &n)| Self::place(instance, a, s) * i64::from(n)).sum()
            }
        }
    }

    /// Whether it is of gaps and money, and not of what breaks their ties.
    pub(super) fn is_main(self) -> bool {
        matches!(self, Self::Required | Self::All | Self::Cost)
    }

    /// Whether required demands alone matter.
    pub(super) fn is_of_required(self) -> bool {
        matches!(self, Self::GapAtTheEnd | Self::Required | Self::Charged | Self::Charges)
    }

    /// Returns the place of an action that begins in a quarter.
    pub(super) fn place(instance: &Instance, action: usize, quarter: usize) -> i64 {
        (action * instance.quarters + quarter + 1) as i64
    }
}

/// Sums what is missing over the quarters, in granules times the unit of the weights.
fn over_time(instance: &Instance, choice: &Choice, level: Option<Level>) -> i64 {
    let granule = granule(instance);
    let missing = |time| {
        let counted = instance.counted_gaps(choice, time);
        let counted = instance.counted.iter().zip(counted);
        let counted: i64 =
            counted.filter(|(c, _)| level.is_none_or(|level| c.level == level)).map(|(_, gap)| gap).sum();
        debug_assert_eq!(Fte::ONE.0 % granule, 0);
        (instance.shortfall(choice, time, level).gap + counted) / granule
    };
    (0..instance.quarters).map(|time| missing(time) * instance.weight(time) / Aim::WEIGHT_UNIT).sum()
}
