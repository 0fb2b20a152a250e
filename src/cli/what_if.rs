//! `rolemap what-if`: coverage after people leave, join or move.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::args::{FailOn, Format, Printed, RosterArgs, Show, pair};
use super::{exit_code, input, lookup, output};
use crate::analysis::Analysis;
use crate::error::{Error, ErrorKind, Result};
use crate::model::Model;
use crate::report::changes::{self, Changes};
use crate::report::{changes_json, losses, markdown, text};
use crate::roster::{PersonIx, Roster};
use crate::suggest::unknown;
use crate::what_if::{Edit, apply};

/// Show coverage and findings after people leave, join or move
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct WhatIf {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    /// Somebody leaves (repeatable)
    #[arg(long, value_name = "ID", help_heading = "Changes")]
    leave: Vec<String>,
    /// Somebody joins in a role, in a team where one is named (repeatable)
    #[arg(long, value_name = "ROLE[@TEAM]", help_heading = "Changes")]
    join: Vec<String>,
    /// Somebody moves under another manager (repeatable)
    #[arg(long = "move", value_name = "ID=MANAGER", value_parser = pair, help_heading = "Changes")]
    moves: Vec<(String, String)>,
    /// Rank everyone in scope by what their leaving would break
    #[arg(long, conflicts_with_all = ["leave", "join", "moves"], help_heading = "Changes")]
    each: bool,
    #[command(flatten)]
    printed: Printed,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// From which severity of a new finding on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, help_heading = "Output")]
    fail_on: FailOn,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap what-if roster.csv --leave 10442
  rolemap what-if roster.csv --join soc-analyst --join security-champion@Payments
  rolemap what-if roster.csv --move 10442=10007
  rolemap what-if roster.csv --each";

pub(crate) fn run(args: &WhatIf, show: &Show) -> Result<u8> {
    let model = input::model(&args.how.model)?;
    let roster = input::roster(&args.roster, &args.how)?;
    let classifier = input::classifier(&model, &args.how)?;
    let before = input::analysis(&model, &roster, &classifier, &args.how)?;
    if args.each {
        return each(args, &before, show);
    }
    let edits = edits(args, &model, &roster)?;
    if edits.is_empty() {
        return Err(
            Error::new(ErrorKind::Usage, "nothing changes").help("pass --leave, --join, --move, or --each")
        );
    }
    let edited = apply(&before.staff, &edits);
    let after = input::analysis(&model, &edited, &classifier, &args.how)?;
    let diff = crate::diff::Diff::new(&before, &after);
    let changes = Changes { before: &before, after: &after, diff: &diff, all: args.all };
    let answer = match args.printed.format() {
        Format::Text => text::render(&changes::document(&changes), output::style(show, &args.printed.output)),
        Format::Markdown => markdown::render(&changes::document(&changes)),
        Format::Json => changes_json::render(&changes),
        Format::Csv => changes::csv(&changes),
    };
    output::write(&args.printed.output, answer)?;
    Ok(exit_code(diff.new.iter().map(|f| f.severity), args.fail_on))
}

fn each(args: &WhatIf, analysis: &Analysis<'_>, show: &Show) -> Result<u8> {
    let ranked = analysis.coverage.losses(&analysis.staff);
    output::print(
        &args.printed,
        show,
        || losses::document(analysis, &ranked, args.all),
        || losses::to_json(analysis, &ranked),
        || losses::csv(analysis, &ranked),
    )
}

fn edits(args: &WhatIf, model: &Model, roster: &Roster) -> Result<Vec<Edit>> {
    // Ids that several rows bear name nobody.
    let mut people: BTreeMap<&str, Option<PersonIx>> = BTreeMap::new();
    for person in roster.people() {
        people.entry(person.id()).and_modify(|p| *p = None).or_insert(Some(person.ix()));
    }
    let find = |id: &str| match people.get(id) {
        Some(Some(person)) => Ok(*person),
        Some(None) => Err(Error::new(ErrorKind::Usage, format!("several people have the id `{id}`"))
            .help("mend the roster first")),
        None => Err(unknown("person", id, people.keys().copied(), "rolemap import --format csv")),
    };
    let mut edits = Vec::new();
    for id in &args.leave {
        edits.push(Edit::Leave(find(id)?));
    }
    for (id, manager) in &args.moves {
        edits.push(Edit::Move { person: find(id)?, manager: find(manager)? });
    }
    for text in &args.join {
        let (role, team) =
            text.split_once('@').map_or((text.as_str(), None), |(role, team)| (role, Some(team.to_owned())));
        edits.push(Edit::Join { role: lookup::find_role(model, role)?, team });
    }
    Ok(edits)
}
