//! The signature scheme that the specification describes.

/// A signature scheme: RSA (PKCS #1 v1.5, SHA-256) over a text with parts of a message.
///
/// The signature is written in base64, percent-encoded, into a header together with
/// the name of the algorithm and the version of the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scheme {
    /// The name of the algorithm in the header.
    pub algorithm: &'static str,
    /// The header of the signature.
    pub header: &'static str,
    /// The names of the items in the header: algorithm, key version and signature.
    pub items: [&'static str; 3],
    /// The header of the client id.
    pub client_id: &'static str,
    /// The header of the time of a request, in milliseconds since 1970.
    pub request_time: &'static str,
    /// The header of the time of a response.
    pub response_time: &'static str,
    /// The header of the token of an agent, if there is one.
    pub agent_token: Option<&'static str>,
    /// The text that is signed.
    pub text: &'static [Part],
    /// The beginning of the client ids of sandboxes, if they have one.
    pub sandbox_client_id: Option<&'static str>,
    /// The status values that an unsigned answer may report. Such an answer proves
    /// nothing.
    pub unsigned_statuses: &'static [&'static str],
}

/// A part of the text that is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A constant text.
    Text(&'static str),
    /// The HTTP method.
    Method,
    /// The path of the URL with its query.
    Path,
    /// The client id.
    ClientId,
    /// The time, as it is in the header.
    Time,
    /// The body, as it is sent.
    Body,
}

/// A message that is signed, without its signature.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub client_id: &'a str,
    pub time: &'a str,
    pub body: &'a [u8],
}

impl Scheme {
    /// Returns the text that is signed.
    pub(super) fn text(&self, message: &Signed<'_>) -> Vec<u8> {
        let parts = self.text.iter().map(|part| match part {
            Part::Text(text) => text.as_bytes(),
            Part::Method => message.method.as_bytes(),
            Part::Path => message.path.as_bytes(),
            Part::ClientId => message.client_id.as_bytes(),
            Part::Time => message.time.as_bytes(),
            Part::Body => message.body,
        });
        parts.collect::<Vec<_>>().concat()
    }
}

/// A message that is signed by a [`Scheme`]. Requests and notifications implement it.
pub trait HasScheme {
    /// The signature scheme of the message.
    const SCHEME: &'static Scheme;
}
