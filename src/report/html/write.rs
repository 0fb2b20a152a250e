//! Writing HTML: what is ours goes out as it stands, everything else as escaped text.

use crate::report::document::plain;

/// A page in the making.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// Adds markup, which must be our own.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Adds text, for between tags or in a quoted attribute.
    pub(super) fn text(&mut self, text: &str) {
        for c in plain(text).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                c => self.out.push(c),
            }
        }
    }

    /// Adds an element with text.
    pub(super) fn element(&mut self, tag: &str, text: &str) {
        self.raw(&format!("<{tag}>"));
        self.text(text);
        self.raw(&format!("</{}>", tag.split(' ').next().unwrap_or(tag)));
    }

    /// Adds JSON for the script to read; no text in it can end the element.
    pub(super) fn data(&mut self, id: &str, json: &str) {
        self.raw(&format!("<script type=\"application/json\" id=\"{id}\">"));
        self.out.push_str(&json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"));
        self.raw("</script>\n");
    }

    pub(super) fn into_text(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_data_cannot_leave_their_place() {
        let mut html = Html::default();
        html.text("<b a=\"'\">&\u{202e}");
        html.data("x", "\"</script><!--\"");
        let text = html.into_text();
        assert!(text.starts_with("&lt;b a=&quot;&#39;&quot;&gt;&amp;\\u{202e}"), "{text}");
        assert_eq!(text.matches('<').count(), 2, "only the element's own tags: {text}");
    }
}
