//! Prices: what people cost in a year, from the model's wages, a user's table or the pay in the roster.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::model::{Model, RoleIx, RoleKind};

/// A currency by its three letters of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// United States dollars, the currency of the model's wages.
    pub const USD: Self = Self(*b"USD");

    /// Euros.
    pub const EUR: Self = Self(*b"EUR");

    /// Pounds sterling.
    pub const GBP: Self = Self(*b"GBP");

    /// Returns the three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the letters are ASCII")
    }

    /// Returns an amount in whole units, its thousands apart, with the currency.
    pub fn amount(&self, amount: i64) -> String {
        let text = thousands(amount.unsigned_abs());
        let sign = if amount < 0 { "−" } else { "" };
        format!("{sign}{text} {self}")
    }
}

/// Returns a number with commas between its thousands.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let letters: Vec<u8> = text.trim().bytes().map(|b| b.to_ascii_uppercase()).collect();
        match <[u8; 3]>::try_from(letters) {
            Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self(letters)),
            _ => Err(Error::new(ErrorKind::Usage, format!("`{text}` is no currency"))
                .help("write its three letters, such as USD or EUR")),
        }
    }
}

/// What an employee of each role costs in a year, all in all, where the user says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// The currency of every amount of the plan.
    pub currency: Currency,
    /// By role: whole units a year, with everything that an employer pays.
    pub yearly: BTreeMap<RoleIx, i64>,
    /// What any other role costs; the model's wage where there is none.
    pub otherwise: Option<i64>,
    /// How many of the roles are priced by the pay in the roster.
    pub from_pay: usize,
}

impl Default for Prices {
    fn default() -> Self {
        Self { currency: Currency::USD, yearly: BTreeMap::new(), otherwise: None, from_pay: 0 }
    }
}

impl Prices {
    /// Makes sure that every role that may be hired has a price in the currency.
    ///
    /// # Errors
    ///
    /// Fails where the currency is not that of the model's wages and roles have no price in it.
    pub fn complete(&self, model: &Model) -> Result<()> {
        if self.currency == Currency::USD || self.otherwise.is_some() {
            return Ok(());
        }
        let named: BTreeSet<RoleIx> =
            model.demands().flat_map(|demand| model[demand].roles.clone()).collect();
        let mut missing = named.into_iter().filter(|&role| model[role].kind.can_be_hired());
        match missing.find(|role| !self.yearly.contains_key(role)) {
            None => Ok(()),
            Some(role) => Err(Error::new(
                ErrorKind::Settings,
                format!("the model's wages are in USD, and {} has no cost in {}", model[role].id, self.currency),
            )
            .help("pass --salaries with a row for each role that may be hired, or one with the role * for all others")),
        }
    }

    /// Returns what an employee of a role costs in a year, all in all.
    pub fn yearly(&self, model: &Model, role: RoleIx) -> i64 {
        let by_wage = || loaded(model, role, model[role].wage.usd_per_year.into());
        self.yearly.get(&role).copied().or(self.otherwise).unwrap_or_else(by_wage)
    }
}

/// Returns what an employer pays for a wage, by the model's factors.
pub(super) fn loaded(model: &Model, role: RoleIx, wage: i64) -> i64 {
    let cost = model.planning().terms.cost;
    let factor = match model[role].kind {
        RoleKind::Executive | RoleKind::Head | RoleKind::Manager => cost.loaded_per_mille_of_managers,
        RoleKind::Ic | RoleKind::PartTime => cost.loaded_per_mille,
    };
    wage * i64::from(factor) / 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_with_their_thousands_apart() {
        assert_eq!(Currency::USD.amount(1_234_567), "1,234,567 USD");
        assert_eq!(Currency::USD.amount(-999), "−999 USD");
        assert_eq!("eur".parse::<Currency>().map(|c| c.to_string()).ok(), Some("EUR".to_owned()));
    }
}
