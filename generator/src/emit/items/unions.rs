//! Unions: enums of the types of which a value has one.

mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::layout::{Tree, joined};
use crate::markdown;
use crate::model::{Api, Literal, Step, Type, TypeDef, TypeId, Union, UnionKind, UnionVariant};
use crate::names;
use crate::plan::{Candidate, Choice, JsonType, ScalarForm, choice, rust_scalar};

use tags::Tagged;

use super::body::{is_part, is_upload};
use super::builder::is_taken_as_is;
use super::getters::{Getter, getters};
use super::{read_only, validate};
use crate::emit::context::Context;
use crate::emit::docs::{Doc, line, type_doc};
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::{Scope, has_map_in, support_types_of};
use crate::emit::rust::support;
use crate::emit::rust::types::{is_copy, plain_type, value_type};

/// A variant of the enum.
struct Alternative<'a> {
    variant: &'a UnionVariant,
    name: Ident,
    /// The type of the value, without a box.
    ty: TokenStream,
    is_boxed: bool,
    /// The type that the constructor takes, if it is a number or a boolean: a literal of any
    /// size then has it, as in setters.
    plain: Option<TokenStream>,
    /// The tags, unless the value always states them.
    tag: Option<Tagged<'a>>,
}

impl Alternative<'_> {
    /// Returns the type of the value in the enum.
    fn held(&self) -> TokenStream {
        let ty = &self.ty;
        if self.is_boxed {
            quote!(Box<#ty>)
        } else {
            quote!(#ty)
        }
    }

    /// Returns the expression of the variant with a value of its type.
    fn holding(&self, value: &TokenStream) -> TokenStream {
        let name = &self.name;
        if self.is_boxed {
            quote!(Self::#name(Box::new(#value)))
        } else {
            quote!(Self::#name(#value))
        }
    }
}

/// Emits the items of the file of a union.
pub fn union(cx: &Context<'_>, id: TypeId, def: &TypeDef, union: &Union) -> Vec<Tree> {
    let scope = Scope::of_type(cx, id);
    let arms = union.variants.iter().enumerate();
    let arms: Vec<Alternative<'_>> = arms
        .map(|(member, variant)| Alternative {
            variant,
            name: ident(&variant.name.rust),
            ty: value_type(&variant.value, &scope),
            is_boxed: scope.plan.is_boxed(Step { owner: id, member }),
            plain: is_copy(&variant.value.ty).then(|| plain_type(&variant.value.ty, &scope)),
            tag: Tagged::of(cx, (union, variant), &scope),
        })
        .collect();
    let name = ident(&def.name.rust);
    let declaration = declaration(cx, id, def, union, &arms);
    let getters = getters(id, union, &scope);
    let constructors = constructors(&name, &arms, &getters);
    let conversions = conversions(cx, &name, union, &arms);
    let is_value = union.kind == UnionKind::Json;
    let reading = is_value.then(|| reading(cx, id, def, union, &arms));
    let writing = match union.kind {
        UnionKind::Json => Some(writing(&name, &arms)),
        UnionKind::Part => Some(part(cx.api, &name, &arms)),
        // The content types of a body are written by the request.
        UnionKind::Body => None,
    };
    let inspection = cx.plan.is_inspected(id).then(|| {
        let checked = arms.iter().map(|arm| validate::Checked {
            name: &arm.name,
            value: &arm.variant.value,
            tag: arm.tag.as_ref().and_then(|it| it.check(cx, arm.is_boxed)),
        });
        let unmatched = is_value.then_some(def.usage);
        validate::inspection_of_union(cx.api, &name, checked, unmatched)
    });
    let read_only = cx.plan.has_read_only(id).then(|| {
        let values = arms.iter().map(|arm| (&arm.name, &arm.variant.value));
        let unmatched = is_value.then(|| ident(Union::UNMATCHED));
        read_only::of_union(cx.plan, &name, values, unmatched.as_ref())
    });
    // They are moved, while `quote!` would copy them.
    let own = [declaration, constructors, conversions].map(Some);
    let others = [reading, writing, inspection, read_only];
    let items = own.into_iter().chain(others).flatten().collect();
    let values = || {
        let held = union.variants.iter().map(|variant| &variant.value);
        held.chain(getters.iter().map(|getter| getter.value))
    };
    let mut used = support_types_of(values());
    if is_value {
        used.insert("Unmatched");
    }
    let (support, items) = support::imported(items, used, iter::empty());
    let map = has_map_in(values()).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let types = scope.imports();
    let is_deprecated = |arm: &Alternative<'_>| arm.tag.as_ref().is_some_and(Tagged::is_deprecated);
    let is_used = arms.iter().any(is_deprecated) || getters.iter().any(|it| it.is_deprecated);
    let allow = is_used.then(
        || quote!(#![allow(deprecated, reason = "deprecated members are still read and written")]),
    );
    joined(quote!(#allow #map #support #types), items)
}

fn declaration(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    union: &Union,
    arms: &[Alternative<'_>],
) -> TokenStream {
    let name = ident(&def.name.rust);
    let doc = type_doc(cx, id, def).outer();
    let variants = arms.iter().map(|arm| {
        let doc = variant_doc(arm).outer();
        let (name, held) = (&arm.name, arm.held());
        quote!(#doc #name(#held),)
    });
    let unmatched_doc =
        Doc::new("A value that fits no variant, or not the one to which it belongs.")
            .paragraph("It is kept and written back unchanged.")
            .outer();
    let unmatched = (union.kind == UnionKind::Json).then(|| {
        let unmatched = ident(Union::UNMATCHED);
        quote!(#unmatched_doc #unmatched(Unmatched),)
    });
    let eq = cx.plan.has_eq(id).then(|| quote!(Eq, Hash,));
    quote! {
        #doc
        #[derive(Clone, PartialEq, #eq Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unmatched
        }
    }
}

fn variant_doc(arm: &Alternative<'_>) -> Doc {
    let variant = arm.variant;
    let tags: Vec<String> = variant.tags.iter().map(|tag| markdown::code(tag)).collect();
    let mut tags = match tags.as_slice() {
        [] => String::new(),
        tags => format!("Selected by {}.", tags.join(" or ")),
    };
    if let Some(sentence) = arm.tag.as_ref().and_then(Tagged::sentence) {
        tags = format!("{tags} {sentence}");
    }
    if variant.is_base {
        Doc::new("A value of any other kind, of which only the properties of all kinds are typed.")
            .paragraph(tags)
    } else {
        let described = Doc::default().prose(&variant.description);
        let named = || Doc::new(format!("{}.", markdown::code(&variant.name.wire)));
        let doc = if described.is_empty() {
            named()
        } else {
            described
        };
        doc.paragraph(tags)
    }
}

/// Emits a constructor for each variant, which takes its value or its builder, and the
/// functions that return the properties of a base.
fn constructors(name: &Ident, arms: &[Alternative<'_>], getters: &[Getter<'_>]) -> TokenStream {
    let functions = arms.iter().map(|arm| {
        let function = ident(&names::method(&arm.variant.name.rust));
        let doc = line(&format!(
            "Creates a value of the variant `{}`.",
            arm.variant.name.rust
        ));
        let ty = &arm.ty;
        let (argument, value) = match &arm.plain {
            Some(plain) if is_taken_as_is(&arm.variant.value) => (plain.clone(), quote!(value)),
            Some(plain) => (plain.clone(), quote!(value.into())),
            None => (quote!(impl Into<#ty>), quote!(value.into())),
        };
        let holding = arm.holding(&value);
        quote! {
            #doc
            #[must_use]
            pub fn #function(value: #argument) -> Self {
                #holding
            }
        }
    });
    let getters = getters.iter().map(|getter| &getter.tokens);
    quote! {
        impl #name {
            #(#functions)*
            #(#getters)*
        }
    }
}

/// Emits the conversions from the types that only one variant has. A body that is the same
/// in several content types has the first one, but a text or bytes mean another one in each.
/// Builders of these types convert too, and literals, as setters of texts take them.
fn conversions(
    cx: &Context<'_>,
    name: &Ident,
    union: &Union,
    arms: &[Alternative<'_>],
) -> TokenStream {
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    for arm in arms {
        *types.entry(arm.ty.to_string()).or_default() += 1;
    }
    let texts = arms.iter().filter(|arm| is_text(arm)).count();
    let mut known = BTreeSet::new();
    let single = arms.iter().filter(|arm| {
        let ty = arm.ty.to_string();
        let is_same =
            union.kind == UnionKind::Body && !matches!(arm.variant.value.ty, Type::Scalar(_));
        types.get(&ty) == Some(&1) || is_same && known.insert(ty)
    });
    let conversions = single.map(|arm| {
        let ty = &arm.ty;
        let holding = arm.holding(&quote!(value));
        let of_literal = (texts == 1 && is_text(arm)).then(|| {
            let holding = arm.holding(&quote!(value.into()));
            quote! {
                impl From<&str> for #name {
                    fn from(value: &str) -> Self {
                        #holding
                    }
                }
            }
        });
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    #holding
                }
            }
            #of_literal
        }
    });
    let conversions: TokenStream = conversions.collect();
    let builders = arms
        .iter()
        .any(|arm| named(&arm.variant.value.ty).is_some_and(|id| cx.plan.is_alternative(id)))
        .then(|| builders(name));
    quote!(#conversions #builders)
}

/// Returns whether the value of a variant is a `String`, also if it is sensitive.
fn is_text(arm: &Alternative<'_>) -> bool {
    match arm.variant.value.ty {
        Type::Scalar(scalar) => rust_scalar(scalar).form == ScalarForm::String,
        Type::Named(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}

/// Emits the conversion from the builders of variants.
fn builders(name: &Ident) -> TokenStream {
    let builder = ident(if name == "B" { "A" } else { "B" });
    quote! {
        impl<#builder: support::Builds> From<#builder> for #name
        where
            Self: From<#builder::Object>,
        {
            fn from(builder: #builder) -> Self {
                #builder::Object::from(builder).into()
            }
        }
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
    }
}

fn reading(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    union: &Union,
    arms: &[Alternative<'_>],
) -> TokenStream {
    let name = ident(&def.name.rust);
    let choice = choice(cx.api, id, union);
    let is_tried = choice.is_by_rules() || def.usage.written && !choice.tried().is_empty();
    let validity = is_tried.then(|| {
        quote! {
            fn is_valid(&self) -> bool {
                support::violations(self).is_ok()
            }
        }
    });
    let rule = rule(&choice);
    let positions = (0..arms.len()).map(position);
    let variants = arms.iter().map(|arm| {
        let variant = &arm.name;
        let tag = arm.tag.as_ref();
        let with_tag = tag.and_then(|tag| tag.reading((&arm.held(), arm.is_boxed), variant));
        with_tag.unwrap_or_else(|| quote!(Self::#variant))
    });
    let unmatched = ident(Union::UNMATCHED);
    let message = ident(if def.usage.read {
        "Response"
    } else {
        "Request"
    });
    quote! {
        impl support::Union for #name {
            const CHOICE: support::Choice = #rule;

            fn variant(
                variant: usize,
                part: support::Part<'_>,
            ) -> Result<Self, support::Failed> {
                match variant {
                    #(#positions => part.read().map(#variants),)*
                    _ => Err(part.none()),
                }
            }

            #validity

            fn unmatched(value: Unmatched) -> Self {
                Self::#unmatched(value)
            }
        }

        support::union!(#name, #message);
    }
}

fn writing(name: &Ident, arms: &[Alternative<'_>]) -> TokenStream {
    let unmatched = ident(Union::UNMATCHED);
    let variants = arms.iter().map(|arm| {
        let variant = &arm.name;
        let tagged = arm.tag.as_ref();
        let tagged = tagged.and_then(|it| it.writing(arm.is_boxed));
        let written = tagged.unwrap_or_else(|| quote!(value.serialize(serializer)));
        quote!(Self::#variant(value) => #written,)
    });
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#variants)*
                    Self::#unmatched(value) => value.serialize(serializer),
                }
            }
        }
    }
}

/// Emits the writing of a part of a body, which may be a file.
fn part(api: &Api, name: &Ident, arms: &[Alternative<'_>]) -> TokenStream {
    let variants = arms.iter().map(|arm| {
        let variant = &arm.name;
        let ty = &arm.variant.value.ty;
        let added = if is_upload(ty) {
            quote!(body.uploads(name, types.file, value))
        } else if is_part(api, ty) {
            quote!(body.part(name, types, value))
        } else {
            quote!(body.value(name, types.value, value))
        };
        quote!(Self::#variant(value) => #added,)
    });
    quote! {
        impl support::AddParts for #name {
            fn add_parts(
                &self,
                body: support::Multipart,
                name: &str,
                types: support::PartTypes<'_>,
            ) -> support::Multipart {
                match self {
                    #(#variants)*
                }
            }
        }
    }
}

/// Emits the rule by which a variant is chosen.
fn rule(choice: &Choice) -> TokenStream {
    match choice {
        Choice::Variant(variant) => {
            let variant = position(*variant);
            quote!(support::Choice::Variant(#variant))
        }
        Choice::Type(types) => {
            let types = types.iter().map(of_type);
            quote!(support::Choice::Type(&[#(#types),*]))
        }
        Choice::Constant { values, otherwise } => {
            let values = values.iter().map(listed);
            let otherwise = rule(otherwise);
            quote! {
                support::Choice::Constant {
                    values: &[#(#values),*],
                    otherwise: &#otherwise,
                }
            }
        }
        Choice::Member {
            name,
            values,
            absent,
            otherwise,
        } => {
            let values = values.iter().map(listed);
            let values = quote!(values: &[#(#values),*]);
            by_member(&quote!(Member), (name, &values), absent, otherwise)
        }
        Choice::Inner {
            member,
            name,
            values,
            absent,
            otherwise,
        } => {
            let values = values.iter().map(listed);
            let values = quote!(member: #member, values: &[#(#values),*]);
            by_member(&quote!(Inner), (name, &values), absent, otherwise)
        }
        Choice::MemberType {
            name,
            types,
            absent,
            otherwise,
        } => {
            let types = types.iter().map(of_type);
            let types = quote!(types: &[#(#types),*]);
            by_member(&quote!(MemberType), (name, &types), absent, otherwise)
        }
        Choice::Present {
            name,
            nullable,
            with,
            without,
        } => {
            let (with, without) = (rule(with), rule(without));
            quote! {
                support::Choice::Present {
                    name: #name,
                    nullable: #nullable,
                    with: &#with,
                    without: &#without,
                }
            }
        }
        Choice::Items(items, empty) => {
            let (items, empty) = (rule(items), position(*empty));
            quote!(support::Choice::Items(&#items, #empty))
        }
        Choice::Valid {
            variants,
            otherwise,
        } => {
            let candidates = variants.iter().map(|variant| {
                let variant = position(*variant);
                quote!(support::Candidate { variant: #variant, names: &[], values: &[] })
            });
            by_fit(candidates, otherwise)
        }
        Choice::Fit {
            candidates,
            by_rules: _,
            otherwise,
        } => by_fit(candidates.iter().map(candidate), otherwise),
        Choice::Nothing => quote!(support::Choice::Nothing),
    }
}

/// Emits a choice by the values or the types of a member.
fn by_member(
    kind: &TokenStream,
    (name, cases): (&str, &TokenStream),
    absent: &Choice,
    otherwise: &Choice,
) -> TokenStream {
    let (absent, otherwise) = (rule(absent), rule(otherwise));
    quote! {
        support::Choice::#kind {
            name: #name,
            #cases,
            absent: &#absent,
            otherwise: &#otherwise,
        }
    }
}

fn by_fit(candidates: impl Iterator<Item = TokenStream>, otherwise: &Choice) -> TokenStream {
    let otherwise = rule(otherwise);
    quote! {
        support::Choice::Fit {
            candidates: &[#(#candidates),*],
            otherwise: &#otherwise,
        }
    }
}

/// Returns the position of a variant as a literal.
fn position(variant: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(variant)
}

fn of_type((ty, choice): &(JsonType, Choice)) -> TokenStream {
    let (ty, rule) = (json_type(*ty), rule(choice));
    quote!((support::JsonType::#ty, #rule))
}

fn listed((value, choice): &(Literal, Choice)) -> TokenStream {
    let (value, rule) = (literal(value), rule(choice));
    quote!((#value, #rule))
}

fn candidate(candidate: &Candidate) -> TokenStream {
    let Candidate {
        variant,
        names,
        values,
    } = candidate;
    let variant = position(*variant);
    let values = values.iter().map(|(name, literals)| {
        let literals = literals.iter().map(literal);
        quote!((#name, &[#(#literals),*]))
    });
    quote! {
        support::Candidate {
            variant: #variant,
            names: &[#(#names),*],
            values: &[#(#values),*],
        }
    }
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(support::Literal::Text(#text)),
        Literal::Boolean(_) | Literal::Integer(_) => {
            let json = literal.to_string();
            quote!(support::Literal::Json(#json))
        }
    }
}

fn json_type(ty: JsonType) -> Ident {
    ident(match ty {
        JsonType::Null => "Null",
        JsonType::Boolean => "Boolean",
        JsonType::Integer => "Integer",
        JsonType::Number => "Number",
        JsonType::Text => "Text",
        JsonType::List => "List",
        JsonType::Object => "Object",
    })
}
