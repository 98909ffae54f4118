//! The file `servers.rs`, with a constant per server, and a function for its variables.

use proc_macro2::TokenStream;
use quote::quote;

use crate::layout::trees;
use crate::markdown;
use crate::model::{Environment, Server};
use crate::names;
use crate::support::ClientKind;

use super::context::Context;
use super::docs::{Doc, list_item};
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Emits `servers.rs`.
pub fn servers(cx: &Context<'_>) -> RustFile {
    let loopback = match cx.plan.client {
        ClientKind::None => "",
        ClientKind::Plain | ClientKind::Signed => {
            " A client sends to `http` only on this machine, after `allow_loopback` of its builder."
        }
    };
    let doc = Doc::new("The servers, to whose base URL the path of an operation is appended.")
        .paragraph(format!(
            "[`Server::new`] creates a server from any other URL, such as that of a mock \
             server.{loopback}"
        ))
        .inner();
    let named = cx.api.servers.iter().zip(&cx.plan.server_constants);
    let items = named.map(|(server, name)| {
        let constant = (!server.is_relative()).then(|| constant(server, name));
        let has_arguments = server.is_relative() || !server.variables.is_empty();
        let function = has_arguments.then(|| function(server, name));
        quote!(#constant #function)
    });
    let mut all = cx.api.servers.iter();
    let has_variables = all.any(|it| !it.variables.is_empty());
    let variables = has_variables.then(|| {
        quote!(
            use crate::support::ServerVariable;
        )
    });
    RustFile {
        path: "src/servers.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            #variables
            pub use crate::support::{Environment, Server, ServerError};

            #(#items)*
        }),
    }
}

/// Emits the constant of a server, whose variables have their defaults.
fn constant(server: &Server, name: &str) -> TokenStream {
    let [scheme, authority, path] = parts(&server.url);
    let (name, what, environment) = (ident(name), &server.description, environment(server));
    let defaults = if server.variables.is_empty() {
        String::new()
    } else {
        let function = function_name(&name.to_string());
        format!("The variables have their defaults; [`{function}`] takes other values.")
    };
    let doc = summary(server, &server.url).paragraph(defaults).outer();
    quote! {
        #doc
        pub const #name: Server = Server::known(
            [#scheme, #authority, #path],
            #what,
            #environment,
        );
    }
}

/// Returns a server without a host, as an expression.
pub fn relative(server: &Server) -> TokenStream {
    let (path, what) = (&server.url, &server.description);
    quote! {
        support::Server::known(["", "", #path], #what, support::Environment::Unspecified)
    }
}

/// Returns the first server to which a client can send as an expression of a program.
pub fn example(cx: &Context<'_>) -> TokenStream {
    const HOST: &str = "https://api.example";
    let name = ident(&cx.crate_name());
    let named = || cx.api.servers.iter().zip(&cx.plan.server_constants);
    let encrypted = named().find(|(server, _)| !server.is_unencrypted());
    match encrypted.or_else(|| named().next()) {
        Some((server, constant)) if server.is_relative() => {
            let function = ident(&function_name(constant));
            let values = server.variables.iter().map(|variable| &variable.default);
            quote!(#name::servers::#function(#HOST #(, #values)*)?)
        }
        Some((_, constant)) => {
            let constant = ident(constant);
            quote!(#name::servers::#constant)
        }
        None => quote!(#name::servers::Server::new(#HOST)?),
    }
}

/// Emits the function of a server that takes its host or its variables.
fn function(server: &Server, name: &str) -> TokenStream {
    let (name, template) = (ident(&function_name(name)), &server.template);
    let (what, environment) = (&server.description, environment(server));
    let origin = server.is_relative().then(|| quote!(origin: &str,));
    let given = if server.is_relative() {
        quote!(origin)
    } else {
        quote!("")
    };
    let names = server.variables.iter().map(|it| ident(&it.name.rust));
    let arguments = names.map(|name| quote!(#name: &str));
    let values = server.variables.iter().map(|variable| {
        let (wire, name) = (&variable.name.wire, ident(&variable.name.rust));
        let (values, create) = (
            &variable.values,
            if variable.is_sensitive {
                "sensitive"
            } else {
                "new"
            },
        );
        let create = ident(create);
        quote!(ServerVariable::#create(#wire, #name, &[#(#values),*]))
    });
    let doc = arguments_doc(server).outer();
    quote! {
        #doc
        pub fn #name(#origin #(#arguments),*) -> Result<Server, ServerError> {
            Server::filled(#given, #template, &[#(#values),*], #what, #environment)
        }
    }
}

/// Returns the name of the function of a server.
fn function_name(constant: &str) -> String {
    let name = constant.to_lowercase();
    names::field_name(&name).unwrap_or(name)
}

/// Returns the description and the URL of a server; the URL can be the description.
fn summary(server: &Server, url: &str) -> Doc {
    let description = server.description.trim_end_matches('/');
    let url_text = markdown::code(url);
    Doc::default().paragraph(if description == server.template {
        format!("{url_text}.")
    } else {
        format!("{}: {url_text}.", markdown::inline(&server.description))
    })
}

/// Returns the documentation of the function of a server.
fn arguments_doc(server: &Server) -> Doc {
    let origin = server.is_relative().then(|| {
        "`origin`: the scheme and the host, such as `https://api.example`, since the \
         specification states the path only."
            .to_owned()
    });
    let variables = server.variables.iter().map(|variable| {
        let values = variable.values.iter().map(|value| markdown::code(value));
        let values: Vec<String> = values.collect();
        let allowed = match values.as_slice() {
            [] => String::new(),
            values => format!(" One of {}.", values.join(", ")),
        };
        let description = match markdown::inline(&variable.description) {
            text if text.is_empty() => String::new(),
            text => format!(" {}", markdown::sentence(&text)),
        };
        let name = &variable.name.rust;
        let default = match variable.default.as_str() {
            "" => "the empty text".to_owned(),
            default => markdown::code(default),
        };
        let redacted = if variable.is_sensitive {
            " `Debug` and `Display` of the server do not show it."
        } else {
            ""
        };
        format!("`{name}`:{description}{allowed} Default: {default}.{redacted}")
    });
    let arguments = origin.into_iter().chain(variables);
    let url = match server.template.as_str() {
        "" => "/",
        template => template,
    };
    summary(server, url)
        .lines(arguments.flat_map(|it| list_item("-", &it)))
        .lines(["# Errors".to_owned()])
        .paragraph(
            "Returns an error if an argument is not one of its values, or cannot be in the URL.",
        )
}

fn environment(server: &Server) -> TokenStream {
    match server.environment {
        Some(Environment::Production) => quote!(Environment::Production),
        Some(Environment::Sandbox) => quote!(Environment::Sandbox),
        None => quote!(Environment::Unspecified),
    }
}

/// Returns the scheme, the authority and the path of a URL, which was checked.
fn parts(url: &str) -> [&str; 3] {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    [scheme, authority, path]
}
