//! The marks of alternatives: required members that no other alternative declares.
//!
//! A value with the mark of one alternative is never another one (see `differences`). The
//! schemas of `marked` say so, and those of the documents do not.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::source::Documents;

/// The depth at which parts of a schema are no longer followed.
const DEEPEST: usize = 8;

/// Returns translated documents in which no alternative accepts the mark of another one.
#[must_use]
pub fn marked(documents: &Documents) -> Documents {
    let marked = documents.iter().map(|(name, document)| {
        let mut marked = document.clone();
        visit(document, &mut marked);
        (name.clone(), marked)
    });
    marked.collect()
}

fn visit(document: &Value, node: &mut Value) {
    match node {
        Value::Object(members) => {
            members.values_mut().for_each(|it| visit(document, it));
            for keyword in ["oneOf", "anyOf"] {
                if let Some(Value::Array(branches)) = members.get_mut(keyword) {
                    exclude(document, branches);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| visit(document, it)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The members of an alternative.
#[derive(Default)]
struct Names<'a> {
    declared: BTreeSet<&'a str>,
    required: BTreeSet<&'a str>,
}

/// Forbids each alternative the marks of the others. An alternative with a mark is told apart
/// first, so its members are no obstacle to the marks of the rest.
fn exclude(document: &Value, alternatives: &mut Vec<Value>) {
    let mut originals = Vec::new();
    flatten(document, alternatives, 0, &mut originals);
    let mut branches = originals.clone();
    let names: Vec<Names<'_>> = originals
        .iter()
        .map(|branch| {
            let mut names = Names::default();
            collect(document, branch, true, 0, &mut names);
            names
        })
        .collect();
    let is_object = |at: &usize| !names[*at].declared.is_empty();
    let mut rest: Vec<usize> = (0..branches.len()).filter(is_object).collect();
    loop {
        let marks = |at: usize| {
            let others = || rest.iter().filter(move |other| **other != at);
            let required = names[at].required.iter();
            let marks = required.filter(|name| {
                names[at].declared.contains(*name)
                    && others().all(|other| !names[*other].declared.contains(*name))
            });
            marks.copied().collect::<Vec<&str>>()
        };
        let found = rest.iter().map(|at| (*at, marks(*at)));
        let Some((at, marks)) = found.into_iter().find(|(_, marks)| !marks.is_empty()) else {
            return;
        };
        rest.retain(|other| *other != at);
        if rest.is_empty() {
            return;
        }
        for other in &rest {
            let branch = branches[*other].take();
            let has_mark = json!({"required": [marks[0]]});
            branches[*other] = json!({"allOf": [branch, {"not": has_mark}]});
        }
        alternatives.clone_from(&branches);
    }
}

/// Collects alternatives, those of an alternative that is nothing but a union in its place.
fn flatten(document: &Value, branches: &[Value], depth: usize, found: &mut Vec<Value>) {
    const NOTES: [&str; 2] = ["description", "title"];
    for branch in branches {
        let reference = branch["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
        let target = reference.and_then(|it| document.pointer(it));
        let union = target.unwrap_or(branch).as_object().into_iter().flatten();
        let mut keywords = union.filter(|(keyword, _)| !NOTES.contains(&keyword.as_str()));
        match (keywords.next(), keywords.next()) {
            (Some((keyword, Value::Array(inner))), None)
                if ["oneOf", "anyOf"].contains(&keyword.as_str()) && depth < DEEPEST =>
            {
                flatten(document, inner, depth + 1, found);
            }
            _ => found.push(branch.clone()),
        }
    }
}

fn collect<'a>(
    document: &'a Value,
    schema: &'a Value,
    is_sure: bool,
    depth: usize,
    names: &mut Names<'a>,
) {
    if depth > DEEPEST {
        return;
    }
    let target = schema["$ref"].as_str().and_then(|it| it.strip_prefix('#'));
    if let Some(target) = target.and_then(|it| document.pointer(it)) {
        collect(document, target, is_sure, depth + 1, names);
    }
    let properties = schema["properties"].as_object().into_iter().flatten();
    names
        .declared
        .extend(properties.map(|(name, _)| name.as_str()));
    if is_sure {
        let required = schema["required"].as_array().into_iter().flatten();
        names.required.extend(required.filter_map(Value::as_str));
    }
    for (keyword, is_part) in [("allOf", true), ("oneOf", false), ("anyOf", false)] {
        for part in schema[keyword].as_array().into_iter().flatten() {
            collect(document, part, is_sure && is_part, depth + 1, names);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::marked;

    #[test]
    fn no_alternative_accepts_the_mark_of_another_one() {
        let visit = json!({"properties": {"id": {}, "room": {}}, "required": ["id", "room"]});
        let call = json!({"properties": {"id": {}}, "required": ["id"]});
        let documents = BTreeMap::from([("a".to_owned(), json!({"anyOf": [visit, call]}))]);
        let unmarked = json!({"allOf": [call, {"not": {"required": ["room"]}}]});
        assert_eq!(marked(&documents)["a"], json!({"anyOf": [visit, unmarked]}));
    }

    #[test]
    fn alternatives_of_alternatives_have_marks() {
        let visit = json!({"properties": {"room": {}}, "required": ["room"]});
        let call = json!({"properties": {"id": {}}});
        let inner = json!({"title": "Visits", "oneOf": [visit]});
        let documents = BTreeMap::from([("a".to_owned(), json!({"anyOf": [inner, call]}))]);
        let unmarked = json!({"allOf": [call, {"not": {"required": ["room"]}}]});
        assert_eq!(marked(&documents)["a"], json!({"anyOf": [visit, unmarked]}));
    }
}
