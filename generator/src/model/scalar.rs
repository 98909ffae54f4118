//! Strings, numbers and booleans: their types, sizes and formats.

use std::fmt;

use crate::forms;
use crate::syntax;

/// The type of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Any text.
    Text,
    /// A boolean.
    Boolean(Encoding),
    /// An integer.
    Integer(Width, Encoding),
    /// A binary float of 64 bits.
    Float,
    /// An exact number of JSON, of any size.
    Number,
    /// An exact decimal number, in a string.
    Decimal,
    /// A date and time with its offset, in a string.
    DateTime,
    /// An absolute URI, in a string.
    Uri,
    /// A text of another form.
    Formatted(TextForm),
    /// The value null.
    Null,
    /// The content of a file, outside of JSON.
    Upload,
}

/// A form of texts that validation checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextForm {
    /// `date`
    Date,
    /// `time`
    Time,
    /// `duration`
    Duration,
    /// `uuid`
    Uuid,
    /// `byte`
    Base64,
    /// `email`
    Email,
    /// `hostname`
    Hostname,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `uri-reference`
    UriReference,
}

impl TextForm {
    /// Every form.
    pub const ALL: [Self; 10] = [
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Uuid,
        Self::Base64,
        Self::Email,
        Self::Hostname,
        Self::Ipv4,
        Self::Ipv6,
        Self::UriReference,
    ];

    /// Returns the value of `format`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Base64 => "byte",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::UriReference => "uri-reference",
        }
    }

    fn form(self) -> (fn(&str) -> bool, &'static str) {
        match self {
            Self::Date => (forms::is_date, "a date"),
            Self::Time => (forms::is_time, "a time with its offset"),
            Self::Duration => (forms::is_duration, "a duration"),
            Self::Uuid => (forms::is_uuid, "a UUID"),
            Self::Base64 => (forms::is_base64, "Base64 with padding"),
            Self::Email => (forms::is_email, "an e-mail address"),
            Self::Hostname => (forms::is_hostname, "the name of a host"),
            Self::Ipv4 => (forms::is_ipv4, "an IPv4 address"),
            Self::Ipv6 => (forms::is_ipv6, "an IPv6 address"),
            Self::UriReference => (forms::is_uri_reference, "a URI, with or without a scheme"),
        }
    }
}

/// The size of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 8 bits with a sign.
    I8,
    /// 16 bits with a sign.
    I16,
    /// 32 bits with a sign.
    I32,
    /// 64 bits with a sign.
    I64,
    /// 128 bits with a sign.
    I128,
    /// 8 bits without a sign.
    U8,
    /// 16 bits without a sign.
    U16,
    /// 32 bits without a sign.
    U32,
    /// 64 bits without a sign.
    U64,
    /// 128 bits without a sign.
    U128,
}

impl Width {
    /// The formats of integers.
    pub const FORMATS: [(&'static str, Self); 11] = [
        ("int8", Self::I8),
        ("int16", Self::I16),
        ("int32", Self::I32),
        ("int64", Self::I64),
        ("int128", Self::I128),
        ("uint8", Self::U8),
        ("uint16", Self::U16),
        ("uint32", Self::U32),
        ("uint64", Self::U64),
        ("uint128", Self::U128),
        ("uint", Self::U64),
    ];

    /// Returns the size of an integer with a format.
    #[must_use]
    pub fn of_format(format: &str) -> Option<Self> {
        let mut formats = Self::FORMATS.into_iter();
        formats.find_map(|(name, width)| (name == format).then_some(width))
    }

    /// Returns whether an integer has more than 64 bits.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        self.range().1 > u64::MAX as i128
    }

    /// Returns the lowest and the highest integer. The highest one of 128 bits is that with
    /// a sign.
    #[must_use]
    pub const fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN as i128, i8::MAX as i128),
            Self::I16 => (i16::MIN as i128, i16::MAX as i128),
            Self::I32 => (i32::MIN as i128, i32::MAX as i128),
            Self::I64 => (i64::MIN as i128, i64::MAX as i128),
            Self::I128 => (i128::MIN, i128::MAX),
            Self::U8 => (0, u8::MAX as i128),
            Self::U16 => (0, u16::MAX as i128),
            Self::U32 => (0, u32::MAX as i128),
            Self::U64 => (0, u64::MAX as i128),
            Self::U128 => (0, i128::MAX),
        }
    }
}

/// The format of the texts of a scalar.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// The check of a text against the form.
    pub is_valid: fn(&str) -> bool,
    /// The form in words.
    pub noun: &'static str,
}

/// The encoding of a boolean or an integer on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// A JSON boolean or number.
    Native,
    /// A JSON string.
    Text,
}

/// A value in a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
}

impl Scalar {
    /// The formats of binary floats.
    pub const FLOATS: [&'static str; 2] = ["float", "double"];

    /// Returns whether its values are texts of any kind but numbers and booleans.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Decimal | Self::DateTime | Self::Uri | Self::Formatted(_) => true,
            Self::Boolean(_)
            | Self::Integer(..)
            | Self::Float
            | Self::Number
            | Self::Null
            | Self::Upload => false,
        }
    }

    /// Returns the encoding on the wire.
    #[must_use]
    pub fn encoding(self) -> Encoding {
        match self {
            Self::Text | Self::Decimal | Self::DateTime | Self::Uri | Self::Formatted(_) => {
                Encoding::Text
            }
            Self::Boolean(encoding) | Self::Integer(_, encoding) => encoding,
            Self::Float | Self::Number | Self::Null | Self::Upload => Encoding::Native,
        }
    }

    /// Returns the format of texts of this type.
    #[must_use]
    pub fn form(self) -> Option<Form> {
        let (is_valid, noun): (fn(&str) -> bool, _) = match self {
            Self::Decimal => (syntax::is_decimal, "a decimal number"),
            Self::DateTime => (syntax::is_date_time, "a date and time with its offset"),
            Self::Uri => (syntax::is_uri, "an absolute URI"),
            Self::Formatted(form) => form.form(),
            Self::Text
            | Self::Boolean(_)
            | Self::Integer(..)
            | Self::Float
            | Self::Number
            | Self::Null
            | Self::Upload => {
                return None;
            }
        };
        Some(Form { is_valid, noun })
    }

    /// Returns whether a text has the format, if there is one.
    #[must_use]
    pub fn is_match(self, text: &str) -> bool {
        self.form().is_none_or(|form| (form.is_valid)(text))
    }

    /// Converts a wire value to this type: a string becomes a boolean or an integer if
    /// that is its type. Returns nothing if the type has no such value.
    #[must_use]
    pub fn held(self, value: Literal) -> Option<Literal> {
        match (self, self.encoding(), value) {
            (
                Self::Text | Self::Decimal | Self::DateTime | Self::Uri | Self::Formatted(_),
                _,
                Literal::Text(text),
            ) => Some(Literal::Text(text)),
            (Self::Boolean(_), Encoding::Native, Literal::Boolean(value)) => {
                Some(Literal::Boolean(value))
            }
            (Self::Boolean(_), Encoding::Text, Literal::Text(text)) => {
                text.parse().ok().map(Literal::Boolean)
            }
            (Self::Integer(..), Encoding::Native, Literal::Integer(number)) => {
                self.in_range(number)
            }
            (Self::Integer(..), Encoding::Text, Literal::Text(text)) => {
                self.in_range(text.parse().ok()?)
            }
            (_, _, Literal::Text(_) | Literal::Boolean(_) | Literal::Integer(_)) => None,
        }
    }

    fn in_range(self, number: i128) -> Option<Literal> {
        let (low, high) = self.range()?;
        (low..=high)
            .contains(&number)
            .then_some(Literal::Integer(number))
    }

    /// Returns the range of an integer type.
    #[must_use]
    pub fn range(self) -> Option<(i128, i128)> {
        match self {
            Self::Integer(width, _) => Some(width.range()),
            Self::Text
            | Self::Boolean(_)
            | Self::Float
            | Self::Number
            | Self::Decimal
            | Self::DateTime
            | Self::Uri
            | Self::Formatted(_)
            | Self::Null
            | Self::Upload => None,
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
        }
    }
}
