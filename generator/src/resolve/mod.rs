//! Resolution of references.
//!
//! Input: documents whose references are text. Output: the same documents with
//! [`Reference::target`](crate::openapi::Reference::target) set. A reference that cannot
//! be resolved, or that forms a cycle without a property, is reported and stays unbound,
//! so that later stages can follow every target.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod alternatives;
mod bases;
mod bind;
mod cycles;
pub mod described;
mod forms;
mod index;
pub mod mentions;
mod nulls;
mod ranges;
pub mod reach;
mod reference;

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::Diagnostics;
use crate::openapi::Document;
use crate::text::tree::Node;

/// Resolves the references of all `documents`, whose trees are `roots` by the names of the
/// files. `unread` are the files that could not be read.
pub fn resolve(
    mut documents: Vec<Document>,
    roots: &HashMap<&str, &Node>,
    unread: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    bind::bind(&mut documents, (roots, unread), diagnostics);
    cycles::unbind_cycles(&mut documents, diagnostics);
    nulls::gather(&mut documents);
    bases::set_extenders(&mut documents);
    ranges::read_as_json(&mut documents);
    forms::read_as_text(&mut documents);
    reach::mark_shared_bodies(&mut documents);
    documents
}
