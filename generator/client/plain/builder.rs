//! The builder of both clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::support::{Given, Secrets, Set, Server};

use super::blocking_client::BlockingClient;
use super::blocking_transport::BlockingTransport;
use super::build_error::BuildError;
use super::caller::Caller;
use super::client::Client;
use super::transport::{BoxTransport, Transport};

/// States of required parts that are not set, named after the parts.
#[cfg_attr(doc, doc(hidden))]
#[allow(
    non_camel_case_types,
    reason = "the compiler's message shows the part's own name"
)]
pub mod unset {
    /// The state of the server that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct server;

    /// The state of the transport that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct transport;
}

/// The default maximum number of bytes in the body of an answer.
const LARGEST: usize = 16 * 1024 * 1024;

/// A builder of a [`Client`] or a [`BlockingClient`].
///
/// The server and the transport are required: without one of them, `build` does not
/// compile. [`Given`](crate::builder::Given) is the trait of parts that are set.
pub struct ClientBuilder<C, S = unset::server, T = unset::transport> {
    server: S,
    transport: T,
    others: Others,
    client: PhantomData<fn() -> C>,
}

/// The optional parts.
struct Others {
    credentials: Secrets,
    headers: Vec<(String, String)>,
    allowed: Vec<Server>,
    largest: usize,
    is_loopback_allowed: bool,
    is_validated: bool,
}

impl Client {
    /// Creates a builder without any part set.
    #[must_use]
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }
}

impl BlockingClient {
    /// Creates a builder without any part set.
    #[must_use]
    pub fn builder() -> ClientBuilder<Self> {
        ClientBuilder::new()
    }
}

impl<C> ClientBuilder<C> {
    fn new() -> Self {
        Self {
            server: unset::server,
            transport: unset::transport,
            others: Others {
                credentials: Secrets::new(),
                headers: Vec::new(),
                allowed: Vec::new(),
                largest: LARGEST,
                is_loopback_allowed: false,
                is_validated: true,
            },
            client: PhantomData,
        }
    }
}

impl<C, S, T> ClientBuilder<C, S, T> {
    /// Sets the server.
    #[must_use]
    pub fn server(self, server: Server) -> ClientBuilder<C, Set<Server>, T> {
        ClientBuilder {
            server: Set(server),
            transport: self.transport,
            others: self.others,
            client: PhantomData,
        }
    }

    /// Sets the credentials. They are sent to the server of the client, and to those that
    /// [`allow_server`](Self::allow_server) names.
    #[must_use]
    pub fn credentials(mut self, credentials: impl Into<Secrets>) -> Self {
        self.others.credentials = credentials.into();
        self
    }

    /// Adds a header to every call, such as that of a version. A header of the same name of a
    /// request or of its credentials replaces it. Without this, `user-agent` has the name and
    /// the version of this crate: some servers refuse requests that have none.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.others.headers.push((name.into(), value.into()));
        self
    }

    /// Allows operations that have this server of their own to be sent there, with the
    /// credentials of the client.
    #[must_use]
    pub fn allow_server(mut self, server: Server) -> Self {
        self.others.allowed.push(server);
        self
    }

    /// Allows a server on this machine without encryption, such as `http://127.0.0.1:8080`
    /// in a test. Every operation is sent to it, even one that has another server.
    #[must_use]
    pub fn allow_loopback(mut self) -> Self {
        self.others.is_loopback_allowed = true;
        self
    }

    /// Sets the maximum number of bytes in the body of an answer that `send` reads: 16 MiB
    /// by default.
    #[must_use]
    pub fn largest_answer(mut self, bytes: usize) -> Self {
        self.others.largest = bytes;
        self
    }

    /// Sends requests that break a documented rule, for rules that are out of date.
    #[must_use]
    pub fn without_validation(mut self) -> Self {
        self.others.is_validated = false;
        self
    }

    fn with_transport<U>(self, transport: U) -> ClientBuilder<C, S, Set<U>> {
        ClientBuilder {
            server: self.server,
            transport: Set(transport),
            others: self.others,
            client: PhantomData,
        }
    }

    /// Checks the parts that both clients have, and returns them with the transport.
    fn parts<U>(self) -> Result<(Caller, U), BuildError>
    where
        S: Given<Server>,
        T: Given<U>,
    {
        let (server, others) = (self.server.given(), self.others);
        let is_loopback = others.is_loopback_allowed && server.is_loopback();
        let is_encrypted =
            |it: &Server| it.scheme() == "https" || (is_loopback && it.is_loopback());
        if !is_encrypted(&server) || !others.allowed.iter().all(is_encrypted) {
            return Err(BuildError::NotEncrypted);
        }
        let caller = Caller {
            headers: headers(others.headers)?,
            server,
            credentials: others.credentials,
            allowed: others.allowed,
            largest: others.largest,
            is_loopback,
            is_validated: others.is_validated,
        };
        Ok((caller, self.transport.given()))
    }
}

/// The name and the version of this crate.
const CRATE: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Returns the headers of every call. `Debug` does not show their values.
fn headers(pairs: Vec<(String, String)>) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_static(CRATE));
    for (name, value) in pairs {
        let key = HeaderName::from_bytes(name.as_bytes()).ok();
        let value = HeaderValue::from_str(&value).ok();
        let (Some(key), Some(mut value)) = (key, value) else {
            return Err(BuildError::Header { name });
        };
        value.set_sensitive(true);
        headers.insert(key, value);
    }
    Ok(headers)
}

impl<S, T> ClientBuilder<Client, S, T> {
    /// Sets the transport.
    #[must_use]
    pub fn transport(
        self,
        transport: impl Transport + 'static,
    ) -> ClientBuilder<Client, S, Set<BoxTransport>> {
        self.with_transport(BoxTransport::new(transport))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if a server is called without encryption, or if a header cannot be
    /// written.
    pub fn build(self) -> Result<Client, BuildError>
    where
        S: Given<Server>,
        T: Given<BoxTransport>,
    {
        let (caller, transport) = self.parts()?;
        Ok(Client::new(caller, transport))
    }
}

impl<S, T> ClientBuilder<BlockingClient, S, T> {
    /// Sets the transport.
    #[must_use]
    pub fn transport(
        self,
        transport: impl BlockingTransport + 'static,
    ) -> ClientBuilder<BlockingClient, S, Set<Arc<dyn BlockingTransport>>> {
        let transport: Arc<dyn BlockingTransport> = Arc::new(transport);
        self.with_transport(transport)
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if a server is called without encryption, or if a header cannot be
    /// written.
    pub fn build(self) -> Result<BlockingClient, BuildError>
    where
        S: Given<Server>,
        T: Given<Arc<dyn BlockingTransport>>,
    {
        let (caller, transport) = self.parts()?;
        Ok(BlockingClient::new(caller, transport))
    }
}

/// Shows no part, since some are secret.
impl<C, S, T> fmt::Debug for ClientBuilder<C, S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
