//! Types: which there are, where they stand, and what they can do.

use crate::model::{Module, Shape, TypeDef, TypeId};

use super::words::type_place;
use super::{ChangeKind, Comparison, Place, Sides, either};

impl Comparison<'_> {
    /// The changes of all types that some message reaches.
    pub(super) fn types(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, def) in old.reachable() {
            if !self.pairs.has_old(id) && self.is_module_kept(def) {
                let place = type_place(old, def);
                self.push(
                    ChangeKind::TypeRemoved,
                    &place,
                    def.usage,
                    Sides::gone(words_of(def)),
                );
            }
        }
        for (id, def) in new.reachable() {
            if !self.pairs.has_new(id) && self.is_module_known(def) {
                let place = type_place(new, def);
                self.push(
                    ChangeKind::TypeAdded,
                    &place,
                    def.usage,
                    Sides::fresh(words_of(def)),
                );
            }
        }
        for (old_id, new_id) in self.pairs.types.clone() {
            self.pair(old.get(old_id), new_id, new.get(new_id));
        }
    }

    /// Whether the operation of a type is still there; one that is gone takes
    /// its types with it.
    fn is_module_kept(&self, def: &TypeDef) -> bool {
        let operations = &self.pairs.operations;
        match def.module {
            Module::Shared => true,
            Module::Product(at) => operations.iter().any(|(old, _)| *old == at),
        }
    }

    /// Whether the operation of a type was there before.
    fn is_module_known(&self, def: &TypeDef) -> bool {
        let operations = &self.pairs.operations;
        match def.module {
            Module::Shared => true,
            Module::Product(at) => operations.iter().any(|(_, new)| *new == at),
        }
    }

    fn pair(&mut self, old: &TypeDef, new_id: TypeId, new: &TypeDef) {
        let place = type_place(self.new, new);
        self.type_path(&place, old, new);
        let usage = either(old.usage, new.usage);
        if matches!(
            (&old.shape, &new.shape),
            (Shape::Object(_), Shape::Object(_))
        ) {
            let kind = match (old.usage.request, new.usage.request) {
                (false, true) => Some(ChangeKind::BuilderAdded),
                (true, false) => Some(ChangeKind::BuilderRemoved),
                (true, true) | (false, false) => None,
            };
            if let Some(kind) = kind {
                self.push(kind, &place, usage, Sides::default());
            }
        }
        if (&old.description, &old.source) != (&new.description, &new.source) {
            self.push(ChangeKind::Documentation, &place, usage, Sides::default());
        }
        match (&old.shape, &new.shape) {
            (Shape::Object(before), Shape::Object(after)) => {
                self.object(&place, usage, (old, before), (new_id, new, after));
            }
            (Shape::Enum(before), Shape::Enum(after)) => {
                self.enumeration(&place, usage, before, after);
            }
            (Shape::Object(_), Shape::Enum(_)) | (Shape::Enum(_), Shape::Object(_)) => {
                let sides = Sides::both(words_of(old), words_of(new));
                self.push(ChangeKind::TypeKind, &place, usage, sides);
            }
        }
    }

    /// The module and the name of a type. A module that was renamed with its
    /// operation is told there.
    fn type_path(&mut self, place: &Place, old: &TypeDef, new: &TypeDef) {
        let usage = either(old.usage, new.usage);
        let before = type_place(self.old, old);
        let moved = !self.pairs.same_module(old.module, new.module);
        let kind = if moved {
            ChangeKind::TypeMoved
        } else if old.name.rust != new.name.rust {
            ChangeKind::TypeRenamed
        } else {
            // A type without a description is called by its name in the document.
            let is_nameless = new.description.trim().is_empty();
            if is_nameless && old.name.wire != new.name.wire {
                let sides = Sides::both(before.pointer, place.pointer.clone());
                self.push(ChangeKind::Documentation, place, usage, sides);
            }
            return;
        };
        let sides = Sides::both(before.rust.clone(), place.rust.clone());
        self.push(kind, &before, usage, sides);
    }
}

fn words_of(def: &TypeDef) -> &'static str {
    match def.shape {
        Shape::Object(_) => "struct",
        Shape::Enum(_) => "enum",
    }
}
