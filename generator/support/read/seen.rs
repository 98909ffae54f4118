//! Values in JSON of which only as much is parsed as is looked at.

use std::borrow::Cow;

use serde::Deserializer as _;

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::fitting::RAW;
use super::protocol::{Items, Members, Place};
use super::reader::Reader;
use super::scalar::Scalar;
use super::trail::Trail;

/// A value in JSON. Of an object the members are known, but their values are not parsed.
pub struct Seen<'a> {
    json: &'a str,
    members: Vec<Member<'a>>,
}

/// A member: its name, and its value in JSON.
type Member<'a> = (Cow<'a, str>, &'a str);

impl<'a> Seen<'a> {
    /// Returns the value with a text in JSON, which has no spaces around it.
    pub fn of(json: &'a str, trail: &mut Trail) -> Result<Self, Failed> {
        let mut parts = Parts::default();
        if json.starts_with('{') {
            read(json, &mut parts, trail)?;
        }
        Ok(Self {
            json,
            members: parts.members,
        })
    }

    /// Returns the value in JSON.
    pub fn json(&self) -> &'a str {
        self.json
    }

    /// Returns whether the value is null.
    pub fn is_null(&self) -> bool {
        self.json == "null"
    }

    /// Returns the value, unless it is a list or an object.
    pub fn scalar(&self) -> Option<Scalar<'a>> {
        Scalar::of_json(self.json)
    }

    /// Returns the value of a member, of which no members are known. Of several members with
    /// this name, the last one counts.
    pub fn member(&self, name: &str) -> Option<Self> {
        let mut members = self.members.iter().rev();
        let (_, json) = members.find(|(known, _)| known == name)?;
        Some(Self {
            json,
            members: Vec::new(),
        })
    }

    /// Returns the value with its members, if it can be read.
    pub fn with_members(&self) -> Option<Self> {
        Self::of(self.json, &mut Trail::of_part()).ok()
    }

    /// Returns the names of the members.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_ref())
    }

    /// Returns the members, each with its name and its value in JSON.
    pub fn members(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.members
            .iter()
            .map(|(name, json)| (name.as_ref(), *json))
    }

    /// Returns the items of a list, or `None` if the value is no list.
    pub fn items(&self) -> Option<Vec<Self>> {
        if !self.json.starts_with('[') {
            return None;
        }
        let mut parts = Parts::default();
        let mut trail = Trail::of_part();
        read(self.json, &mut parts, &mut trail).ok()?;
        let items = parts.items.into_iter();
        items.map(|item| Self::of(item, &mut trail).ok()).collect()
    }
}

fn read<'de>(json: &'de str, place: &mut Parts<'de>, trail: &mut Trail) -> Result<(), Failed> {
    let reader = Reader::<dyn Place<'de>>::new(place, trail);
    let read = serde_json::Deserializer::from_str(json).deserialize_any(reader);
    read.map_err(|_| Failed::noted())
}

/// A place for the parts of a list or of an object.
#[derive(Default)]
struct Parts<'de> {
    items: Vec<&'de str>,
    members: Vec<Member<'de>>,
}

impl<'de> Place<'de> for Parts<'de> {
    fn scalar(&mut self, _scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        Err(OTHER)
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        loop {
            let mut item = Unparsed(None);
            items.next_raw_into(&mut item)?;
            match item.0 {
                Some(json) => self.items.push(json),
                None => return Ok(()),
            }
        }
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        while let Some(name) = members.next()? {
            let mut value = Unparsed(None);
            members.unnamed_raw_into(&mut value)?;
            self.members.extend(value.0.map(|json| (name, json)));
        }
        Ok(())
    }
}

/// A place for a value in JSON that is not parsed.
struct Unparsed<'de>(Option<&'de str>);

impl<'de> Place<'de> for Unparsed<'de> {
    fn scalar(&mut self, _scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        Err(OTHER)
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        Err(items.raise(OTHER))
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        // The text of a part of a text is borrowed from it.
        match members.disguised(RAW)? {
            Some(Cow::Borrowed(json)) => self.0 = Some(json),
            Some(Cow::Owned(_)) | None => return Err(members.raise(OTHER)),
        }
        Ok(())
    }

    fn is_by_text(&self) -> bool {
        true
    }
}

const OTHER: DecodeErrorKind = DecodeErrorKind::Expected(Expected::Value);
