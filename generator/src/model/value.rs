//! Values: types, constraints and sensitivity.

use std::cmp::Ordering;
use std::fmt;

use crate::exact;
use crate::exact::compare;
use crate::forms;
use crate::syntax;
use crate::text::json::Json;

use super::assertion::Assertion;
use super::ids::TypeId;
use super::pattern::Pattern;

/// A value: its type, its constraints and its sensitivity.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// True if it may be null.
    pub nullable: bool,
    /// The constraints.
    pub rules: Vec<Rule>,
    /// The reason to redact it, if there is one.
    pub sensitive: Option<Sensitivity>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A string, a number or a boolean.
    Scalar(Scalar),
    /// Any JSON value.
    Any,
    /// A named type.
    Named(TypeId),
    /// A list of values.
    List(Box<Value>),
    /// A map of values.
    Map(Box<Value>),
}

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
    pub const FORMATS: [(&'static str, Self); 9] = [
        ("int8", Self::I8),
        ("int16", Self::I16),
        ("int32", Self::I32),
        ("int64", Self::I64),
        ("uint8", Self::U8),
        ("uint16", Self::U16),
        ("uint32", Self::U32),
        ("uint64", Self::U64),
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

/// A constraint on a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// The least number of characters.
    MinLength(u64),
    /// The greatest number of characters.
    MaxLength(u64),
    /// A regular expression.
    Pattern(Pattern),
    /// The least number.
    Minimum(i128),
    /// The greatest number.
    Maximum(i128),
    /// The step of which the number is a multiple. It is above 0.
    MultipleOf(i128),
    /// The least number, which may have a fraction, as its text in JSON.
    AtLeast(String),
    /// The greatest number, which may have a fraction.
    AtMost(String),
    /// The number below all allowed ones.
    Above(String),
    /// The number above all allowed ones.
    Below(String),
    /// The step of which the number is a multiple, and which may have a fraction.
    Step(String),
    /// The ranges of the integers that match a pattern.
    Ranges {
        /// The pattern, as written.
        pattern: String,
        /// The ranges, both ends included.
        ranges: Vec<(i128, i128)>,
    },
    /// The least number of items.
    MinItems(u64),
    /// The greatest number of items.
    MaxItems(u64),
    /// No two items are equal.
    UniqueItems,
    /// The least number of members.
    MinProperties(u64),
    /// The greatest number of members.
    MaxProperties(u64),
    /// The values that are not allowed.
    Except(Vec<Literal>),
    /// The allowed values of a number or a boolean, as their texts in JSON.
    Only(Vec<String>),
    /// A regular expression that the text does not match.
    Unlike(Pattern),
    /// A constraint on the name of every member.
    Names(Box<Rule>),
    /// A constraint on the value as JSON.
    Assert(Assertion),
}

/// The reason to redact a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Data of a payment card.
    Card,
    /// A secret: a token, a key, session data.
    Secret,
    /// Data about a person.
    Personal,
    /// Free text of a gateway, which may repeat parts of the request.
    FreeText,
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

/// The property of a value that a constraint applies to.
#[derive(Debug, Clone, Copy)]
pub enum Measured<'a> {
    /// The text of a string.
    Text(&'a str),
    /// The number of an integer.
    Integer(i128),
    /// The text of a number that may have a fraction.
    Number(&'a str),
    /// A boolean.
    Boolean(bool),
    /// The items of a list: their number, and whether two are equal.
    Items {
        /// The number.
        count: usize,
        /// True if two items are equal.
        repeats: bool,
    },
    /// The number of members of an object.
    Properties(usize),
    /// The name of a member of an object.
    Name(&'a str),
    /// The value as a whole.
    Json(&'a Json),
}

impl Rule {
    /// Returns the least number of characters, items or members, if the constraint is one.
    #[must_use]
    pub fn least_count(&self) -> Option<u64> {
        if let Self::MinLength(least) | Self::MinItems(least) | Self::MinProperties(least) = self {
            Some(*least)
        } else {
            None
        }
    }

    /// Returns whether a value satisfies the constraint. As in JSON Schema, a value that
    /// the constraint does not apply to satisfies it.
    #[must_use]
    pub fn admits(&self, value: Measured<'_>) -> bool {
        match (self, value) {
            (Self::MinLength(min), Measured::Text(text)) => characters(text) >= *min,
            (Self::MaxLength(max), Measured::Text(text)) => characters(text) <= *max,
            (Self::Pattern(pattern), Measured::Text(text)) => pattern.matcher.is_match(text),
            (Self::Unlike(pattern), Measured::Text(text)) => !pattern.matcher.is_match(text),
            (Self::Except(values), Measured::Text(text)) => {
                let is_same = |value: &Literal| matches!(value, Literal::Text(it) if it == text);
                !values.iter().any(is_same)
            }
            (Self::Except(values), Measured::Integer(number)) => {
                !values.contains(&Literal::Integer(number))
            }
            (Self::Only(values), Measured::Integer(number)) => {
                values.iter().any(|value| value.parse() == Ok(number))
            }
            (Self::Only(values), Measured::Number(number)) => {
                let is_same = |value: &String| compare(number, value) == Some(Ordering::Equal);
                values.iter().any(is_same)
            }
            (Self::Only(values), Measured::Boolean(flag)) => {
                values.iter().any(|value| value.parse() == Ok(flag))
            }
            (Self::Minimum(min), Measured::Integer(number)) => number >= *min,
            (Self::Maximum(max), Measured::Integer(number)) => number <= *max,
            (Self::MultipleOf(step), Measured::Integer(number)) => number % step == 0,
            (Self::Ranges { ranges, .. }, Measured::Integer(number)) => {
                let mut ranges = ranges.iter();
                ranges.any(|(low, high)| (low..=high).contains(&&number))
            }
            (Self::AtLeast(min), Measured::Number(number)) => {
                compare(number, min).is_none_or(Ordering::is_ge)
            }
            (Self::AtMost(max), Measured::Number(number)) => {
                compare(number, max).is_none_or(Ordering::is_le)
            }
            (Self::Above(min), Measured::Number(number)) => {
                compare(number, min).is_none_or(Ordering::is_gt)
            }
            (Self::Below(max), Measured::Number(number)) => {
                compare(number, max).is_none_or(Ordering::is_lt)
            }
            (Self::Step(step), Measured::Number(number)) => {
                exact::is_multiple(number, step).unwrap_or(true)
            }
            (Self::MinItems(min), Measured::Items { count, .. })
            | (Self::MinProperties(min), Measured::Properties(count)) => count_of(count) >= *min,
            (Self::MaxItems(max), Measured::Items { count, .. })
            | (Self::MaxProperties(max), Measured::Properties(count)) => count_of(count) <= *max,
            (Self::UniqueItems, Measured::Items { repeats, .. }) => !repeats,
            (Self::Assert(assertion), Measured::Json(value)) => assertion.admits(value),
            (Self::Names(rule), Measured::Name(name)) => rule.admits(Measured::Text(name)),
            (
                Self::MinLength(_)
                | Self::MaxLength(_)
                | Self::Pattern(_)
                | Self::Minimum(_)
                | Self::Maximum(_)
                | Self::MultipleOf(_)
                | Self::Ranges { .. }
                | Self::AtLeast(_)
                | Self::AtMost(_)
                | Self::Above(_)
                | Self::Below(_)
                | Self::Step(_)
                | Self::MinItems(_)
                | Self::MaxItems(_)
                | Self::UniqueItems
                | Self::MinProperties(_)
                | Self::MaxProperties(_)
                | Self::Except(_)
                | Self::Only(_)
                | Self::Unlike(_)
                | Self::Names(_)
                | Self::Assert(_),
                Measured::Text(_)
                | Measured::Integer(_)
                | Measured::Number(_)
                | Measured::Boolean(_)
                | Measured::Items { .. }
                | Measured::Properties(_)
                | Measured::Name(_)
                | Measured::Json(_),
            ) => true,
        }
    }
}

impl Rule {
    /// Returns the least and the greatest number of characters that rules allow.
    #[must_use]
    pub fn lengths(rules: &[Self]) -> (u64, Option<u64>) {
        let (mut least, mut most) = (0, None);
        for rule in rules {
            if let Self::MinLength(limit) = rule {
                least = least.max(*limit);
            }
            if let Self::MaxLength(limit) = rule {
                most = Some(most.map_or(*limit, |known: u64| known.min(*limit)));
            }
        }
        (least, most)
    }
}

fn characters(text: &str) -> u64 {
    count_of(text.chars().count())
}

fn count_of(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

impl Scalar {
    /// Returns whether its values are texts of any kind but numbers and booleans.
    #[must_use]
    pub fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Decimal | Self::DateTime | Self::Uri | Self::Formatted(_) => true,
            Self::Boolean(_) | Self::Integer(..) | Self::Float | Self::Number | Self::Upload => {
                false
            }
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
            Self::Float | Self::Number | Self::Upload => Encoding::Native,
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
            | Self::Upload => {
                return None;
            }
        };
        Some(Form { is_valid, noun })
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
            | Self::Upload => None,
        }
    }
}

impl Value {
    /// Creates a value without constraints.
    #[must_use]
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            rules: Vec::new(),
            sensitive: None,
        }
    }

    /// Returns the reason to redact the value or an item of it.
    #[must_use]
    pub fn sensitivity(&self) -> Option<Sensitivity> {
        self.sensitive.or_else(|| match &self.ty {
            Type::List(item) | Type::Map(item) => item.sensitivity(),
            Type::Scalar(_) | Type::Any | Type::Named(_) => None,
        })
    }
}

impl Type {
    /// Returns the named type of a value or of its items.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(item) | Self::Map(item) => item.ty.named(),
            Self::Scalar(_) | Self::Any => None,
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
