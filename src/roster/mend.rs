//! Mend: lines whose quotes or delimiters are damaged, split in the way that gives a row of the table.

use super::split::{Dialect, Quirk, Splitter};
use super::store::{Span, Texts};

/// A way to split a line of which the strict way makes no sense; it may aim at a width.
type Way = fn(&str, &Dialect, usize) -> Option<Vec<String>>;

/// Splits one physical line in every way that a damaged line may mean, and returns the first that gives `width` cells.
pub(super) fn mend(
    texts: &mut Texts,
    (start, end): (usize, usize),
    dialect: &Dialect,
    width: usize,
    header: bool,
    open: bool,
) -> Option<(Vec<Span>, Quirk)> {
    let line = texts.text.get(start..end)?.to_owned();
    let mut found = None;
    if let Some(inner) = whole_line(&line, dialect.quote)
        && let Some(cells) = strict(&inner, dialect)
        && (cells.len() == width || header && cells.len() > 1)
    {
        found = Some((cells, Quirk::WholeLine));
    }
    let mut ways: [(Way, Quirk); 3] =
        [(typographic, Quirk::Typographic), (search, Quirk::Stray), (backslashed, Quirk::Escaped)];
    if line.contains(&format!("\\{}", char::from(dialect.quote))) {
        ways.swap(1, 2);
    }
    for (split, quirk) in ways {
        if found.is_some() || header || quirk == Quirk::Stray && !open {
            continue;
        }
        found = split(&line, dialect, width).filter(|cells| cells.len() == width).map(|cells| (cells, quirk));
    }
    if found.is_none() && !header {
        found = other_delimiter(&line, dialect, width).map(|cells| (cells, Quirk::Delimiter));
    }
    let (cells, quirk) = found?;
    Some((cells.iter().map(|cell| texts.keep(cell)).collect(), quirk))
}

/// Returns the line inside a line that is one quoted cell.
fn whole_line(line: &str, quote: u8) -> Option<String> {
    let quote = char::from(quote);
    let inner = line.trim().strip_prefix(quote)?.strip_suffix(quote)?;
    let single = inner.replace(&format!("{quote}{quote}"), "");
    (!single.contains(quote)).then(|| inner.replace(&format!("{quote}{quote}"), &quote.to_string()))
}

/// Splits a line as the rules have it.
fn strict(line: &str, dialect: &Dialect) -> Option<Vec<String>> {
    let mut texts = Texts::new(line.to_owned());
    let mut cells = Vec::new();
    let mut splitter = Splitter::new(dialect, 0, 1);
    let record = splitter.next(&mut texts, &mut cells)?;
    let whole = splitter.at() == line.len() && record.quirk < Quirk::Open;
    whole.then(|| cells.iter().map(|cell| texts.get(*cell).to_owned()).collect())
}

/// Splits a line whose quotes are curly.
fn typographic(line: &str, dialect: &Dialect, _: usize) -> Option<Vec<String>> {
    if !line.contains(['“', '”', '„', '«', '»']) || line.contains(char::from(dialect.quote)) {
        return None;
    }
    let quote = char::from(dialect.quote);
    let plain: String =
        line.chars().map(|c| if matches!(c, '“' | '”' | '„' | '«' | '»') { quote } else { c }).collect();
    strict(&plain, dialect)
}

/// Where a cell of a line may end: its text, and where the next cell starts; `None` at the end of the line.
type Ending = (String, Option<usize>);

/// Splits a line whose quotes do not pair up, so that it has `width` cells: for each cell that starts with a quote, the
/// quote closes at one of the quotes before a delimiter, or the quotes are text. The nearest closing quote is tried first.
fn search(line: &str, dialect: &Dialect, width: usize) -> Option<Vec<String>> {
    const MOST_STEPS: usize = 10_000;
    let mut path: Vec<(Vec<Ending>, usize)> = vec![(endings(line, 0, dialect), 0)];
    for _ in 0..MOST_STEPS {
        let depth = path.len();
        let (choices, at) = path.last_mut()?;
        let Some((_, next)) = choices.get(*at) else {
            path.pop();
            continue;
        };
        *at += 1;
        match next {
            Some(next) if depth < width => {
                let next = *next;
                path.push((endings(line, next, dialect), 0));
            }
            None if depth == width => {
                return Some(path.iter().map(|(choices, at)| choices[at - 1].0.clone()).collect());
            }
            _ => {}
        }
    }
    None
}

/// Returns how the cell that starts at a place of a line may end.
fn endings(line: &str, start: usize, dialect: &Dialect) -> Vec<Ending> {
    let quote = char::from(dialect.quote);
    let rest = &line[start..];
    let raw_end = rest.find(&dialect.delimiter);
    let raw = &rest[..raw_end.unwrap_or(rest.len())];
    let next = |end: usize| Some(start + end + dialect.delimiter.len());
    let even = |text: &str| text.matches(quote).count() % 2 == 0;
    let mut choices: Vec<Ending> = Vec::new();
    if let Some(inner) = rest.strip_prefix(quote) {
        let single = |text: &str| text.replace(&format!("{quote}{quote}"), &quote.to_string());
        let closes = inner.match_indices(quote).map(|(at, _)| at).filter(|at| even(&inner[..*at]));
        for at in closes {
            let after = &inner[at + 1..];
            if after.is_empty() {
                choices.push((single(&inner[..at]), None));
            } else if after.starts_with(&dialect.delimiter) {
                choices.push((single(&inner[..at]), next(at + 2)));
            }
        }
    }
    if even(raw) || !raw.starts_with(quote) {
        let place = choices.len().min(1);
        choices.insert(place, (raw.to_owned(), raw_end.and_then(next)));
    }
    choices
}

/// Splits a line in which a backslash makes the next delimiter or quote text.
fn backslashed(line: &str, dialect: &Dialect, _: usize) -> Option<Vec<String>> {
    if !line.contains('\\') {
        return None;
    }
    let quote = char::from(dialect.quote);
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut at) = (false, 0);
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at + c.len_utf8()..];
        if c == '\\' && (rest.starts_with([quote, '\\']) || rest.starts_with(&dialect.delimiter)) {
            let next = rest.chars().next()?;
            cell.push(next);
            at += c.len_utf8() + next.len_utf8();
            continue;
        }
        if c == quote && (quoted || cell.trim().is_empty()) {
            quoted = !quoted;
        } else if !quoted && line[at..].starts_with(&dialect.delimiter) {
            cells.push(std::mem::take(&mut cell));
            at += dialect.delimiter.len();
            continue;
        } else {
            cell.push(c);
        }
        at += c.len_utf8();
    }
    cells.push(cell);
    (!quoted).then_some(cells)
}

/// Splits a line at another of the usual delimiters.
fn other_delimiter(line: &str, dialect: &Dialect, width: usize) -> Option<Vec<String>> {
    let others = [",", ";", "\t", "|"].into_iter().filter(|other| *other != dialect.delimiter);
    let mut ways = others.filter_map(|other| {
        let dialect = Dialect { delimiter: other.to_owned(), ..dialect.clone() };
        strict(line, &dialect).filter(|cells| cells.len() == width && width > 1)
    });
    let first = ways.next()?;
    ways.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str, width: usize) -> Option<(Vec<String>, Quirk)> {
        let mut texts = Texts::new(line.to_owned());
        let (cells, quirk) = mend(&mut texts, (0, line.len()), &Dialect::default(), width, false, true)?;
        Some((cells.iter().map(|s| texts.get(*s).to_owned()).collect(), quirk))
    }

    #[test]
    fn quotes_that_were_not_doubled_are_text() {
        assert_eq!(mended("1,\"Head of \"Platform\" team\",x", 3).unwrap().0[1], "Head of \"Platform\" team");
        assert_eq!(mended("1,\"Bob\" Smith,x", 3).unwrap().0[1], "\"Bob\" Smith");
        let among_others = mended("1,\"Bob\" Smith,\"Paris, FR\",x", 4).unwrap().0;
        assert_eq!(among_others, ["1", "\"Bob\" Smith", "Paris, FR", "x"]);
    }

    #[test]
    fn a_line_in_one_cell_and_escaped_delimiters_are_mended() {
        assert_eq!(
            mended("\"1,\"\"VP, Sales\"\",x\"", 3),
            Some((["1", "VP, Sales", "x"].map(str::to_owned).to_vec(), Quirk::WholeLine))
        );
        assert_eq!(
            mended("1,VP\\, Sales,x", 3).unwrap(),
            (["1", "VP, Sales", "x"].map(str::to_owned).to_vec(), Quirk::Escaped)
        );
        assert_eq!(mended("1,\"Al \\\"Bo\\\" Cy\",x", 3).unwrap().0[1], "Al \"Bo\" Cy");
        assert_eq!(mended("1,“VP, Sales”,x", 3).unwrap().1, Quirk::Typographic);
    }
}
