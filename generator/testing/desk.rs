//! The answers of the gateway: scripts, examples, repeated answers and refusals.

use std::any::TypeId;
use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

use super::compose::{Composed, result};
use super::inspect::Inspected;
use super::known::KnownOperation;
use super::made::{Finding, Made};
use super::memory::Memory;
use super::message::{Delivery, TestMessage};
use super::past::Past;
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::TestRequest;
use super::script_error::ScriptError;
use super::table::{OPERATIONS, REFUSALS};

/// The state of the gateway.
#[derive(Default)]
pub struct Desk {
    scripts: HashMap<TypeId, VecDeque<Composed>>,
    past: Past,
    made: Made,
    pub memory: Memory,
    pub requests: Vec<TestRequest>,
}

impl Desk {
    /// Sets the answers to the requests of a type. The last one is repeated.
    pub fn script(
        &mut self,
        request: TypeId,
        messages: impl IntoIterator<Item = TestMessage>,
    ) -> Result<(), ScriptError> {
        let mut known = OPERATIONS.iter();
        let operation = known.find(|operation| (operation.request)() == request);
        let samples = operation.ok_or(ScriptError::Unknown)?.samples;
        let messages = messages.into_iter();
        let script: Result<VecDeque<_>, _> = messages
            .map(|message| Composed::new(message, &samples))
            .collect();
        let script = script?;
        if script.is_empty() {
            return Err(ScriptError::Empty);
        }
        self.scripts.insert(request, script);
        Ok(())
    }

    /// Returns the answer to a request, and records why it is refused.
    pub fn answer(&mut self, inspected: &mut Inspected, body: &[u8]) -> Reply {
        if let (None, Some(operation)) = (&inspected.refusal, inspected.operation) {
            match self.accepted(operation, body) {
                Ok(reply) => return reply,
                Err(refusal) => inspected.refusal = Some(refusal),
            }
        }
        let refusal = inspected.refusal.as_ref();
        refused(inspected.operation, refusal.unwrap_or(&Refusal::UnknownOperation))
    }

    /// Answers a request as an earlier one with its id, or by the script.
    fn accepted(&mut self, operation: &KnownOperation, body: &[u8]) -> Result<Reply, Refusal> {
        let request: Map<String, Value> = serde_json::from_slice(body).unwrap_or_default();
        if let Some(reply) = self.past.reply(operation, &request)? {
            return Ok(reply);
        }
        let Some(composed) = self.next(operation, &request)? else {
            self.made.answered(operation, &request, &[]);
            return Ok(Reply::empty(operation.status));
        };
        if composed.delivery == Delivery::NotReceived {
            return Ok(Reply::new(operation.status, Vec::new(), composed.delivery));
        }
        let bytes = composed.body(|message| self.memory.fill(message, &request, &id_names()));
        let bytes = bytes.map_err(|_| Refusal::NoExample)?;
        let status = composed.status.unwrap_or(operation.status);
        self.past.record(operation, &request, status, &bytes);
        self.made.answered(operation, &request, &bytes);
        Ok(Reply::new(status, bytes, composed.delivery))
    }

    /// Records the state of a request that a notification reports, if an inquiry about the
    /// request can report it.
    pub fn notified(
        &mut self,
        request: TypeId,
        body: &Map<String, Value>,
        state: &'static str,
    ) {
        let operation = OPERATIONS.iter().find(|it| (it.request)() == request);
        let inquiry = operation.and_then(|operation| {
            let resolved_by = operation.resolved_by?;
            OPERATIONS.iter().find(|it| it.id == resolved_by.inquiry)
        });
        if let (Some(operation), Some(inquiry)) = (operation, inquiry) {
            let message = TestMessage::state(state);
            if Composed::new(message, &inquiry.samples).is_ok() {
                self.made.record(operation, body, &Finding::State(state));
            }
        }
    }

    /// Returns the next answer of the script, or the one that follows from earlier requests.
    /// An operation without content has no answer.
    fn next(
        &mut self,
        operation: &KnownOperation,
        request: &Map<String, Value>,
    ) -> Result<Option<Composed>, Refusal> {
        let script = self.scripts.get_mut(&(operation.request)());
        let next = script.and_then(|script| match script.len() {
            0 | 1 => script.front().cloned(),
            _ => script.pop_front(),
        });
        if next.is_some() || !operation.has_content {
            return Ok(next);
        }
        let ids = self.memory.ids(request, &id_names());
        let answer = self.made.answer(operation, &ids);
        let composed = Composed::new(answer, &operation.samples);
        composed.map(Some).map_err(|_| Refusal::NoExample)
    }
}

/// Returns the names of the ids of all operations.
pub fn id_names() -> Vec<&'static str> {
    let names = OPERATIONS.iter().flat_map(|operation| operation.ids);
    names.copied().collect()
}

/// Returns the answer to a request that is refused. The gateway does not sign it if it
/// does not know the caller.
fn refused(operation: Option<&KnownOperation>, refusal: &Refusal) -> Reply {
    let outcome = operation.and_then(|operation| operation.samples.outcome);
    // Answers to unknown paths have the form of all others.
    let outcome = outcome.or_else(|| OPERATIONS.iter().find_map(|it| it.samples.outcome));
    let Some(outcome) = outcome else {
        return Reply::empty(Reply::BAD_REQUEST);
    };
    let repetition = operation.and_then(|operation| operation.repetition);
    let (code, delivery) = match refusal {
        Refusal::NoClientId => (REFUSALS.client, Delivery::Unsigned),
        Refusal::Unverified(_) => (REFUSALS.signature, Delivery::Unsigned),
        Refusal::UnknownOperation => (REFUSALS.path, Delivery::Signed),
        Refusal::Unreadable(_) | Refusal::Invalid(_) => (REFUSALS.request, Delivery::Signed),
        Refusal::OtherRequest => (repetition.and_then(|it| it.conflict), Delivery::Signed),
        Refusal::NoExample => return Reply::empty(Reply::NOT_IMPLEMENTED),
    };
    let body = result(&outcome, outcome.failure, code, &refusal.to_string());
    let status = operation.map_or(Reply::OK, |operation| operation.status);
    Reply::new(status, body.to_string().into_bytes(), delivery)
}
