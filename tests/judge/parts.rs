//! The parts of a document that is too large to be compiled at once.
//!
//! Input: a document as JSON. Output: documents with some of its paths and webhooks each,
//! and the components that these refer to.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::dialect::discriminator_of;

/// The pointers to path items, webhooks and components.
type Places = BTreeSet<String>;

/// Splits a document into parts with at most so many components, or with one and a half
/// times those of the path or webhook that refers to the most.
#[must_use]
pub fn parts(document: &Value, most: usize) -> Vec<Value> {
    let mut links = Links::of(document);
    let items = items(document).into_iter();
    let mut needed: Vec<Places> = items.map(|place| links.closure(&place)).collect();
    // The others fit best into the largest ones.
    needed.sort_by_key(|places| std::cmp::Reverse(places.len()));
    let largest = needed.first().map_or(0, components);
    let most = most.max(largest + largest / 2);
    let mut parts: Vec<Places> = Vec::new();
    for needed in needed {
        let growth = |part: &Places| components(needed.difference(part));
        let open = parts
            .iter_mut()
            .filter(|part| components(&**part) + growth(part) <= most);
        match open.min_by_key(|part| growth(part)) {
            Some(part) => part.extend(needed),
            None => parts.push(needed),
        }
    }
    parts.iter().map(|part| only(document, part)).collect()
}

fn components<'a>(places: impl IntoIterator<Item = &'a String>) -> usize {
    let places = places.into_iter();
    places.filter(|it| it.starts_with("/components/")).count()
}

/// Returns the places that a generated crate starts from: the messages, or all schemas of a
/// document without messages.
fn items(document: &Value) -> Vec<String> {
    let of = |section: &str| {
        let members = document.pointer(section).and_then(Value::as_object);
        let names = members.into_iter().flat_map(Map::keys);
        let places = names.map(|name| format!("{section}/{}", escaped(name)));
        places.collect::<Vec<_>>()
    };
    let messages = [of("/paths"), of("/webhooks")].concat();
    if messages.is_empty() {
        of("/components/schemas")
    } else {
        messages
    }
}

/// Returns a document with these parts only.
fn only(document: &Value, kept: &Places) -> Value {
    let of = |section: &Value, place: &str| match section {
        Value::Object(members) => {
            let is_kept = |name: &str| kept.contains(&format!("{place}/{}", escaped(name)));
            let members = members.iter().filter(|(name, _)| is_kept(name));
            members
                .map(|(name, it)| (name.clone(), it.clone()))
                .collect()
        }
        other => other.clone(),
    };
    let sections = document.as_object().into_iter().flatten();
    let part = sections.map(|(name, section)| {
        let section = match name.as_str() {
            "paths" | "webhooks" => of(section, &format!("/{name}")),
            "components" => {
                let kinds = section.as_object().into_iter().flatten();
                let kinds = kinds.map(|(kind, section)| {
                    let section = match kind.as_str() {
                        "securitySchemes" => section.clone(),
                        kind => of(section, &format!("/components/{}", escaped(kind))),
                    };
                    (kind.clone(), section)
                });
                kinds.collect()
            }
            _ => section.clone(),
        };
        (name.clone(), section)
    });
    part.collect()
}

/// The references of a document.
struct Links<'a> {
    document: &'a Value,
    /// The places to which each place refers.
    known: HashMap<String, Places>,
}

impl<'a> Links<'a> {
    fn of(document: &'a Value) -> Self {
        let mut known: HashMap<String, Places> = HashMap::new();
        // A value of a base is one of the components that extend it.
        let schemas = document["components"]["schemas"].as_object();
        for (name, schema) in schemas.into_iter().flatten() {
            let extender = format!("/components/schemas/{}", escaped(name));
            for part in schema["allOf"].as_array().into_iter().flatten() {
                let base = part["$ref"].as_str().and_then(item);
                let base = base.filter(|base| {
                    let base = document.pointer(base);
                    base.is_some_and(|base| discriminator_of(base).is_some())
                });
                if let Some(base) = base {
                    known.entry(base).or_default().insert(extender.clone());
                }
            }
        }
        for (base, places) in &mut known {
            if let Some(base) = document.pointer(base) {
                references(base, places);
            }
        }
        Self { document, known }
    }

    /// Returns a place and all places to which it refers, directly or not.
    fn closure(&mut self, place: &str) -> Places {
        let mut found = Places::new();
        let mut pending = vec![place.to_owned()];
        while let Some(place) = pending.pop() {
            if !found.contains(&place) {
                pending.extend(self.direct(&place).iter().cloned());
                found.insert(place);
            }
        }
        found
    }

    fn direct(&mut self, place: &str) -> &Places {
        let document = self.document;
        self.known.entry(place.to_owned()).or_insert_with(|| {
            let mut places = Places::new();
            if let Some(node) = document.pointer(place) {
                references(node, &mut places);
            }
            places
        })
    }
}

/// Collects the places to which a value refers. The mapping of a discriminator does too.
fn references(node: &Value, places: &mut Places) {
    match node {
        Value::Object(members) => {
            places.extend(members.get("$ref").and_then(Value::as_str).and_then(item));
            if let Some(Value::Object(mapping)) = members.get("mapping") {
                let targets = mapping.values().filter_map(Value::as_str);
                places.extend(targets.filter_map(item));
            }
            members.values().for_each(|it| references(it, places));
        }
        Value::Array(items) => items.iter().for_each(|it| references(it, places)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns the place of the component, path item or webhook to which a reference leads.
fn item(reference: &str) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    let pointer = pointer.replace("%7B", "{").replace("%7D", "}");
    let count = if pointer.starts_with("/components/") {
        4
    } else {
        3
    };
    let steps: Vec<&str> = pointer.split('/').take(count).collect();
    (steps.len() == count).then(|| steps.join("/"))
}

/// Escapes a name as a segment of a pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::parts;

    #[test]
    fn each_part_has_what_its_paths_refer_to() {
        let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let document = json!({
            "openapi": "3.1.0",
            "paths": {"/a": to("A"), "/b": to("B"), "/a/b": to("A")},
            "components": {"schemas": {
                "A": {"properties": {"inner": to("Inner")}},
                "B": {"discriminator": {"propertyName": "kind"}},
                "Inner": {"type": "string"},
                "Extender": {"allOf": [to("B")]},
                "Unused": {},
            }},
        });
        let names = |part: &serde_json::Value, section: &str| {
            let members = part.pointer(section).and_then(serde_json::Value::as_object);
            members.map_or_else(String::new, |it| {
                it.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
            })
        };
        let parts = parts(&document, 3);
        let found: Vec<[String; 2]> = parts
            .iter()
            .map(|it| [names(it, "/paths"), names(it, "/components/schemas")])
            .collect();
        let expected = [["/a /a/b", "A Inner"], ["/b", "B Extender"]];
        assert_eq!(found, expected);
    }
}
