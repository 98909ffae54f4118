//! Objects that are variants of unions, which take their builders too.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Message, Shape, Type, TypeId, Union, UnionVariant};

/// Returns the objects whose builders unions take: they are written, only one variant of the
/// union has them, and building them cannot fail as that of a request can.
pub fn of(api: &Api, messages: &HashMap<TypeId, Message>) -> HashSet<TypeId> {
    let written = api.reachable().filter(|(_, def)| def.usage.written);
    let unions = written.filter_map(|(_, def)| match &def.shape {
        Shape::Union(union) => Some(union),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => None,
    });
    let is_request = |id: &TypeId| matches!(messages.get(id), Some(Message::Request(_)));
    let objects = unions.flat_map(single);
    let objects = objects.filter(|id| api.structure(*id).is_some() && !is_request(id));
    objects.collect()
}

/// Returns the named types that only one variant of a union has.
fn single(union: &Union) -> Vec<TypeId> {
    let types = || union.variants.iter().filter_map(named);
    let mut uses: HashMap<TypeId, usize> = HashMap::new();
    for id in types() {
        *uses.entry(id).or_default() += 1;
    }
    types().filter(|id| uses.get(id) == Some(&1)).collect()
}

/// Returns the named type of a variant.
fn named(variant: &UnionVariant) -> Option<TypeId> {
    match variant.value.ty {
        Type::Named(id) if variant.value.sensitive.is_none() => Some(id),
        Type::Named(_) | Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    }
}
