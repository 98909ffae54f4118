//! Servers.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Environment, Server};
use crate::openapi;
use crate::openapi::Document;
use crate::text::source::Spanned;

use crate::lower::naming;
use crate::lower::pointers::canonical;

/// Lowers the distinct servers of all documents.
pub fn servers(documents: &[Document], diagnostics: &mut Diagnostics) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for server in documents.iter().flat_map(|it| &it.servers) {
        let url = server.url.value.trim_end_matches('/');
        let description = server.description.as_ref().unwrap_or(&server.url);
        if !is_url(&server.url, diagnostics) {
            continue;
        }
        let environment = server.environment.as_ref();
        let environment = environment.and_then(|it| environment_named(it, diagnostics));
        let rust_name = rust_name(server, diagnostics);
        let Some(known) = servers.iter_mut().find(|known| known.url == url) else {
            servers.push(Server {
                url: url.to_owned(),
                description: description.value.clone(),
                environment,
                rust_name: rust_name.map(|name| name.value.clone()),
                origin: canonical(&server.pointer),
            });
            continue;
        };
        if known.description != description.value {
            diagnostics.push(differs("description", description));
        }
        if let (true, Some(text)) = (known.environment != environment, &server.environment) {
            diagnostics.push(differs("`x-environment`", text));
        }
        if let Some(name) = rust_name
            && *known.rust_name.get_or_insert_with(|| name.value.clone()) != name.value
        {
            diagnostics.push(differs("`x-rust-name`", name));
        }
    }
    servers
}

/// Returns the Rust name that a document sets for a server.
fn rust_name<'a>(
    server: &'a openapi::Server,
    diagnostics: &mut Diagnostics,
) -> Option<&'a Spanned<String>> {
    let chosen = server.rust_name.as_ref()?;
    let name = naming::constant_name(&chosen.value, chosen.span, Some(chosen), diagnostics);
    (name.rust == chosen.value).then_some(chosen)
}

/// Creates the diagnostic for a server that two documents describe differently.
fn differs(what: &str, text: &Spanned<String>) -> Diagnostic {
    let message = format!("another document has a different {what} of this server");
    Diagnostic::warning(Code::InvalidValue, text.span, message)
        .help(format!("write the same {what} in every document"))
}

/// Returns whether a text is an absolute URL; reports others, which are left out.
fn is_url(url: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_url = crate::syntax::is_uri(&url.value);
    if !is_url {
        diagnostics.push(
            Diagnostic::warning(
                Code::InvalidValue,
                url.span,
                format!("`{}` is not the URL of a server", url.value),
            )
            .help("write an absolute URL"),
        );
    }
    is_url
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
