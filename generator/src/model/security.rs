//! Security schemes.

use std::fmt;

use super::names::Name;
use super::operation::Location;
use super::signature::{Refusals, Signature};

/// A security scheme, by which callers authenticate.
#[derive(Debug)]
pub struct SecurityScheme {
    /// The name that operations refer to, and that of the method that sets its credential.
    pub name: Name,
    /// The description, as CommonMark; may be empty.
    pub description: String,
    /// The kind of credential, and its place in a request.
    pub kind: SchemeKind,
    /// The way in which messages are signed, for a scheme that signs.
    pub signature: Option<Signature>,
    /// The result codes of requests that the gateway refuses. Only tests need them.
    pub refusals: Refusals,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// The kind of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a query, a header or a cookie.
    ApiKey {
        /// The part of the request.
        location: Location,
        /// The name there.
        name: String,
    },
    /// A user and a password in the header `Authorization`.
    Basic,
    /// A token in the header `Authorization`.
    Bearer {
        /// The form of the token, for people.
        format: Option<String>,
    },
    /// A value of the header `Authorization` of another scheme.
    Http {
        /// The scheme.
        scheme: String,
    },
    /// A token that one of these flows gives.
    OAuth2(Vec<Flow>),
    /// A token of `OpenID` Connect.
    OpenIdConnect {
        /// The URL of the configuration.
        url: Option<String>,
    },
    /// A certificate of the caller, which the transport presents.
    MutualTls,
    /// A scheme that is not known, or lacks a part.
    Unknown {
        /// `type`.
        kind: String,
    },
}

/// A flow of OAuth 2, for documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// The name, such as `clientCredentials`.
    pub name: String,
    /// The URL where a user grants access.
    pub authorization_url: Option<String>,
    /// The URL that gives tokens.
    pub token_url: Option<String>,
    /// The URL that refreshes tokens.
    pub refresh_url: Option<String>,
    /// The scopes, each with its description.
    pub scopes: Vec<(String, String)>,
}

impl SecurityScheme {
    /// Returns whether a caller can set a credential of the scheme.
    #[must_use]
    pub fn has_credential(&self) -> bool {
        self.signature.is_none()
            && match self.kind {
                SchemeKind::ApiKey { .. }
                | SchemeKind::Basic
                | SchemeKind::Bearer { .. }
                | SchemeKind::Http { .. }
                | SchemeKind::OAuth2(_)
                | SchemeKind::OpenIdConnect { .. }
                | SchemeKind::MutualTls => true,
                SchemeKind::Unknown { .. } => false,
            }
    }
}

impl SecurityScheme {
    /// Returns the part of a request that has the credential, with the name there in lower
    /// case. A certificate is in no part, and a signature is no credential.
    #[must_use]
    pub fn place(&self) -> Option<(Location, String)> {
        if !self.has_credential() {
            return None;
        }
        match &self.kind {
            SchemeKind::ApiKey { location, name } => Some((*location, name.to_ascii_lowercase())),
            SchemeKind::Basic
            | SchemeKind::Bearer { .. }
            | SchemeKind::Http { .. }
            | SchemeKind::OAuth2(_)
            | SchemeKind::OpenIdConnect { .. } => {
                Some((Location::Header, "authorization".to_owned()))
            }
            SchemeKind::MutualTls | SchemeKind::Unknown { .. } => None,
        }
    }
}

/// Writes the kind, and the place of a credential.
impl fmt::Display for SchemeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApiKey { location, name } => {
                write!(f, "API key in {} `{name}`", location.as_str())
            }
            Self::Basic => f.write_str("HTTP Basic"),
            Self::Bearer { .. } => f.write_str("bearer token"),
            Self::Http { scheme } => write!(f, "HTTP `{scheme}`"),
            Self::OAuth2(_) => f.write_str("OAuth 2"),
            Self::OpenIdConnect { .. } => f.write_str("OpenID Connect"),
            Self::MutualTls => f.write_str("mutual TLS"),
            Self::Unknown { kind } => write!(f, "unknown type `{kind}`"),
        }
    }
}
