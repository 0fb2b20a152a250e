//! The laws of practices: who can lead them, and whether their demands can be met.

use std::collections::BTreeMap;

use toml::Spanned;

use super::Laws;
use crate::id::RoleId;
use crate::model::files::{DemandEntry, Parsed, PracticeFile, Source};
use crate::model::{DemandKind, Membership, RoleKind};

impl Laws<'_, '_> {
    pub(super) fn practices(&mut self) {
        let mut orders: BTreeMap<u32, &str> = BTreeMap::new();
        for Parsed { source, says } in &self.files.practices {
            let id = says.id.get_ref().as_str();
            self.id_of_file(*source, &says.id, id);
            if let Some(other) = orders.insert(*says.order.get_ref(), id) {
                let message = format!("the practice `{other}` has the order {} too", says.order);
                self.refuse(*source, &says.order, message, "give each practice its own place");
            }
            let help = "name the disciplines: development, operations, security";
            self.not_empty(*source, &says.combines, says.combines.get_ref().is_empty(), "`combines`", help);
            self.heads(*source, says);
            let ids = says.demands.iter().map(|d| (d.id.get_ref().as_str(), d.id.span()));
            self.different_ids(*source, "demand", ids);
            for demand in &says.demands {
                self.demand(*source, says, demand);
            }
        }
    }

    /// A practice has a head: a role of that kind that leads it, and one demand for it that every listed head can meet.
    fn heads(&mut self, source: Source<'_>, practice: &PracticeFile) {
        let id = practice.id.get_ref().as_str();
        let listed = || practice.heads.iter().flat_map(|head| head.roles.get_ref());
        for head in &practice.heads {
            let help = "name the role that holds the post";
            self.not_empty(source, &head.roles, head.roles.get_ref().is_empty(), "`roles`", help);
            let help = "name the titles of the post";
            self.not_empty(source, &head.titles, head.titles.get_ref().is_empty(), "`titles`", help);
            self.role_list(source, head.roles.get_ref());
        }
        // Where a file could not be read, it may hold the head.
        let whole = self.roles.len() == self.role_ids.len();
        let fills = |role: &Spanned<RoleId>| {
            let role = self.roles.get(role.get_ref().as_str());
            role.is_some_and(|r| r.kind == RoleKind::Head && r.membership(id) == Some(Membership::Lead))
        };
        if whole && !listed().any(fills) {
            let message = format!("the practice `{id}` has no head");
            let help =
                format!("list under [[heads]] a role of kind \"head\" whose file says {id} = \"lead\"");
            self.refuse(source, &practice.id, message, &help);
        }
        let mut posts = practice.demands.iter().filter(|d| d.kind == DemandKind::Head);
        let Some(post) = posts.next() else {
            let help = format!("add [[demands]] with the id \"{id}.head\" and kind = \"head\"");
            return self.refuse(source, &practice.id, "no demand of the practice is of kind `head`", &help);
        };
        for other in posts {
            let message = format!("the demand `{}` is of kind `head` already", post.id.get_ref());
            self.refuse(source, &other.id, message, "keep one of them: a practice has one head");
        }
        for role in listed().filter(|role| !post.roles.contains(role)) {
            let message =
                format!("`{role}` is listed as a head, and the demand `{}` does not take it", post.id);
            self.refuse(source, role, message, "add it to the roles of that demand");
        }
    }

    fn demand(&mut self, source: Source<'_>, practice: &PracticeFile, demand: &DemandEntry) {
        let practice = practice.id.get_ref().as_str();
        let id = demand.id.get_ref().as_str();
        match id.split_once('.') {
            Some((before, word)) if before == practice => self.id(source, &demand.id, word),
            _ => {
                let message = format!("`{id}` is no id of a demand of `{practice}`");
                self.refuse(source, &demand.id, message, &format!("write {practice}., then a word"));
            }
        }
        self.role_list(source, &demand.roles);
        self.figure_list(source, &demand.figures);
        self.somebody_can_meet(source, practice, demand);
        if demand.sizes().iter().all(Option::is_none) {
            let help = "add `startup`, `growth` or `enterprise`";
            self.refuse(source, &demand.id, format!("the demand `{id}` asks nothing of any profile"), help);
        }
        for size in demand.sizes().into_iter().flatten() {
            if let Err(expected) = size.get_ref().measure(demand.kind) {
                let message =
                    format!("this measure does not fit a demand of kind `{}`", demand.kind.as_str());
                self.refuse(source, size, message, &format!("write {expected}"));
            }
        }
    }

    /// A demand names roles of its practice or a discipline that has some.
    fn somebody_can_meet(&mut self, source: Source<'_>, practice: &str, demand: &DemandEntry) {
        match (&demand.discipline, demand.roles.as_slice()) {
            (None, []) => {
                let message = format!("no role can meet the demand `{}`", demand.id);
                self.refuse(source, &demand.id, message, "name `roles`, or a `discipline`");
            }
            (Some(discipline), []) => {
                let whole = self.roles.len() == self.role_ids.len();
                if whole && !self.roles.values().any(|r| r.discipline == *discipline.get_ref()) {
                    let message =
                        format!("no role can meet the demand `{}`: none is of the discipline", demand.id);
                    self.refuse(source, discipline, message, "name a discipline that has roles");
                }
            }
            (Some(discipline), _) => {
                let message = "a demand names both `roles` and a `discipline`";
                self.refuse(source, discipline, message, "keep one of the two");
            }
            (None, roles) => {
                for role in roles {
                    self.can_meet(source, practice, demand.kind, role);
                }
            }
        }
    }

    /// Who meets a demand works in the practice; who heads it leads it, or is an executive who covers the post.
    fn can_meet(&mut self, source: Source<'_>, practice: &str, kind: DemandKind, id: &Spanned<RoleId>) {
        let Some(role) = self.roles.get(id.get_ref().as_str()) else { return };
        let membership = role.membership(practice);
        let may = match kind {
            DemandKind::Head => match role.kind {
                RoleKind::Executive => membership.is_some(),
                RoleKind::Head | RoleKind::Manager => membership == Some(Membership::Lead),
                RoleKind::Ic | RoleKind::PartTime => false,
            },
            _ => membership.is_some(),
        };
        if may {
            return;
        }
        let (message, help) = if kind == DemandKind::Head {
            (
                format!("`{id}` cannot head `{practice}`"),
                format!(
                    "a head or manager must say {practice} = \"lead\", an executive at least \"supporting\""
                ),
            )
        } else {
            (
                format!("`{id}` does not work in `{practice}`"),
                format!(
                    "say {practice} = \"core\" or \"supporting\" in roles/{id}.toml, or name another role"
                ),
            )
        };
        self.refuse(source, id, message, &help);
    }
}
