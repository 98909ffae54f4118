//! The leaves of a union: its variants, with those of nested unions in their place.

use std::collections::HashSet;

use crate::model::{Api, Shape, Type, TypeId, Union, UnionVariant, Value};

/// A type of a union that is no union itself.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    /// The position of the variant that holds it.
    pub(super) variant: usize,
    /// Its value, or that of an item of it.
    pub(super) value: &'a Value,
    /// The values of the tag that the document assigns to it.
    pub(super) tags: Vec<String>,
    /// True if it is the base of the others.
    pub(super) is_base: bool,
}

impl<'a> Leaf<'a> {
    /// Returns a variant as a leaf.
    pub(super) fn of(position: usize, variant: &'a UnionVariant) -> Self {
        Self {
            variant: position,
            value: &variant.value,
            tags: variant.tags.clone(),
            is_base: variant.is_base,
        }
    }
}

/// Returns the leaves of a union. A variant has each nested union once, because unions can
/// contain each other in any number of ways.
pub(super) fn leaves<'a>(api: &'a Api, id: TypeId, union: &'a Union) -> Vec<Leaf<'a>> {
    let mut found = Vec::new();
    for (variant, it) in union.variants.iter().enumerate() {
        let mut seen = HashSet::from([id]);
        let holder = Holder {
            variant,
            tag: union.tag.as_deref(),
            tags: &[],
        };
        add_leaves(api, &holder, (it, holder.tag), &mut seen, &mut found);
    }
    // A base and its extenders can both be variants: each extender is its own variant.
    let is_elsewhere = |leaf: &Leaf<'a>| {
        let mut others = union.variants.iter().enumerate();
        others.any(|(at, other)| {
            at != leaf.variant
                && is_named(&leaf.value.ty)
                && is_named(&other.value.ty)
                && other.value.ty.named() == leaf.value.ty.named()
                && leaf.tags.iter().all(|tag| other.tags.contains(tag))
        })
    };
    let is_direct = |leaf: &Leaf<'a>| {
        let own = union.variants.get(leaf.variant);
        own.is_some_and(|own| std::ptr::eq(&raw const own.value, leaf.value))
    };
    found.retain(|leaf| is_direct(leaf) || !is_elsewhere(leaf));
    found
}

/// The holder of the alternatives of a nested union.
struct Holder<'a> {
    /// The position of the variant.
    variant: usize,
    /// The tag of its union.
    tag: Option<&'a str>,
    /// The values of this tag that select what holds the alternatives.
    tags: &'a [String],
}

/// Adds the leaves of an alternative of a union with a tag, perhaps another one than that of
/// the outermost union.
fn add_leaves<'a>(
    api: &'a Api,
    holder: &Holder<'_>,
    (it, tag): (&'a UnionVariant, Option<&str>),
    seen: &mut HashSet<TypeId>,
    found: &mut Vec<Leaf<'a>>,
) {
    let mut leaf = Leaf::of(holder.variant, it);
    // The base of a nested union is the alternative that holds it.
    let has_own = tag == holder.tag && !leaf.tags.is_empty();
    if !has_own || leaf.is_base && !holder.tags.is_empty() {
        holder.tags.clone_into(&mut leaf.tags);
    }
    let nested = it.value.ty.named().filter(|_| is_named(&it.value.ty));
    let nested = nested.and_then(|id| match &api.get(id).shape {
        Shape::Union(union) => Some((id, union)),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => None,
    });
    let Some((id, union)) = nested else {
        found.push(leaf);
        return;
    };
    if seen.insert(id) {
        let inner = Holder {
            tags: &leaf.tags,
            ..*holder
        };
        for variant in &union.variants {
            let alternative = (variant, union.tag.as_deref());
            add_leaves(api, &inner, alternative, seen, found);
        }
    }
}

/// Returns whether a type is named, rather than a list or a map of a named type.
fn is_named(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}

/// Returns the position of the only variant of these, if they all have the same.
pub(super) fn single(leaves: &[Leaf<'_>]) -> Option<usize> {
    let first = leaves.first()?.variant;
    leaves
        .iter()
        .all(|leaf| leaf.variant == first)
        .then_some(first)
}
