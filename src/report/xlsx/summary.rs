//! The first sheet: the verdict, the practices side by side, the picture of their coverage.

use rust_xlsxwriter::{Chart, ChartDataLabel, Worksheet, XlsxError};

use super::sheet::{HEADER_HEIGHT, Looks, Losses, Value, header, without_mail, write};
use super::tables::label;
use crate::analysis::Analysis;
use crate::coverage::HeadState;
use crate::model::Level;
use crate::report::plan::Planned;
use crate::report::verdict;
use crate::roster::Fte;

/// The first row of the table of practices.
const TABLE: u32 = 5;

const COLUMNS: &[(&str, f64)] = &[
    ("Practice", 24.0),
    ("#Coverage", 11.0),
    ("Head", 11.0),
    ("Who", 34.0),
    ("#Required gaps", 11.0),
    ("#Recommended gaps", 14.0),
    ("#On one person", 11.0),
];

/// Writes the sheet; `source` names the file of the roster.
pub(super) fn sheet(
    analysis: &Analysis<'_>,
    planned: Option<&Planned<'_>>,
    source: &str,
    losses: &[Losses],
    looks: &Looks,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name("Summary")?.set_landscape().set_print_fit_to_pages(1, 0);
    for (column, (_, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.write_string_with_format(0, 0, "Coverage of DevOps, SecOps and DevSecOps", &looks.title)?;
    for (row, text) in [(1, verdict::sentence(analysis).text), (2, verdict::facts(analysis).text)] {
        sheet.merge_range(row, 0, row, 6, &without_mail(&text), &looks.long)?;
    }
    sheet.set_row_height(1, 34)?.set_row_height(2, 18)?;
    let last = practices(&mut sheet, analysis, looks)?;
    facts(&mut sheet, last + 2, analysis, planned, source, losses, looks)?;
    if analysis.coverage.practices.iter().any(|practice| practice.coverage.is_some()) {
        sheet.insert_chart(TABLE, 8, &chart(last))?;
    }
    Ok(sheet)
}

/// Writes the table of practices and returns its last row.
fn practices(sheet: &mut Worksheet, analysis: &Analysis<'_>, looks: &Looks) -> Result<u32, XlsxError> {
    for (column, (name, _)) in (0..).zip(COLUMNS) {
        let (name, look) = header(name, looks);
        sheet.write_string_with_format(TABLE, column, name, look)?;
    }
    let model = analysis.staff.model();
    sheet.set_row_height(TABLE, HEADER_HEIGHT)?;
    let mut row = TABLE;
    for practice in &analysis.coverage.practices {
        row += 1;
        let open =
            |level| practice.demands.iter().filter(|d| d.level == level && d.gap() > Fte::default()).count();
        let head = match practice.head.state {
            HeadState::Filled => "filled",
            HeadState::Covered => "covered",
            HeadState::Vacant => "vacant",
        };
        let cells = [
            model[practice.practice].name.as_str().into(),
            Value::share(practice.coverage),
            head.into(),
            practice.head.people.first().map_or(Value::None, |person| label(analysis, *person).into()),
            open(Level::Required).into(),
            open(Level::Recommended).into(),
            verdict::single_points(analysis, &practice.demands).into(),
        ];
        for (column, value) in (0..).zip(cells) {
            write(sheet, (row, column), value, looks)?;
        }
    }
    Ok(row)
}

/// Writes what was read, what the plan costs, and what the workbook could not hold.
fn facts(
    sheet: &mut Worksheet,
    first: u32,
    analysis: &Analysis<'_>,
    planned: Option<&Planned<'_>>,
    source: &str,
    losses: &[Losses],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let coverage = &analysis.coverage;
    let mut facts: Vec<(&str, Value)> = vec![
        ("Roster", source.into()),
        ("People", coverage.people.into()),
        ("In scope", coverage.in_scope.into()),
        ("Technical people", coverage.technical.into()),
        ("Developers (FTE)", coverage.developers.into()),
        ("Open positions", coverage.vacant.into()),
        ("Sized as", coverage.profile.as_str().into()),
    ];
    if let Some(planned) = planned {
        let totals = planned.plan.totals;
        facts.push(("Planned hires", Value::Count(f64::from(totals.hires))));
        facts.push(("Planned moves", Value::Count(f64::from(totals.moves))));
        let currency = planned.options.prices.currency;
        facts.push(("Cost of the plan", Value::Text(currency.amount(totals.cost))));
        facts.push(("Required gap before", totals.required_gap_before.into()));
        facts.push(("Required gap after", totals.required_gap_after.into()));
    }
    facts.extend(losses.iter().flat_map(super::in_words).map(|told| ("Not complete", Value::Text(told))));
    facts.push(("Titles to decide", analysis.title_counts().undecided.into()));
    for (row, (name, value)) in (first..).zip(facts) {
        write(sheet, (row, 0), name.into(), looks)?;
        write(sheet, (row, 1), value, looks)?;
    }
    Ok(())
}

/// The coverage of the practices as columns.
fn chart(last: u32) -> Chart {
    let mut chart = Chart::new_column();
    chart
        .add_series()
        .set_name("Coverage")
        .set_categories(("Summary", TABLE + 1, 0, last, 0))
        .set_values(("Summary", TABLE + 1, 1, last, 1))
        .set_data_label(ChartDataLabel::new().show_value());
    chart.title().set_name("Coverage of required capacity");
    chart.legend().set_hidden();
    chart.y_axis().set_min(0).set_max(1).set_num_format("0%");
    chart
        .set_width(520)
        .set_height(260)
        .set_alt_text("Columns: the coverage of each practice, from 0 to 100 %");
    chart
}
