//! Names of the server constants and functions.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Server};
use crate::names;
use crate::names::{NameKind, Numbers};
use crate::text::places::Places;
use crate::text::source::Span;

/// The largest number of characters of a description that becomes a name.
const LONGEST: usize = 60;

/// Returns the name of each server's constant: its `x-rust-name`, or else a name made from
/// its description, or from its host if it has no short description. Of two servers with one
/// name, the one without encryption has its scheme in the name; any other gets a number, which
/// is reported.
pub fn constants(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let (mut taken, mut numbers): (HashSet<String>, Numbers) = Default::default();
    let mut constants = vec![String::new(); api.servers.len()];
    let mut servers: Vec<(&Server, &mut String)> = api.servers.iter().zip(&mut constants).collect();
    servers.sort_by_key(|(server, _)| server.is_unencrypted());
    for (server, constant) in servers {
        let mut wish = server.rust_name.clone().unwrap_or_else(|| made(server));
        if server.is_unencrypted() && server.rust_name.is_none() && taken.contains(&wish) {
            wish.push_str("_HTTP");
        }
        let numbered = |number| names::numbered(&wish, number);
        let name = numbers.free(&wish, numbered, |name| taken.insert(name.to_owned()));
        if name != wish {
            let message = format!("two servers have the name `{wish}`: it becomes `{name}`");
            diagnostics.push(
                Diagnostic::warning(Code::DerivedName, place(server, places), message)
                    .help("write a different description or `x-rust-name` for each server"),
            );
        }
        *constant = name;
    }
    constants
}

fn made(server: &Server) -> String {
    let description = server.description.trim();
    let url = server.template.as_str();
    let is_url = description.trim_end_matches('/') == url;
    let text = if is_url || description.chars().count() > LONGEST {
        url.split_once("://").map_or(url, |(_, rest)| rest)
    } else {
        description
    };
    if text.is_empty() || text == "/" {
        return "SERVER".to_owned();
    }
    let name = names::constant_name(text);
    name.unwrap_or_else(|_| names::derived(text, NameKind::Constant))
}

/// Returns the position of the text that gives a server its name.
fn place(server: &Server, places: &Places<'_>) -> Option<Span> {
    let mut keywords = ["x-rust-name", "description", "url"].into_iter();
    keywords.find_map(|keyword| places.value_span(&format!("{}/{keyword}", server.origin)))
}
