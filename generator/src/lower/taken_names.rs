//! The names that are taken in one scope, and collisions between them.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::Span;

/// The names of one scope in Rust, each with the place of the name that it came from.
#[derive(Default)]
pub struct TakenNames {
    places: HashMap<String, Span>,
}

impl TakenNames {
    /// Takes a name, or returns the place of the one that has it already.
    pub fn claim(&mut self, name: &str, span: Span) -> Result<(), Span> {
        if let Some(&known) = self.places.get(name) {
            return Err(known);
        }
        self.places.insert(name.to_owned(), span);
        Ok(())
    }

    /// Takes a name and reports a collision; tells whether the name was free.
    pub fn take(
        &mut self,
        rust: &str,
        wire: &str,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Err(known) = self.claim(rust, span) else {
            return true;
        };
        let message = if wire == rust {
            format!("`{rust}` is the name of something else already")
        } else {
            format!("`{wire}` gives the name `{rust}`, which something else has already")
        };
        diagnostics.push(
            Diagnostic::error(Code::NameCollision, span, message)
                .labelled(known, format!("`{rust}` comes from here"))
                .help("give one of them another name with `x-rust-name`"),
        );
        false
    }
}
