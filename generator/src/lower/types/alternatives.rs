//! The names of the alternatives of a union, as the document tells them apart.

use std::collections::{HashMap, HashSet};

use crate::lower::files::{Files, is_file};
use crate::lower::parts::Parts;
use crate::lower::targets::target;
use crate::names;
use crate::openapi::keyword::Keyword;
use crate::openapi::{Document, Property, Schema, SchemaType};
use crate::text::pointer::last_name;
use crate::text::tree::Node;

/// The names of members that say little about an object.
const VAGUE: [&str; 8] = [
    "description",
    "id",
    "kind",
    "name",
    "object",
    "title",
    "type",
    "value",
];

/// Returns the name of each alternative: that of its component, its title or its only value;
/// else the value of the member that tells the objects apart; else its only member; else, of
/// several objects, a member that no other has; else its type. The latter four are left
/// out if they are not its own.
pub fn names<'a>(
    (branches, files): (&'a [Schema], Files),
    documents: &'a [Document],
) -> Vec<Option<&'a str>> {
    let branches: Vec<&'a Schema> = branches.iter().map(|it| named(it, documents)).collect();
    let given: Vec<Option<&str>> = branches.iter().map(|it| given(it)).collect();
    let unnamed = branches.iter().zip(&given);
    let unnamed = unnamed.filter(|(_, given)| given.is_none());
    let unnamed: Vec<&Schema> = unnamed.map(|(branch, _)| *branch).collect();
    let tag = tag(&unnamed);
    let are_several = unnamed.iter().filter(|it| is_object(it)).count() > 1;
    let holders = if are_several {
        holders(&branches)
    } else {
        HashMap::new()
    };
    let named = branches.iter().zip(given).map(|(branch, given)| {
        let by_tag = || constant(branch, tag?);
        let by_member = || only_member(branch).or_else(|| own_member(branch, &holders));
        let made = || by_tag().or_else(by_member).or(ty(branch, files));
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

/// Returns the schema that names an alternative: what a reference to an item of a list leads
/// to, because its position is no name.
fn named<'a>(branch: &'a Schema, documents: &'a [Document]) -> &'a Schema {
    let reference = branch.reference.as_ref();
    let reference = reference.filter(|it| ends_in_index(&it.text.value));
    let target = reference.and_then(|it| target(it, documents));
    target.map_or(branch, |(_, target)| target)
}

fn rust(name: Option<&str>) -> Option<String> {
    name.and_then(|it| names::variant_name(it).ok())
}

/// Returns the name of a component, a title or the only value.
pub fn given(branch: &Schema) -> Option<&str> {
    let reference = branch.reference.as_ref();
    let reference = reference.map(|it| it.text.value.as_str());
    let reference = reference.filter(|it| !ends_in_index(it)).map(last_name);
    let title = || branch.text(Keyword::Title);
    reference.or_else(title).or_else(|| only_value(branch))
}

/// Returns whether a reference leads to an item of a list of schemas.
fn ends_in_index(reference: &str) -> bool {
    let mut segments = reference.rsplit('/').skip(1);
    let list = segments.next();
    list.is_some_and(|it| ["allOf", "anyOf", "oneOf", "prefixItems"].contains(&it))
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

/// Returns whether a schema has properties.
pub fn is_object(branch: &Schema) -> bool {
    properties(branch).next().is_some()
}

/// Returns the member that has another constant in each of the objects.
fn tag<'a>(branches: &[&'a Schema]) -> Option<&'a str> {
    let objects = branches.iter().filter(|it| is_object(it));
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

/// Returns the number of alternatives that have each member.
fn holders<'a>(branches: &[&'a Schema]) -> HashMap<&'a str, usize> {
    let mut holders = HashMap::new();
    for branch in branches {
        let names: HashSet<&str> = properties(branch).map(|it| &*it.key.text).collect();
        for name in names {
            *holders.entry(name).or_default() += 1;
        }
    }
    holders
}

/// Returns the first member that no other alternative has, or its constant: a required one with
/// a name that says something, if there is one.
fn own_member<'a>(branch: &'a Schema, holders: &HashMap<&str, usize>) -> Option<&'a str> {
    let names = properties(branch).map(|it| &*it.key.text);
    let own = names.filter(|it| holders.get(it) == Some(&1));
    let first = own.min_by_key(|name| {
        let is_required = branch.required.iter().any(|it| it.value == **name);
        (!is_required, VAGUE.contains(name))
    });
    first.map(|name| constant(branch, name).unwrap_or(name))
}

fn ty(branch: &Schema, files: Files) -> Option<&'static str> {
    if is_file(&Parts::of_schemas(vec![branch]), files) {
        return Some("File");
    }
    if is_object(branch) {
        return Some("Object");
    }
    match branch.ty.as_ref().map(|ty| ty.value) {
        Some(SchemaType::Array) => {
            let is_file = |it: &Schema| is_file(&Parts::of_schemas(vec![it]), files);
            let are_files = branch.items.as_deref().is_some_and(is_file);
            Some(if are_files { "Files" } else { "List" })
        }
        Some(SchemaType::String) => Some("Text"),
        Some(SchemaType::Integer) => Some("Integer"),
        Some(SchemaType::Number) => Some("Number"),
        Some(SchemaType::Boolean) => Some("Boolean"),
        Some(SchemaType::Object | SchemaType::Null) | None => None,
    }
}
