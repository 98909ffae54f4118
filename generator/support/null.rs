//! The value null.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::support::read::{self, DecodeErrorKind, Expected, ReadValue, Scalar};

/// The value null, which is the only one of its type.
///
/// In an `Option` it tells a member that is null from an absent one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Null;

impl Serialize for Null {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Null {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read::deserialize(deserializer)
    }
}

impl ReadValue for Null {
    const EXPECTED: Expected = Expected::Null;
    const NULL_IS_VALUE: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        match scalar {
            Scalar::Null => Ok(Self),
            Scalar::Text(_)
            | Scalar::Boolean(_)
            | Scalar::Unsigned(_)
            | Scalar::Signed(_)
            | Scalar::Float(_)
            | Scalar::Number(_)
            | Scalar::Foreign => Err(DecodeErrorKind::Expected(Self::EXPECTED)),
        }
    }
}
