//! Macros that complete types that can be read.

/// Completes an emitted struct that has `ReadObject`. The second argument is the
/// kind of message by whose rules the struct is read alone.
macro_rules! object {
    ($name:ident, $message:ident) => {
        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Object;
            const EMPTY_OBJECT_IS_ABSENT: bool =
                !<Self as $crate::support::ReadObject>::CAN_BE_EMPTY;
            const MESSAGE: $crate::support::Message = $crate::support::Message::$message;

            // The code is compiled where it is used, so a program pays only for
            // what it reads.
            #[inline]
            fn object(
                slot: &mut Option<Self>,
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<(), $crate::support::Failed> {
                $crate::support::ReadObject::read(slot, members)
            }

            #[inline]
            fn boxed(
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<Option<Box<Self>>, $crate::support::Failed> {
                $crate::support::ReadObject::read_boxed(members)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }

        impl $crate::support::Redact for $name {}
    };
}

/// Implements reading of a wrapper type by the rules of the value that it holds.
macro_rules! read_through {
    ($name:ident) => {
        impl<T: $crate::support::ReadValue> $crate::support::ReadValue for $name<T> {
            const EXPECTED: $crate::support::Expected = T::EXPECTED;
            const EMPTY_IS_ABSENT: bool = T::EMPTY_IS_ABSENT;
            const EMPTY_OBJECT_IS_ABSENT: bool = T::EMPTY_OBJECT_IS_ABSENT;
            const NULL_IS_VALUE: bool = T::NULL_IS_VALUE;
            const KEEPS_TEXT: bool = T::KEEPS_TEXT;
            const MESSAGE: $crate::support::Message = T::MESSAGE;

            fn json(
                json: &str,
                trail: &mut $crate::support::Trail,
            ) -> Result<Self, $crate::support::Failed> {
                T::json(json, trail).map(Self::new)
            }

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                T::scalar(scalar).map(Self::new)
            }

            fn list(
                items: &mut $crate::support::Items<'_, '_>,
            ) -> Result<Self, $crate::support::Failed> {
                T::list(items).map(Self::new)
            }

            fn object(
                slot: &mut Option<Self>,
                members: &mut $crate::support::Members<'_, '_>,
            ) -> Result<(), $crate::support::Failed> {
                let mut value = None;
                T::object(&mut value, members)?;
                *slot = value.map(Self::new);
                Ok(())
            }
        }
    };
}

pub(crate) use {object, read_through};
