//! `rolemap roles`: the roles of the model.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{input, lookup, output};
use crate::error::Result;
use crate::report::{catalog, catalog_json, csv};

/// List the roles of the model, or explain one
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Roles {
    /// The role to explain, by id or name
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap roles
  rolemap roles soc-analyst
  rolemap roles --format csv -o roles.csv";

pub(crate) fn run(args: &Roles, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let one = args.id.as_deref().map(|id| lookup::find_role(&model, id)).transpose()?;
    let roles: Vec<_> = one.map_or_else(|| model.roles().collect(), |role| vec![role]);
    output::print(
        &args.printed,
        show,
        || one.map_or_else(|| catalog::roles(&model), |role| catalog::role(&model, role)),
        || catalog_json::roles(&model, &roles),
        || csv::table(&catalog::role_table(&model, &roles)),
    )
}
