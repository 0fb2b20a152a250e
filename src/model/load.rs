//! Files to model: reads them, has the laws checked, and joins what they say.

use std::collections::BTreeMap;

use toml::Spanned;

use super::files::*;
use super::graph::Graph;
use super::problems::Problems;
use super::*;
use crate::error::Result;

impl Model {
    /// Reads a model from its files, in any order.
    ///
    /// # Errors
    ///
    /// Names file and line of each thing that breaks a law of the model, as far as one run can find them.
    pub fn from_files(files: &[ModelFile]) -> Result<Self> {
        let mut problems = Problems::default();
        let files = Files::read(files, &mut problems);
        validate::check(&files, &mut problems);
        problems.into_result()?;
        Ok(join(files))
    }
}

const SOUND: &str = "a file that is missing or cannot be read is a problem, and there is none";

/// Joins sound files: every id that they name is known.
fn join(files: Files<'_>) -> Model {
    let mut roles: Vec<Role> = files.roles.into_iter().map(|file| role(file.says)).collect();
    roles.sort_by(|a, b| (a.kind, a.discipline, &a.id).cmp(&(b.kind, b.discipline, &b.id)));
    let role_by_id: BTreeMap<RoleId, RoleIx> =
        roles.iter().enumerate().map(|(i, r)| (r.id.clone(), RoleIx::from_index(i))).collect();
    let find = |ids: Vec<Spanned<RoleId>>| ids.into_iter().map(|id| role_by_id[id.get_ref()]).collect();

    let mut files_of_practices: Vec<PracticeFile> =
        files.practices.into_iter().map(|file| file.says).collect();
    files_of_practices.sort_by_key(|file| *file.order.get_ref());
    let (mut practices, mut demands) = (Vec::new(), Vec::new());
    for file in files_of_practices {
        let (practice, first) = (PracticeIx::from_index(practices.len()), demands.len());
        demands.extend(file.demands.into_iter().map(|entry| demand(entry, practice, &roles, &find)));
        practices.push(Practice {
            id: file.id.into_inner(),
            name: file.name.into_inner(),
            combines: file.combines.into_inner(),
            goal: file.goal,
            summary: file.summary,
            analogy: file.analogy,
            heads: file.heads.into_iter().map(head).collect(),
            demands: (first..demands.len()).map(DemandIx::from_index).collect(),
        });
    }
    let practice_by_id =
        practices.iter().enumerate().map(|(i, p)| (p.id.clone(), PracticeIx::from_index(i))).collect();

    let conflicts = files.conflicts.expect(SOUND).says.conflict;
    let figures = files.figures.expect(SOUND).says.figure;
    let pathways = files.pathways.expect(SOUND).says.pathway;
    let pathway = |PathwayEntry { from, to, months, beside }| Pathway {
        from: role_by_id[from.get_ref()],
        to: role_by_id[to.get_ref()],
        months: months.0,
        beside,
    };
    Model {
        graph: Graph::new(&practices, &roles, &demands, &role_by_id, &practice_by_id),
        conflicts: conflicts.into_iter().map(|entry| conflict(entry, &find)).collect(),
        figures: figures.into_iter().map(figure).collect(),
        profiles: profiles(files.profiles.expect(SOUND).says),
        vocabulary: files.vocabulary.expect(SOUND).text.to_owned(),
        planning: Planning {
            terms: files.plan.expect(SOUND).says,
            pathways: pathways.into_iter().map(pathway).collect(),
        },
        practices,
        roles,
        demands,
        role_by_id,
        practice_by_id,
    }
}

fn plain<T>(list: Vec<Spanned<T>>) -> Vec<T> {
    list.into_iter().map(Spanned::into_inner).collect()
}

fn role(file: RoleFile) -> Role {
    let in_context = |ContextEntry { title, context }| TitleInContext {
        title: Spanned::into_inner(title),
        context: Spanned::into_inner(context),
    };
    let WageEntry { occupation, usd_per_year, source } = file.wage;
    Role {
        id: file.id.into_inner(),
        name: file.name.into_inner(),
        kind: file.kind,
        discipline: file.discipline,
        tier: file.tier,
        titles: plain(file.titles),
        titles_in_context: file.titles_in_context.into_iter().map(in_context).collect(),
        practices: file.practices.into_iter().map(|(id, how)| (id.into_inner(), how)).collect(),
        reports_to: plain(file.reports_to),
        line_of_defence: u8::try_from(file.line_of_defence.0).expect("it is 1, 2 or 3"),
        developer: file.developer,
        does: file.does.into_inner(),
        answerable_for: file.answerable_for.into_inner(),
        codes: file.codes,
        wage: Wage { occupation, usd_per_year: usd_per_year.0, source: source.into_inner() },
    }
}

fn head(entry: HeadEntry) -> Head {
    let HeadEntry { roles, titles, equivalence, source, grade } = entry;
    Head { roles: plain(roles.into_inner()), titles: titles.into_inner(), equivalence, source, grade }
}

fn demand(
    entry: DemandEntry,
    practice: PracticeIx,
    roles: &[Role],
    find: &impl Fn(Vec<Spanned<RoleId>>) -> Vec<RoleIx>,
) -> Demand {
    let sizes = entry.sizes().map(|size| {
        let size = *size?.get_ref();
        let measure = size.measure(entry.kind).expect("a measure that does not fit is a problem");
        Some(Size { level: size.level, measure })
    });
    let of_discipline = |discipline| {
        let roles = roles.iter().enumerate().filter(move |(_, role)| role.discipline == discipline);
        roles.map(|(place, _)| RoleIx::from_index(place)).collect()
    };
    Demand {
        id: entry.id.into_inner(),
        practice,
        name: entry.name,
        kind: entry.kind,
        roles: match entry.discipline {
            Some(discipline) => of_discipline(discipline.into_inner()),
            None => find(entry.roles),
        },
        sizes,
        figures: plain(entry.figures),
        source: entry.source,
        grade: entry.grade,
    }
}

fn conflict(entry: ConflictEntry, find: &impl Fn(Vec<Spanned<RoleId>>) -> Vec<RoleIx>) -> Conflict {
    let ConflictEntry { id, kind, roles, apart_from, severity, rule, reason, source, grade } = entry;
    let (id, roles, apart_from) = (id.into_inner(), find(roles), find(apart_from));
    Conflict { id, kind, roles, apart_from, severity, rule, reason, source, grade }
}

fn figure(entry: FigureEntry) -> Figure {
    let FigureEntry { id, topic, fact, value, source, grade } = entry;
    Figure { id: id.into_inner(), topic, fact, value, source, grade }
}

fn profiles(file: ProfilesFile) -> Profiles {
    let ProfilesFile { startup_up_to, growth_up_to, always_on, span, layers } = file;
    Profiles {
        startup_up_to: startup_up_to.get_ref().0,
        growth_up_to: growth_up_to.get_ref().0,
        always_on: AlwaysOn {
            hours_per_year: always_on.hours_per_year.0,
            net_hours_per_fte: always_on.net_hours_per_fte.get_ref().0,
        },
        always_on_figures: plain(always_on.figures),
        span: Span { warning_above: span.warning_above.0, error_above: span.error_above.get_ref().0 },
        span_figures: plain(span.figures),
        layers,
    }
}
