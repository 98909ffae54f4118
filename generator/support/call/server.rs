//! Servers as values: the base URL in parts, so that nothing has to split it.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;

use crate::support::debug_as_text;
use crate::support::redact::REDACTED;
use crate::support::syntax::{has_dot_segment, host_and_port, is_base_path, is_port_number};

/// A server: the base URL to which the path of an operation is appended.
///
/// `Debug` and `Display` show its base URL with `[redacted]` in place of the values of
/// sensitive variables; [`url`](Self::url) returns the whole one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Server {
    scheme: Cow<'static, str>,
    authority: Cow<'static, str>,
    base_path: Cow<'static, str>,
    /// The base URL as logs show it, if it contains a secret.
    redacted: Option<String>,
    description: Cow<'static, str>,
    environment: Environment,
}

/// A variable in the template of a server's URL.
pub(crate) struct ServerVariable<'a> {
    name: &'static str,
    value: &'a str,
    /// The allowed values; all, if there is none.
    allowed: &'static [&'static str],
    /// True if logs must not contain the value.
    is_sensitive: bool,
}

impl<'a> ServerVariable<'a> {
    pub(crate) const fn new(
        name: &'static str,
        value: &'a str,
        allowed: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            value,
            allowed,
            is_sensitive: false,
        }
    }

    /// Creates a variable whose value logs must not contain.
    pub(crate) const fn sensitive(
        name: &'static str,
        value: &'a str,
        allowed: &'static [&'static str],
    ) -> Self {
        Self {
            is_sensitive: true,
            ..Self::new(name, value, allowed)
        }
    }
}

/// The environment of a server.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Environment {
    /// A server that moves money.
    Production,
    /// A server for tests.
    Sandbox,
    /// The environment is not known, as for a server of one's own.
    Unspecified,
}

impl Server {
    pub(crate) const fn known(
        [scheme, authority, base_path]: [&'static str; 3],
        description: &'static str,
        environment: Environment,
    ) -> Self {
        Self {
            scheme: Cow::Borrowed(scheme),
            authority: Cow::Borrowed(authority),
            base_path: Cow::Borrowed(base_path),
            redacted: None,
            description: Cow::Borrowed(description),
            environment,
        }
    }

    /// Creates a server from its base URL, such as `http://127.0.0.1:8080/api` for a
    /// server of a test. A slash at the end is removed.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an absolute `http` or `https` URL of a host
    /// and a path only: a base URL has no user, query or fragment.
    pub fn new(url: &str) -> Result<Self, ServerError> {
        let (scheme, rest) = url.split_once("://").ok_or(ServerError::Scheme)?;
        if scheme != "https" && scheme != "http" {
            return Err(ServerError::Scheme);
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(ServerError::Host);
        }
        let (_, port) = host_and_port(authority).ok_or(ServerError::Host)?;
        if !is_port_number(port) {
            return Err(ServerError::Port);
        }
        if !is_base_path(path) {
            return Err(ServerError::Path);
        }
        if has_dot_segment(path) {
            return Err(ServerError::DotSegment);
        }
        Ok(Self {
            scheme: scheme.to_owned().into(),
            authority: authority.to_owned().into(),
            base_path: path.trim_end_matches('/').to_owned().into(),
            redacted: None,
            description: Cow::Borrowed(""),
            environment: Environment::Unspecified,
        })
    }

    /// Creates a server from a template of its URL: `origin`, if the template is a path, then
    /// the template with the values of its variables.
    pub(crate) fn filled(
        origin: &str,
        template: &str,
        variables: &[ServerVariable<'_>],
        description: &'static str,
        environment: Environment,
    ) -> Result<Self, ServerError> {
        let mut url = String::from(origin.trim_end_matches('/'));
        let mut shown = url.clone();
        let mut rest = template;
        while let Some((text, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            url.push_str(text);
            shown.push_str(text);
            let mut variables = variables.iter();
            if let Some(variable) = variables.find(|it| it.name == name) {
                let ServerVariable { value, allowed, .. } = *variable;
                let is_listed = allowed.is_empty() || allowed.contains(&value);
                // A slash within the host would end it.
                let is_in_path = url
                    .split_once("://")
                    .is_some_and(|(_, it)| it.contains('/'));
                if !is_listed || (value.contains('/') && !is_in_path) {
                    let name = variable.name;
                    return Err(ServerError::Variable { name });
                }
                url.push_str(value);
                shown.push_str(if variable.is_sensitive {
                    REDACTED
                } else {
                    value
                });
            }
            rest = after;
        }
        url.push_str(rest);
        shown.push_str(rest);
        Ok(Self {
            redacted: variables
                .iter()
                .any(|it| it.is_sensitive)
                .then(|| shown.trim_end_matches('/').to_owned()),
            description: Cow::Borrowed(description),
            environment,
            ..Self::new(&url)?
        })
    }

    /// Returns the scheme, `https` or `http`.
    #[must_use]
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Returns the host, with its port if the URL has one.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Returns the path to which the path of an operation is appended. It is empty or
    /// begins with a slash, and has none at its end.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// Returns the description in the documentation of the API. It is empty for a
    /// server of one's own.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Returns the environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns whether another server has the same scheme and host.
    #[must_use]
    pub fn has_host_of(&self, other: &Self) -> bool {
        self.scheme == other.scheme && self.authority == other.authority
    }

    /// Returns whether the host is this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let authority = self.authority.as_ref();
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if is_port(port) => host,
            Some(_) | None => authority,
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse().is_ok_and(|it: IpAddr| it.is_loopback())
    }

    /// Returns the server with the host of another one, if it has no host.
    pub(crate) fn on_host_of(&self, other: &Self) -> Self {
        if self.authority.is_empty() {
            Self {
                scheme: other.scheme.clone(),
                authority: other.authority.clone(),
                ..self.clone()
            }
        } else {
            self.clone()
        }
    }

    /// Returns the base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}{}", self.scheme, self.authority, self.base_path)
    }
}

/// Writes the base URL, without the values of sensitive variables.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.redacted {
            Some(url) => f.write_str(url),
            None => write!(f, "{}://{}{}", self.scheme, self.authority, self.base_path),
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Server")
            .field(&format_args!("{self}"))
            .finish()
    }
}

/// The reason why a text is not the base URL of a server.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServerError {
    /// The URL does not begin with `https://` or `http://`.
    Scheme,
    /// The host is missing or has an invalid character. A user is not allowed.
    Host,
    /// The port is no number from 0 to 65535.
    Port,
    /// The path has an invalid character. A query and a fragment are not allowed.
    Path,
    /// The path has a segment `.` or `..`, which leads to another path.
    DotSegment,
    /// The value of a variable is not one of the documented values, or ends the host.
    Variable {
        /// The name of the variable.
        name: &'static str,
    },
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "a server's URL must begin with `https://` or `http://`",
            Self::Host => {
                "the host of a server's URL is missing or has an invalid character; a user is not allowed"
            },
            Self::Port => "the port of a server's URL is no number from 0 to 65535",
            Self::DotSegment => {
                "the path of a server's URL has a segment `.` or `..`: write the path that it leads to"
            }
            Self::Path => {
                "the path of a server's URL has an invalid character; a query and a fragment are not allowed"
            }
            Self::Variable { name } => {
                return write!(f, "the value of the variable `{name}` is not allowed in a server's URL");
            }
        })
    }
}

debug_as_text!(ServerError);

impl std::error::Error for ServerError {}
