//! Types with a property that every type has that contains them.

use std::collections::{HashMap, HashSet};

use crate::model::{Access, Api, Scalar, Struct, Type, TypeDef, TypeId};

/// Returns the types with a binary float in their values, which have no total equality.
pub fn of_floats(api: &Api) -> HashSet<TypeId> {
    let is_float = |ty: &&Type| matches!(innermost(ty), Type::Scalar(Scalar::Float));
    holders(api, |def| def.shape.inner().iter().any(is_float))
}

/// Returns the types with the content of a file in their values.
pub fn of_uploads(api: &Api) -> HashSet<TypeId> {
    let is_upload = |ty: &&Type| matches!(innermost(ty), Type::Scalar(Scalar::Upload));
    holders(api, |def| def.shape.inner().iter().any(is_upload))
}

/// Returns the types that are written with a member in their values that is only read.
pub fn of_read_only(api: &Api) -> HashSet<TypeId> {
    let found = holders(api, |def| {
        let mut fields = def.shape.as_struct().into_iter().flat_map(Struct::fields);
        fields.any(|(_, field)| field.access == Access::ReadOnly)
    });
    let written = found.into_iter();
    written.filter(|id| api.get(*id).usage.written).collect()
}

/// Returns the types that have a property themselves, and those that contain one of them.
fn holders(api: &Api, has_property: impl Fn(&TypeDef) -> bool) -> HashSet<TypeId> {
    let mut holders: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    let mut pending = Vec::new();
    for (id, def) in api.reachable() {
        if has_property(def) {
            pending.push(id);
        }
        let held = def.shape.inner().into_iter().filter_map(Type::named);
        for held in held {
            holders.entry(held).or_default().push(id);
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
