//! Conversions of sensitive identifiers from `uuid`.
//!
//! Other identifiers are of type `String`, into which `uuid` converts by itself.

use ::uuid::Uuid;

use crate::support::value::Sensitive;

impl From<Uuid> for Sensitive<String> {
    fn from(id: Uuid) -> Self {
        Self::new(id.into())
    }
}
