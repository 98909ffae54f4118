//! Rust types as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Step, Type, Value};
use crate::plan::{Holding, ScalarForm, demanded_holding, holding, rust_scalar};

use super::ident::ident;
use super::scope::Scope;

/// Returns the type of a field, as the struct declares it.
pub fn field_type(step: Step, field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = promised_type(step, field, scope);
    held(holding(field, scope.api.get(step.owner).usage), &ty)
}

/// Returns the type of a field that must be set, in the state of a builder. It has no box,
/// since it is part of the builder's type.
pub fn state_type(field: &Field, scope: &Scope<'_>) -> TokenStream {
    held(demanded_holding(field), &value_type(&field.value, scope))
}

fn held(holding: Holding, ty: &TokenStream) -> TokenStream {
    match holding {
        Holding::Plain => ty.clone(),
        Holding::Optional | Holding::Null => quote!(Option<#ty>),
        Holding::OptionalNull => quote!(Option<support::Nullable<#ty>>),
    }
}

/// Returns the value of a field, from the value that it holds.
pub fn wrapped(holding: Holding, value: &TokenStream) -> TokenStream {
    match holding {
        Holding::Plain => value.clone(),
        Holding::Optional | Holding::Null => quote!(Some(#value)),
        Holding::OptionalNull => quote!(Some(support::Nullable::Value(#value))),
    }
}

/// Returns the held value of the field at a place as an `Option` of a reference, or `None`
/// if the field always holds one.
pub fn as_option(holding: Holding, place: &TokenStream) -> Option<TokenStream> {
    match holding {
        Holding::Plain => None,
        Holding::Optional | Holding::Null => Some(quote!(#place.as_ref())),
        Holding::OptionalNull => Some(quote!(#place.as_ref().and_then(support::Nullable::value))),
    }
}

/// Returns the type of a field that is known to be present and not null.
pub fn promised_type(step: Step, field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = value_type(&field.value, scope);
    if scope.plan.is_boxed(step) {
        quote!(Box<#ty>)
    } else {
        ty
    }
}

/// Returns the type of an item of a list or a map.
pub fn item_type(item: &Value, scope: &Scope<'_>) -> TokenStream {
    let ty = value_type(item, scope);
    if item.nullable {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// Returns the type of a value that is not null. A sensitive one is wrapped in `Sensitive`.
pub fn value_type(value: &Value, scope: &Scope<'_>) -> TokenStream {
    let ty = plain_type(&value.ty, scope);
    if value.sensitive.is_some() {
        quote!(Sensitive<#ty>)
    } else {
        ty
    }
}

/// Returns the type of a value that is not sensitive.
pub fn plain_type(ty: &Type, scope: &Scope<'_>) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => {
            let scalar = rust_scalar(*scalar);
            let name = ident(scalar.name);
            match scalar.form {
                ScalarForm::Copied | ScalarForm::String => quote!(#name),
                ScalarForm::Text { .. } | ScalarForm::Null | ScalarForm::Upload => {
                    quote!(support::#name)
                }
            }
        }
        Type::Any => quote!(support::Json),
        Type::Named(id) => scope.path(*id),
        Type::List(item) => {
            let item = item_type(item, scope);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = item_type(item, scope);
            quote!(BTreeMap<String, #item>)
        }
    }
}

/// Returns whether a value of this type is `Copy`.
pub fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => {
            let form = rust_scalar(*scalar).form;
            matches!(form, ScalarForm::Copied | ScalarForm::Null)
        }
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    }
}
