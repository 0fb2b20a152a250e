//! Folding: one form for every way to write a letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Folds compatibility forms, accents and the case of letters beyond ASCII; that of ASCII letters tells acronyms.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.nfkc() {
        match ch {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ø' | 'Ø' => out.push('o'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            '–' | '—' | '‒' | '―' | '−' | '•' | '»' | '«' | '“' | '”' | '„' => {
                out.push_str(" - ")
            }
            '‐' | '‑' => out.push('-'),
            '·' | '∙' | '・' => out.push('.'),
            '’' | '‘' | '´' => out.push('\''),
            '｜' => out.push('|'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => {}
            _ => decompose_canonical(ch, |part| {
                if part.is_ascii() {
                    out.push(part);
                } else if !is_combining_mark(part) {
                    out.extend(part.to_lowercase());
                }
            }),
        }
    }
    out
}
