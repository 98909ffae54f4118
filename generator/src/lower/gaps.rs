//! The parts of a model that could not be lowered.
//!
//! Later checks run on an incomplete model, so that one run reports every error. They
//! use [`Gaps`] to skip types whose schemas had errors of their own.

use std::collections::HashSet;

use crate::model::{Name, Shape, Struct, TypeDef, TypeId, Usage};
use crate::openapi::Document;

use super::parts::Parts;
use super::table::Slot;

/// The types that are missing or incomplete.
#[derive(Default)]
pub struct Gaps {
    /// The types that could not be lowered.
    unknown: HashSet<TypeId>,
    /// The types that lack members or values.
    partial: HashSet<TypeId>,
}

impl Gaps {
    /// Returns whether a type could not be lowered.
    pub fn is_unknown(&self, id: TypeId) -> bool {
        self.unknown.contains(&id)
    }

    /// Returns whether a type may lack members or values.
    pub fn is_partial(&self, id: TypeId) -> bool {
        self.partial.contains(&id) || self.is_unknown(id)
    }

    /// Completes the list of types: a type that could not be lowered becomes an open
    /// object without members, which no check rejects.
    pub fn fill(
        slots: Vec<Slot<'_>>,
        documents: &[Document],
        has_errors: bool,
    ) -> (Vec<TypeDef>, Self) {
        let mut gaps = Self::default();
        let types = slots.into_iter().enumerate().map(|(index, slot)| {
            let id = TypeId(index);
            let Some(def) = slot.def else {
                gaps.unknown.insert(id);
                return placeholder(&slot);
            };
            let schema = slot.schema.filter(|_| has_errors);
            if schema.is_some_and(|it| !is_complete(&def, &Parts::of_root(it, documents))) {
                gaps.partial.insert(id);
            }
            def
        });
        (types.collect(), gaps)
    }
}

/// Returns whether a type has every member and value that its schemas list.
fn is_complete(def: &TypeDef, parts: &Parts<'_>) -> bool {
    let has_all = match &def.shape {
        Shape::Struct(object) => object.members.len() == parts.properties().len(),
        Shape::Enum(set) => {
            let listed = parts.extensible().map(|values| values.value.len());
            let listed = listed.unwrap_or_else(|| parts.listed().len());
            listed == set.variants.len()
        }
        Shape::Union(_) | Shape::Alias(_) => true,
    };
    has_all && !parts.is_incomplete()
}

/// Returns the definition of a type that could not be lowered.
fn placeholder(slot: &Slot<'_>) -> TypeDef {
    TypeDef {
        name: Name {
            wire: String::new(),
            rust: String::new(),
        },
        module: slot.module,
        description: String::new(),
        origin: slot.pointer.to_owned(),
        usage: Usage::default(),
        source: None,
        shape: Shape::Struct(Struct::empty()),
    }
}
