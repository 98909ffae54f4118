//! Names of the server constants.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Api;
use crate::names;
use crate::text::places::Places;

/// Returns the name of each server's constant, which is made from its description.
pub fn constants(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut constants: Vec<String> = Vec::new();
    for server in &api.servers {
        let described = format!("{}/description", server.origin);
        let place = places.value_span(&described);
        let place = place.or_else(|| places.value_span(&format!("{}/url", server.origin)));
        match names::constant_name(&server.description) {
            Ok(constant) if constants.contains(&constant) => {
                let message = format!("two servers have the name `{constant}`");
                diagnostics.push(
                    Diagnostic::error(Code::NameCollision, place, message)
                        .help("write a different description for each server"),
                );
            }
            Ok(constant) => constants.push(constant),
            Err(error) => diagnostics.push(
                Diagnostic::error(Code::InvalidName, place, error.to_string())
                    .help("write a description: it becomes the name"),
            ),
        }
    }
    constants
}
