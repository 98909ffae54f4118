//! Messages of the gateway, made from examples.

use serde_json::{Map, Value};

use crate::support::OutcomeKind;

use super::known::{Example, KnownOutcome, Samples};
use super::message::{Content, Delivery, TestMessage};
use super::script_error::ScriptError;

/// A message whose example has been found.
#[derive(Clone)]
pub struct Composed {
    body: Source,
    changes: Vec<(String, Value)>,
    pub delivery: Delivery,
    pub status: Option<u16>,
}

#[derive(Clone)]
enum Source {
    Json(Value),
    Bytes(Vec<u8>),
}

impl Composed {
    /// Finds the example of a message, and checks that its changes have a place.
    pub fn new(message: TestMessage, samples: &Samples) -> Result<Self, ScriptError> {
        let body = match message.content {
            Content::Success => Source::Json(success(samples)?),
            Content::Example(name) => Source::Json(example(samples, name)?),
            Content::State(state) => Source::Json(of_state(samples, state)?),
            Content::Code(code) => Source::Json(of_code(samples, &code)?),
            Content::Bytes(bytes) => Source::Bytes(bytes),
        };
        let composed = Self {
            body,
            changes: message.changes,
            delivery: message.delivery,
            status: message.status,
        };
        composed.body(|_| ())?;
        Ok(composed)
    }

    /// Returns the bytes of the body. `fill` replaces ids and amounts before the changes
    /// of the test.
    pub fn body(&self, fill: impl FnOnce(&mut Map<String, Value>)) -> Result<Vec<u8>, ScriptError> {
        let mut body = match &self.body {
            Source::Json(body) => body.clone(),
            Source::Bytes(bytes) => return self.unchanged(bytes),
        };
        if let Value::Object(members) = &mut body {
            fill(members);
        }
        for (pointer, value) in &self.changes {
            let place = place(&mut body, pointer.split('/').skip(1));
            let place = place.filter(|_| pointer.starts_with('/'));
            *place.ok_or_else(|| no_place(pointer))? = value.clone();
        }
        Ok(body.to_string().into_bytes())
    }

    /// Returns bytes in which no value can be changed.
    fn unchanged(&self, bytes: &[u8]) -> Result<Vec<u8>, ScriptError> {
        match self.changes.first() {
            Some((pointer, _)) => Err(no_place(pointer)),
            None => Ok(bytes.to_vec()),
        }
    }
}

fn no_place(pointer: &str) -> ScriptError {
    ScriptError::Pointer {
        pointer: pointer.to_owned(),
    }
}

/// Returns the place of a value. Missing objects are created.
fn place<'a, 'p>(
    within: &'a mut Value,
    mut names: impl Iterator<Item = &'p str>,
) -> Option<&'a mut Value> {
    names.try_fold(within, |within, name| {
        let name = name.replace("~1", "/").replace("~0", "~");
        if within.is_null() {
            *within = Value::Object(Map::new());
        }
        match within {
            Value::Object(members) => Some(members.entry(name).or_insert(Value::Null)),
            Value::Array(items) => items.get_mut(name.parse::<usize>().ok()?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    })
}

/// Returns the first example of a success, or the first one if no outcome is stated.
fn success(samples: &Samples) -> Result<Value, ScriptError> {
    let is_success = |example: &&Example| {
        let json = example.json.as_bytes();
        samples.outcome.is_none_or(|outcome| (outcome.kind)(json) == OutcomeKind::Success)
    };
    let found = samples.examples.iter().find(is_success);
    parsed(found.ok_or(ScriptError::NoExample)?)
}

fn example(samples: &Samples, name: String) -> Result<Value, ScriptError> {
    let mut examples = samples.examples.iter();
    match examples.find(|example| example.name == name) {
        Some(example) => parsed(example),
        None => Err(ScriptError::NoSuchExample {
            name,
            known: samples.examples.iter().map(|example| example.name).collect(),
        }),
    }
}

fn of_state(samples: &Samples, state: String) -> Result<Value, ScriptError> {
    let mut examples = samples.examples.iter();
    let found = examples.find(|example| (samples.state)(example.json.as_bytes()) == Some(&*state));
    parsed(found.ok_or(ScriptError::NoSuchState { state })?)
}

/// Returns the first example with a code. Otherwise the body has the result only, or is
/// the example of a success with that code.
fn of_code(samples: &Samples, code: &str) -> Result<Value, ScriptError> {
    let outcome = samples.outcome.ok_or(ScriptError::NoCodes)?;
    for example in samples.examples {
        let body = parsed(example)?;
        if at(&body, outcome.code).and_then(Value::as_str) == Some(code) {
            return Ok(body);
        }
    }
    let facts = (outcome.facts)(code);
    match facts {
        Some(facts) if facts.outcome == OutcomeKind::Success => {
            let mut body = success(samples)?;
            set(&mut body, outcome.code, code);
            set(&mut body, outcome.message, facts.message);
            Ok(body)
        }
        Some(facts) => Ok(result(&outcome, facts.status, Some(code), facts.message)),
        None => Ok(result(&outcome, outcome.failure, Some(code), "")),
    }
}

/// Returns a body that has a result only.
pub fn result(outcome: &KnownOutcome, status: &str, code: Option<&str>, message: &str) -> Value {
    let mut body = Value::Null;
    set(&mut body, outcome.status, status);
    if let Some(code) = code {
        set(&mut body, outcome.code, code);
    }
    set(&mut body, outcome.message, message);
    body
}

fn at<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(body, |body, name| body.get(name))
}

fn set(body: &mut Value, path: &[&str], text: &str) {
    if let Some(place) = place(body, path.iter().copied()) {
        *place = Value::from(text);
    }
}

fn parsed(example: &Example) -> Result<Value, ScriptError> {
    serde_json::from_str(example.json).map_err(|_| ScriptError::NoExample)
}
