//! Values that fit no type of a union.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::support::redact::Redact;
use crate::support::validate::{Inspection, Rule};
use crate::support::value::Sensitive;

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

    /// Returns the reason why the value has the form of no variant, or not of the one to
    /// which it belongs. The reason contains no values. `None` means that the value names a
    /// variant that this crate does not know.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Reports that the value has the form of no variant. In a union that is also read, an
    /// unknown variant is no violation: a newer API may send it, and a program send it back.
    pub(crate) fn inspect(&self, is_also_read: bool, found: &mut Inspection<'_>) {
        if !is_also_read || self.reason().is_some() {
            found.report(Rule::OtherType);
        }
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
