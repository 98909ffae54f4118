//! The check of the names of types in each module.

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

/// Reports types of one module that share a name or a file with each other or with a
/// builder.
pub fn check(table: &Table<'_>, diagnostics: &mut Diagnostics) {
    let mut types: Vec<NamedType<'_>> = named_types(table).collect();
    types.sort_by_key(|it| (it.module, !it.is_message, it.span));
    for module in types.chunk_by(|left, right| left.module == right.module) {
        let mut taken = TakenNames::default();
        for it in module {
            take(it, &mut taken, diagnostics);
        }
    }
}

fn named_types<'t>(table: &'t Table<'_>) -> impl Iterator<Item = NamedType<'t>> {
    table.slots.iter().filter_map(|slot| {
        let def = slot.def.as_ref()?;
        Some(NamedType {
            module: def.module,
            is_message: table.bodies.contains_key(slot.schema.pointer.as_str()),
            span: slot.span,
            name: &def.name,
            has_builder: def.is_struct() && def.usage.is_built(),
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
    // File names may be case-insensitive.
    names.push(format!("{}.rs", names::file_stem(rust)));
    for name in names {
        if !taken.take(&name, wire, it.span, diagnostics) {
            return;
        }
    }
}
