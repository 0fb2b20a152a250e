//! The practices side by side: what each is, and how this team stands in it.

use super::Briefing;
use crate::coverage::{HeadState, PracticeCoverage};
use crate::model::{Level, Membership};
use crate::report::catalog::{formula, names};
use crate::report::document::{Cell, Table, Tone};
use crate::report::words;
use crate::roster::Fte;

/// One practice.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeCard {
    /// The name.
    pub name: String,
    /// Filled over needed required capacity, 0 to 1.
    pub coverage: Option<f64>,
    /// The aspects, the same for every practice and in the same order.
    pub aspects: Vec<(&'static str, Cell)>,
}

/// The most roles that a card names.
const MOST_ROLES: usize = 8;

pub(super) fn cards(briefing: &Briefing<'_>) -> Vec<PracticeCard> {
    briefing.analysis().coverage.practices.iter().map(|p| card(briefing, p)).collect()
}

fn card(briefing: &Briefing<'_>, covered: &PracticeCoverage) -> PracticeCard {
    let model = briefing.model();
    let practice = covered.practice;
    let facts = &model[practice];
    let open = |level| {
        let open = covered.demands.iter().filter(|d| d.level == level && d.gap() > Fte::default());
        open.map(|d| model[d.demand].name.clone()).collect::<Vec<_>>()
    };
    let (required, recommended) = (open(Level::Required), open(Level::Recommended));
    let missing = match required.len() {
        0 => Cell::new("nothing that is required", Tone::Good),
        _ => Cell::new(words::list(&required, "and"), Tone::Bad),
    };
    let titles = names(model, model.heads_of(practice).into_iter().take(3));
    PracticeCard {
        name: facts.name.clone(),
        coverage: covered.coverage,
        aspects: vec![
            ("Combines", Cell::from(formula(model, practice))),
            ("Goal", Cell::from(&facts.goal)),
            ("In short", Cell::from(&facts.summary)),
            (
                "Led by",
                Cell::from(format!("{}, or the same post under another title", words::list(&titles, "or"))),
            ),
            ("Leads it here", head(briefing, covered)),
            ("Who is here", here(briefing, covered)),
            ("Required and missing", missing),
            ("Recommended and missing", Cell::from(words::count(recommended.len(), "demand", "demands"))),
        ],
    }
}

fn head(briefing: &Briefing<'_>, covered: &PracticeCoverage) -> Cell {
    let staff = &briefing.analysis().staff;
    let head = &covered.head;
    let first = head.people.first().map(|p| words::person(staff.roster().person(*p)));
    let role = head.role.map_or("", |r| staff.model()[r].name.as_str());
    match (head.state, first) {
        (HeadState::Filled, Some(person)) => Cell::new(format!("✓ {person}, {role}"), Tone::Good),
        (HeadState::Covered, Some(person)) => {
            Cell::new(format!("! nobody of its own; covered by {person}, {role}"), Tone::Warning)
        }
        _ => Cell::new("✗ nobody", Tone::Bad),
    }
}

/// The core roles that people here hold, the ones with most people first.
fn here(briefing: &Briefing<'_>, covered: &PracticeCoverage) -> Cell {
    let model = briefing.model();
    let counts = &briefing.analysis().coverage.roles;
    let core = |r: &&crate::coverage::RoleCount| {
        r.people > 0 && model.membership(r.role, covered.practice) == Some(Membership::Core)
    };
    let mut roles: Vec<_> = counts.iter().filter(core).collect();
    roles.sort_by_key(|r| std::cmp::Reverse(r.people));
    let names: Vec<String> =
        roles.iter().map(|r| format!("{} × {}", words::thousands(r.people), model[r.role].name)).collect();
    match names.len() {
        0 => Cell::new("nobody whose role is core to it", Tone::Bad),
        _ => Cell::from(words::first_of(&names, MOST_ROLES)),
    }
}

/// The practices as a table: a row for every aspect.
pub(super) fn table(cards: &[PracticeCard]) -> Table {
    let columns = std::iter::once("Aspect".to_owned()).chain(cards.iter().map(|c| c.name.clone()));
    let mut table = Table::of_names(columns);
    let coverage = cards.iter().map(|c| Cell::from(words::percent(c.coverage)));
    table.row(std::iter::once(Cell::from("Coverage")).chain(coverage));
    let aspects = cards.first().map_or(0, |c| c.aspects.len());
    for place in 0..aspects {
        let name = Cell::from(cards[0].aspects[place].0);
        table.row(std::iter::once(name).chain(cards.iter().map(|c| c.aspects[place].1.clone())));
    }
    table
}
