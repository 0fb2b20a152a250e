//! Reasons: a reading in words.

use super::classify::{Classifier, Read};
use super::resolve::Outcome;

/// Returns why a title was read so; the level that it states is not among it.
pub(super) fn of(classifier: &Classifier<'_>, read: &Read) -> String {
    let mut reason = String::with_capacity(64);
    for outcome in read.answer.outcomes.iter().filter(|o| o.role.is_some()) {
        if !reason.is_empty() {
            reason.push_str("; ");
        }
        put(&mut reason, classifier, read, outcome);
    }
    if reason.is_empty() {
        outside(&mut reason, classifier, read);
    }
    reason
}

fn put(reason: &mut String, classifier: &Classifier<'_>, read: &Read, outcome: &Outcome) {
    let Some(role) = outcome.role else { return };
    let name = &classifier.model[role].name;
    if outcome.exact {
        reason.push_str("a title of the role ");
    } else {
        let mut said = [outcome.words, outcome.combined, outcome.noun_words];
        said.sort_unstable();
        let mut before = (0, 0);
        for words in said.into_iter().filter(|(from, to)| from < to) {
            if words == before {
                continue;
            }
            if before != (0, 0) {
                reason.push_str(" + ");
            }
            quote(reason, classifier, read, words);
            before = words;
        }
        reason.push_str(": ");
    }
    reason.push_str(name);
}

fn outside(reason: &mut String, classifier: &Classifier<'_>, read: &Read) {
    let other = read.spans.iter().find(|s| s.sense.other_job);
    let trade = read.spans.iter().find(|s| s.sense.trade || s.sense.function);
    match (other, trade) {
        (Some(span), _) => {
            quote(reason, classifier, read, span.words);
            reason.push_str(" is a job outside the model");
        }
        (None, Some(span)) => {
            quote(reason, classifier, read, span.words);
            reason.push_str(" is of another trade");
        }
        (None, None) => weak(reason, classifier, read),
    }
}

/// A word of a craft that is not enough for a role: "security" beside "officer".
fn weak(reason: &mut String, classifier: &Classifier<'_>, read: &Read) {
    let mut parts = read.parse.chunks.iter().flat_map(|c| &c.parts);
    let Some((part, craft)) = parts.find_map(|p| Some((p, p.crafts.first()?))) else {
        return reason.push_str("no word names a craft of the model");
    };
    quote(reason, classifier, read, craft.words);
    if part.noun.is_some() && part.noun_words != craft.words {
        reason.push_str(" beside ");
        quote(reason, classifier, read, part.noun_words);
    }
    reason.push_str(" does not tell a role of the model");
}

/// Puts the words of a span in quotation marks.
fn quote(reason: &mut String, classifier: &Classifier<'_>, read: &Read, (from, to): (usize, usize)) {
    if from >= to {
        return;
    }
    reason.push('"');
    for (at, word) in read.words[from..to].iter().enumerate() {
        if at > 0 {
            reason.push(' ');
        }
        reason.push_str(classifier.lexicon.name(*word));
    }
    reason.push('"');
}
