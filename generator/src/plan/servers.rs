//! Names of the server constants.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Server};
use crate::names;
use crate::text::places::Places;
use crate::text::source::Span;

/// Returns the name of each server's constant: its `x-rust-name`, or else a name made from
/// its description.
pub fn constants(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut constants = Vec::new();
    for server in &api.servers {
        let name = server.rust_name.clone();
        let name = name.map_or_else(|| names::constant_name(&server.description), Ok);
        match name {
            Ok(name) => {
                if !taken.insert(name.clone()) {
                    let message = format!("two servers have the name `{name}`");
                    diagnostics.push(
                        Diagnostic::error(Code::NameCollision, place(server, places), message)
                            .help("write a different description or `x-rust-name` for each server"),
                    );
                }
                constants.push(name);
            }
            Err(error) => diagnostics.push(
                Diagnostic::error(Code::InvalidName, place(server, places), error.to_string())
                    .help("write a description, which becomes the name, or `x-rust-name`"),
            ),
        }
    }
    constants
}

/// Returns the position of the text that gives a server its name.
fn place(server: &Server, places: &Places<'_>) -> Option<Span> {
    let mut keywords = ["x-rust-name", "description", "url"].into_iter();
    keywords.find_map(|keyword| places.value_span(&format!("{}/{keyword}", server.origin)))
}
