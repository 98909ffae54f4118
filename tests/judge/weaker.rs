//! The parts of documents about which the generator warns: they are generated weaker than
//! they are written. The validator does not judge them, so that only differences without a
//! warning are found.

use std::collections::{BTreeMap, BTreeSet};

use generator::diagnostics::{Code, Diagnostic, Group};
use generator::text::moved::Moved;
use serde_json::{Map, Value, json};

use crate::requirements::{self, Removed};
use crate::source::{self, Documents};

/// Removes the parts that warnings are about, so that any value is valid there.
pub fn weaken<'d>(
    documents: &mut Documents,
    warnings: impl Iterator<Item = &'d Diagnostic>,
    moved: &Moved,
) {
    let mut removed: BTreeMap<String, Vec<Removed>> = BTreeMap::new();
    for found in warnings {
        let is_weaker = found.code.group() == Some(Group::Weaker);
        if is_weaker
            && found.code != Code::DerivedName
            && !found.message.ends_with("and checked")
            && !found.message.ends_with("is listed twice")
            && !found.message.ends_with(" and is written without it")
            && !found.message.starts_with("the list has no ")
            && let Some(pointer) = &found.pointer
        {
            let place = moved.place(pointer);
            if let Some((file, demands)) = weaken_at(documents, &place, found) {
                removed.entry(file.to_owned()).or_default().push(demands);
            }
        }
    }
    for (file, removed) in removed {
        if let Some(document) = documents.get_mut(&file) {
            requirements::restore(document, &removed);
        }
    }
}

/// Removes the part at a pointer. Returns the demands of a schema that were removed, with the
/// name of the file.
fn weaken_at<'p>(
    documents: &mut Documents,
    pointer: &'p str,
    found: &Diagnostic,
) -> Option<(&'p str, Removed)> {
    let (file, place) = pointer.split_once('#').unwrap_or((pointer, ""));
    let name = source::document(file);
    let document = documents.get_mut(name)?;
    let place = match condition(document, place) {
        Some(condition) if is_about_condition(found) => condition,
        _ => place,
    };
    if found.message.ends_with("` becomes a text") {
        if let Some(schema) = document.pointer_mut(place) {
            *schema = json!({"type": "string"});
        }
        return None;
    }
    let names = mentioned(found, document);
    // Messages that are left out have types all the same.
    let is_in_schema = place.starts_with("/components/schemas/") || place.contains("/schema/");
    if !is_in_schema {
        return None;
    }
    let (parent, last) = place.rsplit_once('/').unwrap_or_default();
    let last = last.replace("~1", "/").replace("~0", "~");
    let above = parent.rsplit('/').next().unwrap_or_default();
    let is_schema = ["properties", "patternProperties", "schemas", "$defs"].contains(&above);
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) if last == "required" && !is_schema => {
            let names = members.get_mut("required").and_then(Value::as_array_mut);
            if let Some(names) = names {
                let is_meant = |name: &Value| {
                    let name = name.as_str().unwrap_or_default();
                    found.message.contains(&format!("`{name}`"))
                };
                let meant = names.iter().filter(|name| is_meant(name));
                let meant = meant.filter_map(|it| it.as_str().map(str::to_owned));
                let removed = Removed {
                    schema: parent.to_owned(),
                    names: meant.collect(),
                };
                names.retain(|name| !is_meant(name));
                return Some((name, removed));
            }
        }
        // Only the members that no part lists are checked.
        Some(Value::Object(members)) if is_about_others(found) => {
            let own = members.entry("properties").or_insert_with(|| json!({}));
            for name in names {
                own[name] = json!({});
            }
        }
        Some(Value::Object(members)) if found.message.contains(" counts as the text ") => {
            let values = members.get_mut(&last).and_then(Value::as_array_mut);
            for value in values.into_iter().flatten().filter(|it| !it.is_string()) {
                *value = json!(value.to_string());
            }
        }
        Some(Value::Object(members)) if is_schema => {
            if let Some(schema) = members.get_mut(&last) {
                *schema = json!({});
            }
        }
        Some(Value::Object(members)) => drop(members.remove(&last)),
        Some(Value::Array(items)) => {
            let index = last.parse::<usize>().ok();
            if let Some(item) = index.and_then(|index| items.get_mut(index)) {
                *item = json!({});
            }
        }
        _ => {}
    }
    None
}

/// Returns the names of the members at the end of a message. If they are too many for it, these
/// are the names of all members in the document.
fn mentioned(found: &Diagnostic, document: &Value) -> BTreeSet<String> {
    let (_, names) = found.message.rsplit_once(": ").unwrap_or_default();
    let names = names
        .split(", ")
        .map(|name| name.trim_matches('`').to_owned());
    let mut names: BTreeSet<String> = names.collect();
    if names.remove("…") {
        all_members(document, &mut names);
    }
    names
}

fn all_members(node: &Value, names: &mut BTreeSet<String>) {
    match node {
        Value::Object(members) => {
            let properties = members.get("properties").and_then(Value::as_object);
            names.extend(properties.into_iter().flat_map(Map::keys).cloned());
            members.values().for_each(|it| all_members(it, names));
        }
        Value::Array(items) => items.iter().for_each(|it| all_members(it, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns whether a warning is about the members of other parts that a part does not list.
fn is_about_others(found: &Diagnostic) -> bool {
    let words = [" restricts members of ", " refuses members of "];
    words.iter().any(|it| found.message.contains(it))
}

fn is_about_condition(found: &Diagnostic) -> bool {
    found.code == Code::InvalidCondition || found.message.contains("condition")
}

/// Returns the pointer to the outermost keyword of a condition, if a place is in one.
fn condition<'p>(document: &Value, place: &'p str) -> Option<&'p str> {
    let mut end = 0;
    let mut is_name = false;
    for step in place.split('/').skip(1) {
        end += 1 + step.len();
        let keyword = place.get(..end)?;
        let is_condition = match step {
            "not" | "if" | "then" | "else" => true,
            "anyOf" | "oneOf" => !has_types(document.pointer(keyword)?),
            _ => false,
        };
        if is_condition && !is_name {
            return Some(keyword);
        }
        is_name = !is_name && ["properties", "schemas"].contains(&step);
    }
    None
}

/// Returns whether alternatives are types, and no demands of a condition.
fn has_types(alternatives: &Value) -> bool {
    let mut alternatives = alternatives.as_array().into_iter().flatten();
    alternatives.any(|it| it.get("type").or(it.get("$ref")).is_some())
}
