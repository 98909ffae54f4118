//! Reading of values of any type in JSON.

use serde_json::Value;

use crate::support::json::Json;

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::fitting::RAW;
use super::part::Part;
use super::protocol::{Items, Members, Place};
use super::readable::ReadValue;
use super::scalar::Scalar;
use super::trail::Trail;

impl<'de> serde::Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize(deserializer)
    }
}

impl ReadValue for Json {
    const EXPECTED: Expected = Expected::Value;
    const NULL_IS_VALUE: bool = true;
    const KEEPS_TEXT: bool = true;

    /// Reads the value, or keeps the text of one that `serde_json` cannot hold, since a parser
    /// that fails inside a value cannot continue after it.
    fn json(json: &str, trail: &mut Trail) -> Result<Self, Failed> {
        let mut apart = trail.alone();
        match Part::new(json, &mut apart).read() {
            Ok(value) => Ok(Self::read(value, json)),
            // The text is not the one that was sent.
            Err(_) if trail.is_spoilt(json) => Err(trail.fail_as(apart)),
            Err(_) if apart.kind() == Some(DecodeErrorKind::Duplicate) => Err(trail.fail_as(apart)),
            Err(_) => Ok(Self::beyond_value(json)),
        }
    }

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        Value::scalar(scalar).map(Self::from)
    }

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        Value::list(items).map(Self::from)
    }

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        *slot = Some(members.values()?.into());
        Ok(())
    }
}

/// A place for the value of a member that no documentation lists. In a response, it stays
/// empty if the value has a byte that is not UTF-8.
pub(super) struct Unlisted {
    pub(super) value: Option<Json>,
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

    fn read_json(&mut self, json: &str, trail: &mut Trail) -> Result<(), Failed> {
        let mut apart = trail.alone();
        match Part::new(json, &mut apart).read() {
            Ok(value) => self.value = Some(Json::read(value, json)),
            Err(_) if self.is_strict => return Err(trail.fail_as(apart)),
            // The text is not the one that was sent.
            Err(_) if trail.is_spoilt(json) => {}
            Err(_) => self.value = Some(Json::beyond_value(json)),
        }
        Ok(())
    }
}

impl<'de> Place<'de> for Unlisted {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        match Json::scalar(scalar) {
            Ok(value) => self.value = Some(value),
            Err(kind) if self.is_strict => return Err(kind),
            Err(_) => {}
        }
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        self.value = Some(Json::list(items)?);
        Ok(())
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        match members.disguised(RAW)? {
            Some(json) => members.text(|trail| self.read_json(json.trim_ascii(), trail)),
            None => Json::object(&mut self.value, members),
        }
    }

    fn is_by_text(&self) -> bool {
        true
    }
}
