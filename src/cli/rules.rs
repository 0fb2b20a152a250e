//! `rolemap rules`: the rules of the check, and the codes of the import.

use clap::Args;

use super::args::{Printed, Show};
use super::catalog;
use crate::check::{self, CODES, RULES};
use crate::error::Result;
use crate::report::{catalog as report, catalog_json};

/// List the rules of the check, or explain one or a code of the import
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Rules {
    /// The id of a rule, or a code of the import, to explain
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
}

const EXAMPLES: &str = "\
Examples:
  rolemap rules
  rolemap rules cycle
  rolemap rules encoding-guessed
  rolemap rules --format json";

pub(crate) fn run(args: &Rules, show: &Show) -> Result<u8> {
    let Some(id) = &args.id else {
        return catalog::print(&report::rules(), catalog_json::rules, &args.printed, show);
    };
    if let Some(rule) = check::rule(id) {
        return catalog::print(&report::rule(rule), || catalog_json::rule(rule), &args.printed, show);
    }
    if let Some(code) = check::code(id) {
        return catalog::print(&report::code(code), || catalog_json::code(code), &args.printed, show);
    }
    let known = RULES.iter().map(|r| r.id).chain(CODES.iter().map(|c| c.id));
    Err(catalog::unknown("rule or code", id, known, "rolemap rules"))
}
