//! Comparison of types by their messages: types may differ in Rust and still accept the
//! same messages.
//!
//! Only simple cases are recognized. All other types count as different.

use std::collections::HashSet;

use crate::model::{
    Api, Base, Encoding, Enum, Member, Openness, Scalar, Shape, Struct, Type, TypeId, Union, Value,
};

use super::condition_words::conditions;
use super::kind::ChangeKind;
use super::same::same_rules;

/// Two models, and the pairs of types that are being compared. A pair that occurs again
/// inside itself counts as the same.
pub struct Forms<'a> {
    old: &'a Api,
    new: &'a Api,
    open: HashSet<(TypeId, TypeId)>,
}

impl<'a> Forms<'a> {
    /// Creates a comparison of types of two models.
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        let open = HashSet::new();
        Self { old, new, open }
    }

    /// Returns the kind of change between two types.
    pub fn change(&mut self, old: &Value, new: &Value) -> ChangeKind {
        if old.nullable != new.nullable {
            ChangeKind::FieldType
        } else if self.same(old, new) {
            ChangeKind::FieldTypeInRust
        } else if holds_any_text(self.new, new) && is_text(self.old, &old.ty) {
            ChangeKind::FieldTypeWidened
        } else if holds_any_text(self.old, old) && is_text(self.new, &new.ty) {
            ChangeKind::FieldTypeNarrowed
        } else {
            ChangeKind::FieldType
        }
    }

    /// Returns true if two values accept the same on the wire.
    fn same(&mut self, old: &Value, new: &Value) -> bool {
        if old.nullable != new.nullable {
            return false;
        }
        if holds_any_text(self.old, old) && holds_any_text(self.new, new) {
            return true;
        }
        same_rules(&old.rules, &new.rules)
            && match (&old.ty, &new.ty) {
                (Type::Named(old), Type::Named(new)) => self.same_named(*old, *new),
                (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
                    self.same(old, new)
                }
                (Type::Scalar(old), Type::Scalar(new)) => old == new,
                (Type::Any, Type::Any) => true,
                (
                    Type::Scalar(_) | Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_),
                    _,
                ) => false,
            }
    }

    fn same_named(&mut self, old: TypeId, new: TypeId) -> bool {
        if !self.open.insert((old, new)) {
            return true;
        }
        let (old_api, new_api) = (self.old, self.new);
        match (&old_api.get(old).shape, &new_api.get(new).shape) {
            (Shape::Struct(old), Shape::Struct(new)) => self.same_struct(old, new),
            (Shape::Enum(old), Shape::Enum(new)) => same_values(old, new),
            (Shape::Union(old), Shape::Union(new)) => self.same_union(old, new),
            (Shape::Alias(old), Shape::Alias(new)) => self.same(old, new),
            (Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Alias(_), _) => false,
        }
    }

    fn same_struct(&mut self, old: &Struct, new: &Struct) -> bool {
        old.additional == new.additional
            && old.members.len() == new.members.len()
            && conditions(self.old, old) == conditions(self.new, new)
            && old.members.iter().all(|member| {
                let wire = &member.name().wire;
                let mut others = new.members.iter();
                let other = others.find(|other| other.name().wire == *wire);
                other.is_some_and(|other| self.same_member(member, other))
            })
    }

    fn same_member(&mut self, old: &Member, new: &Member) -> bool {
        match (old, new) {
            (Member::Field(old), Member::Field(new)) => {
                old.presence == new.presence && self.same(&old.value, &new.value)
            }
            (Member::Constant(old), Member::Constant(new)) => {
                (&old.value, old.required) == (&new.value, new.required)
            }
            (Member::Field(_), Member::Constant(_)) | (Member::Constant(_), Member::Field(_)) => {
                false
            }
        }
    }

    fn same_union(&mut self, old: &Union, new: &Union) -> bool {
        let mut variants = old.variants.iter().zip(&new.variants);
        old.tag == new.tag
            && old.variants.len() == new.variants.len()
            && variants.all(|(old, new)| old.tags == new.tags && self.same(&old.value, &new.value))
    }
}

fn same_values(old: &Enum, new: &Enum) -> bool {
    let values = |set: &Enum| -> HashSet<String> {
        let variants = set.variants.iter();
        variants.map(|variant| variant.name.wire.clone()).collect()
    };
    old.openness == new.openness && old.base() == new.base() && values(old) == values(new)
}

/// Returns true if a value may be any string.
fn holds_any_text(api: &Api, value: &Value) -> bool {
    let is_free = match &value.ty {
        Type::Scalar(scalar) => *scalar == Scalar::Text,
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Enum(set) => set.openness == Openness::Open && set.base() == Base::Text,
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Any | Type::List(_) | Type::Map(_) => false,
    };
    is_free && value.rules.is_empty()
}

/// Returns true if values of a type are strings on the wire.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar.encoding() == Encoding::Text,
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Enum(set) => set.base() == Base::Text,
            Shape::Struct(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}
