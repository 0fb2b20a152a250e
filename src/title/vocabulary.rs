//! The vocabulary of titles: the file `vocabulary.toml` of a model, parsed and checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Grade;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Model, RoleIx};

const FILE: &str = "vocabulary.toml";

/// The rank of a job noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Rank {
    Ic,
    Lead,
    Manager,
    Head,
    Chief,
}

impl Rank {
    /// Whether it is of people who lead others.
    pub(super) fn leads(self) -> bool {
        self > Self::Lead
    }
}

/// The file, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) words: BTreeMap<String, Vec<String>>,
    pub(super) endings: BTreeMap<String, Ending>,
    pub(super) grammar: Grammar,
    pub(super) grades: Grades,
    pub(super) nouns: Vec<NounEntry>,
    crafts: Vec<CraftEntry>,
    #[serde(default)]
    combine: Vec<CombineEntry>,
    #[serde(default)]
    ambiguous: Vec<AmbiguousEntry>,
    pub(super) trades: Trades,
}

/// Words that join others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grammar {
    pub(super) of: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) to: Vec<String>,
    pub(super) at: Vec<String>,
    #[serde(rename = "as")]
    pub(super) as_: Vec<String>,
    pub(super) former: Vec<String>,
    pub(super) credential: Vec<String>,
    pub(super) company: Vec<String>,
    pub(super) unit: Vec<String>,
    pub(super) filler: Vec<String>,
}

/// Words of level.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grades {
    intern: Vec<String>,
    junior: Vec<String>,
    mid: Vec<String>,
    senior: Vec<String>,
    staff: Vec<String>,
    principal: Vec<String>,
    lead: Vec<String>,
}

impl Grades {
    pub(super) fn words(&self) -> impl Iterator<Item = (Grade, &String)> {
        let Self { intern, junior, mid, senior, staff, principal, lead } = self;
        let grades = [
            (Grade::Intern, intern),
            (Grade::Junior, junior),
            (Grade::Mid, mid),
            (Grade::Senior, senior),
            (Grade::Staff, staff),
            (Grade::Principal, principal),
            (Grade::Lead, lead),
        ];
        grades.into_iter().flat_map(|(grade, words)| words.iter().map(move |word| (grade, word)))
    }
}

/// An abbreviation that means one word at the end of a phrase and another elsewhere.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ending {
    /// What it means at the end.
    pub(super) last: String,
    /// What it means before another word, and in the title of a leader.
    pub(super) before: String,
    /// What it means at the end of a leader's title, where that is something else.
    pub(super) led: Option<String>,
    /// The words behind which it means that at the end too.
    #[serde(default)]
    pub(super) behind: Vec<String>,
}

/// A class of job nouns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounEntry {
    pub(super) id: String,
    pub(super) rank: Rank,
    #[serde(default)]
    technical: bool,
    #[serde(default)]
    computing: bool,
    #[serde(default)]
    applied: bool,
    craft: Option<Spanned<String>>,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) weak: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CraftEntry {
    id: String,
    #[serde(default)]
    general: bool,
    #[serde(default)]
    things: bool,
    #[serde(default)]
    joint: bool,
    #[serde(default)]
    yields: bool,
    #[serde(default)]
    strong: Vec<String>,
    #[serde(default)]
    plain: Vec<String>,
    #[serde(default)]
    faint: Vec<String>,
    #[serde(default)]
    jobs: BTreeMap<Spanned<String>, Vec<String>>,
    roles: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CombineEntry {
    of: [Spanned<String>; 2],
    gives: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousEntry {
    titles: Vec<String>,
    #[serde(rename = "where")]
    by_craft: BTreeMap<Spanned<String>, Spanned<String>>,
    otherwise: Option<Spanned<String>>,
}

/// Words of other trades.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trades {
    pub(super) jobs: Vec<String>,
    pub(super) servants: Vec<String>,
    pub(super) functions: Vec<String>,
    pub(super) physical: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) common: Vec<String>,
}

/// How much a craft word bears beside words of other trades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Faint,
    Plain,
    Strong,
}

/// A class of job nouns, with what it means alone.
#[derive(Debug)]
pub(super) struct Noun {
    pub(super) id: String,
    pub(super) rank: Rank,
    /// Faint craft words count before it.
    pub(super) technical: bool,
    /// Weak craft words count before it whatever kind of thing they are of.
    pub(super) computing: bool,
    /// A function before it is what its work is for.
    pub(super) applied: bool,
    pub(super) craft: Option<u16>,
}

/// A craft: the words that name it, and the role for each class of noun.
#[derive(Debug)]
pub(super) struct Craft {
    pub(super) id: String,
    pub(super) general: bool,
    /// An unknown word before its weak words tells of what things, and that the craft is another.
    pub(super) things: bool,
    /// It is another trade's function that makes a craft only together with one: audit with IT.
    pub(super) joint: bool,
    /// Its chief is what a head's or chief's title behind it says: a bank's "Managing Director".
    pub(super) yields: bool,
    pub(super) words: Vec<(Strength, String)>,
    pub(super) jobs: Vec<(u16, String)>,
    /// The role by noun; the last place is for no noun.
    by_noun: Vec<Option<RoleIx>>,
}

impl Craft {
    /// Returns the role for a noun, or for none.
    pub(super) fn role(&self, noun: Option<u16>) -> Option<RoleIx> {
        self.by_noun[noun.map_or(self.by_noun.len() - 1, usize::from)]
    }
}

/// The vocabulary, with names resolved to places.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) file: File,
    pub(super) nouns: Vec<Noun>,
    pub(super) crafts: Vec<Craft>,
    pub(super) combine: Vec<(u16, u16, u16)>,
    pub(super) ambiguous: Vec<Ambiguous>,
}

/// Titles that mean several roles.
#[derive(Clone, Debug)]
pub(super) struct Ambiguous {
    pub(super) titles: Vec<String>,
    /// The role by the craft of the department or team, in the order of the crafts.
    pub(super) by_craft: Vec<(u16, RoleIx)>,
    /// Whether the title is settled where the department does not decide.
    pub(super) settled: bool,
}

impl Vocabulary {
    /// Returns a class of job nouns by its place.
    pub(super) fn noun(&self, place: u16) -> &Noun {
        &self.nouns[usize::from(place)]
    }

    /// Returns a craft by its place.
    pub(super) fn craft(&self, place: u16) -> &Craft {
        &self.crafts[usize::from(place)]
    }

    /// Parses and checks a model's vocabulary.
    ///
    /// # Errors
    ///
    /// Names file and line of an unknown field, noun, craft or role, and of a word that both joins others and means something.
    pub(super) fn of(model: &Model) -> Result<Self> {
        let text = model.vocabulary();
        let mut file: File =
            toml::from_str(text).map_err(|e| problem(text, e.span().map_or(0, |s| s.start), e.message()))?;
        check_grammar(text, &file.grammar)?;
        let entries = std::mem::take(&mut file.crafts);
        let craft_of = |name: &Spanned<String>| -> Result<u16> {
            let place = entries.iter().position(|c| c.id == *name.get_ref());
            place.map(|i| i as u16).ok_or_else(|| {
                problem(text, name.span().start, &format!("no craft has the id {}", name.get_ref()))
            })
        };
        let mut nouns = Vec::new();
        for NounEntry { id, rank, technical, computing, applied, craft, .. } in &file.nouns {
            let craft = craft.as_ref().map(craft_of).transpose()?;
            let (technical, computing, applied) = (*technical, *computing, *applied);
            nouns.push(Noun { id: id.clone(), rank: *rank, technical, computing, applied, craft });
        }
        let mut combine = Vec::new();
        for CombineEntry { of: [a, b], gives } in &file.combine {
            combine.push((craft_of(a)?, craft_of(b)?, craft_of(gives)?));
        }
        let role_of = |id: &Spanned<String>| {
            let found = model.role(id.get_ref());
            found.ok_or_else(|| {
                problem(text, id.span().start, &format!("no role has the id {}", id.get_ref()))
            })
        };
        let mut ambiguous = Vec::new();
        for AmbiguousEntry { titles, by_craft, otherwise } in std::mem::take(&mut file.ambiguous) {
            let pairs = by_craft.iter().map(|(craft, role)| Ok((craft_of(craft)?, role_of(role)?)));
            let mut by_craft = pairs.collect::<Result<Vec<_>>>()?;
            by_craft.sort_unstable();
            let settled = otherwise.as_ref().map(role_of).transpose()?.is_some();
            ambiguous.push(Ambiguous { titles, by_craft, settled });
        }
        let crafts =
            entries.into_iter().map(|entry| craft(model, text, &nouns, entry)).collect::<Result<_>>()?;
        Ok(Self { file, nouns, crafts, combine, ambiguous })
    }
}

/// Refuses a word that joins others ("of" in some language) and stands in another list too: every title would have its meaning.
fn check_grammar(text: &str, grammar: &Grammar) -> Result<()> {
    for word in grammar
        .of
        .iter()
        .chain(&grammar.and)
        .chain(&grammar.to)
        .chain(&grammar.at)
        .chain(&grammar.as_)
        .chain(&grammar.former)
    {
        if let Some((offset, _)) = text.match_indices(&format!("\"{word}\"")).nth(1) {
            let message = format!("`{word}` joins words, see [grammar], and can mean nothing else");
            return Err(problem(text, offset, &message));
        }
    }
    Ok(())
}

/// Resolves the names of one craft.
fn craft(model: &Model, text: &str, nouns: &[Noun], entry: CraftEntry) -> Result<Craft> {
    let CraftEntry { id, general, things, joint, yields, strong, plain, faint, jobs: job_words, roles } =
        entry;
    let mut jobs = Vec::new();
    for (noun, words) in job_words {
        let place = nouns.iter().position(|n| n.id == *noun.get_ref()).ok_or_else(|| {
            problem(text, noun.span().start, &format!("no class of nouns has the id {}", noun.get_ref()))
        })?;
        jobs.extend(words.into_iter().map(|word| (place as u16, word)));
    }
    let mut named: BTreeMap<&str, Option<RoleIx>> = BTreeMap::new();
    for (key, role) in &roles {
        if !RANKS.contains(&key.get_ref().as_str()) && !nouns.iter().any(|n| n.id == *key.get_ref()) {
            let message = format!("no class of nouns has the id {}", key.get_ref());
            return Err(problem(text, key.span().start, &message));
        }
        let found = model.role(role.get_ref());
        if found.is_none() && !role.get_ref().is_empty() {
            let message = format!("no role has the id {}", role.get_ref());
            return Err(problem(text, role.span().start, &message));
        }
        named.insert(key.get_ref(), found);
    }
    let by_rank = |rank: Rank| -> Option<RoleIx> {
        let keys: &[&str] = match rank {
            Rank::Ic => &["ic"],
            Rank::Lead => &["lead", "manager", "ic"],
            Rank::Manager => &["manager"],
            Rank::Head => &["head"],
            Rank::Chief => &["chief", "head"],
        };
        keys.iter().find_map(|key| named.get(key).copied()).flatten()
    };
    let mut by_noun: Vec<Option<RoleIx>> =
        nouns.iter().map(|n| named.get(n.id.as_str()).copied().unwrap_or_else(|| by_rank(n.rank))).collect();
    by_noun.push(named.get("bare").copied().flatten());
    let strengths = [(Strength::Strong, strong), (Strength::Plain, plain), (Strength::Faint, faint)];
    let words = strengths.into_iter().flat_map(|(s, words)| words.into_iter().map(move |w| (s, w))).collect();
    Ok(Craft { id, general, things, joint, yields, words, jobs, by_noun })
}

/// The keys of `roles` that name a rank, or no noun.
const RANKS: [&str; 6] = ["ic", "lead", "manager", "head", "chief", "bare"];

fn problem(text: &str, offset: usize, message: &str) -> Error {
    let line = 1 + text[..offset.min(text.len())].matches('\n').count() as u64;
    Error::new(ErrorKind::Model, message)
        .file(FILE)
        .line(line)
        .help("see docs/titles.md on how to add a word")
}

#[cfg(test)]
mod tests {
    use toml::Value;

    use super::*;

    /// Lists every word that stands twice in one list.
    fn repeated(value: &Value) -> Vec<&str> {
        match value {
            Value::Table(table) => table.values().flat_map(repeated).collect(),
            Value::Array(items) => {
                let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                let again = words.iter().enumerate().filter(|(at, word)| words[..*at].contains(word));
                again.map(|(_, word)| *word).chain(items.iter().flat_map(repeated)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A class that is named otherwise would silently lose its rule.
    #[test]
    fn the_classes_of_nouns_that_the_grammar_names_are_there() {
        let vocabulary = Vocabulary::of(&Model::builtin()).expect("a sound vocabulary");
        for named in ["analyst", "architect", "head", "officer", "specialist", "vp"] {
            assert!(vocabulary.nouns.iter().any(|noun| noun.id == named), "{named}");
        }
    }

    #[test]
    fn no_list_says_a_word_twice() {
        let model = Model::builtin();
        let vocabulary: Value = toml::from_str(model.vocabulary()).expect("a sound vocabulary");
        assert_eq!(repeated(&vocabulary), [""; 0]);
    }
}
