//! Forms: the shapes in which references to people are written.

/// Whether a manager's cell says that there is none.
pub(super) fn is_nobody(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "",
        "-1",
        "0",
        "\\n",
        "n/a",
        "na",
        "#n/a",
        "n.a.",
        "none",
        "(none)",
        "null",
        "(null)",
        "nil",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "no manager",
        "nobody",
        "not applicable",
        "no supervisor",
        "keine",
        "keiner",
        "kein",
        "aucun",
        "ninguno",
        "nessuno",
        "geen",
        "root",
        "n.v.t.",
        "entf.",
        "<none>",
        "[none]",
        "undefined",
        "nan",
        "0.0",
    ];
    text.len() <= 16 && MARKS.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a text is a distinguished name.
pub(super) fn is_dn(text: &str) -> bool {
    let start = text.get(..4).unwrap_or(text).to_ascii_lowercase();
    (start.starts_with("cn=") || start.starts_with("uid=") || start.starts_with("ou=")) && text.contains('=')
}

/// Returns the value of a distinguished name's first part, its escapes undone.
pub(super) fn common_name(dn: &str) -> String {
    let value = dn.split_once('=').map_or("", |(_, rest)| rest);
    let mut name = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => name.extend(chars.next()),
            ',' => break,
            c => name.push(c),
        }
    }
    name.trim().to_owned()
}

/// Returns the ways in which a cell may hold a name and an id.
pub(super) fn name_and_id(text: &str) -> Vec<(&str, &str)> {
    let mut ways = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')] {
        if let (Some(from), Some(to)) = (text.rfind(open), text.rfind(close))
            && from < to
        {
            ways.push((text[..from].trim(), text[from + 1..to].trim()));
        }
    }
    for mark in [" - ", " – ", " | ", ": ", "; ", "/"] {
        if let Some((left, right)) = text.split_once(mark) {
            ways.push((right.trim(), left.trim()));
        }
        if let Some((left, right)) = text.rsplit_once(mark) {
            ways.push((left.trim(), right.trim()));
        }
    }
    if let Some((name, id)) = text.rsplit_once(' ') {
        ways.push((name.trim(), id));
    }
    if let Some((id, name)) = text.split_once(' ') {
        ways.push((name.trim(), id));
    }
    ways.retain(|(_, id)| !id.is_empty());
    ways
}

/// Returns an id as it would be without what spreadsheets and databases do to ids, and what was undone.
pub(super) fn canonical(id: &str) -> (String, Vec<&'static str>) {
    use unicode_normalization::UnicodeNormalization;
    let mut codes = Vec::new();
    let mut text: String = id.trim().to_lowercase();
    if !text.is_ascii() {
        let narrow: String = text.nfkc().collect();
        if narrow != text {
            codes.push("id-fullwidth");
            text = narrow;
        }
    }
    if let Some(whole) =
        text.rsplit_once('.').filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'))
    {
        text = whole.0.to_owned();
        codes.push("id-float");
    }
    if let Some(joined) = without_thousands(&text) {
        text = joined;
        codes.push("id-thousands");
    }
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits {
        let bare = text.trim_start_matches('0');
        text = if bare.is_empty() { "0".into() } else { bare.to_owned() };
    }
    (text, codes)
}

/// Returns `12345678` for `12,345,678` and the like.
fn without_thousands(text: &str) -> Option<String> {
    let mark =
        text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, ',' | '.' | '\'' | ' ' | '’'))?;
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.clone();
    let shaped = (1..=3).contains(&first.len()) && digits(first) && rest.all(|g| g.len() == 3 && digits(g));
    shaped.then(|| text.replace(mark, ""))
}

/// Whether an id may be a rounded number: a cheap doubt, by the character after the first.
pub(super) fn may_be_scientific(id: &[u8]) -> bool {
    matches!(id.get(1), Some(b'.' | b',' | b'E' | b'e'))
}

/// Whether an id is a rounded number such as `1.23E+07`.
pub(super) fn is_scientific(text: &str) -> bool {
    if !may_be_scientific(text.as_bytes()) {
        return false;
    }
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = number.splitn(2, ['.', ',']);
    let whole = parts.next().is_some_and(|p| p.len() == 1 && digits(p));
    let places = parts.next().is_none_or(digits);
    whole && places && power.strip_prefix('+').is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_meet_in_their_canonical_form() {
        assert_eq!(canonical("00012"), ("12".into(), vec![]));
        assert_eq!(canonical("12.0"), ("12".into(), vec!["id-float"]));
        assert_eq!(canonical("12,345,678"), ("12345678".into(), vec!["id-thousands"]));
        assert_eq!(canonical("１２"), ("12".into(), vec!["id-fullwidth"]));
        assert_eq!(canonical("E07"), ("e07".into(), vec![]), "a letter makes zeros part of the id");
    }

    #[test]
    fn distinguished_names_give_their_common_name() {
        assert!(is_dn("CN=Doe\\, Jane,OU=Staff"));
        assert_eq!(common_name("CN=Doe\\, Jane,OU=Staff"), "Doe, Jane");
    }
}
