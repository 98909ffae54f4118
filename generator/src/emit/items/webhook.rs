//! The trait that notifications implement.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Notice;

use super::signature;
use crate::emit::rust::ident::ident;
use crate::emit::rust::scope::Scope;

/// Emits the implementation of `Webhook`.
pub fn implementation(notice: &Notice<'_>, scope: &Scope<'_>) -> TokenStream {
    let (id, method) = (&notice.webhook.id.wire, notice.webhook.method.as_str());
    let name = ident(&scope.api.get(notice.notification).name.rust);
    let reply = notice.reply.map(|id| scope.path(id));
    let reply = reply.unwrap_or_else(|| quote!(()));
    let signed = notice
        .webhook
        .signed_by
        .map(|_| signature::notification(&name));
    quote! {
        impl support::sealed::Sealed for #name {}

        impl support::Webhook for #name {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;

            type Reply = #reply;

            #[inline]
            fn from_json(json: &[u8]) -> Result<Self, DecodeError> {
                Self::from_json(json)
            }
        }

        #signed
    }
}
