//! Enums and unions that have no name of their own.

use crate::diagnostics::Diagnostics;
use crate::model::{Name, Openness, Shape, TypeDef, TypeId, Usage};
use crate::names;
use crate::openapi::Schema;

use super::site::ValueSite;
use crate::lower::naming;
use crate::lower::parts::Parts;
use crate::lower::pointers::canonical;
use crate::lower::table::Table;

/// Returns the name of the type, which is the name of the member.
pub fn name(parts: &Parts<'_>, site: ValueSite<'_>, diagnostics: &mut Diagnostics) -> Option<Name> {
    let name = naming::type_name(site.name, site.span, None, diagnostics)?;
    let mut schemas = parts.schemas.iter();
    let chosen = schemas.find_map(|schema| schema.extensions().rust_name.as_ref());
    Some(match chosen {
        // The member's `x-rust-name` distinguishes the types of two members.
        Some(chosen) => Name {
            rust: names::camel(&chosen.value),
            ..name
        },
        None => name,
    })
}

/// Adds the type to the table.
pub fn add<'a>(
    schema: &'a Schema,
    site: ValueSite<'_>,
    name: Name,
    shape: Shape,
    types: &mut Table<'a>,
) -> TypeId {
    let content = match &shape {
        Shape::Enum(_) => "values",
        Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => "types",
    };
    let id = types.add(schema, site.module, site.span);
    let def = TypeDef {
        name,
        module: site.module,
        description: format!("The {content} of `{}`.", site.name),
        origin: canonical(site.pointer),
        source: None,
        usage: site.usage,
        shape,
    };
    types.define(id, def);
    types.inline.insert((site.module, schema.span), id);
    id
}

/// Opens an enum that a response reaches, so that it keeps unlisted values.
pub fn open_for(id: TypeId, usage: Usage, types: &mut Table<'_>) {
    let def = types.slots.get_mut(id.0).and_then(|slot| slot.def.as_mut());
    if let Some(Shape::Enum(set)) = def.map(|def| &mut def.shape)
        && usage.read
    {
        set.openness = Openness::Open;
    }
}
