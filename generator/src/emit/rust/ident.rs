//! Identifiers.

use proc_macro2::{Ident, Span};

/// Returns an identifier. Names are checked when they are created, so none is a keyword.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Returns the name of the builder of a struct.
pub fn builder_name(name: &str) -> Ident {
    ident(&format!("{name}Builder"))
}
