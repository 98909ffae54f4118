//! Which operations and types of two models belong together.
//!
//! What has the same name does; what is left is held together where a rename
//! or a move is the plain explanation. The rules are few, and what they join is
//! still compared and reported.

use std::collections::HashSet;

use crate::model::{Api, Member, Module, Operation, Role, Shape, Type, TypeDef, TypeId, Value};

/// The parts that belong together. A type may have moved to several modules,
/// or several types to one.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Operations, as positions.
    pub operations: Vec<(usize, usize)>,
    /// Types.
    pub types: Vec<(TypeId, TypeId)>,
    known: HashSet<(TypeId, TypeId)>,
}

impl Pairs {
    /// What belongs together in two models.
    pub fn of(old: &Api, new: &Api) -> Self {
        let mut pairs = Self {
            operations: operations(old, new),
            ..Self::default()
        };
        pairs.by_name(old, new, |old, new| old.name.rust == new.name.rust);
        pairs.by_name(old, new, |old, new| old.name.wire == new.name.wire);
        pairs.by_members(old, new);
        pairs
    }

    /// Whether two types are the same, but for what changed inside.
    pub fn is_pair(&self, old: TypeId, new: TypeId) -> bool {
        self.known.contains(&(old, new))
    }

    /// Whether a type of the old model has a counterpart.
    pub fn has_old(&self, old: TypeId) -> bool {
        self.types.iter().any(|(known, _)| *known == old)
    }

    /// Whether a type of the new model has a counterpart.
    pub fn has_new(&self, new: TypeId) -> bool {
        self.types.iter().any(|(_, known)| *known == new)
    }

    /// Whether two modules are the same one.
    pub fn same_module(&self, old: Module, new: Module) -> bool {
        match (old, new) {
            (Module::Shared, Module::Shared) => true,
            (Module::Product(old), Module::Product(new)) => self.operations.contains(&(old, new)),
            (Module::Shared, Module::Product(_)) | (Module::Product(_), Module::Shared) => false,
        }
    }

    fn add(&mut self, old: TypeId, new: TypeId) {
        if self.known.insert((old, new)) {
            self.types.push((old, new));
        }
    }

    /// Joins the types of one module that `agree`.
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

    /// Joins types that have lost their counterpart and have the same members:
    /// one with the same name in another module has moved; one in the same
    /// module, with the same description and without a rival, has a new name.
    fn by_members(&mut self, old: &Api, new: &Api) {
        let left = |api: &Api, is_left: &dyn Fn(TypeId) -> bool| -> Vec<(TypeId, String)> {
            let types = api.reachable().filter(|(id, _)| is_left(*id));
            types.map(|(id, def)| (id, outline(api, def))).collect()
        };
        let gone = left(old, &|id| !self.has_old(id));
        let fresh = left(new, &|id| !self.has_new(id));
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

/// The operations that belong together: those with the same names, and then
/// those that are left in the same document or with the same call and product.
fn operations(old: &Api, new: &Api) -> Vec<(usize, usize)> {
    let rules: [fn(&Operation, &Operation) -> bool; 4] = [
        |old, new| old.id.wire == new.id.wire && old.product.wire == new.product.wire,
        |old, new| old.id.rust == new.id.rust && old.product.rust == new.product.rust,
        |old, new| old.document.path == new.document.path,
        |old, new| {
            old.method == new.method
                && old.path == new.path
                && (old.product.wire == new.product.wire || old.id.wire == new.id.wire)
        },
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for rule in rules {
        for (at, operation) in old.operations.iter().enumerate() {
            let left = new.operations.iter().enumerate().filter(|(other, _)| {
                pairs
                    .iter()
                    .all(|(known_old, known_new)| *known_old != at && known_new != other)
            });
            let mut alike = left.filter(|(_, candidate)| rule(operation, candidate));
            if let (Some((other, _)), None) = (alike.next(), alike.next()) {
                pairs.push((at, other));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What a type consists of, without its name and its limits: two types with one
/// outline read and write the same.
fn outline(api: &Api, def: &TypeDef) -> String {
    match &def.shape {
        Shape::Object(object) => {
            let role = match object.role {
                Role::Part => "part",
                Role::Request(_) => "request",
                Role::Response(_) => "response",
            };
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
            format!("{role} {:?} {}", object.additional, members.join(", "))
        }
        Shape::Enum(set) => {
            let values = set.variants.iter().map(|variant| &variant.name.wire);
            let values: Vec<&String> = values.collect();
            format!("{:?} {values:?}", set.openness)
        }
    }
}

fn outline_of_value(api: &Api, value: &Value) -> String {
    let ty = match &value.ty {
        // By name: a type may hold itself, or be one that has moved too.
        Type::Named(id) => api.get(*id).name.rust.clone(),
        Type::List(item) => format!("[{}]", outline_of_value(api, item)),
        Type::Map(item) => format!("{{{}}}", outline_of_value(api, item)),
        scalar @ (Type::Text
        | Type::Boolean(_)
        | Type::Signed(_)
        | Type::Unsigned(_)
        | Type::Decimal
        | Type::DateTime
        | Type::Uri
        | Type::Any) => format!("{scalar:?}"),
    };
    format!("{ty} {:?}", value.sensitive)
}
