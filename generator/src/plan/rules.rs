//! The rules on the values of types, and the Unicode classes of their patterns.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Api, Rule, Shape, Type, Value};
use crate::pattern::{CharSet, Class, Matcher};

/// Returns the rules on a type as a whole and on its values.
pub fn rules(shape: &Shape) -> Vec<&Rule> {
    let limits = shape.as_struct().map(|object| &object.limits);
    let limits = limits.into_iter().flatten();
    let values = shape.values().into_iter().flat_map(inner_rules);
    limits.chain(values).collect()
}

/// Returns the rules on a value and on the items in it.
fn inner_rules(value: &Value) -> Vec<&Rule> {
    let mut rules: Vec<&Rule> = value.rules.iter().collect();
    match &value.ty {
        Type::List(item) | Type::Map(item) => rules.extend(inner_rules(item)),
        Type::Scalar(_) | Type::Any | Type::Named(_) => {}
    }
    rules
}

/// Returns the matchers of the patterns of a type and of its values.
pub fn matchers(shape: &Shape) -> impl Iterator<Item = &Matcher> {
    let patterns = rules(shape).into_iter().flat_map(Rule::patterns);
    patterns.map(|pattern| &pattern.matcher)
}

/// Returns the Unicode classes that patterns refer to, by name.
pub fn classes(api: &Api) -> BTreeMap<&str, &Arc<Class>> {
    let shapes = api.reachable().map(|(_, def)| &def.shape);
    let sets = shapes.flat_map(matchers).flat_map(Matcher::sets);
    let terms = sets.flat_map(CharSet::terms);
    let classes = terms.flat_map(|term| &term.classes);
    classes
        .map(|(_, class)| (class.name.as_str(), class))
        .collect()
}
