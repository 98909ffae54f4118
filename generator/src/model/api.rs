//! The API as a whole, and what its parts have in common.

use super::names::Module;
use super::operation::{Operation, Webhook};
use super::result_code::CodeSet;
use super::types::TypeDef;

/// A whole API.
#[derive(Debug)]
pub struct Api {
    /// The places where the API is served.
    pub servers: Vec<Server>,
    /// The ways in which a caller proves who it is.
    pub security_schemes: Vec<SecurityScheme>,
    /// The groups that operations and types belong to. A [`ModuleId`](super::ModuleId) is an
    /// index into this list.
    pub modules: Vec<Module>,
    /// The sets of result codes that operations share.
    pub code_sets: Vec<CodeSet>,
    /// The operations, in the order of the documents.
    pub operations: Vec<Operation>,
    /// The webhooks, in the order of the documents.
    pub webhooks: Vec<Webhook>,
    /// Every named type, in the order of the documents. A
    /// [`TypeId`](super::TypeId) is an index into this list.
    pub types: Vec<TypeDef>,
}

/// A host with its base path.
#[derive(Debug)]
pub struct Server {
    /// The base URL.
    pub url: String,
    /// Its description, in a few words.
    pub description: String,
    /// A pointer to it in the specification.
    pub origin: String,
}

/// A way in which a caller proves who it is.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name, by which operations refer to it.
    pub name: String,
    /// `type`, such as `http` or `apiKey`.
    pub kind: String,
    /// A pointer to it in the specification.
    pub origin: String,
}
