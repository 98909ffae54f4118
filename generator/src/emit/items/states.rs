//! States: enums of the meanings of a message, and the methods that return them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, State, TypeId};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line, state_doc, state_method_doc, state_value_doc};
use crate::emit::rust::condition::expression;
use crate::emit::rust::ident::ident;

/// Emits the enum of the state that a struct reports.
pub fn enumeration(cx: &Context<'_>, of: TypeId, state: &State) -> TokenStream {
    let name = ident(&state.name.rust);
    let doc = state_doc(cx, of, state).outer();
    let docs = state.values.iter().map(|it| state_value_doc(it).outer());
    let names: Vec<Ident> = variants(state).collect();
    let texts: Vec<&str> = state
        .values
        .iter()
        .map(|it| it.name.wire.as_str())
        .collect();
    let last = ident(State::UNDETERMINED);
    let text = State::UNDETERMINED.to_ascii_lowercase();
    let undetermined = Doc::new("No listed state applies.")
        .paragraph(
            "The message lacks a member, or has a value that is newer than this crate. Treat \
             it as open: inquire, and never start over.",
        )
        .outer();
    let as_str = line("Returns the state in lower case, for logs and metrics.");
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum #name {
            #(#docs #names,)*
            #undetermined
            #last,
        }

        impl #name {
            #as_str
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #texts,)*
                    Self::#last => #text,
                }
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}

/// Emits the method of a struct that returns its state.
pub fn method(api: &Api, state: &State) -> TokenStream {
    let (name, method) = (ident(&state.name.rust), ident(&state.method));
    let doc = state_method_doc(state).outer();
    let last = ident(State::UNDETERMINED);
    let branches = state.values.iter().zip(variants(state));
    let branches = branches.map(|(value, variant)| {
        let holds = expression(api, &value.when);
        quote!(if #holds { #name::#variant } else)
    });
    quote! {
        #doc
        #[must_use]
        pub fn #method(&self) -> #name {
            #(#branches)* { #name::#last }
        }
    }
}

fn variants(state: &State) -> impl Iterator<Item = Ident> {
    state.values.iter().map(|value| ident(&value.name.rust))
}
