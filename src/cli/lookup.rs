//! Finding what an id on the command line means.

use crate::error::Result;
use crate::model::{Model, PracticeIx, RoleIx};
use crate::suggest::unknown;

/// Returns the role of an id or a name.
pub(crate) fn find_role(model: &Model, text: &str) -> Result<RoleIx> {
    let named = |r: &RoleIx| model[*r].name.eq_ignore_ascii_case(text);
    let ids = model.roles().map(|r| model[r].id.as_str());
    model
        .role(text)
        .or_else(|| model.roles().find(named))
        .ok_or_else(|| unknown("role", text, ids, "rolemap roles"))
}

/// Returns the practice of an id or a name.
pub(crate) fn find_practice(model: &Model, text: &str) -> Result<PracticeIx> {
    let named = |p: &PracticeIx| model[*p].name.eq_ignore_ascii_case(text);
    let ids = model.practices().map(|p| model[p].id.as_str());
    let found = model.practice(text).or_else(|| model.practices().find(named));
    found.ok_or_else(|| unknown("practice", text, ids, "rolemap practices"))
}
