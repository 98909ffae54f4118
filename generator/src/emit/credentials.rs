//! The file `credentials.rs`, with the security schemes and the type of all credentials.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::layout::trees;
use crate::markdown;
use crate::model::{Flow, Location, SchemeKind, SecurityScheme};

use super::context::Context;
use super::docs::{Doc, line, list_item};
use super::rust::ident::ident;
use super::rust_file::RustFile;

/// Emits `credentials.rs`.
pub fn file(cx: &Context<'_>) -> RustFile {
    let doc = Doc::new("The security schemes, and the credentials that callers set for them.")
        .paragraph(
            "Each request has the schemes that it needs as [`SECURITY`](crate::Operation::SECURITY). \
             No `Debug` and no error shows a credential.",
        )
        .inner();
    let schemes = cx.api.security_schemes.iter();
    let schemes: Vec<&SecurityScheme> = schemes.filter(|it| it.has_credential()).collect();
    let constants = schemes.iter().map(|scheme| constant(scheme));
    let methods = schemes.iter().map(|scheme| method(scheme));
    let credentials = credentials(methods);
    // Only the password of a login has it.
    let has_login = schemes
        .iter()
        .any(|it| matches!(it.kind, SchemeKind::Basic));
    let sensitive = has_login.then(|| {
        quote!(
            use crate::support::Sensitive;
        )
    });
    RustFile {
        path: "src/credentials.rs".to_owned(),
        origin: "the specification".to_owned(),
        tokens: trees(quote! {
            #doc
            pub use crate::support::{
                Authorization, CredentialPlace, MissingCredentials, Secrets, Security,
                SecurityScheme, SharedToken, Token,
            };
            #sensitive

            #(#constants)*
            #credentials
        }),
    }
}

/// Returns the name of the constant of a scheme.
pub fn constant_name(scheme: &SecurityScheme) -> Ident {
    ident(&scheme.name.rust.to_uppercase())
}

fn constant(scheme: &SecurityScheme) -> TokenStream {
    let (name, wire, place) = (
        constant_name(scheme),
        &scheme.name.wire,
        place(&scheme.kind),
    );
    let words = words(&scheme.kind);
    let doc = line(&format!("The scheme {}: {words}.", markdown::code(wire)));
    quote! {
        #doc
        pub const #name: SecurityScheme = SecurityScheme {
            name: #wire,
            place: CredentialPlace::#place,
        };
    }
}

fn place(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::ApiKey { location, name } => match location {
            Location::Query => quote!(Query(#name)),
            Location::Cookie => quote!(Cookie(#name)),
            Location::Header | Location::Path => quote!(Header(#name)),
        },
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => {
            quote!(Bearer)
        }
        SchemeKind::Http { .. } | SchemeKind::Unknown { .. } => quote!(Authorization),
        SchemeKind::MutualTls => quote!(Transport),
    }
}

/// Returns the kind of a credential and its place in words.
fn words(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { location, name } => {
            let name = markdown::code(name);
            match location {
                Location::Query => format!("a key in the query parameter {name}"),
                Location::Cookie => format!("a key in the cookie {name}"),
                Location::Header | Location::Path => format!("a key in the header {name}"),
            }
        }
        SchemeKind::Basic => "a user and a password (HTTP Basic)".to_owned(),
        SchemeKind::Bearer { format: Some(form) } => {
            format!("a bearer token ({})", markdown::inline(form))
        }
        SchemeKind::Bearer { format: None } => "a bearer token".to_owned(),
        SchemeKind::Http { scheme } | SchemeKind::Unknown { kind: scheme } => format!(
            "the whole value of the header `authorization`, which begins with the HTTP scheme {}",
            markdown::code(scheme)
        ),
        SchemeKind::OAuth2(_) => "a bearer token of OAuth 2".to_owned(),
        SchemeKind::OpenIdConnect { .. } => "a bearer token of OpenID Connect".to_owned(),
        SchemeKind::MutualTls => "a client certificate, which the transport presents".to_owned(),
    }
}

/// Emits the method that sets the credential of a scheme.
fn method(scheme: &SecurityScheme) -> TokenStream {
    let (name, constant) = (ident(&scheme.name.rust), constant_name(scheme));
    let wire = markdown::code(&scheme.name.wire);
    let doc = Doc::new(if scheme.kind == SchemeKind::MutualTls {
        format!("States that the transport presents the certificate {wire}.")
    } else {
        format!("Sets {wire}: {}.", words(&scheme.kind))
    })
    .prose(&scheme.description);
    let doc = match sources(&scheme.kind) {
        lines if lines.is_empty() => doc,
        lines => doc.lines(lines),
    };
    let doc = doc.outer();
    match scheme.kind {
        SchemeKind::MutualTls => quote! {
            #doc
            #[must_use]
            pub fn #name(self) -> Self {
                Self(self.0.with_certificate(&#constant))
            }
        },
        SchemeKind::Basic => quote! {
            #doc
            #[must_use]
            pub fn #name(self, user: impl AsRef<str>, password: impl Into<Sensitive<String>>) -> Self {
                Self(self.0.with_login(&#constant, user.as_ref(), &password.into()))
            }
        },
        SchemeKind::ApiKey { .. }
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::OAuth2(_)
        | SchemeKind::OpenIdConnect { .. }
        | SchemeKind::Unknown { .. } => quote! {
            #doc
            #[must_use]
            pub fn #name(self, token: impl Token + 'static) -> Self {
                Self(self.0.with_token(&#constant, token))
            }
        },
    }
}

/// Returns a list of the sources of tokens.
fn sources(kind: &SchemeKind) -> Vec<String> {
    match kind {
        SchemeKind::OAuth2(flows) => flows.iter().flat_map(flow).collect(),
        SchemeKind::OpenIdConnect { url: Some(url) } => {
            list_item("-", &format!("Configuration: {}", markdown::code(url)))
        }
        SchemeKind::OpenIdConnect { url: None }
        | SchemeKind::ApiKey { .. }
        | SchemeKind::Basic
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::MutualTls
        | SchemeKind::Unknown { .. } => Vec::new(),
    }
}

/// Returns the URLs and the scopes of a flow as items of a list.
fn flow(flow: &Flow) -> Vec<String> {
    let urls = [
        ("authorization", &flow.authorization_url),
        ("token", &flow.token_url),
        ("refresh", &flow.refresh_url),
    ];
    let urls = urls.into_iter().filter_map(|(name, url)| {
        let url = url.as_ref()?;
        Some(format!("{name} {}", markdown::code(url)))
    });
    let urls: Vec<String> = urls.collect();
    let name = markdown::code(&flow.name);
    let mut lines = list_item("-", &format!("Flow {name}: {}", urls.join(", ")));
    for (scope, description) in &flow.scopes {
        let description = markdown::inline(description);
        let item = list_item("-", &format!("{}: {description}", markdown::code(scope)));
        lines.extend(item.into_iter().map(|line| format!("  {line}")));
    }
    lines
}

/// Emits the type of all credentials.
fn credentials(methods: impl Iterator<Item = TokenStream>) -> TokenStream {
    let doc = Doc::new(
        "The credentials of a caller: a value for each security scheme that it uses.",
    )
    .paragraph(
        "A request uses the first alternative of its schemes whose credentials are all set. A \
             key or a token that changes is a [`SharedToken`], or a type of your own that \
             implements [`Token`].",
    )
    .outer();
    let new = line("Creates credentials without any value.");
    let authorize =
        Doc::new("Returns the values that authorize a request, for a client of your own.")
            .lines(["# Errors".to_owned()])
            .paragraph(
                "Returns an error with the names of the schemes if no alternative has all of its \
             credentials.",
            )
            .outer();
    quote! {
        #doc
        #[derive(Clone, Debug, Default)]
        pub struct Credentials(Secrets);

        impl Credentials {
            #new
            #[must_use]
            pub const fn new() -> Self {
                Self(Secrets::new())
            }

            #(#methods)*

            #authorize
            pub fn authorize(&self, security: Security) -> Result<Authorization, MissingCredentials> {
                self.0.authorize(security)
            }
        }

        impl AsRef<Secrets> for Credentials {
            fn as_ref(&self) -> &Secrets {
                &self.0
            }
        }

        impl From<Credentials> for Secrets {
            fn from(credentials: Credentials) -> Self {
                credentials.0
            }
        }
    }
}
