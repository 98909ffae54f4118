//! Objects that a message must have with all required members.
//!
//! Many servers leave out what may be null although their documents require it, so an object
//! that is only read may lack it. One that is written may not, nor one that a union can choose
//! without its tag: what has none of its members would be read as the wrong variant.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Shape, Type, TypeId, Union, UnionVariant};

use super::unions::is_required;

/// Returns the objects that are written, and those of variants that need no tag.
pub fn of(api: &Api) -> HashSet<TypeId> {
    let written = api.reachable().filter(|(_, def)| def.usage.written);
    let mut found: HashSet<TypeId> = written.map(|(id, _)| id).collect();
    for (_, def) in api.reachable() {
        let Shape::Union(union) = &def.shape else {
            continue;
        };
        let chosen = untagged(api, union).map(|variant| &variant.value.ty);
        found.extend(chosen.filter_map(item));
    }
    found
}

/// Returns the variants without a tag of their own that they require.
fn untagged<'a>(api: &'a Api, union: &'a Union) -> impl Iterator<Item = &'a UnionVariant> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for tag in union.variants.iter().flat_map(|it| &it.tags) {
        *uses.entry(tag).or_default() += 1;
    }
    union.variants.iter().filter(move |variant| {
        let mut tags = variant.tags.iter();
        let is_own = tags.len() > 0 && tags.all(|tag| uses.get(tag.as_str()) == Some(&1));
        let tag = union.tag.as_ref().filter(|_| is_own);
        !tag.is_some_and(|tag| requires(api, &variant.value.ty, tag))
    })
}

/// Returns whether an object must have a member.
fn requires(api: &Api, ty: &Type, name: &str) -> bool {
    let object = ty.named().and_then(|id| api.structure(id));
    let mut members = object.into_iter().flat_map(|it| &it.members);
    members.any(|member| member.name().wire == name && is_required(member))
}

/// Returns the named type of a value, or of the items of a list or a map.
fn item(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::List(value) | Type::Map(value) => item(&value.ty),
        Type::Scalar(_) | Type::Any => None,
    }
}
