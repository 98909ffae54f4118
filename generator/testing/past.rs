//! Earlier requests with their answers, for operations that are idempotent.

use std::any::TypeId;
use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::support::OutcomeKind;

use super::known::{KnownOperation, Repetition};
use super::message::Delivery;
use super::refusal::Refusal;
use super::reply::Reply;

/// The requests of idempotent operations, by their types and ids.
#[derive(Default)]
pub struct Past(HashMap<(TypeId, String), Entry>);

struct Entry {
    compared: Vec<Option<Value>>,
    /// The status and the body of the answer, unless its outcome is open.
    answer: Option<(u16, Vec<u8>)>,
}

impl Past {
    /// Returns the answer to an earlier request with the same id, if its outcome is known.
    /// A request whose compared values differ is refused.
    pub fn reply(
        &self,
        operation: &KnownOperation,
        request: &Map<String, Value>,
    ) -> Result<Option<Reply>, Refusal> {
        let Some((key, repetition)) = key(operation, request) else {
            return Ok(None);
        };
        let Some(entry) = self.0.get(&key) else {
            return Ok(None);
        };
        if entry.compared != compared(repetition, request) {
            return Err(Refusal::OtherRequest);
        }
        let answer = entry.answer.clone();
        Ok(answer.map(|(status, body)| Reply {
            is_repeated: true,
            ..Reply::new(status, body, Delivery::Signed)
        }))
    }

    /// Records a request that the gateway acted on.
    pub fn record(
        &mut self,
        operation: &KnownOperation,
        request: &Map<String, Value>,
        status: u16,
        body: &[u8],
    ) {
        let Some((key, repetition)) = key(operation, request) else {
            return;
        };
        let is_final = match operation.outcome_kind(body) {
            Some(OutcomeKind::Success | OutcomeKind::Failure) | None => true,
            Some(OutcomeKind::Unknown | OutcomeKind::Malformed) => false,
        };
        let entry = Entry {
            compared: compared(repetition, request),
            answer: is_final.then(|| (status, body.to_vec())),
        };
        self.0.insert(key, entry);
    }
}

/// Returns the key of a request, if the operation is idempotent.
fn key(
    operation: &KnownOperation,
    request: &Map<String, Value>,
) -> Option<((TypeId, String), Repetition)> {
    let repetition = operation.repetition?;
    let id = request.get(repetition.key)?.as_str()?;
    Some((((operation.request)(), id.to_owned()), repetition))
}

/// Returns the values that must not differ.
fn compared(repetition: Repetition, request: &Map<String, Value>) -> Vec<Option<Value>> {
    let paths = repetition.compare.iter();
    let values = paths.map(|path| {
        let (first, rest) = path.split_first()?;
        let value = request.get(*first)?;
        let value = rest.iter().try_fold(value, |within, name| within.get(name))?;
        Some(value.clone())
    });
    values.collect()
}
