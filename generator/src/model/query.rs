//! Queries over the whole model.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::api::Api;
use super::condition::{FieldPath, Step};
use super::ids::{CodeSetId, ModuleId, TypeId};
use super::names::{Module, Source};
use super::operation::{Body, Outcome, Webhook};
use super::result_code::ResultCode;
use super::signature::Signature;
use super::types::{Field, Member, Shape, Struct, TypeDef, Window};
use super::value::Type;

/// A message with a type as its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Message {
    /// The request of an operation, as a position in [`Api::operations`].
    Request(usize),
    /// The response of an operation that means success.
    Response(usize),
    /// The body of a webhook, as a position in [`Api::webhooks`]. A reply is no message of
    /// its own, because several webhooks can have the same.
    Notification(usize),
}

impl Message {
    /// Returns the word for the message.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Response(_) => "response",
            Self::Notification(_) => "notification",
        }
    }
}

/// An operation or a webhook whose messages contain a type, as a position in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// An operation.
    Operation(usize),
    /// A webhook.
    Webhook(usize),
}

impl Api {
    /// Returns the type with an id.
    ///
    /// Ids are made together with the list, so each is valid.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// Returns the struct with an id, if the type is one.
    #[must_use]
    pub fn structure(&self, id: TypeId) -> Option<&Struct> {
        self.get(id).shape.as_struct()
    }

    /// Returns the module with an id.
    ///
    /// Ids are made together with the list, so each is valid.
    #[must_use]
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }

    /// Returns the member that a step leads to.
    #[must_use]
    pub fn member(&self, step: Step) -> Option<&Member> {
        self.structure(step.owner)?.members.get(step.member)
    }

    /// Returns the wire names along a path.
    pub fn wire_names(&self, path: &FieldPath) -> impl Iterator<Item = &str> {
        let members = path.steps.iter().filter_map(|step| self.member(*step));
        members.map(|member| member.name().wire.as_str())
    }

    /// Returns the way in which messages are signed, if the API has one.
    #[must_use]
    pub fn signature(&self) -> Option<&Signature> {
        let mut schemes = self.security_schemes.iter();
        schemes.find_map(|scheme| scheme.signature.as_ref())
    }

    /// Returns every body of a message, for changes.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        let operations = self.operations.iter_mut().flat_map(|operation| {
            let requests = operation.body.iter_mut().flat_map(|it| &mut it.contents);
            let responses = operation.responses.iter_mut();
            requests.chain(responses.flat_map(|it| &mut it.contents))
        });
        let webhooks = self.webhooks.iter_mut().flat_map(|webhook| {
            let responses = webhook.responses.iter_mut();
            let responses = responses.flat_map(|it| &mut it.contents);
            webhook.body.iter_mut().chain(responses)
        });
        operations.chain(webhooks)
    }

    /// Returns the types in a value of type `root`, itself included, in the order of
    /// [`Api::types`].
    #[must_use]
    pub fn within(&self, root: TypeId) -> Vec<TypeId> {
        self.within_any([root])
    }

    /// Returns the types in values of the types `roots`, as [`within`](Self::within) does.
    #[must_use]
    pub fn within_any(&self, roots: impl IntoIterator<Item = TypeId>) -> Vec<TypeId> {
        let mut found = BTreeSet::new();
        let mut pending: Vec<TypeId> = roots.into_iter().collect();
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                pending.extend(self.inner(id));
            }
        }
        found.into_iter().collect()
    }

    /// Returns the types that a type refers to.
    pub fn inner(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let inner = self.get(id).shape.inner();
        inner.into_iter().filter_map(Type::named)
    }

    /// Returns the types in messages.
    pub fn reachable(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index), def))
            .filter(|(_, def)| def.usage.is_reached())
    }

    /// Returns the codes of a set that some operation has from it.
    #[must_use]
    pub fn shown_codes(&self, id: CodeSetId) -> Vec<&ResultCode> {
        let operations = self.operations.iter();
        let used: HashSet<&str> = operations
            .flat_map(|operation| operation.codes_of(id))
            .map(|code| code.name.wire.as_str())
            .collect();
        let codes = self.code_sets.get(id.0).into_iter();
        codes
            .flat_map(|set| &set.codes)
            .filter(|code| used.contains(code.name.wire.as_str()))
            .collect()
    }

    /// Returns the fields of a message that have a window of time, each with its type.
    pub fn windows(&self, message: TypeId) -> impl Iterator<Item = (TypeId, &Field, &Window)> {
        let types = self.within(message).into_iter();
        let objects = types.filter_map(|id| Some((id, self.structure(id)?)));
        let fields = objects.flat_map(|(id, object)| object.fields().map(move |it| (id, it.1)));
        fields.filter_map(|(id, field)| Some((id, field, field.window.as_ref()?)))
    }

    /// Returns the enum of the status, if the status is one.
    #[must_use]
    pub fn status_enum(&self, outcome: &Outcome) -> Option<TypeId> {
        let step = outcome.status.steps.last()?;
        match self.structure(step.owner)?.field(step.member)?.value.ty {
            Type::Named(id) => self.get(id).shape.as_enum().map(|_| id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }

    /// Returns the operations and webhooks whose messages contain each type.
    #[must_use]
    pub fn holders(&self) -> HashMap<TypeId, Vec<Holder>> {
        let mut holders: HashMap<TypeId, Vec<Holder>> = HashMap::new();
        let mut add = |holder: Holder, messages: Vec<TypeId>| {
            for id in self.within_any(messages) {
                holders.entry(id).or_default().push(holder);
            }
        };
        for (at, operation) in self.operations.iter().enumerate() {
            add(Holder::Operation(at), ids(operation.messages()));
        }
        for (at, webhook) in self.webhooks.iter().enumerate() {
            add(Holder::Webhook(at), ids(webhook.messages()));
        }
        holders
    }

    /// Returns the documents whose messages contain each type, by the position of the type.
    /// A document can occur twice, for its operations and its webhooks.
    #[must_use]
    pub fn documents(&self) -> Vec<Vec<&Source>> {
        let operations = self.operations.iter();
        let operations = operations.map(|it| (&it.document, ids(it.messages())));
        let webhooks = self.webhooks.iter();
        let webhooks = webhooks.map(|it| (&it.document, ids(it.messages())));
        let mut messages = operations.chain(webhooks).peekable();
        let mut documents = vec![Vec::new(); self.types.len()];
        while let Some((document, mut roots)) = messages.next() {
            // A search for each operation would visit the same types again and again.
            while let Some((_, more)) = messages.next_if(|(next, _)| next.path == document.path) {
                roots.extend(more);
            }
            for id in self.within_any(roots) {
                documents
                    .get_mut(id.0)
                    .into_iter()
                    .for_each(|it| it.push(document));
            }
        }
        documents
    }

    /// Returns whether the response of the operation at a position states its outcome.
    fn states_outcome(&self, operation: usize) -> bool {
        let operation = self.operations.get(operation);
        operation.is_some_and(|operation| operation.outcome.is_some())
    }

    /// Returns the message of each type that is one alone. A response that states no outcome
    /// has nothing of its own, so several operations can have the same.
    #[must_use]
    pub fn messages(&self) -> HashMap<TypeId, Message> {
        let mut messages = HashMap::new();
        let operations = || self.operations.iter().enumerate();
        for (at, operation) in operations().filter(|(_, it)| it.outcome.is_none()) {
            messages.extend(operation.response().map(|id| (id, Message::Response(at))));
        }
        for (at, operation) in operations() {
            messages.extend(operation.request().map(|id| (id, Message::Request(at))));
            let response = operation.response().filter(|_| operation.outcome.is_some());
            messages.extend(response.map(|id| (id, Message::Response(at))));
        }
        let mut notified: HashMap<TypeId, usize> = HashMap::new();
        for id in self.webhooks.iter().filter_map(Webhook::notification) {
            *notified.entry(id).or_default() += 1;
        }
        for (at, webhook) in self.webhooks.iter().enumerate() {
            let body = webhook.body.as_ref().filter(|it| !it.value.nullable);
            let notification = body.and_then(Body::named).filter(|id| {
                let is_other = match messages.get(id) {
                    Some(Message::Response(at)) => self.states_outcome(*at),
                    Some(Message::Request(_) | Message::Notification(_)) => true,
                    None => false,
                };
                !is_other && notified.get(id) == Some(&1) && self.get(*id).is_struct()
            });
            messages.extend(notification.map(|id| (id, Message::Notification(at))));
        }
        messages
    }
}

fn ids<T>(messages: impl Iterator<Item = (T, TypeId)>) -> Vec<TypeId> {
    messages.map(|(_, id)| id).collect()
}

impl TypeDef {
    /// Returns whether the type has a builder.
    #[must_use]
    pub fn has_builder(&self) -> bool {
        self.is_struct() && !self.usage.is_only_read()
    }

    /// Returns whether the type is a struct.
    #[must_use]
    pub fn is_struct(&self) -> bool {
        match self.shape {
            Shape::Struct(_) => true,
            Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => false,
        }
    }
}
