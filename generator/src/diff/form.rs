//! What a change of a type means on the wire: two types may differ in Rust and
//! still hold the same messages.
//!
//! Only what is plain is said; whatever is not holds other messages.

use std::collections::HashSet;

use crate::model::{Api, Encoding, Enum, Member, Object, Openness, Shape, Type, TypeId, Value};

use super::ChangeKind;
use super::tests_in_words::conditions;

/// Two models, and the pairs of types that are being compared: a type that
/// holds itself is as its parts are.
pub struct Forms<'a> {
    pub old: &'a Api,
    pub new: &'a Api,
    open: HashSet<(TypeId, TypeId)>,
}

impl<'a> Forms<'a> {
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        let open = HashSet::new();
        Self { old, new, open }
    }

    /// The kind of a change of type.
    pub fn change(&mut self, old: &Value, new: &Value) -> ChangeKind {
        if self.same(old, new) {
            ChangeKind::FieldTypeInRust
        } else if holds_any_text(self.new, new) && is_text(self.old, &old.ty) {
            ChangeKind::FieldTypeWidened
        } else if holds_any_text(self.old, old) && is_text(self.new, &new.ty) {
            ChangeKind::FieldTypeNarrowed
        } else {
            ChangeKind::FieldType
        }
    }

    /// Whether two values hold the same on the wire.
    fn same(&mut self, old: &Value, new: &Value) -> bool {
        if holds_any_text(self.old, old) && holds_any_text(self.new, new) {
            return true;
        }
        old.rules == new.rules
            && match (&old.ty, &new.ty) {
                (Type::Named(old), Type::Named(new)) => self.same_named(*old, *new),
                (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
                    self.same(old, new)
                }
                (Type::Boolean(old), Type::Boolean(new))
                | (Type::Signed(old), Type::Signed(new))
                | (Type::Unsigned(old), Type::Unsigned(new)) => old == new,
                (Type::Text, Type::Text)
                | (Type::Decimal, Type::Decimal)
                | (Type::DateTime, Type::DateTime)
                | (Type::Uri, Type::Uri)
                | (Type::Any, Type::Any) => true,
                _ => false,
            }
    }

    fn same_named(&mut self, old: TypeId, new: TypeId) -> bool {
        if !self.open.insert((old, new)) {
            return true;
        }
        let (old_api, new_api) = (self.old, self.new);
        match (&old_api.get(old).shape, &new_api.get(new).shape) {
            (Shape::Object(old), Shape::Object(new)) => self.same_object(old, new),
            (Shape::Enum(old), Shape::Enum(new)) => same_values(old, new),
            (Shape::Object(_), Shape::Enum(_)) | (Shape::Enum(_), Shape::Object(_)) => false,
        }
    }

    fn same_object(&mut self, old: &Object, new: &Object) -> bool {
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
}

fn same_values(old: &Enum, new: &Enum) -> bool {
    let values = |set: &Enum| -> HashSet<String> {
        let variants = set.variants.iter();
        variants.map(|variant| variant.name.wire.clone()).collect()
    };
    old.openness == new.openness && values(old) == values(new)
}

/// Whether a value is a string of which nothing is demanded.
fn holds_any_text(api: &Api, value: &Value) -> bool {
    let is_free = match &value.ty {
        Type::Text => true,
        Type::Named(id) => match &api.get(*id).shape {
            Shape::Enum(set) => set.openness == Openness::Open,
            Shape::Object(_) => false,
        },
        _ => false,
    };
    is_free && value.rules.is_empty()
}

/// Whether values of a type are strings on the wire.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Text | Type::Decimal | Type::DateTime | Type::Uri => true,
        Type::Boolean(encoding) | Type::Signed(encoding) | Type::Unsigned(encoding) => {
            *encoding == Encoding::Text
        }
        Type::Named(id) => api.object(*id).is_none(),
        Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}
