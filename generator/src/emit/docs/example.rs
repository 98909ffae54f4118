//! Examples of the specification as programs that a reader can copy.
//!
//! The first request of each operation becomes a chain of setters, and its first success
//! becomes the JSON that the program reads. The generated documentation compiles
//! and runs the programs.

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout;
use crate::model::{Api, Example, Field, Json, Operation, OutcomeKind, Type, Value};
use crate::plan::Call;

use super::instance::{Built, Form, Writer};
use super::json::formatted;
use crate::emit::context::Context;
use crate::emit::rust::ident::ident;

/// A program that shows an operation.
pub struct Sample {
    imports: TokenStream,
    request: Built,
    response: String,
    /// True if the response is a success.
    is_success: bool,
    /// The values of a success that the program prints.
    success: Vec<TokenStream>,
}

/// Returns the first operation that has examples, with its program.
#[must_use]
pub fn first<'a>(cx: &Context<'a>) -> Option<(&'a Operation, Sample)> {
    let mut calls = cx.calls.iter();
    calls.find_map(|call| Some((call.operation, sample(cx, call)?)))
}

/// Returns the program of an operation, or `None` without examples.
pub fn sample(cx: &Context<'_>, call: &Call<'_>) -> Option<Sample> {
    let request = call.operation.request_examples().first()?;
    let responses = call.operation.response_examples();
    let success = responses.iter().find(|it| is_success(cx.api, call, it));
    let response = success.or(responses.first())?;
    let writer = Writer::new(cx, call.operation.module);
    let request = writer.object(call.request, &request.value)?;
    let object = cx.api.structure(call.response)?;
    let members = call.outcome.success_members.iter();
    let members = members.filter_map(|&member| object.field(member));
    let printed = handed_on(cx.api, members, &quote!(success), 0);
    Some(Sample {
        imports: writer.scope.imports_with(&["Outcome", "Response"]),
        request,
        response: formatted(&response.value)?,
        is_success: success.is_some(),
        success: printed.into_iter().map(|value| value.tokens).collect(),
    })
}

/// Returns whether the status of a response means success.
fn is_success(api: &Api, call: &Call<'_>, example: &Example) -> bool {
    let mut names = api.wire_names(&call.outcome.status);
    let status = names.try_fold(&example.value, |at, name| {
        let mut members = at.members().iter();
        members.find_map(|(known, value)| (known == name).then_some(value))
    });
    let kind = match status {
        Some(Json::Text(text)) => call.outcome.kind(text),
        Some(Json::Null | Json::Boolean(_) | Json::Number(_) | Json::List(_) | Json::Object(_))
        | None => None,
    };
    kind == Some(OutcomeKind::Success)
}

impl Sample {
    /// Returns the program as the body of a function.
    pub fn program(&self) -> String {
        let shown = match self.success.as_slice() {
            [] => quote!(Outcome::Success(_) => println!("done"),),
            values => {
                let format = vec!["{}"; values.len()].join(" ");
                quote!(Outcome::Success(success) => println!(#format, #(#values),*),)
            }
        };
        let before = layout::statements(&self.imports);
        let build = layout::statements(&self.build());
        let after = layout::statements(&quote! {
            let response = Response::from_json(answer)?;
            match response.outcome() {
                #shown
                Outcome::Failure(failure) => {
                    println!("failed: {:?}, {:?}", failure.code, failure.retry());
                }
                Outcome::Unknown(unknown) => {
                    println!("unknown: {:?}, {:?}", unknown.code, unknown.retry());
                }
                Outcome::Malformed(malformed) => println!("treat it as unknown: {malformed:?}"),
            }
        });
        let answer = &self.response;
        let test = if self.is_success {
            "# assert!(matches!(response.outcome(), Outcome::Success(_)));\n"
        } else {
            ""
        };
        format!(
            "{before}\n{build}let body = serde_json::to_vec(&request)?;\n\n\
             // Send `body`, and read the response:\n\
             let answer = br#\"{answer}\"#;\n{after}{test}\
             # let _ = body;\n\
             # Ok::<(), Box<dyn std::error::Error>>(())\n"
        )
    }

    /// Returns the statements that make and validate the request.
    fn build(&self) -> TokenStream {
        let request = &self.request.tokens;
        match self.request.form {
            // `new` does not validate.
            Form::Value => quote! {
                let request = #request;
                request.validate()?;
            },
            Form::Builder | Form::RequestBuilder => quote!(let request = #request.build()?;),
        }
    }
}

/// A value that the program prints, as an expression.
pub struct HandedOn {
    /// The expression.
    pub tokens: TokenStream,
    is_sensitive: bool,
}

/// Returns the values that are always present and that a program needs: the
/// sensitive ones, to show how to access them, or else the first one. Nested
/// members are included.
pub fn handed_on<'f>(
    api: &Api,
    fields: impl Iterator<Item = &'f Field>,
    owner: &TokenStream,
    depth: usize,
) -> Vec<HandedOn> {
    let mut values: Vec<HandedOn> = fields
        .flat_map(|field| {
            let name = ident(&field.name.rust);
            handed_on_of(api, &field.value, quote!(#owner.#name), depth)
        })
        .collect();
    if values.iter().any(|value| value.is_sensitive) {
        values.retain(|value| value.is_sensitive);
    } else {
        values.truncate(1);
    }
    values
}

/// The maximum depth of nested objects.
const DEPTH: usize = 4;

fn handed_on_of(api: &Api, value: &Value, path: TokenStream, depth: usize) -> Vec<HandedOn> {
    let object = match &value.ty {
        Type::Named(id) => api.structure(*id),
        Type::Scalar(_) => None,
        Type::Any | Type::List(_) | Type::Map(_) => return Vec::new(),
    };
    match (object, value.sensitive) {
        (None, Some(_)) => vec![HandedOn {
            tokens: quote!(#path.expose()),
            is_sensitive: true,
        }],
        (None, None) => vec![HandedOn {
            tokens: path,
            is_sensitive: false,
        }],
        (Some(object), None) if depth < DEPTH => {
            handed_on(api, object.required(), &path, depth + 1)
        }
        (Some(_), _) => Vec::new(),
    }
}
