//! Enums of strings and of integers.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::layout::{Tree, joined};
use crate::markdown;
use crate::model::{Base, Enum, Openness, TypeDef, TypeId};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line, type_doc};
use crate::emit::rust::condition::integer;
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

/// Emits an enum.
pub fn enumeration(cx: &Context<'_>, id: TypeId, def: &TypeDef, set: &Enum) -> Vec<Tree> {
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
    let (items, names) = match (set.base(), set.openness) {
        (Base::Text, Openness::Open) => {
            (open(&name, &doc, &arms), BTreeSet::from(["Unrecognized"]))
        }
        (Base::Text, Openness::Closed) => (closed(&name, &doc, &arms), BTreeSet::new()),
        (Base::Integer, openness) => integers(&name, &doc, &arms, set, openness),
    };
    let (imports, items) = support::imported(items, names, iter::empty());
    joined(imports, items)
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

/// Emits an enum of integers, and returns the names that it uses.
fn integers(
    name: &Ident,
    doc: &TokenStream,
    arms: &[Arm<'_>],
    set: &Enum,
    openness: Openness,
) -> (TokenStream, BTreeSet<&'static str>) {
    let names: Vec<&Ident> = arms.iter().map(|arm| &arm.name).collect();
    let docs = arms.iter().map(|arm| &arm.doc);
    let numbers = set.variants.iter().filter_map(|variant| variant.number);
    let numbers: Vec<TokenStream> = numbers.map(|number| integer(number.into())).collect();
    let (unlisted, imported, completed) = match openness {
        Openness::Open => (
            Some(line(
                "A value that is unknown to this version and kept unchanged.",
            )),
            BTreeSet::from(["UnrecognizedInteger"]),
            quote!(support::open_integer_enum!(#name);),
        ),
        Openness::Closed => (
            None,
            BTreeSet::new(),
            quote!(support::closed_integer_enum!(#name);),
        ),
    };
    let unlisted_arm = unlisted
        .iter()
        .map(|_| quote!(Self::Unrecognized(value) => value.get(),));
    let unlisted = unlisted
        .iter()
        .map(|doc| quote!(#doc Unrecognized(UnrecognizedInteger),));
    let known = line("The known values as they are on the wire.");
    let as_i64 = line("Returns the value as it is on the wire.");
    let items = quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #names,)*
            #(#unlisted)*
        }

        impl #name {
            #known
            pub const KNOWN: &'static [i64] = &[#(#numbers),*];

            const VARIANTS: &'static [Self] = &[#(Self::#names),*];

            #as_i64
            #[must_use]
            pub fn as_i64(self) -> i64 {
                match self {
                    #(Self::#names => #numbers,)*
                    #(#unlisted_arm)*
                }
            }
        }

        #completed
    };
    (items, imported)
}
