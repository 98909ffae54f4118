//! Tests arbitrary messages, which are built from the model of the specification and then
//! changed at random. The crate and an independent JSON Schema validator must agree on
//! requests. Responses must survive a round-trip. Specifications may have any text in any
//! place.

mod amounts;
mod conditions;
mod edits;
mod hostile;
mod messages;
mod moments;
mod runner;
mod states;
mod texts;
mod uris;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::panic::resume_unwind;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::thread::{self, ScopedJoinHandle};

use antom::DecodeError;
use antom_judge::compare::Answer;
use antom_judge::differences::{self, Constants, Leniency};
use antom_judge::source::{self, Documents};
use antom_judge::validator::{Judge, Validators, Verdict};
use antom_judge::{Direction, translated};
use antom_tests::instances::{api, operation};
use antom_tests::root;
use generator::model::{Api, Operation, TypeId};
use proptest::strategy::Strategy;
use proptest::test_runner::TestCaseError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use messages::Messages;
use runner::try_all;

fn ensure(holds: bool, why: impl FnOnce() -> String) -> Result<(), TestCaseError> {
    if holds {
        Ok(())
    } else {
        Err(TestCaseError::fail(why()))
    }
}

/// The smallest share of a kind of case is one in so many. A request of two ids has few
/// ways to be broken twice.
const SMALLEST_SHARE: u32 = 100;

/// The counts of each kind of case in a run, so that no kind is missing.
#[derive(Debug, Default)]
struct Tally {
    valid: u32,
    broken_once: u32,
    broken_more: u32,
    refused: u32,
    leniencies: BTreeSet<Leniency>,
}

impl Tally {
    fn check(&self) {
        let cases = self.valid + self.broken_once + self.broken_more + self.refused;
        let kinds = [self.valid, self.broken_once, self.broken_more, self.refused];
        assert!(
            kinds.iter().all(|kind| *kind > cases / SMALLEST_SHARE),
            "the cases are of too few kinds: {self:?}"
        );
    }
}

/// The requests of one operation, with their strategies and their judge.
struct Requests<'a> {
    api: &'a Arc<Api>,
    id: TypeId,
    judge: Judge,
    constants: Constants,
    messages: Rc<Messages>,
}

impl<'a> Requests<'a> {
    /// Returns the requests of an operation that a document of `spec` describes.
    fn new(api: &'a Arc<Api>, operation: &Operation, spec: &Path) -> Self {
        let document = operation.document.path.rsplit('/').next();
        let document = document.unwrap_or_default();
        let documents = source::read(spec).expect("the documents can be read");
        let mut constants = Constants::new();
        for document in documents.values() {
            differences::constants(document, &mut constants);
        }
        let words = messages::words(&documents);
        Self {
            api,
            id: operation.request().expect("the request is a type"),
            judge: judge(&documents, document),
            constants,
            messages: Rc::new(Messages::new(Arc::clone(api), words)),
        }
    }

    /// Checks that a crate and the judge give the same answers.
    fn agree(&self, part: u32, answer: impl Fn(&Value) -> Result<Answer, TestCaseError>) -> Tally {
        let tally = RefCell::new(Tally::default());
        let strategy = edits::edited(self.api, &self.messages, self.id);
        try_all(&strategy, part, |json| {
            self.compare(&json, answer(&json)?, &mut tally.borrow_mut())
        });
        tally.into_inner()
    }

    fn compare(
        &self,
        json: &Value,
        answer: Answer,
        tally: &mut Tally,
    ) -> Result<(), TestCaseError> {
        match answer {
            Answer::Ended => Err(TestCaseError::fail("the program ends without an answer")),
            Answer::Refused(place) => {
                tally.refused += 1;
                let verdict = self.verdict(json);
                // The names in a map come from the message, so errors do not show them.
                let inside = format!("{place}/");
                let is_object = json.pointer(&place).is_some_and(Value::is_object);
                let mut shape = verdict.shape.iter();
                let is_told = shape.any(|it| *it == place || is_object && it.starts_with(&inside))
                    || verdict.written.contains(&place)
                    || verdict.closed.contains(&place)
                    || differences::is_no_integer(json, &place);
                ensure(is_told, || {
                    format!("{place} cannot be read, but the judge says {verdict:?}")
                })
            }
            Answer::Read {
                written, places, ..
            } => {
                match places.len() {
                    0 => tally.valid += 1,
                    1 => tally.broken_once += 1,
                    _ => tally.broken_more += 1,
                }
                let used = differences::between(&self.constants, json, &written);
                let used = used.map_err(|place| {
                    TestCaseError::fail(format!("{place} is written differently in {written}"))
                })?;
                let lossless = |it: &Leniency| it.is_of_valid(false);
                ensure(
                    used.iter().all(lossless) || !self.verdict(json).is_clean(),
                    || format!("{json} is valid, but written as {written}"),
                )?;
                tally.leniencies.extend(used);
                let verdict = self.verdict(&written);
                let told = &verdict.rules | &verdict.written;
                ensure(verdict.shape.is_empty() && places == told, || {
                    format!("the places are {places:?}, but the judge says {verdict:?}")
                })
            }
        }
    }

    fn verdict(&self, message: &Value) -> Verdict {
        let mut verdict = self.judge.judge(message);
        verdict.of_unlisted(|place| differences::is_unlisted(self.api, self.id, place));
        verdict
    }
}

/// Returns the judge of the request that a document describes.
fn judge(documents: &Documents, document: &str) -> Judge {
    let paths = documents[document]["paths"].as_object();
    let path = paths.and_then(|paths| paths.keys().next());
    let path = path.expect("the document has a path").replace('/', "~1");
    let place = format!("/paths/{path}/post/requestBody/content/application~1json/schema");
    let (translated, write_only) = translated(documents, Direction::Written);
    let judge = Validators::of(&translated, write_only).at(document, &place);
    judge.unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// Returns the answer of this workspace's crate to a request.
fn answer<R>(
    read: fn(&[u8]) -> Result<R, DecodeError>,
    json: &Value,
) -> Result<Answer, TestCaseError>
where
    R: antom::Operation + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let request = read(json.to_string().as_bytes());
    ensure(
        serde_json::from_value::<R>(json.clone()).ok().as_ref() == request.as_ref().ok(),
        || "plain serde reads it differently".to_owned(),
    )?;
    Ok(match request {
        Err(error) => Answer::Refused(error.pointer().to_owned()),
        Ok(request) => {
            let found = request.validate().err();
            let violations = found.iter().flatten();
            Answer::Read {
                written: survives(&request, read)?,
                places: violations
                    .map(|violation| violation.pointer().to_owned())
                    .collect(),
                is_unmatched: false,
            }
        }
    })
}

/// Checks that a message survives a round-trip, and returns its JSON.
fn survives<M, E>(message: &M, read: impl Fn(&[u8]) -> Result<M, E>) -> Result<Value, TestCaseError>
where
    M: Serialize + PartialEq,
    E: Debug,
{
    let text = serde_json::to_vec(message).expect("a message can be written");
    let again = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
    ensure(again == *message, || "read again as another one".to_owned())?;
    Ok(serde_json::from_slice(&text).expect("what is written is JSON"))
}

fn requests_agree<R>(name: &str, read: fn(&[u8]) -> Result<R, DecodeError>) -> Tally
where
    R: antom::Operation + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let api = api();
    let requests = Requests::new(&api, operation(&api, name), &root().join("spec"));
    let tally = requests.agree(1, |json| answer(read, json));
    tally.check();
    tally
}

fn responses_survive<R>(name: &str)
where
    R: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let api = api();
    let response = operation(&api, name).response();
    let response = response.expect("the response is a type");
    let messages = Messages::new(Arc::clone(&api), Vec::new());
    let responses = messages
        .object(response)
        .prop_map(messages::without_empty_objects);
    try_all(&responses, 1, |json| {
        let response: R = serde_json::from_value(json.clone())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let written = survives(&response, |text| serde_json::from_slice::<R>(text))?;
        ensure(written == json, || format!("written as {written}"))
    });
}

macro_rules! properties {
    ($($name:ident $samples:literal $($module:ident)::+;)*) => {
        /// The results of validation for each operation's requests.
        const REQUESTS: &[fn() -> Tally] = &[
            $(|| requests_agree($samples, antom::$($module)::+::Request::from_json)),*
        ];

        #[test]
        fn responses_survive_a_round_trip() {
            $(responses_survive::<antom::$($module)::+::Response>($samples);)*
        }
    };
}

antom_tests::operations!(properties);

#[test]
fn validation_agrees_with_the_schema() {
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let running: Vec<_> = REQUESTS.iter().map(|agree| scope.spawn(agree)).collect();
        let finished = running.into_iter().map(ScopedJoinHandle::join);
        finished
            .map(|tally| tally.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    let met = tallies.into_iter().flat_map(|tally| tally.leniencies);
    let all = BTreeSet::from(Leniency::OF_STRINGS);
    assert_eq!(
        met.collect::<BTreeSet<_>>(),
        all,
        "one of the leniencies is not met"
    );
}
