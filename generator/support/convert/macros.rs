//! Macros that implement a conversion for every form of a value: plain, sensitive,
//! owned and borrowed.

/// Implements conversions of types into a text value, plain or sensitive.
macro_rules! value_from {
    ($target:ty: $($source:ty => $convert:expr;)*) => {$(
        impl From<$source> for $target {
            fn from(value: $source) -> Self {
                ($convert)(value)
            }
        }

        impl From<$source> for $crate::support::Sensitive<$target> {
            fn from(value: $source) -> Self {
                Self::new(value.into())
            }
        }
    )*};
}

/// Implements conversions of a text value, owned or borrowed, into other types.
macro_rules! value_into {
    ($source:ty: $($target:ty => $convert:expr;)*) => {$(
        impl TryFrom<&$source> for $target {
            type Error = $crate::support::ConversionError;

            fn try_from(value: &$source) -> Result<Self, Self::Error> {
                ($convert)(value)
            }
        }

        impl TryFrom<$source> for $target {
            type Error = $crate::support::ConversionError;

            fn try_from(value: $source) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }
    )*};
}

pub(super) use {value_from, value_into};
