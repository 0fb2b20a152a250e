//! Prices: what people cost in a year, from the model's wages, a user's table or the pay in the roster.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Problem, Result};
use crate::model::{Model, RoleIx, RoleKind};
use crate::roster::records::records;
use crate::roster::{Fte, PersonIx};
use crate::staff::{Staff, Standing};

/// A currency by its three letters of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// United States dollars, the currency of the model's wages.
    pub const USD: Self = Self(*b"USD");

    /// Returns the three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("the letters are ASCII")
    }

    /// Returns an amount in whole units, its thousands apart, with the currency.
    pub fn amount(&self, amount: i64) -> String {
        let digits = amount.unsigned_abs().to_string();
        let mut text = String::new();
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let sign = if amount < 0 { "−" } else { "" };
        format!("{sign}{text} {self}")
    }
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

/// Of which rows of a table of salaries the plan makes use: those for a level or a location, where there are any.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The level, such as senior.
    pub level: Option<&'a str>,
    /// The location.
    pub location: Option<&'a str>,
}

/// The role that stands for all that have no row.
const ANY: &str = "*";

/// The fewest people of a role whose pay says what the role costs: of fewer, a price would tell somebody's pay.
pub const FEWEST_PAID: usize = 3;

struct Salary {
    line: u64,
    role: Option<RoleIx>,
    level: String,
    location: String,
    cost: i64,
}

impl Prices {
    /// Reads a table of salaries: a CSV with the columns `role`, `yearly_cost` and, if need be, `level`, `location` and
    /// `currency`. The cost is that of one FTE in a year, all in all.
    ///
    /// A role costs what its row says that fits what is wanted best: in level and location, in level, in location, or
    /// the one without either. Where none fits, it costs the middle of all its rows, the lower of two. The role `*`
    /// stands for all others.
    ///
    /// # Errors
    ///
    /// Names the line of an unknown role, of an amount or a currency that cannot be read or differs from that of the
    /// rows before, and of a row that says again, otherwise, what another has said.
    pub fn parse(text: &[u8], model: &Model, wanted: Wanted<'_>) -> Result<Self> {
        let mut rows = records(text)?.into_iter();
        let (line, header) = rows.next().unwrap_or_default();
        let column =
            |name: &str| header.iter().position(|h| h.trim().to_lowercase().replace([' ', '-'], "_") == name);
        let (Some(role), Some(cost)) = (column("role"), column("yearly_cost").or_else(|| column("cost")))
        else {
            return Err(Error::new(ErrorKind::Settings, "the columns role and yearly_cost are expected")
                .line(line.max(1))
                .help("start the file with the line role,level,location,yearly_cost,currency"));
        };
        let [level, location, currency] = ["level", "location", "currency"].map(column);
        let (mut salaries, mut problems): (Vec<Salary>, Vec<Problem>) = (Vec::new(), Vec::new());
        let mut of_file: Option<Currency> = None;
        for (line, cells) in rows {
            let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let read = || -> std::result::Result<(Salary, Option<Currency>), (String, &str)> {
                let id = cell(Some(role));
                let unknown = || (format!("no role has the id `{id}`"), "rolemap roles lists the ids");
                let role = if id == ANY { None } else { Some(model.role(id).ok_or_else(unknown)?) };
                let text = cell(Some(cost));
                let cost = whole_amount(text)
                    .ok_or_else(|| (format!("`{text}` is no amount"), "write it in digits, such as 85000"))?;
                let code = cell(currency);
                let currency = (!code.is_empty()).then(|| Currency::from_str(code)).transpose();
                let currency = currency.map_err(|_| {
                    (format!("`{code}` is no currency"), "write its three letters, such as EUR")
                })?;
                let (level, location) = (folded(cell(level)), folded(cell(location)));
                Ok((Salary { line, role, level, location, cost }, currency))
            };
            match read() {
                Ok((_, Some(other))) if of_file.is_some_and(|first| first != other) => {
                    let message = format!("{other} after rows in another currency");
                    problems.push(problem(line, message, "give all rows in one currency"));
                }
                Ok((salary, currency)) => {
                    of_file = of_file.or(currency);
                    problems.extend(again(&salaries, &salary));
                    salaries.push(salary);
                }
                Err((message, help)) => problems.push(problem(line, message, help)),
            }
        }
        if let Some(error) = Error::of(ErrorKind::Settings, problems) {
            return Err(error);
        }
        let mut by_role: BTreeMap<Option<RoleIx>, Vec<&Salary>> = BTreeMap::new();
        salaries.iter().for_each(|salary| by_role.entry(salary.role).or_default().push(salary));
        let mut prices = Self { currency: of_file.unwrap_or(Currency::USD), ..Self::default() };
        for (role, rows) in by_role {
            let cost = best(&rows, wanted);
            match role {
                Some(role) => drop(prices.yearly.insert(role, cost)),
                None => prices.otherwise = Some(cost),
            }
        }
        Ok(prices)
    }

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
                .line(roster.person(PersonIx::from_index(ix.index())).line())
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
        let kinds = [RoleKind::Executive, RoleKind::PartTime];
        let mut missing = named.into_iter().filter(|&role| !kinds.contains(&model[role].kind));
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
fn loaded(model: &Model, role: RoleIx, wage: i64) -> i64 {
    let cost = model.planning().terms.cost;
    let factor = match model[role].kind {
        RoleKind::Executive | RoleKind::Head | RoleKind::Manager => cost.loaded_per_mille_of_managers,
        RoleKind::Ic | RoleKind::PartTime => cost.loaded_per_mille,
    };
    wage * i64::from(factor) / 1000
}

fn problem(line: u64, message: String, help: &str) -> Problem {
    Problem { file: None, line: Some(line), message, help: help.to_owned() }
}

/// Returns what is wrong with a row that says otherwise what an earlier one has said.
fn again(earlier: &[Salary], salary: &Salary) -> Option<Problem> {
    let same =
        |s: &&Salary| (s.role, &s.level, &s.location) == (salary.role, &salary.level, &salary.location);
    let first = earlier.iter().find(same).filter(|first| first.cost != salary.cost)?;
    let message =
        format!("the cost of the same role, level and location stands otherwise on line {}", first.line);
    Some(problem(salary.line, message, "keep one of the two lines"))
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Returns the cost of the row that fits best, or the middle of all where none fits.
fn best(rows: &[&Salary], wanted: Wanted<'_>) -> i64 {
    let [level, location] = [wanted.level, wanted.location].map(|text| text.map(folded));
    let fits = |of: &str, wanted: &Option<String>| of.is_empty() || wanted.as_deref() == Some(of);
    let fitting = rows.iter().filter(|row| fits(&row.level, &level) && fits(&row.location, &location));
    let best = fitting.max_by_key(|row| (!row.level.is_empty(), !row.location.is_empty()));
    best.map_or_else(
        || {
            let mut costs: Vec<i64> = rows.iter().map(|row| row.cost).collect();
            costs.sort_unstable();
            costs[(costs.len() - 1) / 2]
        },
        |row| row.cost,
    )
}

/// Reads an amount of a table: digits, with decimals after a point that are rounded up, and commas between thousands.
fn whole_amount(text: &str) -> Option<i64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let in_threes = groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= 3;
    let digits: String = groups.concat();
    let numeric = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if digits.is_empty() || !numeric(&digits) || !numeric(decimals) || (groups.len() > 1 && !in_threes) {
        return None;
    }
    // Three digits after a point are as likely thousands.
    if decimals.len() == 3 && groups.len() == 1 && whole.len() <= 3 {
        return None;
    }
    let more = decimals.bytes().any(|b| b != b'0');
    digits.parse::<i64>().ok()?.checked_add(more.into())
}

/// The least that a year's pay is taken for; smaller amounts are by the hour, the day or the month.
const LEAST_YEARLY_PAY: i64 = 5_000;

/// Reads pay as people export it: signs and codes of currencies around it, either way of writing thousands.
fn paid(text: &str) -> Option<(i64, Option<Currency>)> {
    let letters: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let currency = match (letters.len(), text.contains('€'), text.contains('£')) {
        (3, ..) => Some(letters.parse().ok()?),
        (0, true, _) => Some(Currency(*b"EUR")),
        (0, _, true) => Some(Currency(*b"GBP")),
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

    fn prices(text: &str, wanted: Wanted<'_>) -> Result<Prices> {
        Prices::parse(text.as_bytes(), &Model::builtin(), wanted)
    }

    #[test]
    fn the_row_that_fits_best_says_what_a_role_costs() {
        let model = Model::builtin();
        let role = model.role("soc-analyst").expect("the model has it");
        let table = "Role,Level,Location,Yearly cost,Currency\n\
                     soc-analyst,,,90000,EUR\n\
                     soc-analyst,senior,,120000,EUR\n\
                     soc-analyst,,Berlin,80000,EUR\n\
                     soc-analyst,Senior,Berlin,\"110,000.50\",EUR\n\
                     *,,,100000,EUR\n";
        let cost = |level, location| {
            let prices = prices(table, Wanted { level, location }).expect("the table is sound");
            assert_eq!((prices.currency.as_str(), prices.otherwise), ("EUR", Some(100_000)));
            prices.yearly(&model, role)
        };
        assert_eq!(cost(None, None), 90_000);
        assert_eq!(cost(Some("senior"), None), 120_000);
        assert_eq!(cost(None, Some("berlin")), 80_000);
        assert_eq!(cost(Some("Senior"), Some("Berlin")), 110_001);
        assert_eq!(cost(Some("staff"), Some("Rome")), 90_000, "what is for all fits everything");
    }

    #[test]
    fn a_role_of_which_no_row_fits_costs_the_middle_of_them() {
        let model = Model::builtin();
        let table = "role,level,yearly_cost\nciso,a,100\nciso,b,300\nciso,c,900\n";
        let prices = prices(table, Wanted::default()).expect("the table is sound");
        assert_eq!(prices.yearly(&model, model.role("ciso").expect("the model has it")), 300);
    }

    #[test]
    fn each_bad_row_is_named() {
        let table = "role,yearly_cost,currency\nwizard,1,USD\nciso,85.000,USD\nciso,1,EURO\nciso,1,USD\nciso,2,USD\nciso,1,EUR\n";
        let error = prices(table, Wanted::default()).expect_err("rows are bad");
        let lines: Vec<_> = error.problems().iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 3, 4, 6, 7].map(Some), "{error}");
        assert!(prices("role,level\n", Wanted::default()).is_err(), "no column of costs");
    }

    #[test]
    fn pay_is_read_however_it_is_written() {
        let eur = Some(Currency(*b"EUR"));
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

    #[test]
    fn amounts_are_written_with_their_thousands_apart() {
        assert_eq!(Currency::USD.amount(1_234_567), "1,234,567 USD");
        assert_eq!(Currency::USD.amount(-999), "−999 USD");
        assert_eq!("eur".parse::<Currency>().map(|c| c.to_string()).ok(), Some("EUR".to_owned()));
    }

    #[test]
    fn wages_in_one_currency_and_prices_in_another_do_not_mix() {
        let model = Model::builtin();
        let some = prices("role,yearly_cost,currency\nciso,1,EUR\n", Wanted::default()).expect("it is sound");
        assert!(some.complete(&model).is_err());
        let all = prices("role,yearly_cost,currency\n*,1,EUR\n", Wanted::default()).expect("it is sound");
        assert!(all.complete(&model).is_ok());
    }
}
