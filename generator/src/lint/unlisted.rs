//! Members of examples that no schema lists.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Additional, Api, Object, Operation, Type, TypeId};
use crate::pointer::child;
use crate::tree::{Entry, Node};

use super::place::{Places, of_operation};

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut walk = Walk { api, diagnostics };
    for operation in &api.operations {
        for (node, pointer) in requests(operation, places) {
            walk.object(node, operation.request, &pointer);
        }
    }
    for (id, def) in api.reachable() {
        let pointer = format!("{}/examples", def.origin);
        let examples = places.node(&pointer).and_then(Node::as_sequence);
        for (index, example) in examples.unwrap_or_default().iter().enumerate() {
            walk.object(example, id, &child(&pointer, &index.to_string()));
        }
    }
}

/// The examples of an operation's request, with their pointers.
fn requests<'a>(operation: &Operation, places: &Places<'a>) -> Vec<(&'a Node, String)> {
    let operation_pointer = of_operation(operation);
    let body = format!("{operation_pointer}/requestBody/content/application~1json");
    let named = operation.requests.iter().map(|example| {
        let pointer = child(&format!("{body}/examples"), &example.name);
        format!("{pointer}/value")
    });
    let pointers = named.chain([format!("{body}/example")]);
    let found = pointers.filter_map(|pointer| Some((places.node(&pointer)?, pointer)));
    found.collect()
}

/// Walks an example along its type.
struct Walk<'a, 'd> {
    api: &'a Api,
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_, '_> {
    fn object(&mut self, node: &Node, id: TypeId, pointer: &str) {
        let api = self.api;
        let (Some(object), Some(mapping)) = (api.object(id), node.as_mapping()) else {
            return;
        };
        for entry in &mapping.entries {
            let below = child(pointer, &entry.key.text);
            let mut members = object.members.iter();
            let listed = members.find(|member| member.name().wire == *entry.key.text);
            match (listed, object.additional) {
                (Some(member), _) => {
                    if let Some(field) = member.as_field() {
                        self.value(&entry.value, &field.value.ty, &below);
                    }
                }
                (None, Additional::Unmentioned) => self.report(entry, object, &below),
                // Forbidden ones are errors.
                (None, Additional::Allowed | Additional::Forbidden) => {}
            }
        }
    }

    fn value(&mut self, node: &Node, ty: &Type, pointer: &str) {
        match ty {
            Type::Named(id) => self.object(node, *id, pointer),
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

    fn report(&mut self, entry: &Entry, object: &Object, pointer: &str) {
        let name = &entry.key.text;
        let names = object
            .members
            .iter()
            .map(|member| member.name().wire.as_str());
        let report = Diagnostic::warning(
            Code::UnlistedMember,
            entry.key.span,
            format!("the schema does not list the member `{name}`"),
        )
        .at(pointer);
        self.diagnostics.push(match suggestion(name, names) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(
                "add it to `properties`, or write `additionalProperties: true` if any may be there",
            ),
        });
    }
}
