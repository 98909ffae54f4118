//! Resolution: every `$ref` is bound to the component that it names.
//!
//! Input: documents whose references are text. Output: the same documents with
//! [`Reference::target`](crate::openapi::Reference::target) filled in. A reference
//! that leads nowhere, or back to itself without passing a property, is reported and
//! stays unbound, so that later steps can follow every target.
#![warn(clippy::wildcard_enum_match_arm)]

mod bind;
mod cycles;
mod index;
pub mod reach;
mod reference;

use std::collections::BTreeSet;

use crate::diagnostics::Diagnostics;
use crate::openapi::Document;

/// Resolves the references of all `documents`. Files that could not be read are
/// `unread`.
pub fn resolve(
    mut documents: Vec<Document>,
    unread: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    bind::bind(&mut documents, unread, diagnostics);
    cycles::unbind_cycles(&mut documents, diagnostics);
    documents
}
