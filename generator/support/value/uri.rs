//! URIs that keep their wire text and are validated by RFC 3986.
//!
//! Validation applies the grammar and requires a scheme. It does not check the
//! rules of a particular scheme, such as the host that `https` needs.

use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar};
use crate::support::syntax;

use super::text_value::text_value;

/// An RFC 3986 URI with a scheme, kept as its text.
///
/// An example is `https://shop.example/return`.
///
/// The text before the first colon is the scheme, so `localhost:8080/return` is a
/// valid URI, but not a web address.
///
/// Values are equal if their texts are equal; nothing is normalised.
///
/// With the feature `url`, a `url::Url` converts into it by `From`, and `TryFrom`
/// converts back. A URL can contain characters that are invalid in a URI;
/// validation reports them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Uri(Box<str>);

text_value!(Uri);

impl Uri {
    /// Returns whether the text is a URI with a scheme.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        syntax::is_uri(&self.0)
    }
}

impl ReadValue for Uri {
    const EXPECTED: Expected = Expected::Text;
    const EMPTY_IS_ABSENT: bool = true;

    fn scalar(scalar: Scalar<'_>) -> Result<Self, DecodeErrorKind> {
        String::scalar(scalar).map(Self::from)
    }
}
