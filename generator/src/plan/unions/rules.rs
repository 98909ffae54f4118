//! The choice between scalars of one JSON type, by their rules.

use std::collections::HashMap;

use crate::model::{Encoding, Rule, Scalar, Shape, Struct, Type, Value, Width};

use super::leaves::Leaf;
use super::{Choice, Choices};

impl<'a> Choices<'a> {
    /// Chooses the first scalar whose rules the value satisfies. One without rules is the
    /// last one to try, and without it `last`, or else the first one, has the values that
    /// break all rules.
    pub(super) fn by_rules(&self, leaves: &[&Leaf<'a>], last: Choice) -> Choice {
        let (ruled, free): (Vec<&Leaf<'a>>, Vec<&Leaf<'a>>) = leaves
            .iter()
            .partition(|leaf| self.has_rules(&leaf.value.ty, &leaf.value.rules));
        let otherwise = match (free.first(), ruled.first()) {
            (Some(free), _) => Choice::Variant(free.variant),
            (None, Some(ruled)) if last == Choice::Nothing => Choice::Variant(ruled.variant),
            (None, _) => last,
        };
        let mut variants: Vec<usize> = Vec::new();
        for leaf in &ruled {
            if !variants.contains(&leaf.variant) {
                variants.push(leaf.variant);
            }
        }
        let is_otherwise = |variant: &usize| otherwise == Choice::Variant(*variant);
        if variants.iter().all(is_otherwise) {
            return otherwise;
        }
        Choice::Valid {
            variants,
            otherwise: Box::new(otherwise),
        }
    }

    /// Returns whether a scalar does not have every value of its JSON type.
    fn has_rules(&self, ty: &Type, rules: &[Rule]) -> bool {
        if !rules.is_empty() {
            return true;
        }
        match ty {
            Type::Scalar(scalar) => is_narrow(*scalar),
            Type::Named(id) => match &self.api.get(*id).shape {
                Shape::Alias(value) => self.has_rules(&value.ty, &value.rules),
                Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => false,
            },
            Type::Any | Type::List(_) | Type::Map(_) => false,
        }
    }

    /// Returns whether two objects have a scalar of one name with different rules.
    pub(super) fn have_different_rules(&self, leaves: &[Leaf<'a>]) -> bool {
        let mut known: HashMap<&str, &Value> = HashMap::new();
        let objects = leaves.iter().filter_map(|leaf| self.object(leaf));
        let mut fields = objects.flat_map(Struct::fields).map(|(_, field)| field);
        fields.any(|field| {
            let value = &field.value;
            let Type::Scalar(scalar) = &value.ty else {
                return false;
            };
            let earlier = *known.entry(&field.name.wire).or_insert(value);
            let is_same = matches!(&earlier.ty, Type::Scalar(it) if it == scalar);
            !is_same || earlier.rules != value.rules
        })
    }
}

/// Returns whether a scalar does not have every value of its JSON type.
fn is_narrow(scalar: Scalar) -> bool {
    match scalar {
        Scalar::Integer(width, Encoding::Native) => width != Width::I64,
        Scalar::Integer(_, Encoding::Text)
        | Scalar::Boolean(Encoding::Text)
        | Scalar::Decimal
        | Scalar::DateTime
        | Scalar::Uri
        | Scalar::Formatted(_) => true,
        Scalar::Boolean(Encoding::Native)
        | Scalar::Float
        | Scalar::Number
        | Scalar::Text
        | Scalar::Null
        | Scalar::Upload => false,
    }
}
