//! The core of a title: the words that it is read from.

use super::Grade;
use super::lexicon::{
    AND, AS, AT, BESIDE, DASH, FORMER, LAST_MARK, Lexicon, NAME, OF, QUALIFIER, SLASH, Sense, TO, UNKNOWN,
    WordId,
};

impl Lexicon {
    /// Puts a title's core into a buffer, and returns the level that the other words state.
    ///
    /// The core is what the title is read from: words of level, contract and place are set aside, so that "Senior
    /// Developer, Leeds" and "Developer II" are one; words that nobody knows and marks between chunks stand once in a row.
    pub(super) fn core(&self, words: &[WordId], core: &mut Vec<WordId>) -> Option<Grade> {
        core.clear();
        let (mut grade, mut at, mut aside, mut served) = (None, 0, false, false);
        let (mut chunk, mut credential) = (0, false);
        let ends = |core: &[WordId]| core.last().is_none_or(|last| is_mark(*last));
        while at < words.len() {
            let phrase = self.phrase(&words[at..]);
            let mut next = at + phrase.map_or(1, |(length, _)| length);
            let is_aside = |sense: &Sense| {
                // A lead is one where no noun follows, an intern where no other stands anywhere.
                let after = &words[next..];
                let names_job = || match sense.grade {
                    Some(Grade::Intern) => self.names_job(core) || self.names_job(after),
                    // "Analyst/Lead" leads nobody yet.
                    _ if core.last() == Some(&SLASH) && self.names_job(core) => true,
                    _ => self.names_job(before_mark(self.after_levels(after))),
                };
                sense.is_aside()
                    || (sense.is_weak_level() && names_job())
                    || (sense.company && self.names_job(core))
            };
            if let Some((_, sense)) = phrase.filter(|(_, sense)| is_aside(sense)) {
                credential |= sense.credential;
                grade = grade.max(sense.grade.filter(|_| !served));
                (at, aside) = (next, true);
                continue;
            }
            credential |= phrase.is_some_and(|(_, sense)| sense.credential);
            match words[at] {
                mark if is_mark(mark) => {
                    // "Microsoft Certified: Security Analyst" is one certificate.
                    let goes_on = credential && mark == QUALIFIER;
                    if !goes_on {
                        self.drop_credential(core, chunk, credential);
                    }
                    if let Some(last) = core.last_mut().filter(|last| is_mark(**last)) {
                        *last = mark;
                    } else if !core.is_empty() {
                        core.push(mark);
                    }
                    if !goes_on {
                        (chunk, credential) = (core.len(), false);
                    }
                }
                SLASH | AND if phrase.is_none() && aside && ends(core) => {}
                AT if phrase.is_none() && !core.is_empty() => next = at + place(&words[at..]),
                // "Développeur/Développeuse" is said once.
                SLASH if at > 0 && words.get(next) == Some(&words[at - 1]) => next += 1,
                FORMER => next = at + self.former_job(&words[at..], core),
                AS if phrase.is_none() && self.names_work(&words[next..]) => drop_origin(core),
                // "Developer (m/w/d) for embedded systems": what the bracket held was set aside.
                OF if phrase.is_none() && core.last() == Some(&QUALIFIER) => {
                    core.pop();
                    core.push(OF);
                }
                UNKNOWN if core.last() == Some(&UNKNOWN) => {}
                NAME => {
                    (at, aside) = (next, true);
                    continue;
                }
                word => {
                    served |= word == TO;
                    core.extend_from_slice(&words[at..next]);
                }
            }
            (at, aside) = (next, false);
        }
        self.drop_credential(core, chunk, credential);
        while core.last().is_some_and(|last| is_mark(*last) || *last == SLASH) {
            core.pop();
        }
        self.put_noun_last(core);
        grade
    }

    /// Drops the words of a chunk that tell of a certificate: "Software Engineer | AWS Certified Solutions Architect".
    fn drop_credential(&self, core: &mut Vec<WordId>, chunk: usize, credential: bool) {
        if credential && chunk > 0 && chunk <= core.len() && self.names_job(&core[..chunk]) {
            core.truncate(chunk);
        }
    }

    /// Returns how many words tell of a job that somebody had, where another one is said.
    fn former_job(&self, words: &[WordId], core: &[WordId]) -> usize {
        let end = words.iter().position(|word| is_mark(*word) || *word == SLASH).unwrap_or(words.len());
        if self.names_job(core) || self.names_job(&words[end..]) { end } else { 1 }
    }

    /// Returns the words behind further levels: "Lead/Principal Engineer" leads as the principal does.
    fn after_levels<'w>(&self, mut words: &'w [WordId]) -> &'w [WordId] {
        while let [SLASH | AND, rest @ ..] = words
            && let Some((length, _)) = self.phrase(rest).filter(|(_, sense)| sense.grade.is_some())
        {
            words = &rest[length..];
        }
        words
    }

    /// Puts the noun of an inverted title last: "Officer, protection, data" is a data protection officer.
    fn put_noun_last(&self, core: &mut Vec<WordId>) {
        let Some((length, noun)) =
            self.phrase(core).filter(|(length, _)| core.get(*length) == Some(&QUALIFIER))
        else {
            return;
        };
        let is_bare = noun.noun.is_some() && noun.job.is_none() && !noun.weak && noun.craft.is_none();
        if !is_bare || self.leads(core[0]) {
            return;
        }
        let words = &core[length + 1..];
        if self.phrases_of(words).any(|sense| names_job(&sense)) {
            return;
        }
        let mut turned: Vec<WordId> = Vec::with_capacity(core.len());
        for part in core.rsplit(|word| *word == QUALIFIER) {
            turned.extend_from_slice(part);
        }
        if self.means(&turned) {
            *core = turned;
        }
    }

    /// Whether a job noun of the model stands in some words.
    fn names_job(&self, words: &[WordId]) -> bool {
        self.phrases_of(words).any(|sense| sense.job.is_some() || (sense.noun.is_some() && !sense.weak))
    }

    /// Whether some words name a craft.
    fn names_work(&self, words: &[WordId]) -> bool {
        self.phrases_of(words).any(|sense| sense.craft.is_some())
    }

    /// Whether every word has a meaning.
    fn means(&self, words: &[WordId]) -> bool {
        let mut at = 0;
        while at < words.len() {
            match self.phrase(&words[at..]) {
                Some((length, sense)) if sense != Sense::default() => at += length,
                _ => return false,
            }
        }
        true
    }

    /// Returns the meanings of the phrases in some words.
    fn phrases_of(&self, words: &[WordId]) -> impl Iterator<Item = Sense> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                let phrase = self.phrase(&words[at..]);
                at += phrase.map_or(1, |(length, _)| length);
                if let Some((_, sense)) = phrase {
                    return Some(sense);
                }
            }
            None
        })
    }
}

impl Sense {
    /// Whether a word is of level, contract or place, and of nothing else.
    fn is_aside(&self) -> bool {
        (self.filler || self.grade.is_some())
            && *self
                == Self {
                    grade: self.grade,
                    filler: self.filler,
                    credential: self.credential,
                    ..Self::default()
                }
    }

    /// Whether a word is a job noun where no other stands, and else of level: "lead", "associate".
    fn is_weak_level(&self) -> bool {
        self.weak && self.grade.is_some() && !self.other_job && !self.function && !self.trade
    }
}

/// Returns the words before a mark, a joint, "of" or a word that nobody knows.
fn before_mark(words: &[WordId]) -> &[WordId] {
    let end = words.iter().position(|word| *word <= LAST_MARK).unwrap_or(words.len());
    &words[..end]
}

/// Returns how many words tell where somebody works, from "at" to the next job or the end.
fn place(words: &[WordId]) -> usize {
    words.iter().position(|word| matches!(*word, BESIDE | DASH | SLASH)).unwrap_or(words.len())
}

/// Drops where somebody comes from, back to what is said beside it.
fn drop_origin(core: &mut Vec<WordId>) {
    let start = core.iter().rposition(|word| *word == BESIDE).map_or(0, |place| place + 1);
    core.truncate(start);
}

/// Whether a phrase names a job, of the model or of another trade.
fn names_job(sense: &Sense) -> bool {
    sense.job.is_some() || (sense.noun.is_some() && !sense.weak) || sense.other_job
}

/// Whether a word is a mark between chunks.
fn is_mark(word: WordId) -> bool {
    matches!(word, QUALIFIER | DASH | BESIDE)
}
