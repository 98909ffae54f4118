//! Unions: values of one of several types.

mod choice;
mod reading;
mod tagging;
mod unmatched;

pub use choice::{Candidate, Choice, Fit, Found, JsonType, Literal};
pub use reading::{Union, chosen};
pub use tagging::{take_tag, write_tagged};
pub use unmatched::Unmatched;

/// Completes an emitted enum that has `Union`. The second argument is the kind of message
/// by whose rules the union is read alone.
macro_rules! union {
    ($name:ident, $message:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Value;
            const MESSAGE: $crate::support::Message = $crate::support::Message::$message;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                let value = serde_json::Value::scalar(scalar)?;
                let trail = $crate::support::Trail::new(Self::MESSAGE);
                Ok($crate::support::chosen(value, &trail))
            }

            fn list(
                items: &mut $crate::support::Items<'_, '_>,
            ) -> Result<Self, $crate::support::Failed> {
                let value = serde_json::Value::list(items)?;
                Ok($crate::support::chosen(value, &items.apart()))
            }

            fn object(
                slot: &mut Option<Self>,
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<(), $crate::support::Failed> {
                let mut value = None;
                serde_json::Value::object(&mut value, members)?;
                *slot = value.map(|value| $crate::support::chosen(value, &members.apart()));
                Ok(())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }

        impl $crate::support::Redact for $name {}
    };
}

pub(crate) use union;
