//! Values that fit no type of a union.

use std::cmp::Ordering;
use std::fmt;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::support::exact;
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
    value: Sensitive<Value>,
    /// The text of the value, if the value itself has lost digits.
    text: Option<Sensitive<Text>>,
    reason: Option<Misfit>,
}

/// The text of a value in JSON.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Text(Box<str>);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?;
        text.serialize(serializer)
    }
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
        let text = has_rounded_number(json).then(|| Sensitive::new(Text(json.into())));
        Ok(Self(Box::new(Kept {
            value,
            text,
            reason,
        })))
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
        match &self.0.text {
            Some(text) => text.serialize(serializer),
            None => self.0.value.serialize(serializer),
        }
    }
}

/// Returns whether a [`Value`] has less digits than a number in a text in JSON.
fn has_rounded_number(json: &str) -> bool {
    let mut rest = json;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        let (_, found) = rest.split_at(at);
        let end = if found.starts_with('"') {
            end_of_text(found)
        } else {
            let is_other =
                |c: char| !c.is_ascii_digit() && !matches!(c, '-' | '+' | '.' | 'e' | 'E');
            found.find(is_other).unwrap_or(found.len())
        };
        let (token, after) = found.split_at(end);
        if !token.starts_with('"') && is_rounded(token) {
            return true;
        }
        rest = after;
    }
    false
}

/// Returns the end of the string with which a text begins.
fn end_of_text(json: &str) -> usize {
    let mut is_escaped = false;
    let end = json.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 2)
}

fn is_rounded(number: &str) -> bool {
    let is_integer = number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
    let is_same = |float: f64| exact::compare(&float.to_string(), number) == Some(Ordering::Equal);
    !is_integer && !number.parse().is_ok_and(is_same)
}
