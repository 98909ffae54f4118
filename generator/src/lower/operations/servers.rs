//! Servers.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Environment, Server};
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
        let environment = server.environment.as_ref();
        let environment = environment.and_then(|it| environment_named(it, diagnostics));
        let Some(known) = servers.iter().find(|known| known.url == *url) else {
            servers.push(Server {
                url: url.clone(),
                description: description.value.clone(),
                environment,
                origin: canonical(&server.pointer),
            });
            continue;
        };
        if known.description != description.value || known.environment != environment {
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

fn environment_named(text: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Environment> {
    let mut all = Environment::ALL.into_iter();
    let found = all.find(|it| it.as_str() == text.value);
    if found.is_none() {
        let names = Environment::ALL.map(Environment::as_str);
        let message = format!("`{}` is not an environment", text.value);
        let report = Diagnostic::error(Code::InvalidExtension, text.span, message);
        diagnostics.push(match suggestion(&text.value, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("write one of {}", names.join(", "))),
        });
    }
    found
}
