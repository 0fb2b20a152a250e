//! Cells: what a text cell means once what exports did to it is undone.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::scan::{any, equal, unprintable};

/// What kind of cell is cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An id, or a reference to one.
    Id,
    /// A text that people read.
    Text,
    /// A number, a date or a word of a list.
    Value,
}

/// A cell's text, and the codes of what was healed or is odd.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) codes: Vec<&'static str>,
}

/// Whether a cell needs no second look: printable ASCII without entities, and no mark of spreadsheets at its start;
/// letters such as `é` among it, each before ASCII, so that it can be no part of text that was encoded twice.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    has_plain_ends(bytes) && (!any(bytes, unplain) || is_plain_with_letters(bytes))
}

/// Whether a cell starts with no mark of spreadsheets, and neither starts nor ends with a blank.
pub(super) fn has_plain_ends(bytes: &[u8]) -> bool {
    !matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\'' | b'#' | b' '))
        && bytes.last() != Some(&b' ')
}

/// Marks the bytes of a word that plain ASCII cells do not have.
pub(super) fn unplain(word: u64) -> u64 {
    unprintable(word) | equal(word, b'&') | equal(word, b'?')
}

fn is_plain_with_letters(bytes: &[u8]) -> bool {
    let plain = |b: &u8| (0x20..0x7f).contains(b) && !matches!(b, b'&' | b'?');
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|b| !plain(b)) {
        // The letters from `À` to `ſ` start with these bytes, and are composed as they stand.
        let [0xc3..=0xc5, _, rest @ ..] = &bytes[at + step..] else { return false };
        if rest.first().is_some_and(|b| !plain(b)) {
            return false;
        }
        at += step + 2;
    }
    true
}

/// Cleans a cell.
pub(super) fn clean(text: &str, kind: Kind) -> Cleaned<'_> {
    if is_plain(text.as_bytes()) {
        return Cleaned { text: Cow::Borrowed(text), codes: Vec::new() };
    }
    let mut codes = Vec::new();
    let mut healed = Cow::Borrowed(unwrap(text.trim(), kind));
    let mut apply = |code: &'static str, healed: &mut Cow<'_, str>, new: Option<String>| {
        if let Some(new) = new {
            *healed = Cow::Owned(new);
            if !code.is_empty() {
                codes.push(code);
            }
        }
    };
    if !healed.is_ascii() || healed.bytes().any(|b| b < 0x20 || b == 0x7f) {
        let new = without(&healed, |c, _, _| c == '\0');
        apply("nul-bytes", &mut healed, new);
        let new = mended_twice_encoded(&healed);
        apply("mojibake", &mut healed, new);
        let new = without_controls(&healed);
        apply("control", &mut healed, new);
        let new = without(&healed, is_bidi);
        apply("bidi", &mut healed, new);
        let new = without(&healed, is_invisible);
        apply("invisible", &mut healed, new);
        let new = plain_spaces(&healed);
        apply("", &mut healed, new);
        let new = (is_nfc_quick(healed.chars()) != IsNormalized::Yes).then(|| healed.nfc().collect());
        apply("", &mut healed, new);
        if healed.contains('\u{fffd}') {
            codes.push("replacement-character");
        }
        if kind == Kind::Text && mixes_scripts(&healed) {
            codes.push("mixed-script");
        }
    }
    if kind == Kind::Text
        && let Some(new) = without_emoji(&healed)
    {
        healed = Cow::Owned(new);
        codes.push("emoji");
    }
    if let Some(new) = without_entities(&healed) {
        healed = Cow::Owned(new);
        codes.push("entities");
    }
    let text = match healed {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if kind == Kind::Text {
        if lost_letters(&text) {
            codes.push("replacement-character");
        }
        if is_formula(&text) {
            codes.push("formula");
        }
    }
    if is_excel_error(&text) && (kind != Kind::Id || text != "#N/A") {
        codes.push("excel-error");
    }
    Cleaned { text, codes }
}

/// Takes off what spreadsheets put around a text to keep it one: `="…"`, and an apostrophe before it.
fn unwrap(text: &str, kind: Kind) -> &str {
    let inner = text.strip_prefix("=\"").and_then(|t| t.strip_suffix('"'));
    if let Some(inner) = inner.filter(|inner| !inner.contains('"')) {
        return inner.trim();
    }
    let Some(inner) = text.strip_prefix('\'') else { return text };
    let guarded = inner.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if guarded || kind == Kind::Id && !inner.is_empty() && !inner.contains('\'') {
        inner.trim()
    } else {
        text
    }
}

/// Whether a spreadsheet would run a cell.
pub(super) fn is_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@']) && !text.bytes().all(|b| b == b'-')
}

/// Whether a cell is what spreadsheets show where a formula broke.
pub(super) fn is_excel_error(text: &str) -> bool {
    matches!(
        text,
        "#REF!" | "#NAME?" | "#VALUE!" | "#DIV/0!" | "#N/A" | "#NULL!" | "#NUM!" | "#SPILL!" | "#CALC!"
    )
}

fn without(text: &str, drop: impl Fn(char, Option<char>, Option<char>) -> bool) -> Option<String> {
    let mut kept = String::new();
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !drop(c, before, chars.peek().copied()) {
            kept.push(c);
            before = Some(c);
        }
    }
    (kept.len() < text.len()).then_some(kept)
}

fn is_bidi(c: char, _: Option<char>, _: Option<char>) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Whether a character shows nothing and means nothing. Joiners mean something between emoji and in scripts that join.
fn is_invisible(c: char, before: Option<char>, after: Option<char>) -> bool {
    let joins = |side: Option<char>| side.is_some_and(|c| c >= '\u{590}');
    match c {
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{180e}' => true,
        '\u{200c}' | '\u{200d}' => !(joins(before) && joins(after)),
        _ => false,
    }
}

/// Removes control characters and the sequences of terminals; what breaks lines is text.
fn without_controls(text: &str) -> Option<String> {
    let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    if !text.contains(control) {
        return None;
    }
    let mut kept = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '\u{1b}' && rest.starts_with('[') {
            let end = rest[1..].find(|c: char| ('@'..='~').contains(&c)).map_or(rest.len(), |at| at + 2);
            rest = &rest[end..];
        } else if !control(c) {
            kept.push(c);
        }
    }
    Some(kept)
}

/// Removes pictures, where words are left: they decorate a title or a name and are no part of it.
fn without_emoji(text: &str) -> Option<String> {
    let picture =
        |c: char| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}');
    if !text.contains(picture) {
        return None;
    }
    let joint = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}');
    let kept: String = text.chars().filter(|c| !picture(*c) && !joint(*c)).collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().any(char::is_alphanumeric).then_some(words)
}

/// Makes the many blanks of Unicode plain ones.
fn plain_spaces(text: &str) -> Option<String> {
    let odd =
        |c: char| matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}');
    text.contains(odd).then(|| text.replace(odd, " "))
}

/// Undoes UTF-8 that was read as Windows-1252 and written as UTF-8 again, where all of it can be undone.
fn mended_twice_encoded(text: &str) -> Option<String> {
    if !text.contains(|c: char| matches!(c, 'Â'..='ô')) {
        return None;
    }
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    if lossy {
        return None;
    }
    let mended = std::str::from_utf8(&bytes).ok()?;
    (mended.chars().count() < text.chars().count()).then(|| mended.to_owned())
}

fn without_entities(text: &str) -> Option<String> {
    if !text.contains('&') || !text.contains(';') {
        return None;
    }
    let mut kept = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('&') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                kept.push(c);
                rest = &rest[end + 1..];
                found = true;
            }
            None => {
                kept.push('&');
                rest = &rest[1..];
            }
        }
    }
    kept.push_str(rest);
    found.then_some(kept)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        _ => return None,
    })
}

/// Whether question marks stand where letters were: an export to an encoding that has none.
fn lost_letters(text: &str) -> bool {
    text.split('?').skip(1).any(|after| after.starts_with(char::is_alphabetic))
}

/// Whether a word mixes Latin letters with Cyrillic or Greek ones: mostly a letter that only looks right.
fn mixes_scripts(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| {
        let latin = word.chars().any(|c| c.is_ascii_alphabetic() || matches!(c, 'À'..='ɏ'));
        let other = word.chars().any(|c| matches!(c, 'Ͱ'..='Ͽ' | 'Ѐ'..='ԯ'));
        latin && other
    })
}

/// Returns what a code says about a cell.
pub(super) fn message(code: &str, column: &str) -> String {
    match code {
        "nul-bytes" => format!("a NUL byte was removed from `{column}`"),
        "mojibake" => format!("`{column}` was encoded twice; it was decoded again"),
        "control" => format!("control characters were removed from `{column}`"),
        "bidi" => format!("characters that turn the direction of writing were removed from `{column}`"),
        "invisible" => format!("invisible characters were removed from `{column}`"),
        "replacement-character" => format!("`{column}` has lost letters before the export"),
        "mixed-script" => {
            format!("a word of `{column}` mixes letters of two scripts that look alike; it was kept")
        }
        "entities" => format!("HTML entities in `{column}` were decoded"),
        "emoji" => format!("pictures were removed from `{column}`"),
        "formula" => {
            format!("`{column}` starts like a formula; it is text here and is guarded where it is written")
        }
        "excel-error" => format!("`{column}` shows a spreadsheet's error: the lookup behind it broke"),
        _ => format!("`{column}` is odd"),
    }
}

/// Returns the address in a cell such as `Ann Lee <ann@corp.example>`, in lower case.
pub(super) fn email(text: &str) -> Cow<'_, str> {
    let inner = match (text.rfind('<'), text.rfind('>')) {
        (Some(from), Some(to)) if from < to && text[from..to].contains('@') => text[from + 1..to].trim(),
        _ => text,
    };
    let inner = inner.strip_prefix("mailto:").unwrap_or(inner);
    if inner.contains('@') && inner.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(inner.to_lowercase())
    } else {
        Cow::Borrowed(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(cell: &str) -> (String, Vec<&'static str>) {
        let Cleaned { text, codes } = clean(cell, Kind::Text);
        (text.into_owned(), codes)
    }

    #[test]
    fn marks_that_nobody_sees_are_removed_and_said() {
        assert_eq!(text("\u{200b}Dev\u{ad}\u{200d}Ops\u{feff}"), ("DevOps".into(), vec!["invisible"]));
        assert_eq!(text("\u{202e}DevOps\u{202c}"), ("DevOps".into(), vec!["bidi"]));
        assert_eq!(text("An\u{7}\u{1b}[31mna"), ("Anna".into(), vec!["control"]));
    }

    #[test]
    fn what_is_plain_is_what_cleaning_leaves() {
        for cell in ["Zoë", "Ángel Ó Sé", "Müller-Ünal", "Łukasz", "E07", "VP, Ops"] {
            assert!(is_plain(cell.as_bytes()), "{cell}");
        }
        for odd in
            ["MÃ¼ller", "Größl", "R&D", "Zoe\u{308}", " x", "x ", "=1", "JOÃO\u{200b}", "Дев", "x\t", "Ã©"]
        {
            assert!(!is_plain(odd.as_bytes()), "{odd}");
        }
        for letter in 'À'..='ſ' {
            let cell = format!("A{letter}b");
            let whole: String = cell.nfc().collect();
            assert!(is_plain(cell.as_bytes()) && whole == cell && !mixes_scripts(&cell), "{cell}");
            assert_eq!(mended_twice_encoded(&cell), None, "{cell}");
        }
    }

    #[test]
    fn pictures_are_removed_and_joiners_of_scripts_are_text() {
        assert_eq!(text("Dev \u{1f680}\u{1f469}\u{200d}\u{1f4bb}"), ("Dev".into(), vec!["emoji"]));
        let kept = "نمی\u{200c}خواهم a\u{2028}b\u{85}c\u{b}d";
        assert_eq!(text(kept), (kept.into(), vec![]));
    }

    #[test]
    fn twice_encoded_text_is_decoded_and_portuguese_is_left() {
        assert_eq!(text("MÃ¼ller"), ("Müller".into(), vec!["mojibake"]));
        assert_eq!(text("JOÃO"), ("JOÃO".into(), vec![]));
    }

    #[test]
    fn marks_of_spreadsheets_are_taken_off() {
        assert_eq!(clean("=\"00012\"", Kind::Id).text, "00012");
        assert_eq!(clean("'00012", Kind::Id).text, "00012");
        assert_eq!(text("'=1+1"), ("=1+1".into(), vec!["formula"]));
        assert_eq!(text("'t Hooft"), ("'t Hooft".into(), vec![]));
    }

    #[test]
    fn an_address_is_found_in_its_decoration() {
        assert_eq!(email("Ann Lee <Ann@Corp.example>"), "ann@corp.example");
    }
}
