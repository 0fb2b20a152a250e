//! How wide text is, near enough to cut it where its box ends.
//!
//! The widths are those of DejaVu Sans, the widest of the usual typefaces of screens, so that what fits here fits with
//! any of them.

/// The advance of the characters from blank to tilde, in thousandths of the size.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// How much wider bold letters are, in hundredths.
const BOLD: u32 = 113;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    /// The size in pixels.
    pub(super) size: u32,
    /// Whether it is bold.
    pub(super) bold: bool,
}

/// Returns about how wide a text is, in pixels.
pub(super) fn width(text: &str, face: Face) -> f64 {
    text.chars().map(|c| advance(c, face)).sum()
}

/// Returns a text that is no wider, cut with an ellipsis where it must be.
pub(super) fn cut(text: &str, face: Face, most: f64) -> String {
    if width(text, face) <= most {
        return text.to_owned();
    }
    let most = most - advance('…', face);
    let mut sum = 0.0;
    let fits = |(_, c): &(usize, char)| {
        sum += advance(*c, face);
        sum > most
    };
    let end = text.char_indices().find(fits).map_or(text.len(), |(at, _)| at);
    format!("{}…", text[..end].trim_end_matches(|c: char| c.is_whitespace() || c == '\u{200d}'))
}

/// Returns the first so many characters of a text, with an ellipsis where there are more.
pub(super) fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn advance(c: char, face: Face) -> f64 {
    let thousandths = match c {
        ' '..='~' => u32::from(WIDTHS[c as usize - ' ' as usize]),
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '…' => 1000,
        // Ideographs, syllables of East Asia, full-width forms, pictures.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' => 1000,
        c if u32::from(c) >= 0x1_f000 => 1300,
        c if c.is_uppercase() => 790,
        _ => 680,
    };
    let weight = if face.bold { BOLD } else { 100 };
    f64::from(thousandths * face.size * weight) / 100_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face { size: 12, bold: false };

    #[test]
    fn what_is_too_wide_is_cut_to_fit() {
        for text in
            ["Site Reliability Engineer", "東京のサイト信頼性エンジニア", "wwwwwwwwwwwwwwwwwwwwwww", "a"]
        {
            for most in [20.0, 60.0, 100.0] {
                let cut = cut(text, FACE, most);
                assert!(width(&cut, FACE) <= most, "{cut} is wider than {most}");
                assert!(cut == text || cut.ends_with('…'), "{cut}");
            }
        }
        assert_eq!(cut("Ada North", FACE, 100.0), "Ada North");
        assert_eq!((first("abcdef", 3), first("abc", 3)), ("abc…".to_owned(), "abc".to_owned()));
    }

    #[test]
    fn bold_and_large_letters_are_wider() {
        let width = |size, bold| width("Engineer", Face { size, bold });
        assert!(width(12, false) < width(12, true) && width(12, true) < width(14, true));
    }
}
