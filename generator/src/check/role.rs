//! The roles of values in documents.

use crate::diagnostics::Code;

/// The role of a value in the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRole {
    /// An example.
    Example,
    /// A default.
    Default,
    /// A constant.
    Constant,
}

impl ValueRole {
    /// Returns the code of errors in the value.
    pub fn code(self) -> Code {
        match self {
            Self::Example => Code::InvalidExample,
            Self::Default => Code::InvalidDefault,
            Self::Constant => Code::InvalidValue,
        }
    }

    /// Returns the noun for the value.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Default => "default",
            Self::Constant => "constant",
        }
    }
}
