//! Fields: what a column of a roster can mean, and the header words that say so.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// What a column of a roster means. The names of the first fourteen are the headers of the clean roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The person's id.
    Id,
    /// The whole name.
    Name,
    /// The e-mail address.
    Email,
    /// The job title.
    Title,
    /// The manager, by whatever identifies a person.
    ManagerId,
    /// The second manager: the dotted line.
    SecondManagerId,
    /// The department.
    Department,
    /// The team.
    Team,
    /// The location.
    Location,
    /// The full-time equivalent.
    Fte,
    /// The first day.
    StartDate,
    /// The last day.
    EndDate,
    /// Whether the person works there.
    Status,
    /// The line of an earlier source; not read.
    Line,
    /// Further role ids, joined by `|`.
    Roles,
    /// The first name, where the name stands in two columns.
    FirstName,
    /// The last name, where the name stands in two columns.
    LastName,
    /// The position's id, where it is not the person's.
    PositionId,
    /// A name to log in with.
    Login,
    /// The distinguished name in a directory.
    Dn,
    /// The manager by e-mail, where the source has several columns for the manager.
    ManagerEmail,
    /// The manager by name, likewise.
    ManagerName,
    /// The manager by position, likewise.
    ManagerPosition,
    /// Employee, contractor and the like.
    WorkerType,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 24] = [
        Self::Id,
        Self::Name,
        Self::Email,
        Self::Title,
        Self::ManagerId,
        Self::SecondManagerId,
        Self::Department,
        Self::Team,
        Self::Location,
        Self::Fte,
        Self::StartDate,
        Self::EndDate,
        Self::Status,
        Self::Line,
        Self::Roles,
        Self::FirstName,
        Self::LastName,
        Self::PositionId,
        Self::Login,
        Self::Dn,
        Self::ManagerEmail,
        Self::ManagerName,
        Self::ManagerPosition,
        Self::WorkerType,
    ];

    /// Returns the name: that of the clean roster's column where there is one.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Email => "email",
            Self::Title => "title",
            Self::ManagerId => "manager_id",
            Self::SecondManagerId => "second_manager_id",
            Self::Department => "department",
            Self::Team => "team",
            Self::Location => "location",
            Self::Fte => "fte",
            Self::StartDate => "start_date",
            Self::EndDate => "end_date",
            Self::Status => "status",
            Self::Line => "line",
            Self::Roles => "roles",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::PositionId => "position_id",
            Self::Login => "login",
            Self::Dn => "dn",
            Self::ManagerEmail => "manager_email",
            Self::ManagerName => "manager_name",
            Self::ManagerPosition => "manager_position_id",
            Self::WorkerType => "worker_type",
        }
    }

    /// Returns the field of a name; `manager` stands for the manager's column of any kind.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "manager" {
            return Some(Self::ManagerId);
        }
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }

    /// Returns the fields that say who the manager is, the surest first.
    pub(super) const MANAGERS: [Self; 4] =
        [Self::ManagerId, Self::ManagerPosition, Self::ManagerEmail, Self::ManagerName];

    /// The fields whose cells repeat from row to row.
    pub(super) const REPEATING: [Self; 10] = [
        Self::Title,
        Self::Department,
        Self::Team,
        Self::Location,
        Self::Roles,
        Self::Fte,
        Self::StartDate,
        Self::EndDate,
        Self::Status,
        Self::WorkerType,
    ];

    /// Returns the field that a header names, and how good the header is for it: 0 is best.
    pub(super) fn of_header(header: &str) -> Option<(Self, usize)> {
        if header.len() > MOST_OF_A_HEADER || !header.contains(char::is_alphabetic) {
            return None;
        }
        keys(header).iter().find_map(|key| of_key(key))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A longer text is no header.
const MOST_OF_A_HEADER: usize = 200;

/// Returns what a header says, the most telling form first: whole, without a bracket, the bracket alone.
pub(super) fn keys(header: &str) -> Vec<String> {
    let mut keys = vec![normalise(header)];
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let (Some(from), Some(to)) = (header.find(open), header.rfind(close))
            && from < to
        {
            keys.push(normalise(&format!("{} {}", &header[..from], &header[to + close.len_utf8()..])));
            // `Block sign in [accountEnabled]` says the opposite of its property.
            if open == '[' && !keys[0].starts_with("block ") {
                keys.insert(0, normalise(&header[from + 1..to]));
            }
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Returns a header in plain words: lower case, camel case split, marks as blanks, without what only decorates it.
pub(super) fn normalise(header: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut words = String::with_capacity(header.len() + 4);
    let mut before = ' ';
    for c in header.nfkc().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}')) {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        before = c;
        match c {
            '\'' | '’' | '`' | '"' | '“' | '”' => {}
            '#' | '№' => words.push_str(" number "),
            '%' => words.push_str(" percent "),
            c if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            _ => words.push(' '),
        }
    }
    let mut list: Vec<&str> = words.split_whitespace().collect();
    while list.len() > 1 && matches!(list[list.len() - 1], "required" | "overwrite" | "optional") {
        list.pop();
    }
    for decoration in [&["read", "only"][..], &["upload", "only"]] {
        if list.len() > 2 && list.ends_with(decoration) {
            list.truncate(list.len() - 2);
        }
    }
    list.join(" ")
}

fn of_key(key: &str) -> Option<(Field, usize)> {
    static WORDS: OnceLock<BTreeMap<&str, (Field, usize)>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let all = super::words::HEADERS.iter().rev();
        all.flat_map(|(field, words)| words.iter().enumerate().map(|(rank, word)| (*word, (*field, rank))))
            .collect()
    });
    words.get(key).copied().or_else(|| manager_of(key).map(|field| (field, usize::MAX)))
}

/// Reads headers that combine a word for manager with words for what identifies one.
fn manager_of(key: &str) -> Option<Field> {
    let manager = super::words::MANAGER.iter().find(|word| contains_words(key, word))?;
    let rest = key.replacen(manager, " ", 1);
    let mut field = Field::ManagerName;
    let (mut second, mut position) = (false, false);
    for word in rest.split_whitespace() {
        match word {
            "id" | "ids" | "eid" | "number" | "no" | "nr" | "num" | "code" | "key" | "personalnummer"
            | "personalnr" | "matricule" | "employee" | "value" => field = field.min(Field::ManagerId),
            "email" | "mail" | "e" | "upn" => field = field.min(Field::ManagerEmail),
            "position" => position = true,
            "dotted" | "functional" | "secondary" | "second" | "matrix" | "indirect" | "additional" | "2"
            | "fachlicher" => second = true,
            "s" | "workers" | "employees" | "full" | "name" | "work" | "address" | "direct" | "line"
            | "worker" | "of" | "the" | "solid" | "primary" | "current" | "unsecured" | "associate"
            | "user" | "to" | "reports" | "display" | "dn" | "sam" | "account" | "username" | "login"
            | "first" | "last" | "reference" => {}
            _ => return None,
        }
    }
    // A first or last name alone names nobody.
    let half = rest.split_whitespace().any(|w| matches!(w, "first" | "last"));
    match (second, half) {
        (_, true) => None,
        (true, _) => Some(Field::SecondManagerId),
        _ if position => Some(Field::ManagerPosition),
        (false, false) => Some(field),
    }
}

fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| c == ' ');
        let after = text[at + words.len()..].chars().next().is_none_or(|c| c == ' ' || c == 's');
        before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(header: &str) -> Option<Field> {
        Field::of_header(header).map(|(field, _)| field)
    }

    #[test]
    fn spellings_of_one_header_meet() {
        for header in
            ["Manager - Work email", "managerEmail", "Manager's Email", "manager_email", "Reports To (Email)"]
        {
            assert_eq!(field(header), Some(Field::ManagerEmail), "{header}");
        }
        for header in [
            "Supervisor Employee Number",
            "Reports To Associate ID",
            "supervisorEId",
            "Boss ID",
            "reports_to_id",
        ] {
            assert_eq!(field(header), Some(Field::ManagerId), "{header}");
        }
        for header in
            ["Worker's Manager", "Supervisor Name (Unsecured)", "Reporting Manager", "Reports to", "Manager"]
        {
            assert_eq!(field(header), Some(Field::ManagerName), "{header}");
        }
    }

    #[test]
    fn headers_about_managers_that_name_none_are_left_alone() {
        for header in
            ["Is a manager", "This is a Management position", "Manager level", "Supervisor First Name"]
        {
            assert_eq!(field(header), None, "{header}");
        }
    }

    #[test]
    fn brackets_say_the_property() {
        assert_eq!(field("Job title [jobTitle]"), Some(Field::Title));
        assert_eq!(field("Email Address [Required]"), Some(Field::Email));
        assert_eq!(field("Vorgesetzter (Personalnr.)"), Some(Field::ManagerId));
    }

    #[test]
    fn every_field_is_found_by_its_name() {
        for each in Field::ALL {
            assert_eq!(Field::parse(each.as_str()), Some(each));
        }
    }
}
