//! Reading of types of the standard library and of `serde_json`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::by_text::ByText;
use super::error_kind::{DecodeErrorKind, Expected};
use super::failed::Failed;
use super::protocol::{Items, Members};
use super::readable::ReadValue;
use super::scalar::Scalar;
use super::slot::Slot;
use super::trail::{Message, Trail};

type Read<T> = Result<T, DecodeErrorKind>;

impl ReadValue for String {
    const EXPECTED: Expected = Expected::Text;

    #[inline]
    fn scalar(scalar: Scalar<'_>) -> Read<Self> {
        scalar.into_text().map(Cow::into_owned)
    }
}

impl ReadValue for bool {
    const EXPECTED: Expected = Expected::Boolean;
    const EMPTY_IS_ABSENT: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Read<Self> {
        scalar.into_boolean()
    }
}

macro_rules! read_integers {
    ($($name:ty),*) => {$(
        impl ReadValue for $name {
            const EXPECTED: Expected = Expected::Integer;
            const EMPTY_IS_ABSENT: bool = true;

            fn scalar(scalar: Scalar<'_>) -> Read<Self> {
                scalar.into_integer()
            }
        }
    )*};
}

read_integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl ReadValue for Value {
    const EXPECTED: Expected = Expected::Value;
    const NULL_IS_VALUE: bool = true;

    #[inline]
    fn scalar(scalar: Scalar<'_>) -> Read<Self> {
        match scalar {
            Scalar::Null => Ok(Self::Null),
            Scalar::Text(text) => Ok(Self::String(text.into_owned())),
            Scalar::Boolean(value) => Ok(value.into()),
            Scalar::Unsigned(value) => Ok(value.into()),
            Scalar::Signed(value) => Ok(value.into()),
            Scalar::Float(value) => Ok(value.into()),
            Scalar::Number(text) => {
                serde_json::from_str(&text).map_err(|_| DecodeErrorKind::Syntax)
            }
            Scalar::Foreign => Err(DecodeErrorKind::Expected(Self::EXPECTED)),
        }
    }

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        items.values().map(Self::Array)
    }

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        *slot = Some(Self::Object(members.values()?));
        Ok(())
    }
}

/// A value that may be null, of a member or an item that is never absent.
impl<T: ReadValue> ReadValue for Option<T> {
    const EXPECTED: Expected = T::EXPECTED;
    const NULL_IS_VALUE: bool = true;
    const KEEPS_TEXT: bool = T::KEEPS_TEXT;

    fn json(json: &str, trail: &mut Trail) -> Result<Self, Failed> {
        match json {
            "null" => Ok(None),
            json => T::json(json, trail).map(Some),
        }
    }

    fn scalar(scalar: Scalar<'_>) -> Read<Self> {
        match scalar {
            Scalar::Null => Ok(None),
            other => T::scalar(other).map(Some),
        }
    }

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        T::list(items).map(Some)
    }

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        T::object(slot.insert(None), members)
    }
}

impl<T: ReadValue> ReadValue for Vec<T> {
    const EXPECTED: Expected = Expected::List;

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        let mut list = Self::new();
        let mut slot = None;
        loop {
            items.read(&mut slot)?;
            match slot.take() {
                Some(item) => list.push(item),
                None => return Ok(list),
            }
        }
    }
}

impl<T: ReadValue> ReadValue for BTreeMap<String, T> {
    const EXPECTED: Expected = Expected::Object;

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        let mut map = Self::new();
        while let Some(name) = members.next()? {
            members.refuse_another(|| map.contains_key(name.as_ref()))?;
            let mut value = None;
            if T::KEEPS_TEXT {
                members.unnamed_raw_into(&mut ByText(Slot::unless_null(&mut value)))?;
            } else {
                members.unnamed_into(&mut Slot::unless_null(&mut value))?;
            }
            match value {
                Some(value) => map.insert(name.into_owned(), value),
                None => map.remove(name.as_ref()),
            };
        }
        *slot = Some(map);
        Ok(())
    }
}

/// An object is read into its box, which can be large.
impl<T: ReadValue> ReadValue for Box<T> {
    const EXPECTED: Expected = T::EXPECTED;
    const EMPTY_IS_ABSENT: bool = T::EMPTY_IS_ABSENT;
    const EMPTY_OBJECT_IS_ABSENT: bool = T::EMPTY_OBJECT_IS_ABSENT;
    const NULL_IS_VALUE: bool = T::NULL_IS_VALUE;
    const KEEPS_TEXT: bool = T::KEEPS_TEXT;
    const MESSAGE: Message = T::MESSAGE;

    fn json(json: &str, trail: &mut Trail) -> Result<Self, Failed> {
        T::json(json, trail).map(Self::new)
    }

    fn scalar(scalar: Scalar<'_>) -> Read<Self> {
        T::scalar(scalar).map(Self::new)
    }

    fn list(items: &mut Items<'_, '_>) -> Result<Self, Failed> {
        T::list(items).map(Self::new)
    }

    fn object(slot: &mut Option<Self>, members: &mut Members<'_, '_>) -> Result<(), Failed> {
        *slot = T::boxed(members)?;
        Ok(())
    }
}
