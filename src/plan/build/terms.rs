//! What people cost, and how newcomers grow into their work.

use super::MONTHS;
use crate::roster::Fte;

/// Returns how much of a newcomer counts in each quarter after the one before, in ten-thousandths; together all.
pub(super) fn ramp(months: u32) -> Vec<i64> {
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

pub(super) fn per_quarter(yearly: i64) -> i64 {
    yearly.div_euclid(4) + i64::from(yearly.rem_euclid(4) > 0)
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
