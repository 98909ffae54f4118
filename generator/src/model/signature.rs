//! The signature scheme of messages.

/// A signature scheme: RSA (PKCS #1 v1.5, SHA-256) over a text with parts of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name of the algorithm in the header of the signature.
    pub algorithm: String,
    /// The header of the signature.
    pub header: String,
    /// The names of the items in that header: algorithm, key version and signature.
    pub items: [String; 3],
    /// The header of the client id.
    pub client_id: String,
    /// The header of the time of a request, in milliseconds since 1970.
    pub request_time: String,
    /// The header of the time of a response.
    pub response_time: String,
    /// The header of the token of an agent, if there is one.
    pub agent_token: Option<String>,
    /// The beginning of the client ids of sandboxes, if they have one.
    pub sandbox_client_id: Option<String>,
    /// The status values that an unsigned response may report.
    pub unsigned_statuses: Vec<String>,
    /// The text that is signed.
    pub text: Vec<SignedPart>,
}

/// The result codes of requests that the gateway refuses, as far as they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    /// The code for a wrong signature.
    pub signature: Option<String>,
    /// The code for an unknown client id.
    pub client: Option<String>,
    /// The code for an unknown path.
    pub path: Option<String>,
    /// The code for an invalid request.
    pub request: Option<String>,
}

/// A part of the text that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedPart {
    /// A constant text.
    Text(String),
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

impl SignedPart {
    /// The parts that depend on the message, with their names in a template.
    pub const VARIABLE: [(&str, Self); 5] = [
        ("method", Self::Method),
        ("path", Self::Path),
        ("client-id", Self::ClientId),
        ("time", Self::Time),
        ("body", Self::Body),
    ];
}
