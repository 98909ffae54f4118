//! The members of an object and the items of a list, whatever the format: what
//! emitted code sees of serde's generic types.
//!
//! Behind these traits the code of a type is compiled once, and not again for
//! every format that it is read from. An error of the format waits here while
//! that code returns, as its type is not known there.

use std::borrow::Cow;

use serde::de::{Error, MapAccess, SeqAccess};

use super::fitting::Fitting;
use super::read::{Place, Reader, next_name};
use super::trail::Trail;

/// Reading failed: the trail knows why, or the format does.
#[derive(Debug)]
pub struct Failed(());

impl Failed {
    /// For a reason that the trail has.
    pub(super) fn noted() -> Self {
        Self(())
    }
}

/// The members of an object.
pub(super) trait Access<'de> {
    /// The name of the next member, if there is one.
    fn name(&mut self, trail: &mut Trail) -> Result<Option<Cow<'de, str>>, Failed>;

    /// Reads the member's value into its place.
    fn value(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed>;

    /// Reads the member's value, by its text if the format can give that.
    fn fitting(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed>;
}

/// The items of a list.
pub(super) trait Sequence<'de> {
    /// Reads the next item into its place, if there is one.
    fn item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed>;
}

/// What serde gives, with the error that it ended in.
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

    /// Why reading failed.
    pub(super) fn into_error(self, trail: &Trail) -> E {
        self.error.unwrap_or_else(|| trail.error())
    }

    fn keep<T>(&mut self, result: Result<T, E>) -> Result<T, Failed> {
        result.map_err(|error| {
            self.error = Some(error);
            Failed(())
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

    fn fitting(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<(), Failed> {
        let read = self
            .access
            .next_value_seed(Fitting(Reader::new(place, trail)));
        self.keep(read)
    }
}

impl<'de, A: SeqAccess<'de>> Sequence<'de> for Source<A, A::Error> {
    fn item(&mut self, place: &mut dyn Place<'de>, trail: &mut Trail) -> Result<bool, Failed> {
        let read = self.access.next_element_seed(Reader::new(place, trail));
        self.keep(read).map(|item| item.is_some())
    }
}
