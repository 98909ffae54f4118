//! Prepared requests as text, so that they survive a restart.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::support::{Operation, Sensitive, debug_as_text};

use super::gateway::Gateway;
use super::prepared::{is_path, Prepared, unwritable};
use super::scheme::HasScheme;

impl<O: Operation + HasScheme> Prepared<O> {
    /// Returns the request as a text to store.
    ///
    /// The text holds the body, which can have card data, but no key and no token.
    /// Protect it like the request itself.
    #[must_use]
    pub fn to_text(&self) -> Sensitive<String> {
        let headers = self.headers.iter();
        let headers = headers.map(|(name, value)| Value::from(vec![name.as_str(), value]));
        let ids = self.ids().map(|(name, id)| (name.to_owned(), Value::from(id)));
        let body = self.body.as_ref();
        let members = [
            ("version", Value::from(VERSION)),
            ("operation", Value::from(O::ID)),
            ("server", Value::from(self.gateway.server().url())),
            ("clientId", Value::from(self.gateway.client_id())),
            ("agent", Value::from(self.gateway.agent())),
            ("path", Value::from(self.path.as_str())),
            ("headers", headers.collect()),
            ("contentType", body.map_or(Value::Null, |(it, _)| Value::from(it.as_str()))),
            ("body", body.map_or(Value::Null, |(_, it)| Value::from(STANDARD.encode(it)))),
            ("ids", ids.collect()),
        ];
        let members = members.map(|(name, value)| (name.to_owned(), value));
        Sensitive::from(Value::Object(Map::from_iter(members)).to_string())
    }

    /// Returns the request that was stored as a text, for the gateway for which it was
    /// prepared.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not one of [`to_text`](Self::to_text), or if the
    /// request was prepared for another operation, server, client id or merchant.
    pub fn from_text(text: &str, gateway: &Gateway) -> Result<Self, RestoreError> {
        let stored = serde_json::from_str(text).map_err(|_| RestoreError::Malformed)?;
        let mut stored = Stored(stored);
        if stored.take("version")? != VERSION {
            return Err(RestoreError::OtherVersion);
        }
        if stored.text("operation")? != O::ID {
            return Err(RestoreError::OtherOperation);
        }
        let server = gateway.server();
        let is_same = stored.text("server")? == server.url()
            && stored.text("clientId")? == gateway.client_id()
            && stored.maybe_text("agent")?.as_deref() == gateway.agent();
        if !is_same || gateway.check(O::SCHEME).is_err() {
            return Err(RestoreError::OtherGateway);
        }
        let body = match (stored.maybe_text("contentType")?, stored.maybe_text("body")?) {
            (None, None) => None,
            (Some(content_type), Some(body)) => {
                if HeaderValue::from_str(&content_type).is_err() {
                    return Err(RestoreError::Malformed);
                }
                let bytes = STANDARD.decode(body).map_err(|_| RestoreError::Malformed)?;
                Some((content_type, bytes))
            }
            (Some(_), None) | (None, Some(_)) => return Err(RestoreError::Malformed),
        };
        let path = stored.text("path")?;
        let headers: Vec<(String, String)> = stored.read("headers")?;
        let ids: BTreeMap<String, String> = stored.read("ids")?;
        let is_path = is_path(&path, server.base_path());
        if !is_path || unwritable(&headers).is_some() || !stored.0.is_empty() {
            return Err(RestoreError::Malformed);
        }
        Ok(Self {
            gateway: gateway.clone(),
            path,
            headers,
            body,
            ids,
            operation: PhantomData,
        })
    }
}

/// The version of the form of stored requests.
const VERSION: u32 = 1;

/// The members of a stored request. Each must be present, so that a lost one is noticed.
struct Stored(Map<String, Value>);

impl Stored {
    fn take(&mut self, name: &str) -> Result<Value, RestoreError> {
        self.0.remove(name).ok_or(RestoreError::Malformed)
    }

    fn read<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, RestoreError> {
        serde_json::from_value(self.take(name)?).map_err(|_| RestoreError::Malformed)
    }

    fn text(&mut self, name: &str) -> Result<String, RestoreError> {
        self.read(name)
    }

    fn maybe_text(&mut self, name: &str) -> Result<Option<String>, RestoreError> {
        self.read(name)
    }
}

/// The reason why a stored request cannot be restored.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The text is not a stored request.
    Malformed,
    /// The text was stored by a later version of this crate.
    OtherVersion,
    /// The request is one of another operation.
    OtherOperation,
    /// The request was prepared for another server, client id or merchant.
    OtherGateway,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the text is not a stored request",
            Self::OtherVersion => "the stored request has an unknown version",
            Self::OtherOperation => "the stored request is one of another operation",
            Self::OtherGateway => "the stored request is for another server, client id or merchant",
        })
    }
}

debug_as_text!(RestoreError);

impl std::error::Error for RestoreError {}
