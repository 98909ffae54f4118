//! The API as a whole, and its shared parts.

use super::names::Module;
use super::operation::{Operation, Webhook};
use super::result_code::CodeSet;
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
    /// The sets of result codes that operations share.
    pub code_sets: Vec<CodeSet>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// The webhooks, in document order.
    pub webhooks: Vec<Webhook>,
    /// The named types, in document order. A [`TypeId`](super::TypeId) is an index into
    /// this list.
    pub types: Vec<TypeDef>,
}

/// A server with its base path.
#[derive(Debug)]
pub struct Server {
    /// The base URL.
    pub url: String,
    /// The description in a few words.
    pub description: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A way for callers to authenticate.
#[derive(Debug)]
pub struct SecurityScheme {
    /// The name that operations refer to.
    pub name: String,
    /// `type`, such as `http` or `apiKey`.
    pub kind: String,
    /// A pointer to it in the specification.
    pub origin: String,
}
