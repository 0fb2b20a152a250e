//! Meanings: what the vocabulary says of each word and phrase, put into the lexicon.

use super::lexicon::Lexicon;
use super::vocabulary::{Strength, Vocabulary};

impl Lexicon {
    /// Gives the words and phrases of a vocabulary their meanings.
    pub(super) fn senses(&mut self, vocabulary: &Vocabulary) {
        let file = &vocabulary.file;
        for word in &file.grammar.filler {
            self.sense(word).filler = true;
        }
        for word in &file.grammar.unit {
            self.sense(word).unit = true;
        }
        for word in &file.grammar.credential {
            let sense = self.sense(word);
            (sense.filler, sense.credential) = (true, true);
        }
        for word in &file.grammar.company {
            let sense = self.sense(word);
            (sense.other_job, sense.company) = (true, true);
        }
        for (grade, word) in file.grades.words() {
            self.sense(word).grade = Some(grade);
        }
        for word in &file.trades.words {
            self.sense(word).trade = true;
        }
        for word in &file.trades.physical {
            let sense = self.sense(word);
            (sense.trade, sense.physical) = (true, true);
        }
        for word in &file.trades.functions {
            self.sense(word).function = true;
        }
        for word in &file.trades.jobs {
            self.sense(word).other_job = true;
        }
        for word in &file.trades.servants {
            let sense = self.sense(word);
            (sense.other_job, sense.servant) = (true, true);
        }
        for word in &file.trades.common {
            self.sense(word).common = true;
        }
        for (place, noun) in file.nouns.iter().enumerate() {
            for word in &noun.words {
                self.sense(word).noun = Some(place as u16);
            }
            for word in &noun.weak {
                let sense = self.sense(word);
                (sense.noun, sense.weak) = (Some(place as u16), true);
            }
        }
        for (place, craft) in vocabulary.crafts.iter().enumerate().rev() {
            for (strength, word) in &craft.words {
                self.sense(word).craft = Some((place as u16, *strength));
            }
            for (noun, word) in &craft.jobs {
                let last = self.learn(word).last().and_then(|word| self.phrase(&[*word]));
                let sense = self.sense(word);
                sense.job = Some((place as u16, *noun));
                sense.craft = Some((place as u16, Strength::Strong));
                sense.unit_job = last.is_none_or(|(_, sense)| sense.noun.is_none());
            }
        }
    }
}
