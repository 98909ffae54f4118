//! Credentials of callers, by security scheme.
//!
//! No `Debug` and no error shows a credential: they name schemes only.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use crate::support::call::{CredentialPlace, Security, SecurityScheme};
use crate::support::debug_as_text;
use crate::support::value::Sensitive;

/// A token or a key, which can change between two requests.
///
/// `String`, `&'static str` and [`Sensitive`] are tokens that stay the same. A
/// [`SharedToken`] is one that the program replaces.
pub trait Token: Send + Sync {
    /// Returns the current token, or `None` if there is none. It is called once for each
    /// request, and must not wait: a program refreshes a token before it sends a request.
    fn token(&self) -> Option<Sensitive<String>>;
}

impl Token for String {
    fn token(&self) -> Option<Sensitive<String>> {
        Some(Sensitive::new(self.clone()))
    }
}

impl Token for &'static str {
    fn token(&self) -> Option<Sensitive<String>> {
        Some(Sensitive::new((*self).to_owned()))
    }
}

impl Token for Sensitive<String> {
    fn token(&self) -> Option<Sensitive<String>> {
        Some(self.clone())
    }
}

impl<T: Token + ?Sized> Token for Arc<T> {
    fn token(&self) -> Option<Sensitive<String>> {
        (**self).token()
    }
}

/// A token that the program replaces, for example after it was refreshed. All clones have
/// the same token.
#[derive(Clone, Default)]
pub struct SharedToken(Arc<RwLock<Option<Sensitive<String>>>>);

impl SharedToken {
    /// Creates a token that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the token for all later requests.
    pub fn set(&self, token: impl Into<Sensitive<String>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(token.into());
    }

    /// Removes the token, so that later requests need another credential.
    pub fn clear(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Token for SharedToken {
    fn token(&self) -> Option<Sensitive<String>> {
        let token = self.0.read().unwrap_or_else(PoisonError::into_inner);
        token.clone()
    }
}

/// Shows no token.
impl fmt::Debug for SharedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedToken").finish_non_exhaustive()
    }
}

/// Credentials by security scheme. The type `Credentials` of the crate makes them.
#[derive(Clone, Default)]
pub struct Secrets(Vec<(&'static SecurityScheme, Secret)>);

/// No credentials.
impl AsRef<Secrets> for () {
    fn as_ref(&self) -> &Secrets {
        static NONE: Secrets = Secrets::new();
        &NONE
    }
}

#[derive(Clone)]
enum Secret {
    Token(Arc<dyn Token>),
    /// The value of the header of a user and a password.
    Login(Sensitive<String>),
    /// A user and a password of which the server would read others.
    WrongLogin,
    /// The transport has it.
    Certificate,
}

impl Secrets {
    /// Creates credentials without any secret.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn with_token(
        self,
        scheme: &'static SecurityScheme,
        token: impl Token + 'static,
    ) -> Self {
        self.with(scheme, Secret::Token(Arc::new(token)))
    }

    pub(crate) fn with_login(
        self,
        scheme: &'static SecurityScheme,
        user: &str,
        password: &Sensitive<String>,
    ) -> Self {
        // The server reads the password after the first colon (RFC 7617).
        if user.contains(':') {
            return self.with(scheme, Secret::WrongLogin);
        }
        let login = format!("{user}:{}", password.expose());
        let value = format!("Basic {}", base64(login.as_bytes()));
        self.with(scheme, Secret::Login(Sensitive::new(value)))
    }

    pub(crate) fn with_certificate(self, scheme: &'static SecurityScheme) -> Self {
        self.with(scheme, Secret::Certificate)
    }

    fn with(mut self, scheme: &'static SecurityScheme, secret: Secret) -> Self {
        self.0.retain(|(known, _)| known.name != scheme.name);
        self.0.push((scheme, secret));
        self
    }

    /// Returns the values that authorize a request: those of the first alternative whose
    /// credentials are all set.
    ///
    /// # Errors
    ///
    /// Returns an error with the names of the schemes if no alternative has all of its
    /// credentials, or if those of the first one that has cannot be sent.
    pub fn authorize(&self, security: Security) -> Result<Authorization, MissingCredentials> {
        let mut alternatives = security.iter();
        let error = |refusal| MissingCredentials { security, refusal };
        match alternatives.find_map(|schemes| self.values(schemes)) {
            Some(found) => found.map_err(|refusal| error(Some(refusal))),
            None if security.is_empty() => Ok(Authorization::default()),
            None => Err(error(None)),
        }
    }

    /// Returns the values of all schemes, or nothing if one is not set.
    fn values(
        &self,
        schemes: &[&'static SecurityScheme],
    ) -> Option<Result<Authorization, Refusal>> {
        let mut authorization = Authorization::default();
        let mut refusal = None;
        for scheme in schemes {
            let mut known = self.0.iter();
            let (_, secret) = known.find(|(known, _)| known.name == scheme.name)?;
            let value = match secret {
                Secret::Token(token) => token.token()?,
                Secret::Login(value) => value.clone(),
                Secret::WrongLogin => {
                    refusal = Some(Refusal::UserName(scheme));
                    continue;
                }
                Secret::Certificate => continue,
            };
            let Authorization {
                headers,
                query,
                cookies,
            } = &mut authorization;
            let bearer = || Sensitive::new(format!("Bearer {}", value.expose()));
            match scheme.place {
                CredentialPlace::Header(name) => headers.push((name, value)),
                CredentialPlace::Query(name) => query.push((name, value)),
                CredentialPlace::Cookie(name) => cookies.push((name, value)),
                CredentialPlace::Bearer => headers.push((AUTHORIZATION, bearer())),
                CredentialPlace::Basic | CredentialPlace::Authorization => {
                    headers.push((AUTHORIZATION, value));
                }
                CredentialPlace::Transport => {}
            }
            if authorization.is_twofold() {
                refusal = Some(Refusal::Place(scheme));
            }
        }
        Some(refusal.map_or(Ok(authorization), Err))
    }
}

/// Shows the names of the schemes only.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|(scheme, _)| scheme.name);
        f.debug_list().entries(names).finish()
    }
}

impl AsRef<Self> for Secrets {
    fn as_ref(&self) -> &Self {
        self
    }
}

/// The name of the header.
const AUTHORIZATION: &str = "authorization";

/// The values that authorize a request, each with the name of its place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Authorization {
    /// The headers.
    pub headers: Vec<(&'static str, Sensitive<String>)>,
    /// The parameters of the query, which are not percent-encoded yet.
    pub query: Vec<(&'static str, Sensitive<String>)>,
    /// The cookies.
    pub cookies: Vec<(&'static str, Sensitive<String>)>,
}

impl Authorization {
    /// Returns whether the last value of a part has the place of another one.
    fn is_twofold(&self) -> bool {
        let parts = [&self.headers, &self.query, &self.cookies];
        let mut parts = parts.into_iter().filter_map(|part| part.split_last());
        parts.any(|((name, _), others)| {
            let mut others = others.iter();
            others.any(|(other, _)| other.eq_ignore_ascii_case(name))
        })
    }
}

/// The error of a request whose credentials are not set, or cannot be sent. Nothing was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MissingCredentials {
    security: Security,
    refusal: Option<Refusal>,
}

/// The reason why credentials that are set cannot be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Refusal {
    /// The user of the scheme has a colon.
    UserName(&'static SecurityScheme),
    /// Another scheme of the alternative has the same place.
    Place(&'static SecurityScheme),
}

impl MissingCredentials {
    /// Returns the security schemes of each alternative, of which one is needed.
    #[must_use]
    pub fn alternatives(&self) -> Security {
        self.security
    }
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.refusal {
            Some(Refusal::UserName(scheme)) => {
                return write!(f, "the user name of `{scheme}` has a colon");
            }
            Some(Refusal::Place(scheme)) => {
                return write!(
                    f,
                    "the credential of `{scheme}` has the place of another one that is needed too"
                );
            }
            None => {}
        }
        f.write_str("credentials are missing: set ")?;
        for (position, schemes) in self.security.iter().enumerate() {
            if position > 0 {
                f.write_str(", or ")?;
            }
            for (position, scheme) in schemes.iter().enumerate() {
                let and = if position > 0 { " and " } else { "" };
                write!(f, "{and}`{scheme}`")?;
            }
        }
        Ok(())
    }
}

debug_as_text!(MissingCredentials);

impl std::error::Error for MissingCredentials {}

/// Returns bytes in base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const BITS: u32 = 6;
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_u32 {
            let digit = (group >> (BITS * (3 - at))) as usize % DIGITS.len();
            let is_padding = at as usize > chunk.len();
            text.push(if is_padding {
                '='
            } else {
                char::from(DIGITS[digit])
            });
        }
    }
    text
}
