//! The laws of a model that one file alone cannot show to be kept.

use std::collections::{BTreeMap, BTreeSet};

use super::RoleKind;
use super::files::{Parsed, PracticeFile, Problems, RoleFile};
use super::load::Files;

/// Checks every law; the ids that are joined to roles are checked where they are joined.
pub(super) fn check(files: &Files<'_>, problems: &mut Problems) {
    for file in &files.roles {
        stem(file.path, file.text, file.value.id.get_ref().as_str(), file.value.id.span().start, problems);
        role(file, files, problems);
    }
    titles(&files.roles, problems);
    for file in &files.practices {
        stem(file.path, file.text, file.value.id.get_ref().as_str(), file.value.id.span().start, problems);
        practice(file, files, problems);
    }
    unique_ids(files, problems);
    lines(&files.roles, problems);
}

fn stem(path: &str, text: &str, id: &str, at: usize, problems: &mut Problems) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    if stem != id {
        problems.push(path, text, at, format!("the id `{id}` is not the file's name"), "make both the same");
    }
}

fn role(file: &Parsed<'_, RoleFile>, files: &Files<'_>, problems: &mut Problems) {
    let mut push =
        |at: usize, message: String, help: &str| problems.push(file.path, file.text, at, message, help);
    let value = &file.value;
    for practice in value.practices.keys() {
        let known = files.practices.iter().any(|p| p.value.id.get_ref() == practice.get_ref());
        if !known {
            push(
                practice.span().start,
                format!("no practice has the id `{}`", practice.get_ref()),
                "name the stem of a file in practices/",
            );
        }
    }
    if !(1..=3).contains(value.line_of_defence.get_ref()) {
        push(value.line_of_defence.span().start, "expected a line of defence from 1 to 3".to_owned(), "");
    }
    let source = &value.wage.source;
    let figures = files.figures.iter().flat_map(|f| &f.value.figure);
    if files.figures.is_some() && !figures.clone().any(|f| f.get_ref().id == *source.get_ref()) {
        push(
            source.span().start,
            format!("no figure has the id `{}`", source.get_ref()),
            "name a figure of figures.toml",
        );
    }
    for (what, lines) in [("does", &value.does), ("answerable_for", &value.answerable_for)] {
        if !(3..=6).contains(&lines.len()) {
            push(
                value.id.span().start,
                format!("`{what}` has {} lines; expected three to six", lines.len()),
                "",
            );
        }
    }
}

/// A title means one role, or it means none.
fn titles(roles: &[Parsed<'_, RoleFile>], problems: &mut Problems) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for file in roles {
        for title in std::iter::once(&file.value.name).chain(&file.value.titles) {
            let id = file.value.id.get_ref().as_str();
            if let Some(owner) = owners.insert(title.get_ref().to_lowercase(), id) {
                let message = format!("the title `{}` is already one of `{owner}`", title.get_ref());
                problems.push(
                    file.path,
                    file.text,
                    title.span().start,
                    message,
                    "a title means one role; remove it from one of them",
                );
            }
        }
    }
}

fn practice(file: &Parsed<'_, PracticeFile>, files: &Files<'_>, problems: &mut Problems) {
    let mut push =
        |at: usize, message: String, help: &str| problems.push(file.path, file.text, at, message, help);
    let (id, value) = (&file.value.id, &file.value);
    if value.heads.is_empty() {
        push(
            id.span().start,
            "the practice has no head".to_owned(),
            "add [[heads]] with the roles that can lead it",
        );
    }
    if value.combines.is_empty() {
        push(
            id.span().start,
            "the practice combines nothing".to_owned(),
            "name its disciplines in `combines`",
        );
    }
    for head in &value.heads {
        for role in files.roles.iter().filter(|r| head.get_ref().roles.contains(r.value.id.get_ref())) {
            let leads = matches!(role.value.kind, RoleKind::Executive | RoleKind::Head | RoleKind::Manager);
            let member = role.value.practices.keys().any(|p| p.get_ref() == id.get_ref());
            if !leads || !member {
                let message = format!("`{}` cannot head the practice", role.value.id.get_ref());
                push(
                    head.span().start,
                    message,
                    "a head is a manager, head or executive that works in the practice",
                );
            }
        }
    }
}

fn unique_ids(files: &Files<'_>, problems: &mut Problems) {
    let mut demands = BTreeSet::new();
    for file in &files.practices {
        for id in file.value.demands.iter().map(|d| &d.id) {
            if !demands.insert(id.get_ref().as_str()) {
                problems.push(
                    file.path,
                    file.text,
                    id.span().start,
                    format!("a second demand has the id `{}`", id.get_ref()),
                    "",
                );
            }
        }
    }
    let mut conflicts = BTreeSet::new();
    for (file, entry) in files.conflicts.iter().flat_map(|f| f.value.conflict.iter().map(move |e| (f, e))) {
        if !conflicts.insert(entry.id.get_ref().as_str()) {
            problems.push(
                file.path,
                file.text,
                entry.id.span().start,
                format!("a second conflict has the id `{}`", entry.id.get_ref()),
                "",
            );
        }
    }
    let mut figures = BTreeSet::new();
    for (file, entry) in files.figures.iter().flat_map(|f| f.value.figure.iter().map(move |e| (f, e))) {
        if !figures.insert(entry.get_ref().id.as_str()) {
            problems.push(
                file.path,
                file.text,
                entry.span().start,
                format!("a second figure has the id `{}`", entry.get_ref().id),
                "",
            );
        }
    }
}

/// Usual reporting lines lead upwards: from each role, following them never leads back.
fn lines(roles: &[Parsed<'_, RoleFile>], problems: &mut Problems) {
    // Roles are taken away as long as all they report to is gone; what cannot be taken away hangs on a circle.
    let mut left: BTreeMap<&str, &Parsed<'_, RoleFile>> =
        roles.iter().map(|f| (f.value.id.get_ref().as_str(), f)).collect();
    loop {
        let is_left = |id: &str| left.contains_key(id);
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, f)| !f.value.reports_to.iter().any(|m| is_left(m.get_ref().as_str())))
            .map(|(id, _)| *id)
            .collect();
        if free.is_empty() {
            break;
        }
        for id in free {
            left.remove(id);
        }
    }
    let Some((start, _)) = left.iter().next() else { return };
    // Following lines among what is left must come round.
    let mut path: Vec<&str> = vec![start];
    let circle = loop {
        let file = left[path[path.len() - 1]];
        let next = file.value.reports_to.iter().map(|m| m.get_ref().as_str()).find(|m| left.contains_key(m));
        let next = next.expect("each role left reports to another one left");
        if let Some(at) = path.iter().position(|p| *p == next) {
            break path.split_off(at);
        }
        path.push(next);
    };
    let file = left[circle[0]];
    let back = file.value.reports_to.iter().find(|m| left.contains_key(m.get_ref().as_str()));
    let at = back.map_or(0, |m| m.span().start);
    let message = format!(
        "`reports_to` goes round in a circle: {}",
        [circle.as_slice(), &circle[..1]].concat().join(" → ")
    );
    problems.push(
        file.path,
        file.text,
        at,
        message,
        "a usual manager stands above; remove one of these lines",
    );
}
