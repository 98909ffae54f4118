//! Outcomes: the meaning of the response of each operation.

mod succeeded;
mod success;

use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::{Tree, joined};
use crate::markdown;
use crate::model::{Api, Field, FieldPath, Outcome, OutcomeKind, Type};
use crate::plan::Stated;

use success::{Payload, message_doc};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::record::Record;
use crate::emit::rust::condition;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::support;
use crate::emit::rust_file::RustFile;

/// Emits the file of an operation's outcome.
pub fn module(cx: &Context<'_>, stated: &Stated<'_>) -> RustFile {
    let response = Record::of(cx, stated.response);
    let tokens = response.map(|response| tokens(cx, stated, &response));
    RustFile {
        path: format!("{}/outcome.rs", cx.directory(stated.operation.module)),
        origin: stated.operation.document.path.clone(),
        tokens: tokens.unwrap_or_default(),
    }
}

fn tokens(cx: &Context<'_>, stated: &Stated<'_>, response: &Record<'_>) -> Vec<Tree> {
    let api = cx.api;
    let scope = Scope::of_module(cx, stated.operation.module);
    let payload: Vec<Payload<'_>> = success::payload(stated, response).collect();
    let success = success::structure(&payload, &scope);
    let promised = payload.iter().filter(|payload| payload.certain);
    let promised: Vec<&Field> = promised.map(|payload| payload.field).collect();
    let succeeded = succeeded::structure(response, &promised, &scope);
    let into_success = succeeded::method(response, &promised);
    let outcome_method = method(stated.outcome);
    let collect = success::collect(api, &payload);
    let implementation = implementation(api, stated.outcome, &scope);
    let module = format!(
        "{}::{}",
        cx.crate_name(),
        cx.module_path(stated.operation.module)
    );
    let outcome = outcome(stated.outcome, &module);
    let unfinished = unfinished();
    let items = quote! {
        #outcome
        #success
        #succeeded
        #unfinished

        impl Response {
            #outcome_method
            #into_success

            fn success<'a>(&'a self, code: Option<ResultCode>, message: Option<&'a str>) -> Outcome<'a> {
                #collect
            }
        }

        #implementation
    };
    let mut names = response.support_names();
    names.extend(["DecodeError", "Retry"]);
    let (support, items) = support::imported(items, names, iter::empty());
    let (map, types) = (response.map_import(), scope.imports());
    let allow = response.allow_deprecated(cx.api);
    let head = quote! {
        //! The outcome of a response.

        #allow
        #map
        #support
        #types
        use super::{Response, ResultCode};
    };
    joined(head, items)
}

/// Returns the program that handles every outcome. `module` is the path of the operation.
fn example(module: &str) -> String {
    format!(
        "\
use {module}::{{Outcome, Response}};

/// Returns true if the outcome is known.
fn conclude(response: &Response) -> bool {{
    match response.outcome() {{
        Outcome::Success(_) => true,
        Outcome::Failure(failure) => {{
            println!(\"failed: {{:?}}, {{:?}}\", failure.code, failure.retry());
            true
        }}
        // Inquire, or send the same request again.
        Outcome::Unknown(unknown) => {{
            println!(\"unknown: {{:?}}, {{:?}}\", unknown.code, unknown.retry());
            false
        }}
        Outcome::Malformed(malformed) => {{
            println!(\"unknown: {{malformed:?}}\");
            false
        }}
    }}
}}"
    )
}

/// Emits the enum of the outcomes.
fn outcome(outcome: &Outcome, module: &str) -> TokenStream {
    let doc = Doc::new("The outcome of a [`Response`], returned by [`Response::outcome`].")
        .paragraph(
            "The status in the response decides, not the usual status of its code. The \
             enum is exhaustive, so a `match` handles every outcome without a wildcard \
             arm.",
        )
        .lines(["# Example".to_owned()])
        .program(&example(module))
        .outer();
    let success = variant_doc(&outcome.success, "the call succeeded.");
    let failure = variant_doc(
        &outcome.failure,
        "the call failed. [`Failure::retry`] has the retry advice.",
    );
    let unknown = variant_doc(
        &outcome.unknown,
        "it is not known whether the call took effect. [`Unknown::retry`] has the retry \
         advice until the outcome is known.",
    );
    let malformed = line("A response that does not state its outcome: treat it like `Unknown`.");
    let kind = kind_method();
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum Outcome<'a> {
            #success
            Success(Success<'a>),
            #failure
            Failure(Failure<'a>),
            #unknown
            Unknown(Unknown<'a>),
            #malformed
            Malformed(Malformed<'a>),
        }

        impl Outcome<'_> {
            #kind
        }
    }
}

/// Returns the comment of the outcome with these status values.
fn variant_doc(statuses: &[String], text: &str) -> TokenStream {
    let statuses = markdown::codes(statuses);
    Doc::default()
        .paragraph(format!("The status is {statuses}: {text}"))
        .outer()
}

fn kind_method() -> TokenStream {
    let doc = line("Returns the kind of outcome, without its data.");
    quote! {
        #doc
        #[must_use]
        pub fn kind(&self) -> support::OutcomeKind {
            match self {
                Self::Success(_) => support::OutcomeKind::Success,
                Self::Failure(_) => support::OutcomeKind::Failure,
                Self::Unknown(_) => support::OutcomeKind::Unknown,
                Self::Malformed(_) => support::OutcomeKind::Malformed,
            }
        }
    }
}

/// Emits the failure, unknown and malformed outcomes, which refer to the whole response.
fn unfinished() -> TokenStream {
    let failure = unfinished_struct(
        OutcomeKind::Failure,
        "A call that failed.",
        "Returns the retry advice, or `None` if the code is unknown or usually means \
         another outcome.",
    );
    let unknown = unfinished_struct(
        OutcomeKind::Unknown,
        "A call with an unknown outcome: it may or may not have taken effect.",
        "Returns the retry advice, or `None` if the code is unknown or usually means \
         another outcome. If it is `None`, inquire before any other step.",
    );
    let malformed = Doc::new("A response that does not state its outcome.")
        .paragraph("The call may have taken effect: treat it like an unknown outcome.")
        .outer();
    let reason = line("The reason why the outcome cannot be determined.");
    let code = line("The result code, if the response has one. It does not decide the outcome.");
    let (message, response) = (message_doc(), response_doc());
    quote! {
        #failure
        #unknown

        #malformed
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Malformed<'a> {
            #reason
            pub reason: support::MalformedReason<'a>,
            #code
            pub code: Option<ResultCode>,
            #message
            pub message: Option<&'a str>,
            #response
            pub response: &'a Response,
        }

        support::debug_fields!(Failure { code });
        support::debug_fields!(Unknown { code });
        support::debug_fields!(Malformed { reason, code });
    }
}

fn unfinished_struct(kind: OutcomeKind, doc: &str, retry: &str) -> TokenStream {
    let name = ident(kind_variant(kind));
    let doc = line(doc);
    let code = Doc::new("The result code with the reason, if the response has one.")
        .paragraph(
            "[`ResultCode::action`] has the advice for people. If [`retry`](Self::retry) \
             is `None`, that advice is for another outcome or does not exist.",
        )
        .outer();
    let (message, response) = (message_doc(), response_doc());
    let retry = Doc::default().paragraph(retry).outer();
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct #name<'a> {
            #code
            pub code: Option<ResultCode>,
            #message
            pub message: Option<&'a str>,
            #response
            pub response: &'a Response,
        }

        impl #name<'_> {
            #retry
            #[must_use]
            pub fn retry(&self) -> Option<Retry> {
                support::advice(self.code.as_ref(), support::OutcomeKind::#name)
            }
        }
    }
}

/// Returns the variant of the support module's `OutcomeKind`, which is also the name of
/// the struct that the outcome carries.
fn kind_variant(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Success => "Success",
        OutcomeKind::Failure => "Failure",
        OutcomeKind::Unknown => "Unknown",
    }
}

fn response_doc() -> TokenStream {
    line("The whole response, with the fields beside the result. `Debug` omits it.")
}

/// Emits the method `outcome`, which reads the status.
fn method(outcome: &Outcome) -> TokenStream {
    let (success, failure, unknown) = (&outcome.success, &outcome.failure, &outcome.unknown);
    let doc = line("Returns the outcome of the response, which its status decides.");
    quote! {
        #doc
        #[must_use]
        pub fn outcome(&self) -> Outcome<'_> {
            let response = self;
            let code = support::Response::code(self).map(ResultCode::from);
            let message = support::Response::message(self);
            let reason = match support::Response::status(self) {
                Some(#(#success)|*) => return self.success(code, message),
                Some(#(#failure)|*) => return Outcome::Failure(Failure { code, message, response }),
                Some(#(#unknown)|*) => return Outcome::Unknown(Unknown { code, message, response }),
                Some(other) => support::MalformedReason::UnrecognizedStatus(other),
                None => support::MalformedReason::NoStatus,
            };
            Outcome::Malformed(Malformed { reason, code, message, response })
        }
    }
}

/// Implements the trait `Response`, for code that handles every operation.
fn implementation(api: &Api, outcome: &Outcome, scope: &Scope<'_>) -> TokenStream {
    let status = text(api, &outcome.status, scope);
    let code = text(api, &outcome.code, scope);
    let message = text(api, &outcome.message, scope);
    quote! {
        impl support::sealed::Sealed for Response {}

        impl support::Response for Response {
            type ResultCode = ResultCode;

            #[inline]
            fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
                Self::from_json(json)
            }

            fn status(&self) -> Option<&str> {
                #status
            }

            fn code(&self) -> Option<&str> {
                #code
            }

            fn message(&self) -> Option<&str> {
                #message
            }

            fn outcome_kind(&self) -> support::OutcomeKind {
                self.outcome().kind()
            }
        }
    }
}

/// Returns the text at the end of a path, as an `Option<&str>`.
fn text(api: &Api, path: &FieldPath, scope: &Scope<'_>) -> TokenStream {
    let Some(reached) = condition::reach(api, &quote!(self), path) else {
        return quote!(None::<&str>);
    };
    let tokens = reached.tokens;
    let last = path
        .steps
        .last()
        .and_then(|step| condition::field(api, *step));
    let is_sensitive = last.is_some_and(|field| field.value.sensitive.is_some());
    if is_sensitive {
        quote!(#tokens.map(|text| text.expose().as_str()))
    } else if let Some(Type::Named(id)) = last.map(|field| &field.value.ty) {
        let ty = scope.path(*id);
        quote!(#tokens.map(#ty::as_str))
    } else {
        quote!(#tokens.map(String::as_str))
    }
}
