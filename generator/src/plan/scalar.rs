//! Scalars in Rust.

use crate::model::Scalar;

/// The type of a scalar in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RustScalar {
    /// Its name.
    pub name: &'static str,
    /// Its form.
    pub form: ScalarForm,
}

/// The form of a scalar in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarForm {
    /// A type that is copied, and that setters take as it is.
    Copied,
    /// A `String`.
    String,
    /// A type of the support module that keeps its text.
    Text {
        /// The function of the support module that checks the text.
        check: &'static str,
    },
}

/// Returns the type of a scalar in Rust.
#[must_use]
pub const fn rust_scalar(scalar: Scalar) -> RustScalar {
    let (name, form) = match scalar {
        Scalar::Text => ("String", ScalarForm::String),
        Scalar::Boolean(_) => ("bool", ScalarForm::Copied),
        Scalar::Signed(_) => ("i64", ScalarForm::Copied),
        Scalar::Unsigned(_) => ("u64", ScalarForm::Copied),
        Scalar::Decimal => ("Decimal", ScalarForm::Text { check: "decimal" }),
        Scalar::DateTime => ("DateTime", ScalarForm::Text { check: "date_time" }),
        Scalar::Uri => ("Uri", ScalarForm::Text { check: "uri" }),
    };
    RustScalar { name, form }
}
