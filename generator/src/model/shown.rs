//! The parts of a model that have a value in some example.

use std::collections::HashSet;

use super::specimen::json;
use super::{Api, Json, Member, Operation, Presence, Shape, Struct, Type, TypeId, Union, Webhook};

/// The types and members with a value in some example.
pub struct Shown<'a> {
    api: &'a Api,
    types: HashSet<TypeId>,
    /// Members, as positions in the list of their type.
    members: HashSet<(TypeId, usize)>,
    /// The unions that each value was looked at as. Unions can contain each other.
    unions: HashSet<(TypeId, *const Json)>,
}

impl<'a> Shown<'a> {
    /// Collects the parts with a value in an example of a message.
    #[must_use]
    pub fn in_messages(api: &'a Api) -> Self {
        let mut shown = Self {
            api,
            types: HashSet::new(),
            members: HashSet::new(),
            unions: HashSet::new(),
        };
        let operations = api.operations.iter().flat_map(Operation::bodies);
        let webhooks = api.webhooks.iter().flat_map(Webhook::bodies);
        for (_, body) in operations.chain(webhooks) {
            for example in &body.examples {
                shown.value(&body.value.ty, &example.value);
            }
        }
        let operations = api.operations.iter();
        let headers = operations.clone().filter_map(|it| it.headers.as_ref());
        let webhooks = api.webhooks.iter().filter_map(|it| it.headers.as_ref());
        let headers = headers.chain(webhooks).map(|it| it.values);
        for id in operations.filter_map(|it| it.inputs).chain(headers) {
            shown.inputs(id);
        }
        shown
    }

    /// Adds the parts of a request or the headers with an example. A parameter has its own
    /// examples.
    fn inputs(&mut self, id: TypeId) {
        self.types.insert(id);
        let fields = self.api.structure(id).into_iter().flat_map(Struct::fields);
        let shown = fields.filter(|(_, field)| !field.examples.is_empty());
        self.members.extend(shown.map(|(member, _)| (id, member)));
    }

    /// Adds the parts with a value in an example of a type.
    pub fn add(&mut self, id: TypeId, value: &Json) {
        self.unions.clear();
        self.named(id, value);
    }

    fn named(&mut self, id: TypeId, value: &Json) {
        let api = self.api;
        match &api.get(id).shape {
            Shape::Struct(object) => self.object(id, object, value),
            Shape::Union(union) => self.alternatives(id, union, value),
            Shape::Alias(alias) => self.value(&alias.ty, value),
            Shape::Enum(_) => {}
        }
    }

    /// Adds the variants of which a value can be: those that its tag selects, or else those
    /// whose required members it has.
    fn alternatives(&mut self, id: TypeId, union: &Union, value: &Json) {
        if !self.unions.insert((id, value)) {
            return;
        }
        let tag = union.tag.as_deref().and_then(|tag| value.member(tag));
        let selected = union.variants.iter().filter(|variant| {
            let mut tags = variant.tags.iter();
            tags.any(|known| matches!(tag, Some(Json::Text(tag)) if tag == known))
        });
        let mut types: Vec<&Type> = selected.map(|variant| &variant.value.ty).collect();
        if types.is_empty() {
            let variants = union.variants.iter().map(|variant| &variant.value.ty);
            types.extend(variants.filter(|ty| self.has_required(ty, value)));
        }
        for ty in types {
            self.value(ty, value);
        }
    }

    /// Returns whether a value has the required members of a type, with their constants.
    fn has_required(&self, ty: &Type, value: &Json) -> bool {
        let object = ty.named().and_then(|id| self.api.structure(id));
        let mut members = object.into_iter().flat_map(|object| &object.members);
        members.all(|member| match member {
            Member::Field(field) => {
                field.presence == Presence::Optional || value.member(&field.name.wire).is_some()
            }
            Member::Constant(constant) => match value.member(&constant.name.wire) {
                Some(found) => *found == json(&constant.value),
                None => !constant.required,
            },
        })
    }

    fn object(&mut self, id: TypeId, object: &Struct, value: &Json) {
        let Json::Object(members) = value else {
            return;
        };
        self.types.insert(id);
        for (name, value) in members {
            let mut fields = object.fields();
            if let Some((member, field)) = fields.find(|(_, field)| field.name.wire == *name) {
                self.members.insert((id, member));
                self.value(&field.value.ty, value);
            }
        }
    }

    fn value(&mut self, ty: &Type, value: &Json) {
        match ty {
            Type::Named(id) => self.named(*id, value),
            Type::List(item) => {
                for value in value.items() {
                    self.value(&item.ty, value);
                }
            }
            Type::Map(item) => {
                for (_, value) in value.members() {
                    self.value(&item.ty, value);
                }
            }
            Type::Scalar(_) | Type::Any => {}
        }
    }

    /// Returns the types with an example.
    pub fn types(&self) -> impl Iterator<Item = TypeId> {
        self.types.iter().copied()
    }

    /// Returns whether some example has a member.
    #[must_use]
    pub fn has_member(&self, id: TypeId, member: usize) -> bool {
        self.members.contains(&(id, member))
    }
}
