//! Unions: values of one of several types.

mod building;
mod choice;
mod reading;
mod tagging;
mod unmatched;

pub use building::Builds;
pub use choice::{Candidate, Choice, Fit, Found, JsonType, Literal};
pub use reading::{Union, chosen, of_list, of_object, of_scalar};
pub use tagging::{take_tag, write_tagged};
pub use unmatched::Unmatched;

/// Completes an emitted enum that has `Union`. The second argument is the kind of message
/// by whose rules the union is read alone.
macro_rules! union {
    ($name:ident, $message:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Value;
            const KEEPS_TEXT: bool = true;
            const MESSAGE: $crate::support::Message = $crate::support::Message::$message;

            fn json(
                json: &str,
                trail: &mut $crate::support::Trail,
            ) -> Result<Self, $crate::support::Failed> {
                $crate::support::chosen(json, trail)
            }

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                $crate::support::of_scalar(scalar)
            }

            fn list(
                items: &mut $crate::support::Items<'_, '_>,
            ) -> Result<Self, $crate::support::Failed> {
                $crate::support::of_list(items)
            }

            fn object(
                slot: &mut Option<Self>,
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<(), $crate::support::Failed> {
                *slot = Some($crate::support::of_object(members)?);
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
