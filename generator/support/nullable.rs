//! Values that may be null, for members that may also be absent.

use serde::{Serialize, Serializer};

use crate::support::read::{
    DecodeErrorKind, Expected, Failed, Items, Members, ReadValue, Scalar, Trail,
};
use crate::support::validate::{Checkable, Inspect, Inspection, Names};
use crate::support::write::WriteText;

/// A value that may be null.
///
/// In an `Option` it tells an absent member, `None`, from one that is null,
/// `Some(Nullable::Null)`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Nullable<T> {
    /// The value null.
    Null,
    /// Another value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns a reference to the value, or `None` for null.
    #[inline]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns the value, or `None` for null.
    #[inline]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns whether this is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Converts the value, unless this is null.
    #[inline]
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(convert(value)),
        }
    }
}

/// Converts `None` to null.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Converts null to `None`.
impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_value()
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<T: WriteText> WriteText for Nullable<T> {
    fn write_text<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Value(value) => value.write_text(serializer),
        }
    }
}

impl<T: ReadValue> ReadValue for Nullable<T> {
    const EXPECTED: Expected = T::EXPECTED;
    const NULL_IS_VALUE: bool = true;
    const KEEPS_TEXT: bool = T::KEEPS_TEXT;
    const EMPTY_IS_ABSENT: bool = T::EMPTY_IS_ABSENT;
    const EMPTY_OBJECT_IS_ABSENT: bool = T::EMPTY_OBJECT_IS_ABSENT;

    fn json(json: &str, trail: &mut Trail) -> Result<Self, Failed> {
        Option::json(json, trail).map(Into::into)
    }

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        Option::scalar(scalar).map(Into::into)
    }

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        T::list(items).map(Self::Value)
    }

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        let mut value = None;
        T::object(&mut value, members)?;
        *slot = value.map(Self::Value);
        Ok(())
    }
}

impl<T: Checkable> Checkable for Nullable<T> {
    type Value = T::Value;

    fn checked(&self) -> Option<&T::Value> {
        self.value()?.checked()
    }
}

impl<T: Inspect> Inspect for Nullable<T> {
    const NAMES: Names = T::NAMES;

    fn inspect(&self, found: &mut Inspection<'_>) {
        if let Self::Value(value) = self {
            value.inspect(found);
        }
    }
}
