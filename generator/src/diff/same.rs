//! Whether two types are the same in Rust.

use crate::model::{Type, Value};

use super::pairs::Pairs;

/// Whether two types are the same in Rust, but for what must not be shown and
/// for what changed inside a named type.
pub fn same_type(pairs: &Pairs, old: &Type, new: &Type) -> bool {
    match (old, new) {
        (Type::Named(old), Type::Named(new)) => pairs.is_pair(*old, *new),
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
            same_type(pairs, &old.ty, &new.ty)
        }
        (Type::Text, Type::Text)
        | (Type::Boolean(_), Type::Boolean(_))
        | (Type::Signed(_), Type::Signed(_))
        | (Type::Unsigned(_), Type::Unsigned(_))
        | (Type::Decimal, Type::Decimal)
        | (Type::DateTime, Type::DateTime)
        | (Type::Uri, Type::Uri)
        | (Type::Any, Type::Any) => true,
        (
            Type::Text
            | Type::Boolean(_)
            | Type::Signed(_)
            | Type::Unsigned(_)
            | Type::Decimal
            | Type::DateTime
            | Type::Uri
            | Type::Any
            | Type::Named(_)
            | Type::List(_)
            | Type::Map(_),
            _,
        ) => false,
    }
}

/// Whether two values are alike in everything: type, limits and sensitivity.
pub fn same_value(pairs: &Pairs, old: &Value, new: &Value) -> bool {
    let inside = match (&old.ty, &new.ty) {
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
            same_value(pairs, old, new)
        }
        _ => true,
    };
    inside
        && same_type(pairs, &old.ty, &new.ty)
        && old.rules == new.rules
        && old.sensitive == new.sensitive
}
