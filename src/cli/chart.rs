//! `rolemap chart`: the org chart, or the model, as a picture.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::{ModelArgs, Output, RosterArgs, Show};
use super::{EXIT_CLEAN, input, lookup, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Model, PracticeIx};
use crate::plan::{Plan, PlanOptions};
use crate::report::chart::{Chart as Drawing, Selection};
use crate::report::html;
use crate::report::plan::Planned;

/// Draw the org chart with roles, vacancies and faults, or the model
///
/// The format follows from the ending of FILE: .svg for a picture, .html for a page, .dot for Graphviz, .mmd for Mermaid, .csv for draw.io
/// (Arrange, Insert, Advanced, CSV). Practices are told by colours and letters, open positions are dashed, who is still to
/// come is dotted, faults are marked.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, mut_arg("model", |arg| arg
    .num_args(0..=1)
    .default_missing_value(CARRIED)
    .help("Draw the model instead; with a DIR and a ROSTER, draw the roster with the model in that folder")))]
pub(crate) struct Chart {
    /// The roster: CSV or the like, or - for standard input; without it, --model draws the model
    #[arg(required_unless_present = "model")]
    roster: Option<PathBuf>,
    /// The format, where the ending of FILE does not tell it
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Form>,
    #[command(flatten)]
    output: Output,
    /// Draw only the first N layers; boxes say how many are below
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Chart")]
    depth: Option<u32>,
    /// Draw only people whose role leads this practice or does its own work, and those above them
    #[arg(long, value_name = "ID", help_heading = "Chart")]
    practice: Option<String>,
    /// Draw the hires of the plan from this quarter on, such as 2027Q1
    #[arg(long, value_name = "QUARTER", help_heading = "Chart")]
    plan: Option<String>,
    #[command(flatten)]
    how: RosterArgs,
}

/// What stands for the model that the program carries, where `--model` names no folder.
const CARRIED: &str = "-";

const EXAMPLES: &str = "\
Examples:
  rolemap chart roster.csv -o org.svg
  rolemap chart roster.csv -o secops.svg --practice secops
  rolemap chart roster.csv -o top.mmd --depth 3
  rolemap chart roster.csv -o org.svg --plan 2027Q1
  rolemap chart roster.csv -o - --format dot | dot -Tpdf > org.pdf
  rolemap chart --model -o model.svg
  rolemap chart --model my-model -o model.svg";

/// The formats of charts. A further one has a variant here, an ending in `of` and an arm in `render`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A picture
    Svg,
    /// A page to search, open and close
    Html,
    /// For Graphviz
    Dot,
    /// For Mermaid: at most 500 lines and 50,000 characters
    Mmd,
    /// For draw.io: at most 5,000 boxes
    Csv,
}

impl Form {
    /// Returns the format of a file by its ending.
    fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "svg" => Some(Self::Svg),
            "html" | "htm" => Some(Self::Html),
            "dot" | "gv" => Some(Self::Dot),
            "mmd" | "mermaid" => Some(Self::Mmd),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    fn render(self, chart: &Drawing<'_>, source: &str) -> Result<String> {
        match self {
            Self::Html => Ok(html::chart(chart, source)),
            Self::Svg => Ok(chart.to_svg()),
            Self::Dot => Ok(chart.to_dot()),
            Self::Mmd => chart.to_mermaid(),
            Self::Csv => chart.to_drawio(),
        }
    }
}

/// From so many boxes on a browser takes its time to show a picture.
const MANY_BOXES: usize = 20_000;

pub(crate) fn run(args: &Chart, show: &Show) -> Result<u8> {
    let form = form(args)?;
    let carried = args.how.model.model.as_deref() == Some(Path::new(CARRIED));
    let folder = args.how.model.model.clone().filter(|_| !carried);
    let model = input::model(&ModelArgs { model: folder })?;
    let answer = match args.roster.as_deref().filter(|_| !carried) {
        Some(roster) => of_people(args, roster, &model, form, show)?,
        None => match form {
            Form::Html => return Err(no_page_of_the_model()),
            _ => form.render(&Drawing::of_model(&model), "")?,
        },
    };
    output::write(&args.output, answer)?;
    Ok(EXIT_CLEAN)
}

fn of_people(args: &Chart, path: &Path, model: &Model, form: Form, show: &Show) -> Result<String> {
    let practice = practice(args, model)?;
    let roster = input::roster(path, &args.how)?;
    let classifier = input::classifier(model, &args.how)?;
    let analysis = input::analysis(model, &roster, &classifier, &args.how)?;
    let depth = args.depth.map(|depth| depth as usize);
    let chart = match &args.plan {
        Some(from) => {
            let today = input::as_of(&args.how)?;
            let options = PlanOptions { today, ..PlanOptions::new(from.parse()?) };
            let plan = Plan::new(&analysis.staff, &analysis.coverage, &options);
            let planned = Planned { analysis: &analysis, options: &options, plan: &plan, dated: true };
            Drawing::of_people(&analysis, &Selection { depth, practice, plan: Some(&planned) })
        }
        None => Drawing::of_people(&analysis, &Selection { depth, practice, plan: None }),
    };
    if form == Form::Svg && chart.nodes.len() > MANY_BOXES {
        let boxes = crate::report::words::thousands(chart.nodes.len());
        output::message(
            show,
            &format!("the chart has {boxes} boxes; --depth N makes one that opens at once"),
        );
    }
    form.render(&chart, &input::file_name(path))
}

/// The page draws trees, and the model is none.
fn no_page_of_the_model() -> Error {
    Error::new(ErrorKind::Usage, "the model is drawn as .svg, .dot or .mmd, not as a page")
        .help("name a file with one of these endings")
}

fn practice(args: &Chart, model: &Model) -> Result<Option<PracticeIx>> {
    args.practice.as_deref().map(|id| lookup::find_practice(model, id)).transpose()
}

fn form(args: &Chart) -> Result<Form> {
    let path = args.output.output.as_deref().filter(|path| path.as_os_str() != "-");
    args.format.or_else(|| path.and_then(Form::of)).ok_or_else(|| {
        let message = match path {
            Some(path) => format!("{}: the ending tells no format of a chart", path.display()),
            None => "nothing tells the format of the chart".to_owned(),
        };
        Error::new(ErrorKind::Usage, message).help(
            "write -o FILE with .svg, .html, .dot, .mmd or .csv (for draw.io) at its end, or pass --format",
        )
    })
}
