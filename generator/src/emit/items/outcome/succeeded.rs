//! The struct of a successful response that owns its members.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Field, Presence};

use crate::emit::docs::{Doc, line};
use crate::emit::items::builder::deprecated;
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{field_type, promised_type};

/// Emits the struct. It has the fields of the response, and those that every success has
/// are not an `Option`.
pub fn structure(response: &Record<'_>, promised: &[&Field], scope: &Scope<'_>) -> TokenStream {
    let doc = Doc::new("A successful response, created by [`Response::into_success`].")
        .paragraph(
            "It owns the fields of the response. Fields that every success has are not of \
             type `Option`.",
        )
        .outer();
    let names = names(promised);
    let fields = response.object.fields().map(|(member, field)| {
        let step = response.step(member);
        let name = ident(&field.name.rust);
        let deprecated = deprecated(field);
        let ty = if names.contains(field.name.rust.as_str()) {
            promised_type(step, field, scope)
        } else {
            field_type(step, field, scope)
        };
        let doc = Doc::default()
            .paragraph(format!("See [`Response::{name}`](field@Response::{name})."))
            .outer();
        quote!(#doc #deprecated pub #name: #ty,)
    });
    let extra = response.extra.map(|name| {
        let doc = line(&format!(
            "See [`Response::{name}`](field@Response::{name})."
        ));
        let name = ident(name);
        quote!(#doc pub #name: Extra,)
    });
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub struct Succeeded {
            #(#fields)*
            #extra
        }
    }
}

/// Emits `into_success`, which moves the members. It binds no other variables, because a
/// member may have any name.
pub fn method(response: &Record<'_>, promised: &[&Field]) -> TokenStream {
    let doc = Doc::new("Converts the response into a success, which owns its fields.")
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns the response unchanged if it is not a success. Call \
             [`outcome`](Self::outcome) on it to get its outcome.",
        )
        .outer();
    let extra = response.extra_name();
    let fields = response
        .object
        .fields()
        .map(|(_, field)| ident(&field.name.rust));
    let fields: Vec<Ident> = fields.chain(extra.clone()).collect();
    let promised_names = names(promised);
    let patterns = response.object.fields().map(|(_, field)| {
        let name = ident(&field.name.rust);
        let is_optional = field.presence != Presence::Required;
        if is_optional && promised_names.contains(field.name.rust.as_str()) {
            quote!(#name: Some(#name))
        } else {
            quote!(#name)
        }
    });
    let patterns = patterns.chain(extra.map(|extra| quote!(#extra)));
    let whole = quote!(Self { #(#patterns),* });
    let succeeded = quote!(Ok(Succeeded { #(#fields),* }));
    let is_partial = promised
        .iter()
        .any(|field| field.presence != Presence::Required);
    let moved = if is_partial {
        quote! {
            match self {
                #whole => #succeeded,
                other => Err(Box::new(other)),
            }
        }
    } else {
        quote! {
            let #whole = self;
            #succeeded
        }
    };
    quote! {
        #doc
        pub fn into_success(self) -> Result<Succeeded, Box<Self>> {
            if self.outcome().kind() != support::OutcomeKind::Success {
                return Err(Box::new(self));
            }
            #moved
        }
    }
}

fn names<'f>(fields: &[&'f Field]) -> HashSet<&'f str> {
    let names = fields.iter().map(|field| field.name.rust.as_str());
    names.collect()
}
