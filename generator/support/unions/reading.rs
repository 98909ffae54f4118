//! Reading of unions.

use serde::Serialize;
use serde_json::Value;

use crate::support::read::{Failed, Part, Trail};

use super::choice::{Choice, Fit, Found};

/// The reason why a value has no variant.
const NO_VARIANT: &str = "expected a value of one of the variants";

/// A union, which an emitted enum implements.
pub trait Union: Serialize + Sized {
    /// The rule by which the variant of a value is chosen.
    const CHOICE: Choice;

    /// Reads the value of a variant.
    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed>;

    /// Returns whether the value breaks no rule of its variant. What is only read has no
    /// rules.
    fn is_valid(&self) -> bool {
        true
    }

    /// Keeps a value without a variant, with the reason unless its tag is not listed.
    fn unmatched(value: Value, reason: Option<String>) -> Self;
}

/// Returns the value of a union. A value that fits no variant, or not the one to which it
/// belongs, is kept.
pub fn chosen<U: Union>(value: Value, trail: &Trail) -> U {
    let read = |variant: usize, trail: &mut Trail| U::variant(variant, Part::new(&value, trail));
    let mut fit = |variant: usize| {
        let mut trying = trail.trying();
        let read = read(variant, &mut trying).ok()?;
        let written = serde_json::to_value(&read).ok()?;
        Some(Fit {
            kept: trying.kept(),
            is_broken: !read.is_valid(),
            assumed: assumed(&value, &written),
            is_lenient: is_lenient(&value, &written),
        })
    };
    let reason = match U::CHOICE.of(&value, &mut fit) {
        Found::Variant(variant) | Found::Undecided(variant) => {
            let mut apart = trail.apart();
            match read(variant, &mut apart) {
                Ok(read) => return read,
                Err(_) => Some(apart.reason()),
            }
        }
        Found::Unlisted => None,
        Found::Nothing => Some(NO_VARIANT.to_owned()),
    };
    trail.keep();
    U::unmatched(value, reason)
}

/// Returns the number of members that are written as null, but were absent.
fn assumed(value: &Value, written: &Value) -> usize {
    match (value, written) {
        (Value::Object(from), Value::Object(to)) => {
            let members = to.iter().map(|(name, written)| match from.get(name) {
                Some(value) => assumed(value, written),
                None => usize::from(written.is_null()),
            });
            members.sum()
        }
        (Value::Array(from), Value::Array(to)) => {
            let items = from.iter().zip(to);
            items.map(|(value, written)| assumed(value, written)).sum()
        }
        _ => 0,
    }
}

/// Returns whether a scalar was read as another type: it is written differently. A number
/// may get a fraction, a null may be left out, and a constant may be added.
fn is_lenient(value: &Value, written: &Value) -> bool {
    match (value, written) {
        (Value::Object(from), Value::Object(to)) => from.iter().any(|(name, value)| {
            let written = to.get(name).unwrap_or(&Value::Null);
            is_lenient(value, written)
        }),
        (Value::Array(from), Value::Array(to)) => {
            from.len() != to.len() || from.iter().zip(to).any(|(from, to)| is_lenient(from, to))
        }
        (Value::Number(from), Value::Number(to)) => from.as_f64() != to.as_f64(),
        (Value::Object(members), Value::Null) => !members.is_empty(),
        (Value::Null, _) => false,
        _ => value != written,
    }
}
