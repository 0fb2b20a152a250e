//! What the commands that show the model have in common.

use super::args::{Format, Printed, Show};
use super::output;
use crate::error::{Error, ErrorKind, Result};
use crate::report::document::{Block, Document};
use crate::report::{csv, markdown, text};

/// Prints a document, as JSON where the command has that.
pub(crate) fn print(
    document: &Document,
    json: impl FnOnce() -> String,
    printed: &Printed,
    show: &Show,
) -> Result<u8> {
    let answer = match printed.format {
        Format::Text => text::render(document, output::style(show, &printed.output)),
        Format::Markdown => markdown::render(document),
        Format::Json => json(),
        Format::Csv => tables(document),
    };
    output::write(&printed.output, answer)?;
    Ok(super::EXIT_CLEAN)
}

/// The first table of a document as CSV; the others are for people.
fn tables(document: &Document) -> String {
    let table =
        document.blocks.iter().find_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    table.map(csv::table).unwrap_or_default()
}

/// Makes the error for an id that nothing has, with the nearest that something has.
pub(crate) fn unknown<'a>(
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'a str>,
    list: &str,
) -> Error {
    let nearest = known.into_iter().map(|k| (distance(id, k), k)).min();
    let error = Error::new(ErrorKind::Usage, format!("no {what} has the id `{id}`"));
    match nearest {
        Some((steps, near)) if steps <= 1 + id.chars().count() / 3 => {
            error.help(format!("did you mean `{near}`? {list} lists them all"))
        }
        _ => error.help(format!("{list} lists them all")),
    }
}

/// The least number of letters to change, add or remove that make one text of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_id_is_suggested_and_a_far_one_is_not() {
        let help = |id: &str| {
            unknown("role", id, ["soc-analyst", "ciso"], "rolemap roles").problems()[0].help.clone()
        };
        assert_eq!(help("soc-analist"), "did you mean `soc-analyst`? rolemap roles lists them all");
        assert_eq!(help("gardener"), "rolemap roles lists them all");
    }
}
