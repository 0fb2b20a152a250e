//! Names: forms under which the same person is written.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns a name for comparison: accents, case, marks and white space folded.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut push = |c: char| match c {
        '\'' | '’' | '.' | '`' | '\u{300}'..='\u{36f}' => {}
        c if c.is_alphanumeric() => folded.push(c),
        _ if folded.ends_with(' ') || folded.is_empty() => {}
        _ => folded.push(' '),
    };
    if name.is_ascii() {
        name.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        for c in name.nfkd().flat_map(char::to_lowercase) {
            match c {
                'ł' => push('l'),
                'ø' => push('o'),
                'đ' => push('d'),
                'ı' => push('i'),
                'ß' => "ss".chars().for_each(&mut push),
                'æ' => "ae".chars().for_each(&mut push),
                'œ' => "oe".chars().for_each(&mut push),
                c => push(c),
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns `First M Last` for `Last, First M`; any other text as it is.
pub(super) fn in_order(name: &str) -> Cow<'_, str> {
    match name.split_once(',') {
        Some((last, first)) if is_last_first(name) => Cow::Owned(format!("{} {}", first.trim(), last.trim())),
        _ => Cow::Borrowed(name),
    }
}

/// Whether a name is written `Last, First`.
pub(super) fn is_last_first(name: &str) -> bool {
    const SUFFIXES: &[&str] =
        &["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "cpa", "mba", "dds", "msc", "bsc", "pe"];
    let Some((last, first)) = name.split_once(',') else { return false };
    let (last, first) = (last.trim(), first.trim());
    let suffix = first.replace('.', "").to_lowercase();
    !last.is_empty() && !first.is_empty() && !first.contains(',') && !SUFFIXES.contains(&suffix.as_str())
}

/// Returns a folded name without single letters between its first and its last word.
pub(super) fn without_initials(folded: &str) -> String {
    let words: Vec<&str> = folded.split(' ').collect();
    let last = words.len().saturating_sub(1);
    let kept =
        words.iter().enumerate().filter(|(at, word)| *at == 0 || *at == last || word.chars().count() > 1);
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_fold() {
        assert_eq!(fold("  Zoë  O'Brien-MÜLLER "), "zoe obrien muller");
        assert_eq!(fold("Zoe\u{308} O’Brien Müller"), "zoe obrien muller");
        assert_eq!(fold("Łukasz Größl"), "lukasz grossl");
    }

    #[test]
    fn last_first_is_turned_and_suffixes_are_not() {
        assert_eq!(in_order("Eisenhart, Wallace B."), "Wallace B. Eisenhart");
        assert_eq!(in_order("John Smith, Jr."), "John Smith, Jr.");
        assert_eq!(without_initials("wallace b eisenhart"), "wallace eisenhart");
    }
}
