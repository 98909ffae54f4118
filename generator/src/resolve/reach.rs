//! The reach of messages: the components in them, and their directions.
//!
//! A type that only requests contain may be strict; a type in a response must accept
//! values that the document does not list. Lowering needs this before there are types,
//! so it is computed from the schemas.

use std::collections::{HashMap, HashSet};

use crate::model::{MediaKind, Usage};
use crate::openapi::{Additional, Body, ComponentId, Document, Operation, Response, Schema};

/// The usage of every component.
pub struct Reach {
    usages: HashMap<(ComponentId, Role), Usage>,
}

/// The way in which a schema refers to a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    /// The component is the type of a value.
    Value,
    /// The component is merged into a type.
    Merged,
}

/// A component that a message reaches.
type Reached = (ComponentId, Role, Usage);

impl Reach {
    /// Follows the bodies of all operations.
    pub fn of(documents: &[Document]) -> Self {
        let mut usages: HashMap<(ComponentId, Role), Usage> = HashMap::new();
        let mut pending = Vec::new();
        for document in documents {
            for operation in &document.operations {
                follow_operation(operation, Usage::WRITTEN, Usage::READ, &mut pending);
            }
            for webhook in &document.webhooks {
                follow_operation(webhook, Usage::READ, Usage::WRITTEN, &mut pending);
            }
        }
        if documents
            .iter()
            .all(|it| it.all_operations().next().is_none())
        {
            // Without messages, programs may use every component in both directions.
            pending.extend(components(documents).map(|id| (id, Role::Value, Usage::BOTH)));
        }
        while let Some((id, role, usage)) = pending.pop() {
            let known = usages.entry((id, role)).or_default();
            let both = known.or(usage);
            if *known == both {
                continue;
            }
            *known = both;
            let component = documents
                .get(id.document)
                .and_then(|document| document.schemas.get(id.schema));
            if let Some(component) = component {
                follow(&component.schema, Role::Merged, usage, &mut pending);
                if role == Role::Value {
                    // A value of a base is one of the components that extend it.
                    let extenders = targets(&component.schema.extenders);
                    pending.extend(extenders.map(|id| (id, Role::Value, usage)));
                }
            }
        }
        Self { usages }
    }

    /// Returns the directions of the messages with a value of the component's type. A
    /// component that is only merged has none.
    pub fn usage(&self, id: ComponentId) -> Usage {
        let usage = self.usages.get(&(id, Role::Value));
        usage.copied().unwrap_or_default()
    }

    /// Returns the directions of the messages that contain a component or its members.
    pub fn within(&self, id: ComponentId) -> Usage {
        let usage = self.usages.get(&(id, Role::Merged)).copied();
        self.usage(id).or(usage.unwrap_or_default())
    }

    /// Returns whether a message refers to a component.
    pub fn is_reached(&self, id: ComponentId) -> bool {
        let mut roles = [Role::Value, Role::Merged].into_iter();
        roles.any(|role| self.usages.contains_key(&(id, role)))
    }
}

/// Returns the components that schemas refer to directly.
fn targets(schemas: &[Schema]) -> impl Iterator<Item = ComponentId> {
    let references = schemas.iter().filter_map(|it| it.reference.as_ref());
    references.filter_map(|reference| reference.target)
}

/// Returns every component of `documents`.
pub fn components(documents: &[Document]) -> impl Iterator<Item = ComponentId> {
    let documents = documents.iter().enumerate();
    documents.flat_map(|(document, content)| {
        (0..content.schemas.len()).map(move |schema| ComponentId { document, schema })
    })
}

/// Follows the parameters, the headers and the bodies of an operation.
fn follow_operation(
    operation: &Operation,
    request: Usage,
    response: Usage,
    pending: &mut Vec<Reached>,
) {
    for parameter in &operation.parameters {
        follow(&parameter.schema, Role::Value, request, pending);
    }
    for body in operation.request_values() {
        follow_body(body, request, pending);
    }
    for header in operation.responses.iter().flat_map(|it| &it.headers) {
        follow(&header.schema, Role::Value, response, pending);
    }
    for body in operation.responses.iter().flat_map(Response::bodies) {
        follow_body(body, response, pending);
    }
    for events in operation.responses.iter().flat_map(Response::events) {
        follow(&events.schema, Role::Value, response, pending);
    }
}

/// Follows a body. One that is a `$ref` keeps the type of the component.
fn follow_body(body: &Body, usage: Usage, pending: &mut Vec<Reached>) {
    let role = match body.schema.reference {
        Some(_) => Role::Value,
        None => Role::Merged,
    };
    follow(&body.schema, role, usage, pending);
}

/// Adds the components that a schema refers to, at any depth. `role` is the role of those
/// that the schema itself refers to.
fn follow(schema: &Schema, role: Role, usage: Usage, pending: &mut Vec<Reached>) {
    let reference = schema.reference.as_ref();
    pending.extend(reference.and_then(|reference| Some((reference.target?, role, usage))));
    for part in &schema.all_of {
        follow(part, role, usage, pending);
    }
    let members = schema.properties.iter().map(|property| &property.schema);
    let branches = [&schema.any_of, &schema.one_of].into_iter().flatten();
    let branches = branches.flat_map(|branches| &branches.value);
    for inner in members.chain(schema.items.as_deref()).chain(branches) {
        follow(inner, Role::Value, usage, pending);
    }
    let rare = schema.rare();
    let members = rare.pattern_properties.iter().map(|it| &it.schema);
    for inner in members.chain(rare.content_schema.as_deref()) {
        follow(inner, Role::Value, usage, pending);
    }
    if let Some(Additional::Schema(schema)) = &schema.additional {
        follow(schema, Role::Value, usage, pending);
    }
}

/// Returns the components that a body refers to. They keep their types.
pub fn bodies_by_reference(documents: &[Document]) -> HashSet<ComponentId> {
    let operations = documents.iter().flat_map(Document::all_operations);
    let schemas = operations
        .flat_map(Operation::bodies)
        .map(|body| &body.schema);
    schemas
        .filter_map(|schema| schema.reference.as_ref()?.target)
        .collect()
}

/// The schema of a body: a component, or one at a place, where a body of several messages
/// has it.
#[derive(PartialEq, Eq, Hash)]
enum BodySchema {
    Component(ComponentId),
    Place(String),
}

impl BodySchema {
    fn of(body: &Body) -> Self {
        component_of(body).map_or_else(|| Self::Place(body.schema.pointer.clone()), Self::Component)
    }
}

/// Marks the requests whose body is the body of another message too.
pub fn mark_shared_bodies(documents: &mut [Document]) {
    let mut uses: HashMap<BodySchema, usize> = HashMap::new();
    for operation in documents.iter().flat_map(Document::all_operations) {
        // The body beside parameters is no message of its own.
        let is_alone = operation.parameters.is_empty();
        let request = operation.request_values().filter(|_| is_alone);
        let responses = operation.responses.iter().flat_map(Response::bodies);
        for body in request.chain(responses) {
            *uses.entry(BodySchema::of(body)).or_default() += 1;
        }
    }
    let operations = documents.iter_mut().flat_map(|it| &mut it.operations);
    for operation in operations {
        let is_shared = {
            let mut schemas = operation.request_values().map(BodySchema::of);
            schemas.any(|schema| uses.get(&schema).is_some_and(|uses| *uses > 1))
        };
        operation.is_body_shared = is_shared;
    }
}

/// The bodies that refer to a component, each with its document.
type Referring<'a> = Vec<(&'a Document, &'a Body)>;

/// Returns the components that are bodies of several parts and nothing else, so that their
/// members can be files.
pub fn only_in_parts(documents: &[Document]) -> HashMap<ComponentId, Referring<'_>> {
    let mut found: HashMap<ComponentId, Referring<'_>> = HashMap::new();
    let (mut merged, mut valued) = (HashSet::new(), HashSet::new());
    for document in documents {
        for body in document.all_operations().flat_map(Operation::bodies) {
            match body.kind {
                MediaKind::Multipart => {
                    if let Some(id) = component_of(body) {
                        found.entry(id).or_default().push((document, body));
                    }
                }
                MediaKind::Json
                | MediaKind::Form
                | MediaKind::Events(_)
                | MediaKind::Text
                | MediaKind::Bytes => {
                    valued.extend(component_of(body));
                }
            }
            if body.schema.reference.is_none() {
                sort_targets(&body.schema, true, &mut merged, &mut valued);
            }
        }
        for component in &document.schemas {
            sort_targets(&component.schema, true, &mut merged, &mut valued);
        }
        for schema in document.all_operations().flat_map(Operation::values) {
            sort_targets(schema, false, &mut merged, &mut valued);
        }
    }
    found.retain(|id, _| !valued.contains(id));
    found
}

/// Returns the component that a body refers to.
fn component_of(body: &Body) -> Option<ComponentId> {
    body.schema.reference.as_ref()?.target
}

/// Returns the components that are only merged with `allOf`. Their members are merged
/// into other types, and they are not types themselves.
pub fn merged_only(documents: &[Document]) -> HashSet<ComponentId> {
    let mut merged = HashSet::new();
    let mut valued = bodies_by_reference(documents);
    for document in documents {
        let components = document.schemas.iter().map(|component| &component.schema);
        let bodies = document.all_operations().flat_map(Operation::bodies);
        let bodies = bodies.map(|body| &body.schema);
        let bodies = bodies.filter(|schema| schema.reference.is_none());
        for root in components.chain(bodies) {
            sort_targets(root, true, &mut merged, &mut valued);
        }
        for schema in document.all_operations().flat_map(Operation::values) {
            sort_targets(schema, false, &mut merged, &mut valued);
        }
    }
    merged.retain(|id| !valued.contains(id));
    // A value of a base is one of the components that extend it, which may be bases too.
    let mut pending: Vec<ComponentId> = components(documents)
        .filter(|id| !merged.contains(id))
        .collect();
    while let Some(id) = pending.pop() {
        let document = documents.get(id.document);
        let component = document.and_then(|it| it.schemas.get(id.schema));
        let extenders = component
            .into_iter()
            .flat_map(|it| targets(&it.schema.extenders));
        pending.extend(extenders.filter(|id| merged.remove(id)));
    }
    merged
}

/// Sorts the components that a schema refers to into those that it merges, if it is a
/// root, and those that are types of values.
fn sort_targets(
    schema: &Schema,
    is_root: bool,
    merged: &mut HashSet<ComponentId>,
    valued: &mut HashSet<ComponentId>,
) {
    let target = schema
        .reference
        .as_ref()
        .and_then(|reference| reference.target);
    if is_root { &mut *merged } else { &mut *valued }.extend(target);
    for part in &schema.all_of {
        sort_targets(part, is_root, merged, valued);
    }
    let members = schema.properties.iter().map(|property| &property.schema);
    let branches = [&schema.any_of, &schema.one_of].into_iter().flatten();
    let branches = branches.flat_map(|branches| &branches.value);
    for inner in members.chain(schema.items.as_deref()).chain(branches) {
        sort_targets(inner, false, merged, valued);
    }
    let rare = schema.rare();
    let members = rare.pattern_properties.iter().map(|it| &it.schema);
    for inner in members.chain(rare.content_schema.as_deref()) {
        sort_targets(inner, false, merged, valued);
    }
    if let Some(Additional::Schema(value)) = &schema.additional {
        sort_targets(value, false, merged, valued);
    }
}
