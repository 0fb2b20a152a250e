//! Salaries: what roles cost, from a user's table.

use std::collections::BTreeMap;

use super::prices::{Currency, Prices};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::model::{Model, RoleIx};
use crate::roster::records::records;

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
        let columns = Columns::of(&header).ok_or_else(|| {
            Error::new(ErrorKind::Settings, "the columns role and yearly_cost are expected")
                .line(line.max(1))
                .help("start the file with the line role,level,location,yearly_cost,currency")
        })?;
        let (mut salaries, mut problems): (Vec<Salary>, Vec<Problem>) = (Vec::new(), Vec::new());
        let mut of_file: Option<Currency> = None;
        for (line, cells) in rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
            match columns.read(line, &cells, model) {
                Ok((_, Some(other))) if of_file.is_some_and(|first| first != other) => {
                    let message = format!("{other} after rows in another currency");
                    problems.push(problem(line, message, "give all rows in one currency"));
                }
                Ok((salary, currency)) => {
                    of_file = of_file.or(currency);
                    problems.extend(contradiction(&salaries, &salary));
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
        let mut costs: BTreeMap<Option<RoleIx>, i64> =
            by_role.into_iter().map(|(role, rows)| (role, best(&rows, wanted))).collect();
        let otherwise = costs.remove(&None);
        let yearly = costs.into_iter().filter_map(|(role, cost)| Some((role?, cost))).collect();
        Ok(Self { currency: of_file.unwrap_or(Currency::USD), yearly, otherwise, from_pay: 0 })
    }
}

/// Where the columns of a table stand.
struct Columns {
    role: usize,
    cost: usize,
    level: Option<usize>,
    location: Option<usize>,
    currency: Option<usize>,
}

impl Columns {
    fn of(header: &[String]) -> Option<Self> {
        let column =
            |name: &str| header.iter().position(|h| h.trim().to_lowercase().replace([' ', '-'], "_") == name);
        Some(Self {
            role: column("role")?,
            cost: column("yearly_cost").or_else(|| column("cost"))?,
            level: column("level"),
            location: column("location"),
            currency: column("currency"),
        })
    }

    /// Reads a row; fails with what is wrong and what to do about it.
    fn read(
        &self,
        line: u64,
        cells: &[String],
        model: &Model,
    ) -> std::result::Result<(Salary, Option<Currency>), (String, &'static str)> {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        let cell_if = |at: Option<usize>| at.map_or("", cell);
        let id = cell(self.role);
        let unknown = || (format!("no role has the id `{id}`"), "rolemap roles lists the ids");
        let role = if id == ANY { None } else { Some(model.role(id).ok_or_else(unknown)?) };
        let text = cell(self.cost);
        let unreadable = || (format!("`{text}` is no amount"), "write it in digits, such as 85000");
        let cost = whole_amount(text).ok_or_else(unreadable)?;
        let code = cell_if(self.currency);
        let currency = (!code.is_empty()).then(|| code.parse()).transpose();
        let no_currency = |_| (format!("`{code}` is no currency"), "write its three letters, such as EUR");
        let currency = currency.map_err(no_currency)?;
        let [level, location] = [self.level, self.location].map(|at| folded(cell_if(at)));
        Ok((Salary { line, role, level, location, cost }, currency))
    }
}

fn problem(line: u64, message: String, help: &str) -> Problem {
    Problem { file: None, line: Some(line), message, help: help.to_owned() }
}

/// Returns what is wrong with a row that says otherwise what an earlier one has said.
fn contradiction(earlier: &[Salary], salary: &Salary) -> Option<Problem> {
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
    fn wages_in_one_currency_and_prices_in_another_do_not_mix() {
        let model = Model::builtin();
        let some = prices("role,yearly_cost,currency\nciso,1,EUR\n", Wanted::default()).expect("it is sound");
        assert!(some.complete(&model).is_err());
        let all = prices("role,yearly_cost,currency\n*,1,EUR\n", Wanted::default()).expect("it is sound");
        assert!(all.complete(&model).is_ok());
    }
}
