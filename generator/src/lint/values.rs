//! Values of examples and defaults that an open enum does not list.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Api, Enum, Openness, Operation, Shape, Type, TypeId};
use crate::pointer::child;
use crate::source::Span;
use crate::tree::Node;

use super::place::{Places, of_operation};

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut walk = Walk {
        api,
        seen: HashSet::new(),
        diagnostics,
    };
    for operation in &api.operations {
        for (node, id, pointer) in messages(operation, places) {
            walk.named(node, id, &pointer);
        }
    }
    for (id, def) in api.reachable() {
        if let Some(schema) = places.node(&def.origin) {
            for (node, pointer) in given(schema, &def.origin) {
                walk.named(node, id, &pointer);
            }
        }
        let Shape::Object(object) = &def.shape else {
            continue;
        };
        for (_, field) in object.fields() {
            for entry in places.member(api, id, &field.name.wire) {
                let at = format!("{}/properties", def.origin);
                for (node, pointer) in given(&entry.value, &child(&at, &field.name.wire)) {
                    walk.value(node, &field.value.ty, &pointer);
                }
            }
        }
    }
}

/// The examples of an operation's messages, with their types and pointers.
fn messages<'a>(operation: &Operation, places: &Places<'a>) -> Vec<(&'a Node, TypeId, String)> {
    let at = of_operation(operation);
    let request = format!("{at}/requestBody/content/application~1json");
    let responses = format!("{at}/responses");
    let mut bodies = vec![(request, operation.request)];
    let statuses = places.node(&responses).and_then(Node::as_mapping);
    bodies.extend(
        statuses
            .into_iter()
            .flat_map(|it| &it.entries)
            .map(|entry| {
                let response = child(&responses, &entry.key.text);
                (
                    format!("{response}/content/application~1json"),
                    operation.response,
                )
            }),
    );
    let mut found = Vec::new();
    for (body, id) in bodies {
        let one = format!("{body}/example");
        found.extend(places.node(&one).map(|node| (node, id, one)));
        let named = format!("{body}/examples");
        let examples = places.node(&named).and_then(Node::as_mapping);
        for entry in examples.into_iter().flat_map(|it| &it.entries) {
            let pointer = format!("{}/value", child(&named, &entry.key.text));
            found.extend(places.node(&pointer).map(|node| (node, id, pointer)));
        }
    }
    found
}

/// The default and the examples that a schema gives, with their pointers.
fn given<'a>(schema: &'a Node, pointer: &str) -> Vec<(&'a Node, String)> {
    let Some(mapping) = schema.as_mapping() else {
        return Vec::new();
    };
    let single = ["default", "example"].into_iter().filter_map(|keyword| {
        let entry = mapping.get(keyword)?;
        Some((&entry.value, child(pointer, keyword)))
    });
    let list = mapping.get("examples");
    let list = list.and_then(|entry| entry.value.as_sequence());
    let list = list.unwrap_or_default().iter().enumerate();
    let at = child(pointer, "examples");
    let list = list.map(|(index, node)| (node, child(&at, &index.to_string())));
    single.chain(list).collect()
}

/// Walks values along their types.
struct Walk<'a, 'd> {
    api: &'a Api,
    /// The places of findings. Types that share a base share its examples.
    seen: HashSet<Span>,
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_, '_> {
    fn named(&mut self, node: &Node, id: TypeId, pointer: &str) {
        let api = self.api;
        match &api.get(id).shape {
            Shape::Enum(set) => self.text(node, set, pointer),
            Shape::Object(object) => {
                let Some(mapping) = node.as_mapping() else {
                    return;
                };
                for (_, field) in object.fields() {
                    if let Some(entry) = mapping.get(&field.name.wire) {
                        let below = child(pointer, &field.name.wire);
                        self.value(&entry.value, &field.value.ty, &below);
                    }
                }
            }
        }
    }

    fn value(&mut self, node: &Node, ty: &Type, pointer: &str) {
        match ty {
            Type::Named(id) => self.named(node, *id, pointer),
            Type::List(item) => {
                for (index, value) in node.as_sequence().unwrap_or_default().iter().enumerate() {
                    self.value(value, &item.ty, &child(pointer, &index.to_string()));
                }
            }
            Type::Map(item) => {
                let entries = node.as_mapping().map(|mapping| mapping.entries.as_slice());
                for entry in entries.unwrap_or_default() {
                    self.value(&entry.value, &item.ty, &child(pointer, &entry.key.text));
                }
            }
            Type::Text
            | Type::Boolean(_)
            | Type::Signed(_)
            | Type::Unsigned(_)
            | Type::Decimal
            | Type::DateTime
            | Type::Uri
            | Type::Any => {}
        }
    }

    fn text(&mut self, node: &Node, set: &Enum, pointer: &str) {
        let is_open = match set.openness {
            Openness::Open => true,
            // A value that a closed enum does not list is an error.
            Openness::Closed => false,
        };
        let Some(text) = node.as_str().filter(|_| is_open) else {
            return;
        };
        let known = || {
            set.variants
                .iter()
                .map(|variant| variant.name.wire.as_str())
        };
        if known().any(|known| known == text) || !self.seen.insert(node.span) {
            return;
        }
        let report = Diagnostic::warning(
            Code::UnlistedValue,
            node.span,
            format!("the enum does not list `{text}`"),
        )
        .at(pointer);
        self.diagnostics.push(match suggestion(text, known()) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help("write a listed value, or add it to `x-extensible-enum`"),
        });
    }
}
