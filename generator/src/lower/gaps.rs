//! The parts of a model that could not be lowered.
//!
//! Checks that need the finished model run on what there is of it, so that one
//! run reports every error. They ask here before they hold something against a
//! type whose schema has errors of its own, which were reported.

use std::collections::HashSet;

use crate::model::{Additional, Name, Object, Role, Shape, TypeDef, TypeId, Usage};
use crate::openapi::Document;

use super::Slot;
use super::parts::Parts;

/// The types of which something is missing.
#[derive(Default)]
pub struct Gaps {
    /// Those of which nothing is known.
    unknown: HashSet<TypeId>,
    /// Those that lack members or values.
    partial: HashSet<TypeId>,
}

impl Gaps {
    /// Returns whether nothing is known of a type.
    pub fn is_unknown(&self, id: TypeId) -> bool {
        self.unknown.contains(&id)
    }

    /// Returns whether a type may have members or values that are not known.
    pub fn is_partial(&self, id: TypeId) -> bool {
        self.partial.contains(&id) || self.is_unknown(id)
    }

    /// Completes the list of types: one that could not be lowered is an open
    /// object without members, of which nothing is to be asked.
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
            if !has_errors {
                return def;
            }
            let parts = Parts::of_root(slot.schema, documents);
            let has_all = match &def.shape {
                Shape::Object(object) => object.members.len() == parts.properties().len(),
                Shape::Enum(set) => {
                    let listed = parts.extensible().map(|values| values.value.len());
                    let listed = listed.or(parts.values().map(|values| values.value.len()));
                    listed == Some(set.variants.len())
                }
            };
            if !has_all || parts.is_incomplete() {
                gaps.partial.insert(id);
            }
            def
        });
        (types.collect(), gaps)
    }
}

fn placeholder(slot: &Slot<'_>) -> TypeDef {
    TypeDef {
        name: Name {
            wire: String::new(),
            rust: String::new(),
        },
        module: slot.module,
        description: String::new(),
        origin: slot.schema.pointer.clone(),
        usage: Usage::default(),
        source: None,
        shape: Shape::Object(Object {
            role: Role::Part,
            members: Vec::new(),
            additional: Additional::Allowed,
            extra: None,
            rules: Vec::new(),
            advisories: Vec::new(),
            constructor: None,
            money: None,
        }),
    }
}
