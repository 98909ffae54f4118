//! Prepared requests as text, so that they survive a restart.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::support::Operation;

use super::gateway::Gateway;
use super::prepared::Prepared;
use super::scheme::HasScheme;

impl<O: Operation + HasScheme> Prepared<O> {
    /// Returns the request as a text to store.
    ///
    /// The text holds the body and so whatever is sensitive in it, but no key and no
    /// token. Protect it like the request itself.
    #[must_use]
    pub fn to_text(&self) -> String {
        let texts = |pairs: &mut dyn Iterator<Item = (&str, &str)>| {
            let pairs = pairs.map(|(name, value)| (name.to_owned(), Value::from(value)));
            Value::Object(pairs.collect())
        };
        let headers = self.headers.iter();
        let mut headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
        let body = self.body.as_ref();
        let members = [
            ("operation", Value::from(O::ID)),
            ("server", Value::from(self.gateway.server().url())),
            ("clientId", Value::from(self.gateway.client_id())),
            ("path", Value::from(self.path.as_str())),
            ("headers", texts(&mut headers)),
            ("contentType", body.map_or(Value::Null, |(it, _)| Value::from(it.as_str()))),
            ("body", body.map_or(Value::Null, |(_, it)| Value::from(STANDARD.encode(it)))),
            ("ids", texts(&mut self.ids())),
        ];
        let members = members.map(|(name, value)| (name.to_owned(), value));
        Value::Object(Map::from_iter(members)).to_string()
    }

    /// Returns the request that was stored as a text, for the gateway for which it was
    /// prepared.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not one of [`to_text`](Self::to_text), or if the
    /// request was prepared for another operation, server or client id.
    pub fn from_text(text: &str, gateway: &Gateway) -> Result<Self, RestoreError> {
        let stored: Value = serde_json::from_str(text).map_err(|_| RestoreError::Malformed)?;
        let text_of = |name: &str| stored.get(name).and_then(Value::as_str);
        let required = |name: &str| text_of(name).ok_or(RestoreError::Malformed);
        if required("operation")? != O::ID {
            return Err(RestoreError::OtherOperation);
        }
        let is_same_server = required("server")? == gateway.server().url();
        if !is_same_server || required("clientId")? != gateway.client_id() {
            return Err(RestoreError::OtherGateway);
        }
        let body = match (text_of("contentType"), text_of("body")) {
            (None, None) => None,
            (Some(content_type), Some(body)) => {
                let bytes = STANDARD.decode(body).map_err(|_| RestoreError::Malformed)?;
                Some((content_type.to_owned(), bytes))
            }
            (Some(_), None) | (None, Some(_)) => return Err(RestoreError::Malformed),
        };
        let ids: BTreeMap<_, _> = texts_in(&stored, "ids")?.into_iter().collect();
        Ok(Self {
            gateway: gateway.clone(),
            path: required("path")?.to_owned(),
            headers: texts_in(&stored, "headers")?,
            body,
            ids,
            operation: PhantomData,
        })
    }
}

/// Returns the texts in a member of an object.
fn texts_in(stored: &Value, name: &str) -> Result<Vec<(String, String)>, RestoreError> {
    let members = stored.get(name).and_then(Value::as_object);
    let members = members.ok_or(RestoreError::Malformed)?.iter();
    let texts = members.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    texts.collect::<Option<_>>().ok_or(RestoreError::Malformed)
}

/// The reason why a stored request cannot be restored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum RestoreError {
    /// The text is not a stored request.
    Malformed,
    /// The request is one of another operation.
    OtherOperation,
    /// The request was prepared for another server or client id.
    OtherGateway,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the text is not a stored request",
            Self::OtherOperation => "the stored request is one of another operation",
            Self::OtherGateway => "the stored request is for another server or client id",
        })
    }
}

impl std::error::Error for RestoreError {}
