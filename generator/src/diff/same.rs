//! Comparison of types by their form in Rust.

use std::mem::discriminant;

use crate::model::{Rule, Type, Value};

use super::pairs::Pairs;

/// Returns true if two values have the same type in Rust, apart from sensitivity and
/// changes inside a named type.
pub fn same_type(pairs: &Pairs, old: &Value, new: &Value) -> bool {
    old.nullable == new.nullable
        && match (&old.ty, &new.ty) {
            (Type::Named(old), Type::Named(new)) => pairs.is_pair(*old, *new),
            (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
                same_type(pairs, old, new)
            }
            // The encoding on the wire does not change the type in Rust.
            (Type::Scalar(old), Type::Scalar(new)) => discriminant(old) == discriminant(new),
            (Type::Any, Type::Any) => true,
            (Type::Scalar(_) | Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_), _) => {
                false
            }
        }
}

/// Returns true if two values have the same type, limits and sensitivity.
pub fn same_value(pairs: &Pairs, old: &Value, new: &Value) -> bool {
    let inside = match (&old.ty, &new.ty) {
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
            same_value(pairs, old, new)
        }
        (Type::Scalar(_) | Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_), _) => true,
    };
    inside
        && same_type(pairs, old, new)
        && same_rules(&old.rules, &new.rules)
        && old.sensitive == new.sensitive
}

/// Returns true if two values have the same limits, in any order.
pub fn same_rules(old: &[Rule], new: &[Rule]) -> bool {
    let all_in = |of: &[Rule], among: &[Rule]| of.iter().all(|rule| among.contains(rule));
    all_in(old, new) && all_in(new, old)
}
