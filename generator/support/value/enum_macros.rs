//! Macros that complete an emitted enum over strings, open or closed.

/// Completes an emitted open enum: its last variant is
/// `Unrecognized(Unrecognized)`, and it has `as_str`, `KNOWN` and `VARIANTS`, its
/// other variants in the order of their texts in `KNOWN`.
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// Returns every known value, in the order of the documentation.
            #[must_use]
            #[inline]
            #[allow(
                clippy::self_named_constructors,
                reason = "an enum may be called `Known`"
            )]
            pub fn known() -> $crate::support::Known<Self> {
                $crate::support::Known::new(Self::KNOWN)
            }

            /// Returns whether this version of the crate knows the value.
            #[must_use]
            pub fn is_recognized(&self) -> bool {
                !matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::support::OpenText for $name {
            fn is_recognized(&self) -> bool {
                $name::is_recognized(self)
            }

            fn known() -> &'static [&'static str] {
                Self::KNOWN
            }

            fn text(&self) -> &str {
                self.as_str()
            }

            fn of_text(text: &str) -> Self {
                let index = $crate::support::position(text, Self::KNOWN);
                match index.and_then(|index| Self::VARIANTS.get(index)) {
                    Some(variant) => variant.clone(),
                    None => Self::Unrecognized($crate::support::Unrecognized::new(text)),
                }
            }
        }

        // An enum may be called `T`, but none is called `T_`.
        impl<T_: $crate::support::IntoText> From<T_> for $name {
            fn from(text: T_) -> Self {
                $crate::support::OpenText::of_text(text.as_ref())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, std::convert::Infallible> {
                Ok($crate::support::OpenText::of_text(text))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Text;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                scalar
                    .into_text()
                    .map(|text| $crate::support::OpenText::of_text(&text))
            }
        }

        $crate::support::text_enum!($name);
    };
}

/// Completes an emitted closed enum, which has `as_str`, `KNOWN` and `from_text`.
macro_rules! closed_enum {
    ($name:ident) => {
        impl $name {
            /// Returns every value, in the order of the documentation.
            #[must_use]
            #[inline]
            #[allow(
                clippy::self_named_constructors,
                reason = "an enum may be called `Known`"
            )]
            pub fn known() -> $crate::support::Known<Self> {
                $crate::support::Known::new(Self::KNOWN)
            }
        }

        impl $crate::support::TextEnum for $name {
            fn read(text: &str) -> Option<Self> {
                Self::from_text(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::support::ConversionError;

            #[inline]
            fn from_str(text: &str) -> Result<Self, $crate::support::ConversionError> {
                Self::from_text(text).ok_or($crate::support::ConversionError::UnknownValue)
            }
        }

        impl $crate::support::ReadValue for $name {
            const EXPECTED: $crate::support::Expected = $crate::support::Expected::Text;

            fn scalar(
                scalar: $crate::support::Scalar<'_>,
            ) -> Result<Self, $crate::support::DecodeErrorKind> {
                match scalar {
                    $crate::support::Scalar::Text(text) => {
                        Self::from_text(&text).ok_or($crate::support::DecodeErrorKind::UnknownValue)
                    }
                    _ => Err($crate::support::DecodeErrorKind::Expected(Self::EXPECTED)),
                }
            }
        }

        $crate::support::text_enum!($name);
    };
}

/// Completes an emitted enum, open or closed: its values are compared, ordered,
/// displayed and written as their text.
macro_rules! text_enum {
    ($name:ident) => {
        $crate::support::equals_text!($name);

        /// Compares the texts, as `Eq` does.
        impl Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::read::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {closed_enum, open_enum, text_enum};
