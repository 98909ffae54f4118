//! Types that have no name of their own.

use crate::model::{Name, Openness, Shape, TypeDef, TypeId, Usage};
use crate::openapi::keyword::Keyword;
use crate::openapi::{ComponentId, Document, Schema};

use super::site::ValueSite;
use crate::diagnostics::Diagnostics;
use crate::lower::naming;
use crate::lower::parts::Parts;
use crate::lower::pointers::canonical;
use crate::lower::table::{Naming, Table};

/// Returns the type of a value, if the table has it already. Schemas that are merged into
/// several types are still one type.
pub fn known(parts: &Parts<'_>, types: &Table<'_>) -> Option<TypeId> {
    let first = parts.schemas.first()?;
    let component = || types.component_at(&first.pointer);
    types.inline.get(&key(parts)).copied().or_else(component)
}

/// Returns the pointers of the schemas, except those that only describe the value. Their
/// places are not unique: an overlay can add a schema at several places.
fn key<'a>(parts: &Parts<'a>) -> Vec<&'a str> {
    let schemas = parts.schemas.iter().copied();
    let own: Vec<&Schema> = schemas.filter(|it| !it.is_annotation()).collect();
    let schemas = if own.is_empty() { &parts.schemas } else { &own };
    schemas.iter().map(|it| it.pointer.as_str()).collect()
}

/// Adds the type to the table. One without a chosen name gets one when all types are known.
pub fn add<'a>(
    parts: &Parts<'a>,
    site: ValueSite<'_>,
    shape: Shape,
    (types, documents): (&mut Table<'a>, &'a [Document]),
    diagnostics: &mut Diagnostics,
) -> Option<TypeId> {
    let content = match &shape {
        Shape::Enum(_) => "values",
        Shape::Struct(_) => "members",
        Shape::Union(_) | Shape::Alias(_) => "types",
    };
    let first = listing(parts, &shape, types)
        .or_else(|| extending(parts, types, documents))
        .or(parts.schemas.first().copied())?;
    let home = types.home(&first.pointer);
    let naming = Naming::Derived(home.units);
    let id = types.add(first, home.module, site.span, naming);
    let rust = choose(parts, (id, site.name), types, diagnostics);
    let beside = parts.roots.iter().copied();
    let beside = beside.filter(|root| !std::ptr::eq(*root, first));
    types.describe_beside(id, beside.collect());
    let description = parts.description();
    let def = TypeDef {
        name: Name {
            wire: site.name.to_owned(),
            rust: rust.unwrap_or_default(),
        },
        module: home.module,
        description: match (&shape, description) {
            (Shape::Struct(_), Some(text)) => text.to_owned(),
            (_, _) => format!("The {content} of `{}`.", site.name),
        },
        origin: canonical(&first.pointer),
        source: parts.text(Keyword::Source).map(str::to_owned),
        usage: site.usage.or(home.usage),
        shape,
    };
    types.define(id, def);
    types.inline.insert(key(parts), id);
    Some(id)
}

/// Returns the name that the schemas of a value choose for its type. Those of components are
/// names of other types. That of a member can be one which no type can have.
fn choose(
    parts: &Parts<'_>,
    (id, wire): (TypeId, &str),
    types: &mut Table<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let schemas = parts.schemas.iter().copied();
    let own = schemas.filter(|it| types.component_at(&it.pointer).is_none());
    let own: Vec<&Schema> = own.collect();
    let chosen = types.chosen.inline(own)?;
    types.choose(id, &chosen);
    let name = &chosen.name;
    let rust = if chosen.is_only {
        naming::type_name(wire, name.span, Some(name), diagnostics)
    } else {
        naming::type_name(&name.value, name.span, None, diagnostics)
    };
    Some(rust.rust)
}

/// Returns the first schema that lists the values of an enum, unless it is a component: the
/// property of a base, which others have too, may list none.
fn listing<'a>(parts: &Parts<'a>, shape: &Shape, types: &Table<'_>) -> Option<&'a Schema> {
    let is_enum = matches!(shape, Shape::Enum(_));
    let mut schemas = parts.schemas.iter().copied().filter(|_| is_enum);
    schemas.find(|schema| {
        let is_listed = schema.has(Keyword::Enum) || schema.has(Keyword::Const);
        is_listed && types.component_at(&schema.pointer).is_none()
    })
}

/// Returns the schema in the component that extends those of all others. The type of a member
/// that a component describes anew is one of that component, and not of its base. A message
/// extends components, and none extends it. An alternative of a union keeps its own name, which
/// the schemas beside the union do not have.
fn extending<'a>(
    parts: &Parts<'a>,
    types: &mut Table<'_>,
    documents: &[Document],
) -> Option<&'a Schema> {
    let own = parts.schemas.iter().copied();
    let own: Vec<&Schema> = own.filter(|it| !it.is_annotation()).collect();
    let around = own.iter().map(|it| types.component_around(&it.pointer));
    let around: Vec<Option<ComponentId>> = around.collect();
    let mut extends = |one: Option<ComponentId>, other: Option<ComponentId>| {
        one == other
            || other.is_some_and(|other| one.is_none_or(|one| types.extends(one, other, documents)))
    };
    let mut found = own.into_iter().zip(&around);
    let (found, _) = found.find(|(_, one)| around.iter().all(|other| extends(**one, *other)))?;
    let is_member = types.home(&found.pointer).units.words.len() > 1;
    is_member.then_some(found)
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
