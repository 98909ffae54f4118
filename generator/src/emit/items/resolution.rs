//! Traits of requests that find out the outcome of a call, and of the requests of such calls.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{FollowUp, Inquiry, Operation, Resolution, State, TypeId};
use crate::plan::Call;

use crate::emit::context::Context;
use crate::emit::rust::cfg::cfg_all;
use crate::emit::rust::ident::ident;

/// The feature of the module with these traits.
const CLIENT: &str = "client";

/// Emits the traits of a request.
pub fn implementations(cx: &Context<'_>, call: &Call<'_>, name: &TokenStream) -> TokenStream {
    let operation = call.operation;
    let inquiry = operation.inquiry.as_ref();
    let inquiry = inquiry.and_then(|it| inquiry_implementation(cx, call, it, name));
    let resolution = operation.resolution.as_ref();
    let resolution = resolution.map(|it| resolve_implementation(cx, operation, it, name));
    quote!(#inquiry #resolution)
}

fn inquiry_implementation(
    cx: &Context<'_>,
    call: &Call<'_>,
    inquiry: &Inquiry,
    name: &TokenStream,
) -> Option<TokenStream> {
    let response = call.response()?;
    let state = cx.api.structure(response)?.state.as_ref()?;
    let enumeration = path_to(cx, response, &state.name.rust);
    let method = ident(&state.method);
    let open = inquiry.open.iter().filter_map(|&at| state.values.get(at));
    let open = open.map(|value| ident(&value.name.rust));
    let undetermined = ident(State::UNDETERMINED);
    let not_found = &inquiry.not_found;
    let pauses = inquiry.pauses.iter().map(|it| Literal::u32_unsuffixed(*it));
    let cfg = cfg_all([CLIENT]);
    Some(quote! {
        #cfg
        impl crate::client::Inquiry for #name {
            type State = #enumeration;

            const OPEN: &'static [Self::State] =
                &[#(#enumeration::#open,)* #enumeration::#undetermined];
            const NOT_FOUND: &'static [&'static str] = &[#(#not_found),*];
            const PAUSES: &'static [u32] = &[#(#pauses),*];

            fn state(response: &Self::Response) -> Self::State {
                response.#method()
            }
        }
    })
}

fn resolve_implementation(
    cx: &Context<'_>,
    operation: &Operation,
    resolution: &Resolution,
    name: &TokenStream,
) -> TokenStream {
    let Resolution { inquiry, cancel } = resolution;
    let inquiry_type = request_of(cx, inquiry);
    let inquiry_request = request_about(cx, operation, inquiry);
    let cancel_type = cancel.as_ref().map(|cancel| request_of(cx, cancel));
    let cancel_type = cancel_type.unwrap_or_else(|| quote!(Self));
    let cfg = cfg_of(cx, [Some(inquiry), cancel.as_ref()].into_iter().flatten());
    let cancels = cancel.as_ref().map(|cancel| {
        let request = request_about(cx, operation, cancel);
        quote! {
            #cfg
            impl crate::client::CanCancel for #name {
                fn cancel(
                    prepared: &crate::signature::Prepared<Self>,
                ) -> Result<Self::Cancel, crate::signature::PrepareError> {
                    #request
                }
            }
        }
    });
    quote! {
        #cfg
        impl crate::client::Resolve for #name {
            type Inquiry = #inquiry_type;
            type Cancel = #cancel_type;

            fn inquiry(
                prepared: &crate::signature::Prepared<Self>,
            ) -> Result<Self::Inquiry, crate::signature::PrepareError> {
                #inquiry_request
            }
        }

        #cancels
    }
}

/// Returns the attribute of an implementation that needs the modules of other operations.
fn cfg_of<'a>(cx: &'a Context<'_>, follow_ups: impl Iterator<Item = &'a FollowUp>) -> TokenStream {
    let operations = follow_ups.filter_map(|it| cx.api.operations.get(it.operation));
    let modules = operations.map(|it| &cx.api.module(it.module).path);
    let modules = modules.flat_map(|path| cx.plan.features.of_module(path));
    let modules: BTreeSet<&str> = modules.collect();
    cfg_all([CLIENT].into_iter().chain(modules))
}

/// Returns the type of the request of a call about another call.
fn request_of(cx: &Context<'_>, follow_up: &FollowUp) -> TokenStream {
    let operation = cx.api.operations.get(follow_up.operation);
    let request = operation.and_then(Operation::request);
    request.map_or_else(TokenStream::new, |id| {
        path_to(cx, id, &cx.api.get(id).name.rust)
    })
}

/// Returns the expression of the request about another call, from the ids of that one.
fn request_about(cx: &Context<'_>, call: &Operation, follow_up: &FollowUp) -> TokenStream {
    let request = request_of(cx, follow_up);
    let own = call.request().and_then(|id| cx.api.structure(id));
    let other = cx.api.operations.get(follow_up.operation);
    let other = other.and_then(Operation::request);
    let other = other.and_then(|id| cx.api.structure(id));
    let setters = follow_up.ids.iter().filter_map(|id| {
        let wire = &own?.field(id.of_call)?.name.wire;
        let setter = ident(&other?.field(id.of_follow_up)?.name.rust);
        Some(quote!(.#setter(prepared.required_id(#wire)?)))
    });
    quote! {
        #request::builder()
            #(#setters)*
            .build()
            .map_err(crate::signature::PrepareError::Invalid)
    }
}

/// Returns the path of an item in the module of a type.
fn path_to(cx: &Context<'_>, id: TypeId, name: &str) -> TokenStream {
    let path = cx.crate_path(cx.api.get(id).module);
    let name = ident(name);
    quote!(#path::#name)
}
