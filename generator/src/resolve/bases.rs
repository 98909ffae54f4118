//! Bases: components with a discriminator that other components extend with `allOf`.
//!
//! A value whose type is a base is one of the components that extend it.
//! They are found here, because the base does not list them.

use std::collections::{HashMap, HashSet};

use crate::openapi::keyword::Keyword;
use crate::openapi::{
    ComponentId, Discriminator, Document, Extensions, Mapping, Reference, Schema,
};
use crate::text::source::Spanned;

/// The components that extend each component.
type Extended = HashMap<ComponentId, Vec<ComponentId>>;

/// Sets [`Schema::extenders`] of every base: a reference to each component that extends it,
/// in the order of the documents, and then the base itself, for values of any other kind.
pub fn set_extenders(documents: &mut [Document]) {
    for component in documents.iter_mut().flat_map(|it| &mut it.schemas) {
        gather_discriminator(&mut component.schema);
    }
    let extended = extended(documents);
    let bases: Vec<ComponentId> = extended
        .keys()
        .copied()
        .filter(|id| id.schema(documents).is_some_and(is_base))
        .collect();
    let set: HashSet<ComponentId> = bases.iter().copied().collect();
    for base in bases {
        let mut found = below(base, &extended, &set);
        drop_other_names(documents, base, &mut found);
        let extenders = extenders(documents, base, &found);
        let document = documents.get_mut(base.document);
        let schema = document.and_then(|it| it.schemas.get_mut(base.schema));
        if let (Some(component), Some(extenders)) = (schema, extenders) {
            component.schema.extenders = extenders;
        }
    }
}

/// Makes the discriminator that a component has in a part of `allOf` its own. Documents write
/// all that a component adds to others in such a part.
fn gather_discriminator(component: &mut Schema) {
    if component.discriminator.is_none() && !has_alternatives(component) {
        component.discriminator = component.all_of.iter_mut().find_map(take_discriminator);
    }
}

fn take_discriminator(part: &mut Schema) -> Option<Box<Discriminator>> {
    if part.reference.is_some() || has_alternatives(part) {
        return None;
    }
    let own = part.discriminator.take();
    own.or_else(|| part.all_of.iter_mut().find_map(take_discriminator))
}

fn is_base(schema: &Schema) -> bool {
    schema.discriminator.is_some() && !has_alternatives(schema)
}

fn has_alternatives(schema: &Schema) -> bool {
    schema.any_of.is_some() || schema.one_of.is_some()
}

/// Returns the components that directly extend each component.
fn extended(documents: &[Document]) -> Extended {
    let mut extended = Extended::new();
    for (document, content) in documents.iter().enumerate() {
        for (schema, component) in content.schemas.iter().enumerate() {
            let id = ComponentId { document, schema };
            for part in &component.schema.all_of {
                let target = part.reference.as_ref().and_then(|it| it.target);
                if let Some(base) = target.filter(|base| *base != id) {
                    extended.entry(base).or_default().push(id);
                }
            }
        }
    }
    extended
}

/// Returns the components that extend a base at any depth. Those of another base on the way
/// are its own.
fn below(base: ComponentId, extended: &Extended, bases: &HashSet<ComponentId>) -> Vec<ComponentId> {
    let mut found: Vec<ComponentId> = Vec::new();
    let mut seen = HashSet::from([base]);
    let mut pending = vec![base];
    while let Some(id) = pending.pop() {
        for &below in extended.get(&id).into_iter().flatten() {
            if seen.insert(below) {
                found.push(below);
                if !bases.contains(&below) {
                    pending.push(below);
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// Drops the components that are only other names: they add nothing, and no value of the
/// discriminator selects them.
fn drop_other_names(documents: &[Document], base: ComponentId, found: &mut Vec<ComponentId>) {
    let schema = base.schema(documents);
    let Some(discriminator) = schema.and_then(|it| it.discriminator.as_deref()) else {
        return;
    };
    // Without a mapping, the name of each component is its value.
    if discriminator.mapping.is_empty() {
        return;
    }
    let mapping = Mapping::of(discriminator);
    found.retain(|id| {
        let document = documents.get(id.document);
        let component = document.and_then(|it| it.schemas.get(id.schema));
        component.is_some_and(|it| {
            !only_refers(&it.schema) || !mapping.values(&it.key.text, &it.schema).is_empty()
        })
    });
}

/// Returns whether a schema says nothing about members but `allOf` with one reference.
fn only_refers(schema: &Schema) -> bool {
    let is_note = |it: Keyword| it == Keyword::Type || it.row().annotation.is_some();
    let says = |schema: &Schema, only: Keyword| {
        let mut keywords = schema.keywords.iter();
        keywords.all(|(it, _)| *it == only || is_note(*it))
    };
    match schema.all_of.as_slice() {
        [part] => says(schema, Keyword::AllOf) && says(part, Keyword::Ref),
        _ => false,
    }
}

/// Returns a schema for each component that extends a base, and one for the base itself.
fn extenders(
    documents: &[Document],
    base: ComponentId,
    found: &[ComponentId],
) -> Option<Vec<Schema>> {
    let document = documents.get(base.document)?;
    let component = document.schemas.get(base.schema)?;
    let schema = &component.schema;
    let of = |id: ComponentId| {
        let key = &documents.get(id.document)?.schemas.get(id.schema)?.key;
        let mut branch = Schema::any(key.span, &schema.pointer);
        branch.reference = Some(Reference {
            text: Spanned {
                value: format!("#/components/schemas/{}", key.text),
                span: key.span,
            },
            target: Some(id),
        });
        Some(branch)
    };
    let mut branches: Vec<Schema> = found.iter().filter_map(|id| of(*id)).collect();
    let mut own = of(base)?;
    // The base itself has another type.
    own.pointer.push_str("/discriminator");
    let chosen = schema.extensions().rust_name.as_ref();
    let name = chosen.map_or(&*component.key.text, |it| it.value.as_str());
    own.extensions = Some(Box::new(Extensions {
        rust_name: Some(Spanned {
            value: format!("Other {name}"),
            span: component.key.span,
        }),
        ..Extensions::NONE
    }));
    branches.push(own);
    Some(branches)
}
