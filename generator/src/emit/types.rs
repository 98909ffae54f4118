//! Types and identifiers as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Field, Presence, Type, Value};

use super::paths::Scope;

/// An identifier. Names are checked when they are made, so none is a keyword.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The type of a field, as the struct declares it.
pub fn field_type(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = promised_type(field, scope);
    match field.presence {
        Presence::Required => ty,
        Presence::Optional => quote!(Option<#ty>),
    }
}

/// Returns the type of a field that is known to be there.
pub fn promised_type(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let ty = value_type(&field.value, scope);
    if field.boxed { quote!(Box<#ty>) } else { ty }
}

/// The type of a value, redacted where it is sensitive.
pub fn value_type(value: &Value, scope: &Scope<'_>) -> TokenStream {
    let ty = plain_type(&value.ty, scope);
    if value.sensitive.is_some() {
        quote!(Sensitive<#ty>)
    } else {
        ty
    }
}

/// The type of a value that may be shown.
pub fn plain_type(ty: &Type, scope: &Scope<'_>) -> TokenStream {
    match ty {
        Type::Text => quote!(String),
        Type::Boolean(_) => quote!(bool),
        Type::Signed(_) => quote!(i64),
        Type::Unsigned(_) => quote!(u64),
        Type::Decimal => quote!(Decimal),
        Type::DateTime => quote!(DateTime),
        Type::Uri => quote!(Uri),
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

/// Whether a value of this type can be copied at no cost.
pub fn is_copy(ty: &Type) -> bool {
    match ty {
        Type::Boolean(_) | Type::Signed(_) | Type::Unsigned(_) => true,
        Type::Text
        | Type::Decimal
        | Type::DateTime
        | Type::Uri
        | Type::Any
        | Type::Named(_)
        | Type::List(_)
        | Type::Map(_) => false,
    }
}
