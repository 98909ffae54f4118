//! Types that contain binary floats, which have no total equality.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Scalar, Type, TypeId};

/// Returns the types with a binary float in their values.
pub fn of(api: &Api) -> HashSet<TypeId> {
    let mut holders: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    let mut pending = Vec::new();
    for (id, def) in api.reachable() {
        for ty in def.shape.inner() {
            match innermost(ty) {
                Type::Scalar(Scalar::Float) => pending.push(id),
                Type::Named(held) => holders.entry(*held).or_default().push(id),
                Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => {}
            }
        }
    }
    let mut found = HashSet::new();
    while let Some(id) = pending.pop() {
        if found.insert(id) {
            pending.extend(holders.get(&id).into_iter().flatten());
        }
    }
    found
}

/// Returns the type of the items of lists and maps, however deep.
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::List(item) | Type::Map(item) => innermost(&item.ty),
        Type::Scalar(_) | Type::Any | Type::Named(_) => ty,
    }
}
