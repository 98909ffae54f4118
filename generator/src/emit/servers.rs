//! The file `servers.rs`, with a constant per server.

use quote::quote;

use crate::markdown;
use crate::model::Environment;

use super::context::Context;
use super::docs::Doc;
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Emits `servers.rs`.
pub fn servers(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("The servers, to whose base URL the path of an operation is appended.")
        .paragraph(
            "[`Server::new`] creates a server from any other URL, such as that of a mock server.",
        )
        .inner();
    let named = cx.api.servers.iter().zip(&cx.plan.server_constants);
    let constants = named.map(|(server, constant)| {
        let name = ident(constant);
        let (url, what) = (&server.url, &server.description);
        let [scheme, authority, path] = parts(url);
        let environment = match server.environment {
            Some(Environment::Production) => quote!(Production),
            Some(Environment::Sandbox) => quote!(Sandbox),
            None => quote!(Unspecified),
        };
        let doc = Doc::default()
            .paragraph(format!(
                "{}: {}.",
                markdown::inline(what),
                markdown::code(url)
            ))
            .outer();
        quote! {
            #doc
            pub const #name: Server = Server::known(
                [#scheme, #authority, #path],
                #what,
                Environment::#environment,
            );
        }
    });
    RustFile {
        path: "src/servers.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: quote! {
            #doc
            pub use crate::support::{Environment, Server, ServerError};

            #(#constants)*
        },
    }
}

/// Returns the scheme, the authority and the path of a URL, which was checked.
fn parts(url: &str) -> [&str; 3] {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    [scheme, authority, path]
}
