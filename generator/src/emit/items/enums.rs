//! Enums of strings.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::markdown;
use crate::model::{Enum, Openness, TypeDef, TypeId};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line, type_doc};
use crate::emit::rust::ident::ident;
use crate::emit::rust::support;

/// A variant of an enum.
pub struct Arm<'a> {
    /// The name of the variant.
    pub name: Ident,
    /// The documentation of the variant.
    pub doc: TokenStream,
    /// The string that it stands for.
    pub wire: &'a str,
}

/// Emits an enum of strings.
pub fn enumeration(cx: &Context<'_>, id: TypeId, def: &TypeDef, set: &Enum) -> TokenStream {
    let arms: Vec<Arm<'_>> = set
        .variants
        .iter()
        .map(|variant| {
            let wire = markdown::code(&variant.name.wire);
            let doc = if variant.description.trim().is_empty() {
                Doc::new(format!("Wire value {wire}."))
            } else {
                Doc::default()
                    .prose(&variant.description)
                    .paragraph(format!("Wire value {wire}."))
            };
            Arm {
                name: ident(&variant.name.rust),
                doc: doc.outer(),
                wire: &variant.name.wire,
            }
        })
        .collect();
    let name = ident(&def.name.rust);
    let doc = type_doc(cx, id, def).outer();
    let (items, names) = match set.openness {
        Openness::Open => (open(&name, &doc, &arms), BTreeSet::from(["Unrecognized"])),
        Openness::Closed => (closed(&name, &doc, &arms), BTreeSet::new()),
    };
    let (imports, items) = support::imported(items, names, iter::empty());
    quote!(#imports #items)
}

/// Emits an open enum, which keeps unknown strings.
pub fn open(name: &Ident, doc: &TokenStream, arms: &[Arm<'_>]) -> TokenStream {
    let names: Vec<&Ident> = arms.iter().map(|arm| &arm.name).collect();
    let docs = arms.iter().map(|arm| &arm.doc);
    let wires: Vec<&str> = arms.iter().map(|arm| arm.wire).collect();
    let known = line("The known values as they are on the wire.");
    let as_str = line("Returns the value as it is on the wire.");
    let unrecognized = line("A value that is unknown to this version and kept unchanged.");
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names,)*
            #unrecognized
            Unrecognized(Unrecognized),
        }

        impl #name {
            #known
            pub const KNOWN: &'static [&'static str] = &[#(#wires),*];

            const VARIANTS: &'static [Self] = &[#(Self::#names),*];

            #as_str
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #wires,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }
        }

        support::open_enum!(#name);
    }
}

fn closed(name: &Ident, doc: &TokenStream, arms: &[Arm<'_>]) -> TokenStream {
    let names: Vec<&Ident> = arms.iter().map(|arm| &arm.name).collect();
    let docs = arms.iter().map(|arm| &arm.doc);
    let wires: Vec<&str> = arms.iter().map(|arm| arm.wire).collect();
    let known = line("The values as they are on the wire.");
    let as_str = line("Returns the value as it is on the wire.");
    let from_text =
        line("Returns the value with this text on the wire, or `None` if there is none.");
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names,)*
        }

        impl #name {
            #known
            pub const KNOWN: &'static [&'static str] = &[#(#wires),*];

            #as_str
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }

            #from_text
            #[must_use]
            pub fn from_text(text: &str) -> Option<Self> {
                match text {
                    #(#wires => Some(Self::#names),)*
                    _ => None,
                }
            }
        }

        support::closed_enum!(#name);
    }
}
