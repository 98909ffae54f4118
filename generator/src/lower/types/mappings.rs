//! The mapping of a discriminator to schemas that are no alternatives.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::parts::Alternatives;
use crate::lower::targets::target;
use crate::openapi::{Discriminator, Document, Mapping, Schema};
use crate::text::pointer::{child, last_name};

/// Reports the entries of the mapping of a union's own discriminator that lead to no
/// alternative. One that contains an alternative, or is a part of it, has a meaning for others
/// who read the document.
pub fn report_unused(
    found: Alternatives<'_>,
    documents: &[Document],
    diagnostics: &mut Diagnostics,
) {
    let Some(discriminator) = found.schema.discriminator.as_deref() else {
        return;
    };
    let unused = unused(discriminator, found, documents);
    let pointer = child(&discriminator.pointer, "mapping");
    let (what, help) = match found.keyword {
        Some(_) => (
            "no alternative",
            "add the schema to the alternatives, or remove the entry",
        ),
        None => (
            "no schema that extends this one",
            "extend this schema there by `allOf`, or remove the entry",
        ),
    };
    for at in unused {
        let Some((value, schema)) = discriminator.mapping.get(at) else {
            continue;
        };
        let message = format!("the mapping of `{}` leads to {what}", value.value);
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, schema.span, message)
                .at(child(&pointer, &value.value))
                .help(help),
        );
    }
}

/// Returns the positions of the entries that lead to no alternative.
fn unused(
    discriminator: &Discriminator,
    found: Alternatives<'_>,
    documents: &[Document],
) -> BTreeSet<usize> {
    let mut unused: BTreeSet<usize> = (0..discriminator.mapping.len()).collect();
    if unused.is_empty() {
        return unused;
    }
    let mapping = Mapping::of(discriminator);
    let mut alternatives: Vec<&Schema> = Vec::new();
    for branch in found.branches {
        alternatives.push(branch);
        let Some(reference) = &branch.reference else {
            continue;
        };
        if let Some((_, component)) = target(reference, documents) {
            let name = last_name(&reference.text.value);
            unused.retain(|at| !mapping.positions(name, component).contains(at));
            alternatives.push(component);
        }
    }
    let components = documents.iter().flat_map(|it| &it.schemas);
    for component in components {
        if unused.is_empty() {
            break;
        }
        let schema = &component.schema;
        let named = mapping.positions(&component.key.text, schema);
        if unused.is_disjoint(&named) {
            continue;
        }
        let inside = reached([schema], documents);
        let is_around = alternatives.iter().any(|it| is_among(it, &inside));
        if is_around || is_among(schema, &reached(alternatives.iter().copied(), documents)) {
            unused.retain(|at| !named.contains(at));
        }
    }
    unused
}

fn is_among(schema: &Schema, others: &[&Schema]) -> bool {
    others.iter().any(|it| std::ptr::eq(*it, schema))
}

/// Returns these schemas with their parts, alternatives and extenders at any depth. The
/// extenders of a part are not among them: they are beside the schema.
fn reached<'a>(
    schemas: impl IntoIterator<Item = &'a Schema>,
    documents: &'a [Document],
) -> Vec<&'a Schema> {
    let mut pending: Vec<(&Schema, bool)> = schemas.into_iter().map(|it| (it, false)).collect();
    let mut reached: Vec<&Schema> = Vec::new();
    while let Some((schema, is_part)) = pending.pop() {
        if is_among(schema, &reached) {
            continue;
        }
        reached.push(schema);
        if let Some((_, component)) = schema
            .reference
            .as_ref()
            .and_then(|it| target(it, documents))
        {
            pending.push((component, is_part));
        }
        pending.extend(schema.all_of.iter().map(|it| (it, true)));
        let lists = [&schema.any_of, &schema.one_of].into_iter().flatten();
        pending.extend(lists.flat_map(|it| &it.value).map(|it| (it, is_part)));
        let extenders = schema.extenders.iter().filter(|_| !is_part);
        pending.extend(extenders.map(|it| (it, is_part)));
    }
    reached
}
