//! Values that fit no type of a union.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::support::json::Json;
use crate::support::read::{DecodeErrorKind, Failed, Part, Segment, Trail};
use crate::support::redact::Redact;
use crate::support::validate::{Inspection, Rule};
use crate::support::value::Sensitive;

/// A JSON value that fits no variant of its union: a type that is newer than this crate,
/// or a value that breaks the documented form of its variant.
///
/// It is kept and written back unchanged, with all digits of its numbers. Only this crate
/// creates one, when it reads a message. `Debug` does not show the value, which may be
/// sensitive.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unmatched(Box<Kept>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Kept {
    value: Sensitive<Json>,
    reason: Option<Misfit>,
}

/// The reason why a value does not have the form of its variant.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Misfit {
    /// The segments of the pointer to the part that is wrong, the innermost one first.
    segments: Vec<Segment>,
    kind: DecodeErrorKind,
    text: String,
}

impl Misfit {
    /// Returns the error at which reading ended.
    pub fn of(trail: &Trail) -> Self {
        let kind = trail.kind().unwrap_or(DecodeErrorKind::Syntax);
        Self {
            segments: trail.segments().to_vec(),
            kind,
            text: match trail.pointer() {
                root if root.is_empty() => kind.to_string(),
                pointer => format!("{pointer}: {kind}"),
            },
        }
    }

    /// Reports the part that is wrong.
    fn inspect(&self, segments: &[Segment], found: &mut Inspection<'_>) {
        match segments {
            [outer @ .., Segment::Name(name)] => self.inspect(outer, &mut found.of_member(name)),
            [outer @ .., Segment::Index(at)] => self.inspect(outer, &mut found.of_item(*at)),
            [] if self.kind == DecodeErrorKind::Missing => found.report(Rule::Required),
            [] => found.report(Rule::OtherType),
        }
    }
}

impl Unmatched {
    /// Keeps the value with a text in JSON.
    pub(super) fn read(
        json: &str,
        reason: Option<Misfit>,
        trail: &mut Trail,
    ) -> Result<Self, Failed> {
        let value = Sensitive::new(Part::new(json, trail).read()?);
        Ok(Self(Box::new(Kept { value, reason })))
    }

    /// Returns the value, or `None` if `serde_json` cannot hold it.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.json().value()
    }

    /// Returns the value with all digits of its numbers. `Debug` of it shows the value,
    /// which may be sensitive.
    #[must_use]
    pub fn json(&self) -> &Json {
        self.0.value.expose()
    }

    /// Returns the reason why the value has the form of no variant, or not of the one to
    /// which it belongs. The reason contains no values. `None` means that the value names a
    /// variant that this crate does not know.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(|reason| reason.text.as_str())
    }

    /// Reports what keeps the value from the form of its variant. In a union that is also read, an
    /// unknown variant is no violation: a newer API may send it, and a program send it back.
    pub(crate) fn inspect(&self, is_also_read: bool, found: &mut Inspection<'_>) {
        match &self.0.reason {
            Some(reason) => reason.inspect(&reason.segments, found),
            None if is_also_read => {}
            None => found.report(Rule::OtherType),
        }
    }
}

impl fmt::Debug for Unmatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmatched")
            .field("value", &self.0.value)
            .field("reason", &self.reason())
            .finish()
    }
}

impl Redact for Unmatched {}

impl Serialize for Unmatched {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(serializer)
    }
}
