//! Successes: their members, and the check that a response has them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Api, Base, Field, Presence, Scalar, Shape, Type, Value};
use crate::plan::{Holding, ScalarForm, Stated, holding, rust_scalar};
use crate::text::pointer::child;

use crate::emit::docs::{Doc, line};
use crate::emit::record::Record;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::{is_copy, item_type, value_type};

/// A member of the response that a success carries.
pub struct Payload<'a> {
    /// The field of the response.
    pub field: &'a Field,
    /// True if every success has it.
    pub certain: bool,
    /// True if it is held in a `Box`.
    is_boxed: bool,
    /// Its form.
    holding: Holding,
}

/// Returns every member except the status, code and message.
pub fn payload<'a>(
    stated: &Stated<'a>,
    response: &'a Record<'_>,
) -> impl Iterator<Item = Payload<'a>> {
    let outcome = stated.outcome;
    let fields = response.object.fields();
    fields
        .filter(|(member, _)| !outcome.is_result(*member))
        .map(|(member, field)| Payload {
            field,
            // A promised member may still be null.
            certain: outcome.is_certain(member, field) && !field.value.nullable,
            holding: holding(field, response.def.usage),
            is_boxed: response.is_boxed(member),
        })
}

/// Emits the struct of the members.
pub fn structure(payload: &[Payload<'_>], scope: &Scope<'_>) -> TokenStream {
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
            let item = item_type(item, scope);
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

/// Emits the code that collects the members of a success or reports missing ones.
pub fn collect(api: &Api, payload: &[Payload<'_>]) -> TokenStream {
    let fields = payload.iter().map(|payload| {
        let name = ident(&payload.field.name.rust);
        if payload.holding == Holding::OptionalNull {
            return nullable(payload, &name);
        }
        match (payload.certain, payload.field.presence) {
            // The pattern below binds it.
            (true, Presence::Written | Presence::Optional) if by_value(payload.field) => {
                quote!(#name: *#name,)
            }
            (true, Presence::Written | Presence::Optional) => quote!(#name,),
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
        .filter(|payload| payload.certain && payload.field.presence != Presence::Required)
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

/// Emits the collection of a member that can be absent or null.
fn nullable(payload: &Payload<'_>, name: &Ident) -> TokenStream {
    let value = quote!(self.#name.as_ref().and_then(support::Nullable::value));
    if by_value(payload.field) {
        quote!(#name: #value.copied(),)
    } else if derefs(payload) {
        quote!(#name: #value.map(|value| &**value),)
    } else {
        quote!(#name: #value,)
    }
}

/// Emits the statements that record a missing member of a success. A member is missing if
/// it is absent, or if a text that it needs is empty.
fn lacks(api: &Api, field: &Field) -> Vec<TokenStream> {
    let name = ident(&field.name.rust);
    let pointer = child("", &field.name.wire);
    let is_optional = field.presence != Presence::Required;
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
            ScalarForm::Copied | ScalarForm::Null | ScalarForm::Upload => {}
        },
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Enum(set) if set.base() == Base::Text => {
                texts.push((quote!(#place #exposed.as_str()), pointer));
            }
            Shape::Struct(object) => {
                for (_, field) in object.fields() {
                    if field.presence == Presence::Required && !field.value.nullable {
                        let name = ident(&field.name.rust);
                        let pointer = child(&pointer, &field.name.wire);
                        needed_texts(api, &field.value, &quote!(#place.#name), pointer, texts);
                    }
                }
            }
            Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => {}
        },
        Type::Any | Type::List(_) | Type::Map(_) => {}
    }
}

/// Returns the comment of a message for people.
pub fn message_doc() -> TokenStream {
    line("The result's message for people. It may repeat request data, so `Debug` omits it.")
}
