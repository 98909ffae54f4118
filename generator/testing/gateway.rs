//! The gateway of tests.

use std::any::TypeId;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::client::{BlockingClient, Client};
use crate::scheme::SCHEME;
use crate::signature::{Gateway, HasScheme, Verifier};
use crate::support::{Environment, Operation, Server};

use super::desk::Desk;
use super::exchange::{Exchanged, answer};
use super::inspect::inspect;
use super::keys::TestKeys;
use super::message::{Delivery, TestMessage};
use super::request::TestRequest;
use super::script_error::ScriptError;
use super::setup_error::SetupError;

/// A gateway in memory, which answers the requests of this crate.
///
/// It is a transport of both clients. A clone is the same gateway.
#[derive(Clone)]
pub struct TestGateway(Arc<Parts>);

struct Parts {
    gateway: Gateway,
    keys: TestKeys,
    desk: Mutex<Desk>,
}

/// The server of clients in memory. Nobody can own a host of this domain.
const SERVER: Server =
    Server::known(["https", "gateway.invalid", ""], "", Environment::Unspecified);

impl TestGateway {
    /// Creates a gateway with [keys of this process](TestKeys::made).
    ///
    /// # Errors
    ///
    /// Returns an error if the keys cannot be made.
    pub fn new() -> Result<Self, SetupError> {
        let prefix = SCHEME.sandbox_client_id.unwrap_or_default();
        Self::for_client(&format!("{prefix}TEST"), TestKeys::made()?)
    }

    /// Creates a gateway for a client id and keys of your own.
    ///
    /// # Errors
    ///
    /// Returns an error if the client id cannot be written in a header.
    pub fn for_client(client_id: &str, keys: TestKeys) -> Result<Self, SetupError> {
        Ok(Self(Arc::new(Parts {
            gateway: Gateway::new(SERVER, client_id)?,
            keys,
            desk: Mutex::default(),
        })))
    }

    /// Returns the keys of the merchant and the gateway.
    #[must_use]
    pub fn keys(&self) -> &TestKeys {
        &self.0.keys
    }

    /// Returns the server and the client id of the clients in memory.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.0.gateway
    }

    /// Builds a client that sends to this gateway in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the client cannot be built.
    pub fn client(&self) -> Result<Client, SetupError> {
        let client = Client::builder()
            .gateway(self.gateway().clone())
            .keys(self.keys().load()?)
            .transport(self.clone());
        Ok(client.build()?)
    }

    /// Builds a blocking client that sends to this gateway in memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the client cannot be built.
    pub fn blocking_client(&self) -> Result<BlockingClient, SetupError> {
        let client = BlockingClient::builder()
            .gateway(self.gateway().clone())
            .keys(self.keys().load()?)
            .transport(self.clone());
        Ok(client.build()?)
    }

    /// Returns the verifier of the answers and notifications of this gateway.
    ///
    /// # Errors
    ///
    /// Returns an error if the key cannot be loaded.
    pub fn verifier(&self) -> Result<Verifier, SetupError> {
        Ok(self.gateway().verifier(self.keys().load()?.gateway))
    }

    /// Sets the answers to the requests of an operation. Each answers one request, and the
    /// last one also all further requests.
    ///
    /// Without a script, an inquiry is answered by what it finds about
    /// [earlier requests](crate::testing), and any other request by
    /// [`TestMessage::success`].
    ///
    /// # Errors
    ///
    /// Returns an error if a message cannot be made.
    pub fn script<O: Operation + HasScheme>(
        &self,
        answers: impl IntoIterator<Item = TestMessage>,
    ) -> Result<(), ScriptError> {
        self.desk().script(TypeId::of::<O>(), answers)
    }

    /// Returns the requests that the gateway received, also those that it refused.
    #[must_use]
    pub fn requests(&self) -> Vec<TestRequest> {
        self.desk().requests.clone()
    }

    /// Answers a signed request, for an HTTP client of your own. `None` is an answer that
    /// never arrives.
    ///
    /// The host and the base path of the URL can be any.
    #[must_use]
    pub fn answer(&self, request: http::Request<Vec<u8>>) -> Option<http::Response<Vec<u8>>> {
        match self.exchange(request) {
            Exchanged::Answer(answer) => Some(answer),
            Exchanged::Broken | Exchanged::Lost => None,
        }
    }

    pub(super) fn exchange(&self, request: http::Request<Vec<u8>>) -> Exchanged {
        let (head, body) = request.into_parts();
        let client_id = self.gateway().client_id();
        let verifier = Verifier::new(client_id, self.keys().merchant_key());
        let mut inspected = inspect(&head, &body, &verifier);
        let mut desk = self.desk();
        let reply = desk.answer(&mut inspected, &body);
        if reply.delivery != Delivery::NotReceived {
            let is_repeated = reply.is_repeated;
            desk.requests.push(TestRequest {
                head: head.clone(),
                body,
                operation: inspected.operation,
                read: inspected.read,
                refusal: inspected.refusal,
                is_repeated,
            });
        }
        drop(desk);
        answer(&head, reply, client_id, self.keys())
    }

    /// Locks the state. A test that panics meanwhile does not damage it.
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the server and the client id only.
impl fmt::Debug for TestGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestGateway")
            .field("gateway", &self.0.gateway)
            .finish_non_exhaustive()
    }
}
