//! Outcomes: the meaning of the response of each operation.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::TokenStream;
use quote::quote;

use crate::markdown;
use crate::model::{
    Api, Field, FieldPath, Outcome, OutcomeKind, Presence, Scalar, Shape, Type, Value,
};
use crate::plan::{Call, ScalarForm, rust_scalar};
use crate::text::pointer::child;

use super::succeeded;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::record::Record;
use crate::emit::rust::condition;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::{Scope, has_map, import, support_types};
use crate::emit::rust::support;
use crate::emit::rust::types::{is_copy, value_type};
use crate::emit::rust_file::RustFile;

/// Emits the file of an operation's outcome.
pub fn module(cx: &Context<'_>, call: &Call<'_>) -> RustFile {
    let response = Record::of(cx, call.response);
    let tokens = response.map(|response| tokens(cx, call, &response));
    RustFile {
        path: format!("{}/outcome.rs", cx.directory(call.operation.module)),
        origin: call.operation.document.path.clone(),
        tokens: tokens.unwrap_or_default(),
    }
}

fn tokens(cx: &Context<'_>, call: &Call<'_>, response: &Record<'_>) -> TokenStream {
    let api = cx.api;
    let scope = Scope::of_module(cx, call.operation.module);
    let payload: Vec<Payload<'_>> = payload(call, response).collect();
    let success = success(&payload, &scope);
    let promised = payload.iter().filter(|payload| payload.certain);
    let promised: Vec<&Field> = promised.map(|payload| payload.field).collect();
    let succeeded = succeeded::structure(response, &promised, &scope);
    let into_success = succeeded::method(response, &promised);
    let outcome_method = method(call.outcome);
    let collect = collect(api, &payload);
    let implementation = implementation(api, call.outcome, &scope);
    let outcome = outcome(call.outcome);
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
    let (support, items) = support::imported(items, support_names(response), iter::empty());
    let imports = imports(response, &scope, &support);
    let mut fields = response.object.fields();
    let allow = fields.any(|(_, field)| field.deprecated).then(
        || quote!(#![allow(deprecated, reason = "deprecated members are still read and written")]),
    );
    quote! {
        //! The outcome of a response.

        #allow
        #imports
        use super::{Response, ResultCode};

        #items
    }
}

/// Returns the names of the support module that the file uses without a path.
fn support_names(response: &Record<'_>) -> BTreeSet<&'static str> {
    let mut names = support_types(response.object.fields().map(|(_, field)| field));
    names.extend(["DecodeError", "Retry"]);
    if response.extra.is_some() {
        names.insert("Extra");
    }
    names
}

/// Emits the imports, other than those from the file's module.
fn imports(response: &Record<'_>, scope: &Scope<'_>, support: &TokenStream) -> TokenStream {
    let mut fields = response.object.fields().map(|(_, field)| field);
    let types = scope.imports();
    let map =
        has_map(&mut fields).then(|| import(&quote!(std::collections), ["BTreeMap"].into_iter()));
    quote!(#map #support #types)
}

/// A member of the response that a success carries.
struct Payload<'a> {
    field: &'a Field,
    /// True if every success has it.
    certain: bool,
    /// True if it is held in a `Box`.
    is_boxed: bool,
}

/// Returns every member except the status, code and message.
fn payload<'a>(call: &Call<'a>, response: &'a Record<'_>) -> impl Iterator<Item = Payload<'a>> {
    let outcome = call.outcome;
    let result = [&outcome.status, &outcome.code, &outcome.message];
    let is_result = move |member: usize| {
        let mut first = result.iter().filter_map(|path| path.steps.first());
        first.any(|step| step.member == member)
    };
    let fields = response.object.fields();
    fields
        .filter(move |(member, _)| !is_result(*member))
        .map(|(member, field)| Payload {
            field,
            certain: field.presence == Presence::Required
                || outcome.success_members.contains(&member),
            is_boxed: response.is_boxed(member),
        })
}

fn outcome(outcome: &Outcome) -> TokenStream {
    let doc = Doc::new("The outcome of a [`Response`], returned by [`Response::outcome`].")
        .paragraph(
            "The status in the response decides, not the usual status of its code. The \
             enum is exhaustive, so a `match` handles every outcome without a wildcard \
             arm.",
        )
        .outer();
    let variant = |statuses: &[String], text: &str| {
        Doc::default()
            .paragraph(format!(
                "The status is {}: {text}",
                markdown::codes(statuses)
            ))
            .outer()
    };
    let success = variant(&outcome.success, "the call succeeded.");
    let failure = variant(
        &outcome.failure,
        "the call failed. [`Failure::retry`] has the retry advice.",
    );
    let unknown = variant(
        &outcome.unknown,
        "it is not known whether the call took effect. [`Unknown::retry`] has the retry \
         advice until the outcome is known.",
    );
    let malformed = line("A response that does not state its outcome: treat it like `Unknown`.");
    let kind = line("Returns the kind of outcome, without its data.");
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
}

fn success(payload: &[Payload<'_>], scope: &Scope<'_>) -> TokenStream {
    let doc = Doc::new("The data of a successful response.")
        .paragraph("Fields that every success has are plain, the others are of type `Option`.")
        .outer();
    let fields = payload.iter().map(|payload| {
        let name = ident(&payload.field.name.rust);
        let ty = shown_type(payload.field, scope);
        let ty = if payload.certain {
            ty
        } else {
            quote!(Option<#ty>)
        };
        let doc = Doc::default()
            .prose(&payload.field.description)
            // `field@` is needed, because a method may have the same name.
            .paragraph(format!("See [`Response::{name}`](field@Response::{name})."))
            .outer();
        quote!(#doc pub #name: #ty,)
    });
    let names = payload
        .iter()
        .map(|payload| ident(&payload.field.name.rust));
    let code =
        line("The result code, if the response has one. The status has decided the outcome.");
    let message = message_doc();
    quote! {
        #doc
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Success<'a> {
            #(#fields)*
            #code
            pub code: Option<ResultCode>,
            #message
            pub message: Option<&'a str>,
        }

        support::debug_fields!(Success { #(#names,)* code });
    }
}

/// Returns the type of a field as a success shows it.
fn shown_type(field: &Field, scope: &Scope<'_>) -> TokenStream {
    let value = &field.value;
    let ty = value_type(value, scope);
    match &value.ty {
        _ if by_value(field) => ty,
        Type::Scalar(scalar) if is_string(*scalar) && value.sensitive.is_none() => quote!(&'a str),
        Type::List(item) => {
            let item = value_type(item, scope);
            quote!(&'a [#item])
        }
        Type::Scalar(_) | Type::Any | Type::Named(_) | Type::Map(_) => quote!(&'a #ty),
    }
}

/// Returns whether a success shows the dereferenced field, such as a `&str`.
fn derefs(payload: &Payload<'_>) -> bool {
    let value = &payload.field.value;
    payload.is_boxed
        || match value.ty {
            Type::Scalar(scalar) => is_string(scalar) && value.sensitive.is_none(),
            Type::List(_) => true,
            Type::Any | Type::Named(_) | Type::Map(_) => false,
        }
}

/// Returns whether a scalar is a `String`.
fn is_string(scalar: Scalar) -> bool {
    rust_scalar(scalar).form == ScalarForm::String
}

fn by_value(field: &Field) -> bool {
    is_copy(&field.value.ty) && field.value.sensitive.is_none()
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

fn message_doc() -> TokenStream {
    line("The result's message for people. It may repeat request data, so `Debug` omits it.")
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

/// Emits the code that collects the members of a success or reports missing ones.
fn collect(api: &Api, payload: &[Payload<'_>]) -> TokenStream {
    let fields = payload.iter().map(|payload| {
        let name = ident(&payload.field.name.rust);
        match (payload.certain, payload.field.presence) {
            // The pattern below binds it.
            (true, Presence::Optional) if by_value(payload.field) => quote!(#name: *#name,),
            (true, Presence::Optional) => quote!(#name,),
            _ if by_value(payload.field) => quote!(#name: self.#name,),
            (true, Presence::Required) => quote!(#name: &self.#name,),
            (false, _) if derefs(payload) => quote!(#name: self.#name.as_deref(),),
            (false, _) => quote!(#name: self.#name.as_ref(),),
        }
    });
    let success = quote!(Outcome::Success(Success { #(#fields)* code, message }));
    let certain = payload.iter().filter(|payload| payload.certain);
    let lacks: Vec<TokenStream> = certain
        .flat_map(|payload| lacks(api, payload.field))
        .collect();
    if lacks.is_empty() {
        return success;
    }
    let bound: Vec<_> = payload
        .iter()
        .filter(|payload| payload.certain && payload.field.presence == Presence::Optional)
        .map(|payload| ident(&payload.field.name.rust))
        .collect();
    quote! {
        let mut missing = Vec::new();
        #(#lacks)*
        let (true, #(Some(#bound)),*) = (missing.is_empty(), #(&self.#bound),*) else {
            let reason = support::MalformedReason::Incomplete { missing };
            return Outcome::Malformed(Malformed { reason, code, message, response: self });
        };
        #success
    }
}

/// Emits the statements that record a missing member of a success. A member is missing if
/// it is absent, or if a text that it needs is empty.
fn lacks(api: &Api, field: &Field) -> Vec<TokenStream> {
    let name = ident(&field.name.rust);
    let pointer = child("", &field.name.wire);
    let is_optional = field.presence == Presence::Optional;
    let place = if is_optional {
        quote!(inner)
    } else {
        quote!(self.#name)
    };
    let mut texts = Vec::new();
    needed_texts(api, &field.value, &place, pointer.clone(), &mut texts);
    let itself = texts.iter().any(|(_, place)| *place == pointer);
    let absent = (is_optional && !itself)
        .then(|| quote!(if self.#name.is_none() { missing.push(#pointer); }));
    let is_text = matches!(field.value.ty, Type::Scalar(scalar) if is_string(scalar));
    let plain = is_text && field.value.sensitive.is_none();
    let empty = texts.into_iter().map(|(text, pointer)| {
        let test = match (is_optional, itself) {
            (false, _) => quote!(#text.is_empty()),
            (true, true) if plain => quote!(self.#name.as_ref().is_none_or(String::is_empty)),
            (true, true) => quote!(self.#name.as_ref().is_none_or(|inner| #text.is_empty())),
            (true, false) => quote!(self.#name.as_ref().is_some_and(|inner| #text.is_empty())),
        };
        quote!(if #test { missing.push(#pointer); })
    });
    absent.into_iter().chain(empty).collect()
}

/// Collects the texts that a value needs, each as a string expression and its pointer.
/// They are the value itself, or the required texts of an object.
fn needed_texts(
    api: &Api,
    value: &Value,
    place: &TokenStream,
    pointer: String,
    texts: &mut Vec<(TokenStream, String)>,
) {
    let exposed = value.sensitive.map(|_| quote!(.expose()));
    match &value.ty {
        Type::Scalar(scalar) => match rust_scalar(*scalar).form {
            ScalarForm::String => texts.push((quote!(#place #exposed), pointer)),
            ScalarForm::Text { .. } => texts.push((quote!(#place #exposed.as_str()), pointer)),
            ScalarForm::Copied => {}
        },
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Enum(_) => texts.push((quote!(#place #exposed.as_str()), pointer)),
            Shape::Struct(object) => {
                for (_, field) in object.fields() {
                    if field.presence == Presence::Required {
                        let name = ident(&field.name.rust);
                        let pointer = child(&pointer, &field.name.wire);
                        needed_texts(api, &field.value, &quote!(#place.#name), pointer, texts);
                    }
                }
            }
            Shape::Union(_) | Shape::Alias(_) => {}
        },
        Type::Any | Type::List(_) | Type::Map(_) => {}
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
