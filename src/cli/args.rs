//! The arguments that several commands share, and the list of commands.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::coverage::By;
use crate::model::Profile;

use super::{
    chart, check, classify, compare, completions, diff, hire, import, init, man, plan, practices, report,
    roles, rules, what_if,
};

/// Show how well DevOps, SecOps and DevSecOps are covered by the people of a roster
///
/// rolemap reads the roster that an HR system exports, finds the role behind every job title, and shows what each
/// practice is missing, what hangs on one person, and who reports to whom but should not. It runs offline.
#[derive(Debug, Parser)]
#[command(name = "rolemap", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) show: Show,
}

const EXAMPLES: &str = "\
Examples:
  rolemap check roster.csv                 how well each practice is covered
  rolemap check roster.csv --format json   the same for programs
  rolemap report roster.csv -o report.html the page that leadership reads
  rolemap import roster.csv                how the file was read
  rolemap compare                          DevOps, SecOps and DevSecOps side by side
  rolemap hire soc-analyst                 a position description to start from

Exit codes: 0 nothing at or above --fail-on, 1 something is, 2 it could not be done.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Check),
    Plan(plan::Plan),
    Report(report::Report),
    Chart(chart::Chart),
    Import(import::Import),
    Classify(classify::Classify),
    Diff(diff::Diff),
    WhatIf(what_if::WhatIf),
    Compare(compare::Compare),
    Roles(roles::Roles),
    Practices(practices::Practices),
    Rules(rules::Rules),
    Hire(hire::Hire),
    Init(init::Init),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How the program shows things; taken by every command.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// Colour the text
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, help_heading = "Display")]
    pub(crate) color: Color,
    /// Print no messages beside the answer
    #[arg(short, long, global = true, help_heading = "Display")]
    pub(crate) quiet: bool,
}

/// When text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

/// The formats of most commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
    Markdown,
}

/// From which severity on the exit code is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// Where the answer goes.
#[derive(Args, Debug, Default)]
pub(crate) struct Output {
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Write over an existing file
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
}

/// The format and the place of an answer.
#[derive(Args, Debug)]
pub(crate) struct Printed {
    /// The format of the answer; without it that of the output file's ending, or text
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Printed {
    /// Returns the format of the answer.
    pub(crate) fn format(&self) -> Format {
        self.output.format(self.format, Format::Text)
    }
}

impl Output {
    /// Returns the format that is given, else the one after which the output file ends (`md` is Markdown), else another.
    pub(crate) fn format<F: ValueEnum>(&self, given: Option<F>, otherwise: F) -> F {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        let by_ending = ending.and_then(|ending| {
            let name = if ending.eq_ignore_ascii_case("md") { "markdown" } else { ending };
            F::from_str(name, true).ok()
        });
        given.or(by_ending).unwrap_or(otherwise)
    }
}

/// The model to use.
#[derive(Args, Debug)]
pub(crate) struct ModelArgs {
    /// Use the model in this folder (`rolemap init` writes one)
    #[arg(long, value_name = "DIR", help_heading = "Model")]
    pub(crate) model: Option<PathBuf>,
}

/// How a roster is read and judged; taken by every command on a roster.
#[derive(Args, Debug)]
pub(crate) struct RosterArgs {
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Size the demands as for this kind of company instead of by the number of technical people
    #[arg(long, value_parser = profile, value_name = "PROFILE", help_heading = "Model")]
    pub(crate) profile: Option<Profile>,
    /// Decisions about titles: a CSV `title,roles,reason`
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub(crate) titles: Option<PathBuf>,
    /// Findings that are allowed, and severities, as TOML
    #[arg(long, value_name = "FILE", help_heading = "Model")]
    pub(crate) policy: Option<PathBuf>,
    /// Count only people with this value in this column (repeatable)
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair, help_heading = "Roster")]
    pub(crate) scope: Vec<(String, String)>,
    /// Judge who has started and who has left by this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", help_heading = "Roster")]
    pub(crate) as_of: Option<String>,
    /// The encoding of the file, such as windows-1252
    #[arg(long, value_name = "NAME", help_heading = "Roster")]
    pub(crate) encoding: Option<String>,
    /// The delimiter of the file: a character, or `tab`
    #[arg(long, value_name = "CHAR", help_heading = "Roster")]
    pub(crate) delimiter: Option<String>,
    /// Read this field from this column (repeatable), such as title="Position name"
    #[arg(long, value_name = "FIELD=HEADER", value_parser = pair, help_heading = "Roster")]
    pub(crate) column: Vec<(String, String)>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME", help_heading = "Roster")]
    pub(crate) sheet: Option<String>,
    /// Print people by id only
    #[arg(long, help_heading = "Roster")]
    pub(crate) redact: bool,
}

fn profile(text: &str) -> Result<Profile, String> {
    let known = Profile::ALL.into_iter().find(|p| p.as_str() == text);
    known.ok_or_else(|| "expected startup, growth or enterprise".to_owned())
}

/// Reads `KEY=VALUE`.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

/// By what people are put into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Group {
    Team,
    Department,
    Location,
    Manager,
}

impl From<Group> for By {
    fn from(group: Group) -> Self {
        match group {
            Group::Team => Self::Team,
            Group::Department => Self::Department,
            Group::Location => Self::Location,
            Group::Manager => Self::Manager,
        }
    }
}
