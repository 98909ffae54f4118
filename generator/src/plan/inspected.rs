//! Types whose values are checked.

use std::collections::HashSet;

use crate::model::{Api, Shape, Type, TypeId};

use super::unions::choice;

/// Returns the types that are written, and those in a union whose variants are told apart by
/// their rules.
pub fn of(api: &Api) -> HashSet<TypeId> {
    let written = api.reachable().filter(|(_, def)| def.usage.written);
    let mut found: HashSet<TypeId> = written.map(|(id, _)| id).collect();
    let by_rules = api.reachable().filter(|(id, def)| match &def.shape {
        Shape::Union(union) => !found.contains(id) && choice(api, *id, union).is_by_rules(),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => false,
    });
    let mut pending: Vec<TypeId> = by_rules.map(|(id, _)| id).collect();
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            let held = api.get(id).shape.inner().into_iter();
            pending.extend(held.filter_map(Type::named));
        }
    }
    found
}
