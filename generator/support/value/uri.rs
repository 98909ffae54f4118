//! URIs, which keep their wire text and are judged by RFC 3986.
//!
//! The grammar is applied as it stands, with a scheme required; what a scheme
//! adds to it (that `https` needs a host, say) is not.

use crate::support::read::{DecodeErrorKind, Expected, ReadValue, Scalar};
use crate::support::syntax;

use super::text_value::text_value;

/// An RFC 3986 URI with a scheme, kept as its text.
///
/// An example is `https://shop.example/return`.
///
/// What stands before the first colon is the scheme, so `localhost:8080/return`
/// is one too, though no web address.
///
/// Values are equal when their texts are; nothing is normalised.
///
/// With the feature `url`, a `url::Url` converts into it by `From`, and `TryFrom`
/// leads back. A URL may hold characters that a URI may not; validation reports
/// them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Uri(Box<str>);

text_value!(Uri);

impl Uri {
    /// Reports whether the text is a URI with a scheme.
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
