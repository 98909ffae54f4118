//! Objects that a message must have with all required members.
//!
//! Many servers leave out what may be null although their documents require it, so an object
//! that is only read may lack it. One that is written may not, nor one that a union chooses
//! by its members: what has none of them would be read as the wrong variant.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Shape, Type, TypeId, Union, UnionVariant};

/// Returns the objects, which lie in variants that no tag selects.
pub fn of(api: &Api) -> HashSet<TypeId> {
    let written = api.reachable().filter(|(_, def)| def.usage.written);
    let mut found: HashSet<TypeId> = written.map(|(id, _)| id).collect();
    for (_, def) in api.reachable() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        let chosen = untagged(union).map(|variant| &variant.value.ty);
        found.extend(chosen.filter_map(item));
    }
    found
}

/// Returns the variants without a tag of their own.
fn untagged(union: &Union) -> impl Iterator<Item = &UnionVariant> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for tag in union.variants.iter().flat_map(|it| &it.tags) {
        *uses.entry(tag).or_default() += 1;
    }
    union.variants.iter().filter(move |variant| {
        let mut tags = variant.tags.iter();
        let is_own = tags.len() > 0 && tags.all(|tag| uses.get(tag.as_str()) == Some(&1));
        union.tag.is_none() || !is_own
    })
}

/// Returns the named type of a value, or of the items of a list or a map.
fn item(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(value) | Type::Map(value) => item(&value.ty),
        Type::Scalar(_) | Type::Any => None,
    }
}
