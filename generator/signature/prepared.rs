//! Prepared requests: the bytes are fixed once, and every attempt sends the same bytes.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::time::{SystemTime, SystemTimeError, UNIX_EPOCH};

use http::{HeaderName, HeaderValue};

use crate::support::{Answer, Body, Operation};

use super::gateway::Gateway;
use super::header;
use super::in_doubt::{Doubt, InDoubt};
use super::keys::{Sign, SignError};
use super::prepare_error::PrepareError;
use super::scheme::{HasScheme, Scheme, Signed};
use super::verifier::{Received, Verifier};

/// A request whose URL and body are fixed, ready to be signed and sent.
///
/// Send it again after a timeout, also after a restart: [`to_text`](Self::to_text) and
/// [`from_text`](Self::from_text) keep every byte. Each attempt has its own time and
/// signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared<O> {
    pub(super) gateway: Gateway,
    pub(super) path: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<(String, Vec<u8>)>,
    pub(super) ids: BTreeMap<String, String>,
    pub(super) operation: PhantomData<fn() -> O>,
}

impl<O: Operation + HasScheme> Prepared<O> {
    /// Prepares a request for a gateway.
    ///
    /// # Errors
    ///
    /// Returns an error if the request breaks a documented rule, if it cannot be
    /// written, or if the client id belongs to another environment than the server.
    pub fn new(request: &O, gateway: &Gateway) -> Result<Self, PrepareError> {
        request.validate().map_err(PrepareError::Invalid)?;
        Self::new_unvalidated(request, gateway)
    }

    /// Prepares a request that may break a documented rule, for a rule that is out of
    /// date.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be written, or if the client id belongs
    /// to another environment than the server.
    pub fn new_unvalidated(request: &O, gateway: &Gateway) -> Result<Self, PrepareError> {
        gateway.check(O::SCHEME).map_err(PrepareError::Gateway)?;
        let body = request.body().map_err(PrepareError::Encode)?;
        let mut path = format!("{}{}", gateway.server().base_path(), request.path());
        let query = request.query();
        if !query.is_empty() {
            path.push('?');
            path.push_str(&query);
        }
        let headers = request.headers().into_iter();
        let headers: Vec<_> = headers.map(|(name, value)| (name.to_owned(), value)).collect();
        for (name, value) in &headers {
            if HeaderValue::from_str(value).is_err() {
                return Err(PrepareError::Header { name: name.clone() });
            }
        }
        let ids = request.ids().into_iter();
        Ok(Self {
            gateway: gateway.clone(),
            path,
            headers,
            body: body.map(|Body { content_type, bytes }| (content_type.to_owned(), bytes)),
            ids: ids.map(|(name, id)| (name.to_owned(), id.to_owned())).collect(),
            operation: PhantomData,
        })
    }

    /// Returns the HTTP method.
    #[must_use]
    pub fn method(&self) -> &'static str {
        O::METHOD
    }

    /// Returns the path with the base path of the server and the query, as it is signed.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the URL.
    #[must_use]
    pub fn url(&self) -> String {
        let server = self.gateway.server();
        format!("{}://{}{}", server.scheme(), server.authority(), self.path)
    }

    /// Returns the bytes of the body, which are empty if the request has none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.body.as_ref().map_or(&[], |(_, bytes)| bytes)
    }

    /// Returns the ids in the request by which its outcome is inquired, with their
    /// names on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Begins an attempt to send the request at a time, which is the current one. The
    /// function reads no clock.
    ///
    /// # Errors
    ///
    /// Returns an error if the time is before 1970.
    pub fn attempt(&self, now: SystemTime) -> Result<Attempt<'_>, SystemTimeError> {
        let time = now.duration_since(UNIX_EPOCH)?.as_millis().to_string();
        let text = O::SCHEME.text(&Signed {
            method: O::METHOD,
            path: &self.path,
            client_id: self.gateway.client_id(),
            time: &time,
            body: self.body(),
        });
        Ok(Attempt {
            scheme: O::SCHEME,
            method: O::METHOD,
            url: self.url(),
            gateway: &self.gateway,
            headers: &self.headers,
            body: self.body.as_ref(),
            time,
            text,
        })
    }

    /// Reads an answer to the request after verifying it.
    ///
    /// `headers` are pairs of a name and a value, such as a reference to an
    /// `http::HeaderMap`. `body` is the body as it was received.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is not signed by the gateway for this client and
    /// this path, is about another request, or cannot be read. Every error leaves the
    /// outcome of the request in doubt.
    pub fn read<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        verifier: &Verifier,
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<O::Response, InDoubt> {
        let headers: Vec<(N, V)> = headers.into_iter().collect();
        let headers = headers.iter();
        let headers = headers.map(|(name, value)| (name.as_ref(), value.as_ref()));
        self.verified(verifier, status, headers, body)
            .map_err(|doubt| InDoubt::new::<O>(doubt, status, &self.ids, body))
    }

    fn verified<'h>(
        &self,
        verifier: &Verifier,
        status: u16,
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        body: &[u8],
    ) -> Result<O::Response, Doubt> {
        let scheme = O::SCHEME;
        let message = Received {
            method: O::METHOD,
            path: &self.path,
            body,
        };
        let verified = verifier.verify(scheme, scheme.response_time, headers, message);
        verified.map_err(Doubt::Unverified)?;
        if verifier.client_id() != self.gateway.client_id() {
            return Err(Doubt::OtherClient);
        }
        let response = O::read(&Answer::new(status, body)).map_err(Doubt::Unreadable)?;
        for (name, id) in O::ids_of(&response) {
            if self.ids.get(name).is_some_and(|sent| sent != id) {
                return Err(Doubt::OtherRequest { member: name });
            }
        }
        Ok(response)
    }
}

/// Shows the path and the ids, but not the body, which can have card data.
impl<O> fmt::Debug for Prepared<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("gateway", &self.gateway)
            .field("path", &self.path)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}

/// One attempt to send a request: a time, and the text to sign.
pub struct Attempt<'a> {
    scheme: &'static Scheme,
    method: &'static str,
    url: String,
    gateway: &'a Gateway,
    headers: &'a [(String, String)],
    body: Option<&'a (String, Vec<u8>)>,
    time: String,
    text: Vec<u8>,
}

impl Attempt<'_> {
    /// Returns the bytes to sign. They contain the body: do not log them.
    #[must_use]
    pub fn text_to_sign(&self) -> &[u8] {
        &self.text
    }

    /// Signs the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the key cannot sign the text.
    pub fn sign(&self, key: &(impl Sign + ?Sized)) -> Result<http::Request<Vec<u8>>, SignError> {
        let signature = key.sign(&self.text)?;
        self.signed(&signature)
    }

    /// Returns the request to send, with a signature of
    /// [`text_to_sign`](Self::text_to_sign) that was made elsewhere. The signature is
    /// not encoded.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL or a header cannot be written; neither happens with
    /// a request that was prepared.
    pub fn signed(&self, signature: &[u8]) -> Result<http::Request<Vec<u8>>, SignError> {
        let scheme = self.scheme;
        let signature = header::write(scheme, self.gateway.key_version(), signature);
        let request = http::Request::builder()
            .method(self.method)
            .uri(&self.url)
            .header(scheme.client_id, self.gateway.client_id())
            .header(scheme.request_time, &self.time);
        let request = self.headers.iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        let (content_type, body) = match self.body {
            Some((content_type, bytes)) => (Some(content_type), bytes.clone()),
            None => (None, Vec::new()),
        };
        let request = content_type.into_iter().fold(request, |request, value| {
            request.header(http::header::CONTENT_TYPE, value)
        });
        let mut request = request.body(body).map_err(SignError::new)?;
        let token = scheme.agent_token.zip(self.gateway.agent_token());
        let secrets = [Some((scheme.header, signature.as_str())), token];
        for (name, value) in secrets.into_iter().flatten() {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(SignError::new)?;
            let mut value = HeaderValue::from_str(value).map_err(SignError::new)?;
            value.set_sensitive(true);
            request.headers_mut().insert(name, value);
        }
        Ok(request)
    }
}

/// Shows the URL and the time, but not the text to sign.
impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("url", &self.url)
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}
