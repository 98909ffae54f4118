//! Verification of signed messages, before anything in them is read.

use std::fmt;
use std::sync::Arc;

use super::header;
use super::keys::Verify;
use super::rejection::Rejection;
use super::scheme::{Scheme, Signed};

/// Verifies what the gateway sends to one client: answers and notifications.
///
/// The client id is the configured one, never that of a message. Otherwise a genuine
/// message to another merchant would be accepted.
#[derive(Clone)]
pub struct Verifier {
    client_id: Arc<str>,
    key: Arc<dyn Verify>,
}

impl Verifier {
    /// Creates a verifier of the messages to a client, from the gateway's public key.
    pub fn new(client_id: &str, key: impl Verify + 'static) -> Self {
        Self {
            client_id: client_id.into(),
            key: Arc::new(key),
        }
    }

    /// Returns the client id.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Verifies a message, and returns its time. `time` is the name of the header with
    /// it.
    pub(super) fn verify<'h>(
        &self,
        scheme: &Scheme,
        time: &str,
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        message: Received<'_>,
    ) -> Result<&'h str, Rejection> {
        let [signature, time, client_id] =
            unique([scheme.header, time, scheme.client_id], headers)?;
        let (signature, time) = match (signature, time) {
            (Some(signature), Some(time)) => (signature, time),
            (None, None) => return Err(Rejection::Unsigned),
            (Some(_), None) | (None, Some(_)) => return Err(Rejection::Incomplete),
        };
        let signature = header::read(scheme, signature)?;
        let time = time_text(time).ok_or(Rejection::MalformedTime)?;
        if client_id.is_some_and(|it| it != self.client_id.as_bytes()) {
            return Err(Rejection::OtherClient);
        }
        let text = scheme.text(&Signed {
            method: message.method,
            path: message.path,
            client_id: &self.client_id,
            time,
            body: message.body,
        });
        if self.key.verify(&text, &signature) {
            Ok(time)
        } else {
            Err(Rejection::WrongSignature)
        }
    }
}

/// Shows the client id only.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// A message whose signature is verified.
#[derive(Clone, Copy)]
pub(super) struct Received<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub body: &'a [u8],
}

/// Returns headers as pairs of a text and bytes.
pub(super) fn headers_of<N: AsRef<str>, V: AsRef<[u8]>>(
    headers: &[(N, V)],
) -> impl Iterator<Item = (&str, &[u8])> {
    let headers = headers.iter();
    headers.map(|(name, value)| (name.as_ref(), value.as_ref()))
}

/// Returns the values of headers, each of which may occur once.
fn unique<'h, const N: usize>(
    names: [&str; N],
    headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
) -> Result<[Option<&'h [u8]>; N], Rejection> {
    let mut values = [None; N];
    for (name, value) in headers {
        let places = names.iter().zip(&mut values);
        for (_, place) in places.filter(|(known, _)| known.eq_ignore_ascii_case(name)) {
            if place.replace(value).is_some() {
                return Err(Rejection::RepeatedHeader);
            }
        }
    }
    Ok(values)
}

/// Returns the text of a time, of which only the characters are checked: the gateway
/// writes it in several forms, and the form is part of what is signed.
fn time_text(time: &[u8]) -> Option<&str> {
    const LONGEST: usize = 40;
    let is_in_time = |byte: &u8| byte.is_ascii_digit() || b"TZ:+.-".contains(byte);
    let is_time = (1..=LONGEST).contains(&time.len()) && time.iter().all(is_in_time);
    std::str::from_utf8(time).ok().filter(|_| is_time)
}
