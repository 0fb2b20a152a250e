//! Markdown (GitHub's tables): everything is escaped, so that a roster cannot write markup.

use super::document::{Block, Cell, Document, Table};

/// Writes a document as Markdown.
pub fn render(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Title(text) => out.push_str(&format!("# {}\n", escape(text))),
            Block::Heading(text) => out.push_str(&format!("## {}\n", escape(text))),
            Block::Paragraph(cell) => out.push_str(&format!("{}\n", escape(&cell.text))),
            Block::Table(table) => push_table(&mut out, table),
            Block::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", escape(&item.text.text)));
                    for below in &item.below {
                        out.push_str(&format!("  - {}\n", escape(below)));
                    }
                }
            }
            Block::Verbatim(text) => out.push_str(&fenced(text, "")),
            Block::Diagram(text) => out.push_str(&fenced(text, "mermaid")),
        }
    }
    out
}

fn push_table(out: &mut String, table: &Table) {
    let names: Vec<String> = table.columns.iter().map(|c| escape(&c.name)).collect();
    out.push_str(&format!("| {} |\n", names.join(" | ")));
    let rules: Vec<&str> = table.columns.iter().map(|c| if c.number { "---:" } else { "---" }).collect();
    out.push_str(&format!("| {} |\n", rules.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|Cell { text, tone: _ }| escape(text)).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// Returns a fenced block whose fence is longer than any run of backticks in it.
fn fenced(text: &str, language: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

/// Returns a text of which no character is markup.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Mentions and links arise from these even without brackets.
            '@' => out.push_str("&#64;"),
            ':' if text[index..].starts_with("://") => out.push_str("&#58;"),
            '#' | '+' | '-' | '=' if index == 0 => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roster_cannot_write_markup() {
        assert_eq!(
            escape("<b>a|b</b> [x](https://y) @z"),
            "&lt;b&gt;a\\|b&lt;/b&gt; \\[x\\](https&#58;//y) &#64;z"
        );
        assert_eq!(escape("# a"), "\\# a");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fenced("a ``` b", ""), "````\na ``` b\n````\n");
    }
}
