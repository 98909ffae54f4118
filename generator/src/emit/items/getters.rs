//! Functions of a union that return the properties of its base.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Field, Shape, Step, Struct, Type, TypeId, Union, UnionVariant, Value};
use crate::names;
use crate::plan::{Holding, holding, rust_scalar};

use crate::emit::docs::line;
use crate::emit::items::builder::deprecated;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{as_option, value_type};

/// A function that returns a property.
pub struct Getter<'a> {
    /// The value of the property.
    pub value: &'a Value,
    /// True if a variant has it as a deprecated property.
    pub is_deprecated: bool,
    /// The function.
    pub tokens: TokenStream,
}

/// Returns the functions for the properties of the base that every variant has in the same
/// form. A function that creates a variant keeps its name.
pub fn getters<'a>(id: TypeId, union: &Union, scope: &Scope<'a>) -> Vec<Getter<'a>> {
    let fields = properties(union, scope).into_iter();
    fields
        .filter_map(|field| getter((id, union), field, scope))
        .collect()
}

/// Returns the properties of the base of a union whose names are not taken by constructors.
fn properties<'a>(union: &Union, scope: &Scope<'a>) -> Vec<&'a Field> {
    let base = union.variants.iter().find(|it| it.is_base);
    let Some((_, object)) = base.and_then(|it| structure(it, scope)) else {
        return Vec::new();
    };
    let constructors = union.variants.iter();
    let constructors: BTreeSet<String> = constructors
        .map(|it| names::method(&it.name.rust))
        .collect();
    let fields = object.fields().map(|(_, field)| field);
    fields
        .filter(|field| !constructors.contains(&field.name.rust))
        .collect()
}

/// Returns whether every variant of a union has a property of its base, in the same form as
/// a field. The unions around it are those that `outer` names.
fn is_common(id: TypeId, field: &Field, scope: &Scope<'_>, outer: &mut Vec<TypeId>) -> bool {
    let Shape::Union(union) = &scope.api.get(id).shape else {
        return false;
    };
    let properties = properties(union, scope);
    let mut properties = properties.into_iter();
    properties.any(|own| is_same(own, field))
        && union.variants.iter().all(|variant| {
            own_field(variant, field, scope).is_some()
                || nested(variant, scope).is_some_and(|inner| {
                    let is_new = !outer.contains(&inner);
                    outer.push(inner);
                    let is_common = is_new && is_common(inner, field, scope, outer);
                    outer.pop();
                    is_common
                })
        })
}

/// Returns the object of a variant. One that is redacted as a whole shows no property.
fn structure<'a>(variant: &UnionVariant, scope: &Scope<'a>) -> Option<(TypeId, &'a Struct)> {
    let is_shown = variant.value.sensitive.is_none();
    let id = variant.value.ty.named().filter(|_| is_shown)?;
    Some((id, scope.api.structure(id)?))
}

/// Returns the union that is the value of a variant.
fn nested(variant: &UnionVariant, scope: &Scope<'_>) -> Option<TypeId> {
    let is_shown = variant.value.sensitive.is_none();
    let id = variant.value.ty.named().filter(|_| is_shown)?;
    match scope.api.get(id).shape {
        Shape::Union(_) => Some(id),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => None,
    }
}

fn getter<'a>(
    (id, union): (TypeId, &Union),
    field: &'a Field,
    scope: &Scope<'a>,
) -> Option<Getter<'a>> {
    let variants = union.variants.iter();
    let arms: Option<Vec<TokenStream>> = variants
        .map(|variant| arm(id, variant, field, scope))
        .collect();
    let arms = arms?;
    // A type that is named here is imported.
    let ty = value_type(&field.value, scope);
    let (name, unmatched) = (ident(&field.name.rust), ident(Union::UNMATCHED));
    let doc = line(&format!(
        "Returns `{}`, which every variant can have.",
        field.name.wire
    ));
    let deprecated = deprecated(field);
    let tokens = quote! {
        #doc
        #deprecated
        #[must_use]
        pub fn #name(&self) -> Option<&#ty> {
            match self {
                #(#arms)*
                Self::#unmatched(_) => None,
            }
        }
    };
    let mut variants = union.variants.iter();
    Some(Getter {
        value: &field.value,
        is_deprecated: variants.any(|it| is_deprecated(it, field, scope)),
        tokens,
    })
}

/// Emits the arm of a variant, if it has the field in the same form.
fn arm(
    union: TypeId,
    variant: &UnionVariant,
    field: &Field,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let name: Ident = ident(&variant.name.rust);
    if let Some(inner) = nested(variant, scope) {
        let getter = ident(&field.name.rust);
        let is_common = is_common(inner, field, scope, &mut vec![union, inner]);
        return is_common.then(|| quote!(Self::#name(value) => value.#getter(),));
    }
    let (id, member, own) = own_field(variant, field, scope)?;
    let property: Ident = ident(&own.name.rust);
    let place = quote!(value.#property);
    let is_boxed = scope.plan.is_boxed(Step { owner: id, member });
    let value = held(holding(own, scope.api.get(id).usage), &place, is_boxed);
    Some(quote!(Self::#name(value) => #value,))
}

/// Returns whether a variant has a field as a deprecated property.
fn is_deprecated(variant: &UnionVariant, field: &Field, scope: &Scope<'_>) -> bool {
    let inner = nested(variant, scope).and_then(|id| scope.api.get(id).shape.as_union());
    match inner {
        Some(inner) => {
            let properties = properties(inner, scope);
            let mut properties = properties.iter();
            properties.any(|own| own.deprecated && is_same(own, field))
        }
        None => own_field(variant, field, scope).is_some_and(|(_, _, own)| own.deprecated),
    }
}

/// Returns the field that the object of a variant has in the same form.
fn own_field<'a>(
    variant: &UnionVariant,
    field: &Field,
    scope: &Scope<'a>,
) -> Option<(TypeId, usize, &'a Field)> {
    let (id, object) = structure(variant, scope)?;
    let mut fields = object.fields();
    let (member, own) = fields.find(|(_, own)| own.name.wire == field.name.wire)?;
    is_same(own, field).then_some((id, member, own))
}

/// Returns whether two fields are the same property with the same type in Rust.
fn is_same(one: &Field, other: &Field) -> bool {
    one.name == other.name && are_of_one_type(&one.value, &other.value)
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
