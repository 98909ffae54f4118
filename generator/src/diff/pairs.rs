//! Pairs of operations, webhooks, modules and types of two specifications.
//!
//! Parts with the same name are pairs. The rest are paired if a rename or a move is the
//! simplest explanation. The rules are few, and paired parts are still compared.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::{
    Api, Member, Message, ModuleId, Name, Operation, Shape, Struct, Type, TypeDef, TypeId, Value,
    Webhook,
};
use crate::plan::module_path;
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
    paired_types: Known<TypeId>,
    modules: Known<ModuleId>,
}

/// Pairs of ids, and the ids of each side that have a counterpart.
#[derive(Debug)]
struct Known<T> {
    pairs: HashSet<(T, T)>,
    old: HashSet<T>,
    new: HashSet<T>,
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
            paired_types: Known::of([]),
        };
        pairs.by_name(&old.api, &new.api, rust);
        pairs.by_origin(&old.api, &new.api);
        pairs.by_name(&old.api, &new.api, wire);
        pairs.by_members(old, new);
        pairs
    }

    /// Returns true if two types are a pair.
    pub fn is_pair(&self, old: TypeId, new: TypeId) -> bool {
        self.paired_types.pairs.contains(&(old, new))
    }

    /// Returns true if a type of the old model has a counterpart.
    pub fn has_old(&self, old: TypeId) -> bool {
        self.paired_types.old.contains(&old)
    }

    /// Returns true if a type of the new model has a counterpart.
    pub fn has_new(&self, new: TypeId) -> bool {
        self.paired_types.new.contains(&new)
    }

    /// Returns true if two modules are a pair.
    pub fn same_module(&self, old: ModuleId, new: ModuleId) -> bool {
        self.modules.pairs.contains(&(old, new))
    }

    /// Returns true if a module of the old model has a counterpart.
    pub fn has_old_module(&self, old: ModuleId) -> bool {
        self.modules.old.contains(&old)
    }

    /// Returns true if a module of the new model has a counterpart.
    pub fn has_new_module(&self, new: ModuleId) -> bool {
        self.modules.new.contains(&new)
    }

    fn add(&mut self, old: TypeId, new: TypeId) {
        if self.paired_types.add(old, new) {
            self.types.push((old, new));
        }
    }

    /// Pairs the types of one module that have the same name.
    fn by_name(&mut self, old: &Api, new: &Api, name: fn(&Name) -> &str) {
        let mut named: HashMap<&str, Vec<(TypeId, &TypeDef)>> = HashMap::new();
        for (id, def) in new.reachable().filter(|(id, _)| !self.has_new(*id)) {
            named.entry(name(&def.name)).or_default().push((id, def));
        }
        for (id, def) in old.reachable() {
            if self.has_old(id) {
                continue;
            }
            let mut others = named.get(name(&def.name)).into_iter().flatten();
            let other = others.find(|(other, candidate)| {
                self.same_module(def.module, candidate.module) && !self.has_new(*other)
            });
            if let Some((other, _)) = other {
                self.add(id, *other);
            }
        }
    }

    /// Pairs the types of one module that stand at the same place of a document. The name of
    /// an inline type becomes longer when another one would have the same.
    fn by_origin(&mut self, old: &Api, new: &Api) {
        let mut placed: HashMap<&str, Vec<(TypeId, ModuleId)>> = HashMap::new();
        for (id, def) in new.reachable().filter(|(id, _)| !self.has_new(*id)) {
            placed
                .entry(pointer(def))
                .or_default()
                .push((id, def.module));
        }
        for (id, def) in old.reachable() {
            if self.has_old(id) {
                continue;
            }
            let others = placed.get(pointer(def)).into_iter().flatten();
            let mut others = others.filter(|(other, module)| {
                self.same_module(def.module, *module) && !self.has_new(*other)
            });
            if let (Some((other, _)), None) = (others.next(), others.next()) {
                self.add(id, *other);
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
        let mut alike: HashMap<&str, Vec<TypeId>> = HashMap::new();
        for (id, outline) in &fresh {
            alike.entry(outline).or_default().push(*id);
        }
        let described = |id: TypeId| (old.get(id).module, old.get(id).description.as_str());
        let mut rivals: HashMap<_, usize> = HashMap::new();
        for (id, outline) in &gone {
            *rivals.entry((outline, described(*id))).or_default() += 1;
        }
        let mut joined = Vec::new();
        for (id, outline) in &gone {
            let def = old.get(*id);
            let alike = alike.get(outline.as_str()).map_or(&[][..], Vec::as_slice);
            let moved = alike
                .iter()
                .filter(|other| new.get(**other).name.rust == def.name.rust);
            joined.extend(moved.map(|other| (*id, *other)));
            let mut renamed = alike.iter().filter(|other| {
                let other = new.get(**other);
                self.same_module(def.module, other.module) && def.description == other.description
            });
            let rivals = rivals.get(&(outline, described(*id)));
            if let (Some(other), None, Some(1)) = (renamed.next(), renamed.next(), rivals) {
                joined.push((*id, *other));
            }
        }
        for (old, new) in joined {
            self.add(old, new);
        }
    }
}

impl<T: Copy + Eq + Hash> Known<T> {
    fn of(pairs: impl IntoIterator<Item = (T, T)>) -> Self {
        let mut known = Self {
            pairs: HashSet::new(),
            old: HashSet::new(),
            new: HashSet::new(),
        };
        for (old, new) in pairs {
            known.add(old, new);
        }
        known
    }

    /// Adds a pair, and returns false if it is known.
    fn add(&mut self, old: T, new: T) -> bool {
        self.old.insert(old);
        self.new.insert(new);
        self.pairs.insert((old, new))
    }
}

/// A key by which items are paired.
type Key<'a> = (&'a str, Option<&'a str>);

/// A rule that pairs items: those with the same key, if it holds of both.
struct PairRule<T> {
    key: fn(&T) -> Key<'_>,
    holds: fn(&T, &T) -> bool,
}

impl<T> PairRule<T> {
    fn by(key: fn(&T) -> Key<'_>) -> Self {
        let holds = |_: &T, _: &T| true;
        Self { key, holds }
    }
}

/// Returns the pairs of operations: first those with the same names, then those in the
/// same document or with the same call and product.
fn operations(old: &Api, new: &Api) -> Vec<(usize, usize)> {
    let rules = [
        PairRule::by(|it: &Operation| (it.id.wire.as_str(), product(it, wire))),
        PairRule::by(|it| (it.id.rust.as_str(), product(it, rust))),
        PairRule::by(|it| (it.document.path.as_str(), None)),
        PairRule {
            key: |it| (it.http.path.as_str(), Some(it.http.method.as_str())),
            holds: |old, new| {
                product(old, wire) == product(new, wire) || old.id.wire == new.id.wire
            },
        },
    ];
    positions(&old.operations, &new.operations, &rules)
}

/// Returns the pairs of webhooks: first those with the same names, then those in the same
/// document.
fn webhooks(old: &Api, new: &Api) -> Vec<(usize, usize)> {
    let rules = [
        PairRule::by(|it: &Webhook| (it.id.wire.as_str(), None)),
        PairRule::by(|it| (it.id.rust.as_str(), None)),
        PairRule::by(|it| (it.document.path.as_str(), None)),
    ];
    positions(&old.webhooks, &new.webhooks, &rules)
}

/// Pairs the items of two lists, as positions: an item with the only other one for which
/// a rule holds. Earlier rules come first.
fn positions<T>(old: &[T], new: &[T], rules: &[PairRule<T>]) -> Vec<(usize, usize)> {
    let mut known = Known::of([]);
    for PairRule { key, holds } in rules {
        let mut alike: HashMap<Key<'_>, Vec<(usize, &T)>> = HashMap::new();
        for (at, item) in new.iter().enumerate() {
            if !known.new.contains(&at) {
                alike.entry(key(item)).or_default().push((at, item));
            }
        }
        for (at, item) in old.iter().enumerate() {
            if known.old.contains(&at) {
                continue;
            }
            let alike = alike.get(&key(item)).into_iter().flatten();
            let mut left = alike
                .filter(|(other, candidate)| !known.new.contains(other) && holds(item, candidate));
            if let (Some((other, _)), None) = (left.next(), left.next()) {
                known.add(at, *other);
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = known.pairs.into_iter().collect();
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
) -> Known<ModuleId> {
    let of_operations = operations.iter().filter_map(|(before, after)| {
        let (before, after) = (old.operations.get(*before)?, new.operations.get(*after)?);
        Some((before.module, after.module))
    });
    let of_webhooks = webhooks.iter().filter_map(|(before, after)| {
        let (before, after) = (old.webhooks.get(*before)?, new.webhooks.get(*after)?);
        Some((before.module, after.module))
    });
    let shared = (ModuleId::SHARED, ModuleId::SHARED);
    let mut known = Known::of(of_operations.chain(of_webhooks).chain([shared]));
    // A module whose operation is left out still has types.
    let paths = |api: &Api| -> HashMap<String, ModuleId> {
        let types = api.types.iter().map(|def| def.module);
        types.map(|id| (module_path(api, id), id)).collect()
    };
    let after = paths(new);
    for (path, id) in paths(old) {
        if let Some(other) = after.get(&path)
            && !known.old.contains(&id)
            && !known.new.contains(other)
        {
            known.add(id, *other);
        }
    }
    known
}

/// Returns the place of a type in its file; the file itself may have another name.
fn pointer(def: &TypeDef) -> &str {
    let origin = def.origin.as_str();
    origin
        .split_once('#')
        .map_or(origin, |(_, pointer)| pointer)
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
