//! URIs: keeps the wire text, judges it by RFC 3986.
//!
//! The grammar is applied as it stands, with a scheme required; what a scheme
//! adds to it (that `https` needs a host, say) is not.

use super::syntax;
use super::text::text_value;

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
