//! The members and items from serde, with the error at which they ended.
//!
//! An error of the format is kept here while emitted code returns, since its type
//! is not known there.

use std::borrow::Cow;

use serde::de::{Error, MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::error_kind::DecodeErrorKind;
use super::failed::Failed;
use super::fitting::Raw;
use super::names::next_name;
use super::protocol::{Access, Place, Sequence};
use super::reader::Reader;
use super::slot::Slot;
use super::trail::Trail;

/// The members or items from serde, with the error at which they ended.
pub(super) struct Source<A, E> {
    access: A,
    error: Option<E>,
}

impl<A, E: Error> Source<A, E> {
    pub(super) fn new(access: A) -> Self {
        Self {
            access,
            error: None,
        }
    }

    /// Returns the error at which reading ended.
    pub(super) fn into_error(self, trail: &Trail) -> E {
        self.error.unwrap_or_else(|| trail.error())
    }

    fn keep<T>(&mut self, result: Result<T, E>) -> Result<T, Failed> {
        result.map_err(|error| {
            self.error = Some(error);
            Failed::noted()
        })
    }
}

impl<'de, A: MapAccess<'de>> Access<'de> for Source<A, A::Error> {
    fn name(&mut self, trail: &mut Trail) -> Result<Option<Cow<'de, str>>, Failed> {
        let name = next_name(&mut self.access, trail);
        self.keep(name)
    }

    fn value(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed> {
        let read = self.access.next_value_seed(Reader::new(place, trail));
        self.keep(read)
    }

    fn raw_value(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed> {
        let reader = Raw(Reader::new(place, trail));
        let read = self.access.next_value_seed(reader);
        self.keep(read)
    }

    fn values(
        &mut self,
        first: Cow<'de, str>,
        trail: &mut Trail,
    ) -> Result<Map<String, Value>, Failed> {
        let mut object = Map::new();
        let mut next = Some(first);
        while let Some(name) = next {
            if trail.is_strict() && object.contains_key(name.as_ref()) {
                return Err(trail.note(DecodeErrorKind::Duplicate));
            }
            let mut value = None;
            let mut slot = Slot::required(&mut value);
            let read = self.access.next_value_seed(Reader::new(&mut slot, trail));
            self.keep(read).inspect_err(|_| trail.stop_here())?;
            if let Some(value) = value {
                object.insert(name.into_owned(), value);
            }
            next = self.name(trail)?;
        }
        Ok(object)
    }
}

impl<'de, A: SeqAccess<'de>> Sequence<'de> for Source<A, A::Error> {
    fn item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed> {
        let read = self.access.next_element_seed(Reader::new(place, trail));
        self.keep(read).map(|item| item.is_some())
    }

    fn raw_item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed> {
        let reader = Raw(Reader::new(place, trail));
        let read = self.access.next_element_seed(reader);
        self.keep(read).map(|item| item.is_some())
    }

    fn values(&mut self, trail: &mut Trail) -> Result<Vec<Value>, Failed> {
        let mut list = Vec::new();
        loop {
            let mut item = None;
            let mut slot = Slot::required(&mut item);
            let reader = Reader::new(&mut slot, trail);
            let read = self.access.next_element_seed(reader);
            self.keep(read).inspect_err(|_| trail.in_item(list.len()))?;
            match item {
                Some(item) => list.push(item),
                None => return Ok(list),
            }
        }
    }
}
