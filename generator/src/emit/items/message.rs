//! Methods and traits that only messages have: requests, responses and notifications.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::{Tree, joined};
use crate::markdown;
use crate::model::{Api, Message, ModuleId, TypeId};
use crate::plan::{Call, Holding, Stated, holding};

use super::answers::AnswerItems;
use super::body;
use super::events;
use super::json_reading::{notification_methods, request_from_json, response_methods};
use super::parts;
use super::resolution;
use super::security;
use super::signature;
use super::webhook;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::{Scope, has_map_in, support_types_of};
use crate::emit::rust::support;

/// Returns the names of the support module that the file of a message's type uses. No type of
/// a specification has them.
pub fn support_names(cx: &Context<'_>, record: &Record<'_>) -> &'static [&'static str] {
    match record.message {
        Some(Message::Request(_)) if is_elsewhere(cx, record) => &["Advisory", "Violations"],
        Some(Message::Request(_)) => REQUEST_NAMES,
        Some(Message::Response(_) | Message::Notification(_)) | None => NO_NAMES,
    }
}

/// The names of the support module that the implementations of a request use.
const REQUEST_NAMES: &[&str] = &["Advisory", "Operation", "Violations"];

/// Those that the implementations of other messages use without a prefix.
const NO_NAMES: &[&str] = &[];

/// Returns whether the traits of a message have a file of their own.
fn is_elsewhere(cx: &Context<'_>, record: &Record<'_>) -> bool {
    let module = match record.message {
        Some(Message::Request(at)) => cx.api.operations.get(at).map(|it| it.module),
        Some(Message::Notification(at)) => cx.api.webhooks.get(at).map(|it| it.module),
        Some(Message::Response(_)) | None => None,
    };
    module.is_some_and(|module| cx.is_elsewhere(record.id, module))
}

/// Emits the file of the traits of a message in its module, if its type lies in another one.
pub fn file(cx: &Context<'_>, id: TypeId, module: ModuleId) -> Vec<Tree> {
    let Some(record) = Record::of(cx, id) else {
        return Vec::new();
    };
    let scope = Scope::of_module(cx, module);
    let message = record.message;
    let items = message.and_then(|message| implementations(cx, message, &scope));
    let (names, reply) = match message {
        Some(Message::Request(_)) => (REQUEST_NAMES, None),
        Some(Message::Notification(at)) => (NO_NAMES, cx.notice(at).and_then(|it| it.reply)),
        Some(Message::Response(_)) | None => (NO_NAMES, None),
    };
    let reply = || reply.map(|body| &body.value).into_iter();
    let mut names: BTreeSet<&str> = names.iter().copied().collect();
    names.extend(support_types_of(reply()));
    let (support, items) = support::imported(items.unwrap_or_default(), names, iter::empty());
    let map = has_map_in(reply()).then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let types = scope.imports();
    let allow = record.allow_deprecated(cx.api);
    joined(quote!(#allow #map #support #types), items)
}

/// Emits the methods of a message.
pub fn methods(cx: &Context<'_>, record: &Record<'_>, message: Message) -> TokenStream {
    match message {
        Message::Request(at) => {
            // All windows of time in a request have the same start.
            let timed = cx.api.windows(record.id).next();
            let timed = timed.map(|(_, _, window)| validate_at(&window.from));
            let methods = request_methods(timed.is_some(), cx.plan.has_read_only(record.id));
            let is_json = cx.call(at).is_some_and(|call| call.is_json_text());
            let read = is_json.then(request_from_json);
            quote!(#methods #read #timed)
        }
        Message::Response(at) => {
            let stated = cx.call(at).and_then(|call| call.stated());
            response_methods(stated.is_some())
        }
        Message::Notification(_) => notification_methods(None),
    }
}

fn validate_at(from: &str) -> TokenStream {
    let doc = Doc::new(
        "Checks the request like [`validate`](Self::validate), including its time windows.",
    )
    .paragraph(format!(
        "The windows start at `moment`, which is the {}. The function reads no clock.",
        markdown::inline(from)
    ))
    .lines(["# Errors".to_owned()])
    .paragraph(
        "Returns all violations at once, each with its place and its rule, but \
                 not the value.",
    )
    .outer();
    quote! {
        #doc
        pub fn validate_at(&self, moment: std::time::SystemTime) -> Result<(), Violations> {
            support::violations_at(self, moment)
        }
    }
}

fn request_methods(is_timed: bool, has_read_only: bool) -> TokenStream {
    let validate = validate_doc(is_timed).outer();
    let advisories = advisories_doc(has_read_only).outer();
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
    }
}

fn validate_doc(is_timed: bool) -> Doc {
    let windows = if is_timed {
        "Use [`validate_at`](Self::validate_at) to check time windows."
    } else {
        ""
    };
    Doc::new("Checks the request and everything in it against every documented rule.")
        .paragraph(windows)
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns all violations at once, each with its place and its rule, but \
             not the value.",
        )
}

fn advisories_doc(has_read_only: bool) -> Doc {
    let mut kinds = vec![
        "- advice of the documents that the request does not follow,".to_owned(),
        "- values that are probably misspelt, with the documented value,".to_owned(),
        "- undocumented members, with the documented place of the name if there is one,".to_owned(),
    ];
    let number = if has_read_only { "five" } else { "four" };
    if has_read_only {
        kinds.push("- members that are only read,".to_owned());
    }
    kinds.push("- required texts that are empty.".to_owned());
    Doc::new("Returns the reasons why the request may be rejected although it breaks no rule.")
        .paragraph(format!("There are {number} kinds:"))
        .lines(kinds)
}

/// Emits the traits that a message implements in the file of its type, and the items that
/// they need.
pub fn beside_type(
    cx: &Context<'_>,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let message = record.message.filter(|_| !is_elsewhere(cx, record));
    message.and_then(|message| implementations(cx, message, scope))
}

/// Emits the traits that a message implements, and the items that they need.
fn implementations(cx: &Context<'_>, message: Message, scope: &Scope<'_>) -> Option<TokenStream> {
    match message {
        Message::Request(at) => cx.call(at).map(|call| request(cx, &call, scope)),
        Message::Response(at) => cx
            .call(at)
            .and_then(|call| call.stated())
            .map(|stated| response(cx.api, &stated)),
        Message::Notification(at) => cx
            .notice(at)
            .and_then(|notice| Some(webhook::implementation(&notice, notice.own()?, scope))),
    }
}

fn request(cx: &Context<'_>, call: &Call<'_>, scope: &Scope<'_>) -> TokenStream {
    let (id, http) = (&call.operation.id.wire, &call.operation.http);
    let (method, path) = (http.method.as_str(), &http.path);
    let name = scope.path(call.request);
    let parts = http_parts(cx, call, scope);
    let security = security::constants(cx, call.operation);
    let AnswerItems {
        response,
        error,
        read,
        constants,
    } = AnswerItems::of(cx, call, scope);
    let ids = id_methods(cx, call);
    let result = call.stated().map(|_| {
        quote! {
            #[inline]
            fn result(body: &[u8]) -> Option<support::ReceivedResult> {
                support::received::<Self::Response>(body)
            }
        }
    });
    let signed = call.operation.signed_by.map(|_| signature::request(&name));
    let resolution = resolution::implementations(cx, call, &name);
    let events = events::implementation(cx, call, &name, scope);
    // AnswerItems and writing are compiled where they are used, so a program pays only for
    // those that it uses.
    quote! {
        impl support::sealed::Sealed for #name {}

        impl Operation for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            #security
            #constants

            type Response = #response;
            type Error = #error;

            #parts

            #[inline]
            fn read(
                answer: &support::Answer<'_>,
            ) -> Result<Self::Response, support::AnswerError<Self::Error>> {
                #read
            }

            fn validate(&self) -> Result<(), Violations> {
                Self::validate(self)
            }

            fn advisories(&self) -> Vec<Advisory> {
                Self::advisories(self)
            }

            #ids
            #result
        }

        #events
        #signed
        #resolution
    }
}

/// Emits the methods that return the path, the query, the headers and the body.
fn http_parts(cx: &Context<'_>, call: &Call<'_>, scope: &Scope<'_>) -> TokenStream {
    let object = cx.api.structure(call.request);
    let parts = object.map(|object| parts::methods(call, object));
    let body = body::written(cx, call, scope);
    quote! {
        #parts

        #[inline]
        fn body(&self) -> Result<Option<support::Body>, support::EncodeError> {
            #body
        }
    }
}

/// Emits the methods that return the ids of a request and of its response.
fn id_methods(cx: &Context<'_>, call: &Call<'_>) -> TokenStream {
    let ids = &call.operation.ids;
    let sent = ids.iter().map(|id| (call.request, id.request));
    let sent = id_list(cx, sent, &quote!(self));
    let repeated = ids
        .iter()
        .filter_map(|id| Some((call.response()?, id.response?)));
    let repeated = id_list(cx, repeated, &quote!(response));
    let sent = sent.map(|sent| {
        quote! {
            fn ids(&self) -> Vec<(&'static str, &str)> {
                #sent
            }
        }
    });
    let repeated = repeated.map(|repeated| {
        quote! {
            fn ids_of(response: &Self::Response) -> Vec<(&'static str, &str)> {
                #repeated
            }
        }
    });
    quote!(#sent #repeated)
}

/// Returns the list of the ids in a message, if it has any.
fn id_list(
    cx: &Context<'_>,
    members: impl Iterator<Item = (TypeId, usize)>,
    message: &TokenStream,
) -> Option<TokenStream> {
    let ids: Vec<TokenStream> = members
        .filter_map(|(owner, member)| {
            let field = cx.api.structure(owner)?.field(member)?;
            let (wire, name) = (&field.name.wire, ident(&field.name.rust));
            Some(match holding(field, cx.api.get(owner).usage) {
                Holding::Plain => quote!((#wire, Some(#message.#name.as_str()))),
                Holding::Optional | Holding::Null => quote!((#wire, #message.#name.as_deref())),
                Holding::OptionalNull => quote!(
                    (#wire, #message.#name.as_ref().and_then(support::Nullable::value).map(String::as_str))
                ),
            })
        })
        .collect();
    (!ids.is_empty()).then(|| quote!(support::present([#(#ids),*])))
}

fn response(api: &Api, stated: &Stated<'_>) -> TokenStream {
    let outcome = stated.outcome;
    let status = api.wire_names(&outcome.status);
    let code = api.wire_names(&outcome.code);
    let message = api.wire_names(&outcome.message);
    let doc = line("The paths to the result of a response.");
    quote! {
        #doc
        const RESULT: support::ResultPaths = support::ResultPaths {
            status: &[#(#status),*],
            code: &[#(#code),*],
            message: &[#(#message),*],
        };
    }
}
