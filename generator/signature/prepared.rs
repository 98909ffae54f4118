//! Prepared requests: the bytes are fixed once, and every attempt sends the same bytes.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime, SystemTimeError, UNIX_EPOCH};

use http::uri::PathAndQuery;
use http::{HeaderName, HeaderValue};

use crate::support::{Answer, Body, DateTime, Operation};

use super::gateway::Gateway;
use super::header;
use super::in_doubt::{Doubt, InDoubt};
use super::keys::{Sign, SignError};
use super::prepare_error::PrepareError;
use super::scheme::{HasScheme, Signed};
use super::verifier::{Received, Verifier, headers_of};

/// A request whose URL and body are fixed, ready to be signed and sent.
///
/// Store it before the first attempt, and send it again after a timeout or a restart:
/// [`to_text`](Self::to_text) and [`from_text`](Self::from_text) keep every byte. Each
/// attempt has its own time and signature.
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
        let body = body.map(stored).transpose()?;
        let mut path = format!("{}{}", gateway.server().base_path(), request.path());
        let query = request.query();
        if !query.is_empty() {
            path.push('?');
            path.push_str(&query);
        }
        if !is_path(&path, gateway.server().base_path()) {
            return Err(PrepareError::Path);
        }
        let headers = request.headers().into_iter();
        let headers: Vec<_> = headers.map(|(name, value)| (name.to_owned(), value)).collect();
        if let Some(name) = unwritable(&headers) {
            return Err(PrepareError::Header { name: name.to_owned() });
        }
        let ids = request.ids().into_iter();
        Ok(Self {
            gateway: gateway.clone(),
            path,
            headers,
            body,
            ids: ids.map(|(name, id)| (name.to_owned(), id.to_owned())).collect(),
            operation: PhantomData,
        })
    }

    /// Returns the gateway.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
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

    /// Returns the ids that identify the request, by their names on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids.iter().map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Returns an id that a request about this one needs.
    #[cfg(feature = "client")]
    #[allow(dead_code, reason = "an API may have no inquiry")]
    pub(crate) fn required_id(&self, name: &'static str) -> Result<&str, PrepareError> {
        let id = self.ids.get(name).map(String::as_str);
        id.ok_or(PrepareError::MissingId { name })
    }

    /// Starts an attempt to send the request. `now` is the current time, because this
    /// crate reads no clock.
    ///
    /// # Errors
    ///
    /// Returns an error if the time is before 1970.
    pub fn attempt(&self, now: SystemTime) -> Result<Attempt<'_, O>, SystemTimeError> {
        let time = now.duration_since(UNIX_EPOCH)?.as_millis().to_string();
        let text = O::SCHEME.text(&Signed {
            method: O::METHOD,
            path: &self.path,
            client_id: self.gateway.client_id(),
            time: &time,
            body: self.body(),
        });
        Ok(Attempt {
            prepared: self,
            now,
            time,
            text,
        })
    }

    /// Returns the error for an attempt without an answer, such as after a timeout.
    #[must_use]
    pub fn no_answer(&self) -> InDoubt {
        InDoubt::new::<O>(Doubt::NoAnswer, None, &self.ids, &[])
    }
}

/// Returns whether a text is the base path of a server and the path of an operation.
/// Any other text behind the host could name another host, and the path that is sent
/// would differ from the signed one without its fragment.
pub(super) fn is_path(text: &str, base: &str) -> bool {
    let rest = text.strip_prefix(base);
    let path = text.parse::<PathAndQuery>();
    rest.is_some_and(|rest| rest.starts_with('/')) && path.is_ok_and(|it| it.as_str() == text)
}

/// Returns the name of a header whose value no header can have.
pub(super) fn unwritable(headers: &[(String, String)]) -> Option<&str> {
    let mut headers = headers.iter();
    let found = headers.find(|(name, value)| {
        HeaderName::from_bytes(name.as_bytes()).is_err() || HeaderValue::from_str(value).is_err()
    });
    found.map(|(name, _)| name.as_str())
}

/// Returns the content type and the bytes of a body.
fn stored(body: Body) -> Result<(String, Vec<u8>), PrepareError> {
    let content_type = body.content_type().to_owned();
    let bytes = body.into_bytes().map_err(PrepareError::Encode)?;
    Ok((content_type, bytes))
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

/// One attempt to send a request: a time, the text to sign, and the reading of the
/// answer.
pub struct Attempt<'a, O> {
    prepared: &'a Prepared<O>,
    now: SystemTime,
    time: String,
    text: Vec<u8>,
}

impl<O: Operation + HasScheme> Attempt<'_, O> {
    /// The time by which the clocks of the gateway and of this machine may differ.
    const CLOCKS: Duration = Duration::from_secs(300);

    /// Returns the bytes to sign. They contain the body: do not log them.
    #[must_use]
    pub fn text_to_sign(&self) -> &[u8] {
        &self.text
    }

    /// Signs the request.
    ///
    /// `Debug` of the result shows the body, which can have card data: do not log it.
    ///
    /// # Errors
    ///
    /// Returns an error if the key cannot sign the text.
    pub fn sign(&self, key: &(impl Sign + ?Sized)) -> Result<http::Request<Vec<u8>>, SignError> {
        let signature = key.sign(&self.text)?;
        self.signed(&signature)
    }

    /// Returns the request to send, with a signature of
    /// [`text_to_sign`](Self::text_to_sign) that was made elsewhere, as raw bytes rather
    /// than base64.
    ///
    /// `Debug` of the result shows the body, which can have card data: do not log it.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes cannot be a signature by a key of 2048 to 4096 bits.
    pub fn signed(&self, signature: &[u8]) -> Result<http::Request<Vec<u8>>, SignError> {
        check_length(signature)?;
        let (scheme, prepared) = (O::SCHEME, self.prepared);
        let gateway = &prepared.gateway;
        let request = http::Request::builder()
            .method(O::METHOD)
            .uri(prepared.url())
            .header(scheme.client_id, gateway.client_id())
            .header(scheme.request_time, &self.time);
        let headers = prepared.headers.iter();
        let request = headers.fold(request, |request, (name, value)| {
            request.header(name, value)
        });
        let content_type = prepared.body.iter().map(|(content_type, _)| content_type);
        let request = content_type.fold(request, |request, value| {
            request.header(http::header::CONTENT_TYPE, value)
        });
        let body = prepared.body().to_vec();
        let mut request = request.body(body).map_err(SignError::new)?;
        let signature = header::write(scheme, gateway.key_version(), signature);
        insert_secret(&mut request, scheme.header, &signature)?;
        if let Some((name, token)) = scheme.agent_token.zip(gateway.agent_token()) {
            insert_secret(&mut request, name, token)?;
        }
        Ok(request)
    }

    /// Verifies the answer to this attempt, and then reads it.
    ///
    /// `headers` are pairs of a name and a value, such as a reference to an
    /// `http::HeaderMap`. `body` is the body as it was received.
    ///
    /// The signature covers the method, the path, the client id, the time and the body
    /// of the answer, but not the request. The answer is therefore also refused if one
    /// of its ids differs from the request's, or if it is more than five minutes older
    /// than the attempt.
    ///
    /// # Errors
    ///
    /// Returns an error if the answer is not signed by the gateway for this client and
    /// this path, answers another request, or cannot be read. Every error leaves the
    /// outcome of the request in doubt.
    pub fn read<N: AsRef<str>, V: AsRef<[u8]>>(
        &self,
        verifier: &Verifier,
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: &[u8],
    ) -> Result<O::Response, InDoubt> {
        let headers: Vec<(N, V)> = headers.into_iter().collect();
        self.verified(verifier, status, headers_of(&headers), body)
            .map_err(|doubt| InDoubt::new::<O>(doubt, Some(status), &self.prepared.ids, body))
    }

    /// Returns the doubt of an attempt without an answer that can be verified.
    #[cfg(feature = "client")]
    pub(crate) fn in_doubt(&self, doubt: Doubt, status: Option<u16>) -> InDoubt {
        InDoubt::new::<O>(doubt, status, &self.prepared.ids, &[])
    }

    fn verified<'h>(
        &self,
        verifier: &Verifier,
        status: u16,
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        body: &[u8],
    ) -> Result<O::Response, Doubt> {
        let (scheme, prepared) = (O::SCHEME, self.prepared);
        if verifier.client_id() != prepared.gateway.client_id() {
            return Err(Doubt::OtherVerifier);
        }
        let message = Received {
            method: O::METHOD,
            path: &prepared.path,
            body,
        };
        let time = verifier.verify(scheme, scheme.response_time, headers, message);
        if self.is_older(time.map_err(Doubt::Unverified)?) {
            return Err(Doubt::Old);
        }
        let response = O::read(&Answer::new(status, body));
        let response = response.map_err(|it| Doubt::Unreadable(it.into_decode_error()))?;
        for (name, id) in O::ids_of(&response) {
            let sent = prepared.ids.get(name);
            if !id.is_empty() && sent.is_some_and(|sent| sent != id) {
                return Err(Doubt::OtherRequest { member: name });
            }
        }
        Ok(response)
    }

    /// Returns whether an answer is older than the attempt. A time in an unknown form
    /// is not compared: it is signed, so nobody but the gateway can have chosen it.
    fn is_older(&self, time: &str) -> bool {
        const MILLISECONDS: u64 = 1000;
        let seconds = match time.parse::<u64>() {
            Ok(milliseconds) => Some(milliseconds / MILLISECONDS),
            Err(_) => DateTime::from(time).unix_seconds().and_then(|it| it.try_into().ok()),
        };
        let answered = seconds.and_then(|it| UNIX_EPOCH.checked_add(Duration::from_secs(it)));
        let latest = answered.and_then(|answered| answered.checked_add(Self::CLOCKS));
        latest.is_some_and(|latest| latest < self.now)
    }
}

/// Refuses what cannot be a signature, such as one that is already in base64.
fn check_length(signature: &[u8]) -> Result<(), SignError> {
    const BYTES: std::ops::RangeInclusive<usize> = 256..=512;
    let is_text = signature.iter().all(|byte| byte.is_ascii_graphic() || *byte == b'\n');
    if is_text {
        Err(SignError::new(
            "the signature is empty or a text: decode it from base64 or hex first",
        ))
    } else if BYTES.contains(&signature.len()) {
        Ok(())
    } else {
        Err(SignError::new("the signature does not have 256 to 512 bytes"))
    }
}

/// Inserts a header that `Debug` does not show.
fn insert_secret(
    request: &mut http::Request<Vec<u8>>,
    name: &str,
    value: &str,
) -> Result<(), SignError> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(SignError::new)?;
    let mut value = HeaderValue::from_str(value).map_err(SignError::new)?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

/// Shows the URL and the time, but not the text to sign.
impl<O: Operation + HasScheme> fmt::Debug for Attempt<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("url", &self.prepared.url())
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}
