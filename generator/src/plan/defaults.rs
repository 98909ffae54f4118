//! Types with a `Default`: all that they require is constant.

use std::collections::HashSet;

use crate::model::{Api, Member, Presence, Struct, Type, TypeId, Value};

/// Returns the structs that implement `Default`.
pub fn of(api: &Api) -> HashSet<TypeId> {
    let constants = constants(api);
    let with_default = structs(api).filter(|(_, object)| {
        let mut required = object.required();
        required.all(|field| is_one_of(&field.value, &constants))
    });
    with_default.map(|(id, _)| id).collect()
}

fn structs(api: &Api) -> impl Iterator<Item = (TypeId, &Struct)> {
    let types = api.reachable();
    types.filter_map(|(id, def)| Some((id, def.shape.as_struct()?)))
}

/// Returns the structs with only one value. An optional field has several, so if an
/// object with one is required, a program has to decide about the field.
fn constants(api: &Api) -> HashSet<TypeId> {
    let mut constants = HashSet::new();
    loop {
        let more: Vec<TypeId> = structs(api)
            .filter(|(id, object)| !constants.contains(id) && is_constant(object, &constants))
            .map(|(id, _)| id)
            .collect();
        if more.is_empty() {
            return constants;
        }
        constants.extend(more);
    }
}

/// Returns whether an object has only constants and values of these types.
fn is_constant(object: &Struct, constants: &HashSet<TypeId>) -> bool {
    object.members.iter().all(|member| match member {
        Member::Constant(_) => true,
        Member::Field(field) => match field.presence {
            Presence::Required => is_one_of(&field.value, constants),
            Presence::Written | Presence::Optional => false,
        },
    })
}

fn is_one_of(value: &Value, types: &HashSet<TypeId>) -> bool {
    match value.ty {
        Type::Named(id) => !value.nullable && types.contains(&id),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}
