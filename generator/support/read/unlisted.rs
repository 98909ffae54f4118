//! Values of members that no documentation lists.

use serde_json::Value;

use crate::support::exact_text::ExactText;
use crate::support::extra::Read;

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::fitting::RAW;
use super::part::Part;
use super::protocol::{Items, Members, Place};
use super::readable::ReadValue;
use super::scalar::Scalar;
use super::trail::Trail;

/// A place for any value in JSON. Of a value that `serde_json` cannot hold, the text is
/// kept, since a parser that fails inside a value cannot continue after it.
pub(super) struct Unlisted {
    pub(super) value: Option<Read>,
    /// True if the value must be one that `serde_json` can hold.
    is_strict: bool,
}

impl Unlisted {
    pub(super) fn new(is_strict: bool) -> Self {
        Self {
            value: None,
            is_strict,
        }
    }

    fn keep(&mut self, value: Value) {
        self.value = Some(Read::Value(value, None));
    }

    fn read_json(&mut self, json: &str, trail: &mut Trail) -> Result<(), Failed> {
        let mut apart = trail.alone();
        match Part::new(json, &mut apart).read() {
            Ok(value) => self.value = Some(Read::Value(value, ExactText::of(json))),
            Err(_) if self.is_strict => return Err(trail.fail_as(apart)),
            // The text is not the one that was sent.
            Err(_) if trail.is_spoilt(json) => {}
            Err(_) => self.value = Some(Read::Text(json.into())),
        }
        Ok(())
    }
}

impl<'de> Place<'de> for Unlisted {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        match Value::scalar(scalar) {
            Ok(value) => self.keep(value),
            Err(kind) if self.is_strict => return Err(kind),
            Err(_) => {}
        }
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        self.keep(Value::list(items)?);
        Ok(())
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        if let Some(json) = members.disguised(RAW)? {
            return members.text(|trail| self.read_json(json.trim_ascii(), trail));
        }
        self.keep(Value::Object(members.values()?));
        Ok(())
    }

    fn is_by_text(&self) -> bool {
        true
    }
}
