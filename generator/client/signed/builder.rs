//! The builder of both clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::signature::{Gateway, InDoubt, Sign, Verify};
use crate::support::{Given, Set};

use super::blocking_client::BlockingClient;
use super::blocking_transport::BlockingTransport;
use super::build_error::BuildError;
use super::caller::{Caller, OnDropped};
use super::client::Client;
use super::transport::{BoxTransport, Transport};

/// States of required parts that are not set, named after the parts.
#[cfg_attr(doc, doc(hidden))]
#[allow(
    non_camel_case_types,
    reason = "the compiler's message shows the part's own name"
)]
pub mod unset {
    /// The state of the gateway that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct gateway;

    /// The state of the private key that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct private_key;

    /// The state of the gateway's key that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct gateway_key;

    /// The state of the transport that is not set.
    #[derive(Clone, Copy, Debug)]
    pub struct transport;
}

/// A builder of a [`Client`] or a [`BlockingClient`].
///
/// The gateway, both keys and the transport are required: without one of them, `build`
/// does not compile. [`Given`](crate::builder::Given) is the trait of parts that are set.
pub struct ClientBuilder<
    C,
    G = unset::gateway,
    P = unset::private_key,
    K = unset::gateway_key,
    T = unset::transport,
> {
    gateway: G,
    private_key: P,
    gateway_key: K,
    transport: T,
    is_loopback_allowed: bool,
    on_dropped: Option<OnDropped>,
    client: PhantomData<fn() -> C>,
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
            gateway: unset::gateway,
            private_key: unset::private_key,
            gateway_key: unset::gateway_key,
            transport: unset::transport,
            is_loopback_allowed: false,
            on_dropped: None,
            client: PhantomData,
        }
    }
}

impl<C, G, P, K, T> ClientBuilder<C, G, P, K, T> {
    /// Sets the server and the client id.
    #[must_use]
    pub fn gateway(self, gateway: Gateway) -> ClientBuilder<C, Set<Gateway>, P, K, T> {
        self.with(|_, private, key, transport| (Set(gateway), private, key, transport))
    }

    /// Sets the key that signs requests.
    #[must_use]
    pub fn private_key(
        self,
        key: impl Sign + 'static,
    ) -> ClientBuilder<C, G, Set<Arc<dyn Sign>>, K, T> {
        let private: Set<Arc<dyn Sign>> = Set(Arc::new(key));
        self.with(|gateway, _, key, transport| (gateway, private, key, transport))
    }

    /// Sets the public key of the gateway, which verifies answers.
    #[must_use]
    pub fn gateway_key(
        self,
        key: impl Verify + 'static,
    ) -> ClientBuilder<C, G, P, Set<Arc<dyn Verify>>, T> {
        let key: Set<Arc<dyn Verify>> = Set(Arc::new(key));
        self.with(|gateway, private, _, transport| (gateway, private, key, transport))
    }

    /// Sets both keys.
    #[cfg(feature = "ring")]
    #[must_use]
    pub fn keys(
        self,
        keys: crate::signature::Keys,
    ) -> ClientBuilder<C, G, Set<Arc<dyn Sign>>, Set<Arc<dyn Verify>>, T> {
        self.private_key(keys.private).gateway_key(keys.gateway)
    }

    /// Allows a server on this machine without encryption, such as `http://127.0.0.1:8080`
    /// in a test.
    #[must_use]
    pub fn allow_loopback(mut self) -> Self {
        self.is_loopback_allowed = true;
        self
    }

    /// Sets a function that receives each call whose future is dropped, or whose transport
    /// panics, after it may have been sent. Store the call or log it there: nobody else
    /// gets to know that it is in doubt.
    #[must_use]
    pub fn on_dropped(mut self, report: impl Fn(InDoubt) + Send + Sync + 'static) -> Self {
        self.on_dropped = Some(Arc::new(report));
        self
    }

    /// Changes the states of the required parts.
    fn with<G2, P2, K2, T2>(
        self,
        change: impl FnOnce(G, P, K, T) -> (G2, P2, K2, T2),
    ) -> ClientBuilder<C, G2, P2, K2, T2> {
        let (gateway, private_key, gateway_key, transport) =
            change(self.gateway, self.private_key, self.gateway_key, self.transport);
        ClientBuilder {
            gateway,
            private_key,
            gateway_key,
            transport,
            is_loopback_allowed: self.is_loopback_allowed,
            on_dropped: self.on_dropped,
            client: PhantomData,
        }
    }

    /// Checks the parts that both clients have, and returns them with the transport.
    fn parts<S>(self) -> Result<(Caller, S), BuildError>
    where
        G: Given<Gateway>,
        P: Given<Arc<dyn Sign>>,
        K: Given<Arc<dyn Verify>>,
        T: Given<S>,
    {
        let gateway = self.gateway.given();
        gateway.check(&crate::scheme::SCHEME).map_err(BuildError::Gateway)?;
        if gateway.server().scheme() != "https" && !self.is_loopback_allowed {
            return Err(BuildError::NotEncrypted);
        }
        let caller = Caller {
            verifier: gateway.verifier(self.gateway_key.given()),
            private_key: self.private_key.given(),
            gateway,
            on_dropped: self.on_dropped,
        };
        Ok((caller, self.transport.given()))
    }
}

impl<G, P, K, T> ClientBuilder<Client, G, P, K, T> {
    /// Sets the transport.
    #[must_use]
    pub fn transport(
        self,
        transport: impl Transport + 'static,
    ) -> ClientBuilder<Client, G, P, K, Set<BoxTransport>> {
        let transport = Set(BoxTransport::new(transport));
        self.with(|gateway, private, key, _| (gateway, private, key, transport))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if the client id and the server belong to different environments,
    /// or if the server is called without encryption.
    pub fn build(self) -> Result<Client, BuildError>
    where
        G: Given<Gateway>,
        P: Given<Arc<dyn Sign>>,
        K: Given<Arc<dyn Verify>>,
        T: Given<BoxTransport>,
    {
        let (caller, transport) = self.parts()?;
        Ok(Client::new(caller, transport))
    }
}

impl<G, P, K, T> ClientBuilder<BlockingClient, G, P, K, T> {
    /// Sets the transport.
    #[must_use]
    pub fn transport(
        self,
        transport: impl BlockingTransport + 'static,
    ) -> ClientBuilder<BlockingClient, G, P, K, Set<Arc<dyn BlockingTransport>>> {
        let transport: Set<Arc<dyn BlockingTransport>> = Set(Arc::new(transport));
        self.with(|gateway, private, key, _| (gateway, private, key, transport))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if the client id and the server belong to different environments,
    /// or if the server is called without encryption.
    pub fn build(self) -> Result<BlockingClient, BuildError>
    where
        G: Given<Gateway>,
        P: Given<Arc<dyn Sign>>,
        K: Given<Arc<dyn Verify>>,
        T: Given<Arc<dyn BlockingTransport>>,
    {
        let (caller, transport) = self.parts()?;
        Ok(BlockingClient::new(caller, transport))
    }
}

/// Shows no part, since some are secret.
impl<C, G, P, K, T> fmt::Debug for ClientBuilder<C, G, P, K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
