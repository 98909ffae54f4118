//! The description of the API's signatures, and the methods of signed messages.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::layout::trees;
use crate::model::{Signature, SignedPart};

use crate::emit::context::Context;
use crate::emit::docs::{Doc, line};
use crate::emit::rust_file::RustFile;

/// Emits the file with the signature scheme of the API.
pub fn file(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("The signature scheme of the API.").inner();
    let scheme = cx.api.signature().map(|signature| {
        let doc = line("The signature scheme of the API.");
        let scheme = scheme(signature);
        quote! {
            #doc
            #[allow(dead_code, reason = "without the modules, there are no messages")]
            pub const SCHEME: Scheme = #scheme;
        }
    });
    RustFile {
        path: "src/scheme.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            use crate::signature::{Part, Scheme};
            #scheme
        }),
    }
}

fn scheme(signature: &Signature) -> TokenStream {
    let Signature {
        algorithm,
        header,
        items,
        client_id,
        request_time,
        response_time,
        agent_token,
        sandbox_client_id,
        unsigned_statuses,
        text,
    } = signature;
    let agent_token = option(agent_token.as_deref());
    let sandbox_client_id = option(sandbox_client_id.as_deref());
    let text = text.iter().map(part);
    quote! {
        Scheme {
            algorithm: #algorithm,
            header: #header,
            items: [#(#items),*],
            client_id: #client_id,
            request_time: #request_time,
            response_time: #response_time,
            agent_token: #agent_token,
            text: &[#(#text),*],
            sandbox_client_id: #sandbox_client_id,
            unsigned_statuses: &[#(#unsigned_statuses),*],
        }
    }
}

/// Returns an option as a literal.
pub fn option(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn part(part: &SignedPart) -> TokenStream {
    match part {
        SignedPart::Text(text) => quote!(Part::Text(#text)),
        SignedPart::Method => quote!(Part::Method),
        SignedPart::Path => quote!(Part::Path),
        SignedPart::ClientId => quote!(Part::ClientId),
        SignedPart::Time => quote!(Part::Time),
        SignedPart::Body => quote!(Part::Body),
    }
}

/// Emits the parts of a signed request.
pub fn request(name: &TokenStream) -> TokenStream {
    let doc = Doc::new("Prepares the request for a gateway: its URL and its bytes are fixed.")
        .paragraph("Sign and send the result, which can be stored and sent again.")
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the request breaks a documented rule or cannot be written, or \
             if the client id belongs to another environment than the server.",
        )
        .outer();
    let scheme = has_scheme(name);
    quote! {
        #scheme

        #[cfg(feature = "signature")]
        impl #name {
            #doc
            pub fn prepare(
                &self,
                gateway: &crate::signature::Gateway,
            ) -> Result<crate::signature::Prepared<Self>, crate::signature::PrepareError> {
                crate::signature::Prepared::new(self, gateway)
            }
        }
    }
}

/// Emits the parts of a signed notification.
pub fn notification(name: &TokenStream) -> TokenStream {
    let doc = Doc::new("Verifies a notification and reads it.")
        .paragraph(
            "`headers` are pairs of a name and a value, such as a reference to a `HeaderMap` of any version. \
             `raw_body` is the body as it was received, before any parser. `configured_path` is \
             the path and query of the URL that the API was given for notifications, which can \
             differ from the path that a program behind a proxy sees.",
        )
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if the notification is not signed by the gateway for this client \
             and this path, or cannot be read. Do not acknowledge it then.",
        )
        .outer();
    let scheme = has_scheme(name);
    quote! {
        #scheme

        #[cfg(feature = "signature")]
        impl #name {
            #doc
            pub fn receive<N: AsRef<str>, V: AsRef<[u8]>>(
                headers: impl IntoIterator<Item = (N, V)>,
                raw_body: &[u8],
                configured_path: &str,
                verifier: &crate::signature::Verifier,
            ) -> Result<Self, crate::signature::ReceiveError> {
                crate::signature::receive(headers, raw_body, configured_path, verifier)
            }
        }
    }
}

fn has_scheme(name: &TokenStream) -> TokenStream {
    quote! {
        #[cfg(feature = "signature")]
        impl crate::signature::HasScheme for #name {
            const SCHEME: &'static crate::signature::Scheme = &crate::scheme::SCHEME;
        }
    }
}
