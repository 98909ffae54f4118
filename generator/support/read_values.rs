//! How the ready-made types are read: which events each accepts.
//!
//! Scalars travel as strings, but a sender may write them natively, so numbers
//! and booleans are accepted in both forms. No integer is read from a float.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{MapAccess, SeqAccess};
use serde_json::{Map, Value};

use super::read::Items;
use super::text::scalars_as_text;
use super::{DateTime, DecodeErrorKind, Expected, Members, ReadObject, ReadValue, Sensitive, Uri};

type Scalar<T> = Result<T, DecodeErrorKind>;

/// Text that is borrowed from the input where that allows.
pub struct Text<'de>(pub Cow<'de, str>);

impl<'de> ReadValue<'de> for Text<'de> {
    const EXPECTED: Expected = Expected::Text;

    fn text(text: &str) -> Scalar<Self> {
        Self::owned_text(text.to_owned())
    }

    fn borrowed_text(text: &'de str) -> Scalar<Self> {
        Ok(Self(Cow::Borrowed(text)))
    }

    fn owned_text(text: String) -> Scalar<Self> {
        Ok(Self(Cow::Owned(text)))
    }

    scalars_as_text!();
}

impl ReadValue<'_> for String {
    const EXPECTED: Expected = Expected::Text;

    fn text(text: &str) -> Scalar<Self> {
        Ok(text.to_owned())
    }

    fn owned_text(text: String) -> Scalar<Self> {
        Ok(text)
    }

    scalars_as_text!();
}

impl ReadValue<'_> for DateTime {
    const EXPECTED: Expected = Expected::Text;

    fn text(text: &str) -> Scalar<Self> {
        Ok(text.into())
    }

    fn owned_text(text: String) -> Scalar<Self> {
        Ok(text.into())
    }

    scalars_as_text!();
}

impl ReadValue<'_> for Uri {
    const EXPECTED: Expected = Expected::Text;

    fn text(text: &str) -> Scalar<Self> {
        Ok(text.into())
    }

    fn owned_text(text: String) -> Scalar<Self> {
        Ok(text.into())
    }

    scalars_as_text!();
}

impl ReadValue<'_> for bool {
    const EXPECTED: Expected = Expected::Boolean;

    fn text(text: &str) -> Scalar<Self> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(DecodeErrorKind::Expected(Expected::Boolean)),
        }
    }

    fn boolean(value: bool) -> Scalar<Self> {
        Ok(value)
    }
}

/// Reads an integer type, natively or from text.
macro_rules! integer {
    ($name:ty) => {
        impl ReadValue<'_> for $name {
            const EXPECTED: Expected = Expected::Integer;

            fn text(text: &str) -> Scalar<Self> {
                if !is_integer(text) {
                    return Err(DecodeErrorKind::Expected(Expected::Integer));
                }
                text.parse().map_err(|_| DecodeErrorKind::OutOfRange)
            }

            fn unsigned(value: u64) -> Scalar<Self> {
                value.try_into().map_err(|_| DecodeErrorKind::OutOfRange)
            }

            fn signed(value: i64) -> Scalar<Self> {
                value.try_into().map_err(|_| DecodeErrorKind::OutOfRange)
            }

            fn float(value: f64) -> Scalar<Self> {
                Err(not_an_integer(value))
            }
        }
    };
}

integer!(u64);
integer!(i64);

/// Whether a text is digits with an optional minus sign, and nothing else.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A parser hands over integers as floats when they fit no integer type.
fn not_an_integer(value: f64) -> DecodeErrorKind {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if value.abs() >= BEYOND {
        DecodeErrorKind::OutOfRange
    } else {
        DecodeErrorKind::Expected(Expected::Integer)
    }
}

impl<'de> ReadValue<'de> for Value {
    const EXPECTED: Expected = Expected::Value;

    fn null() -> Scalar<Self> {
        Ok(Self::Null)
    }

    fn text(text: &str) -> Scalar<Self> {
        Ok(text.into())
    }

    fn owned_text(text: String) -> Scalar<Self> {
        Ok(text.into())
    }

    fn boolean(value: bool) -> Scalar<Self> {
        Ok(value.into())
    }

    fn unsigned(value: u64) -> Scalar<Self> {
        Ok(value.into())
    }

    fn signed(value: i64) -> Scalar<Self> {
        Ok(value.into())
    }

    fn float(value: f64) -> Scalar<Self> {
        Ok(value.into())
    }

    fn number(text: &str) -> Scalar<Self> {
        serde_json::from_str(text).map_err(|_| DecodeErrorKind::Syntax)
    }

    fn list<A: SeqAccess<'de>>(items: &mut Items<'_, A>) -> Result<Self, A::Error> {
        Vec::list(items).map(Self::Array)
    }

    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next()? {
            let value = members.unnamed()?;
            object.insert(name.into_owned(), value);
        }
        Ok(Self::Object(object))
    }
}

impl<'de, T: ReadValue<'de>> ReadValue<'de> for Vec<T> {
    const EXPECTED: Expected = Expected::List;

    fn list<A: SeqAccess<'de>>(items: &mut Items<'_, A>) -> Result<Self, A::Error> {
        let mut list = Self::new();
        while let Some(item) = items.next()? {
            list.push(item);
        }
        Ok(list)
    }
}

impl<'de, T: ReadValue<'de>> ReadObject<'de> for BTreeMap<String, T> {
    fn read<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        let mut map = Self::new();
        while let Some(name) = members.next()? {
            members.refuse_another(map.contains_key(name.as_ref()))?;
            if let Some(value) = members.unnamed()? {
                map.insert(name.into_owned(), value);
            }
        }
        Ok(map)
    }
}

impl<'de, T: ReadValue<'de>> ReadValue<'de> for BTreeMap<String, T> {
    const EXPECTED: Expected = Expected::Object;

    fn object<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        Self::read(members)
    }
}

/// Reads a type that holds one value by whatever that value accepts.
macro_rules! read_through {
    ($de:lifetime, $inner:ident, $wrap:expr) => {
        const EXPECTED: Expected = $inner::EXPECTED;

        fn text(text: &str) -> Scalar<Self> {
            $inner::text(text).map($wrap)
        }

        fn borrowed_text(text: &$de str) -> Scalar<Self> {
            $inner::borrowed_text(text).map($wrap)
        }

        fn owned_text(text: String) -> Scalar<Self> {
            $inner::owned_text(text).map($wrap)
        }

        fn boolean(value: bool) -> Scalar<Self> {
            $inner::boolean(value).map($wrap)
        }

        fn unsigned(value: u64) -> Scalar<Self> {
            $inner::unsigned(value).map($wrap)
        }

        fn signed(value: i64) -> Scalar<Self> {
            $inner::signed(value).map($wrap)
        }

        fn float(value: f64) -> Scalar<Self> {
            $inner::float(value).map($wrap)
        }

        fn number(text: &str) -> Scalar<Self> {
            $inner::number(text).map($wrap)
        }

        fn list<A: SeqAccess<$de>>(items: &mut Items<'_, A>) -> Result<Self, A::Error> {
            $inner::list(items).map($wrap)
        }

        fn object<A: MapAccess<$de>>(
            members: &mut Members<'_, $de, A>,
        ) -> Result<Self, A::Error> {
            $inner::object(members).map($wrap)
        }
    };
}

/// The value of a slot: `null` is the absence of a value, whatever its type.
impl<'de, T: ReadValue<'de>> ReadValue<'de> for Option<T> {
    fn null() -> Scalar<Self> {
        Ok(None)
    }

    read_through!('de, T, Some);
}

impl<'de, T: ReadValue<'de>> ReadValue<'de> for Box<T> {
    fn null() -> Scalar<Self> {
        T::null().map(Self::new)
    }

    read_through!('de, T, Self::new);
}

impl<'de, T: ReadObject<'de>> ReadObject<'de> for Box<T> {
    fn read<A: MapAccess<'de>>(members: &mut Members<'_, 'de, A>) -> Result<Self, A::Error> {
        T::read(members).map(Self::new)
    }
}

impl<'de, T: ReadValue<'de>> ReadValue<'de> for Sensitive<T> {
    fn null() -> Scalar<Self> {
        T::null().map(Self::new)
    }

    read_through!('de, T, Self::new);
}
