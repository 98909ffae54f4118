//! The reader of servers.

use crate::diagnostics::Diagnostics;
use crate::openapi::object::Object;
use crate::openapi::{Server, ServerVariable};
use crate::text::pointer::child;
use crate::text::source::Spanned;

use super::fields::{Fields, What, mapping};
use super::schema::sensitive;

/// Reads `servers` of a document, a path item or an operation, if it is present.
pub fn servers(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<Server>> {
    let items = fields.items("servers", diagnostics)?;
    let pointer = fields.below("servers");
    let mut servers = Vec::new();
    for (index, item) in items.value.iter().enumerate() {
        let pointer = child(&pointer, &index.to_string());
        let what = Object::Server;
        let Some(mut server) = Fields::open(item, pointer.as_str(), what, diagnostics) else {
            continue;
        };
        let url = server.required_text("url", diagnostics);
        let variables = variables(&mut server, diagnostics);
        let description = server.text("description", diagnostics);
        let environment = server.text("x-environment", diagnostics);
        let rust_name = server.text("x-rust-name", diagnostics);
        server.finish(diagnostics);
        servers.extend(url.map(|url| Server {
            pointer,
            url,
            variables,
            description,
            environment,
            rust_name,
        }));
    }
    Some(servers)
}

fn variables(server: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<ServerVariable> {
    let Some(entry) = server.take("variables") else {
        return Vec::new();
    };
    let pointer = server.below("variables");
    let what = What::Named("variables");
    let Some(named) = mapping(&entry.value, &pointer, what, diagnostics) else {
        return Vec::new();
    };
    let entries = named.entries.iter();
    entries
        .filter_map(|entry| {
            let pointer = child(&pointer, &entry.key.text);
            let what = Object::ServerVariable;
            let mut variable = Fields::open(&entry.value, &*pointer, what, diagnostics)?;
            let default = variable.required_text("default", diagnostics);
            let values = variable.texts("enum", diagnostics);
            let description = variable.text("description", diagnostics);
            let sensitive = sensitive(&mut variable, diagnostics);
            variable.finish(diagnostics);
            let values = values.map_or_else(Vec::new, |texts| texts.value);
            Some(ServerVariable {
                pointer,
                name: Spanned {
                    value: entry.key.text.to_string(),
                    span: entry.key.span,
                },
                default,
                values: values.into_iter().map(|text| text.value).collect(),
                description: description.map(|text| text.value),
                sensitive,
            })
        })
        .collect()
}
