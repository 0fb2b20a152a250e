//! Explanations: a reading step by step.

use super::classify::Classifier;
use super::grammar::{self, Span};
use super::lexicon::{LAST_MARK, UNKNOWN, WordId};
use super::{Context, Reading};

/// One step of reading a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step: `words`, `meaning`, `part`, `reason` or `answer`.
    pub name: &'static str,
    /// What it found, in words.
    pub text: String,
}

impl Classifier<'_> {
    /// Reads one title and tells each step.
    pub fn explain(&self, title: &str, context: Context<'_>) -> Vec<Step> {
        let words = self.words(title);
        let words = without_last_marks(&words);
        let mut steps = vec![Step { name: "words", text: self.spell(words) }];
        for span in grammar::spans(&self.lexicon, words) {
            let (from, to) = span.words;
            let text = format!("\"{}\": {}", self.spell(&words[from..to]), self.meaning(&span));
            steps.push(Step { name: "meaning", text });
        }
        let read = self.read(title);
        for chunk in &read.parse.chunks {
            for part in &chunk.parts {
                let noun = part.noun.map_or("no job noun", |n| &self.vocabulary.noun(n).id);
                let crafts: Vec<&str> =
                    part.crafts.iter().map(|c| self.vocabulary.craft(c.craft).id.as_str()).collect();
                let crafts = if crafts.is_empty() { "none".to_owned() } else { crafts.join(", ") };
                let trade = if part.outside {
                    "; another trade's job"
                } else if part.trade {
                    "; a word of another trade"
                } else {
                    ""
                };
                let text = format!(
                    "{}: {noun}; crafts, nearest first: {crafts}{trade}",
                    self.spell(&read.words[part.words.0..part.words.1])
                );
                steps.push(Step { name: "part", text });
            }
        }
        let Reading { roles, level, confidence, reason, candidates } = self.classify(title, context);
        steps.push(Step { name: "reason", text: reason.to_string() });
        let names = |roles: &[crate::model::RoleIx]| {
            roles.iter().map(|r| self.model[*r].id.as_str()).collect::<Vec<_>>().join(" | ")
        };
        let role = if roles.is_empty() { "outside the model".to_owned() } else { names(&roles) };
        let level = level.map_or_else(String::new, |l| format!(", level {}", l.as_str()));
        let open = if candidates.is_empty() {
            String::new()
        } else {
            format!("; a person should decide: {}", names(&candidates))
        };
        let text = format!("{role}{level}, confidence {}.{:02}{open}", confidence / 100, confidence % 100);
        steps.push(Step { name: "answer", text });
        steps
    }

    fn spell(&self, words: &[WordId]) -> String {
        words.iter().map(|w| self.lexicon.name(*w)).collect::<Vec<_>>().join(" ")
    }

    fn meaning(&self, span: &Span) -> String {
        let mut all = Vec::new();
        let sense = span.sense;
        let noun = |n: u16| &self.vocabulary.noun(n).id;
        let craft = |c: u16| &self.vocabulary.craft(c).id;
        if let Some((c, n)) = sense.job {
            all.push(format!("a whole job: {}, craft {}", noun(n), craft(c)));
        } else {
            all.extend(
                sense.craft.map(|(c, strength)| format!("craft {} ({strength:?})", craft(c)).to_lowercase()),
            );
            all.extend(sense.noun.map(|n| format!("job noun {}", noun(n))));
        }
        all.extend(sense.grade.map(|g| format!("level {}", g.as_str())));
        for (is, what) in [
            (sense.other_job, "a job outside the model"),
            (sense.function, "a function outside the model"),
            (sense.trade, "another trade"),
            (sense.filler, "says nothing of the craft"),
            (sense.unit, "ends the name of a unit"),
        ] {
            if is {
                all.push(what.to_owned());
            }
        }
        if all.is_empty() { span.mark().to_owned() } else { all.join("; ") }
    }
}

/// Returns the words up to the last that is no mark: a closing bracket says nothing.
fn without_last_marks(words: &[WordId]) -> &[WordId] {
    let end = words.iter().rposition(|word| *word == UNKNOWN || *word > LAST_MARK).map_or(0, |last| last + 1);
    &words[..end]
}
