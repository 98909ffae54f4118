//! The file `unicode.rs`, with the Unicode classes of patterns.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::layout::trees;
use crate::pattern::{Class, UNICODE_VERSION};
use crate::plan::classes;

use super::context::Context;
use super::docs::{Doc, line};
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Returns whether the crate has the file.
pub fn is_used(cx: &Context<'_>) -> bool {
    !classes(cx.api).is_empty()
}

/// Emits `unicode.rs`.
pub fn file(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new(format!(
        "The classes of characters in Unicode {UNICODE_VERSION} that patterns refer to."
    ))
    .inner();
    let classes = classes(cx.api);
    let classes = classes.values().map(|class| test(class));
    RustFile {
        path: "src/unicode.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            #![allow(dead_code, reason = "the features of the crate decide which classes it uses")]

            #(#classes)*

            /// Returns whether a class has a character. The bounds are, in turn, the first
            /// character of a range and the first one after it.
            fn has(bounds: &[u32], c: char) -> bool {
                let c = u32::from(c);
                bounds.partition_point(|bound| *bound <= c) % 2 == 1
            }
        }),
    }
}

/// Emits the test of a class, and its table.
fn test(class: &Class) -> TokenStream {
    let doc = line(&format!(
        "Returns whether a character has `{}`.",
        class.property
    ));
    let name = ident(&format!("is_{}", class.name));
    let table = format_ident!("{}", class.name.to_uppercase());
    let about = line(&format!(
        "The bounds of the ranges with `{}`.",
        class.property
    ));
    let ranges = class.set.ranges().iter();
    let bounds = ranges.flat_map(|&(low, high)| [u32::from(low), u32::from(high) + 1]);
    let bounds = bounds.map(hexadecimal);
    quote! {
        #doc
        pub fn #name(c: char) -> bool {
            has(#table, c)
        }

        #about
        #[rustfmt::skip]
        const #table: &[u32] = &[#(#bounds),*];
    }
}

fn hexadecimal(number: u32) -> Literal {
    let text = format!("{number:#06x}");
    text.parse()
        .unwrap_or_else(|_| Literal::u32_unsuffixed(number))
}
