//! `rolemap classify`: job titles to roles, with the reason.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::args::{Format, Printed, RosterArgs, Show};
use super::{EXIT_CLEAN, input, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Model;
use crate::report::titles::{self, ReadTitle};
use crate::roster::{Roster, TitleList, TitleSource};
use crate::staff::Staff;
use crate::title::{Classifier, Context, Reading, Step};

/// Find the roles behind job titles, with the reason
///
/// The file is a roster, when its first row is a header with a title column; else text with one title a line.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Classify {
    /// The roster or the list of titles, or - for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Explain how this one title is read
    #[arg(long, value_name = "TITLE", conflicts_with_all = ["file", "review"])]
    explain: Option<String>,
    /// Write the titles that a person should decide, as a CSV for --titles
    #[arg(long, conflicts_with = "format")]
    review: bool,
    #[command(flatten)]
    printed: Printed,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap classify titles.txt
  rolemap classify roster.csv --format csv -o titles.csv
  rolemap classify roster.csv --review -o decisions.csv
  rolemap classify --explain \"Lead Engineer, Detection & Response\"
  rolemap classify roster.csv --titles decisions.csv
  cut -f1 titles.tsv | rolemap classify - --format csv";

pub(crate) fn run(args: &Classify, show: &Show) -> Result<u8> {
    let model = input::model(&args.how.model)?;
    let classifier = input::classifier(&model, &args.how)?;
    if let Some(title) = &args.explain {
        let reading = classifier.classify(title, Context::default());
        let steps = classifier.explain(title, Context::default());
        return explain(args, show, &model, ReadTitle { title, reading: &reading }, &steps);
    }
    let source = Roster::titles_of_list(read(&args.file)?, &input::options(&args.how)?)
        .map_err(|e| e.file(input::name(&args.file)))?;
    let list = match source {
        TitleSource::List(list) => list,
        TitleSource::Roster(bytes) => {
            let roster = input::parse(bytes, &args.file, &args.how)?;
            let staff = Staff::new(&model, &roster, &classifier);
            let titles: Vec<_> = roster
                .people()
                .map(|p| ReadTitle { title: p.title(), reading: staff.reading(p.ix()) })
                .collect();
            output::name_unmatched(show, classifier.decisions(), roster.titles());
            return answer(args, show, &model, &titles);
        }
    };
    output::name_unmatched(show, classifier.decisions(), list.titles());
    if args.printed.format() == Format::Csv && !args.review {
        return stream(args, &model, &classifier, &list);
    }
    let titles: Vec<Cow<'_, str>> = list.titles().collect();
    let mut readings: BTreeMap<&str, Reading> = BTreeMap::new();
    for title in &titles {
        readings.entry(title).or_insert_with(|| classifier.classify(title, Context::default()));
    }
    let titles: Vec<_> =
        titles.iter().map(|title| ReadTitle { title, reading: &readings[title.as_ref()] }).collect();
    answer(args, show, &model, &titles)
}

/// So many titles are read and written at a time.
const BATCH: usize = 16_384;

/// Reads the titles of a list and writes them as CSV, batch by batch: lists of millions are read in the memory of one.
fn stream(args: &Classify, model: &Model, classifier: &Classifier<'_>, list: &TitleList) -> Result<u8> {
    output::write_parts(&args.printed.output, |out| {
        // No title yet: the header alone.
        out.write_all(titles::csv(model, &[]).as_bytes())?;
        let mut left = list.titles();
        loop {
            let batch: Vec<Cow<'_, str>> = left.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(());
            }
            let reading = |title: &Cow<'_, str>| classifier.classify(title, Context::default());
            let readings: Vec<Reading> = batch.par_iter().map(reading).collect();
            let titles: Vec<_> =
                batch.iter().zip(&readings).map(|(title, reading)| ReadTitle { title, reading }).collect();
            out.write_all(titles::csv_rows(model, &titles).as_bytes())?;
        }
    })?;
    Ok(EXIT_CLEAN)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    if file.as_os_str() == "-" && std::io::stdin().is_terminal() {
        return Err(Error::new(ErrorKind::Usage, "no file is named and standard input is a terminal")
            .help("name a roster or a list of titles, or pass --explain TITLE"));
    }
    input::bytes(file)
}

fn answer(args: &Classify, show: &Show, model: &Model, titles: &[ReadTitle<'_>]) -> Result<u8> {
    if args.review {
        output::write(&args.printed.output, titles::review(model, titles))?;
        return Ok(EXIT_CLEAN);
    }
    output::print(
        &args.printed,
        show,
        || titles::document(model, titles, args.all),
        || titles::to_json(model, titles),
        || titles::csv(model, titles),
    )
}

fn explain(args: &Classify, show: &Show, model: &Model, title: ReadTitle<'_>, steps: &[Step]) -> Result<u8> {
    output::print(
        &args.printed,
        show,
        || titles::explained(model, title, steps),
        || titles::to_json(model, &[title]),
        || titles::csv(model, &[title]),
    )
}
