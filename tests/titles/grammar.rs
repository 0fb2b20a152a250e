//! What the parts of a title do to each other, rule by rule, on titles made up for it.

use rolemap::title::{Classifier, Context};

use super::{are_read, model};

#[test]
fn what_somebody_works_as_is_the_job_and_where_he_comes_from_is_not() {
    are_read(&[
        ("Informatiker als DevOps Spezialist", "devops-engineer"),
        ("IT-Spezialist für Netzwerke als Referent", "network-engineer"),
        ("Bankkaufmann als Softwareentwickler", "software-engineer"),
    ]);
}

#[test]
fn the_noun_of_an_inverted_title_is_read_last() {
    are_read(&[
        ("Officer, protection, data", "data-protection-officer"),
        ("Engineer, systems, security", "security-engineer"),
        ("Developer, film", ""),
        ("Director, security, information", "ciso"),
    ]);
}

#[test]
fn a_job_said_twice_is_one_job() {
    are_read(&[
        ("Développeur/Développeuse web", "software-engineer"),
        ("IT-Spezialistinnen/Spezialisten für Netzwerke", "network-engineer"),
        ("IT Support Analyst/Lead", "support-engineer"),
        ("Support Analyst/Network Administrator", "network-engineer|support-engineer"),
    ]);
}

#[test]
fn a_company_behind_a_job_takes_nothing_from_it() {
    are_read(&[
        ("DevOps Administrator Initech Ltd.", "devops-engineer"),
        ("Initech Information Technology Ltd", ""),
    ]);
}

#[test]
fn a_chief_of_two_things_is_chief_of_both() {
    are_read(&[
        ("Chief Technology & Information Security Officer", "ciso|cto"),
        ("Chief Data and Technology Officer", "cto"),
    ]);
}

#[test]
fn a_units_name_is_read_behind_words_that_nobody_knows() {
    are_read(&[
        ("Zorblax PC Support", "support-engineer"),
        ("Zorblax Support", ""),
        ("Zorblax Information Technology", ""),
    ]);
}

#[test]
fn what_a_bracket_set_aside_parts_nothing() {
    are_read(&[
        ("Trainer (m/w/d) für Fachinformatiker", ""),
        ("Entwickler (m/w/d) für Netzwerke", "network-engineer"),
    ]);
}

#[test]
fn the_words_around_a_certificate_or_a_former_job_name_no_second_job() {
    are_read(&[
        ("Software Engineer | AWS Certified Solutions Architect", "software-engineer"),
        ("Incident Manager | ITIL Expert", "it-incident-manager"),
        ("Certified Information Systems Auditor", "it-auditor"),
        ("DevOps Engineer | Former SysAdmin", "devops-engineer"),
        ("Former CISO", "ciso"),
        ("Site Reliability Engineer - Splunk Expert", "site-reliability-engineer"),
    ]);
}

#[test]
fn names_in_capitals_take_nothing_from_a_job() {
    are_read(&[("QXZ Security Consultant", "security-consultant"), ("QXZ Developer", "software-engineer")]);
}

#[test]
fn who_serves_a_chief_is_none() {
    are_read(&[
        ("CISO Advisor", ""),
        ("Assistenz des CISO", ""),
        ("CEO Assistant", ""),
        ("Assistant CISO", "deputy-ciso"),
    ]);
}

#[test]
fn a_head_before_a_unit_heads_it_and_a_banks_vice_president_before_a_job_does_it() {
    are_read(&[
        ("Head IT Support", "head-of-infrastructure"),
        ("Director, Technical Support", "head-of-infrastructure"),
        ("VP Network Engineer", "network-engineer"),
        ("VP of Network Engineering", "head-of-infrastructure"),
        ("Managing Director, Head of Infrastructure", "head-of-infrastructure"),
        ("Managing Director", "ceo"),
    ]);
}

#[test]
fn two_crafts_share_the_end_of_the_second() {
    are_read(&[
        ("Cloud & Network Security Engineer", "cloud-security-engineer|network-security-engineer"),
        ("Head of Product & Application Security", "head-of-product-security"),
        ("IT & Cyber Risk Manager", "security-risk-analyst"),
        ("Head of IT and Information Security", "cio|ciso"),
        ("Dev and Network Manager", "engineering-manager|it-operations-manager"),
    ]);
}

#[test]
fn a_function_and_a_craft_make_a_third_wherever_they_stand() {
    are_read(&[
        ("Audit Manager - IT", "it-auditor"),
        ("Manager, Internal Audit (IT)", "it-auditor"),
        ("Security Analyst, Risk", "security-risk-analyst"),
        ("Compliance Manager (Information Security)", "grc-manager"),
        ("Audit Manager", ""),
        ("Compliance Manager, Sales", ""),
        ("Head of Security, Risk and Compliance", "ciso"),
    ]);
}

#[test]
fn the_first_qualifier_says_what_a_bare_leader_leads_and_the_narrower_craft_decides() {
    are_read(&[
        ("Manager, Sales (Cloud)", ""),
        ("Director, Product Marketing - Security", ""),
        ("Manager, Engineering - Site Reliability", "sre-manager"),
        ("Engineering Manager (Water)", ""),
        ("Engineering Manager (Payments)", "engineering-manager"),
        ("IT Specialist (Parks)", "systems-administrator"),
        ("Systems Analyst (Supervisor)", "it-operations-manager"),
    ]);
}

#[test]
fn who_learnt_computing_works_in_the_craft_beside() {
    are_read(&[
        ("Fachinformatiker (m/w/d) Anwendungsentwicklung", "software-engineer"),
        ("Fachinformatiker", "systems-administrator"),
        ("Teamleiter Fachinformatiker", "it-operations-manager"),
    ]);
}

#[test]
fn small_words_of_other_languages_join_as_they_do_there() {
    are_read(&[
        ("Técnico en redes", "network-engineer"),
        ("Ontwikkelaar en tester", "qa-engineer|software-engineer"),
        ("Responsabile sicurezza dell'informazione", "ciso"),
        ("Geschaeftsfuehrer", "ceo"),
        ("Technicien·ne réseau", "network-engineer"),
        ("Leiter T.I.", "cio"),
        ("I T MANAGER", "it-operations-manager"),
    ]);
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    assert_eq!(classifier.classify("Systemutvikler i Oslo", Context::default()).level, None);
}

#[test]
fn numbers_of_standards_are_read() {
    are_read(&[("ISO 27001 Specialist", "grc-analyst"), ("ISO 9001 Specialist", "")]);
}

#[test]
fn what_another_trades_job_is_about_is_no_job_of_the_model() {
    are_read(&[
        ("Account Executive, Cloud Specialist", ""),
        ("Physician | Software Engineer", "software-engineer"),
        ("Engineering Manager, Product", "engineering-manager"),
        ("Product Manager, Fleet", "product-manager"),
    ]);
}

#[test]
fn a_bare_leader_before_units_that_are_jobs_too_heads_them() {
    are_read(&[("Manager, Global IT Support & Operations", "it-operations-manager")]);
}

#[test]
fn what_another_trade_follows_is_not_for_the_department_to_decide() {
    let model = model();
    let classifier = Classifier::new(&model).expect("a sound vocabulary");
    let candidates = |title| classifier.classify(title, Context::default()).candidates.len();
    assert!(candidates("Team Lead") > 0);
    assert_eq!(candidates("Team Lead, Sales Recruiter"), 0);
}

#[test]
fn a_second_job_behind_a_comma_counts_where_the_first_is_another_trades() {
    are_read(&[
        ("UX Designer, UI Developer", "software-engineer"),
        ("Chairman, CEO", "ceo"),
        ("Account Executive, Cloud Specialist", ""),
        ("Technical Recruiter, Software Engineer", ""),
        ("Security Architect - Principal Software Engineer", "security-architect|software-engineer"),
    ]);
}

#[test]
fn chief_before_the_noun_of_somebody_who_leads_nobody_is_a_grade() {
    are_read(&[
        ("Chief Consultant - Information Systems", "systems-analyst"),
        ("Chief Telecommunications Technician", "network-engineer"),
        ("Chief Information Security Officer", "ciso"),
    ]);
}

#[test]
fn a_chief_in_one_word_stays_one_whatever_stands_behind() {
    are_read(&[
        ("CTO Cloud", "cto"),
        ("Chief Information Security Officer, CEO", "ciso"),
        ("IT-Leiter Infrastruktur", "head-of-infrastructure"),
    ]);
}

#[test]
fn a_managing_director_with_a_function_leads_a_part_of_a_company() {
    are_read(&[
        ("Managing Director, EMEA", "ceo"),
        ("Managing Director, Tax", ""),
        ("Managing Director of Provider Regulation", ""),
        ("Tax Managing Director", ""),
    ]);
}

#[test]
fn a_job_that_other_trades_have_too_is_theirs_beside_their_words() {
    are_read(&[
        ("Test Manager Vehicles", ""),
        ("Application Manager Welding", ""),
        ("Bridges Technical Director", ""),
        ("Test Manager Vehicle Software", "qa-manager"),
        ("Test Manager", "qa-manager"),
    ]);
}

#[test]
fn who_develops_and_analyses_develops() {
    are_read(&[
        ("Web Developer/Analyst", "software-engineer"),
        ("Application Developer Analyst", "software-engineer"),
    ]);
}

#[test]
fn what_is_designed_is_what_is_developed() {
    are_read(&[
        ("Footwear Designer and Developer", ""),
        ("Software Designer and Developer", "software-engineer"),
        ("Web Designer / Developer", "software-engineer"),
    ]);
}

#[test]
fn another_trades_job_may_be_that_of_both_parts() {
    are_read(&[
        ("Product and Growth Marketing Manager", ""),
        ("Java/Python Sales Engineer", ""),
        ("Security and IT Project Manager", ""),
        ("IT and Facilities Manager", "it-operations-manager"),
        ("Consultor de marketing de TIC", ""),
    ]);
}

#[test]
fn the_team_behind_a_developers_dash_is_no_second_job() {
    are_read(&[
        ("Backend Engineer - SRE", "software-engineer"),
        ("Backend Engineer / SRE", "site-reliability-engineer|software-engineer"),
    ]);
}

#[test]
fn an_architect_behind_a_craft_of_security_designs_security() {
    are_read(&[
        ("SIEM Solutions Architect", "security-architect"),
        ("IAM Technical Architect", "security-architect"),
        ("Java Solutions Architect", "software-architect"),
    ]);
}

#[test]
fn a_craft_behind_a_bar_is_that_of_a_bare_leader_only() {
    are_read(&[
        ("Director | Information Security", "ciso"),
        ("Software Engineer | Kubernetes | Terraform", "software-engineer"),
        ("System Engineer (w|m|d) – Azure", "cloud-engineer"),
    ]);
}

#[test]
fn a_hyphen_behind_a_job_noun_opens_a_qualifier_and_one_before_a_slash_shares_the_noun() {
    are_read(&[
        ("NETWORK TECH-DISTRICT", "network-engineer"),
        ("Engineer-Software", "software-engineer"),
        ("Programmer-Analyst", "software-engineer"),
        ("Netzwerk- / Systemadministrator", "network-engineer|systems-administrator"),
    ]);
}

#[test]
fn of_security_only_security_is_narrower() {
    are_read(&[
        ("Security Analyst Incident Management", "security-analyst"),
        ("Security Engineer Cloud", "cloud-security-engineer"),
        ("IT Analyst Incident Management", "support-engineer"),
    ]);
}
