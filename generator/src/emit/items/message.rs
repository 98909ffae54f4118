//! Methods and traits that only messages have: requests, responses and notifications.

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;
use crate::model::{Api, Message, Presence, TypeId};
use crate::plan::Call;

use super::signature;
use super::webhook;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;

/// Returns the names of the support module that the file of a message uses.
pub fn support_names(message: Message) -> &'static [&'static str] {
    match message {
        Message::Request(_) => &[
            "Advisory",
            "Answer",
            "Body",
            "DecodeError",
            "EncodeError",
            "Operation",
            "ReceivedResult",
            "Violations",
        ],
        Message::Response(_) => &["DecodeError"],
        Message::Notification(_) => &["DecodeError", "Webhook"],
    }
}

/// Emits the methods of a message.
pub fn methods(api: &Api, id: TypeId, message: Message) -> TokenStream {
    match message {
        Message::Request(_) => {
            // All windows of time in a request have the same start.
            let timed = api.windows(id).next();
            let timed = timed.map(|(_, _, window)| validate_at(&window.from));
            let methods = request_methods(timed.is_some());
            quote!(#methods #timed)
        }
        Message::Response(_) => response_methods(),
        Message::Notification(_) => notification_methods(),
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

fn request_methods(is_timed: bool) -> TokenStream {
    let windows = if is_timed {
        "Use [`validate_at`](Self::validate_at) to check time windows."
    } else {
        ""
    };
    let validate =
        Doc::new("Checks the request and everything in it against every documented rule.")
            .paragraph(windows)
            .lines(["# Errors".to_owned()])
            .paragraph(
                "Returns all violations at once, each with its place and its rule, but \
                 not the value.",
            )
            .outer();
    let advisories =
        Doc::new("Returns the reasons why the request may be rejected although it breaks no rule.")
            .paragraph("There are four kinds:")
            .lines([
                "- advice of the documents that the request does not follow,".to_owned(),
                "- values that are probably misspelt, with the documented value,".to_owned(),
                "- undocumented members, with the documented place of the name if there is one,"
                    .to_owned(),
                "- required texts that are empty.".to_owned(),
            ])
            .outer();
    let from_json = Doc::new("Reads a request that was written earlier, from JSON.")
        .paragraph(
            "It does not validate the request; call [`validate`](Self::validate) for \
             that.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the JSON is malformed, has a wrong type, lacks a \
             required member, or changes a constant.",
        )
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
    let errors = "Returns an error if the response cannot be parsed; [`DecodeError::result`] \
                  has the part of its result that was readable.";
    from_json("response", errors, &quote!(RESULT))
}

fn notification_methods() -> TokenStream {
    let errors = "Returns an error if the notification cannot be parsed.";
    from_json("notification", errors, &quote!(support::ResultPaths::NONE))
}

/// Emits the function that reads a message as a program receives it. `paths` are the
/// paths to its result.
fn from_json(message: &str, errors: &str, paths: &TokenStream) -> TokenStream {
    let doc = Doc::new(format!("Reads a {message} from JSON."))
        .paragraph(
            "Unknown members, unknown values and values beyond a limit are not errors. \
             Scalars can be strings or native JSON values.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(errors)
        .outer();
    quote! {
        #doc
        #[inline]
        pub fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
            support::from_json(json, &#paths)
        }
    }
}

/// Emits the traits that a message implements, and the items that they need.
pub fn implementations(
    cx: &Context<'_>,
    message: Message,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    match message {
        Message::Request(at) => cx.call(at).map(|call| request(cx, &call, scope)),
        Message::Response(at) => cx.call(at).map(|call| response(cx.api, &call)),
        Message::Notification(at) => cx
            .notice(at)
            .map(|notice| webhook::implementation(&notice, scope)),
    }
}

fn request(cx: &Context<'_>, call: &Call<'_>, scope: &Scope<'_>) -> TokenStream {
    let (id, http) = (&call.operation.id.wire, &call.operation.http);
    let (method, path) = (http.method.as_str(), &http.path);
    let name = ident(&scope.api.get(call.request).name.rust);
    let module = scope.sibling(call.operation.module);
    let ids = id_methods(cx, call);
    let signed = call.operation.signed_by.map(|_| signature::request(&name));
    quote! {
        impl support::sealed::Sealed for #name {}

        impl Operation for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;

            type Response = #module::Response;

            fn body(&self) -> Result<Option<Body>, EncodeError> {
                Body::json(self)
            }

            fn read(answer: &Answer<'_>) -> Result<Self::Response, DecodeError> {
                answer.read(200, Self::Response::from_json)
            }

            fn validate(&self) -> Result<(), Violations> {
                Self::validate(self)
            }

            fn advisories(&self) -> Vec<Advisory> {
                Self::advisories(self)
            }

            #ids

            fn result(body: &[u8]) -> Option<ReceivedResult> {
                support::received::<Self::Response>(body)
            }
        }

        #signed
    }
}

/// Emits the methods that return the ids of a request and of its response.
fn id_methods(cx: &Context<'_>, call: &Call<'_>) -> TokenStream {
    let ids = &call.operation.ids;
    let sent = ids.iter().map(|id| (call.request, id.request));
    let sent = id_list(cx, sent, &quote!(self));
    let repeated = ids
        .iter()
        .filter_map(|id| Some((call.response, id.response?)));
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
            Some(match field.presence {
                Presence::Required => quote!((#wire, Some(#message.#name.as_str()))),
                Presence::Optional => quote!((#wire, #message.#name.as_deref())),
            })
        })
        .collect();
    (!ids.is_empty()).then(|| quote!(support::present([#(#ids),*])))
}

fn response(api: &Api, call: &Call<'_>) -> TokenStream {
    let outcome = call.outcome;
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
