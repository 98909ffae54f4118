//! Comparison of types: their paths, usages and shapes.

use crate::model::{Base, Shape, TypeDef, TypeId};

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::members::Side;
use super::values::At;
use super::words::type_site;

impl Comparison<'_> {
    /// Compares all types that messages use.
    pub(super) fn types(&mut self) {
        let (old, new) = (self.old, self.new);
        for (id, def) in old.api.reachable() {
            // The types of a removed operation are not reported separately.
            if !self.pairs.has_old(id) && self.pairs.has_old_module(def.module) {
                let sides = Sides::gone(words_of(def));
                let site = type_site(old, id);
                self.push(ChangeKind::TypeRemoved, &site, def.usage, sides);
            }
        }
        for (id, def) in new.api.reachable() {
            if !self.pairs.has_new(id) && self.pairs.has_new_module(def.module) {
                let sides = Sides::fresh(words_of(def));
                let site = type_site(new, id);
                self.push(ChangeKind::TypeAdded, &site, def.usage, sides);
            }
        }
        for (old_id, new_id) in self.pairs.types.clone() {
            self.pair(old_id, new_id);
        }
    }

    fn pair(&mut self, old_id: TypeId, new_id: TypeId) {
        let (old, new) = (self.old.api.get(old_id), self.new.api.get(new_id));
        let site = type_site(self.new, new_id);
        self.type_path(&site, old_id, new_id);
        let usage = old.usage.or(new.usage);
        if old.is_struct() && new.is_struct() {
            let written = (old.usage.written, new.usage.written);
            let read = (old.usage.read, new.usage.read);
            let of_written = (ChangeKind::BuilderAdded, ChangeKind::BuilderRemoved);
            let of_read = (ChangeKind::ReadAdded, ChangeKind::ReadRemoved);
            self.appears(&site, usage, written, of_written);
            self.appears(&site, usage, read, of_read);
        }
        if (&old.description, &old.source) != (&new.description, &new.source) {
            self.push(ChangeKind::Documentation, &site, usage, Sides::default());
        }
        self.shape(&site, old_id, new_id);
    }

    fn shape(&mut self, site: &Site, old_id: TypeId, new_id: TypeId) {
        let (old, new) = (self.old.api.get(old_id), self.new.api.get(new_id));
        let usage = old.usage.or(new.usage);
        let at = At {
            site,
            usage,
            of_items: false,
        };
        match (&old.shape, &new.shape) {
            (Shape::Struct(before), Shape::Struct(after)) => {
                let before = Side {
                    specification: self.old,
                    id: old_id,
                    usage: old.usage,
                    object: before,
                };
                let after = Side {
                    specification: self.new,
                    id: new_id,
                    usage: new.usage,
                    object: after,
                };
                self.structure(site, usage, before, after);
            }
            (Shape::Enum(before), Shape::Enum(after)) if before.base() == after.base() => {
                self.enumeration(site, usage, before, after);
            }
            (Shape::Union(before), Shape::Union(after)) if before.kind == after.kind => {
                self.union(at, old_id, new_id);
            }
            (Shape::Alias(before), Shape::Alias(after)) => self.value(at, before, after),
            (Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_), _) => {
                let sides = Sides::both(words_of(old), words_of(new));
                self.push(ChangeKind::TypeKind, site, usage, sides);
            }
        }
    }

    /// Compares the module and the name of a type. A module that was renamed with its
    /// operation is reported there.
    fn type_path(&mut self, site: &Site, old_id: TypeId, new_id: TypeId) {
        let (old, new) = (self.old.api.get(old_id), self.new.api.get(new_id));
        let usage = old.usage.or(new.usage);
        let before = type_site(self.old, old_id);
        let kind = if !self.pairs.same_module(old.module, new.module) {
            ChangeKind::TypeMoved
        } else if old.name.rust != new.name.rust {
            ChangeKind::TypeRenamed
        } else {
            // A type without a description is documented by its name in the
            // specification.
            let is_nameless = new.description.trim().is_empty();
            if is_nameless && old.name.wire != new.name.wire {
                let sides = Sides::both(before.pointer, site.pointer.clone());
                self.push(ChangeKind::Documentation, site, usage, sides);
            }
            return;
        };
        let sides = Sides::both(before.rust.clone(), site.rust.clone());
        self.push(kind, &before, usage, sides);
    }
}

fn words_of(def: &TypeDef) -> &'static str {
    match def.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(ref set) => match set.base() {
            Base::Text => "enum",
            Base::Integer => "enum of integers",
        },
        Shape::Union(_) => "union",
        Shape::Alias(_) => "alias",
    }
}
