//! Servers: those of documents, and those that operations have instead.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Environment, Server, ServerVariable, Usage};
use crate::openapi;
use crate::openapi::Document;
use crate::openapi::keyword::Keyword;
use crate::syntax;
use crate::text::pointer::child;
use crate::text::source::Spanned;
use crate::text::template;

use crate::lower::naming;
use crate::lower::pointers::canonical;
use crate::lower::secrets;

/// The distinct servers of all documents.
#[derive(Default)]
pub struct Servers {
    servers: Vec<Server>,
    /// The position of each entry by its pointer.
    positions: HashMap<String, usize>,
}

impl Servers {
    /// Lowers the servers of all documents, then those of operations.
    pub fn of(documents: &[Document], diagnostics: &mut Diagnostics) -> Self {
        let mut servers = Self::default();
        for server in documents.iter().flat_map(|it| &it.servers) {
            if let Some((known, server)) = servers.add(server, diagnostics) {
                compare(known, server, diagnostics);
            }
        }
        let operations = documents.iter().flat_map(|it| &it.operations);
        for server in operations.flat_map(|it| it.servers.iter().flatten()) {
            // A path item has one entry for all of its operations.
            if !servers.positions.contains_key(&server.pointer) {
                servers.add(server, diagnostics);
            }
        }
        servers
    }

    /// Adds a server. Returns it with the known one if it is the same.
    fn add<'a>(
        &mut self,
        server: &'a openapi::Server,
        diagnostics: &mut Diagnostics,
    ) -> Option<(&mut Server, &'a openapi::Server)> {
        let lowered = lower(server, diagnostics)?;
        let is_same = |it: &Server| it.url == lowered.url && it.template == lowered.template;
        let known = self.servers.iter().position(is_same);
        let position = known.unwrap_or(self.servers.len());
        self.positions.insert(server.pointer.clone(), position);
        if known.is_none() {
            self.servers.push(lowered);
            return None;
        }
        Some((self.servers.get_mut(position)?, server))
    }

    /// Returns the positions of servers, without those that were left out.
    pub fn of_operation(&self, servers: &[openapi::Server]) -> Vec<usize> {
        let positions = servers.iter().map(|it| self.positions.get(&it.pointer));
        positions.flatten().copied().collect()
    }

    /// Returns the servers.
    pub fn into_servers(self) -> Vec<Server> {
        self.servers
    }
}

fn lower(server: &openapi::Server, diagnostics: &mut Diagnostics) -> Option<Server> {
    let template = template(server.url.value.trim_end_matches('/'));
    let variables = variables(server, &template, diagnostics);
    let mut url = template.clone();
    for variable in &variables {
        url = url.replace(&format!("{{{}}}", variable.name.wire), &variable.default);
    }
    let url = url.trim_end_matches('/').to_owned();
    if !is_url(&url, &server.url, diagnostics) {
        return None;
    }
    let description = server.description.as_ref().unwrap_or(&server.url);
    let environment = server.environment.as_ref();
    Some(Server {
        url,
        template,
        variables,
        description: description.value.clone(),
        environment: environment.and_then(|it| environment_named(it, diagnostics)),
        rust_name: rust_name(server, diagnostics).map(|name| name.value.clone()),
        origin: canonical(&server.pointer),
    })
}

/// Returns the template of a URL. One without a scheme has that of the document (RFC 3986,
/// section 4.2), which clients take for `https`.
fn template(url: &str) -> String {
    match url.strip_prefix("//") {
        Some(host) if !host.starts_with('/') => format!("https://{host}"),
        Some(_) | None => url.to_owned(),
    }
}

/// Lowers the variables that a template has, in its order. Others have no effect.
fn variables(
    server: &openapi::Server,
    template: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<ServerVariable> {
    let mut variables: Vec<ServerVariable> = Vec::new();
    for name in template::pieces(template)
        .into_iter()
        .filter_map(Result::err)
    {
        let mut known = server.variables.iter();
        let Some(entry) = known.find(|it| it.name.value == name) else {
            // The URL is reported, since it has a brace.
            continue;
        };
        if variables.iter().any(|it| it.name.wire == name) {
            continue;
        }
        let (wire, span) = (&entry.name.value, entry.name.span);
        let mut name = naming::field_name(wire, span, None, Usage::READ, diagnostics);
        while name.rust == "origin" || variables.iter().any(|it| it.name.rust == name.rust) {
            name.rust.push('_');
        }
        let default = entry.default.as_ref();
        let description = entry.description.as_deref().unwrap_or_default();
        variables.push(ServerVariable {
            name,
            default: default.map_or_else(String::new, |text| text.value.clone()),
            values: entry.values.clone(),
            description: description.to_owned(),
            is_sensitive: is_sensitive(entry, diagnostics),
            origin: canonical(&entry.pointer),
        });
    }
    variables
}

fn is_sensitive(variable: &openapi::ServerVariable, diagnostics: &mut Diagnostics) -> bool {
    let Some(text) = &variable.sensitive else {
        return false;
    };
    if secrets::reason(&text.value).is_none() {
        let place = child(&variable.pointer, Keyword::Sensitive.name());
        diagnostics.push(secrets::unknown(text).at(place));
    }
    true
}

/// Compares a server with the same one of another document, which has the same facts.
fn compare(known: &mut Server, server: &openapi::Server, diagnostics: &mut Diagnostics) {
    let description = server.description.as_ref().unwrap_or(&server.url);
    if known.description != description.value {
        diagnostics.push(differs("description", description));
    }
    let environment = server.environment.as_ref();
    let named = environment.and_then(|it| environment_named(it, diagnostics));
    if let (true, Some(text)) = (known.environment != named, environment) {
        diagnostics.push(differs("`x-environment`", text));
    }
    if let Some(name) = rust_name(server, diagnostics)
        && *known.rust_name.get_or_insert_with(|| name.value.clone()) != name.value
    {
        diagnostics.push(differs("`x-rust-name`", name));
    }
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

/// Returns whether a text is a URL that can be the base of paths: that of a host, or a path;
/// reports others, which are left out.
fn is_url(url: &str, written: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_host =
        || syntax::host_and_port(host).is_some_and(|(_, port)| syntax::is_port_number(port));
    let is_absolute = ["https", "http"].contains(&scheme) && !host.is_empty();
    let is_relative = scheme.is_empty() && host.is_empty();
    let is_url = (is_relative || (is_absolute && is_host()))
        && syntax::is_base_path(path)
        && !syntax::has_dot_segment(path)
        && !path.starts_with("//");
    if !is_url {
        let message = format!("`{}` is not the URL of a server", written.value);
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, written.span, message)
                .help("write an absolute URL of `https`, without a query, or a path that begins with `/`; describe each of its variables"),
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
