//! CSV for spreadsheets (RFC 4180, LF): no cell is run as a formula.

use super::check::Checked;
use super::document::Table;
use crate::check::Finding;
use crate::coverage::DemandCoverage;
use crate::report::words;

/// Writes rows as CSV.
pub fn render<R, C>(header: &[&str], rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut out = header.join(",");
    out.push('\n');
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            push_cell(&mut out, &cell);
        }
        out.push('\n');
    }
    out
}

/// Writes a table of a document as CSV; the names of its columns become lower-case words joined by `_`.
pub fn table(table: &Table) -> String {
    let header: Vec<String> = table.columns.iter().map(|c| c.name.to_lowercase().replace(' ', "_")).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    render(&header, table.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone())))
}

/// Adds a cell: guarded by an apostrophe where a spreadsheet would run it, quoted where it must be.
fn push_cell(out: &mut String, cell: &str) {
    let guard =
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) { "'" } else { "" };
    if cell.contains(['"', ',', '\n', '\r']) {
        out.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

/// The columns of a check: demands first, then findings; the column `record` tells which.
const CHECK: &[&str] = &[
    "record", "practice", "demand", "level", "need", "filled", "gap", "vacant", "state", "rule", "severity",
    "people", "line", "message", "help",
];

/// Writes a check as CSV: a row for every demand and every finding, in the order of the analysis.
pub fn check(checked: &Checked<'_>) -> String {
    let demands =
        checked.analysis.coverage.practices.iter().flat_map(|p| &p.demands).map(|d| demand(checked, d));
    let findings = checked.analysis.findings.iter().map(|f| finding(checked, f));
    render(CHECK, demands.chain(findings))
}

fn demand(checked: &Checked<'_>, covered: &DemandCoverage) -> [String; 15] {
    let model = checked.analysis.staff.model();
    let demand = &model[covered.demand];
    [
        "demand".into(),
        model[demand.practice].id.to_string(),
        demand.id.to_string(),
        covered.level.as_str().into(),
        words::amount(covered.need),
        words::amount(covered.filled),
        words::amount(covered.gap()),
        words::amount(covered.vacant),
        words::state(covered.state()).into(),
        String::new(),
        String::new(),
        covered.holders.iter().map(|h| checked.id(h.person)).collect::<Vec<_>>().join("|"),
        String::new(),
        demand.name.clone(),
        covered.why.clone(),
    ]
}

fn finding(checked: &Checked<'_>, finding: &Finding) -> [String; 15] {
    let model = checked.analysis.staff.model();
    let demand = finding.demand.map(|d| &model[d]);
    let none = String::new;
    [
        "finding".into(),
        demand.map_or_else(none, |d| model[d.practice].id.to_string()),
        demand.map_or_else(none, |d| d.id.to_string()),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
        finding.rule.into(),
        finding.severity.as_str().into(),
        finding.people.iter().map(|p| checked.id(*p)).collect::<Vec<_>>().join("|"),
        finding.line.map_or_else(none, |l| l.to_string()),
        finding.message.clone(),
        finding.help.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_text() {
        let rows = [["=1+1".to_owned(), "a,\"b\"".to_owned()], ["@x, y".to_owned(), "-".to_owned()]];
        assert_eq!(render(&["a", "b"], rows), "a,b\n'=1+1,\"a,\"\"b\"\"\"\n\"'@x, y\",'-\n");
    }
}
