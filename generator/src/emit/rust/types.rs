//! Rust types as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Presence, Step, Type, Value};
use crate::plan::{ScalarForm, rust_scalar};

use super::ident::ident;
use super::scope::Scope;

/// Returns the type of a field, as the struct declares it.
pub fn field_type(step: Step, field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = promised_type(step, field, scope);
    match field.presence {
        Presence::Required => ty,
        Presence::Optional => quote!(Option<#ty>),
    }
}

/// Returns the type of a field that is known to be present.
pub fn promised_type(step: Step, field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = value_type(&field.value, scope);
    if scope.plan.is_boxed(step) {
        quote!(Box<#ty>)
    } else {
        ty
    }
}

/// Returns the type of a value. A sensitive one is wrapped in `Sensitive`.
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
            let name = ident(rust_scalar(*scalar).name);
            quote!(#name)
        }
        Type::Any => quote!(serde_json::Value),
        Type::Named(id) => scope.path(*id),
        Type::List(item) => {
            let item = value_type(item, scope);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = value_type(item, scope);
            quote!(BTreeMap<String, #item>)
        }
    }
}

/// Returns whether a value of this type is `Copy`.
pub fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => rust_scalar(*scalar).form == ScalarForm::Copied,
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    }
}
