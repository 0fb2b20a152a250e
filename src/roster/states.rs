//! States: what status, kind of employment and name say about whether a person works there.

use super::field::normalise;
use super::values::{Date, Status};

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

const LEFT: &[&str] = &[
    "terminated",
    "inactive",
    "left",
    "leaver",
    "resigned",
    "separated",
    "dismissed",
    "retired",
    "deceased",
    "former",
    "exited",
    "offboarded",
    "deactivated",
    "deprovisioned",
    "suspended",
    "disabled",
    "archived",
    "ex employee",
    "alumni",
    "quit",
    "discharged",
    "no longer employed",
    "withdrawn",
    "ended",
    "gone",
    "false",
    "no",
    "0",
    "ausgeschieden",
    "inaktiv",
    "gekündigt",
    "ausgetreten",
    "parti",
    "sorti",
    "inactif",
    "baja",
    "inactivo",
    "de baja",
    "cessato",
    "uit dienst",
    "inactief",
    "inativo",
    "desligado",
    "nieaktywny",
    "t",
    "blocked",
    "locked out",
    "relieved",
    "released",
];
const LEAVE: &[&str] = &[
    "leave",
    "on leave",
    "leave of absence",
    "loa",
    "sabbatical",
    "elternzeit",
    "mutterschutz",
    "furlough",
    "furloughed",
    "absent",
    "long term sick",
    "maternity",
    "parental",
    "beurlaubt",
    "ruhend",
    "en congé",
    "congé",
    "de permiso",
    "excedencia",
    "in aspettativa",
];
const VACANT: &[&str] = &[
    "open",
    "vacant",
    "vacancy",
    "tbh",
    "tbd",
    "to be hired",
    "open req",
    "open requisition",
    "open position",
    "requisition",
    "hiring",
    "unfilled",
    "recruiting",
    "in recruitment",
    "planned",
    "approved",
    "backfill",
    "offen",
    "vakant",
    "unbesetzt",
    "vacante",
    "poste vacant",
    "posting",
    "sourcing",
    "interviewing",
    "not filled",
];
const FUTURE: &[&str] = &[
    "future",
    "future hire",
    "future start",
    "pending",
    "pending start",
    "prehire",
    "pre hire",
    "pre start",
    "preboarding",
    "not started",
    "hired",
    "offer accepted",
    "staged",
    "accepted",
    "starting soon",
    "upcoming",
    "not yet started",
    "künftig",
    "zukünftig",
    "à venir",
    "signed",
];
const ACTIVE: &[&str] = &[
    "active",
    "employed",
    "current",
    "working",
    "enabled",
    "true",
    "yes",
    "1",
    "a",
    "aktiv",
    "actif",
    "active employee",
    "activo",
    "attivo",
    "actief",
    "ativo",
    "aktywny",
    "regular",
    "permanent",
    "full time",
    "part time",
    "fulltime",
    "parttime",
    "onboarding",
    "probation",
    "on probation",
    "notice",
    "notice period",
    "under notice",
    "provisioned",
    "filled",
    "in service",
    "contractor",
    "employee",
    "confirmed",
    "password expired",
    "recovery",
    "occupied",
    "besetzt",
    "alta",
    "aktivní",
];

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
    const WORDS: &[&str] = &[
        "contractor",
        "contract worker",
        "consultant",
        "freelance",
        "freelancer",
        "external",
        "extern",
        "externe",
        "externer",
        "temp",
        "temporary agency",
        "agency",
        "contingent",
        "outsourced",
        "vendor",
        "c2c",
        "1099",
        "leiharbeit",
        "leiharbeiter",
        "freiberufler",
        "freier mitarbeiter",
        "third party",
        "partner staff",
        "interim",
        "prestataire",
        "consultor",
        "zzp",
        "b2b",
    ];
    let padded = format!(" {} ", normalise(cell));
    WORDS.iter().any(|word| padded.contains(&format!(" {word} ")) || padded.contains(&format!(" {word}s ")))
}

/// Whether a name is that of a position without a person.
pub(super) fn is_vacant_name(name: &str) -> bool {
    const WHOLE: &[&str] = &[
        "open",
        "vacant",
        "vacancy",
        "tbh",
        "tbd",
        "tba",
        "tbc",
        "nn",
        "n n",
        "unfilled",
        "backfill",
        "hiring",
        "recruiting",
        "requisition",
        "placeholder",
        "headcount",
        "new hire",
        "to be hired",
        "to be determined",
        "to be announced",
        "to be confirmed",
        "to be named",
        "to hire",
        "open position",
        "vakant",
        "offen",
        "unbesetzt",
        "a definir",
        "vacante",
        "à recruter",
        "a recruter",
        "poste vacant",
        "vaga",
        "wakat",
        "not filled",
        "no incumbent",
        "nieobsadzone",
        "nog in te vullen",
    ];
    const STARTS: &[&str] = &[
        "tbh ",
        "tbd ",
        "tba ",
        "tbc ",
        "vacant ",
        "vacancy ",
        "open req",
        "open position",
        "open role",
        "open headcount",
        "open hc",
        "open seat",
        "open post",
        "open job",
        "open vacancy",
        "open requisition",
        "to be hired",
        "new hire",
        "future hire",
        "req ",
        "requisition ",
        "unfilled ",
        "backfill ",
        "placeholder ",
        "headcount ",
        "hiring ",
        "position vacant",
        "post vacant",
        "role vacant",
    ];
    if name.is_empty() || name.len() > 80 || !may_be_vacant(name) {
        return false;
    }
    let word = normalise(name);
    WHOLE.contains(&word.as_str()) || STARTS.iter().any(|start| word.starts_with(start))
}

/// Whether a name is that of an account or a thing rather than of a person.
pub(super) fn is_no_person(name: &str) -> bool {
    const STARTS: &[&str] = &[
        "svc ",
        "service account",
        "service user",
        "shared mailbox",
        "mailbox ",
        "conference room",
        "meeting room",
        "test user",
        "test account",
        "admin account",
        "noreply",
        "no reply",
        "do not use",
        "system account",
        "system user",
        "api user",
        "distribution list",
        "room ",
        "generic account",
        "dummy ",
        "kiosk ",
        "printer ",
    ];
    const FIRST: &[&str] = &[
        "svc",
        "service",
        "shared",
        "mailbox",
        "conference",
        "meeting",
        "test",
        "admin",
        "noreply",
        "no",
        "do",
        "system",
        "api",
        "distribution",
        "room",
        "generic",
        "dummy",
        "kiosk",
        "printer",
    ];
    first_word_is_of(name, FIRST) && {
        let word = format!("{} ", normalise(name));
        STARTS.iter().any(|start| word.starts_with(start))
    }
}

/// A cheap doubt before the words are compared: the first word.
fn may_be_vacant(name: &str) -> bool {
    const FIRST: &[&str] = &[
        "open",
        "vacant",
        "vacancy",
        "tbh",
        "tbd",
        "tba",
        "tbc",
        "nn",
        "n",
        "unfilled",
        "backfill",
        "hiring",
        "recruiting",
        "requisition",
        "req",
        "placeholder",
        "headcount",
        "new",
        "to",
        "future",
        "position",
        "post",
        "poste",
        "role",
        "vakant",
        "offen",
        "unbesetzt",
        "a",
        "vacante",
        "vaga",
        "wakat",
        "not",
        "no",
        "nog",
        "nieobsadzone",
    ];
    first_word_is_of(name, FIRST)
}

/// Whether a name starts with one of some words of ASCII, or with any other word that is none.
fn first_word_is_of(name: &str, words: &[&str]) -> bool {
    let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    !first.is_ascii() || first.len() <= 13 && words.iter().any(|word| first.eq_ignore_ascii_case(word))
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
        for name in ["TBH", "Open Req 1234", "TBD - SRE", "VACANT", "To be hired", "New Hire (Q3)", "N.N."] {
            assert!(is_vacant_name(name), "{name}");
        }
        for name in ["Toby Hall", "Nan True", "Olga Open", "None", "Nova Hiring-Smith"] {
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
