//! Reading of unions: values of one of several types.

use serde_json::Value;

use super::choice::Choice;
use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::Place;
use super::readable::ReadValue;
use super::reader::Reader;
use super::slot::Slot;
use super::trail::Trail;

/// A union, which an emitted enum implements.
pub trait Union: Sized {
    /// The rule by which the variant of a value is chosen.
    const CHOICE: Choice;

    /// Reads the value of a variant.
    fn variant(variant: usize, part: Part<'_>) -> Result<Self, Failed>;

    /// Keeps a value without a variant, with the reason if its variant is known.
    fn unmatched(value: Value, reason: Option<String>) -> Self;
}

/// A value of a message that is read apart from it.
pub struct Part<'a> {
    value: &'a Value,
    trail: &'a mut Trail,
}

impl Part<'_> {
    /// Reads the value.
    pub fn read<T: ReadValue>(self) -> Result<T, Failed> {
        use serde::Deserializer as _;

        let mut read = None;
        let mut slot = Slot::required(&mut read);
        let reader = Reader::<dyn Place>::new(&mut slot, self.trail);
        let result = self.value.deserialize_any(reader);
        match (result, read) {
            (Ok(()), Some(value)) => Ok(value),
            (Ok(()), None) => Err(self.trail.note(DecodeErrorKind::Expected(T::EXPECTED))),
            (Err(_), _) => Err(Failed::noted()),
        }
    }

    /// Returns the error for a variant that does not exist.
    pub fn none(self) -> Failed {
        self.trail.note(DecodeErrorKind::Expected(Expected::Value))
    }
}

/// Returns the value of a union. A value that fits no variant, or not the one to which it
/// belongs, is kept.
pub fn chosen<U: Union>(value: Value, trail: &Trail) -> U {
    let read = |variant: usize, trail: &mut Trail| {
        let value = &value;
        U::variant(variant, Part { value, trail })
    };
    let mut can_read = |variant: usize| read(variant, &mut trail.apart()).is_ok();
    let Some(variant) = U::CHOICE.of(&value, &mut can_read) else {
        return U::unmatched(value, None);
    };
    let mut apart = trail.apart();
    read(variant, &mut apart).unwrap_or_else(|_| {
        let reason = apart.reason();
        U::unmatched(value.clone(), Some(reason))
    })
}
