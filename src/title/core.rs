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
        let mut draft = Draft {
            lexicon: self,
            core,
            chunk: 0,
            credential: false,
            aside: false,
            served: false,
            grade: None,
        };
        let mut at = 0;
        while at < words.len() {
            at += draft.take(words, at);
        }
        draft.drop_credential();
        let Draft { core, grade, .. } = draft;
        while core.last().is_some_and(|last| is_mark(*last) || *last == SLASH) {
            core.pop();
        }
        self.put_noun_last(core);
        grade
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
        let Some(end) = core.iter().position(|word| *word == QUALIFIER) else { return };
        let Some((_, noun)) = self.phrase_at(core).filter(|(length, _)| *length == end) else { return };
        let is_bare = noun.noun.is_some() && noun.job.is_none() && !noun.weak && noun.craft.is_none();
        if !is_bare || self.leads(core[0]) {
            return;
        }
        let words = &core[end + 1..];
        if self.phrases_of(words).any(|sense| sense.names_job() || sense.other_job) {
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
        self.phrases_of(words).any(Sense::names_job)
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
    fn phrases_of(&self, words: &[WordId]) -> impl Iterator<Item = &Sense> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                let phrase = self.phrase_at(&words[at..]);
                at += phrase.map_or(1, |(length, _)| length);
                if let Some((_, sense)) = phrase {
                    return Some(sense);
                }
            }
            None
        })
    }
}

/// A core in the making.
struct Draft<'a> {
    lexicon: &'a Lexicon,
    core: &'a mut Vec<WordId>,
    /// Where the chunk begins whose words are taken now.
    chunk: usize,
    /// That chunk tells of a certificate.
    credential: bool,
    /// The word before was set aside.
    aside: bool,
    /// A word before says that what follows is another person's job.
    served: bool,
    /// The level that the words set aside state.
    grade: Option<Grade>,
}

impl Draft<'_> {
    /// Takes the word or phrase at a place, and returns how many words it has.
    fn take(&mut self, words: &[WordId], at: usize) -> usize {
        let phrase = self.lexicon.phrase_at(&words[at..]);
        let length = phrase.map_or(1, |(length, _)| length);
        let after = &words[at + length..];
        if let Some((_, sense)) = phrase {
            self.credential |= sense.credential;
            if self.is_aside(sense, after) {
                self.grade = self.grade.max(sense.grade.filter(|_| !self.served));
                self.aside = true;
                return length;
            }
        }
        let aside = std::mem::replace(&mut self.aside, false);
        let (word, alone) = (words[at], phrase.is_none());
        match word {
            mark if is_mark(mark) => self.mark(mark),
            SLASH | AND if alone && aside && self.core.last().is_none_or(|last| is_mark(*last)) => {}
            AT if alone && !self.core.is_empty() => return place(&words[at..]),
            // "Développeur/Développeuse" is said once.
            SLASH if at > 0 && after.first() == Some(&words[at - 1]) => return 2,
            FORMER => return self.former_job(&words[at..]),
            AS if alone && self.lexicon.names_work(after) => self.drop_origin(),
            // "Developer (m/w/d) for embedded systems": what the bracket held was set aside.
            OF if alone && self.core.last() == Some(&QUALIFIER) => {
                self.core.pop();
                self.core.push(OF);
            }
            UNKNOWN if self.core.last() == Some(&UNKNOWN) => {}
            NAME => self.aside = true,
            _ => {
                self.served |= word == TO;
                self.core.extend_from_slice(&words[at..at + length]);
            }
        }
        length
    }

    /// Whether a phrase says nothing of the job where it stands.
    fn is_aside(&self, sense: &Sense, after: &[WordId]) -> bool {
        if sense.aside {
            return true;
        }
        if sense.is_weak_level() {
            // A lead is one where no noun follows, an intern where no other stands anywhere.
            return match sense.grade {
                Some(Grade::Intern) => self.names_job() || self.lexicon.names_job(after),
                // "Analyst/Lead" leads nobody yet.
                _ if self.core.last() == Some(&SLASH) && self.names_job() => true,
                _ => self.lexicon.names_job(before_mark(self.lexicon.after_levels(after))),
            };
        }
        sense.company && self.names_job()
    }

    /// Whether what was taken names a job.
    fn names_job(&self) -> bool {
        self.lexicon.names_job(self.core)
    }

    /// Ends a chunk.
    fn mark(&mut self, mark: WordId) {
        // "Microsoft Certified: Security Analyst" is one certificate.
        let goes_on = self.credential && mark == QUALIFIER;
        if !goes_on {
            self.drop_credential();
        }
        if let Some(last) = self.core.last_mut().filter(|last| is_mark(**last)) {
            *last = mark;
        } else if !self.core.is_empty() {
            self.core.push(mark);
        }
        if !goes_on {
            (self.chunk, self.credential) = (self.core.len(), false);
        }
    }

    /// Drops the words of a chunk that tell of a certificate: "Software Engineer | AWS Certified Solutions Architect".
    fn drop_credential(&mut self) {
        let Self { lexicon, chunk, credential, .. } = *self;
        if credential && chunk > 0 && lexicon.names_job(&self.core[..chunk]) {
            self.core.truncate(chunk);
        }
    }

    /// Drops where somebody comes from, back to what is said beside it.
    fn drop_origin(&mut self) {
        let start = self.core.iter().rposition(|word| *word == BESIDE).map_or(0, |place| place + 1);
        self.core.truncate(start);
    }

    /// Returns how many words tell of a job that somebody had, where another one is said.
    fn former_job(&self, words: &[WordId]) -> usize {
        let end = words.iter().position(|word| is_mark(*word) || *word == SLASH).unwrap_or(words.len());
        if self.names_job() || self.lexicon.names_job(&words[end..]) { end } else { 1 }
    }
}

impl Sense {
    /// Whether a phrase names a job of the model, and not only where no other stands.
    fn names_job(&self) -> bool {
        self.job.is_some() || (self.noun.is_some() && !self.weak)
    }

    /// Whether a word is of level, contract or place, and of nothing else.
    pub(super) fn says_only_level(&self) -> bool {
        (self.filler || self.grade.is_some())
            && *self
                == Self {
                    grade: self.grade,
                    filler: self.filler,
                    credential: self.credential,
                    aside: self.aside,
                    ..Self::default()
                }
    }

    /// Whether a word is a job noun where no other stands, and else of level: "lead", "associate".
    fn is_weak_level(&self) -> bool {
        self.weak && self.grade.is_some() && !self.other_job && !self.function && !self.trade
    }
}

/// Returns the words before a mark, a joint or "of".
fn before_mark(words: &[WordId]) -> &[WordId] {
    let end = words.iter().position(|word| *word <= LAST_MARK && *word != UNKNOWN).unwrap_or(words.len());
    &words[..end]
}

/// Returns how many words tell where somebody works, from "at" to the next job or the end.
fn place(words: &[WordId]) -> usize {
    words.iter().position(|word| matches!(*word, BESIDE | DASH | SLASH)).unwrap_or(words.len())
}

/// Whether a word is a mark between chunks.
fn is_mark(word: WordId) -> bool {
    matches!(word, QUALIFIER | DASH | BESIDE)
}
