//! Pairs of operations, webhooks, modules and types of two specifications.
//!
//! Parts with the same name are pairs. The rest are paired if a rename or a move is the
//! simplest explanation. The rules are few, and paired parts are still compared.
//! are still compared and reported.

use std::collections::HashSet;

use crate::model::{
    Api, Member, Message, ModuleId, Name, Operation, Shape, Struct, Type, TypeDef, TypeId, Value,
    Webhook,
};
use crate::specification::Specification;

/// The pairs of parts. A type may have moved to several modules, or several types to one
/// module.
#[derive(Debug)]
pub struct Pairs {
    /// The pairs of operations, as positions.
    pub operations: Vec<(usize, usize)>,
    /// The pairs of webhooks, as positions.
    pub webhooks: Vec<(usize, usize)>,
    /// The pairs of types.
    pub types: Vec<(TypeId, TypeId)>,
    modules: HashSet<(ModuleId, ModuleId)>,
    known: HashSet<(TypeId, TypeId)>,
}

impl Pairs {
    /// Pairs the parts of two specifications.
    pub fn of(old: &Specification, new: &Specification) -> Self {
        let operations = operations(&old.api, &new.api);
        let webhooks = webhooks(&old.api, &new.api);
        let mut pairs = Self {
            modules: modules(&old.api, &new.api, &operations, &webhooks),
            operations,
            webhooks,
            types: Vec::new(),
            known: HashSet::new(),
        };
        pairs.by_name(&old.api, &new.api, |old, new| {
            old.name.rust == new.name.rust
        });
        pairs.by_name(&old.api, &new.api, |old, new| {
            old.name.wire == new.name.wire
        });
        pairs.by_members(old, new);
        pairs
    }

    /// Returns true if two types are a pair.
    pub fn is_pair(&self, old: TypeId, new: TypeId) -> bool {
        self.known.contains(&(old, new))
    }

    /// Returns true if a type of the old model has a counterpart.
    pub fn has_old(&self, old: TypeId) -> bool {
        self.types.iter().any(|(known, _)| *known == old)
    }

    /// Returns true if a type of the new model has a counterpart.
    pub fn has_new(&self, new: TypeId) -> bool {
        self.types.iter().any(|(_, known)| *known == new)
    }

    /// Returns true if two modules are a pair.
    pub fn same_module(&self, old: ModuleId, new: ModuleId) -> bool {
        self.modules.contains(&(old, new))
    }

    /// Returns true if a module of the old model has a counterpart.
    pub fn has_old_module(&self, old: ModuleId) -> bool {
        self.modules.iter().any(|(known, _)| *known == old)
    }

    /// Returns true if a module of the new model has a counterpart.
    pub fn has_new_module(&self, new: ModuleId) -> bool {
        self.modules.iter().any(|(_, known)| *known == new)
    }

    fn add(&mut self, old: TypeId, new: TypeId) {
        if self.known.insert((old, new)) {
            self.types.push((old, new));
        }
    }

    /// Pairs the types of one module for which `agree` returns true.
    fn by_name(&mut self, old: &Api, new: &Api, agree: impl Fn(&TypeDef, &TypeDef) -> bool) {
        for (id, def) in old.reachable() {
            let mut others = new.reachable().filter(|(other, candidate)| {
                self.same_module(def.module, candidate.module)
                    && agree(def, candidate)
                    && !self.has_new(*other)
            });
            if let Some((other, _)) = others.next()
                && !self.has_old(id)
            {
                self.add(id, other);
            }
        }
    }

    /// Pairs types without a counterpart that have the same members. A type with the same
    /// name in another module was moved. A type in the same module with the same
    /// description was renamed, if no other type fits.
    fn by_members(&mut self, old: &Specification, new: &Specification) {
        let gone = outlines(old, |id| !self.has_old(id));
        let fresh = outlines(new, |id| !self.has_new(id));
        let (old, new) = (&old.api, &new.api);
        let mut joined = Vec::new();
        for (id, outline) in &gone {
            let def = old.get(*id);
            let alike = fresh.iter().filter(|(_, other)| other == outline);
            let alike: Vec<TypeId> = alike.map(|(id, _)| *id).collect();
            let moved = alike
                .iter()
                .filter(|other| new.get(**other).name.rust == def.name.rust);
            joined.extend(moved.map(|other| (*id, *other)));
            let is_renamed = |old_def: &TypeDef, new_def: &TypeDef| {
                self.same_module(old_def.module, new_def.module)
                    && old_def.description == new_def.description
            };
            let mut renamed = alike
                .iter()
                .filter(|other| is_renamed(def, new.get(**other)));
            let rivals = gone.iter().filter(|(rival, other)| {
                other == outline
                    && old.get(*rival).module == def.module
                    && old.get(*rival).description == def.description
            });
            if let (Some(other), None, 1) = (renamed.next(), renamed.next(), rivals.count()) {
                joined.push((*id, *other));
            }
        }
        for (old, new) in joined {
            self.add(old, new);
        }
    }
}

/// Returns the pairs of operations: first those with the same names, then those in the
/// same document or with the same call and product.
fn operations(old: &Api, new: &Api) -> Vec<(usize, usize)> {
    let rules: [fn(&Operation, &Operation) -> bool; 4] = [
        |old, new| old.id.wire == new.id.wire && product(old, wire) == product(new, wire),
        |old, new| old.id.rust == new.id.rust && product(old, rust) == product(new, rust),
        |old, new| old.document.path == new.document.path,
        |old, new| {
            old.http == new.http
                && (product(old, wire) == product(new, wire) || old.id.wire == new.id.wire)
        },
    ];
    positions(&old.operations, &new.operations, &rules)
}

/// Returns the pairs of webhooks: first those with the same names, then those in the same
/// document.
fn webhooks(old: &Api, new: &Api) -> Vec<(usize, usize)> {
    let rules: [fn(&Webhook, &Webhook) -> bool; 3] = [
        |old, new| old.id.wire == new.id.wire,
        |old, new| old.id.rust == new.id.rust,
        |old, new| old.document.path == new.document.path,
    ];
    positions(&old.webhooks, &new.webhooks, &rules)
}

/// Pairs the items of two lists, as positions: an item with the only other one for which
/// a rule holds. Earlier rules come first.
fn positions<T>(old: &[T], new: &[T], rules: &[fn(&T, &T) -> bool]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for rule in rules {
        for (at, item) in old.iter().enumerate() {
            let left = new.iter().enumerate().filter(|(other, _)| {
                pairs
                    .iter()
                    .all(|(known_old, known_new)| *known_old != at && known_new != other)
            });
            let mut alike = left.filter(|(_, candidate)| rule(item, candidate));
            if let (Some((other, _)), None) = (alike.next(), alike.next()) {
                pairs.push((at, other));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

fn product(operation: &Operation, name: fn(&Name) -> &str) -> Option<&str> {
    operation.product.as_ref().map(name)
}

fn wire(name: &Name) -> &str {
    &name.wire
}

fn rust(name: &Name) -> &str {
    &name.rust
}

/// Returns the pairs of modules: those of paired operations and webhooks, and the module
/// of shared types.
fn modules(
    old: &Api,
    new: &Api,
    operations: &[(usize, usize)],
    webhooks: &[(usize, usize)],
) -> HashSet<(ModuleId, ModuleId)> {
    let operations = operations.iter().filter_map(|(before, after)| {
        let (before, after) = (old.operations.get(*before)?, new.operations.get(*after)?);
        Some((before.module, after.module))
    });
    let webhooks = webhooks.iter().filter_map(|(before, after)| {
        let (before, after) = (old.webhooks.get(*before)?, new.webhooks.get(*after)?);
        Some((before.module, after.module))
    });
    let shared = (ModuleId::SHARED, ModuleId::SHARED);
    operations.chain(webhooks).chain([shared]).collect()
}

/// Returns the outlines of some of the types that messages reach.
fn outlines(
    specification: &Specification,
    is_asked: impl Fn(TypeId) -> bool,
) -> Vec<(TypeId, String)> {
    let types = specification.api.reachable();
    types
        .filter(|(id, _)| is_asked(*id))
        .map(|(id, def)| (id, outline(specification, id, def)))
        .collect()
}

/// Returns the content of a type in words, without its name and its limits. Types with
/// the same outline read and write the same messages.
fn outline(specification: &Specification, id: TypeId, def: &TypeDef) -> String {
    let api = &specification.api;
    match &def.shape {
        Shape::Struct(object) => {
            let message = specification.plan.message(id);
            let role = message.map_or("part", Message::noun);
            format!("{role} {}", outline_of_struct(api, object))
        }
        Shape::Enum(set) => {
            let values = set.variants.iter().map(|variant| &variant.name.wire);
            let values: Vec<&String> = values.collect();
            format!("{:?} {values:?}", set.openness)
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let variants = variants.map(|it| (&it.tags, outline_of_value(api, &it.value)));
            let variants: Vec<_> = variants.collect();
            format!("union {:?} {variants:?}", union.tag)
        }
        Shape::Alias(value) => format!("alias {}", outline_of_value(api, value)),
    }
}

fn outline_of_struct(api: &Api, object: &Struct) -> String {
    let members = object.members.iter().map(|member| match member {
        Member::Field(field) => format!(
            "{}: {} {:?}",
            field.name.wire,
            outline_of_value(api, &field.value),
            field.presence
        ),
        Member::Constant(constant) => {
            format!("{} = {:?}", constant.name.wire, constant.value)
        }
    });
    let members: Vec<String> = members.collect();
    format!("{:?} {}", object.additional, members.join(", "))
}

fn outline_of_value(api: &Api, value: &Value) -> String {
    let ty = match &value.ty {
        // Types are compared by name, since a type may be recursive or have moved too.
        Type::Named(id) => api.get(*id).name.rust.clone(),
        Type::List(item) => format!("[{}]", outline_of_value(api, item)),
        Type::Map(item) => format!("{{{}}}", outline_of_value(api, item)),
        scalar @ (Type::Scalar(_) | Type::Any) => format!("{scalar:?}"),
    };
    format!("{ty} {} {:?}", value.nullable, value.sensitive)
}
