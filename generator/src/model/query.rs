//! Queries over the whole model.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::api::Api;
use super::condition::{FieldPath, Step};
use super::ids::{CodeSetId, ModuleId, TypeId};
use super::names::Module;
use super::operation::Direction;
use super::result_code::ResultCode;
use super::signature::Signature;
use super::types::{Member, Shape, Struct, TypeDef};
use super::value::Type;

/// The message with a type as its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Message {
    /// The position of the operation in [`Api::operations`].
    pub operation: usize,
    /// The direction: the body of a request is written.
    pub direction: Direction,
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

    /// Returns the types in a value of type `root`, itself included, in the order of
    /// [`Api::types`].
    #[must_use]
    pub fn within(&self, root: TypeId) -> Vec<TypeId> {
        let mut found = BTreeSet::new();
        let mut pending = vec![root];
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                let inner = self.get(id).shape.inner();
                pending.extend(inner.into_iter().filter_map(Type::named));
            }
        }
        found.into_iter().collect()
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

    /// Returns the message of each type that is a body: the request of an operation, or
    /// its response with status 200.
    #[must_use]
    pub fn messages(&self) -> HashMap<TypeId, Message> {
        let mut messages = HashMap::new();
        for (operation, it) in self.operations.iter().enumerate() {
            for (direction, id) in [
                (Direction::Written, it.request()),
                (Direction::Read, it.response()),
            ] {
                let message = Message {
                    operation,
                    direction,
                };
                messages.extend(id.map(|id| (id, message)));
            }
        }
        messages
    }
}

impl TypeDef {
    /// Returns whether the type is a struct.
    #[must_use]
    pub fn is_struct(&self) -> bool {
        match self.shape {
            Shape::Struct(_) => true,
            Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_) => false,
        }
    }
}
