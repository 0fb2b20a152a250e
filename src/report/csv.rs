//! CSV for spreadsheets (RFC 4180, LF): no cell is run as a formula.

use super::document::Table;

/// Writes rows as CSV.
pub fn render<R, C>(header: &[&str], rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    format!("{}\n{}", header.join(","), self::rows(rows))
}

/// Writes rows as CSV without a header.
pub fn rows<R, C>(rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut out = String::new();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_text() {
        let rows = [["=1+1".to_owned(), "a,\"b\"".to_owned()], ["@x, y".to_owned(), "-".to_owned()]];
        assert_eq!(render(&["a", "b"], rows), "a,b\n'=1+1,\"a,\"\"b\"\"\"\n\"'@x, y\",'-\n");
    }
}
