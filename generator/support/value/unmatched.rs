//! Values that fit no type of a union.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::support::redact::Redact;

use super::sensitive::Sensitive;

/// A JSON value that fits no variant of its union: a type that is newer than this crate,
/// or a value that breaks the documented form of its variant.
///
/// It is kept and written back unchanged. Only this crate creates one, when it reads a
/// message. `Debug` does not show the value, which may be sensitive.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unmatched(Box<Kept>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Kept {
    value: Sensitive<Value>,
    reason: Option<String>,
}

impl Unmatched {
    pub(crate) fn new(value: Value, reason: Option<String>) -> Self {
        let value = Sensitive::new(value);
        Self(Box::new(Kept { value, reason }))
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &Value {
        self.0.value.expose()
    }

    /// Returns the reason why the value does not have the form of the variant to which it
    /// belongs, or `None` if it belongs to no variant. The reason contains no values.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
}

impl fmt::Debug for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmatched")
            .field("value", &self.0.value)
            .field("reason", &self.0.reason)
            .finish()
    }
}

impl Redact for Unmatched {}

impl Serialize for Unmatched {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(serializer)
    }
}
