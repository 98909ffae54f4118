//! The names of types in each module, and their collisions.

use std::collections::HashMap;

use crate::diagnostics::Diagnostics;
use crate::model::{ModuleId, Name};
use crate::names;
use crate::text::source::Span;

use super::table::Table;
use super::taken_names::TakenNames;

/// A named type for this check.
struct NamedType<'t> {
    module: ModuleId,
    /// True if it is the body of a message. Bodies keep their names in a collision.
    is_message: bool,
    span: Span,
    name: &'t Name,
    has_builder: bool,
}

/// The names of the types, builders and files of each module.
pub type TypeNames = HashMap<ModuleId, TakenNames>;

/// Collects the names of types. Reports types of one module that share a name or a file
/// with each other or with a builder.
pub fn collect(table: &Table<'_>, diagnostics: &mut Diagnostics) -> TypeNames {
    let mut names = TypeNames::new();
    let mut types: Vec<NamedType<'_>> = named_types(table).collect();
    types.sort_by_key(|it| (it.module, !it.is_message, it.span));
    for it in &types {
        take(it, names.entry(it.module).or_default(), diagnostics);
    }
    names
}

fn named_types<'t>(table: &'t Table<'_>) -> impl Iterator<Item = NamedType<'t>> {
    table.slots.iter().filter_map(|slot| {
        let def = slot.def.as_ref()?;
        Some(NamedType {
            module: def.module,
            is_message: table.bodies.contains_key(slot.pointer)
                || table.inputs.contains_key(slot.pointer),
            span: slot.span,
            name: &def.name,
            has_builder: def.is_struct() && !def.usage.is_only_read(),
        })
    })
}

/// Claims the names of a type, its builder and its file. Only the first collision is
/// reported.
fn take(it: &NamedType<'_>, taken: &mut TakenNames, diagnostics: &mut Diagnostics) {
    let Name { wire, rust } = it.name;
    let mut names = vec![rust.clone()];
    if it.has_builder {
        names.push(format!("{rust}Builder"));
    }
    names.push(file(rust));
    for name in names {
        if !taken.take(&name, wire, it.span, diagnostics) {
            return;
        }
    }
}

/// Returns the file of a type. File names may be case-insensitive.
pub fn file(rust: &str) -> String {
    format!("{}.rs", names::file_stem(rust))
}
