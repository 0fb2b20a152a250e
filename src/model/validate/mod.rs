//! The laws of a model: what its files must keep to beyond their shape.
//!
//! Every law adds its problems and goes on, so that one run names as much as possible. A file that cannot be read has
//! its problem already: its id counts as known, and laws that would need its text pass over it.

mod practices;
mod roles;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::ConflictKind;
use super::files::{ConflictEntry, Files, Parsed, RoleFile, Source};
use super::problems::Problems;
use crate::id::{FigureId, RoleId};

/// Adds a problem for each law that the files break.
pub(super) fn check(files: &Files<'_>, problems: &mut Problems) {
    let mut laws = Laws::new(files, problems);
    laws.roles();
    laws.practices();
    laws.conflicts();
    laws.figures();
    laws.terms();
    laws.profiles();
    laws.pathways();
}

/// What the laws look at: the files, and what they make known.
struct Laws<'f, 'a> {
    files: &'f Files<'a>,
    problems: &'f mut Problems,
    role_ids: BTreeSet<&'f str>,
    practice_ids: BTreeSet<&'f str>,
    /// The ids of the figures; none where their file cannot be read.
    figure_ids: Option<BTreeSet<&'f str>>,
    roles: BTreeMap<&'f str, &'f RoleFile>,
}

impl<'f, 'a> Laws<'f, 'a> {
    fn new(files: &'f Files<'a>, problems: &'f mut Problems) -> Self {
        let figures = files.figures.as_ref();
        let roles = files.roles.iter().map(|r| (r.says.id.get_ref().as_str(), &r.says));
        let practices = files.practices.iter().map(|p| p.says.id.get_ref().as_str());
        Self {
            files,
            problems,
            role_ids: files.role_stems.iter().copied().chain(roles.clone().map(|(id, _)| id)).collect(),
            practice_ids: files.practice_stems.iter().copied().chain(practices).collect(),
            figure_ids: figures.map(|f| f.says.figure.iter().map(|f| f.id.get_ref().as_str()).collect()),
            roles: roles.collect(),
        }
    }

    fn refuse(
        &mut self,
        source: Source<'_>,
        at: &Spanned<impl Sized>,
        message: impl Into<String>,
        help: &str,
    ) {
        self.problems.push(source, at.span().start, message, help);
    }

    /// The id of a role or practice is the stem of its file.
    fn id_of_file(&mut self, source: Source<'_>, at: &Spanned<impl Sized>, id: &str) {
        if id != source.stem() {
            let message = format!("the id `{id}` is not the name of the file, `{}`", source.stem());
            self.refuse(source, at, message, "name the file after the id");
        }
        self.id(source, at, id);
    }

    fn id(&mut self, source: Source<'_>, at: &Spanned<impl Sized>, id: &str) {
        let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if !id.split('-').all(|part| !part.is_empty() && part.chars().all(letters)) {
            let message = format!("`{id}` is no id");
            self.refuse(source, at, message, "write small letters, digits and single hyphens between them");
        }
    }

    /// Entries of one file have different ids.
    fn different_ids<'i>(
        &mut self,
        source: Source<'_>,
        what: &str,
        ids: impl Iterator<Item = (&'i str, std::ops::Range<usize>)>,
    ) {
        let mut seen = BTreeMap::new();
        for (id, span) in ids {
            if let Some(first) = seen.insert(id, span.start) {
                let message = format!("the {what} `{id}` stands on line {} too", source.line(first));
                self.problems.push(source, span.start, message, "give one of them another id");
            }
        }
    }

    fn not_empty(
        &mut self,
        source: Source<'_>,
        at: &Spanned<impl Sized>,
        empty: bool,
        what: &str,
        help: &str,
    ) {
        if empty {
            self.refuse(source, at, format!("{what} is empty"), help);
        }
    }

    /// A list names roles of the model, each once.
    fn role_list(&mut self, source: Source<'_>, list: &[Spanned<RoleId>]) {
        let mut seen = BTreeSet::new();
        for id in list {
            if !seen.insert(id.get_ref()) {
                self.refuse(source, id, format!("the role `{id}` stands twice in the list"), "name it once");
            } else if !self.role_ids.contains(id.get_ref().as_str()) {
                let help = format!("add roles/{id}.toml, or name a role that has a file there");
                self.refuse(source, id, format!("no role has the id `{id}`"), &help);
            }
        }
    }

    fn figure_list(&mut self, source: Source<'_>, list: &[Spanned<FigureId>]) {
        for id in list {
            if self.figure_ids.as_ref().is_some_and(|known| !known.contains(id.get_ref().as_str())) {
                let message = format!("no figure has the id `{id}`");
                self.refuse(source, id, message, "add it to figures.toml, with its source");
            }
        }
    }

    fn conflicts(&mut self) {
        let Some(Parsed { source, says }) = &self.files.conflicts else { return };
        let ids = says.conflict.iter().map(|c| (c.id.get_ref().as_str(), c.id.span()));
        self.different_ids(*source, "conflict", ids);
        for conflict in &says.conflict {
            self.id(*source, &conflict.id, conflict.id.get_ref().as_str());
            self.role_list(*source, &conflict.roles);
            self.role_list(*source, &conflict.apart_from);
            self.sides(*source, conflict);
        }
    }

    /// A headcount has one side; any other conflict has two, without a role in common.
    fn sides(&mut self, source: Source<'_>, conflict: &ConflictEntry) {
        let ConflictEntry { id, kind, roles, apart_from, .. } = conflict;
        self.not_empty(source, id, roles.is_empty(), "`roles`", "name the roles of one side");
        if *kind == ConflictKind::Headcount {
            if let Some(first) = apart_from.first() {
                let help = "remove `apart_from`: a headcount is of the people of `roles`";
                self.refuse(source, first, "a headcount has one side only", help);
            }
            return;
        }
        self.not_empty(source, id, apart_from.is_empty(), "`apart_from`", "name the roles of the other side");
        for id in apart_from.iter().filter(|id| roles.contains(id)) {
            let message = format!("`{id}` would have to be apart from itself");
            self.refuse(source, id, message, "name it on one side only");
        }
    }

    fn figures(&mut self) {
        let Some(Parsed { source, says }) = &self.files.figures else { return };
        let ids = says.figure.iter().map(|f| (f.id.get_ref().as_str(), f.id.span()));
        self.different_ids(*source, "figure", ids);
        for figure in &says.figure {
            self.id(*source, &figure.id, figure.id.get_ref().as_str());
        }
    }

    fn terms(&mut self) {
        let Some(Parsed { source, says }) = &self.files.plan else { return };
        self.figure_list(*source, &says.figures);
    }

    fn profiles(&mut self) {
        let Some(Parsed { source, says }) = &self.files.profiles else { return };
        let (source, startup, growth) =
            (*source, says.startup_up_to.get_ref().0, says.growth_up_to.get_ref().0);
        if growth <= startup {
            let message =
                format!("a growth company has up to {growth} people, and a startup up to {startup}");
            self.refuse(source, &says.growth_up_to, message, "make it more than `startup_up_to`");
        }
        let always_on = &says.always_on;
        if always_on.net_hours_per_fte.get_ref().0 > always_on.hours_per_year.0 {
            let message = "one person works more hours than the year has";
            self.refuse(source, &always_on.net_hours_per_fte, message, "1,800 to 1,900 hours are usual");
        }
        if says.span.error_above.get_ref().0 < says.span.warning_above.0 {
            let message = "a span is an error before it is a warning";
            self.refuse(source, &says.span.error_above, message, "make it at least `warning_above`");
        }
        self.figure_list(source, &always_on.figures);
        self.figure_list(source, &says.span.figures);
    }

    fn pathways(&mut self) {
        let Some(Parsed { source, says }) = &self.files.pathways else { return };
        let mut seen = BTreeMap::new();
        for pathway in &says.pathway {
            let (from, to) = (&pathway.from, &pathway.to);
            self.role_list(*source, std::slice::from_ref(from));
            self.role_list(*source, std::slice::from_ref(to));
            if from == to {
                self.refuse(
                    *source,
                    to,
                    format!("a pathway leads from `{from}` to itself"),
                    "name two roles",
                );
            } else if let Some(first) = seen.insert((from, to), from.span().start) {
                let message = format!("the pathway stands on line {} too", source.line(first));
                self.refuse(*source, from, message, "remove one of the two");
            }
        }
    }
}
