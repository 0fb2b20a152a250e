//! How practices are told apart: a colour, and letters that say the same without it.

use crate::model::Model;

/// The colours of practices in the model's order, on light and on dark ground. White text stands on the first, dark text
/// on the second; after the last they begin again, and the letters tell.
pub(super) const COLOURS: [(&str, &str); 8] = [
    ("#0b5cad", "#79b8ff"),
    ("#9a5b00", "#f0b45b"),
    ("#1a7f4b", "#6fd49b"),
    ("#a0307c", "#f29ad2"),
    ("#0b7285", "#66d0e0"),
    ("#a33a2a", "#f59e8e"),
    ("#6941b8", "#c3a6ff"),
    ("#57606a", "#b1bac4"),
];

/// Pale grounds that go with the colours, for formats without a dark form.
pub(super) const GROUNDS: [&str; 8] =
    ["#e3effb", "#fbeed9", "#e0f3e8", "#f9e4f2", "#def3f6", "#fae5e1", "#ece5fa", "#eceff2"];

/// Returns letters for each practice, in the model's order: the capitals of its name, or letters of the alphabet where
/// two would be the same.
pub fn symbols(model: &Model) -> Vec<String> {
    let capitals = |name: &str| name.chars().filter(|c| c.is_uppercase()).take(4).collect::<String>();
    let symbols: Vec<String> = model.practices().map(|p| capitals(&model[p].name)).collect();
    let mut sorted = symbols.clone();
    sorted.sort();
    sorted.dedup();
    if sorted.len() == symbols.len() && symbols.iter().all(|s| !s.is_empty()) {
        return symbols;
    }
    let letter = |place: usize| match u8::try_from(place) {
        Ok(place) if place < 26 => char::from(b'A' + place).to_string(),
        _ => (place + 1).to_string(),
    };
    (0..symbols.len()).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practices_have_letters_of_their_own() {
        assert_eq!(symbols(&Model::builtin()), ["DO", "SO", "DSO"]);
    }
}
