//! Rust types of scalars.

use crate::model::{Literal, Scalar, TextForm, Width};
use crate::support;

/// The Rust type of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RustScalar {
    /// The name of the type.
    pub name: &'static str,
    /// The form of the type.
    pub form: ScalarForm,
}

/// The form of a scalar's Rust type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarForm {
    /// A `Copy` type that setters take by value.
    Copied,
    /// A `String`.
    String,
    /// A type of the support module that stores its text.
    Text {
        /// The function of the support module that checks the text.
        check: &'static str,
    },
    /// The type of the support module for null, which is `Copy`.
    Null,
    /// A type of the support module that has the content of a file.
    Upload,
}

/// Returns the Rust type of a scalar.
#[must_use]
pub const fn rust_scalar(scalar: Scalar) -> RustScalar {
    let (name, form) = match scalar {
        Scalar::Text => ("String", ScalarForm::String),
        Scalar::Boolean(_) => ("bool", ScalarForm::Copied),
        Scalar::Integer(width, _) => (integer(width), ScalarForm::Copied),
        Scalar::Float => ("f64", ScalarForm::Copied),
        Scalar::Number => ("Number", ScalarForm::Text { check: "number" }),
        Scalar::Decimal => ("Decimal", ScalarForm::Text { check: "decimal" }),
        Scalar::DateTime => ("DateTime", ScalarForm::Text { check: "date_time" }),
        Scalar::Uri => ("Uri", ScalarForm::Text { check: "uri" }),
        Scalar::Formatted(form) => (formatted(form), ScalarForm::Text { check: "form" }),
        Scalar::Null => ("Null", ScalarForm::Null),
        Scalar::Upload => ("Upload", ScalarForm::Upload),
    };
    RustScalar { name, form }
}

const fn formatted(form: TextForm) -> &'static str {
    match form {
        TextForm::Date => "Date",
        TextForm::Time => "Time",
        TextForm::Duration => "Duration",
        TextForm::Uuid => "Uuid",
        TextForm::Base64 => "Base64",
        TextForm::Email => "Email",
        TextForm::Hostname => "Hostname",
        TextForm::Ipv4 => "Ipv4",
        TextForm::Ipv6 => "Ipv6",
        TextForm::UriReference => "UriReference",
    }
}

const fn integer(width: Width) -> &'static str {
    match width {
        Width::I8 => "i8",
        Width::I16 => "i16",
        Width::I32 => "i32",
        Width::I64 => "i64",
        Width::I128 => "i128",
        Width::U8 => "u8",
        Width::U16 => "u16",
        Width::U32 => "u32",
        Width::U64 => "u64",
        Width::U128 => "u128",
    }
}

/// Returns the module and the function of the support module that check a format.
#[must_use]
pub const fn form_check(scalar: Scalar) -> Option<(&'static str, &'static str)> {
    Some(match scalar {
        Scalar::Decimal => ("syntax", "is_decimal"),
        Scalar::DateTime => ("syntax", "is_date_time"),
        Scalar::Uri => ("syntax", "is_uri"),
        Scalar::Formatted(form) => (
            support::FORMS,
            match form {
                TextForm::Date => "is_date",
                TextForm::Time => "is_time",
                TextForm::Duration => "is_duration",
                TextForm::Uuid => "is_uuid",
                TextForm::Base64 => "is_base64",
                TextForm::Email => "is_email",
                TextForm::Hostname => "is_hostname",
                TextForm::Ipv4 => "is_ipv4",
                TextForm::Ipv6 => "is_ipv6",
                TextForm::UriReference => "is_uri_reference",
            },
        ),
        Scalar::Text
        | Scalar::Boolean(_)
        | Scalar::Integer(..)
        | Scalar::Float
        | Scalar::Number
        | Scalar::Null
        | Scalar::Upload => return None,
    })
}

/// Returns the Rust type of the associated constant with a value.
#[must_use]
pub fn constant_type(value: &Literal) -> &'static str {
    match value {
        Literal::Text(_) => "&'static str",
        Literal::Boolean(_) => "bool",
        Literal::Integer(value) if i64::try_from(*value).is_ok() => "i64",
        Literal::Integer(value) if u64::try_from(*value).is_ok() => "u64",
        Literal::Integer(value) if *value < 0 => "i128",
        Literal::Integer(_) => "u128",
    }
}
