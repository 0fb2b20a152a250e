//! The org chart of the page: its frame, and the people as data that the script draws.

use std::collections::BTreeMap;

use serde::Serialize;

use super::write::Html;
use crate::model::{Membership, RoleIx, Severity};
use crate::report::briefing::Briefing;
use crate::report::document::plain;
use crate::report::words;
use crate::roster::{PersonIx, Status};

/// How many practices have a colour of their own.
pub(super) const STRIPES: usize = 6;

/// The most people whom the chart holds: what a browser draws without a pause.
const MOST_PEOPLE: usize = 20_000;

/// The most letters of a name or title in the chart.
const MOST_LETTERS: usize = 200;

/// Adds the frame of the chart.
pub(super) fn chart(html: &mut Html, briefing: &Briefing<'_>) {
    let people = briefing.analysis().staff.roster().len();
    if people > MOST_PEOPLE {
        html.element(
            "p class=\"warning\"",
            &format!(
                "The chart shows {} of {} rows, those nearest the top; --scope makes a chart of a part.",
                words::thousands(MOST_PEOPLE),
                words::thousands(people)
            ),
        );
    }
    html.raw("<div class=\"org\" id=\"org\">\n<div class=\"tools\">\n<div class=\"search\"><label for=\"org-search\">Find a person, title, role or team</label><input id=\"org-search\" type=\"search\" autocomplete=\"off\"><ul id=\"org-found\" class=\"found\"></ul></div>\n");
    html.raw("<div class=\"buttons\" role=\"group\" aria-label=\"View of the chart\"><button type=\"button\" id=\"org-out\" aria-label=\"Smaller\">−</button><button type=\"button\" id=\"org-in\" aria-label=\"Larger\">+</button><button type=\"button\" id=\"org-fit\">Fit</button><button type=\"button\" id=\"org-start\">Reset</button><button type=\"button\" id=\"org-all\">Open all</button><button type=\"button\" id=\"org-none\">Close all</button></div>\n</div>\n");
    legend(html, briefing);
    html.raw("<div class=\"stage\" id=\"org-stage\" role=\"region\" aria-label=\"Org chart\" tabindex=\"0\"><div class=\"canvas\" id=\"org-canvas\"><svg class=\"lines\" id=\"org-lines\" aria-hidden=\"true\"></svg><div id=\"org-tree\" role=\"tree\" aria-label=\"Organisation\"></div></div></div>\n<p id=\"org-said\" class=\"said\" aria-live=\"polite\">Arrow keys move through the chart; right opens, left closes.</p>\n<noscript><p>The chart needs scripts. The tables of this report do not.</p></noscript>\n</div>");
}

fn legend(html: &mut Html, briefing: &Briefing<'_>) {
    html.raw("<div class=\"legend\"><fieldset><legend>Show a practice</legend>");
    let model = briefing.model();
    for (place, practice) in model.practices().enumerate() {
        html.raw(&format!("<label><input type=\"checkbox\" class=\"org-practice\" value=\"{place}\"><span class=\"stripe practice-{}\"></span> ", place % STRIPES));
        html.text(&model[practice].name);
        html.raw("</label>");
    }
    html.raw("</fieldset><ul class=\"key\"><li><span class=\"sample vacant\"></span> vacant or to start</li><li><span class=\"sample planned\"></span> planned hire</li><li><span class=\"mark\">▲</span> has a finding</li><li><span class=\"dots\"></span> dotted line</li></ul></div>\n");
}

/// Returns the people as JSON.
pub(super) fn data(briefing: &Briefing<'_>) -> String {
    let mut builder = Builder { briefing, data: Data::default(), roles: BTreeMap::new() };
    let model = briefing.model();
    builder.data.practices = model.practices().map(|p| model[p].name.clone()).collect();
    builder.people();
    builder.hires();
    serde_json::to_string(&builder.data).expect("a chart has string keys only")
}

/// The chart for the script. The names are short because each stands there once a person.
#[derive(Default, Serialize)]
struct Data {
    practices: Vec<String>,
    roles: Vec<RoleEntry>,
    nodes: Vec<Node>,
}

#[derive(Serialize)]
struct RoleEntry {
    /// The name.
    n: String,
    /// The practices in which it is core, by their places.
    p: Vec<usize>,
}

#[derive(Serialize)]
struct Node {
    /// The parent's place; none at a top.
    #[serde(skip_serializing_if = "Option::is_none")]
    u: Option<usize>,
    /// Name and id.
    n: String,
    /// Title.
    t: String,
    /// Team or department.
    #[serde(skip_serializing_if = "String::is_empty")]
    g: String,
    /// Roles, by their places.
    r: Vec<usize>,
    /// The kind: person, vacant or to start, planned.
    k: u8,
    /// What was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<String>,
    /// Whether something that was found must be mended.
    #[serde(skip_serializing_if = "is_false")]
    e: bool,
    /// The place of the second manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<usize>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

const PERSON: u8 = 0;
const VACANT: u8 = 1;
const PLANNED: u8 = 2;

struct Builder<'a> {
    briefing: &'a Briefing<'a>,
    data: Data,
    roles: BTreeMap<RoleIx, usize>,
}

impl Builder<'_> {
    fn people(&mut self) {
        let staff = &self.briefing.analysis().staff;
        let order = self.order();
        let mut places = vec![None; staff.roster().len()];
        for (place, (person, _)) in order.iter().enumerate() {
            places[person.index()] = Some(place);
        }
        let mut found = self.found();
        for (person, parent) in &order {
            let row = staff.roster().person(*person);
            let (messages, error) = found.remove(person).unwrap_or_default();
            let second =
                staff.org().member(*person).dotted_manager().and_then(|m| places[m.person().index()]);
            let group = if row.team().is_empty() { row.department() } else { row.team() };
            let node = Node {
                u: parent.and_then(|p| places[p.index()]),
                n: short(&words::person(row)),
                t: short(row.title()),
                g: short(group),
                r: staff.roles(*person).iter().map(|r| self.role(*r)).collect(),
                k: if row.status() == Status::Active { PERSON } else { VACANT },
                f: messages,
                e: error,
                d: second,
            };
            self.data.nodes.push(node);
        }
    }

    /// Lists who is drawn, with the parent: layer by layer from the tops, then whoever is under no top, so that
    /// nobody is left out; leavers only where somebody reports to them.
    fn order(&self) -> Vec<(PersonIx, Option<PersonIx>)> {
        let staff = &self.briefing.analysis().staff;
        let org = staff.org();
        let drawn = |p: PersonIx| {
            staff.roster().person(p).status() != Status::Left || org.member(p).reports().next().is_some()
        };
        let mut order: Vec<(PersonIx, Option<PersonIx>)> = Vec::new();
        let mut seen = vec![false; org.len()];
        let cycles = org.cycles().map(|cycle| cycle[0]);
        let all = org.members().map(|m| m.person());
        let tops: Vec<PersonIx> = org.roots().iter().copied().chain(cycles).chain(all).collect();
        for top in tops {
            if seen[top.index()] || !drawn(top) || order.len() >= MOST_PEOPLE {
                continue;
            }
            // Whoever reports to somebody not yet seen comes with that person, unless both are in one cycle.
            let waits = org.member(top).manager().is_some_and(|m| !seen[m.person().index()]);
            if waits && !org.member(top).is_in_cycle() {
                continue;
            }
            seen[top.index()] = true;
            let mut next = order.len();
            order.push((top, None));
            while next < order.len() && order.len() < MOST_PEOPLE {
                let person = order[next].0;
                next += 1;
                for report in org.member(person).reports().map(|m| m.person()) {
                    if !seen[report.index()] && drawn(report) && order.len() < MOST_PEOPLE {
                        seen[report.index()] = true;
                        order.push((report, Some(person)));
                    }
                }
            }
        }
        order
    }

    /// The errors and warnings of each person.
    fn found(&self) -> BTreeMap<PersonIx, (Vec<String>, bool)> {
        const MOST: usize = 4;
        let mut found: BTreeMap<PersonIx, (Vec<String>, bool)> = BTreeMap::new();
        let findings = &self.briefing.analysis().findings;
        for finding in findings.iter().filter(|f| f.severity >= Severity::Warning) {
            for person in &finding.people {
                let (messages, error) = found.entry(*person).or_default();
                *error |= finding.severity == Severity::Error;
                if messages.len() < MOST {
                    messages.push(plain(&finding.message));
                }
            }
        }
        found
    }

    /// Adds the planned hires under who leads most of their role's usual managers here, else at the top.
    fn hires(&mut self) {
        let model = self.briefing.model();
        let hires = &self.briefing.planned.plan.hires;
        let new = hires.iter().filter(|h| !matches!(h.source, crate::plan::Source::Vacancies(_)));
        for hire in new {
            let parent = self.parent_of(hire.role);
            let role = self.role(hire.role);
            for _ in 0..hire.count {
                self.data.nodes.push(Node {
                    u: parent,
                    n: format!("Hire, {}", self.briefing.quarter(hire.quarter)),
                    t: model[hire.role].name.clone(),
                    g: String::new(),
                    r: vec![role],
                    k: PLANNED,
                    f: Vec::new(),
                    e: false,
                    d: None,
                });
            }
        }
    }

    /// The place of who would lead a hire: the manager of most people of the role, else whoever holds one of the
    /// roles to which it reports, else the first top.
    fn parent_of(&self, role: RoleIx) -> Option<usize> {
        let place = self.roles.get(&role);
        let mut managers: BTreeMap<usize, usize> = BTreeMap::new();
        for node in self.data.nodes.iter().filter(|n| n.k == PERSON) {
            if let (Some(manager), Some(place)) = (node.u, place)
                && node.r.contains(place)
            {
                *managers.entry(manager).or_default() += 1;
            }
        }
        let most =
            managers.iter().max_by_key(|(m, number)| (**number, std::cmp::Reverse(**m))).map(|(m, _)| *m);
        let usual = || {
            let managers = self.briefing.model().managers_of(role);
            managers.iter().find_map(|manager| {
                let place = self.roles.get(manager)?;
                self.data.nodes.iter().position(|n| n.k == PERSON && n.r.contains(place))
            })
        };
        most.or_else(usual).or(if self.data.nodes.is_empty() { None } else { Some(0) })
    }

    fn role(&mut self, role: RoleIx) -> usize {
        if let Some(place) = self.roles.get(&role) {
            return *place;
        }
        let model = self.briefing.model();
        let core = |(_, p): &(usize, _)| model.membership(role, *p) == Some(Membership::Core);
        let leads = model.leads(role);
        let practices = model.practices().enumerate().filter(|p| core(p) || leads.contains(&p.1));
        let entry = RoleEntry { n: model[role].name.clone(), p: practices.map(|(place, _)| place).collect() };
        self.data.roles.push(entry);
        self.roles.insert(role, self.data.roles.len() - 1);
        self.data.roles.len() - 1
    }
}

/// A text for the chart: harmless, and cut where it is absurdly long.
fn short(text: &str) -> String {
    let text = plain(text);
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
