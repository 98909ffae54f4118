//! The names of one scope, and their collisions.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::text::source::Span;

/// The Rust names of one scope, each with the position of its source.
#[derive(Default)]
pub struct TakenNames {
    places: HashMap<String, Span>,
}

impl TakenNames {
    /// Claims a name, or returns the position of the one that has it.
    pub fn claim(&mut self, name: &str, span: Span) -> Result<(), Span> {
        if let Some(&known) = self.places.get(name) {
            return Err(known);
        }
        self.places.insert(name.to_owned(), span);
        Ok(())
    }

    /// Returns the position of the name that is taken, if one is.
    pub fn find<'n>(&self, names: impl IntoIterator<Item = &'n String>) -> Option<Span> {
        let mut names = names.into_iter();
        names.find_map(|name| self.places.get(name).copied())
    }

    /// Claims a name and reports a collision; returns whether the name was free.
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
            format!("`{rust}` is already the name of another item")
        } else {
            format!("`{wire}` gives the Rust name `{rust}`, which another item has")
        };
        diagnostics.push(
            Diagnostic::error(Code::NameCollision, span, message)
                .labelled(known, format!("the other `{rust}` comes from here"))
                .help("rename one of them with `x-rust-name`"),
        );
        false
    }
}
