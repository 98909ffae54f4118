//! The trait that notifications implement.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::layout::Tree;
use crate::model::{TypeId, Value};
use crate::plan::Notice;

use super::answers::with_imports;
use super::{json_reading, signature};
use crate::emit::docs::line;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;
use crate::emit::rust::types::item_type;

/// Emits the implementation of `Webhook` for a struct that is a notification only.
pub fn implementation(notice: &Notice<'_>, id: TypeId, scope: &Scope<'_>) -> TokenStream {
    let name = scope.path(id);
    let signed = notice
        .webhook
        .signed_by
        .map(|_| signature::notification(&name));
    let webhook = webhook(notice, &name, scope);
    quote!(#webhook #signed)
}

fn webhook(notice: &Notice<'_>, name: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let (id, method) = (&notice.webhook.id.wire, notice.webhook.method.as_str());
    let reply = notice.reply.map(|body| item_type(&body.value, scope));
    let reply = reply.unwrap_or_else(|| quote!(()));
    quote! {
        impl support::sealed::Sealed for #name {}

        impl support::Webhook for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;

            type Reply = #reply;

            #[inline]
            fn from_json(json: &[u8]) -> Result<Self, support::DecodeError> {
                Self::from_json(json)
            }
        }
    }
}

/// Emits the file of a notification that holds a value of another type.
pub fn held(notice: &Notice<'_>, value: &Value, scope: &Scope<'_>) -> Vec<Tree> {
    let name = ident(NOTIFICATION).into_token_stream();
    let ty = item_type(value, scope);
    let methods = json_reading::notification_methods(Some(&quote!(.map(Self))));
    let webhook = webhook(notice, &name, scope);
    let doc = line("The notification.");
    let body = line("The body.");
    let items = quote! {
        #doc
        #[derive(Clone, PartialEq, Debug)]
        pub struct #name(#body pub #ty);

        impl #name {
            #methods
        }

        #webhook

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl support::Redact for #name {}
    };
    let reply = notice.reply.map(|body| &body.value);
    with_imports(
        items,
        &std::iter::once(value).chain(reply).collect::<Vec<_>>(),
        scope,
    )
}

/// The name of a struct that holds a notification.
pub const NOTIFICATION: &str = "Notification";

/// Emits the file of a reply that is no named type.
pub fn reply(value: &Value, scope: &Scope<'_>) -> Vec<Tree> {
    let ty = item_type(value, scope);
    let doc = line("The body that answers the notification.");
    with_imports(quote!(#doc pub type Reply = #ty;), &[value], scope)
}
