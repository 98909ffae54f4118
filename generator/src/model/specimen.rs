//! Values that are made up for a type, for examples where the specification has none.
//!
//! A value satisfies every constraint and every rule, or there is none. It has the members
//! that are required, and others only if a rule demands them.

mod facts;
mod scalar;

use std::cell::Cell;

use crate::text::json::Json;

use super::api::Api;
use super::ids::TypeId;
use super::operation::Direction;
use super::scalar::Literal;
use super::types::{Constant, Field, Member, Presence, Shape, Struct, Union, UnionVariant};
use super::value::{Measured, Rule, Type, Value};

use facts::Instance;

/// The greatest number of items of a list that is made up.
const MOST_ITEMS: u64 = 8;

/// The greatest number of values in a value that is made up.
const MOST_VALUES: u32 = 60;

/// Makes up values of an API.
pub struct Specimens<'a> {
    api: &'a Api,
    direction: Direction,
    /// The number of values that may still be made. Types that contain each other several
    /// times would need too many.
    left: Cell<u32>,
}

impl<'a> Specimens<'a> {
    /// Creates the maker of values that are sent in a direction.
    #[must_use]
    pub fn new(api: &'a Api, direction: Direction) -> Self {
        Self {
            api,
            direction,
            left: Cell::new(MOST_VALUES),
        }
    }

    /// Returns a value, unless none is found.
    #[must_use]
    pub fn value(&self, value: &Value) -> Option<Json> {
        self.left.set(MOST_VALUES);
        self.within(value, &mut Vec::new())
    }

    /// Returns a value of a field: its first example, or else one that is made up.
    #[must_use]
    pub fn field(&self, field: &Field) -> Option<Json> {
        self.left.set(MOST_VALUES);
        self.field_within(field, &mut Vec::new())
    }

    /// Returns a value of a field that has at least one scalar, because a path with nothing
    /// in its place is another path.
    #[must_use]
    pub fn field_in_path(&self, field: &Field) -> Option<Json> {
        let made = self.field(field)?;
        if !is_nothing(&made) {
            return Some(made);
        }
        let mut value = field.value.clone();
        match &value.ty {
            Type::List(_) => value.rules.push(Rule::MinItems(1)),
            Type::Map(_) => value.rules.push(Rule::MinProperties(1)),
            Type::Named(id) => {
                let object = self.api.structure(*id)?;
                let mut around = vec![*id];
                let made = self.object_of(object, 1, &mut around)?;
                return Some(made).filter(|made| !is_nothing(made));
            }
            Type::Scalar(_) | Type::Any => return None,
        }
        self.value(&value).filter(|made| !is_nothing(made))
    }

    /// Returns a value that contains no type of `around` again.
    fn within(&self, value: &Value, around: &mut Vec<TypeId>) -> Option<Json> {
        self.left.set(self.left.get().checked_sub(1)?);
        let made = self.of_type(value, around)?;
        admits(&value.rules, Measured::Json(&made)).then_some(made)
    }

    fn of_type(&self, value: &Value, around: &mut Vec<TypeId>) -> Option<Json> {
        match &value.ty {
            Type::Scalar(scalar) => scalar::value(*scalar, &value.rules),
            Type::Any => Some(Json::Text("value".to_owned())),
            Type::List(item) => self.list(&value.rules, item, around),
            Type::Map(item) => self.map(&value.rules, item, around),
            Type::Named(id) if around.contains(id) => None,
            Type::Named(id) => {
                around.push(*id);
                let made = self.named(*id, &value.rules, around);
                around.pop();
                made
            }
        }
    }

    fn named(&self, id: TypeId, rules: &[Rule], around: &mut Vec<TypeId>) -> Option<Json> {
        match &self.api.get(id).shape {
            Shape::Struct(object) => self.object(object, around),
            Shape::Enum(set) => {
                let values = set.variants.iter().map(|variant| json(&variant.literal()));
                values
                    .into_iter()
                    .find(|value| scalar::is_admitted(value, rules))
            }
            Shape::Union(union) => self.union(union, around),
            Shape::Alias(value) => self.within(value, around),
        }
    }

    fn union(&self, union: &Union, around: &mut Vec<TypeId>) -> Option<Json> {
        let mut variants = union.variants.iter();
        variants.find_map(|variant| {
            let made = self.within(&variant.value, around)?;
            Some(tagged(made, union, variant))
        })
    }

    fn list(&self, rules: &[Rule], item: &Value, around: &mut Vec<TypeId>) -> Option<Json> {
        let least = least(rules);
        if least > MOST_ITEMS {
            return None;
        }
        // An empty list shows nothing of its items.
        let mut items = Vec::new();
        if let Some(item) = self.within(item, around) {
            items = vec![item; usize::try_from(least.max(1)).ok()?];
        }
        let measured = |items: &[Json]| Measured::Items {
            count: items.len(),
            repeats: items.len() > 1,
        };
        if !admits(rules, measured(&items)) {
            items.clear();
        }
        admits(rules, measured(&items)).then_some(Json::List(items))
    }

    fn map(&self, rules: &[Rule], item: &Value, around: &mut Vec<TypeId>) -> Option<Json> {
        let count = usize::try_from(least(rules).min(MOST_ITEMS)).ok()?;
        let mut members = Vec::new();
        for index in 1..=count {
            members.push((format!("key{index}"), self.within(item, around)?));
        }
        let mut names = members.iter().map(|(name, _)| Measured::Name(name));
        let fits = admits(rules, Measured::Properties(members.len()))
            && names.all(|name| admits(rules, name));
        fits.then_some(Json::Object(members))
    }

    fn object(&self, object: &Struct, around: &mut Vec<TypeId>) -> Option<Json> {
        self.object_of(object, 0, around)
    }

    /// Returns an object with its required members, and with others until it has `least` and
    /// all rules hold.
    fn object_of(&self, object: &Struct, least: usize, around: &mut Vec<TypeId>) -> Option<Json> {
        let mut members = Vec::new();
        for member in &object.members {
            match member {
                Member::Constant(constant) => members.push(of_constant(constant)),
                Member::Field(field) if self.is_required(field) => {
                    members.push((field.name.wire.clone(), self.field_within(field, around)?));
                }
                Member::Field(_) => {}
            }
        }
        let optional = object.fields().map(|(_, field)| field);
        let mut optional = optional.filter(|field| !self.is_required(field) && !field.deprecated);
        let mut made = Json::Object(members);
        while made.members().len() < least || !self.is_complete(object, &made) {
            let field = optional.next()?;
            let value = self.field_within(field, around);
            if let (Some(value), Json::Object(members)) = (value, &mut made) {
                members.push((field.name.wire.clone(), value));
            }
        }
        Some(made)
    }

    fn field_within(&self, field: &Field, around: &mut Vec<TypeId>) -> Option<Json> {
        if let Some(fixed) = &field.fixed {
            return Some(json(fixed));
        }
        let examples = field.examples.iter();
        let mut examples = examples.filter_map(|text| scalar::read(text, &field.value));
        examples
            .next()
            .or_else(|| self.within(&field.value, around))
    }

    fn is_required(&self, field: &Field) -> bool {
        match (field.presence, self.direction) {
            (Presence::Required, _) | (Presence::Written, Direction::Written) => true,
            (Presence::Written, Direction::Read) | (Presence::Optional, _) => false,
        }
    }

    /// Returns whether the rules of an object hold. What is read needs none.
    fn is_complete(&self, object: &Struct, made: &Json) -> bool {
        match self.direction {
            Direction::Read => return true,
            Direction::Written => {}
        }
        let instance = Instance::new(self.api, made);
        let mut rules = object.rules.iter();
        admits(&object.limits, Measured::Properties(made.members().len()))
            && admits(&object.limits, Measured::Json(made))
            && rules.all(|rule| {
                !rule.when.holds(&instance) || rule.then.iter().all(|it| it.is_met(&instance))
            })
    }
}

/// Returns whether a value has no scalar, so that a style writes nothing.
fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Boolean(_) | Json::Number(_) | Json::Text(_) => false,
        Json::List(items) => items.iter().all(is_nothing),
        Json::Object(members) => members.iter().all(|(_, value)| is_nothing(value)),
    }
}

/// Returns the object of a variant with a tag that selects it.
fn tagged(made: Json, union: &Union, variant: &UnionVariant) -> Json {
    match (made, &union.tag, variant.tags.first()) {
        (Json::Object(mut members), Some(name), Some(tag)) => {
            let is_tag =
                |value: &Json| matches!(value, Json::Text(it) if variant.tags.contains(it));
            let tag = Json::Text(tag.clone());
            match members.iter_mut().find(|(known, _)| known == name) {
                Some((_, value)) if is_tag(value) => {}
                Some((_, value)) => *value = tag,
                None => members.push((name.clone(), tag)),
            }
            Json::Object(members)
        }
        (made, _, _) => made,
    }
}

fn of_constant(constant: &Constant) -> (String, Json) {
    (constant.name.wire.clone(), json(&constant.value))
}

pub(super) fn json(literal: &Literal) -> Json {
    match literal {
        Literal::Text(text) => Json::Text(text.clone()),
        Literal::Boolean(value) => Json::Boolean(*value),
        Literal::Integer(number) => Json::Number(number.to_string()),
    }
}

fn admits(rules: &[Rule], value: Measured<'_>) -> bool {
    rules.iter().all(|rule| rule.admits(value))
}

/// Returns the least number of items or members.
fn least(rules: &[Rule]) -> u64 {
    let bounds = rules.iter().filter_map(Rule::least_count);
    bounds.max().unwrap_or_default()
}
