//! Checks of the requests that the gateway receives.

use http::request::Parts;

use crate::scheme::SCHEME;
use crate::signature::{ReceiveError, Verifier};
use crate::support::{DecodeError, Violations};

use super::known::{KnownOperation, ReadRequest};
use super::refusal::Refusal;
use super::table::OPERATIONS;

/// A request that has been checked.
pub struct Inspected {
    pub operation: Option<&'static KnownOperation>,
    pub read: Option<ReadRequest>,
    pub refusal: Option<Refusal>,
}

/// Checks the signature of a request, and then its path and its body.
pub fn inspect(head: &Parts, body: &[u8], verifier: &Verifier) -> Inspected {
    let mut inspected = identify(head, body);
    if let Err(refusal) = verify(head, body, verifier) {
        inspected.refusal = Some(refusal);
    }
    inspected
}

/// Checks that the merchant signed a request for this client.
fn verify(head: &Parts, body: &[u8], verifier: &Verifier) -> Result<(), Refusal> {
    if !head.headers.contains_key(SCHEME.client_id) {
        return Err(Refusal::NoClientId);
    }
    let path = head.uri.path_and_query();
    let path = path.ok_or(Refusal::UnknownOperation)?.as_str();
    let method = head.method.as_str();
    // Requests and notifications are signed in the same way.
    let verified = verifier.verify_notification(&SCHEME, method, &head.headers, body, path);
    verified.map_err(|error| match error {
        ReceiveError::Unverified(rejection) => Refusal::Unverified(rejection),
        ReceiveError::Path => Refusal::UnknownOperation,
        ReceiveError::Unreadable(error) => Refusal::Unreadable(error),
    })
}

/// Finds the operation of a request, and reads its body.
///
/// Several operations can have the same path. The one that fits best has the fewest
/// violations, and then the fewest members that it does not list.
fn identify(head: &Parts, body: &[u8]) -> Inspected {
    let (method, path) = (head.method.as_str(), head.uri.path());
    let known = OPERATIONS.iter();
    let known = known.filter(|operation| operation.method == method && operation.is_at(path));
    let inspected = known.map(|operation| match operation.read {
        Some(read) => checked(operation, read(body)),
        None => Inspected {
            operation: Some(operation),
            read: None,
            refusal: None,
        },
    });
    inspected.min_by_key(misfit).unwrap_or(Inspected {
        operation: None,
        read: None,
        refusal: Some(Refusal::UnknownOperation),
    })
}

fn checked(operation: &'static KnownOperation, read: Result<ReadRequest, DecodeError>) -> Inspected {
    let (read, refusal) = match read {
        Ok(read) => {
            let refusal = read.violations.clone().map(Refusal::Invalid);
            (Some(read), refusal)
        }
        Err(error) => (None, Some(Refusal::Unreadable(error))),
    };
    Inspected {
        operation: Some(operation),
        read,
        refusal,
    }
}

/// Returns how badly a request fits to its operation.
fn misfit(inspected: &Inspected) -> (bool, usize, usize) {
    let is_unreadable = matches!(inspected.refusal, Some(Refusal::Unreadable(_)));
    let read = inspected.read.as_ref();
    let violations = read.and_then(|read| read.violations.as_ref());
    let advisories = read.map_or(0, |read| read.advisories);
    (is_unreadable, violations.map_or(0, Violations::len), advisories)
}
