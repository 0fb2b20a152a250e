//! What an id may have been meant to be that nothing is called by.

use crate::error::{Error, ErrorKind};

/// Makes the error for what nothing known is called, with the nearest that something is called.
pub(crate) fn unknown<'a>(
    what: &str,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
    list: &str,
) -> Error {
    let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
    let nearest = known.into_iter().map(|id| (distance(&wanted, &id.to_lowercase()), id)).min();
    let close = nearest.filter(|(steps, _)| *steps <= 1 + wanted.chars().count() / 3);
    let error = Error::new(ErrorKind::Usage, format!("there is no {what} `{text}`"));
    match close {
        Some((_, near)) => error.help(format!("did you mean `{near}`? `{list}` lists them")),
        None => error.help(format!("`{list}` lists them")),
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
        assert_eq!(help("SOC Anlyst"), "did you mean `soc-analyst`? `rolemap roles` lists them");
        assert_eq!(help("gardener"), "`rolemap roles` lists them");
    }
}
