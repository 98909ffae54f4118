//! Requests of operations for which the crate has no types.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;

use crate::signature::{HasScheme, Scheme};
use crate::support::sealed::Sealed;
use crate::support::{
    Advisory, Answer, AnswerError, Body, EncodeError, Operation, Sensitive, Violations,
};

/// A request of an operation for which this crate has no types: a path and a body in
/// JSON. Its response is the bytes of the answer, which `Debug` does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Untyped {
    path: String,
    body: Vec<u8>,
}

impl Untyped {
    /// Creates a request. `path` is appended to the base URL of the server.
    #[must_use]
    pub fn new(path: &str, body: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            body: body.to_vec(),
        }
    }
}

impl Sealed for Untyped {}

impl Operation for Untyped {
    const ID: &'static str = "untyped";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "";
    type Response = Sensitive<Vec<u8>>;
    type Error = Infallible;

    fn path(&self) -> Cow<'static, str> {
        Cow::Owned(self.path.clone())
    }

    fn body(&self) -> Result<Option<Body>, EncodeError> {
        Ok(Some(Body::new(Body::JSON, self.body.clone())))
    }

    fn read(answer: &Answer<'_>) -> Result<Self::Response, AnswerError<Self::Error>> {
        const OK: u16 = 200;
        answer.read(Self::ID, OK, |body| Ok(Sensitive::new(body.to_vec())))
    }

    fn validate(&self) -> Result<(), Violations> {
        Ok(())
    }

    fn advisories(&self) -> Vec<Advisory> {
        Vec::new()
    }
}

impl HasScheme for Untyped {
    const SCHEME: &'static Scheme = &crate::scheme::SCHEME;
}

/// Shows the path, but not the body, which can have card data.
impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Untyped")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
