//! Servers and security schemes.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{SecurityScheme, Server};
use crate::openapi::Document;
use crate::text::source::Spanned;

use crate::lower::pointers::canonical;

/// Lowers the distinct servers of all documents.
pub fn servers(documents: &[Document], diagnostics: &mut Diagnostics) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for server in documents.iter().flat_map(|it| &it.servers) {
        let url = &server.url.value;
        let description = server.description.as_ref().unwrap_or(&server.url);
        check_url(&server.url, diagnostics);
        let Some(known) = servers.iter().find(|known| known.url == *url) else {
            servers.push(Server {
                url: url.clone(),
                description: description.value.clone(),
                origin: canonical(&server.pointer),
            });
            continue;
        };
        if known.description != description.value {
            diagnostics.push(
                Diagnostic::error(
                    Code::InvalidValue,
                    description.span,
                    "another document has a different description of this server",
                )
                .help("write the same description in every document"),
            );
        }
    }
    servers
}

/// Reports a URL that cannot be joined to paths, which begin with a slash.
fn check_url(url: &Spanned<String>, diagnostics: &mut Diagnostics) {
    if !crate::syntax::is_uri(&url.value) || url.value.ends_with('/') {
        diagnostics.push(
            Diagnostic::error(
                Code::InvalidValue,
                url.span,
                format!("`{}` is not the URL of a server", url.value),
            )
            .help("write an absolute URL without a slash at its end"),
        );
    }
}

/// Lowers the security schemes of all documents.
pub fn security_schemes(documents: &[Document]) -> Vec<SecurityScheme> {
    let schemes = documents.iter().flat_map(|it| &it.security_schemes);
    let schemes = schemes.map(|scheme| SecurityScheme {
        name: scheme.key.text.to_string(),
        kind: scheme.kind.clone(),
        origin: canonical(&scheme.pointer),
    });
    schemes.collect()
}
