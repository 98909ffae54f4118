//! The replacement of aliases by the values that they stand for, in types and in bodies.

use std::collections::HashMap;

use crate::model::{Api, Member, Shape, Type, TypeId, Value};

/// Replaces each value of an alias by what it stands for. Returns the number of values that
/// became any JSON value.
pub fn replace(api: &mut Api) -> usize {
    let mut replaced: HashMap<TypeId, Value> = HashMap::new();
    for (index, def) in api.types.iter().enumerate() {
        match &def.shape {
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => {}
            Shape::Alias(value) => {
                replaced.insert(TypeId(index), value.clone());
            }
        }
    }
    let mut count = 0;
    for def in &mut api.types {
        match &mut def.shape {
            Shape::Struct(object) => {
                for member in &mut object.members {
                    match member {
                        Member::Field(field) => {
                            resolve(&mut field.value, &replaced, &mut count);
                        }
                        Member::Constant(_) => {}
                    }
                }
            }
            Shape::Alias(value) => resolve(value, &replaced, &mut count),
            Shape::Union(union) => {
                for variant in &mut union.variants {
                    resolve(&mut variant.value, &replaced, &mut count);
                }
            }
            Shape::Enum(_) => {}
        }
    }
    for body in api.bodies_mut() {
        resolve(&mut body.value, &replaced, &mut count);
    }
    count
}

fn resolve(value: &mut Value, replaced: &HashMap<TypeId, Value>, count: &mut usize) {
    let named = match value.ty {
        Type::Named(id) => replaced.get(&id),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    };
    if let Some(other) = named {
        value.ty = other.ty.clone();
        value.rules.clone_from(&other.rules);
        value.nullable |= other.nullable;
        value.sensitive = value.sensitive.or(other.sensitive);
        *count += usize::from(matches!(value.ty, Type::Any));
    }
    value.include_null();
    match &mut value.ty {
        Type::List(item) | Type::Map(item) => resolve(item, replaced, count),
        Type::Scalar(_) | Type::Any | Type::Named(_) => {}
    }
}
