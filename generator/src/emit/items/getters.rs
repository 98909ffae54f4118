//! Functions of a union that return the properties of its base.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Field, Step, Struct, Type, TypeId, Union, UnionVariant, Value};
use crate::names;
use crate::plan::{Holding, holding, rust_scalar};

use crate::emit::docs::line;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{as_option, value_type};

/// A function that returns a property.
pub struct Getter<'a> {
    /// The value of the property.
    pub value: &'a Value,
    /// The function.
    pub tokens: TokenStream,
}

/// Returns the functions for the properties of the base that every variant has in the same
/// form. A function that creates a variant keeps its name.
pub fn getters<'a>(union: &Union, scope: &Scope<'a>) -> Vec<Getter<'a>> {
    let Some(base) = union.variants.iter().find(|it| it.is_base) else {
        return Vec::new();
    };
    let Some((_, object)) = structure(base, scope) else {
        return Vec::new();
    };
    let constructors = union.variants.iter();
    let constructors: BTreeSet<String> = constructors
        .map(|it| names::method(&it.name.rust))
        .collect();
    let fields = object.fields().map(|(_, field)| field);
    fields
        .filter(|field| !constructors.contains(&field.name.rust))
        .filter_map(|field| getter(union, field, scope))
        .collect()
}

/// Returns the object of a variant. One that is redacted as a whole shows no property.
fn structure<'a>(variant: &UnionVariant, scope: &Scope<'a>) -> Option<(TypeId, &'a Struct)> {
    let is_shown = variant.value.sensitive.is_none();
    let id = variant.value.ty.named().filter(|_| is_shown)?;
    Some((id, scope.api.structure(id)?))
}

fn getter<'a>(union: &Union, field: &'a Field, scope: &Scope<'a>) -> Option<Getter<'a>> {
    let variants = union.variants.iter();
    let arms: Option<Vec<TokenStream>> =
        variants.map(|variant| arm(variant, field, scope)).collect();
    let arms = arms?;
    // A type that is named here is imported.
    let ty = value_type(&field.value, scope);
    let (name, unmatched) = (ident(&field.name.rust), ident(Union::UNMATCHED));
    let doc = line(&format!(
        "Returns `{}`, which every variant can have.",
        field.name.wire
    ));
    let tokens = quote! {
        #doc
        #[must_use]
        pub fn #name(&self) -> Option<&#ty> {
            match self {
                #(#arms)*
                Self::#unmatched(_) => None,
            }
        }
    };
    Some(Getter {
        value: &field.value,
        tokens,
    })
}

/// Emits the arm of a variant, if it has the field in the same form.
fn arm(variant: &UnionVariant, field: &Field, scope: &Scope<'_>) -> Option<TokenStream> {
    let (id, object) = structure(variant, scope)?;
    let mut fields = object.fields();
    let (member, own) = fields.find(|(_, own)| own.name.wire == field.name.wire)?;
    let is_same = own.name.rust == field.name.rust && are_of_one_type(&own.value, &field.value);
    if !is_same {
        return None;
    }
    let (name, property): (Ident, Ident) = (ident(&variant.name.rust), ident(&own.name.rust));
    let place = quote!(value.#property);
    let is_boxed = scope.plan.is_boxed(Step { owner: id, member });
    let value = held(holding(own, scope.api.get(id).usage), &place, is_boxed);
    Some(quote!(Self::#name(value) => #value,))
}

/// Returns whether two values have the same type in Rust.
fn are_of_one_type(one: &Value, other: &Value) -> bool {
    one.sensitive.is_some() == other.sensitive.is_some()
        && match (&one.ty, &other.ty) {
            (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => {
                one.nullable == other.nullable && are_of_one_type(one, other)
            }
            (Type::Scalar(one), Type::Scalar(other)) => {
                rust_scalar(*one).name == rust_scalar(*other).name
            }
            (one, other) => one == other,
        }
}

/// Emits the property at a place as an `Option` of a reference.
fn held(holding: Holding, place: &TokenStream, is_boxed: bool) -> TokenStream {
    match (as_option(holding, place), holding) {
        (None, _) if is_boxed => quote!(Some(&*#place)),
        (None, _) => quote!(Some(&#place)),
        (Some(_), Holding::Optional | Holding::Null) if is_boxed => quote!(#place.as_deref()),
        (Some(value), _) if is_boxed => quote!(#value.map(|it| &**it)),
        (Some(value), _) => value,
    }
}
