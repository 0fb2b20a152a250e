//! States: what status, kind of employment and name say about whether a person works there.

use unicode_normalization::{IsNormalized, is_nfkc_quick};

use super::field::normalise;
use super::values::{Date, Status};
use super::words::{
    ACTIVE, CONTRACTORS, FUTURE, LEAVE, LEFT, THING_WORDS, THINGS, VACANT, VACANT_NAMES, VACANT_STARTS,
    VACANT_WORDS,
};

/// What a status cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) status: Status,
    pub(super) on_leave: bool,
    /// Whether the word is one that is known.
    pub(super) known: bool,
}

impl State {
    /// What counts where nothing is said.
    pub(super) const ACTIVE: Self = Self { status: Status::Active, on_leave: false, known: true };
}

/// Reads a status cell.
pub(super) fn state(cell: &str) -> State {
    if let Some(left) = account_disabled(cell) {
        let status = if left { Status::Left } else { Status::Active };
        return State { status, on_leave: false, known: true };
    }
    let word = normalise(cell);
    let has = |list: &[&str]| list.contains(&word.as_str());
    let leave =
        has(LEAVE) || word.contains(" leave") || word.starts_with("leave ") || word.starts_with("on leave");
    let (status, known) = match () {
        () if word.is_empty() || has(ACTIVE) || leave => (Status::Active, true),
        () if has(LEFT) || word.starts_with("terminated") || word.starts_with("inactive") => {
            (Status::Left, true)
        }
        () if has(VACANT) || word.starts_with("open ") || word.starts_with("vacant ") => {
            (Status::Vacant, true)
        }
        () if has(FUTURE) || word.starts_with("future ") => (Status::Future, true),
        () if ["active", "full time", "part time"].iter().any(|start| word.starts_with(start)) => {
            (Status::Active, true)
        }
        () => (Status::Active, false),
    };
    State { status, on_leave: leave, known }
}

/// Turns a state around, for columns such as `Block sign in`.
pub(super) fn opposite(state: State) -> State {
    let status = match state.status {
        Status::Active => Status::Left,
        Status::Left => Status::Active,
        other => other,
    };
    State { status, ..state }
}

/// Reads the bits that Active Directory keeps of an account, such as 514; the second says disabled.
fn account_disabled(cell: &str) -> Option<bool> {
    let bits: u32 = cell.trim().parse().ok()?;
    (bits >= 512).then_some(bits & 2 != 0)
}

/// Whether a kind of employment is that of people who are not employed here.
pub(super) fn is_contractor(cell: &str) -> bool {
    let padded = format!(" {} ", normalise(cell));
    CONTRACTORS
        .iter()
        .any(|word| padded.contains(&format!(" {word} ")) || padded.contains(&format!(" {word}s ")))
}

/// Whether a name is that of a position without a person.
pub(super) fn is_vacant_name(name: &str) -> bool {
    if name.is_empty() || name.len() > 80 || !VACANT_FIRST.may_start(name) {
        return false;
    }
    let word = normalise(name);
    VACANT_NAMES.contains(&word.as_str()) || VACANT_STARTS.iter().any(|start| word.starts_with(start))
}

/// Whether a name is that of an account or a thing rather than of a person.
pub(super) fn is_no_person(name: &str) -> bool {
    THING_FIRST.may_start(name) && {
        let word = format!("{} ", normalise(name));
        THINGS.iter().any(|start| word.starts_with(start))
    }
}

/// Whether a name may be that of a position, an account or a thing, by its first letters.
pub(super) fn may_be_nobody(name: &[u8]) -> bool {
    !name.first().is_some_and(u8::is_ascii_alphanumeric)
        || VACANT_FIRST.admits(name)
        || THING_FIRST.admits(name)
}

static VACANT_FIRST: FirstWords = FirstWords::new(VACANT_WORDS);
static THING_FIRST: FirstWords = FirstWords::new(THING_WORDS);

/// The most words of one list.
const MOST_WORDS: usize = 40;

/// Words with which names start, in lower case: a cheap doubt before whole names are compared.
struct FirstWords {
    words: &'static [&'static str],
    /// The first letters of each word, in as many words of the machine: almost every name is told from them by these.
    starts: [u32; MOST_WORDS],
}

impl FirstWords {
    const fn new(words: &'static [&'static str]) -> Self {
        assert!(words.len() <= MOST_WORDS);
        let mut starts = [0; MOST_WORDS];
        let mut at = 0;
        while at < words.len() {
            starts[at] = Self::start(words[at].as_bytes());
            at += 1;
        }
        Self { words, starts }
    }

    /// Returns the first four bytes of a word in lower case, or the fewer that it has; the top bit where one of them is
    /// beyond ASCII, and may stand for any letter.
    const fn start(name: &[u8]) -> u32 {
        let (mut start, mut at) = (0, 0);
        while at < 4 && at < name.len() && (name[at].is_ascii_alphanumeric() || !name[at].is_ascii()) {
            if !name[at].is_ascii() {
                return 1 << 31;
            }
            start |= (name[at].to_ascii_lowercase() as u32) << (8 * at);
            at += 1;
        }
        start
    }

    /// Whether the letters with which a name starts are those of a word.
    fn admits(&self, name: &[u8]) -> bool {
        let start = Self::start(name);
        start == 1 << 31 || self.starts.iter().fold(false, |found, other| found | (*other == start))
    }

    /// Whether a name starts with one of the words, or with letters that have another form.
    fn may_start(&self, name: &str) -> bool {
        let bytes = name.as_bytes();
        let letter = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii();
        let Some(start) = bytes.iter().position(letter) else { return false };
        if !self.admits(&bytes[start..]) {
            return false;
        }
        let length = bytes[start..].iter().position(|b| !letter(b)).unwrap_or(bytes.len() - start);
        let word = &bytes[start..start + length];
        if word.is_ascii() {
            return self.words.iter().any(|other| other.as_bytes().eq_ignore_ascii_case(word));
        }
        let word =
            name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        is_nfkc_quick(word.chars()) != IsNormalized::Yes
            || self.words.iter().any(|other| other.chars().eq(word.chars().flat_map(char::to_lowercase)))
    }
}

/// Decides by dates, on a day, whether a person works there.
pub(super) fn on_day(status: Status, start: Option<Date>, end: Option<Date>, day: Date) -> Status {
    match (status, start, end) {
        (Status::Vacant, ..) => Status::Vacant,
        (_, Some(start), _) if start > day => Status::Future,
        (_, _, Some(end)) if end < day => Status::Left,
        (Status::Left, _, Some(_)) | (Status::Future, Some(_), _) => Status::Active,
        (status, ..) => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_positions_are_told_from_people() {
        for name in [
            "TBH",
            "Open Req 1234",
            "TBD - SRE",
            "VACANT",
            "To be hired",
            "New Hire (Q3)",
            "N.N.",
            "À recruter",
            "ＴＢＤ",
        ] {
            assert!(is_vacant_name(name), "{name}");
        }
        for name in ["Toby Hall", "Nan True", "Olga Open", "None", "Nova Hiring-Smith", "Élodie À"] {
            assert!(!is_vacant_name(name), "{name}");
        }
    }

    #[test]
    fn accounts_and_rooms_are_no_people() {
        for name in ["svc_backup", "Shared Mailbox HR", "Conference Room A", "no-reply"] {
            assert!(is_no_person(name), "{name}");
        }
        for name in ["Sven Svensson", "Roomi Khan", "Test Pilot-Jones", "Dummy"] {
            assert_eq!(is_no_person(name), name == "Dummy", "{name}");
        }
    }

    #[test]
    fn words_of_status_are_read() {
        assert_eq!(state("On Leave"), State { status: Status::Active, on_leave: true, known: true });
        assert_eq!(state("Terminated - Voluntary").status, Status::Left);
        assert_eq!(state("Pre-Hire").status, Status::Future);
        assert!(!state("purple").known);
    }

    #[test]
    fn dates_decide_on_a_day() {
        let day = Date::parse("2025-01-01").unwrap();
        assert_eq!(on_day(Status::Active, Date::parse("2999-01-01"), None, day), Status::Future);
        assert_eq!(on_day(Status::Active, None, Date::parse("2024-12-31"), day), Status::Left);
        assert_eq!(on_day(Status::Left, None, Date::parse("2025-06-30"), day), Status::Active);
    }
}
