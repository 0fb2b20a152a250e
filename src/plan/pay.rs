//! Pay: what roles cost, from the column of pay that the user named.

use std::collections::BTreeMap;

use super::prices::{Currency, Prices, loaded};
use crate::error::{Error, ErrorKind, Result};
use crate::model::RoleIx;
use crate::roster::Fte;
use crate::staff::{Staff, Standing};

/// The fewest people of a role whose pay says what the role costs: of fewer, a price would tell somebody's pay.
pub const FEWEST_PAID: usize = 3;

impl Prices {
    /// Adds what the pay in the roster says of roles that have no price: the middle of the pay of the people who hold
    /// the role alone and work in full, times the model's factor. Roles of fewer than [`FEWEST_PAID`] such people are
    /// left out.
    ///
    /// # Errors
    ///
    /// Names the line of pay in another currency.
    pub fn add_pay(&mut self, staff: &Staff<'_>) -> Result<()> {
        let (model, roster) = (staff.model(), staff.roster());
        let mut pay: BTreeMap<RoleIx, Vec<i64>> = BTreeMap::new();
        for ix in staff.of_standing(Standing::Present) {
            let (person, &[role]) = (roster.person(ix), staff.roles(ix)) else { continue };
            if person.fte() != Fte::ONE || person.contractor() {
                continue;
            }
            let Some((amount, currency)) = paid(person.cost_text()) else { continue };
            if currency.is_some_and(|currency| currency != self.currency) {
                // The pay itself is not told.
                return Err(Error::new(
                    ErrorKind::Settings,
                    format!("pay in another currency than {}", self.currency),
                )
                .line(person.line())
                .help("pass --currency with the currency of the column, or a table with --salaries"));
            }
            pay.entry(role).or_default().push(amount);
        }
        for (role, mut amounts) in pay {
            if amounts.len() >= FEWEST_PAID && !self.yearly.contains_key(&role) {
                amounts.sort_unstable();
                let middle = amounts[(amounts.len() - 1) / 2];
                self.yearly.insert(role, loaded(model, role, middle));
                self.from_pay += 1;
            }
        }
        Ok(())
    }
}

/// The least that a year's pay is taken for; smaller amounts are by the hour, the day or the month.
const LEAST_YEARLY_PAY: i64 = 5_000;

/// Reads pay as people export it: signs and codes of currencies around it, either way of writing thousands.
fn paid(text: &str) -> Option<(i64, Option<Currency>)> {
    let letters: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let currency = match (letters.len(), text.contains('€'), text.contains('£')) {
        (3, ..) => Some(letters.parse().ok()?),
        (0, true, _) => Some(Currency::EUR),
        (0, _, true) => Some(Currency::GBP),
        (0, ..) => None,
        _ => return None,
    };
    let number: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let decimals = number.rfind(['.', ',']).filter(|at| number.len() - at != 4).map_or(number.len(), |at| at);
    let digits: String = number[..decimals].chars().filter(char::is_ascii_digit).collect();
    let amount: i64 = digits.parse().ok()?;
    (LEAST_YEARLY_PAY..i64::from(u32::MAX)).contains(&amount).then_some((amount, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_is_read_however_it_is_written() {
        let eur = Some(Currency::EUR);
        for (text, read) in [
            ("85,000.00", Some((85_000, None))),
            ("$85,000", Some((85_000, None))),
            ("€85.000,50", Some((85_000, eur))),
            ("85000 EUR", Some((85_000, eur))),
            ("85 000", Some((85_000, None))),
            ("42.50", None),
            ("85k a year", None),
            ("", None),
        ] {
            assert_eq!(paid(text), read, "{text}");
        }
    }
}
