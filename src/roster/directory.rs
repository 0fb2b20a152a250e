//! Directories: LDIF, with folded lines and values in base64, and the tables of csvde.

use std::collections::BTreeMap;

use super::field::Field;
use super::grid::Grid;
use super::notes::Notes;
use super::refusal;
use crate::error::Result;

/// Whether a text is LDIF: its first line that says something names an entry or the version.
pub(super) fn is_ldif(text: &str) -> bool {
    let first = text.lines().map(str::trim_end).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        let line = line.to_ascii_lowercase();
        line.starts_with("dn:")
            || line.starts_with("version:")
                && !line.contains(',')
                && text.to_ascii_lowercase().contains("\ndn:")
    })
}

/// An entry: the line of its name, and the first value of each attribute.
struct Entry {
    line: u64,
    values: BTreeMap<String, String>,
    person: bool,
}

/// Reads the entries of people.
///
/// # Errors
///
/// Refuses a value that is no base64 though it is said to be.
pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Grid> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open = false;
    for (line, logical) in unfolded(text) {
        if logical.is_empty() {
            open = false;
            continue;
        }
        let Some((name, value)) = logical.split_once(':') else { continue };
        let name = name.split(';').next().unwrap_or(name).trim().to_lowercase();
        let value = match value.strip_prefix(':') {
            Some(coded) => decode_base64(coded.trim()).ok_or_else(|| {
                let message = format!("`{name}` is no valid base64");
                refusal("not-csv", Some(line), message, "export the directory again")
            })?,
            None => value.trim().to_owned(),
        };
        if name == "dn" {
            entries.push(Entry { line, values: BTreeMap::new(), person: true });
            open = true;
        }
        let Some(entry) = entries.last_mut().filter(|_| open) else { continue };
        if name == "objectclass" {
            entry.person &= !is_thing(&value);
        } else if Field::of_header(&name).is_some() {
            entry.values.entry(name).or_insert(value);
        }
    }
    Ok(grid(&entries, notes))
}

fn grid(entries: &[Entry], notes: &mut Notes) -> Grid {
    let mut names: Vec<&str> = entries.iter().flat_map(|e| e.values.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    let mut grid = Grid::new("LDIF");
    grid.push(entries.first().map_or(1, |entry| entry.line), names.iter().copied());
    for entry in entries {
        if entry.person {
            grid.push(
                entry.line,
                names.iter().map(|name| entry.values.get(*name).map_or("", String::as_str)),
            );
        } else {
            skip(entry.line, notes);
        }
    }
    grid
}

/// Whether a class of a directory is of groups, computers and containers.
fn is_thing(class: &str) -> bool {
    const THINGS: &[&str] = &[
        "builtindomain",
        "computer",
        "container",
        "domain",
        "domaindns",
        "foreignsecurityprincipal",
        "group",
        "groupofnames",
        "organization",
        "organizationalunit",
        "posixgroup",
        "printqueue",
    ];
    THINGS.contains(&class.trim().to_lowercase().as_str())
}

fn skip(line: u64, notes: &mut Notes) {
    notes.at(line, "not-a-person", "this entry is a group, a computer or a container and was skipped");
}

/// Reads the table that csvde writes of a directory, where it holds more than people: its first column is the
/// distinguished name, and a column of classes tells what each row is. Nothing is returned of any other table.
pub(super) fn read_csvde(text: &str, notes: &mut Notes) -> Option<Grid> {
    let header = text.lines().next()?.trim_start_matches('\u{feff}');
    let names: Vec<String> = header.split(',').map(|cell| cell.trim_matches('"').to_lowercase()).collect();
    let classes = names.iter().position(|name| name == "objectclass").filter(|_| names[0] == "dn")?;
    let mut grid = Grid::new("csvde");
    let mut things = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for row in reader.records() {
        let row = row.ok()?;
        let line = row.position()?.line();
        // Several classes stand in one cell, from the general to the special.
        if row.get(classes).is_some_and(|cell| cell.split(';').any(is_thing)) {
            things.push(line);
        } else {
            grid.push(line, row.iter());
        }
    }
    things.iter().for_each(|line| skip(*line, notes));
    (!things.is_empty()).then_some(grid)
}

/// Returns the logical lines with their first physical line: a line that starts with a blank goes on the one before.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (nth, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ => lines.push((nth as u64 + 1, line.to_owned())),
        }
    }
    lines
}

fn decode_base64(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for b in text.bytes().filter(|b| *b != b'=') {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    // A binary value, such as a photograph, is no text of a roster.
    Some(String::from_utf8(bytes).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_unfold_and_base64_is_decoded() {
        let text = "dn: CN=Zo\n e,DC=x\ncn:: Wm/Dqw==\ntitle: SRE\n\ndn: CN=PC1\nobjectClass: computer\n";
        let mut notes = Notes::default();
        let grid = read(text, &mut notes).unwrap();
        assert_eq!(grid.text, "\"cn\",\"dn\",\"title\"\n\"Zoë\",\"CN=Zoe,DC=x\",\"SRE\"\n");
        assert_eq!(notes.finish()[0].line, Some(6), "the computer is skipped and said");
    }

    #[test]
    fn groups_and_computers_of_csvde_are_no_people() {
        let text = "DN,objectClass,cn,title\n\"CN=Zoe,DC=x\",top;person;user,Zoe,SRE\n\
            \"CN=PC1,DC=x\",top;person;user;computer,PC1,\n\"CN=Ops,DC=x\",top;group,Ops,\n";
        let mut notes = Notes::default();
        let grid = read_csvde(text, &mut notes).expect("things to skip");
        assert!(grid.text.contains("Zoe") && !grid.text.contains("PC1"), "{}", grid.text);
        let lines: Vec<_> = notes.finish().iter().map(|note| note.line).collect();
        assert_eq!(lines, [Some(3), Some(4)]);
        assert!(read_csvde("id,objectClass,title\n1,group,CTO\n", &mut Notes::default()).is_none());
    }
}
