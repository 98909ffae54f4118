//! The first pass: named types with their members and values.
//!
//! [`Values`](value::Values) lowers the schemas of one value,
//! [`Structs`](structs::Structs) those of an object, and [`Definitions`] those of each
//! named type.

mod alternatives;
mod bounds;
pub mod choices;
mod closed;
mod constant;
mod constructor;
mod definitions;
mod enums;
pub mod events;
mod excluded;
mod headers;
mod inline;
mod inputs;
mod integers;
mod limits;
mod mappings;
mod member_docs;
mod money;
mod numbers;
mod only;
mod others;
mod patterns;
pub mod pending;
mod required;
mod scalar;
pub mod sensitivity;
mod setters;
pub mod site;
mod structs;
pub mod texts;
mod unions;
pub mod value;
mod variants;
pub mod window;

use crate::diagnostics::Diagnostics;
use crate::openapi::Document;

use super::table::Table;
use definitions::Definitions;
use pending::PendingConstant;

/// Lowers the definitions of all types in the table, without the rules between members.
/// Returns the constants that remain to be checked.
pub fn lower<'a>(
    documents: &'a [Document],
    types: &mut Table<'a>,
    diagnostics: &mut Diagnostics,
) -> Vec<PendingConstant<'a>> {
    let mut definitions = Definitions::of(documents, types, diagnostics);
    definitions.lower_components();
    definitions.check_unnamed();
    definitions.lower_bodies();
    definitions.lower_pending();
    definitions.into_constants()
}
