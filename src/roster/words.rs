#![cfg_attr(rustfmt, rustfmt_skip)]
//! Words of HR systems, directories and spreadsheets: headers, normalised, the better word for a field first; and cells.

use super::field::Field;

/// Words for each field, as [`super::field::normalise`] leaves them.
pub(super) const HEADERS: &[(Field, &[&str])] = &[
    (
        Field::Id,
        &[
            "employee id", "employee number", "emp id", "employee no", "employee nr", "employee code", "emp no",
            "worker id", "associate id", "person id", "personid", "personnel number", "personnel id", "staff id",
            "staff number", "badge id", "file number", "payroll number", "payroll id", "hr id", "eid", "id", "uid",
            "unique id", "user id", "userid", "employeeid", "employee eid", "employeenumber", "object id", "post unique reference",
            "emp number", "empid", "global id", "external id", "member id", "key", "record id", "row id",
            "personalnummer", "personal nr", "personalnr", "personal number", "mitarbeiternummer", "mitarbeiter id",
            "mitarbeiter nr", "mitarbeiternr", "pers nr", "persnr", "matricule", "identifiant", "numero employe",
            "numéro employé", "numéro d employé", "id employé", "número de empleado", "id de empleado", "id empleado",
            "legajo", "matricola", "codice dipendente", "personeelsnummer", "medewerker id", "medewerkernummer",
            "matrícula", "id do funcionário", "numer pracownika", "id pracownika", "osobní číslo", "anställningsnummer",
            "ansattnummer", "medarbejdernummer", "henkilönumero",
        ],
    ),
    (
        Field::Name,
        &[
            "full name", "employee name", "employee full name", "display name", "displayname", "fullname", "worker name",
            "name", "employee", "employee name last suffix first mi", "payroll name", "preferred full name", "person name",
            "associate name", "legal name", "common name", "cn", "worker", "associate", "person", "preferred name", "user name display",
            "vollständiger name", "mitarbeiter", "mitarbeitername", "vor und nachname", "nom complet", "nom et prénom",
            "employé", "collaborateur", "nombre completo", "nombre y apellidos", "empleado", "nome completo", "dipendente",
            "nominativo", "naam", "volledige naam", "medewerker", "nome do funcionário", "funcionário", "imię i nazwisko",
            "pracownik", "jméno a příjmení", "namn", "navn", "nimi", "attributes displayname",
        ],
    ),
    (
        Field::FirstName,
        &[
            "first name", "given name", "givenname", "firstname", "legal first name", "legal name first name", "fname", "pref name",
            "preferred first name", "employee first name", "forename", "vorname", "prénom", "prenom", "nombre", "nome", "voornaam",
            "imię", "jméno", "förnamn", "fornavn", "etunimi", "name given name",
        ],
    ),
    (
        Field::LastName,
        &[
            "last name", "surname", "sn", "lastname", "legal last name", "legal name last name", "family name",
            "lname", "pref last", "preferred last name", "employee last name", "nachname", "familienname", "nom", "nom de famille", "apellido",
            "apellidos", "cognome", "sobrenome", "achternaam", "nazwisko", "příjmení", "efternamn", "etternavn",
            "efternavn", "sukunimi", "name family name",
        ],
    ),
    (
        Field::Email,
        &[
            "work email", "work email address", "email", "e mail", "email address", "e mail address", "mail", "emails", "email id", "emailid",
            "email primary work", "primary work email", "work contact work email", "company email", "business email", "corporate email", "employee email",
            "primary email", "work mail", "email work", "emails work", "emailaddress", "user email", "office email",
            "user principal name", "userprincipalname", "e mail adresse", "email adresse", "dienstliche e mail", "geschäftliche e mail", "mailadresse",
            "courriel", "adresse e mail", "adresse électronique", "correo", "correo electrónico", "correo electronico", "e mailadres",
            "posta elettronica", "indirizzo e mail", "e post", "epost", "adres e mail", "sähköposti",
        ],
    ),
    (
        Field::Title,
        &[
            "job title", "business title", "title", "jobtitle", "employee title", "position title", "job title description", "working title",
            "designation", "job position", "current job profile", "job profile", "job profile name", "job name", "job", "position", "position name", "post title",
            "job role", "role", "role title", "occupation", "function", "job description", "employee position", "job id",
            "stellenbezeichnung", "berufsbezeichnung", "jobtitel", "position bezeichnung", "stelle", "funktion", "tätigkeit",
            "titre du poste", "intitulé du poste", "intitulé de poste", "poste", "fonction", "titre", "puesto", "cargo", "título",
            "puesto de trabajo", "título del puesto", "mansione", "qualifica", "posizione", "ruolo", "functie", "functietitel",
            "função", "título do cargo", "stanowisko", "pozice", "pracovní pozice", "befattning", "titel", "stilling",
            "stillingsbetegnelse", "tehtävänimike", "nimike",
        ],
    ),
    (
        Field::SecondManagerId,
        &[
            "second manager id", "dotted manager id", "dotted line manager", "dotted line reports to", "dotted line reports to email", "dotted line",
            "functional manager", "functional manager id", "secondary reports to", "second reporting to", "secondary manager", "matrix manager",
            "coach", "coach id", "second manager", "dotted manager", "fachlicher vorgesetzter", "responsable fonctionnel",
        ],
    ),
    (
        Field::ManagerId,
        &[
            "manager id", "supervisor id", "reports to id", "parent id", "boss id", "reports to senior post", "reporting to id",
            "manager employee id", "parent employee id", "reportsto", "manager number",
        ],
    ),
    (Field::ManagerEmail, &["manager email", "reporting to mail id", "supervisor email"]),
    (Field::ManagerPosition, &["manager position id", "reports to position id", "managers position id", "parent position id"]),
    (
        Field::Department,
        &[
            "department", "department name", "dept", "department description", "home department description", "department id", "division",
            "org unit", "organizational unit", "organisational unit", "organization unit", "org unit path", "supervisory organization",
            "business unit", "business unit description", "unit", "function area", "org level 2", "cost center name", "cost center hierarchy",
            "organization", "home department code", "sub department", "sub unit", "group", "area",
            "abteilung", "bereich", "organisationseinheit", "département", "departement", "service", "direction",
            "departamento", "área", "reparto", "dipartimento", "ufficio", "afdeling", "setor", "dział", "oddělení",
            "avdelning", "avdeling", "osasto",
        ],
    ),
    (
        Field::Team,
        &["team", "team name", "teams", "squad", "sub team", "work team", "gruppe", "équipe", "equipe", "equipo", "squadra", "zespół", "tým", "tiimi"],
    ),
    (
        Field::Location,
        &[
            "location", "work location", "office location", "location description", "location name", "locationname", "office", "site", "city",
            "work location name", "workplace", "physical delivery office name", "physicaldeliveryofficename", "l", "work location address city", "usage location", "country",
            "standort", "arbeitsort", "ort", "lieu", "lieu de travail", "ville", "site de travail", "ubicación", "sede", "ciudad",
            "localidad", "centro de trabajo", "luogo", "locatie", "vestiging", "localização", "local", "lokalizacja", "lokalita", "plats", "sted", "sijainti",
        ],
    ),
    (
        Field::Fte,
        &[
            "fte", "full time equivalent", "fte percent", "fte value", "employment percentage", "percent fte", "percentage", "workload",
            "time percent", "hours per week", "weekly hours", "scheduled weekly hours", "standard hours", "contract hours", "working hours",
            "beschäftigungsgrad", "beschaeftigungsgrad", "beschäftigungsumfang", "pensum", "arbeitspensum", "stellenumfang", "vzä", "vollzeitäquivalent",
            "arbeitszeit", "wochenstunden", "wochenarbeitszeit", "etp", "équivalent temps plein", "taux d activité", "taux d occupation",
            "jornada", "etc", "horas semanales", "ore settimanali", "uren per week", "etat", "wymiar etatu", "úvazek", "sysselsättningsgrad", "stillingsprosent",
        ],
    ),
    (
        Field::StartDate,
        &[
            "start date", "hire date", "employee start date", "date of hire", "original hire date", "last hire date", "hired on", "joining date", "date joining",
            "date of joining", "join date", "employment start date", "date started", "expected start date", "date joined", "entry date", "startdate", "hiredate", "effective date",
            "eintrittsdatum", "eintritt", "einstellungsdatum", "startdatum", "date d embauche", "date d entrée", "date d arrivée", "date embauche",
            "fecha de inicio", "fecha de ingreso", "fecha de alta", "fecha de contratación", "data di assunzione", "data assunzione", "datum in dienst", "indiensttreding",
            "data de admissão", "data zatrudnienia", "datum nástupu", "anställningsdatum", "ansettelsesdato", "ansættelsesdato",
        ],
    ),
    (
        Field::EndDate,
        &[
            "end date", "termination date", "term date", "last day of work", "last day", "leave date", "contract end date", "employment end date",
            "separation date", "exit date", "relieving date", "enddate", "last working day", "terminationdate", "date left",
            "austrittsdatum", "austritt", "enddatum", "vertragsende", "date de fin", "date de sortie", "date de départ", "fecha de fin", "fecha de baja",
            "data di cessazione", "data fine", "datum uit dienst", "data de demissão", "data de saída", "data zwolnienia", "datum ukončení", "slutdatum", "sluttdato",
        ],
    ),
    (
        Field::Status,
        &[
            "status", "employment status", "employee status", "employeestatus", "position status", "active status", "worker status",
            "account enabled", "block sign in", "sign in blocked", "accountenabled", "user account control", "useraccountcontrol", "active", "is active", "enabled", "recruitment status", "work status", "state of employment",
            "beschäftigungsstatus", "mitarbeiterstatus", "statut", "estado", "estatus", "stato", "situação", "stav", "tila",
        ],
    ),
    (
        Field::WorkerType,
        &[
            "worker type", "employee type", "employment type", "employment type name", "employment category", "contract type", "user type", "worker category", "type of worker",
            "employee category", "employee class", "worker sub type", "time type", "beschäftigungsart", "vertragsart", "mitarbeitertyp", "type de contrat",
            "tipo de contrato", "tipo de empleado", "tipo contratto", "contracttype",
        ],
    ),
    (Field::Roles, &["roles", "role ids", "further roles"]),
    (Field::PositionId, &["position id", "position number", "position code", "seat id", "job position id", "requisition id"]),
    (
        Field::Login,
        &["login", "username", "user name", "sam account name", "samaccountname", "account name", "user login", "network id", "alias"],
    ),
    (Field::Dn, &["dn", "distinguished name", "distinguishedname"]),
    (Field::Line, &["line"]),
];

/// Words for a manager, the longer first.
pub(super) const MANAGER: &[&str] = &[
    "people manager", "line manager", "reporting manager", "reporting to", "reports to", "report to", "supervisor", "manager",
    "superior", "vorgesetzter", "vorgesetzte", "vorgesetzten", "führungskraft", "berichtet an", "teamleiter",
    "responsable hiérarchique", "supérieur hiérarchique", "responsable", "rattaché à", "jefe directo", "jefe", "reporta a", "responsabile",
    "leidinggevende", "gestor direto", "gestor", "przełożony", "nadřízený", "chef", "närmaste chef", "leder", "nærmeste leder", "esimies", "boss", "parent",
];

/// Words in headers of columns that are never kept: secrets, national ids, birth, pay, private addresses and the like.
pub(super) const SENSITIVE: &[&str] = &[
    "password", "passwort", "kennwort", "contraseña", "mot de passe", "secret", "pin", "ssn", "ssn itin", "social security", "social insurance", "national id",
    "national insurance", "ni number", "nino", "tax id", "tax number", "tin", "itin", "sin", "passport", "reisepass", "pesel", "dni", "nie", "nif", "cpf", "bsn",
    "codice fiscale", "sozialversicherungsnummer", "sv nummer", "steuer", "numéro de sécurité sociale", "aadhaar", "pan number", "driver", "drivers", "license", "licence",
    "birth", "birthday", "birthdate", "dob", "geburtsdatum", "geburtstag", "geburtsort", "naissance", "nacimiento", "nascita", "geboortedatum", "nascimento", "age", "age group", "legal age", "consent provided",
    "gender", "sex", "geschlecht", "genre", "sexo", "sesso", "marital", "familienstand", "nationality", "citizenship", "nationalität", "staatsangehörigkeit", "religion", "konfession", "ethnicity", "ethnic", "race",
    "disability", "behinderung", "veteran", "orientation", "pronouns", "health", "medical", "blood",
    "salary", "salaries", "pay", "wage", "wages", "compensation", "bonus", "base rate", "hourly rate", "annual rate", "rate of pay", "remuneration", "income", "earnings", "gehalt", "jahresgehalt", "grundgehalt", "lohn", "vergütung",
    "salaire", "rémunération", "salario", "sueldo", "stipendio", "retribuzione", "salaris", "loon", "remuneração", "wynagrodzenie", "mzda", "lön", "lønn", "palkka", "ctc",
    "bank", "iban", "bic", "account number", "routing", "sort code", "kontonummer",
    "home address", "home phone", "home telephone", "home email", "home secondary email", "personal email", "personal phone", "private", "privat", "personal mobile", "street", "address", "straße", "adresse", "postal", "postcode", "zip", "plz", "dirección", "indirizzo",
    "emergency", "next of kin", "spouse", "children", "mobile", "phone", "telephone", "recovery",
];

/// Sensitive words that a known field's header may contain all the same.
pub(super) const PAYROLL_NAMES: &[&str] = &["payroll name", "payroll number", "payroll id"];

/// Words of status for people who left.
pub(super) const LEFT: &[&str] = &[
    "terminated", "inactive", "left", "leaver", "resigned", "separated", "dismissed", "retired", "deceased", "former", "exited", "offboarded",
    "deactivated", "deprovisioned", "suspended", "disabled", "archived", "ex employee", "alumni", "quit", "discharged", "no longer employed",
    "withdrawn", "ended", "gone", "false", "no", "0", "ausgeschieden", "inaktiv", "gekündigt", "ausgetreten", "parti", "sorti", "inactif", "baja",
    "inactivo", "de baja", "cessato", "uit dienst", "inactief", "inativo", "desligado", "nieaktywny", "t", "blocked", "locked out", "relieved",
    "released",
];

/// Words of status for people on leave.
pub(super) const LEAVE: &[&str] = &[
    "leave", "on leave", "leave of absence", "loa", "sabbatical", "elternzeit", "mutterschutz", "furlough", "furloughed", "absent", "long term sick",
    "maternity", "parental", "beurlaubt", "ruhend", "en congé", "congé", "de permiso", "excedencia", "in aspettativa",
];

/// Words of status for positions without a person.
pub(super) const VACANT: &[&str] = &[
    "open", "vacant", "vacancy", "tbh", "tbd", "to be hired", "open req", "open requisition", "open position", "requisition", "hiring", "unfilled",
    "recruiting", "in recruitment", "planned", "approved", "backfill", "offen", "vakant", "unbesetzt", "vacante", "poste vacant", "posting",
    "sourcing", "interviewing", "not filled",
];

/// Words of status for people who start later.
pub(super) const FUTURE: &[&str] = &[
    "future", "future hire", "future start", "pending", "pending start", "prehire", "pre hire", "pre start", "preboarding", "not started", "hired",
    "offer accepted", "staged", "accepted", "starting soon", "upcoming", "not yet started", "künftig", "zukünftig", "à venir", "signed",
];

/// Words of status for people who work there.
pub(super) const ACTIVE: &[&str] = &[
    "active", "employed", "current", "working", "enabled", "true", "yes", "1", "a", "aktiv", "actif", "active employee", "activo", "attivo", "actief",
    "ativo", "aktywny", "regular", "permanent", "full time", "part time", "fulltime", "parttime", "onboarding", "probation", "on probation", "notice",
    "notice period", "under notice", "provisioned", "filled", "in service", "contractor", "employee", "confirmed", "password expired", "recovery",
    "occupied", "besetzt", "alta", "aktivní",
];

/// Words of employment for people who are not employed here.
pub(super) const CONTRACTORS: &[&str] = &[
    "contractor", "contract worker", "consultant", "freelance", "freelancer", "external", "extern", "externe", "externer", "temp", "temporary agency",
    "agency", "contingent", "outsourced", "vendor", "c2c", "1099", "leiharbeit", "leiharbeiter", "freiberufler", "freier mitarbeiter", "third party",
    "partner staff", "interim", "prestataire", "consultor", "zzp", "b2b",
];

/// Names of positions without a person.
pub(super) const VACANT_NAMES: &[&str] = &[
    "open", "vacant", "vacancy", "tbh", "tbd", "tba", "tbc", "nn", "n n", "unfilled", "backfill", "hiring", "recruiting", "requisition",
    "placeholder", "headcount", "new hire", "to be hired", "to be determined", "to be announced", "to be confirmed", "to be named", "to hire",
    "open position", "vakant", "offen", "unbesetzt", "a definir", "vacante", "à recruter", "a recruter", "poste vacant", "vaga", "wakat",
    "not filled", "no incumbent", "nieobsadzone", "nog in te vullen",
];

/// How names of positions without a person start.
pub(super) const VACANT_STARTS: &[&str] = &[
    "tbh ", "tbd ", "tba ", "tbc ", "vacant ", "vacancy ", "open req", "open position", "open role", "open headcount", "open hc", "open seat",
    "open post", "open job", "open vacancy", "open requisition", "to be hired", "new hire", "future hire", "req ", "requisition ", "unfilled ",
    "backfill ", "placeholder ", "headcount ", "hiring ", "position vacant", "post vacant", "role vacant",
];

/// How names of accounts and things start.
pub(super) const THINGS: &[&str] = &[
    "svc ", "service account", "service user", "shared mailbox", "mailbox ", "conference room", "meeting room", "test user", "test account",
    "admin account", "noreply", "no reply", "do not use", "system account", "system user", "api user", "distribution list", "room ",
    "generic account", "dummy ", "kiosk ", "printer ",
];

/// The first words of those.
pub(super) const THING_WORDS: &[&str] = &[
    "svc", "service", "shared", "mailbox", "conference", "meeting", "test", "admin", "noreply", "no", "do", "system", "api", "distribution", "room",
    "generic", "dummy", "kiosk", "printer",
];

/// The first words of names of positions without a person.
pub(super) const VACANT_WORDS: &[&str] = &[
    "open", "vacant", "vacancy", "tbh", "tbd", "tba", "tbc", "nn", "n", "unfilled", "backfill", "hiring", "recruiting", "requisition", "req",
    "placeholder", "headcount", "new", "to", "future", "position", "post", "poste", "role", "vakant", "offen", "unbesetzt", "a", "vacante", "vaga",
    "wakat", "not", "no", "nog", "nieobsadzone", "à",
];

/// What rows below a header say of columns.
pub(super) const TYPES: &[&str] = &[
    "text", "string", "varchar", "char", "number", "numeric", "integer", "int", "decimal", "float", "date", "datetime", "boolean", "bool", "required",
    "optional", "mandatory", "id", "key", "email", "eur", "usd", "gbp", "chf", "(text)", "(number)", "(date)", "yyyy-mm-dd", "dd/mm/yyyy",
    "mm/dd/yyyy", "free text", "list",
];
