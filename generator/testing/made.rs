//! The requests that the gateway acted on, for inquiries about them.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::support::OutcomeKind;

use super::known::KnownOperation;
use super::message::TestMessage;

/// The requests that the gateway acted on.
#[derive(Default)]
pub struct Made(HashMap<Key, Finding>);

/// The inquiry about a request, and the name and the value of an id that both have.
type Key = (&'static str, &'static str, String);

/// The thing that an inquiry finds.
#[derive(Clone)]
pub enum Finding {
    Success,
    Open,
    /// The state of this name.
    State(&'static str),
}

impl Made {
    /// Records a request with its answer. A request that was refused has no effect.
    pub fn answered(
        &mut self,
        operation: &KnownOperation,
        request: &Map<String, Value>,
        answer: &[u8],
    ) {
        let finding = match operation.outcome_kind(answer) {
            Some(OutcomeKind::Success) | None => Finding::Success,
            Some(OutcomeKind::Unknown | OutcomeKind::Malformed) => Finding::Open,
            Some(OutcomeKind::Failure) => return,
        };
        self.record(operation, request, &finding);
    }

    /// Records what an inquiry about a request finds.
    pub fn record(
        &mut self,
        operation: &KnownOperation,
        request: &Map<String, Value>,
        finding: &Finding,
    ) {
        let Some(resolved_by) = operation.resolved_by else {
            return;
        };
        for name in resolved_by.ids.iter().copied() {
            if let Some(id) = request.get(name).and_then(Value::as_str) {
                let key = (resolved_by.inquiry, name, id.to_owned());
                self.0.insert(key, finding.clone());
            }
        }
    }

    /// Returns the answer to a request without a script. `ids` are those of the request, and
    /// those that earlier calls about the same thing have.
    pub fn answer(
        &self,
        operation: &KnownOperation,
        ids: &BTreeMap<&'static str, String>,
    ) -> TestMessage {
        let Some(inquiry) = operation.inquiry else {
            return TestMessage::success();
        };
        let keys = ids.iter().map(|(name, id)| (operation.id, *name, id.clone()));
        match keys.into_iter().find_map(|key| self.0.get(&key)) {
            None => TestMessage::code(inquiry.missing),
            Some(Finding::Success) => TestMessage::success(),
            Some(Finding::Open) => TestMessage::state(inquiry.open),
            Some(Finding::State(state)) => TestMessage::state(state),
        }
    }
}
