//! The tag of a variant whose struct does not always state it: its reading, writing and
//! check.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::context::Context;
use crate::emit::items::getters::has_getter;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::model::{Base, Field, Shape, Type, Union, UnionVariant};
use crate::plan::{ScalarForm, Tag, rust_scalar, tag};

/// The tag of a variant, and the field that can hold it.
pub struct Tagged<'a> {
    tag: Tag<'a>,
    /// The field with the tag, or else the one with the unlisted members.
    field: Ident,
}

impl<'a> Tagged<'a> {
    /// Returns the tag of a variant, unless its struct always states it.
    pub fn of(cx: &'a Context<'_>, union: &'a Union, variant: &'a UnionVariant) -> Option<Self> {
        let tag = tag(cx.api, union, variant)?;
        let field = match tag.field {
            Some(field) => &field.name.rust,
            None => cx.plan.extra(tag.holder)?,
        };
        let field = ident(field);
        Some(Self { tag, field })
    }

    /// Returns whether the field with the tag is deprecated.
    pub fn is_deprecated(&self) -> bool {
        self.tag.field.is_some_and(|field| field.deprecated)
    }

    /// Returns the sentence about a tag that the struct does not declare.
    pub fn sentence(&self) -> Option<String> {
        let name = crate::markdown::code(self.tag.name);
        match (self.tag.field, self.tag.written()) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(format!("It is written as {name}.")),
            (None, None) => {
                let field = self.field.to_string();
                let field = crate::markdown::code(&field);
                Some(format!("Set it as {name} in {field}."))
            }
        }
    }

    /// Emits the function that makes a variant of the value that was read. The struct keeps
    /// no tag that the union writes.
    pub fn reading(&self, held: &TokenStream, variant: &Ident) -> Option<TokenStream> {
        let Tag { name, field, .. } = &self.tag;
        let only = self.tag.written().filter(|_| field.is_none())?;
        let extra = &self.field;
        Some(quote! {
            |mut value: #held| {
                support::take_tag(&mut value.#extra, #name, #only);
                Self::#variant(value)
            }
        })
    }

    /// Emits the expression that writes the value with the tag that its struct lacks.
    pub fn writing(&self) -> Option<TokenStream> {
        let (name, only, field) = (self.tag.name, self.tag.written()?, &self.field);
        let has_own = if self.tag.field.is_some() {
            quote!(value.#field.is_some())
        } else {
            quote!(value.#field.contains(#name))
        };
        Some(quote!(support::write_tagged(value, (#name, #only), #has_own, serializer)))
    }

    /// Emits the check that the value has a tag of its variant.
    pub fn check(&self, cx: &Context<'_>) -> Option<TokenStream> {
        let Tag { name, values, .. } = &self.tag;
        let member = &self.field;
        match self.tag.field {
            Some(field) if self.tag.is_free && is_text(cx, &field.value.ty) => Some(quote! {
                found.member(#name, &value.#member).tag(&[#(#values),*]);
            }),
            Some(_) => None,
            None => {
                let is_written = self.tag.written().is_some();
                Some(quote! {
                    found.unlisted_tag(&value.#member, #name, &[#(#values),*], #is_written);
                })
            }
        }
    }
}

/// Emits the check that the value of a nested union has a tag that selects its variant. Its
/// base holds the tag, which is another one than that of the nested union.
pub fn nested_check(
    union: &Union,
    variant: &UnionVariant,
    cx: &Context<'_>,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let name = union.tag.as_deref()?;
    let id = variant.value.ty.named().filter(|_| !variant.is_base)?;
    let nested = match &cx.api.get(id).shape {
        Shape::Union(nested) if nested.tag.as_deref() != Some(name) => nested,
        Shape::Union(_) | Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => return None,
    };
    let base = nested.variants.iter().find(|it| it.is_base)?;
    let object = cx.api.structure(base.value.ty.named()?)?;
    let mut fields = object.fields().map(|(_, field)| field);
    let is_tag = |it: &&Field| it.name.wire == name && is_text(cx, &it.value.ty);
    let field = fields.find(is_tag).filter(|it| !it.deprecated)?;
    let is_checked = !variant.tags.is_empty() && has_getter(id, field, scope);
    is_checked.then(|| {
        let (values, getter) = (&variant.tags, ident(&field.name.rust));
        quote! {
            if let Some(tag) = value.#getter() {
                found.member(#name, tag).tag(&[#(#values),*]);
            }
        }
    })
}

/// Returns whether a type is a text in Rust, or an enum of texts.
fn is_text(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => match rust_scalar(*scalar).form {
            ScalarForm::String => true,
            ScalarForm::Copied
            | ScalarForm::Text { .. }
            | ScalarForm::Null
            | ScalarForm::Upload => false,
        },
        Type::Named(id) => match &cx.api.get(*id).shape {
            Shape::Enum(set) => set.base() == Base::Text,
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}
