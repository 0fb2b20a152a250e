//! References: whom a cell such as a manager's names. The kind is decided by the values; nothing is guessed.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::clean;
use super::forms::{canonical, common_name, is_dn, is_nobody, name_and_id};
use super::keys::Keys;
use super::names::{fold, in_order, without_initials};
use super::store::{Span, Texts};

/// By what a reference was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    Id,
    Email,
    Name,
    Dn,
    Position,
}

impl By {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Email => "email",
            Self::Name => "name",
            Self::Dn => "dn",
            Self::Position => "position",
        }
    }
}

/// Whom a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Nobody: the cell is empty or says so.
    Nobody,
    /// One row, by what, and the codes of how the reference had to be changed to match.
    One(u32, By, Vec<&'static str>),
    /// Two or more rows bear it; of two, which.
    Several(By, Option<(u32, u32)>),
    /// No row.
    Unknown,
}

/// What identifies the rows of a roster; tables are made when a reference first needs them.
pub(super) struct People<'a> {
    pub(super) texts: &'a Texts,
    pub(super) ids: &'a [Span],
    pub(super) emails: &'a [Span],
    pub(super) names: &'a [Span],
    pub(super) positions: &'a [Span],
    pub(super) aliases: Vec<&'a [Span]>,
    /// Rows that no name or e-mail may point to: positions without a person.
    pub(super) nameless: &'a [bool],
    pub(super) rows: usize,
    pub(super) by_id: Keys,
    canonical: OnceLock<Keys>,
    by_email: OnceLock<Keys>,
    by_name: OnceLock<Keys>,
    by_short_name: OnceLock<Keys>,
    by_position: OnceLock<Keys>,
    by_alias: OnceLock<Vec<Keys>>,
    /// What stands before the digits of references alone, or of ids alone.
    prefix: OnceLock<Option<String>>,
}

impl<'a> People<'a> {
    /// Starts with the ids; `by_id` is their table where it was made before.
    pub(super) fn new(
        texts: &'a Texts,
        ids: &'a [Span],
        rows: usize,
        nameless: &'a [bool],
        by_id: Option<Keys>,
    ) -> Self {
        let by_id = by_id.unwrap_or_else(|| Keys::new(ids.len(), |row| text(texts, ids, row)));
        Self {
            texts,
            ids,
            emails: &[],
            names: &[],
            positions: &[],
            aliases: Vec::new(),
            nameless,
            rows,
            by_id,
            canonical: OnceLock::new(),
            by_email: OnceLock::new(),
            by_name: OnceLock::new(),
            by_short_name: OnceLock::new(),
            by_position: OnceLock::new(),
            by_alias: OnceLock::new(),
            prefix: OnceLock::new(),
        }
    }

    fn id(&self, row: u32) -> Cow<'a, str> {
        text(self.texts, self.ids, row)
    }

    fn email(&self, row: u32) -> Cow<'a, str> {
        if self.nameless[row as usize] { Cow::Borrowed("") } else { text(self.texts, self.emails, row) }
    }

    fn name(&self, row: u32) -> Cow<'a, str> {
        if self.nameless[row as usize] {
            return Cow::Borrowed("");
        }
        Cow::Owned(fold(&text(self.texts, self.names, row)))
    }

    fn short_name(&self, row: u32) -> Cow<'a, str> {
        Cow::Owned(without_initials(&self.name(row)))
    }

    /// Returns the rows that bear an id exactly.
    pub(super) fn exactly(&self, id: &str) -> Option<(u32, u32, u32)> {
        self.by_id.get(id)
    }

    /// Returns whom references name that are ids as they stand, for a column in which most are: the row of each, or
    /// `NO_ROW`; nothing for another column.
    pub(super) fn firsts_by_id(&self, references: &[Span]) -> Vec<u32> {
        const SAMPLE: usize = 1_000;
        let reference = |row: u32| Cow::Borrowed(self.texts.get(references[row as usize]).trim());
        let sample = references.iter().map(|span| self.texts.get(*span).trim()).take(SAMPLE);
        let (ids, others): (Vec<&str>, Vec<&str>) = sample.partition(|text| self.exactly(text).is_some());
        if ids.len() > others.len() { self.by_id.firsts(references.len(), reference) } else { Vec::new() }
    }

    /// Returns the target of a reference that is an id as it stands.
    pub(super) fn of_first(&self, first: u32) -> Target {
        target(self.by_id.all(first), By::Id, Vec::new())
    }

    /// Returns the table of e-mail addresses.
    pub(super) fn email_keys(&self) -> &Keys {
        let rows = if self.emails.is_empty() { 0 } else { self.rows };
        self.by_email.get_or_init(|| Keys::new(rows, |row| self.email(row)))
    }

    /// Returns whom a reference names. `position` asks for positions only.
    pub(super) fn find(&self, reference: &str, position: bool) -> Target {
        let reference = reference.trim();
        if reference.is_empty() {
            return Target::Nobody;
        }
        if position && !self.positions.is_empty() {
            let rows = self.rows;
            let key = |row| text(self.texts, self.positions, row);
            let keys = self.by_position.get_or_init(|| Keys::new(rows, key));
            if let Some(hit) = keys.get(reference) {
                return target(hit, By::Position, Vec::new());
            }
        }
        if let Some(hit) = self.exactly(reference) {
            return target(hit, By::Id, Vec::new());
        }
        if is_nobody(reference) {
            return Target::Nobody;
        }
        let ways = [
            Self::by_alias,
            Self::by_dn,
            Self::by_email,
            Self::by_name_and_id,
            Self::by_canonical,
            Self::by_name,
        ];
        ways.iter().map(|way| way(self, reference)).find(|t| *t != Target::Unknown).unwrap_or(Target::Unknown)
    }

    /// Other columns that identify a person: positions, logins, distinguished names.
    fn by_alias(&self, reference: &str) -> Target {
        let key = |column: &'a [Span]| move |row| Cow::Owned(text(self.texts, column, row).to_lowercase());
        let keys =
            self.by_alias.get_or_init(|| self.aliases.iter().map(|c| Keys::new(self.rows, key(c))).collect());
        let wanted = reference.to_lowercase();
        let by = if is_dn(reference) { By::Dn } else { By::Id };
        let hits = keys.iter().filter_map(|keys| keys.get(&wanted));
        let mut found = Target::Unknown;
        for hit in hits {
            match (&found, target(hit, by, Vec::new())) {
                (Target::Unknown, new) => found = new,
                (Target::One(a, ..), Target::One(b, ..)) if *a == b => {}
                _ => return Target::Several(by, None),
            }
        }
        found
    }

    /// A distinguished name by its common name.
    fn by_dn(&self, reference: &str) -> Target {
        if !is_dn(reference) {
            return Target::Unknown;
        }
        match self.by_name(&common_name(reference)) {
            Target::One(row, _, codes) => Target::One(row, By::Dn, codes),
            Target::Several(_, pair) => Target::Several(By::Dn, pair),
            other => other,
        }
    }

    fn by_email(&self, reference: &str) -> Target {
        if !reference.contains('@') {
            return Target::Unknown;
        }
        let wanted = clean::email(reference).to_lowercase();
        match self.email_keys().get(&wanted) {
            Some(hit) => target(hit, By::Email, Vec::new()),
            None => self.by_alias(&wanted),
        }
    }

    /// `Bo Chen (E02)`, `Bo Chen [E02]`, `E02 - Bo Chen`, `Bo Chen - E02`, `Bo Chen E02`: the id, unless the name is another's.
    fn by_name_and_id(&self, reference: &str) -> Target {
        for (name, id) in name_and_id(reference) {
            let Some((row, second, count)) = self.exactly(id) else { continue };
            let own = fold(&in_order(name)) == *self.name(row);
            let others = !own && matches!(self.by_name(name), Target::One(other, ..) if other != row);
            return if others {
                Target::Several(By::Id, None)
            } else {
                target((row, second, count), By::Id, Vec::new())
            };
        }
        Target::Unknown
    }

    /// An id that lost zeros, got `.0` or separators, or a prefix; only where one row has that form.
    fn by_canonical(&self, reference: &str) -> Target {
        if self.ids.is_empty() || reference.len() > 40 || !reference.chars().any(char::is_numeric) {
            return Target::Unknown;
        }
        let key = |row| Cow::Owned(canonical(&self.id(row)).0);
        let keys = self.canonical.get_or_init(|| Keys::new(self.rows, key));
        let (wanted, mut codes) = canonical(reference);
        if codes.is_empty() && reference.contains(char::is_alphabetic) {
            codes.push("id-case");
        }
        if let Some(hit) = keys.get(&wanted) {
            codes.extend(self.zeros(hit.0, reference));
            return target(hit, By::Id, codes);
        }
        let (Some(Some(prefix)), Some(digits)) =
            (self.prefix.get(), wanted.strip_prefix(|c: char| c.is_alphabetic()))
        else {
            return Target::Unknown;
        };
        let digits = digits.trim_start_matches(|c: char| c.is_alphabetic());
        let prefixed = wanted.strip_suffix(digits).is_some_and(|start| start == prefix);
        match keys.get(digits.trim_start_matches('0')) {
            Some(hit) if prefixed => target(hit, By::Id, vec!["id-prefix"]),
            _ => Target::Unknown,
        }
    }

    /// Says that a reference matches an id only without its zeros.
    fn zeros(&self, row: u32, reference: &str) -> Option<&'static str> {
        let digits = reference.bytes().all(|b| b.is_ascii_digit());
        (digits && self.id(row) != reference).then_some("id-zeros")
    }

    /// Tells the prefix that all references to persons have and no id: then they match without it.
    pub(super) fn tell_prefix(&self, references: &[&str]) {
        let split = |text: &str| {
            let text = text.trim().to_lowercase();
            let start: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
            let rest = &text[start.len()..];
            (!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())).then_some(start)
        };
        let bare =
            self.ids.iter().take(1_000).all(|id| split(self.texts.get(*id)).is_some_and(|s| s.is_empty()));
        let mut starts = references.iter().filter(|r| !is_nobody(r)).map(|r| split(r));
        let first = starts.next().flatten().filter(|start| start.len() >= 2);
        let same = starts.all(|start| start == first);
        let _ = self.prefix.set(first.filter(|_| bare && same));
    }

    fn by_name(&self, reference: &str) -> Target {
        if self.names.is_empty() {
            return Target::Unknown;
        }
        let wanted = fold(&in_order(reference));
        if wanted.is_empty() {
            return Target::Unknown;
        }
        let key = |row| self.name(row);
        let keys = self.by_name.get_or_init(|| Keys::new(self.rows, key));
        if let Some(hit) = keys.get(&wanted) {
            return target(hit, By::Name, Vec::new());
        }
        let key = |row| self.short_name(row);
        let keys = self.by_short_name.get_or_init(|| Keys::new(self.rows, key));
        match keys.get(&without_initials(&wanted)) {
            Some(hit) => target(hit, By::Name, Vec::new()),
            None => Target::Unknown,
        }
    }
}

fn text<'t>(texts: &'t Texts, column: &[Span], row: u32) -> Cow<'t, str> {
    Cow::Borrowed(column.get(row as usize).map_or("", |span| texts.get(*span)))
}

fn target((first, second, count): (u32, u32, u32), by: By, codes: Vec<&'static str>) -> Target {
    match count {
        1 => Target::One(first, by, codes),
        2 => Target::Several(by, Some((first, second))),
        _ => Target::Several(by, None),
    }
}
