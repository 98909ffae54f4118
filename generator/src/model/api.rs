//! The API as a whole, and its shared parts.

use super::ids::TypeId;
use super::names::{Group, Module, Name};
use super::operation::{Direction, Operation, Webhook};
use super::result_code::CodeSet;
use super::security::SecurityScheme;
use super::types::TypeDef;

/// A whole API.
#[derive(Debug)]
pub struct Api {
    /// The servers.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub security_schemes: Vec<SecurityScheme>,
    /// The modules of operations and types. A [`ModuleId`](super::ModuleId) is an index
    /// into this list.
    pub modules: Vec<Module>,
    /// The groups of operations that are described.
    pub groups: Vec<Group>,
    /// The sets of result codes that operations share.
    pub code_sets: Vec<CodeSet>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// The webhooks, in document order.
    pub webhooks: Vec<Webhook>,
    /// The types that are generated although no operation or webhook here contains them:
    /// those of messages that are left out, and every component of a specification without
    /// messages.
    pub roots: Vec<(Direction, TypeId)>,
    /// The named types, in document order. A [`TypeId`] is an index into
    /// this list.
    pub types: Vec<TypeDef>,
}

/// A server with its base path.
#[derive(Debug)]
pub struct Server {
    /// The base URL, with the defaults of its variables. Without a host, it is a path.
    pub url: String,
    /// The base URL with its variables in braces.
    pub template: String,
    /// The variables of the template, in its order.
    pub variables: Vec<ServerVariable>,
    /// The description in a few words.
    pub description: String,
    /// The environment, if it is stated.
    pub environment: Option<Environment>,
    /// The Rust name that the specification sets.
    pub rust_name: Option<String>,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, and that of the argument.
    pub name: Name,
    /// The default.
    pub default: String,
    /// The allowed values; all, if there is none.
    pub values: Vec<String>,
    /// The description in one line; may be empty.
    pub description: String,
    /// True if logs must not contain its value.
    pub is_sensitive: bool,
    /// A pointer to it in the specification.
    pub origin: String,
}

impl Server {
    /// Returns whether the URL has no host, so that the caller has to state it.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        !self.url.contains("://")
    }

    /// Returns whether its URL has the scheme `http`, to which clients send only on this machine.
    #[must_use]
    pub fn is_unencrypted(&self) -> bool {
        let scheme = self.url.get(..7);
        scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
    }
}

/// The environment of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// A server whose calls take effect.
    Production,
    /// A server for tests.
    Sandbox,
}

impl Environment {
    /// Every environment.
    pub const ALL: [Self; 2] = [Self::Production, Self::Sandbox];

    /// Returns the value of `x-environment`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Sandbox => "sandbox",
        }
    }
}
