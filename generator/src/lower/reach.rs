//! Which messages reach which types.
//!
//! A type that only requests reach may be strict; what a response reaches must
//! read whatever comes. The answer is needed before types are lowered, so it is
//! found on the schemas.

use std::collections::{HashMap, HashSet};

use crate::model::{Additional, Api, Object, Shape, Usage};
use crate::openapi::{self, ComponentId, Document, Schema};

/// The usage of every component.
pub struct Reach {
    usages: HashMap<ComponentId, Usage>,
}

impl Reach {
    /// Follows the bodies of all operations.
    pub fn of(documents: &[Document]) -> Self {
        let mut usages: HashMap<ComponentId, Usage> = HashMap::new();
        let request = Usage {
            request: true,
            response: false,
        };
        let response = Usage {
            request: false,
            response: true,
        };
        let mut pending = Vec::new();
        for operation in documents
            .iter()
            .filter_map(|document| document.operations.first())
        {
            for (body, usage) in [
                (&operation.request, request),
                (&operation.response, response),
            ] {
                if let Some(body) = body {
                    follow(&body.schema, usage, &mut pending);
                }
            }
        }
        while let Some((id, usage)) = pending.pop() {
            let known = usages.entry(id).or_default();
            let both = Usage {
                request: known.request || usage.request,
                response: known.response || usage.response,
            };
            if *known == both {
                continue;
            }
            *known = both;
            let component = documents
                .get(id.document)
                .and_then(|document| document.schemas.get(id.schema));
            if let Some(component) = component {
                follow(&component.schema, usage, &mut pending);
            }
        }
        Self { usages }
    }

    /// The messages that reach a component.
    pub fn usage(&self, id: ComponentId) -> Usage {
        self.usages.get(&id).copied().unwrap_or_default()
    }
}

/// The components that a schema names, at any depth within itself.
fn follow(schema: &Schema, usage: Usage, pending: &mut Vec<(ComponentId, Usage)>) {
    let reference = schema.reference.as_ref();
    pending.extend(reference.and_then(|reference| Some((reference.target?, usage))));
    for property in &schema.properties {
        follow(&property.schema, usage, pending);
    }
    for part in schema.all_of.iter().chain(schema.items.as_deref()) {
        follow(part, usage, pending);
    }
    if let Some(openapi::Additional::Schema(schema)) = &schema.additional {
        follow(schema, usage, pending);
    }
}

/// The components that others only merge with `allOf`: they lend their members
/// and are no types themselves.
pub fn merged_only(documents: &[Document]) -> HashSet<ComponentId> {
    let mut merged = HashSet::new();
    let mut valued = HashSet::new();
    for document in documents {
        let components = document.schemas.iter().map(|component| &component.schema);
        let bodies = document.operations.iter().flat_map(|operation| {
            let bodies = [&operation.request, &operation.response];
            bodies.into_iter().flatten().map(|body| &body.schema)
        });
        for root in components.chain(bodies) {
            sort_targets(root, true, &mut merged, &mut valued);
        }
    }
    merged.retain(|id| !valued.contains(id));
    merged
}

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
    for inner in members.chain(schema.items.as_deref()) {
        sort_targets(inner, false, merged, valued);
    }
    if let Some(openapi::Additional::Schema(value)) = &schema.additional {
        sort_targets(value, false, merged, valued);
    }
}

/// Decides what depends on the messages that reach a type: where unlisted
/// members are kept.
pub fn settle_usage(api: &mut Api) {
    keep_emitted(api);
    for def in &mut api.types {
        if let Shape::Object(object) = &mut def.shape {
            object.extra = extra(object, def.usage);
        }
    }
}

/// The name of the field that keeps unlisted members. What a response reaches
/// keeps them even where the schema forbids them, since a response is readable
/// whatever was added to it.
fn extra(object: &Object, usage: Usage) -> Option<String> {
    if object.additional == Additional::Forbidden && !usage.response {
        return None;
    }
    let mut name = "extra".to_owned();
    while object.fields().any(|(_, field)| field.name.rust == name) {
        name.push('_');
    }
    Some(name)
}

/// Keeps the usage of the types that are emitted, which merged bases are not:
/// they were reached, but no member has their type.
fn keep_emitted(api: &mut Api) {
    let mut usages = vec![Usage::default(); api.types.len()];
    let mut mark = |root, mark: fn(&mut Usage)| {
        for id in api.within(root) {
            if let Some(usage) = usages.get_mut(id.0) {
                mark(usage);
            }
        }
    };
    for operation in &api.operations {
        mark(operation.request, |usage| usage.request = true);
        mark(operation.response, |usage| usage.response = true);
    }
    for (def, usage) in api.types.iter_mut().zip(usages) {
        def.usage = usage;
    }
    let names = api.reachable();
    api.names = names
        .map(|(id, def)| ((def.module, def.name.rust.clone()), id))
        .collect();
}
