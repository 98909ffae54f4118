//! The examples that documents give for their schemas and bodies.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::source::Documents;

/// The examples by the pointers to their schemas, such as
/// `spec/pets.yaml#/components/schemas/Pet`.
pub type Examples = BTreeMap<String, Vec<Value>>;

/// Collects the examples of all documents.
#[must_use]
pub fn of(documents: &Documents) -> Examples {
    let mut found = Examples::new();
    for (name, document) in documents {
        let mut reader = Reader {
            name,
            document,
            found: &mut found,
        };
        reader.walk(document, "");
    }
    found
}

struct Reader<'a> {
    name: &'a str,
    document: &'a Value,
    found: &'a mut Examples,
}

impl Reader<'_> {
    fn walk(&mut self, node: &Value, place: &str) {
        match node {
            Value::Object(members) => {
                if let Some(schema) = members.get("schema") {
                    for example in self.of_holder(members) {
                        self.add(schema, &format!("{place}/schema"), &example, 0);
                    }
                }
                for (name, inner) in members {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    self.walk(inner, &format!("{place}/{name}"));
                }
                let is_schema =
                    place.starts_with("/components/schemas/") || place.ends_with("/schema");
                if is_schema {
                    let listed = members.get("examples").and_then(Value::as_array);
                    let listed = listed.into_iter().flatten();
                    for example in members.get("example").into_iter().chain(listed) {
                        self.add(node, place, example, 0);
                    }
                }
            }
            Value::Array(items) => {
                for (index, inner) in items.iter().enumerate() {
                    self.walk(inner, &format!("{place}/{index}"));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Returns the examples beside `schema`.
    fn of_holder(&self, members: &Map<String, Value>) -> Vec<Value> {
        let named = members.get("examples").and_then(Value::as_object);
        let named = named.into_iter().flatten().filter_map(|(_, example)| {
            let target = example["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
            let example = match target {
                Some(target) => self.document.pointer(target)?,
                None => example,
            };
            example.get("value")
        });
        members
            .get("example")
            .into_iter()
            .chain(named)
            .cloned()
            .collect()
    }

    /// Adds an example of a schema. The items of a list are examples of their schema.
    fn add(&mut self, schema: &Value, place: &str, example: &Value, depth: usize) {
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return;
        }
        let target = schema["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
        if let Some(target) = target {
            let document = self.document;
            if let Some(schema) = document.pointer(target) {
                self.add(schema, target, example, depth + 1);
            }
            return;
        }
        if let (Some(items), Value::Array(examples)) = (schema.get("items"), example) {
            for example in examples {
                self.add(items, &format!("{place}/items"), example, depth + 1);
            }
            return;
        }
        let pointer = format!("spec/{}#{place}", self.name);
        let known = self.found.entry(pointer).or_default();
        if !known.contains(example) {
            known.push(example.clone());
        }
    }
}
