//! Decisions: what people said that titles mean, read from a CSV `title,roles,reason`.

use std::collections::{BTreeMap, BTreeSet};

use super::normalise::{Mark, Tokens};
use super::{Grade, Reading};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::model::{Model, RoleIx};
use crate::roster::records::records;

/// The word that a decision has for a title outside the model.
const OUTSIDE: &str = "none";

/// What a person said that a title means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The title, as the person wrote it.
    pub title: String,
    /// The roles, in the model's order; none where the title is outside the model.
    pub roles: Vec<RoleIx>,
    /// Why, in the person's words; may be empty.
    pub reason: String,
    /// The physical line of the file, from 1.
    pub line: u64,
}

impl Decision {
    /// Returns the reading that a decision gives.
    pub(super) fn reading(&self, level: Option<Grade>) -> Reading {
        let reason = match self.reason.as_str() {
            "" => "decided by a person".to_owned(),
            reason => format!("decided by a person: {reason}"),
        };
        Reading {
            roles: self.roles.clone().into(),
            level,
            confidence: 100,
            reason: reason.into(),
            candidates: Vec::new(),
        }
    }
}

/// Decisions by title, alike in case, accents and punctuation.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    list: Vec<Decision>,
    by_title: BTreeMap<String, usize>,
}

impl Decisions {
    /// Reads a CSV with the columns `title`, `roles` and, if need be, `reason`.
    ///
    /// `roles` joins role ids by `|`, or says `none`; a row whose roles are empty is not decided yet and is passed over.
    ///
    /// # Errors
    ///
    /// Names the line of an unknown role, of a title decided twice in two ways, and of a missing column.
    pub fn parse(text: &[u8], model: &Model) -> Result<Self> {
        let mut rows = records(text)?.into_iter();
        let (line, header) = rows.next().unwrap_or_default();
        let column = |name: &str| header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
        let (Some(title), Some(roles)) = (column("title"), column("roles")) else {
            return Err(Error::new(ErrorKind::Settings, "the columns title and roles are expected")
                .line(line.max(1))
                .help("start the file with the line title,roles,reason"));
        };
        let reason = column("reason");
        let (mut decisions, mut problems) = (Self::default(), Vec::new());
        for (line, cells) in rows {
            let cell = |at: usize| cells.get(at).map_or("", |c| c.trim());
            if cell(title).is_empty() || cell(roles).is_empty() {
                continue;
            }
            let reason = reason.map_or("", cell).to_owned();
            match ids(cell(roles), model) {
                Ok(roles) => {
                    let decision = Decision { title: cell(title).to_owned(), roles, reason, line };
                    problems.extend(decisions.add(decision));
                }
                Err(id) => problems.push(problem(
                    line,
                    format!("no role has the id {id}"),
                    "rolemap roles lists the ids",
                )),
            }
        }
        Error::of(ErrorKind::Settings, problems).map_or(Ok(decisions), Err)
    }

    fn add(&mut self, decision: Decision) -> Option<Problem> {
        let key = key(&decision.title);
        if let Some(&earlier) = self.by_title.get(&key) {
            let earlier = &self.list[earlier];
            let message = format!("the title was decided otherwise on line {}", earlier.line);
            return (earlier.roles != decision.roles)
                .then(|| problem(decision.line, message, "keep one of the two lines"));
        }
        self.by_title.insert(key, self.list.len());
        self.list.push(decision);
        None
    }

    /// Returns the decision on a title.
    pub fn get(&self, title: &str) -> Option<&Decision> {
        if self.list.is_empty() {
            return None;
        }
        self.by_title.get(&key(title)).map(|&at| &self.list[at])
    }

    /// Returns the decisions, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.list.iter()
    }

    /// Returns the decisions that none of some titles matches, in the order of the file.
    pub fn unmatched<T: AsRef<str>>(&self, titles: impl IntoIterator<Item = T>) -> Vec<&Decision> {
        if self.list.is_empty() {
            return Vec::new();
        }
        let matched: BTreeSet<usize> =
            titles.into_iter().filter_map(|title| self.by_title.get(&key(title.as_ref())).copied()).collect();
        self.list.iter().enumerate().filter(|(at, _)| !matched.contains(at)).map(|(_, d)| d).collect()
    }
}

fn ids(cell: &str, model: &Model) -> std::result::Result<Vec<RoleIx>, String> {
    let mut roles = Vec::new();
    for id in cell.split('|').map(str::trim).filter(|id| !id.is_empty() && *id != OUTSIDE) {
        roles.push(model.role(id).ok_or_else(|| id.to_owned())?);
    }
    roles.sort_unstable();
    roles.dedup();
    Ok(roles)
}

fn problem(line: u64, message: String, help: &str) -> Problem {
    Problem { file: None, line: Some(line), message, help: help.to_owned() }
}

/// Returns the words of a title, by which titles are alike.
fn key(title: &str) -> String {
    let mut tokens = Tokens::default();
    tokens.read(title);
    let words = tokens.list().iter().filter(|t| t.mark == Mark::Word).map(|t| tokens.text(*t));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::title::{Classifier, Context};

    #[test]
    fn a_decision_wins_over_the_reading() {
        let model = Model::builtin();
        let text = b"title,roles,reason\nPizza chef,devops-engineer,he bakes pipelines\n\"Developer, Kitchens\",none,\n";
        let decisions = Decisions::parse(text, &model).unwrap();
        let classifier = Classifier::new(&model).unwrap().with_decisions(decisions);
        let reading = classifier.classify("PIZZA CHEF", Context::default());
        assert_eq!(*reading.roles, [model.role("devops-engineer").unwrap()]);
        assert_eq!((reading.confidence, &*reading.reason), (100, "decided by a person: he bakes pipelines"));
        assert!(
            classifier.classify("Developer - Kitchens", Context::default()).roles.is_empty(),
            "none is a decision"
        );
    }

    #[test]
    fn decisions_that_match_nobody_are_told() {
        let model = Model::builtin();
        let decisions = Decisions::parse(b"title,roles\nA,ciso\nB,cto\nC,\n", &model).unwrap();
        let unmatched: Vec<u64> = decisions.unmatched(["b", "z"]).iter().map(|d| d.line).collect();
        assert_eq!(unmatched, [2], "C is not decided, B is matched");
    }

    #[test]
    fn problems_name_their_lines() {
        let model = Model::builtin();
        let error = Decisions::parse(b"title,roles\nA,ciso\nB,czar\na,cto\n", &model).unwrap_err();
        let lines: Vec<_> = error.problems().iter().map(|p| p.line).collect();
        assert_eq!(lines, [Some(3), Some(4)], "{error}");
        assert!(Decisions::parse(b"job,roles\n", &model).is_err(), "a column is missing");
        assert!(Decisions::parse(b"", &model).is_err(), "an empty file");
    }
}
