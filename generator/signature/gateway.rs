//! The gateway as one client calls it: a server, a client id and the version of its key.

use std::fmt;

use http::HeaderValue;

use crate::support::{Environment, Sensitive, Server};

use super::keys::Verify;
use super::scheme::Scheme;
use super::verifier::Verifier;

/// A server as one client calls it.
///
/// It holds no key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gateway {
    server: Server,
    client_id: String,
    key_version: u32,
    agent_token: Option<Sensitive<String>>,
}

impl Gateway {
    /// The version of a client's first key.
    const FIRST_KEY: u32 = 1;

    /// Creates the gateway for a client. The version of the client's key is 1 unless
    /// [`with_key_version`](Self::with_key_version) says otherwise.
    ///
    /// # Errors
    ///
    /// Returns an error if the client id cannot be written in a header.
    pub fn new(server: Server, client_id: &str) -> Result<Self, GatewayError> {
        if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(GatewayError::ClientId);
        }
        Ok(Self {
            server,
            client_id: client_id.to_owned(),
            key_version: Self::FIRST_KEY,
            agent_token: None,
        })
    }

    /// Sets the version of the client's key.
    #[must_use]
    pub fn with_key_version(mut self, version: u32) -> Self {
        self.key_version = version;
        self
    }

    /// Sets the token of an agent that acts for a merchant.
    ///
    /// # Errors
    ///
    /// Returns an error if the token cannot be written in a header.
    pub fn with_agent_token(
        mut self,
        token: impl Into<Sensitive<String>>,
    ) -> Result<Self, GatewayError> {
        let token = token.into();
        if token.expose().is_empty() || HeaderValue::from_str(token.expose()).is_err() {
            return Err(GatewayError::AgentToken);
        }
        self.agent_token = Some(token);
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

    /// Creates the verifier of what the gateway sends to the client.
    pub fn verifier(&self, key: impl Verify + 'static) -> Verifier {
        Verifier::new(&self.client_id, key)
    }

    pub(super) fn agent_token(&self) -> Option<&str> {
        self.agent_token.as_ref().map(|token| token.expose().as_str())
    }

    /// Refuses a client id of the sandbox with a server that moves money, and the
    /// reverse.
    pub(super) fn check(&self, scheme: &Scheme) -> Result<(), GatewayError> {
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum GatewayError {
    /// The client id is empty or has a space or a character outside ASCII.
    ClientId,
    /// The token of the agent is empty or has a character that no header can have.
    AgentToken,
    /// The client id is one of the sandbox, and the server moves money.
    SandboxClient,
    /// The server is a sandbox, and the client id is not one of a sandbox.
    ProductionClient,
}

impl fmt::Display for GatewayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ClientId => "the client id is empty or has a character other than printable ASCII",
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

impl std::error::Error for GatewayError {}
