//! The optional modules of the support module that the crate uses.

use std::collections::BTreeSet;

use crate::model::{Api, Struct};
use crate::support;

use super::holding::{Holding, holding};

/// Returns the names of the modules.
pub fn of(api: &Api) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    for (_, def) in api.reachable() {
        let fields = def.shape.as_struct().into_iter().flat_map(Struct::fields);
        for (_, field) in fields {
            match holding(field, def.usage) {
                Holding::OptionalNull => used.insert(support::NULLABLE),
                Holding::Plain | Holding::Optional | Holding::Null => false,
            };
        }
    }
    used
}
