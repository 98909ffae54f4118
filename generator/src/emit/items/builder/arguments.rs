//! Arguments of setters, and their conversion to the values of fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Type, Value};

use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{is_copy, plain_type, value_type};

/// Returns the type of a setter's argument.
pub fn argument(value: &Value, scope: &Scope<'_>) -> TokenStream {
    match &value.ty {
        ty if is_copy(ty) => plain_type(ty, scope),
        Type::List(item) => {
            let item = item_argument(item, scope);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(item) => {
            let item = item_argument(item, scope);
            quote!(impl IntoIterator<Item = (impl Into<String>, #item)>)
        }
        Type::Scalar(_) | Type::Any | Type::Named(_) => {
            let ty = value_type(value, scope);
            quote!(impl Into<#ty>)
        }
    }
}

/// Returns the type in the option that a `maybe_…` setter takes, and the option `name`
/// converted to the value of the field. Lists and maps are not generic here, because the
/// type of `None` could not be inferred.
pub fn maybe_argument(
    value: &Value,
    name: &Ident,
    scope: &Scope<'_>,
) -> (TokenStream, TokenStream) {
    match &value.ty {
        Type::List(_) | Type::Map(_) => (value_type(value, scope), quote!(#name)),
        Type::Scalar(_) | Type::Any | Type::Named(_) => {
            let argument = argument(value, scope);
            if is_taken_as_is(value) {
                (argument, quote!(#name))
            } else {
                (argument, quote!(#name.map(Into::into)))
            }
        }
    }
}

/// Returns the item `name` converted to an item of the list.
pub fn item_converted(item: &Value, name: &Ident) -> TokenStream {
    if is_taken_as_is(item) {
        quote!(#name)
    } else if item.nullable {
        quote!(#name.map(Into::into))
    } else {
        quote!(#name.into())
    }
}

/// Returns the type of the item that a setter of a list takes.
pub fn item_argument(item: &Value, scope: &Scope<'_>) -> TokenStream {
    let ty = if is_copy(&item.ty) {
        plain_type(&item.ty, scope)
    } else {
        let ty = value_type(item, scope);
        quote!(impl Into<#ty>)
    };
    if item.nullable {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// Returns the argument `name` converted to the value of the field.
pub fn converted(value: &Value, name: &Ident) -> TokenStream {
    match &value.ty {
        _ if is_taken_as_is(value) => quote!(#name),
        Type::List(item) => {
            if is_taken_as_is(item) {
                quote!(#name.into_iter().collect())
            } else if item.nullable {
                quote!(#name.into_iter().map(|item| item.map(Into::into)).collect())
            } else {
                quote!(#name.into_iter().map(Into::into).collect())
            }
        }
        Type::Map(item) => {
            let value = item_converted(item, &ident("value"));
            quote!(#name.into_iter().map(|(key, value)| (key.into(), #value)).collect())
        }
        Type::Scalar(_) | Type::Any | Type::Named(_) => quote!(#name.into()),
    }
}

/// Returns whether an argument of this type needs no conversion.
pub fn is_taken_as_is(item: &Value) -> bool {
    item.sensitive.is_none() && is_copy(&item.ty)
}
