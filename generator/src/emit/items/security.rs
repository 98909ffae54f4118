//! The security schemes and the servers of an operation, as data.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Requirement, Server};

use crate::emit::context::Context;
use crate::emit::credentials;
use crate::emit::rust::ident::ident;
use crate::emit::servers;
use crate::support::ClientKind;

/// Emits the constants of an operation that needs credentials or has servers of its own.
pub fn constants(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    if cx.plan.client != ClientKind::Plain {
        return TokenStream::new();
    }
    let security = security(cx, operation);
    let servers = servers(cx, operation);
    quote!(#security #servers)
}

fn security(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    if operation.security.iter().all(Vec::is_empty) {
        return None;
    }
    let scheme = |needed: &Requirement| {
        let scheme = cx.api.security_schemes.get(needed.scheme)?;
        let name = credentials::constant_name(scheme);
        Some(quote!(&crate::credentials::#name))
    };
    let alternatives = operation.security.iter().map(|schemes| {
        let schemes = schemes.iter().filter_map(scheme);
        quote!(&[#(#schemes),*])
    });
    Some(quote! {
        const SECURITY: support::Security = &[#(#alternatives),*];
    })
}

fn servers(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    if operation.servers.is_empty() {
        return None;
    }
    let servers = operation.servers.iter().filter_map(|position| {
        let server: &Server = cx.api.servers.get(*position)?;
        let name = ident(cx.plan.server_constants.get(*position)?);
        Some(if server.is_relative() {
            servers::relative(server)
        } else {
            quote!(crate::servers::#name)
        })
    });
    Some(quote! {
        const SERVERS: &'static [support::Server] = &[#(#servers),*];
    })
}
