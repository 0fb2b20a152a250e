//! Gender: the marks by which a title says that it means everybody, which say nothing of the job.

use super::normalise::{Mark, Tokens};

/// Drops runs such as `m/w/d`, `f/m/x` and `h/f`.
pub(super) fn drop_letters(tokens: &mut Tokens) {
    if !tokens.list.iter().any(|t| matches!(t.mark, Mark::Slash | Mark::Beside)) {
        return;
    }
    let mut at = 0;
    while at < tokens.list.len() {
        let mut end = at;
        let mut letters = 0;
        while end < tokens.list.len() {
            let token = tokens.list[end];
            let fits = match token.mark {
                Mark::Slash | Mark::Beside => letters > 0,
                Mark::Word => {
                    token.end - token.start <= 3
                        && GENDERS.contains(&tokens.text(token))
                        && (letters == 0 || tokens.list[end - 1].mark != Mark::Word)
                }
                Mark::Qualifier | Mark::Dash => false,
            };
            if !fits {
                break;
            }
            letters += usize::from(token.mark == Mark::Word);
            end += 1;
        }
        if letters >= 2 {
            tokens.list.drain(at..end);
        } else {
            at += 1;
        }
    }
}

/// What stands for genders in runs such as `m/w/d`.
const GENDERS: [&str; 14] = ["m", "w", "f", "d", "x", "h", "v", "k", "div", "i", "gn", "n", "u", "all"];

/// Returns the length of a gender suffix (`:in`, `*in`, `/-in`, `(in)`, `(e)`, `·e`), if one stands here.
pub(super) fn suffix(bytes: &[u8], at: usize) -> Option<usize> {
    if !b"/*:_(.-".contains(&bytes[at]) || at == 0 || !bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    // Most marks are followed by something else, which one look tells.
    if !bytes.get(at + 1).is_some_and(|byte| b"-aefinorst".contains(&byte.to_ascii_lowercase())) {
        return None;
    }
    const SUFFIXES: &[&str] = &[
        "/-innen", "/innen", "/-in", "/in", "*innen", "*in", ":innen", ":in", "_in", "(in)", "(-in)",
        "(innen)", "(e)", "(a)", "(s)", "/-a", "/a", "/o", "/e", "/-trice", "/trice", "/euse", "(ne)",
        "(trice)", "(euse)", ":r", "*r", "_r", "/-r", "(r)", ".e", ".e.s", ".ne", ".fe", ".trice", ".rice",
        ".euse", ".iere", "-e", "-ne", "-fe", "-trice", "-rice", "-euse", "-iere", "/ne", "/fe", "/rice",
        "/iere", "(fe)", "(rice)", "(iere)",
    ];
    // "Beauftragte/r": no other word takes this ending.
    let inflected: &[&str] = if matches!(bytes[at - 1], b'e' | b'E') { &["/r"] } else { &[] };
    SUFFIXES.iter().chain(inflected).map(|s| s.as_bytes()).find_map(|suffix| {
        let rest = bytes[at..].get(..suffix.len())?;
        let after = bytes.get(at + suffix.len());
        let ends = after.is_none_or(|b| !b.is_ascii_alphanumeric());
        (rest.eq_ignore_ascii_case(suffix) && ends).then_some(suffix.len())
    })
}
