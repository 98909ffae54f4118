//! The parts of a request that has parameters: its path, query, headers and body.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Location, Member, Operation, Parameter, Part, Struct};
use crate::text::template;

use crate::emit::rust::ident::ident;

/// Emits the methods of `Operation` that return the path, the query and the headers.
pub fn methods(operation: &Operation, object: &Struct) -> TokenStream {
    let path = path(operation, object);
    let query = values(operation, object, Location::Query).map(|values| {
        quote! {
            fn query(&self) -> String {
                support::query(&[#(#values),*])
            }
        }
    });
    let headers = values(operation, object, Location::Header).map(|values| {
        quote! {
            fn headers(&self) -> Vec<(&'static str, String)> {
                support::headers(&[#(#values),*])
            }
        }
    });
    quote!(#path #query #headers)
}

/// Emits the path with the values of its parameters, if it has any.
fn path(operation: &Operation, object: &Struct) -> Option<TokenStream> {
    let mut values = Vec::new();
    let pieces = template::pieces(&operation.http.path).into_iter();
    let format = pieces.map(|piece| match piece {
        Ok(text) => Cow::Borrowed(text),
        Err(name) => {
            let mut members = members(operation, object, Location::Path);
            let member = members.find(|(parameter, _)| parameter.name == name);
            values.extend(member.map(|(_, member)| value(member)));
            Cow::Borrowed("{}")
        }
    });
    let format: String = format.collect();
    (!values.is_empty()).then(|| {
        quote! {
            fn path(&self) -> std::borrow::Cow<'static, str> {
                format!(#format, #(support::encoded(#values)),*).into()
            }
        }
    })
}

/// Returns the names and the values of the parameters in a part, if there are any.
fn values(operation: &Operation, object: &Struct, location: Location) -> Option<Vec<TokenStream>> {
    let members = members(operation, object, location);
    let values: Vec<TokenStream> = members
        .map(|(parameter, member)| {
            let (name, value) = (&parameter.name, value(member));
            quote!((#name, #value))
        })
        .collect();
    (!values.is_empty()).then_some(values)
}

/// Returns the parameters in a part of a request, each with its member.
fn members<'a>(
    operation: &'a Operation,
    object: &'a Struct,
    location: Location,
) -> impl Iterator<Item = (&'a Parameter, &'a Member)> {
    let members = object.members.iter().enumerate();
    members.filter_map(move |(position, member)| match operation.part(position) {
        Part::Parameter(parameter) => {
            (parameter.location == location).then_some((parameter, member))
        }
        Part::Body => None,
    })
}

/// Returns a reference to the value of a member.
fn value(member: &Member) -> TokenStream {
    let name = ident(&member.name().rust);
    match member {
        Member::Field(_) => quote!(&self.#name),
        Member::Constant(_) => quote!(&Self::#name),
    }
}
