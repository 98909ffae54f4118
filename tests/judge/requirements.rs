//! The required members of a schema that lists no property for them. As a value of its own
//! the schema is generated without the demand; in an `allOf` another part can list the
//! property, and then the member is required there.

use serde_json::{Value, json};

/// The largest number of references from one part of an `allOf` to the next.
const MAX_DEPTH: usize = 16;

/// Demands that were removed from a schema.
pub struct Removed {
    /// The pointer to the schema in its document.
    pub schema: String,
    /// The names of the members.
    pub names: Vec<String>,
}

/// Adds the removed demands to every `allOf` that contains the schema and lists a property
/// with the name.
pub fn restore(document: &mut Value, removed: &[Removed]) {
    if removed.is_empty() {
        return;
    }
    let mut found = Vec::new();
    search(document, document, removed, &mut String::new(), &mut found);
    for (pointer, names) in found {
        let parts = document.pointer_mut(&pointer).and_then(Value::as_array_mut);
        if let Some(parts) = parts {
            parts.push(json!({ "required": names }));
        }
    }
}

/// Finds the lists of parts below a node that get demands, and their names.
fn search<'r>(
    root: &Value,
    node: &Value,
    removed: &'r [Removed],
    pointer: &mut String,
    found: &mut Vec<(String, Vec<&'r str>)>,
) {
    if let Some(Value::Array(_)) = node.get("allOf") {
        let mut schemas = Vec::new();
        collect(root, "", node, MAX_DEPTH, &mut schemas);
        let lists = |name: &str| {
            schemas.iter().any(|(_, schema)| {
                let properties = schema.get("properties");
                properties.is_some_and(|it| it.get(name).is_some())
            })
        };
        let is_part = |it: &Removed| schemas.iter().any(|(at, _)| *at == it.schema);
        let names = removed.iter().filter(|it| is_part(it));
        let names = names.flat_map(|it| it.names.iter().map(String::as_str));
        let names: Vec<&str> = names.filter(|name| lists(name)).collect();
        if !names.is_empty() {
            found.push((format!("{pointer}/allOf"), names));
        }
    }
    let length = pointer.len();
    let mut below = |key: &str, child: &Value| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        search(root, child, removed, pointer, found);
        pointer.truncate(length);
    };
    match node {
        Value::Object(members) => members.iter().for_each(|(key, child)| below(key, child)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, child)| below(&index.to_string(), child));
        }
        _ => {}
    }
}

/// Collects a schema and the parts of its `allOf`, each with the pointer by which a reference
/// leads to it.
fn collect<'v>(
    root: &'v Value,
    pointer: &'v str,
    schema: &'v Value,
    depth: usize,
    found: &mut Vec<(&'v str, &'v Value)>,
) {
    found.push((pointer, schema));
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let target = schema.get("$ref").and_then(Value::as_str);
    if let Some(pointer) = target.and_then(|it| it.strip_prefix('#'))
        && let Some(target) = root.pointer(pointer)
    {
        collect(root, pointer, target, depth, found);
    }
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        collect(root, "", part, depth, found);
    }
}
