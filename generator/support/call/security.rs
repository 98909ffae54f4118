//! Security schemes as data: the credentials that a request needs, and their places in it.

use std::fmt;

/// The security schemes of each alternative. A request needs the credentials of all schemes
/// of one alternative, and none if there is no alternative.
pub type Security = &'static [&'static [&'static SecurityScheme]];

/// A security scheme of the API.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SecurityScheme {
    /// The name in the specification.
    pub name: &'static str,
    /// The place of the credential.
    pub place: CredentialPlace,
}

/// The place of a credential in a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum CredentialPlace {
    /// A header of this name.
    Header(&'static str),
    /// A parameter of this name in the query.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
    /// The header `authorization`, as a user and a password.
    Basic,
    /// The header `authorization`, as a token after the word `Bearer`.
    Bearer,
    /// The header `authorization`, as its whole value.
    Authorization,
    /// The certificate of the caller, which the transport presents.
    Transport,
}

/// Writes the name.
impl fmt::Display for SecurityScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
