//! The rules of reading, one by one, on titles made up for them.

use rolemap::model::Model;
use rolemap::title::{Classifier, Context, Grade};

use super::{are_read, model};

#[test]
fn the_models_own_titles_are_sure() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for role in model.roles() {
        for title in model[role].titles.iter().chain([&model[role].name]) {
            let reading = classifier.classify(title, Context::default());
            assert!(
                reading.roles.contains(&role),
                "{title} is a title of {}: {}",
                model[role].id,
                reading.reason
            );
        }
    }
}

#[test]
fn look_alikes_of_other_trades_stay_outside() {
    are_read(&[
        ("Building Engineer", ""),
        ("Locomotive Engineer", ""),
        ("Social Security Claims Specialist", ""),
        ("Food Security Analyst", ""),
        ("Campus Security Officer", ""),
        ("Release of Information Specialist", ""),
        ("Business Developer", ""),
        ("Criminal Intelligence Analyst", ""),
        ("Tyre Tester", ""),
        ("IT Sales Manager", ""),
        ("Assistant to the CIO", ""),
    ]);
}

#[test]
fn qualifiers_refine_a_general_craft_only() {
    are_read(&[
        ("Security Engineer, Detection", "detection-engineer"),
        ("Engineering Manager, Application Security", "application-security-manager"),
        ("Backend Engineer, Site Reliability", "software-engineer"),
        ("Engineering Manager, Search Platform", "engineering-manager"),
        ("Director - ICT", "cio"),
        ("Engineering Manager, SRE", "sre-manager"),
        ("Managing Director", "ceo"),
        ("Managing Director, Infrastructure", "head-of-infrastructure"),
        ("Merchandising Analyst, Platform", ""),
        ("Mechanical Test Engineer, Platform", ""),
        ("Store Operations Associate / Manager, Platform", ""),
    ]);
}

#[test]
fn spellings_payrolls_and_languages_are_read() {
    are_read(&[
        ("SR INFO SEC ANLYST", "security-analyst"),
        ("PRGMMR ANLST II", "software-engineer"),
        ("Netwrok Adminstrator", "network-engineer"),
        ("Softwareentwickler:in (m/w/d)", "software-engineer"),
        ("Responsable sécurité des systèmes d'information", "ciso"),
        ("Administrador de redes", "network-engineer"),
        ("Systeembeheerder", "systems-administrator"),
        ("Säkerhetsspecialist", "security-analyst"),
    ]);
}

#[test]
fn other_languages_and_their_look_alikes_are_told() {
    are_read(&[
        ("Sistemista", "systems-administrator"),
        ("Técnico de sistemas", "systems-administrator"),
        ("Técnico informático", "support-engineer"),
        ("Technicien support", "support-engineer"),
        ("Adjoint RSSI", "deputy-ciso"),
        ("Informatiebeveiliger", "security-analyst"),
        ("Mjukvaruutvecklare", "software-engineer"),
        ("Datenbankadministratorin", "database-administrator"),
        ("Engenheiro de segurança do trabalho", ""),
        ("Personalreferent IT", ""),
        ("Port Security Manager", ""),
        ("Risk Owner", ""),
    ]);
}

#[test]
fn words_of_level_and_place_change_the_level_only() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    let plain = classifier.classify("DevOps Engineer", Context::default());
    for (title, level) in [
        ("Senior DevOps Engineer, EMEA", Grade::Senior),
        ("Lead DevOps Engineer (Contract)", Grade::Lead),
        ("DevOps Engineer II - Remote", Grade::Mid),
        ("Associate DevOps Engineer", Grade::Junior),
    ] {
        let reading = classifier.classify(title, Context::default());
        assert_eq!((&reading.roles, reading.confidence), (&plain.roles, plain.confidence), "{title}");
        assert_eq!(reading.reason, plain.reason, "{title}");
        assert_eq!(reading.level, Some(level), "{title}");
    }
}

#[test]
fn a_role_whose_title_is_told_by_its_level_keeps_it() {
    are_read(&[
        ("Tier 3 SOC Analyst", "threat-hunter"),
        ("Tier 1 Analyst", "soc-analyst"),
        ("Tech Lead Manager", "engineering-manager"),
    ]);
}

#[test]
fn the_place_of_work_is_not_the_job() {
    are_read(&[
        ("Support Analyst at Quayside Water Labs", "support-engineer"),
        ("Leiter IT bei Nordwind", "cio"),
        ("Head of Security Operations at Larkfield", "head-of-security-operations"),
    ]);
}

#[test]
fn the_end_of_a_unit_s_name_says_nothing_more() {
    are_read(&[
        ("Director, Platform Operations", "head-of-platform-engineering"),
        ("Director, Backup Services", "head-of-infrastructure"),
        ("Director, Drilling Platform Operations", ""),
        ("Director, Customer Services", ""),
    ]);
}

#[test]
fn a_soc_is_told_from_a_system_on_chip() {
    are_read(&[
        ("SOC Engineer", "security-engineer"),
        ("SoC Engineer", ""),
        ("soc engineer", "security-engineer"),
    ]);
}

#[test]
fn an_intern_is_of_the_craft_that_the_title_names() {
    are_read(&[
        ("Network Intern", "network-engineer"),
        ("Summer 2031 Computer Vision Engineering Internship", "data-engineer"),
        ("Infrastructure Internship Program", "infrastructure-engineer"),
        ("Software Engineer Intern", "software-engineer"),
        ("Early Talent IT Internship - Security - Engineer", "security-engineer"),
        ("Mechanical Engineering Intern", ""),
        ("Security Intern", ""),
    ]);
}

#[test]
fn a_leader_of_several_units_heads_each() {
    are_read(&[
        ("Senior Director, IT & Security", "cio|ciso"),
        ("Director, Governance, Risk & Compliance", "grc-manager"),
        ("Director, Sales & Marketing", ""),
        ("Manager, SRE and DBA", "it-operations-manager|sre-manager"),
    ]);
}

#[test]
fn a_bare_manager_leads_those_whose_job_follows() {
    are_read(&[
        ("Manager, Security Engineer", "security-manager"),
        ("Manager, Sales Engineer", ""),
        ("Vice President, Software Engineer", "software-engineer"),
    ]);
}

#[test]
fn a_job_of_another_trade_stays_one_behind_a_comma() {
    are_read(&[
        ("Mechanical Engineer, Cloud Hardware", ""),
        ("Welding Specialist, DevOps", ""),
        ("Strategy Director, ICT", "cio"),
    ]);
}

#[test]
fn a_function_before_a_developer_is_what_the_software_is_for() {
    are_read(&[
        ("Billing Developer", "software-engineer"),
        ("Payroll Programmer", "software-engineer"),
        ("Business Developer", ""),
        ("Billing Analyst", ""),
    ]);
}

#[test]
fn titles_cut_short_by_a_column_are_read() {
    are_read(&[
        ("Web Designer/Develop", "software-engineer"),
        ("SYSTEMS ANALYS", "systems-analyst"),
        ("NETWORK ADMINIST", "network-engineer"),
        ("Director of Development", ""),
    ]);
}

#[test]
fn two_jobs_are_two_roles() {
    are_read(&[
        ("DevOps / Security Engineer", "devops-engineer|security-engineer"),
        ("System- und Netzwerkadministrator", "systems-administrator|network-engineer"),
        ("Nurse / Software Developer", "software-engineer"),
    ]);
}

#[test]
fn a_noun_serves_every_part_before_it() {
    are_read(&[
        ("Administrateur système et réseau", "network-engineer|systems-administrator"),
        ("Incident and Release Manager", "it-incident-manager|release-manager"),
        ("Build & Tooling Engineer", "build-release-engineer"),
        ("ISMS & Quality Manager", "grc-manager"),
        ("Import and Quality Manager", ""),
        ("Ingénieur cloud et réseaux", "cloud-engineer|network-engineer"),
    ]);
}

#[test]
fn another_trade_beside_a_job_takes_nothing_from_it() {
    are_read(&[
        ("VP Engineering & Site Lead", "vp-engineering"),
        ("Maintenance & Engineering Manager", ""),
        ("Automation Engineer / Plant Engineer", ""),
    ]);
}

#[test]
fn levels_are_told() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for (title, want) in [
        ("DevOps Engineer", None),
        ("Software Development Intern", Some(Grade::Intern)),
        ("Jr. Developer", Some(Grade::Junior)),
        ("Network Engineer II", Some(Grade::Mid)),
        ("Sr Network Engineer", Some(Grade::Senior)),
        ("Lead DevOps Engineer", Some(Grade::Lead)),
        ("SOC Manager", Some(Grade::Manager)),
        ("VP Security", Some(Grade::Head)),
        ("CISO", Some(Grade::Executive)),
    ] {
        assert_eq!(classifier.classify(title, Context::default()).level, want, "{title}");
    }
}

#[test]
fn the_department_decides_between_candidates_and_overrules_nothing() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for (title, department, leads, want) in [
        ("Security Analyst", "SOC", false, "soc-analyst"),
        ("Security Analyst", "", false, "security-analyst"),
        ("DevOps Engineer", "Information Security", true, "devops-engineer"),
        ("Director", "Information Security", true, "ciso"),
        ("Director", "Information Security", false, ""),
        ("Director", "Catering", true, ""),
        ("CSO", "Security", false, "chief-security-officer"),
        ("CSO", "Sales", false, ""),
        ("ISO", "Information Security", false, "security-manager"),
        ("ISO", "Quality", false, ""),
    ] {
        let reading = classifier.classify(title, Context { department, team: "", leads });
        let answer: Vec<&str> = reading.roles.iter().map(|r| model[*r].id.as_str()).collect();
        assert_eq!(answer.join("|"), want, "{title} of {department}: {}", reading.reason);
    }
    let open = classifier.classify("Architect", Context::default());
    assert!(!open.candidates.is_empty(), "a person should decide what a bare architect is");
}

#[test]
fn reasons_name_the_words_and_the_steps_end_with_the_answer() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    let reading = classifier.classify("Infosec GRC Wizard Analyst", Context::default());
    assert_eq!(&*reading.reason, "\"grc\" + \"analyst\": GRC Analyst");
    let reason = |title| classifier.classify(title, Context::default()).reason;
    let third = "\"security\" + \"engineer\" + \"cloud\": Cloud Security Engineer";
    assert_eq!(&*reason("Security Engineer (Cloud)"), third, "two crafts that make a third");
    let weak = "\"security\" beside \"officer\" does not tell a role of the model";
    assert_eq!(&*reason("Security Officer"), weak);
    let steps = classifier.explain("Sr SOC Analyst", Context::default());
    assert_eq!(steps.first().map(|s| (s.name, s.text.as_str())), Some(("words", "senior soc analyst")));
    assert_eq!(
        steps.last().map(|s| (s.name, s.text.as_str())),
        Some(("answer", "soc-analyst, level senior, confidence 0.97"))
    );
}

#[test]
fn a_broken_vocabulary_names_its_line() {
    let faults = [
        ("ic = \"devops-engineer\"", "ic = \"devop-engineer\"", "devop-engineer"),
        ("functions = [", "functions = [\"av\", ", "`av` joins words"),
    ];
    for (from, to, says) in faults {
        let files: Vec<_> = Model::builtin_files()
            .into_iter()
            .map(|(path, text)| match path.as_str() {
                "vocabulary.toml" => (path, text.replace(from, to)),
                _ => (path, text),
            })
            .collect();
        let model = Model::from_files(&files).expect("the rest is sound");
        let error = Classifier::new(&model).expect_err(says);
        let problem = &error.problems()[0];
        assert_eq!(problem.file.as_deref(), Some("vocabulary.toml"), "{error}");
        assert!(problem.line > Some(1) && problem.message.contains(says), "{error}");
    }
}

#[test]
fn an_abbreviation_is_a_noun_only_where_no_leader_stands_before() {
    are_read(&[
        ("Network Tech", "network-engineer"),
        ("Manager, Info Tech", "it-operations-manager"),
        ("Manager / Desktop Tech", "support-engineer"),
        ("Dir Info Sec & Compliance", "ciso"),
        ("Exec Sec", ""),
        ("Executive Sec to the Director", ""),
        ("Sec to Director of Security", ""),
        ("Info Sec Anlst", "security-analyst"),
        ("IT Sec/Linux Admin", "security-engineer|systems-administrator"),
    ]);
}

#[test]
fn any_text_is_read_without_a_panic() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    for title in [
        "",
        " ",
        "/",
        "-",
        "(((",
        "&",
        "of",
        "to the",
        "Ω≈ç",
        "👩‍💻 Developer",
        "d'",
        "C",
        "a/b/c",
        "\u{0}\t\n",
        "IT/",
        "and and",
    ] {
        let reading = classifier.classify(title, Context { department: title, team: title, leads: true });
        assert!(reading.confidence <= 100, "{title:?}");
    }
    let long = "Security ".repeat(5_000);
    assert!(classifier.classify(&long, Context::default()).confidence <= 100);
}
