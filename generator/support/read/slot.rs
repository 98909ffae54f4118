//! Places for values: slots for values of any type, and for plain texts.

use std::borrow::Cow;
use std::str;

use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::{Items, Members, Place};
use super::readable::ReadValue;
use super::scalar::Scalar;
use super::trail::Trail;

/// A place for a `T`, which is empty until a value is read.
pub(super) struct Slot<'s, T> {
    value: &'s mut Option<T>,
    absent: Absent,
}

/// The values that leave a slot empty.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    Nothing,
    Null,
    NullOrEmpty,
}

impl<'s, T> Slot<'s, T> {
    /// Creates a place that has a value after reading, also for `null` if the type
    /// has a value for it.
    pub(super) fn required(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            absent: Absent::Nothing,
        }
    }
}

impl<'s, T: ReadValue> Slot<'s, T> {
    /// Creates a place that stays empty for `null`, unless `null` is a value of the type.
    pub(super) fn unless_null(value: &'s mut Option<T>) -> Self {
        let absent = if T::NULL_IS_VALUE {
            Absent::Nothing
        } else {
            Absent::Null
        };
        Self { value, absent }
    }

    /// Creates a place that stays empty for `null`, unless `null` is a value of the type,
    /// and for an empty text or object if the type says so.
    pub(super) fn optional(value: &'s mut Option<T>) -> Self {
        Self {
            value,
            absent: Absent::NullOrEmpty,
        }
    }

    /// Accepts the text of a value that is read by it.
    pub(super) fn json(&mut self, json: &str, trail: &mut Trail) -> Result<(), Failed> {
        let scalar = Scalar::of_json(json);
        if scalar.is_none_or(|scalar| !self.is_absent(&scalar)) {
            *self.value = Some(T::json(json, trail)?);
        }
        Ok(())
    }

    fn is_absent(&self, scalar: &Scalar<'_>) -> bool {
        match (self.absent, scalar) {
            (Absent::Null | Absent::NullOrEmpty, Scalar::Null) => !T::NULL_IS_VALUE,
            (Absent::NullOrEmpty, Scalar::Text(text)) => T::EMPTY_IS_ABSENT && text.is_empty(),
            _ => false,
        }
    }
}

impl<'de, T: ReadValue> Place<'de> for Slot<'_, T> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        if !self.is_absent(&scalar) {
            *self.value = Some(T::scalar(scalar)?);
        }
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        *self.value = Some(T::list(items)?);
        Ok(())
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        // The visitor has already read the first name.
        let is_absent = T::EMPTY_OBJECT_IS_ABSENT
            && self.absent == Absent::NullOrEmpty
            && !members.is_strict()
            && members.is_at_end();
        if !is_absent {
            T::object(self.value, members)?;
        }
        Ok(())
    }
}

/// A place for a text that is borrowed if possible.
#[derive(Default)]
pub(super) struct Text<'de>(pub(super) Option<Cow<'de, str>>);

impl Text<'_> {
    /// The error for a value that is not a text.
    pub(super) const EXPECTED: DecodeErrorKind = DecodeErrorKind::Expected(Expected::Text);
}

impl<'de> Place<'de> for Text<'de> {
    #[inline]
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        self.0 = match scalar {
            Scalar::Null => None,
            scalar => Some(scalar.into_text()?),
        };
        Ok(())
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        Err(items.raise(Self::EXPECTED))
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        Err(members.raise(Self::EXPECTED))
    }

    fn bytes(&mut self, bytes: Cow<'de, [u8]>) -> Result<(), DecodeErrorKind> {
        self.0 = match bytes {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        Ok(())
    }
}

/// A place for a text that is checked later, such as that of a value.
#[derive(Default)]
pub(super) struct Verbatim<'de>(pub(super) Text<'de>);

impl<'de> Place<'de> for Verbatim<'de> {
    fn scalar(&mut self, scalar: Scalar<'de>) -> Result<(), DecodeErrorKind> {
        self.0.scalar(scalar)
    }

    fn list(&mut self, items: &mut Items<'_, 'de>) -> Result<(), Failed> {
        self.0.list(items)
    }

    fn object(&mut self, members: &mut Members<'_, 'de>) -> Result<(), Failed> {
        self.0.object(members)
    }

    fn is_verbatim(&self) -> bool {
        true
    }
}
