//! The events that an operation can stream: the type of their data, and its reading.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Body, DataForm, MediaKind, Scalar, Type, TypeId};
use crate::plan::{Call, events};
use crate::support::EVENTS;

use super::answers::with_imports;
use crate::emit::context::Context;
use crate::emit::docs::line;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::item_type;
use crate::emit::rust_file::RustFile;

/// The file of the data, if it has no type of its own.
pub const FILE: &str = "event_data";

/// Returns the events of an operation, if the crate has a client that receives them.
fn received<'a>(cx: &Context<'_>, call: &Call<'a>) -> Option<&'a Body> {
    let has_events = cx.plan.support.contains(EVENTS);
    events(call.operation).filter(|_| has_events)
}

/// Returns whether the data is any text, which needs no type.
fn is_text(events: &Body) -> bool {
    let value = &events.value;
    let is_plain = value.ty == Type::Scalar(Scalar::Text) && value.sensitive.is_none();
    is_plain && form(events) == DataForm::Text
}

fn form(events: &Body) -> DataForm {
    match events.kind {
        MediaKind::Events(form) => form,
        MediaKind::Json
        | MediaKind::Form
        | MediaKind::Multipart
        | MediaKind::Text
        | MediaKind::Bytes => DataForm::Text,
    }
}

/// Returns the named type of the data, which the module of the operation exports.
pub fn named(cx: &Context<'_>, call: &Call<'_>) -> Option<TypeId> {
    let events = received(cx, call).filter(|it| !it.value.nullable && it.value.sensitive.is_none());
    events?.named()
}

/// Returns whether the data has a file: it has a type without a name.
pub fn has_file(cx: &Context<'_>, call: &Call<'_>) -> bool {
    received(cx, call).is_some_and(|it| !is_text(it)) && named(cx, call).is_none()
}

/// Emits the file of the data.
pub fn file(cx: &Context<'_>, call: &Call<'_>) -> RustFile {
    let scope = Scope::of_module(cx, call.operation.module);
    let value = events(call.operation).map(|it| &it.value);
    let tokens = value.map(|value| {
        let ty = item_type(value, &scope);
        let doc = line("The data of an event.");
        with_imports(quote!(#doc pub type EventData = #ty;), &[value], &scope)
    });
    RustFile {
        path: format!("{}/{FILE}.rs", cx.directory(call.operation.module)),
        origin: call.operation.document.path.clone(),
        tokens: tokens.unwrap_or_default(),
    }
}

/// Emits the implementation of the trait of requests whose answers can be streams of events.
pub fn implementation(
    cx: &Context<'_>,
    call: &Call<'_>,
    name: &TokenStream,
    scope: &Scope<'_>,
) -> Option<TokenStream> {
    let events = received(cx, call)?;
    let module = scope.sibling(call.operation.module);
    let data = if is_text(events) {
        quote!(String)
    } else {
        quote!(#module::EventData)
    };
    let read = match form(events) {
        DataForm::Text => quote!(event.text()),
        DataForm::Json => quote!(event.json()),
        DataForm::JsonOrText => quote!(event.json_or_text()),
        DataForm::Fields => quote!(event.fields()),
    };
    Some(quote! {
        impl support::StreamsEvents for #name {
            type EventData = #data;

            fn read_event(
                event: &support::RawEvent,
            ) -> Result<Self::EventData, support::DecodeError> {
                #read
            }
        }
    })
}
