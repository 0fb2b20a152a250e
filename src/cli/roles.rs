//! `rolemap roles`: the roles of the model.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{catalog, input};
use crate::error::{Error, Result};
use crate::model::{Model, RoleIx};
use crate::report::{catalog as report, catalog_json};

/// List the roles of the model, or explain one
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Roles {
    /// The id of a role to explain
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap roles
  rolemap roles devsecops-engineer
  rolemap roles --format csv -o roles.csv";

pub(crate) fn run(args: &Roles, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let Some(id) = &args.id else {
        return catalog::print(&report::roles(&model), || catalog_json::roles(&model), &args.printed, show);
    };
    let role = find(&model, id)?;
    catalog::print(&report::role(&model, role), || catalog_json::role(&model, role), &args.printed, show)
}

/// Returns the role of an id that the user names.
pub(crate) fn find(model: &Model, id: &str) -> Result<RoleIx, Error> {
    let known = || model.roles().map(|r| model[r].id.as_str());
    model.role(id).ok_or_else(|| catalog::unknown("role", id, known(), "rolemap roles"))
}
