//! Gateways: a server, a client id and the version of the client's key.

use std::fmt;

use http::HeaderValue;

use crate::support::{Environment, Sensitive, Server, debug_as_text};

use super::keys::Verify;
use super::scheme::Scheme;
use super::verifier::Verifier;

/// A server, the client id with which it is called, and the version of the client's key.
///
/// It holds no key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gateway {
    server: Server,
    client_id: String,
    key_version: u32,
    agent: Option<Agent>,
}

/// The merchant for whom an agent acts.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Agent {
    name: String,
    token: Sensitive<String>,
}

impl Gateway {
    /// The version of a client's first key.
    const FIRST_KEY: u32 = 1;

    /// Creates the gateway for a client. The version of the client's key is 1 unless
    /// [`with_key_version`](Self::with_key_version) says otherwise.
    ///
    /// # Errors
    ///
    /// Returns an error if the client id cannot be written in a header, or if the server
    /// is called without encryption and is not on this machine.
    pub fn new(server: Server, client_id: &str) -> Result<Self, GatewayError> {
        if server.scheme() != "https" && !server.is_loopback() {
            return Err(GatewayError::NotEncrypted);
        }
        if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(GatewayError::ClientId);
        }
        Ok(Self {
            server,
            client_id: client_id.to_owned(),
            key_version: Self::FIRST_KEY,
            agent: None,
        })
    }

    /// Sets the version of the client's key.
    #[must_use]
    pub fn with_key_version(mut self, version: u32) -> Self {
        self.key_version = version;
        self
    }

    /// Sets the merchant for whom the client acts as an agent: a name of your choice, and
    /// the token that the merchant granted.
    ///
    /// A prepared request is stored with the name and without the token, so that it is
    /// never sent for another merchant, and the token can change.
    ///
    /// # Errors
    ///
    /// Returns an error if the token cannot be written in a header.
    pub fn with_agent(
        mut self,
        merchant: impl Into<String>,
        token: impl Into<String>,
    ) -> Result<Self, GatewayError> {
        let token: Sensitive<String> = Sensitive::from(token.into());
        if token.expose().is_empty() || HeaderValue::from_str(token.expose()).is_err() {
            return Err(GatewayError::AgentToken);
        }
        self.agent = Some(Agent {
            name: merchant.into(),
            token,
        });
        Ok(self)
    }

    /// Returns the server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Returns the client id.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// Returns the version of the client's key.
    #[must_use]
    pub fn key_version(&self) -> u32 {
        self.key_version
    }

    /// Returns the name of the merchant for whom the client acts.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        self.agent.as_ref().map(|agent| agent.name.as_str())
    }

    /// Creates a verifier for the answers and notifications to this client.
    pub fn verifier(&self, key: impl Verify + 'static) -> Verifier {
        Verifier::new(&self.client_id, key)
    }

    pub(super) fn agent_token(&self) -> Option<&str> {
        self.agent.as_ref().map(|agent| agent.token.expose().as_str())
    }

    /// Returns an error if the client id and the server belong to different environments.
    pub(crate) fn check(&self, scheme: &Scheme) -> Result<(), GatewayError> {
        let Some(prefix) = scheme.sandbox_client_id else {
            return Ok(());
        };
        let is_sandbox = self.client_id.starts_with(prefix);
        match self.server.environment() {
            Environment::Production if is_sandbox => Err(GatewayError::SandboxClient),
            Environment::Sandbox if !is_sandbox => Err(GatewayError::ProductionClient),
            Environment::Production | Environment::Sandbox | Environment::Unspecified => Ok(()),
        }
    }
}

/// The reason why a gateway cannot be called.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum GatewayError {
    /// The client id is empty or has a space or a character outside ASCII.
    ClientId,
    /// The server is called by `http` and is not on this machine.
    NotEncrypted,
    /// The token of the agent is empty or has a character that no header can have.
    AgentToken,
    /// The client id is for the sandbox, and the server is for production.
    SandboxClient,
    /// The client id is for production, and the server is a sandbox.
    ProductionClient,
}

impl fmt::Display for GatewayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ClientId => "the client id is empty or has a character other than printable ASCII",
            Self::NotEncrypted => "the server must be called by https, except on this machine",
            Self::AgentToken => "the agent token is empty or cannot be written in a header",
            Self::SandboxClient => {
                "the client id is for the sandbox, but the server is for production: choose a sandbox server"
            }
            Self::ProductionClient => {
                "the server is a sandbox, but the client id is for production: use the client id of the sandbox"
            }
        })
    }
}

debug_as_text!(GatewayError);

impl std::error::Error for GatewayError {}
