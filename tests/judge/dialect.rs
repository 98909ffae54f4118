//! The translation of OpenAPI documents to plain JSON Schema for the validator. It is
//! independent of the generator's own translation.
//!
//! The words of OpenAPI 3.0 become those of 2020-12, members of the other direction are not
//! required, and a discriminator restricts the values of its property. A value of a base with
//! a discriminator is one of the components that extend it. Keywords that have no meaning at
//! their place are dropped.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::source::{Documents, decoded, encoded};

/// The direction of the messages that are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Programs write them.
    Written,
    /// Programs read them.
    Read,
}

/// The names of members that are required in messages that are written only. They are not
/// required in a type that is also read, where validation reports them.
pub type WriteOnly = BTreeSet<String>;

/// Translates the documents of a specification.
#[must_use]
pub fn translated(documents: &Documents, direction: Direction) -> (Documents, WriteOnly) {
    let mut found = WriteOnly::new();
    let translated = documents.iter().map(|(name, document)| {
        let version = document["openapi"].as_str().unwrap_or_default();
        let mut dialect = Dialect {
            source: document,
            is_3_0: version.starts_with("3.0"),
            direction,
            bases: bases(document),
            component: None,
            write_only: &mut found,
        };
        let mut document = document.clone();
        dialect.object(&mut document);
        for (base, schema) in dialect.values() {
            document["components"]["schemas"][value_of(&base)] = schema;
        }
        (name.clone(), document)
    });
    let mut translated: Documents = translated.collect();
    let moved = translated.clone();
    for (name, document) in &mut translated {
        redirect(document, &|reference| {
            let (file, place) = reference.split_once('#')?;
            let target = match file {
                "" => name,
                file => file.trim_start_matches("./"),
            };
            let place = behind_null(moved.get(target)?, &decoded(place))?;
            Some(format!("{file}#{}", encoded(&place)))
        });
    }
    (translated, found)
}

/// Changes the references for which the function returns another one.
fn redirect(node: &mut Value, other: &dyn Fn(&str) -> Option<String>) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(other) = other(reference)
            {
                *reference = other;
            }
            members.values_mut().for_each(|it| redirect(it, other));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| redirect(it, other)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Returns the pointer to what was at a place, if `nullable` has moved a schema around it into
/// an alternative.
#[must_use]
pub fn behind_null(document: &Value, place: &str) -> Option<String> {
    let mut found = String::new();
    let mut node = document;
    for step in place.split('/').skip(1) {
        let step = format!("/{step}");
        node = if let Some(inner) = node.pointer(&step) {
            inner
        } else {
            let inner = node.pointer(&format!("/anyOf/1{step}"))?;
            found.push_str("/anyOf/1");
            inner
        };
        found.push_str(&step);
    }
    (found != place).then_some(found)
}

struct Dialect<'a> {
    source: &'a Value,
    is_3_0: bool,
    direction: Direction,
    /// The bases of the document, each with the components that extend it.
    bases: BTreeMap<String, Vec<String>>,
    /// The component that is translated.
    component: Option<String>,
    write_only: &'a mut WriteOnly,
}

/// Returns whether listed values are those of a common part, from which the mapping selects the
/// tags.
fn is_common(listed: &[Value], tags: &[Value]) -> bool {
    listed.len() > 1 && tags.iter().any(|tag| listed.contains(tag))
}

/// Returns whether a schema says of which types its values are.
fn has_types(schema: &Map<String, Value>) -> bool {
    let keywords = ["type", "$ref", "allOf", "anyOf", "oneOf", "enum", "const"];
    keywords.iter().any(|it| schema.contains_key(*it))
}

/// Returns the name of the schema of the values of a base.
#[must_use]
pub fn value_of(base: &str) -> String {
    format!("{base}.value")
}

/// Returns the components with a discriminator and without alternatives, each with the
/// components that extend it at any depth.
fn bases(document: &Value) -> BTreeMap<String, Vec<String>> {
    let empty = Map::new();
    let schemas = document["components"]["schemas"].as_object();
    let schemas = schemas.unwrap_or(&empty);
    let is_base = |name: &str| {
        let schema = schemas.get(name);
        schema.is_some_and(|it| discriminator_of(it).is_some() && !has_alternatives(it))
    };
    let extends = |schema: &Value, base: &str| {
        let reference = json!(format!("#/components/schemas/{base}"));
        let mut parts = schema["allOf"].as_array().into_iter().flatten();
        parts.any(|part| part["$ref"] == reference)
    };
    let mut bases = BTreeMap::new();
    for base in schemas.keys().filter(|name| is_base(name)) {
        let mut found: Vec<String> = Vec::new();
        let mut pending = vec![base.clone()];
        while let Some(above) = pending.pop() {
            for (name, schema) in schemas {
                if extends(schema, &above) && name != base && !found.contains(name) {
                    found.push(name.clone());
                    if !is_base(name) {
                        pending.push(name.clone());
                    }
                }
            }
        }
        let mapping = discriminator_of(&schemas[base]).and_then(|it| it.get("mapping"));
        if let Some(mapping) = mapping.filter(|it| it.is_object()) {
            found.retain(|it| !only_refers(&schemas[it]) || !mapped(mapping, it).is_empty());
        }
        if !found.is_empty() {
            bases.insert(base.clone(), found);
        }
    }
    bases
}

/// Returns the discriminator of a component: its own, or that of a part of `allOf` that is no
/// reference.
#[must_use]
pub fn discriminator_of(schema: &Value) -> Option<&Value> {
    schema.get("discriminator").or_else(|| {
        let parts = schema["allOf"].as_array().into_iter().flatten();
        let mut parts = parts.filter(|it| it.get("$ref").is_none() && !has_alternatives(it));
        parts.find_map(discriminator_of)
    })
}

fn has_alternatives(schema: &Value) -> bool {
    schema.get("oneOf").or(schema.get("anyOf")).is_some()
}

/// Returns whether a schema is another name of the only part that it has.
fn only_refers(schema: &Value) -> bool {
    const NOTES: [&str; 5] = ["allOf", "description", "nullable", "title", "type"];
    let mut keywords = schema.as_object().into_iter().flatten();
    schema["allOf"].as_array().is_some_and(|it| it.len() == 1)
        && keywords.all(|(keyword, _)| NOTES.contains(&keyword.as_str()))
}

/// The value of a discriminator, in the component that it selects.
const STATED_TAG: &str = "x-ms-discriminator-value";

/// Returns the values of a discriminator for a component.
fn mapped(mapping: &Value, name: &str) -> Vec<Value> {
    let reference = format!("#/components/schemas/{name}");
    let mapped = mapping.as_object().into_iter().flatten();
    let mapped = mapped.filter(|(_, it)| **it == *reference || **it == *name);
    mapped.map(|(tag, _)| json!(tag)).collect()
}

impl Dialect<'_> {
    /// Translates the schemas in an object that is no schema itself.
    fn object(&mut self, node: &mut Value) {
        match node {
            Value::Array(items) => items.iter_mut().for_each(|item| self.object(item)),
            Value::Object(members) => {
                for (name, inner) in members {
                    match (name.as_str(), inner) {
                        ("example" | "examples", _) => {}
                        ("schema", inner) => self.schema(inner),
                        ("schemas", Value::Object(schemas)) => {
                            for (name, schema) in schemas {
                                self.component = Some(name.clone());
                                self.schema_at(schema, true);
                            }
                            self.component = None;
                        }
                        (_, inner) => self.object(inner),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn schema(&mut self, node: &mut Value) {
        self.schema_at(node, false);
    }

    fn schema_at(&mut self, node: &mut Value, is_component: bool) {
        let Value::Object(schema) = node else {
            return;
        };
        if self.is_3_0 && schema.get("$ref").is_some_and(Value::is_string) {
            schema.retain(|keyword, _| keyword == "$ref");
        }
        // It means the component around it.
        let around = schema.remove("$recursiveRef").and(self.component.as_ref());
        if let Some(name) = around {
            let name = name.replace('~', "~0").replace('/', "~1");
            let around = json!(format!("#/components/schemas/{name}"));
            schema.entry("$ref").or_insert(around);
        }
        if let Some(Value::String(reference)) = schema.get_mut("$ref") {
            let name = reference.strip_prefix("#/components/schemas/");
            if let Some(base) = name.filter(|name| self.bases.contains_key(*name)) {
                *reference = format!("#/components/schemas/{}", value_of(base));
            }
        }
        let is_component = is_component && !schema.contains_key("$ref");
        self.discriminator(schema);
        self.directions(schema);
        if self.is_3_0 {
            exclusive(schema, "exclusiveMinimum", "minimum");
            exclusive(schema, "exclusiveMaximum", "maximum");
        }
        schema.retain(|keyword, value| has_meaning(keyword, value));
        if schema.contains_key("properties") && !schema.contains_key("type") {
            schema.insert("type".to_owned(), json!("object"));
        } else if schema.contains_key("items") && !has_types(schema) {
            schema.insert("type".to_owned(), json!("array"));
        }
        // Without properties, the validator does not say which members there must not be.
        if schema.get("additionalProperties") == Some(&json!(false)) {
            schema.entry("properties").or_insert_with(|| json!({}));
        }
        sized(schema);
        listed(schema);
        for (keyword, inner) in schema.iter_mut() {
            match (keyword.as_str(), inner) {
                ("properties" | "patternProperties" | "$defs", Value::Object(inner)) => {
                    inner.values_mut().for_each(|it| self.schema(it));
                }
                // What a schema extends is no value.
                ("allOf", Value::Array(inner)) => {
                    let parts = inner.iter_mut();
                    let parts = parts.filter(|it| it.get("$ref").is_none() || !is_component);
                    parts.for_each(|it| self.schema(it));
                }
                ("anyOf" | "oneOf" | "prefixItems", Value::Array(inner)) => {
                    for it in inner {
                        if is_only_null(it) {
                            *it = json!({"type": "null"});
                        }
                        self.schema(it);
                    }
                }
                (
                    "items"
                    | "not"
                    | "additionalProperties"
                    | "propertyNames"
                    | "if"
                    | "then"
                    | "else"
                    | "contains",
                    inner,
                ) => self.schema(inner),
                _ => {}
            }
        }
        nullable(node);
    }

    /// Removes members of the other direction from `required`.
    fn directions(&mut self, schema: &mut Map<String, Value>) {
        let properties = schema.get("properties").cloned().unwrap_or_default();
        let has = |name: &Value, keyword: &str| {
            let property = name.as_str().and_then(|name| properties.get(name));
            let mut property = property;
            if let Some(target) = property.and_then(|it| self.target(it)) {
                let own = property.is_some_and(|it| it.get(keyword).is_some());
                property = if own { property } else { Some(target) };
            }
            property.is_some_and(|it| it.get(keyword) == Some(&json!(true)))
        };
        let Some(Value::Array(required)) = schema.get_mut("required") else {
            return;
        };
        // The validator counts a name once for each time that it is listed.
        let mut known = BTreeSet::new();
        required.retain(|name| known.insert(name.to_string()));
        let other = match self.direction {
            Direction::Written => "readOnly",
            Direction::Read => "writeOnly",
        };
        let write_only = required.iter().filter(|name| has(name, "writeOnly"));
        let write_only: Vec<String> = write_only
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        required.retain(|name| !has(name, other));
        self.write_only.extend(write_only);
    }

    /// Returns the schema in the same document that a schema refers to.
    fn target(&self, schema: &Value) -> Option<&Value> {
        let pointer = schema.get("$ref")?.as_str()?.strip_prefix('#')?;
        self.source.pointer(pointer)
    }

    /// Returns the schemas of the values of the bases: one of the components that extend
    /// it, or the base itself with any other value of its property.
    fn values(&self) -> Vec<(String, Value)> {
        let values = self.bases.iter().map(|(base, extenders)| {
            let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
            let schema = &self.source["components"]["schemas"][base];
            let none = json!({});
            let discriminator = discriminator_of(schema).unwrap_or(&none);
            let property = discriminator["propertyName"].as_str().unwrap_or_default();
            let mut known = Vec::new();
            let mut branches = Vec::new();
            for name in extenders {
                let tags = self.tags_of(name, property, &discriminator["mapping"]);
                let tagged =
                    json!({"properties": {property: {"enum": tags}}, "required": [property]});
                known.extend(tags);
                branches.push(json!({"allOf": [reference(name), tagged]}));
            }
            let other = json!({"properties": {property: {"not": {"enum": known}}}});
            branches.push(json!({"allOf": [reference(base), other]}));
            (base.clone(), json!({"anyOf": branches}))
        });
        values.collect()
    }

    /// Returns the values of the discriminator that select a component: its own constants,
    /// those of the mapping, or its name.
    fn tags_of(&self, name: &str, property: &str, mapping: &Value) -> Vec<Value> {
        let schema = &self.source["components"]["schemas"][name];
        let mut own = Vec::new();
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let declared = self.declared(part, property, 0);
            if part.get("$ref").is_none() {
                for it in declared {
                    own.extend(it.get("const").cloned());
                    own.extend(it["enum"].as_array().into_iter().flatten().cloned());
                }
            }
        }
        let mut tags = mapped(mapping, name);
        if tags.is_empty() {
            tags.extend(schema.get(STATED_TAG).cloned());
        }
        if !own.is_empty() && !is_common(&own, &tags) {
            return own;
        }
        if tags.is_empty() {
            tags.push(json!(name));
        }
        tags
    }

    /// Restricts the property of a discriminator to the values that select each alternative.
    fn discriminator(&self, schema: &mut Map<String, Value>) {
        let own = schema.remove("discriminator");
        let Some(discriminator) = own.or_else(|| self.inherited(schema).cloned()) else {
            return;
        };
        let Some(property) = discriminator["propertyName"].as_str() else {
            return;
        };
        for keyword in ["oneOf", "anyOf"] {
            let branches = schema.get_mut(keyword).and_then(Value::as_array_mut);
            for branch in branches.into_iter().flatten() {
                self.tagged(branch, property, &discriminator["mapping"]);
            }
        }
    }

    /// Returns the discriminator of the base that all alternatives of a schema extend.
    fn inherited(&self, schema: &Map<String, Value>) -> Option<&Value> {
        let branches = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
        let mut bases = branches.as_array()?.iter().map(|it| self.base(it, 0));
        let first = bases.next()??;
        bases
            .all(|it| it.is_some_and(|it| std::ptr::eq(it, first)))
            .then_some(first)
    }

    /// Returns the first discriminator of a schema and of what it extends.
    fn base(&self, schema: &Value, depth: usize) -> Option<&Value> {
        const DEEPEST: usize = 8;
        let schema = self.target(schema).filter(|_| depth < DEEPEST)?;
        discriminator_of(schema).or_else(|| {
            let mut parts = schema["allOf"].as_array().into_iter().flatten();
            parts.find_map(|part| self.base(part, depth + 1))
        })
    }

    fn tagged(&self, branch: &mut Value, property: &str, mapping: &Value) {
        let Some(reference) = branch["$ref"].as_str() else {
            return;
        };
        let Some(target) = self.target(branch) else {
            return;
        };
        let declared = self.declared(target, property, 0);
        let name = reference.rsplit('/').next().unwrap_or(reference);
        let mapped: BTreeMap<_, _> = mapping.as_object().into_iter().flatten().collect();
        let tags = mapped
            .into_iter()
            .filter(|(_, it)| **it == *reference || **it == *name);
        let mut tags: Vec<Value> = tags.map(|(tag, _)| json!(tag)).collect();
        if tags.is_empty() {
            tags.extend(target.get(STATED_TAG).cloned());
        }
        let constant = declared.iter().find_map(|it| it.get("const"));
        let listed = declared.iter().find_map(|it| it["enum"].as_array());
        let is_common = listed.is_some_and(|it| is_common(it, &tags));
        if constant.is_some() || listed.is_some() && !is_common {
            return;
        }
        if tags.is_empty() && declared.is_empty() {
            return;
        }
        if tags.is_empty() {
            tags.push(json!(name));
        }
        let reference = branch.clone();
        let mut tagged = json!({"properties": {property: {"enum": tags}}});
        // The values of one that the alternative does not declare must be told apart.
        if declared.is_empty() && tags.len() > 1 {
            tagged["required"] = json!([property]);
        }
        *branch = json!({"allOf": [reference, tagged]});
    }

    /// Returns the schemas of a property of an object and its parts.
    fn declared<'s>(&'s self, schema: &'s Value, property: &str, depth: usize) -> Vec<&'s Value> {
        const DEEPEST: usize = 8;
        let mut found = Vec::new();
        if depth > DEEPEST {
            return found;
        }
        if let Some(target) = self.target(schema) {
            found.extend(self.declared(target, property, depth + 1));
        }
        if let Some(declared) = schema["properties"].get(property) {
            let target = self.target(declared);
            found.push(target.unwrap_or(declared));
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            found.extend(self.declared(part, property, depth + 1));
        }
        found
    }
}

/// Returns whether a keyword of a schema has a value that the validator can read.
fn has_meaning(keyword: &str, value: &Value) -> bool {
    const TYPES: [&str; 7] = [
        "object", "array", "string", "integer", "number", "boolean", "null",
    ];
    match keyword {
        "required" | "enum" | "allOf" | "anyOf" | "oneOf" => value.is_array(),
        "type" => {
            let is_type = |it: &Value| it.as_str().is_some_and(|it| TYPES.contains(&it));
            match value {
                Value::Array(types) => types.iter().all(is_type),
                _ => is_type(value),
            }
        }
        "pattern" => value.as_str().is_some_and(is_pattern),
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            value.is_number()
        }
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            value.is_u64()
        }
        "properties" => value.is_object(),
        // Their values are no schemas.
        "example" | "examples" | "default" | "xml" | "externalDocs" => false,
        _ => !keyword.starts_with("x-"),
    }
}

/// Returns whether the validator can read a pattern.
fn is_pattern(pattern: &str) -> bool {
    jsonschema::options()
        .build(&json!({"pattern": pattern}))
        .is_ok()
}

/// Limits an integer to the size that its format says.
fn sized(schema: &mut Map<String, Value>) {
    if schema.get("type") != Some(&json!("integer")) {
        return;
    }
    let (least, most) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64" | "uint") => (json!(0), json!(u64::MAX)),
        _ => return,
    };
    for (limit, exclusive, value) in [
        ("minimum", "exclusiveMinimum", least),
        ("maximum", "exclusiveMaximum", most),
    ] {
        if !schema.contains_key(limit) && !schema.contains_key(exclusive) {
            schema.insert(limit.to_owned(), value);
        }
    }
}

/// Drops the limits on the length of a text that a listed one breaks.
fn listed(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.get("enum") else {
        return;
    };
    let lengths = values.iter().filter_map(Value::as_str);
    let lengths: Vec<usize> = lengths.map(|text| text.chars().count()).collect();
    let limit = |keyword: &str| {
        let limit = schema.get(keyword).and_then(Value::as_u64);
        limit.and_then(|limit| usize::try_from(limit).ok())
    };
    let is_short = limit("minLength").is_some_and(|least| lengths.iter().any(|it| *it < least));
    let is_long = limit("maxLength").is_some_and(|most| lengths.iter().any(|it| *it > most));
    for (limit, is_broken) in [("minLength", is_short), ("maxLength", is_long)] {
        if is_broken {
            schema.remove(limit);
        }
    }
}

/// Returns whether a schema is nothing but `nullable`.
fn is_only_null(node: &Value) -> bool {
    let is_note = |keyword: &String| {
        ["nullable", "title", "description", "default", "example"].contains(&keyword.as_str())
    };
    node["nullable"] == true
        && node
            .as_object()
            .is_some_and(|schema| schema.keys().all(is_note))
}

/// Translates an exclusive limit of 3.0, which is a flag.
fn exclusive(schema: &mut Map<String, Value>, flag: &str, limit: &str) {
    let Some(Value::Bool(is_exclusive)) = schema.get(flag).cloned() else {
        return;
    };
    schema.remove(flag);
    if is_exclusive && let Some(number) = schema.remove(limit) {
        schema.insert(flag.to_owned(), number);
    }
}

/// Translates `nullable`, which many documents of version 3.1 still have. Most documents
/// list the values of a nullable enum without null, and mean it all the same, also if null is
/// among its types.
fn nullable(node: &mut Value) {
    let Value::Object(schema) = node else {
        return;
    };
    let types = schema.get("type").and_then(Value::as_array);
    let has_null = types.is_some_and(|types| types.contains(&json!("null")));
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut)
        && has_null
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    if schema.remove("nullable") != Some(json!(true)) {
        return;
    }
    let rest = Value::Object(std::mem::take(schema));
    *node = match rest {
        Value::Object(rest) if rest.is_empty() => json!({}),
        rest => json!({"anyOf": [{"type": "null"}, rest]}),
    };
}
