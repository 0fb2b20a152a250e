//! Ids: each kind is its own type, so that a role's id cannot be passed for a practice's.

use std::borrow::Borrow;
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Makes the id of a text, as it stands.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// Returns the id's text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// A practice: `devops`, `secops`, `devsecops`, or the user's own.
    PracticeId
}
id! {
    /// A role of the model, such as `devops-engineer`; equals the stem of its file.
    RoleId
}
id! {
    /// A demand of a practice, such as `devops.automate`.
    DemandId
}
id! {
    /// A separation of duties, such as `sod-audit-same-person`.
    ConflictId
}
id! {
    /// A figure with its source, such as `bls-oews-may-2025`.
    FigureId
}
