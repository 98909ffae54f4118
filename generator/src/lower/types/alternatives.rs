//! The names of the alternatives of a union, as the document tells them apart.

use std::collections::HashMap;

use crate::names;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Property, Schema, SchemaType};
use crate::text::pointer::last_name;
use crate::text::tree::Node;

/// Returns the name of each alternative: that of its component, its title or its only value;
/// else the value of the member that tells the objects apart; else its only member; else its
/// type. The latter three are left out if they are not its own.
pub fn names(branches: &[Schema]) -> Vec<Option<&str>> {
    let given: Vec<Option<&str>> = branches.iter().map(given).collect();
    let unnamed = branches.iter().zip(&given);
    let unnamed = unnamed.filter(|(_, given)| given.is_none());
    let unnamed: Vec<&Schema> = unnamed.map(|(branch, _)| branch).collect();
    let tag = tag(&unnamed);
    let named = branches.iter().zip(given).map(|(branch, given)| {
        let by_tag = || constant(branch, tag?);
        let made = || by_tag().or_else(|| only_member(branch)).or(ty(branch));
        (given.or_else(made), given.is_some())
    });
    let named: Vec<(Option<&str>, bool)> = named.collect();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for name in named.iter().filter_map(|(name, _)| rust(*name)) {
        *uses.entry(name).or_default() += 1;
    }
    let is_own = |name: Option<&str>| rust(name).is_some_and(|it| uses.get(&it) == Some(&1));
    let kept = named.into_iter();
    kept.map(|(name, is_given)| name.filter(|_| is_given || is_own(name)))
        .collect()
}

fn rust(name: Option<&str>) -> Option<String> {
    name.and_then(|it| names::variant_name(it).ok())
}

fn given(branch: &Schema) -> Option<&str> {
    let reference = branch.reference.as_ref();
    let reference = reference.map(|it| last_name(&it.text.value));
    let title = || branch.text(Keyword::Title);
    reference.or_else(title).or_else(|| only_value(branch))
}

/// Returns the text of a constant.
fn only_value(schema: &Schema) -> Option<&str> {
    let constant = schema.constant.as_deref().and_then(Node::as_str);
    let values = schema.values.as_ref().map(|it| it.value.as_slice());
    let only = match values {
        Some([only]) => only.as_str(),
        Some(_) | None => None,
    };
    constant.or(only)
}

/// Returns the properties of an object, also those of its parts.
fn properties(branch: &Schema) -> impl Iterator<Item = &Property> {
    let parts = branch.all_of.iter().flat_map(|part| &part.properties);
    branch.properties.iter().chain(parts)
}

/// Returns the member that has another constant in each of the objects.
fn tag<'a>(branches: &[&'a Schema]) -> Option<&'a str> {
    let objects = branches.iter().filter(|it| properties(it).next().is_some());
    let objects: Vec<&'a Schema> = objects.copied().collect();
    let (first, others) = objects.split_first()?;
    let mut candidates = properties(first).filter(|it| only_value(&it.schema).is_some());
    let tag = candidates.find(|candidate| {
        let name = &*candidate.key.text;
        let values = objects.iter().filter_map(|branch| constant(branch, name));
        let mut values: Vec<&str> = values.collect();
        values.sort_unstable();
        values.dedup();
        !others.is_empty() && values.len() == objects.len()
    });
    tag.map(|it| &*it.key.text)
}

/// Returns the constant of a member.
fn constant<'a>(branch: &'a Schema, member: &str) -> Option<&'a str> {
    let mut properties = properties(branch);
    let property = properties.find(|it| &*it.key.text == member)?;
    only_value(&property.schema)
}

/// Returns the only member of an object, if every such object has it.
fn only_member(branch: &Schema) -> Option<&str> {
    let mut properties = properties(branch);
    let (Some(only), None) = (properties.next(), properties.next()) else {
        return None;
    };
    let name = &*only.key.text;
    let is_required = branch.required.iter().any(|it| it.value == name);
    is_required.then_some(name)
}

fn ty(branch: &Schema) -> Option<&'static str> {
    if properties(branch).next().is_some() {
        return Some("Object");
    }
    match branch.ty.as_ref().map(|ty| ty.value) {
        Some(SchemaType::Array) => Some("List"),
        Some(SchemaType::String) => Some("Text"),
        Some(SchemaType::Integer) => Some("Integer"),
        Some(SchemaType::Number) => Some("Number"),
        Some(SchemaType::Boolean) => Some("Boolean"),
        Some(SchemaType::Object | SchemaType::Null) | None => None,
    }
}
