//! `rolemap rules`: the rules of the check, and the codes of the import.

use clap::Args;

use super::args::{Printed, Show};
use super::{lookup, output};
use crate::check::{self, CODES, RULES};
use crate::error::Result;
use crate::report::{catalog, catalog_json, csv};

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
    let rule = args.id.as_deref().and_then(check::rule);
    let code = args.id.as_deref().and_then(check::code);
    let (rules, codes) = match &args.id {
        None => (RULES, CODES),
        Some(id) if rule.is_none() && code.is_none() => {
            let known = RULES.iter().map(|r| r.id).chain(CODES.iter().map(|c| c.id));
            return Err(lookup::unknown("rule or code", id, known, "rolemap rules"));
        }
        Some(_) => (rule.map_or(&[][..], std::slice::from_ref), code.map_or(&[][..], std::slice::from_ref)),
    };
    output::print(
        &args.printed,
        show,
        || match (rule, code) {
            (Some(rule), _) => catalog::rule(rule),
            (None, Some(code)) => catalog::code(code),
            (None, None) => catalog::rules(),
        },
        || catalog_json::rules(rules, codes),
        || csv::table(&catalog::rule_table(rules, codes)),
    )
}
