//! Requests as the gateway received them.

use std::fmt;

use http::request::Parts;

use crate::support::Operation;

use super::known::{KnownOperation, ReadRequest};
use super::refusal::Refusal;

/// A request that the gateway received.
#[derive(Clone)]
pub struct TestRequest {
    pub(super) head: Parts,
    pub(super) body: Vec<u8>,
    pub(super) operation: Option<&'static KnownOperation>,
    pub(super) read: Option<ReadRequest>,
    pub(super) refusal: Option<Refusal>,
    pub(super) is_repeated: bool,
}

impl TestRequest {
    /// Returns the identifier of the operation, if there is one.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.operation.map(|operation| operation.id)
    }

    /// Returns the path of the operation's module below the crate, such as `a::b`.
    #[must_use]
    pub fn module(&self) -> Option<&'static str> {
        self.operation.map(|operation| operation.module)
    }

    /// Returns the request if it is one of this operation.
    #[must_use]
    pub fn message<O: Operation>(&self) -> Option<&O> {
        self.read.as_ref()?.request.downcast_ref()
    }

    /// Returns the ids of the request, by their names on the wire.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        let ids = self.read.iter().flat_map(|read| &read.ids);
        ids.map(|(name, id)| (name.as_str(), id.as_str()))
    }

    /// Returns the reason why the gateway refused the request, if it did.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// Returns whether the gateway answered an earlier request with this id, and repeated
    /// that answer.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.is_repeated
    }

    /// Returns the method, the URL and the headers.
    #[must_use]
    pub fn head(&self) -> &Parts {
        &self.head
    }

    /// Returns the bytes of the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Shows the path, the ids and the refusal, but not the body, which can have card data.
impl fmt::Debug for TestRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestRequest")
            .field("method", &self.head.method)
            .field("path", &self.head.uri.path())
            .field("ids", &self.ids().collect::<Vec<_>>())
            .field("refusal", &self.refusal)
            .finish_non_exhaustive()
    }
}
