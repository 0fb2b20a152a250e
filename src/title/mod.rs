//! Titles: what a free-text job title says about the role.

mod grammar;
mod lexicon;
mod mend;
mod normalise;
mod resolve;
mod vocabulary;

use self::grammar::Parse;
use self::lexicon::{Lexicon, UNKNOWN, WordId};
use self::normalise::Tokens;
use self::resolve::{Answer, Resolver};
use self::vocabulary::{Rank, Vocabulary};
use crate::error::Result;
use crate::model::{Model, RoleIx};

/// What stands beside a title and may decide between candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context<'a> {
    /// The department.
    pub department: &'a str,
    /// The team.
    pub team: &'a str,
    /// Whether the person has reports.
    pub leads: bool,
}

/// The grade that a title states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Intern, student, apprentice, trainee.
    Intern,
    /// Junior, associate.
    Junior,
    /// Stated middle grades, such as II.
    Mid,
    /// Senior.
    Senior,
    /// Staff.
    Staff,
    /// Principal, distinguished.
    Principal,
    /// Lead of a craft.
    Lead,
    /// Manager of a team.
    Manager,
    /// Head, director, vice president.
    Head,
    /// Chief.
    Executive,
}

impl Grade {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intern => "intern",
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Staff => "staff",
            Self::Principal => "principal",
            Self::Lead => "lead",
            Self::Manager => "manager",
            Self::Head => "head",
            Self::Executive => "executive",
        }
    }
}

/// How a title was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The roles, in the model's order; empty where the title is outside the model.
    pub roles: Vec<RoleIx>,
    /// The level, where the title states one.
    pub level: Option<Grade>,
    /// How sure the answer is, in hundredths, 0 to 100.
    pub confidence: u8,
    /// Why, in words.
    pub reason: String,
    /// Other roles that the title could mean, best first: not empty where a person should decide.
    pub candidates: Vec<RoleIx>,
}

/// Reads titles with the words of one model; the lifetime `'m` is the model's.
#[derive(Debug)]
pub struct Classifier<'m> {
    model: &'m Model,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
}

impl<'m> Classifier<'m> {
    /// Makes a classifier of a model's titles and vocabulary.
    ///
    /// # Errors
    ///
    /// Names file and line of what is wrong with the vocabulary.
    pub fn new(model: &'m Model) -> Result<Self> {
        let vocabulary = Vocabulary::of(model)?;
        let lexicon = Lexicon::new(model, &vocabulary);
        Ok(Self { model, vocabulary, lexicon })
    }

    fn answer(&self, words: &[WordId]) -> (Parse, Answer) {
        let spans = grammar::spans(&self.lexicon, words);
        let parse = grammar::parse(&self.vocabulary, words, &spans);
        let resolver = Resolver { model: self.model, vocabulary: &self.vocabulary };
        let exact = |chunk: &grammar::Chunk| {
            let key: Vec<_> = spans
                .iter()
                .filter(|s| s.words.0 >= chunk.words.0 && s.words.1 <= chunk.words.1)
                .filter(|s| !s.sense.filler && s.sense.grade.is_none_or(|_| s.sense.noun.is_some()))
                .flat_map(|s| &words[s.words.0..s.words.1])
                .copied()
                .collect();
            self.lexicon.title(&words[chunk.words.0..chunk.words.1]).or_else(|| self.lexicon.title(&key))
        };
        let answer = resolver.resolve(&parse, exact);
        (parse, answer)
    }

    /// Reads one title.
    pub fn classify(&self, title: &str, context: Context<'_>) -> Reading {
        let _ = context;
        let mut tokens = Tokens::default();
        tokens.read(title);
        let words = self.lexicon.words(&tokens, None);
        let (mut parse, mut answer) = self.answer(&words);
        if answer.roles.is_empty() && !answer.outside && words.contains(&UNKNOWN) {
            let words = self.lexicon.words(&tokens, Some(parse.names_craft()));
            let (other, mended) = self.answer(&words);
            let named = mended.outcomes.iter().any(|o| o.role.is_some() && o.words.1 > 0);
            if named {
                (parse, answer) = (other, mended);
                answer.confidence = answer.confidence.min(80);
            }
        }
        let level = match (Resolver { model: self.model, vocabulary: &self.vocabulary }).rank(answer.noun) {
            Some(Rank::Chief) => Some(Grade::Executive),
            Some(Rank::Head) => Some(Grade::Head),
            Some(Rank::Manager) => Some(Grade::Manager),
            _ => parse.grade,
        };
        let mut roles = answer.roles;
        roles.sort_unstable();
        Reading {
            roles,
            level,
            confidence: answer.confidence,
            reason: format!("{:?}", answer.outcomes),
            candidates: Vec::new(),
        }
    }
}
