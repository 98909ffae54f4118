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

    /// Keeps a value without a variant, with the reason unless its tag is not listed.
    fn unmatched(value: Value, reason: Option<String>) -> Self;
}

/// Returns the value of a union. A value that fits no variant, or not the one to which it
/// belongs, is kept.
pub fn chosen<U: Union>(value: Value, trail: &Trail) -> U {
    let read = |variant: usize, trail: &mut Trail| U::variant(variant, Part::new(&value, trail));
    let mut fit = |variant: usize| {
        let read = read(variant, &mut trail.apart()).ok()?;
        let written = serde_json::to_value(&read).ok();
        Some(if written.as_ref() == Some(&value) {
            Fit::Exact
        } else {
            Fit::Lenient
        })
    };
    let variant = match U::CHOICE.of(&value, &mut fit) {
        Found::Variant(variant) => variant,
        Found::Unlisted => return U::unmatched(value, None),
        Found::Nothing => return U::unmatched(value, Some(NO_VARIANT.to_owned())),
    };
    let mut apart = trail.apart();
    read(variant, &mut apart).unwrap_or_else(|_| {
        let reason = apart.reason();
        U::unmatched(value.clone(), Some(reason))
    })
}
