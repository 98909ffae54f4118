//! The parts of a model that have a value in some example.

use std::collections::HashSet;

use super::{Api, Json, Operation, Struct, Type, TypeId, Webhook};

/// The types and members with a value in some example.
pub struct Shown<'a> {
    api: &'a Api,
    types: HashSet<TypeId>,
    /// Members, as positions in the list of their type.
    members: HashSet<(TypeId, usize)>,
}

impl<'a> Shown<'a> {
    /// Collects the parts with a value in an example of a message.
    #[must_use]
    pub fn in_messages(api: &'a Api) -> Self {
        let mut shown = Self {
            api,
            types: HashSet::new(),
            members: HashSet::new(),
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

    /// Adds the parts with a value in an example of an object.
    pub fn add(&mut self, id: TypeId, value: &Json) {
        let (Some(object), Json::Object(members)) = (self.api.structure(id), value) else {
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
            Type::Named(id) => self.add(*id, value),
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
