//! Near misses: whom a misspelt reference may mean. Only ever suggested, never used.

use super::Team;
use super::words::name;
use crate::roster::Person;

/// Beyond so many people a suggestion is not worth the search.
const MOST_PEOPLE: usize = 100_000;
/// The most letters that differ.
const MOST_EDITS: usize = 2;
/// The fewest letters of a word for each that may differ.
const LETTERS_PER_EDIT: usize = 4;

/// Returns the one person whose name, id or address is nearest to a reference; none where none is near or several are.
pub(super) fn near(team: &Team<'_>, reference: &str) -> Option<String> {
    if team.roster().len() > MOST_PEOPLE {
        return None;
    }
    let wanted = words(reference);
    let (mut best, mut nearest): (usize, Vec<Person<'_>>) = (MOST_EDITS, Vec::new());
    for person in team.present() {
        let edits = [person.name(), person.email(), person.id()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .filter_map(|text| slips(&wanted, &words(text), best))
            .min();
        match edits {
            Some(edits) if edits < best || nearest.is_empty() => (best, nearest) = (edits, vec![person]),
            Some(edits) if edits == best => nearest.push(person),
            _ => {}
        }
    }
    match nearest.as_slice() {
        [person] if best > 0 => Some(name(*person)),
        _ => None,
    }
}

fn words(text: &str) -> Vec<Vec<char>> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().collect()).collect()
}

/// Returns how many letters differ between texts of the same words, in each word as few as a slip of the keys makes:
/// `Ana` and `Ada` are two people, `Evans` and `Evnas` are one. None beyond the most.
fn slips(wanted: &[Vec<char>], words: &[Vec<char>], most: usize) -> Option<usize> {
    if wanted.len() != words.len() {
        return None;
    }
    let mut sum = 0;
    for (wanted, word) in wanted.iter().zip(words) {
        sum += edits(wanted, word, (most - sum).min(wanted.len() / LETTERS_PER_EDIT))?;
    }
    Some(sum)
}

/// Returns how many letters must be put in, taken out, replaced or swapped with the next; none beyond the most.
fn edits(wanted: &[char], text: &[char], most: usize) -> Option<usize> {
    if wanted.len().abs_diff(text.len()) > most {
        return None;
    }
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=text.len()).collect());
    for (i, letter) in wanted.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in text.iter().enumerate() {
            let mut cost = (last[j] + usize::from(letter != other)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == text[j - 1] && wanted[i - 1] == *other {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|edits| *edits <= most)
}

#[cfg(test)]
mod tests {
    use super::{slips, words};
    use crate::check::testing::{Cast, found};
    use crate::roster::Manager;

    #[test]
    fn a_slip_changes_few_letters_of_a_word() {
        let count = |a: &str, b: &str| slips(&words(a), &words(b), 2);
        assert_eq!(count("di evans", "Di Evans"), Some(0));
        assert_eq!(count("di evnas", "Di Evans"), Some(1), "two letters swapped");
        assert_eq!(count("di evan", "Di Evans"), Some(1));
        assert_eq!(
            count("di evans@corp.example", "di.evan@corp.example"),
            Some(1),
            "whatever parts the words"
        );
        assert_eq!(count("johannsonn, maria", "Johansson, Maria"), Some(2));
        assert_eq!(count("bo chen", "Di Evans"), None);
        assert_eq!(count("ana mori", "Ada Mori"), None, "two names, not a slip");
        assert_eq!(count("zane.brandt@corp.example", "jade.brandt@corp.example"), None);
    }

    #[test]
    fn a_near_name_is_suggested_and_not_used() {
        let named = |id: &str, name: &'static str, cast: Cast| {
            cast.row(id, if id == "a" { "" } else { "a" }, move |row| row.name = name.into())
        };
        let cast = named("b", "Di Evans", named("a", "Ada Byrne", Cast::new()));
        let lost = cast.lost("c", "Di Evnas", Manager::Unknown);
        let help = found(&lost, "unknown-manager")[0].help.clone();
        assert!(help.ends_with("Perhaps Di Evans (b) is meant."), "{help}");
        let twice = named("d", "Di Evans", lost);
        assert!(!found(&twice, "unknown-manager")[0].help.contains("Perhaps"), "two are as near");
    }
}
