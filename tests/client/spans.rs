//! The spans of calls.

use std::fmt::{Debug, Write as _};
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};

use antom::client::{BlockingClient, BlockingTransport, TransportError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[allow(dead_code, reason = "the tests of clients use the rest")]
mod clients;
#[allow(dead_code, reason = "the tests of signatures use the rest")]
#[path = "../signing/keys.rs"]
mod keys;
#[allow(dead_code, reason = "the tests of signatures use the rest")]
#[path = "../signing/messages.rs"]
mod messages;

use clients::{gateway_at, request};
use keys::loaded;

/// Records the fields of all spans and events as text.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<String>>);

impl Recorder {
    fn text(&self) -> String {
        self.0.lock().expect("no panic").clone()
    }
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{field} = {value:?}");
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("antom")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields(&mut self.0.lock().expect("no panic")));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().expect("no panic")));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(&mut self.0.lock().expect("no panic")));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A transport with an unsigned answer.
struct Unsigned;

impl BlockingTransport for Unsigned {
    fn send(
        &self,
        _: http::Request<Vec<u8>>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        let body = Cursor::new(br#"{"secret":"hidden"}"#);
        Ok(http::Response::new(Box::new(body)))
    }
}

#[test]
fn a_span_has_operation_ids_effect_status_and_duration() {
    let recorder = Recorder::default();
    let client = BlockingClient::builder()
        .gateway(gateway_at("https://shop.example/api"))
        .keys(loaded())
        .transport(Unsigned);
    let client = client.build().expect("it can be built");
    let call = tracing::subscriber::with_default(recorder.clone(), || client.send(&request()));
    assert!(call.is_ok());
    let text = recorder.text();
    for field in [
        "operation = \"cancel\"",
        "ids = \"paymentRequestId=request-1\"",
        "http_status = 200",
        "effect = \"in doubt\"",
        "duration_ms = ",
        "message = the outcome of `cancel` is in doubt",
    ] {
        assert!(text.contains(field), "{field}: {text}");
    }
    assert!(
        !text.contains("hidden") && !text.contains("signature="),
        "{text}"
    );
}
