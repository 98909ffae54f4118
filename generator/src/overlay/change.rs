//! Changes of a tree at the routes that a search has found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::load::{MAX_DEPTH, MAX_NAMES};
use crate::text::tree::{Entry, Mapping, Node, Value};

use super::search::Route;

/// The change that an action makes.
pub enum Change<'a> {
    /// Values are merged into the targets.
    Update(&'a Node),
    /// The targets are removed.
    Remove,
}

/// The reason why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The budget is used up.
    TooMuch,
    /// The target is the root.
    WholeDocument,
    /// Another target has contained this one.
    Replaced,
    /// The tree would become too deep.
    TooDeep,
}

impl Refusal {
    /// Returns the reason in words.
    pub fn message(self) -> &'static str {
        match self {
            Self::TooMuch => "the change is too large",
            Self::WholeDocument => "a whole document cannot be removed",
            Self::Replaced => "the update of one target has replaced another target",
            Self::TooDeep => "with this update, the document is nested too deeply",
        }
    }
}

/// Merges a value into each target.
pub fn update(
    root: &mut Node,
    routes: &[Route],
    value: &Node,
    budget: &mut usize,
) -> Result<(), Refusal> {
    let extent = Extent::of(value);
    for route in routes {
        let mut names = 0;
        let mut target = &mut *root;
        for &at in route {
            let Some((length, inner)) = child(target, at) else {
                return Err(Refusal::Replaced);
            };
            names += length;
            target = inner;
        }
        if route.len() + extent.depth > MAX_DEPTH || names + extent.names > MAX_NAMES {
            return Err(Refusal::TooDeep);
        }
        let cost = extent.values + target.as_mapping().map_or(0, |it| it.entries.len());
        *budget = budget.saturating_sub(cost);
        if *budget == 0 {
            return Err(Refusal::TooMuch);
        }
        match (&mut target.value, &value.value) {
            (Value::Sequence(_), Value::Sequence(_)) => merge(target, value),
            // Any other value is added to a list.
            (Value::Sequence(items), _) => items.push(value.clone()),
            (_, _) => merge(target, value),
        }
    }
    Ok(())
}

/// Removes the targets.
pub fn remove(root: &mut Node, routes: &[Route]) -> Result<(), Refusal> {
    let mut by_parent: BTreeMap<&[usize], BTreeSet<usize>> = BTreeMap::new();
    for route in routes {
        let (last, parent) = route.split_last().ok_or(Refusal::WholeDocument)?;
        by_parent.entry(parent).or_default().insert(*last);
    }
    // The last ones first, so that the positions of the others stay.
    for (parent, removed) in by_parent.into_iter().rev() {
        let mut target = Some(&mut *root);
        for &at in parent {
            target = target
                .and_then(|node| child(node, at))
                .map(|(_, inner)| inner);
        }
        let mut at = 0;
        let mut is_kept = || {
            at += 1;
            !removed.contains(&(at - 1))
        };
        match target.map(|node| &mut node.value) {
            Some(Value::Sequence(items)) => items.retain(|_| is_kept()),
            Some(Value::Mapping(mapping)) => {
                let entries = mapping.entries.drain(..).filter(|_| is_kept());
                **mapping = Mapping::new(entries.collect());
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
        }
    }
    Ok(())
}

/// Merges a value into another: members into members, items after items. Anything else is
/// replaced.
fn merge(target: &mut Node, value: &Node) {
    match (&mut target.value, &value.value) {
        (Value::Mapping(members), Value::Mapping(new)) => {
            let mut entries: Vec<Entry> = members.entries.drain(..).collect();
            let names = entries.iter().map(|entry| entry.key.text.clone());
            let known: HashMap<Arc<str>, usize> = names.zip(0..).collect();
            for entry in &new.entries {
                let known = known.get(&entry.key.text);
                match known.and_then(|&at| entries.get_mut(at)) {
                    Some(known) => merge(&mut known.value, &entry.value),
                    None => entries.push(entry.clone()),
                }
            }
            **members = Mapping::new(entries);
        }
        (Value::Sequence(items), Value::Sequence(new)) => items.extend(new.iter().cloned()),
        (_, _) => *target = value.clone(),
    }
}

/// Returns the member or the item at a position, with the length of its name.
fn child(node: &mut Node, at: usize) -> Option<(usize, &mut Node)> {
    match &mut node.value {
        Value::Mapping(mapping) => {
            let entry = mapping.entries.get_mut(at)?;
            Some((entry.key.text.len(), &mut entry.value))
        }
        Value::Sequence(items) => items.get_mut(at).map(|item| (0, item)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// The extent of a value.
#[derive(Default)]
struct Extent {
    /// The number of values.
    values: usize,
    /// The levels of nested collections.
    depth: usize,
    /// The length of the names on the longest path.
    names: usize,
}

impl Extent {
    fn of(node: &Node) -> Self {
        let mut whole = Self::default();
        let mut add = |name: usize, inner: Self| {
            whole.values += inner.values;
            whole.depth = whole.depth.max(inner.depth + 1);
            whole.names = whole.names.max(inner.names + name);
        };
        match &node.value {
            Value::Mapping(mapping) => {
                let entries = mapping.entries.iter();
                entries.for_each(|it| add(it.key.text.len(), Self::of(&it.value)));
            }
            Value::Sequence(items) => items.iter().for_each(|item| add(0, Self::of(item))),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        whole.values += 1;
        whole
    }
}
