//! A list of several types, such as `[string, array]`.
//!
//! Such a schema is a union of a schema for each type, with the keywords that apply to it.
//! [`split`] makes it one, so that later stages know one form.

use std::sync::Arc;

use crate::model::{Scalar, Width};
use crate::openapi::keyword::{Applies, Keyword};
use crate::text::source::Span;
use crate::text::tree::{Entry, Key, Mapping, Node, Value};

/// Returns the schema with alternatives instead of several types. Listed values have types
/// of their own, and so have alternatives with one of these types each. Returns nothing if
/// the schema has one type, or other parts or alternatives.
pub fn split(node: &Node) -> Option<Node> {
    let mapping = node.as_mapping()?;
    let of = |keyword: Keyword| mapping.get(keyword.name());
    let types = several(of(Keyword::Type)?)?;
    if of(Keyword::Ref).or(of(Keyword::AllOf)).is_some() {
        return None;
    }
    let given = || of(Keyword::AnyOf).into_iter().chain(of(Keyword::OneOf));
    if !given().all(|branches| have_types(branches, &types)) {
        return None;
    }
    let is_listed = of(Keyword::Enum).or(of(Keyword::Const)).is_some();
    let is_told = is_listed || given().next().is_some();
    let mut entries = Vec::new();
    for entry in &mapping.entries {
        match Keyword::named(&entry.key.text) {
            Some(Keyword::Type) if is_told => {}
            Some(Keyword::Type) => entries.push(alternatives(entry, &types, mapping)),
            Some(keyword) if !is_told && belongs_to_a_type(keyword) && !is_mark(entry) => {}
            Some(_) | None => entries.push(entry.clone()),
        }
    }
    Some(mapping_of(entries, node))
}

/// Returns the types, if there are several beside null. An integer is a number too.
fn several(ty: &Entry) -> Option<Vec<&Node>> {
    let items = ty.value.as_sequence()?;
    let has_number = items.iter().any(|item| item.as_str() == Some("number"));
    let is_meant = |item: &&Node| !(has_number && item.as_str() == Some("integer"));
    let types: Vec<&Node> = items.iter().filter(is_meant).collect();
    let is_type = |item: &&&Node| item.as_str() != Some("null");
    (types.iter().filter(is_type).count() > 1).then_some(types)
}

/// Returns whether each alternative has one of these types.
fn have_types(branches: &Entry, types: &[&Node]) -> bool {
    let has_type = |branch: &Node| {
        let ty = branch
            .as_mapping()
            .and_then(|it| it.get(Keyword::Type.name()));
        let ty = ty.and_then(|ty| ty.value.as_str());
        ty.is_some_and(|ty| types.iter().any(|it| it.as_str() == Some(ty)))
    };
    let branches = branches.value.as_sequence();
    branches.is_some_and(|all| !all.is_empty() && all.iter().all(has_type))
}

/// Returns whether an entry marks the value as secret, whatever its type.
fn is_mark(entry: &Entry) -> bool {
    *entry.key.text == *Keyword::Format.name() && entry.value.as_str() == Some("password")
}

fn belongs_to_a_type(keyword: Keyword) -> bool {
    match keyword.row().applies {
        Applies::Any => keyword == Keyword::Format,
        Applies::Strings | Applies::Numbers | Applies::Arrays | Applies::Objects => true,
    }
}

/// Returns `anyOf` with a schema for each type.
fn alternatives(ty: &Entry, types: &[&Node], mapping: &Mapping) -> Entry {
    let branches = types.iter().map(|name| {
        let own = mapping.entries.iter().filter(|entry| {
            let keyword = Keyword::named(&entry.key.text);
            let ty = name.as_str().filter(|_| !is_mark(entry));
            keyword.is_some_and(|it| ty.is_some_and(|ty| constrains(it, ty, entry)))
        });
        let words = words(name).into_iter().flatten();
        let words = words.map(|(keyword, text)| (keyword, Value::String(text.to_owned())));
        let first = std::iter::once((Keyword::Type, name.value.clone())).chain(words);
        let first = first.map(|(keyword, value)| made(keyword, value, name.span));
        mapping_of(first.chain(own.cloned()).collect(), name)
    });
    let branches = Value::Sequence(branches.collect());
    made(Keyword::AnyOf, branches, ty.value.span)
}

/// Returns the name and the description of an alternative that may become a type in Rust.
fn words(ty: &Node) -> Option<[(Keyword, &'static str); 2]> {
    let (title, description) = match ty.as_str()? {
        "object" => ("Object", "The object."),
        "array" => ("List", "The list."),
        _ => return None,
    };
    Some([(Keyword::Title, title), (Keyword::Description, description)])
}

fn made(keyword: Keyword, value: Value, span: Span) -> Entry {
    Entry {
        key: Key {
            text: Arc::from(keyword.name()),
            span,
        },
        value: Node { value, span },
        is_commented: false,
    }
}

/// Returns whether a keyword constrains the values of a type.
fn constrains(keyword: Keyword, ty: &str, entry: &Entry) -> bool {
    match keyword.row().applies {
        Applies::Any => keyword == Keyword::Format && is_format_of(ty, entry),
        Applies::Strings => ty == "string",
        Applies::Numbers => matches!(ty, "number" | "integer"),
        Applies::Arrays => ty == "array",
        Applies::Objects => ty == "object",
    }
}

/// Returns whether a format is one of numbers, or else of strings.
fn is_format_of(ty: &str, format: &Entry) -> bool {
    let is_numeric = format
        .value
        .as_str()
        .is_some_and(|it| Width::of_format(it).is_some() || Scalar::FLOATS.contains(&it));
    match ty {
        "number" | "integer" => is_numeric,
        "string" => !is_numeric,
        _ => false,
    }
}

fn mapping_of(entries: Vec<Entry>, of: &Node) -> Node {
    Node {
        value: Value::Mapping(Box::new(Mapping::new(entries))),
        span: of.span,
    }
}
