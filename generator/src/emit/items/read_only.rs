//! Removal of the members that are only read.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Access, Field, Value};
use crate::plan::Plan;

use crate::emit::docs::Doc;
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;

/// Emits `without_read_only` and the trait behind it, if a struct that is written contains
/// members that are only read.
pub fn of_struct(plan: &Plan, record: &Record<'_>) -> Option<TokenStream> {
    let statements = record.object.fields().filter_map(|(_, field)| {
        let name = ident(&field.name.rust);
        if is_removed(field) {
            Some(quote!(self.#name = None;))
        } else if contains_removed(plan, &field.value) {
            Some(quote!(support::RemoveReadOnly::remove_read_only(&mut self.#name);))
        } else {
            None
        }
    });
    let body = quote!(#(#statements)*);
    plan.has_read_only(record.id)
        .then(|| implementation(&record.name(), &body))
}

/// Emits the same for a union, from its variants with their values. `unmatched` is the
/// variant for other values, if there is one.
pub fn of_union<'a>(
    plan: &Plan,
    name: &Ident,
    variants: impl Iterator<Item = (&'a Ident, &'a Value)>,
    unmatched: Option<&Ident>,
) -> TokenStream {
    let (removing, others): (Vec<_>, Vec<_>) =
        variants.partition(|(_, value)| contains_removed(plan, value));
    let arms = removing.into_iter().map(|(variant, _)| {
        quote!(Self::#variant(value) => { support::RemoveReadOnly::remove_read_only(value); })
    });
    let others = others.into_iter().map(|(variant, _)| variant);
    let mut others = others.chain(unmatched).peekable();
    let others = others.peek().is_some().then(|| {
        let others = others.map(|variant| quote!(Self::#variant(_)));
        quote!(#(#others)|* => {})
    });
    implementation(name, &quote!(match self { #(#arms)* #others }))
}

fn implementation(name: &Ident, body: &TokenStream) -> TokenStream {
    let doc = Doc::new("Removes the members that are only read, here and in everything inside.")
        .paragraph(
            "A value that was read has them, and they are written back. Call this before \
             writing it to an API that refuses them.",
        )
        .outer();
    quote! {
        impl #name {
            #doc
            #[must_use]
            pub fn without_read_only(mut self) -> Self {
                support::RemoveReadOnly::remove_read_only(&mut self);
                self
            }
        }

        impl support::RemoveReadOnly for #name {
            fn remove_read_only(&mut self) {
                #body
            }
        }
    }
}

/// Returns whether a field of a struct that is written is only read.
pub fn is_removed(field: &Field) -> bool {
    match field.access {
        Access::ReadOnly => true,
        Access::Both | Access::WriteOnly => false,
    }
}

fn contains_removed(plan: &Plan, value: &Value) -> bool {
    value.ty.named().is_some_and(|id| plan.has_read_only(id))
}
