//! What requests and responses can do that their parts cannot.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;
use crate::model::{Api, Struct, TypeId};
use crate::plan::{Call, Role};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;

/// The names of the support module that a message's file uses.
pub fn support_names(role: Role) -> &'static [&'static str] {
    match role {
        Role::Part => &[],
        Role::Request(_) => &["Advisory", "DecodeError", "Operation", "Violations"],
        Role::Response(_) => &["DecodeError"],
    }
}

/// The methods of a message.
pub fn methods(cx: &Context<'_>, role: Role) -> TokenStream {
    match role {
        Role::Part => TokenStream::new(),
        Role::Request(operation) => {
            let start = cx
                .call(operation)
                .and_then(|call| window_start(cx.api, call.request));
            let timed = start.map(validate_at);
            let methods = request_methods(timed.is_some());
            quote!(#methods #timed)
        }
        Role::Response(_) => response_methods(),
    }
}

/// Returns the moment that the windows of time in a request count from. All of them
/// name the same one.
fn window_start(api: &Api, request: TypeId) -> Option<&str> {
    api.within(request)
        .into_iter()
        .filter_map(|id| api.structure(id))
        .flat_map(Struct::fields)
        .find_map(|(_, field)| field.window.as_ref())
        .map(|window| window.from.as_str())
}

/// Tells whether a request holds a window of time.
pub fn is_timed(api: &Api, call: &Call<'_>) -> bool {
    window_start(api, call.request).is_some()
}

fn validate_at(from: &str) -> TokenStream {
    let doc =
        Doc::new("Checks the request as [`validate`](Self::validate) does, and windows of time.")
            .paragraph(format!(
                "The caller says from when they count: from the {}. Nothing here reads a clock.",
                markdown::inline(from)
            ))
            .lines(["# Errors".to_owned()])
            .paragraph(
                "All violations at once, each with its place and its rule, never with the value.",
            )
            .outer();
    quote! {
        #doc
        pub fn validate_at(&self, moment: std::time::SystemTime) -> Result<(), Violations> {
            support::violations_at(self, moment)
        }
    }
}

fn request_methods(is_timed: bool) -> TokenStream {
    let windows = if is_timed {
        "Windows of time are left to [`validate_at`](Self::validate_at)."
    } else {
        ""
    };
    let validate =
        Doc::new("Checks the request and everything in it against every documented rule.")
            .paragraph(windows)
            .lines(["# Errors".to_owned()])
            .paragraph(
                "All violations at once, each with its place and its rule, never with the value.",
            )
            .outer();
    let advisories = Doc::new("Lists what may lead to a refusal although no rule is broken.")
        .paragraph("There are four kinds:")
        .lines([
            "- advice of the documents that the request does not follow,".to_owned(),
            "- values that are probably misspelt, with the documented one,".to_owned(),
            "- members that are not documented, with the place of that name if there is one,"
                .to_owned(),
            "- required texts that are empty.".to_owned(),
        ])
        .outer();
    let from_json = Doc::new("Reads a request that was written earlier.")
        .paragraph("Rules are not checked; [`validate`](Self::validate) does that.")
        .lines(["# Errors".to_owned()])
        .paragraph("What cannot be read, a member with another than its fixed value included.")
        .outer();
    quote! {
        #validate
        pub fn validate(&self) -> Result<(), Violations> {
            support::violations(self)
        }

        #advisories
        #[must_use]
        pub fn advisories(&self) -> Vec<Advisory> {
            support::advisories(self)
        }

        #from_json
        #[inline]
        pub fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
            support::from_json_request(json)
        }
    }
}

fn response_methods() -> TokenStream {
    let from_json = Doc::new("Reads a response, whatever it says.")
        .paragraph(
            "Members and values that this version does not know are no errors, nor are limits \
             that are not kept, and scalars may come as strings or as JSON has them.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph("Where the text stops making sense, with the result if that was readable.")
        .outer();
    quote! {
        #from_json
        #[inline]
        pub fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
            support::from_json(json, &RESULT)
        }
    }
}

/// Emits the traits that a message implements, and what they need.
pub fn implementations(cx: &Context<'_>, role: Role, scope: &Scope<'_>) -> TokenStream {
    let tokens = match role {
        Role::Part => None,
        Role::Request(operation) => cx.call(operation).map(|call| request(&call, scope)),
        Role::Response(operation) => cx.call(operation).map(|call| response(cx.api, &call)),
    };
    tokens.unwrap_or_default()
}

fn request(call: &Call<'_>, scope: &Scope<'_>) -> TokenStream {
    let (id, http) = (&call.operation.id.wire, &call.operation.http);
    let (method, path) = (http.method.as_str(), &http.path);
    let name = ident(&scope.api.get(call.request).name.rust);
    let module = scope.sibling(call.operation.module);
    quote! {
        impl support::sealed::Sealed for #name {}

        impl Operation for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;

            type Response = #module::Response;
            type ResultCode = #module::ResultCode;

            fn validate(&self) -> Result<(), Violations> {
                Self::validate(self)
            }

            fn advisories(&self) -> Vec<Advisory> {
                Self::advisories(self)
            }
        }
    }
}

fn response(api: &Api, call: &Call<'_>) -> TokenStream {
    let outcome = call.outcome;
    let status = api.wire_names(&outcome.status);
    let code = api.wire_names(&outcome.code);
    let message = api.wire_names(&outcome.message);
    let doc = line("Where a response states its result.");
    quote! {
        #doc
        const RESULT: support::ResultPaths = support::ResultPaths {
            status: &[#(#status),*],
            code: &[#(#code),*],
            message: &[#(#message),*],
        };
    }
}
