//! What a reader must know to trust the numbers of a plan, or to change them.

use super::document::Item;
use super::plan::Planned;
use super::words::{count, list};
use crate::model::Figure;
use crate::plan::FEWEST_PAID;

/// Says what a hire costs, and where the amounts come from.
fn priced(planned: &Planned<'_>) -> String {
    let (cost, prices) = (planned.model().planning().terms.cost, &planned.options.prices);
    let once = planned.money(cost.per_hire.into());
    let factors = format!(
        "times {} ({} for managers and heads)",
        f64::from(cost.loaded_per_mille) / 1000.0,
        f64::from(cost.loaded_per_mille_of_managers) / 1000.0
    );
    let medians = format!(
        "the occupation's median wage {factors} until the plan ends: United States medians, to be replaced by your own \
         with --salaries"
    );
    let told = prices.yearly.len() - prices.from_pay;
    let mut origins = Vec::new();
    if told > 0 || prices.otherwise.is_some() {
        let roles = if told > 0 { format!(" ({})", count(told, "role", "roles")) } else { String::new() };
        origins.push(format!("what your table of salaries says{roles}"));
    }
    if prices.from_pay > 0 {
        origins.push(format!(
            "the middle of what your own people of the role are paid {factors} ({} with at least {FEWEST_PAID} people)",
            count(prices.from_pay, "role", "roles")
        ));
    }
    if prices.otherwise.is_none() {
        origins.push(medians);
    }
    format!("A hire costs {once} once, then {}.", list(&origins, "or else"))
}

/// What a reader must know to trust or to change the numbers.
pub(super) fn method(planned: &Planned<'_>) -> Vec<Item> {
    let terms = &planned.model().planning().terms;
    let item = |text: String| Item { text: text.into(), below: Vec::new() };
    let mut items = vec![
        item(priced(planned)),
        item(format!(
            "Hires start on the first day of a quarter and grow into full work over {} (our judgement); the table of \
             quarters counts them in parts, the demands after the plan in full.",
            count(terms.ramp.months as usize, "month", "months")
        )),
        item("Months of training and who can move where are our judgement: pathways.toml in the model.".to_owned()),
        item(
            "Positions that are vacant are filled first and cost the plan nothing: their money is granted. People who \
             have signed are counted from the quarter after they start."
                .to_owned(),
        ),
        item(
            "Needs follow the developers and technical people of the plan; the profile and the development teams are \
             those of today. Executives are not hired to close gaps, and developers do not leave their role."
                .to_owned(),
        ),
    ];
    if planned.options.attrition_per_mille > 0 {
        items.push(item(format!(
            "{} % of the people who are there leave in a year, in each quarter; the demands after the plan count them.",
            f64::from(planned.options.attrition_per_mille) / 10.0
        )));
    }
    items.push(sources(planned));
    items
}

/// Lists the figures behind days, ramp and costs, each with its source and how good that is.
fn sources(planned: &Planned<'_>) -> Item {
    let model = planned.model();
    let named =
        model.planning().terms.figures().filter_map(|id| model.figures().iter().find(|f| f.id == *id));
    let below = named
        .map(|figure| {
            let Figure { fact, value, source, grade, .. } = figure;
            format!("{fact}: {value} ({source}; {})", grade.meaning())
        })
        .collect();
    Item {
        text: "Days, ramp, costs and attrition are taken from, and the rest is our judgement:".into(),
        below,
    }
}
