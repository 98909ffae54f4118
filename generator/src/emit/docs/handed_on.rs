//! The values of a message that a program needs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::ident::ident;
use crate::model::{Api, Field, Shape, Type, Value};

/// A value that the program prints, as an expression.
pub struct HandedOn {
    /// The expression.
    pub tokens: TokenStream,
    is_sensitive: bool,
}

/// Returns the values that are always present and that a program needs: the
/// sensitive ones, to show how to access them, or else the first one. Nested
/// members are included.
pub fn handed_on<'f>(
    api: &Api,
    fields: impl Iterator<Item = &'f Field>,
    owner: &TokenStream,
    depth: usize,
) -> Vec<HandedOn> {
    let mut values: Vec<HandedOn> = fields
        .flat_map(|field| {
            let name = ident(&field.name.rust);
            handed_on_of(api, &field.value, quote!(#owner.#name), depth)
        })
        .collect();
    if values.iter().any(|value| value.is_sensitive) {
        values.retain(|value| value.is_sensitive);
    } else {
        values.truncate(1);
    }
    values
}

/// The maximum depth of nested objects.
const DEPTH: usize = 4;

fn handed_on_of(api: &Api, value: &Value, path: TokenStream, depth: usize) -> Vec<HandedOn> {
    if value.nullable {
        return Vec::new();
    }
    let object = match &value.ty {
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Struct(object) => Some(object),
            Shape::Enum(_) => None,
            Shape::Union(_) | Shape::Alias(_) => return Vec::new(),
        },
        Type::Scalar(_) => None,
        Type::Any | Type::List(_) | Type::Map(_) => return Vec::new(),
    };
    match (object, value.sensitive) {
        (None, Some(_)) => vec![HandedOn {
            tokens: quote!(#path.expose()),
            is_sensitive: true,
        }],
        (None, None) => vec![HandedOn {
            tokens: path,
            is_sensitive: false,
        }],
        (Some(object), None) if depth < DEPTH => {
            handed_on(api, object.required(), &path, depth + 1)
        }
        (Some(_), _) => Vec::new(),
    }
}
