//! Futures that are dropped.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

use antom::client::{AnswerBody, Client, Transport, TransportError};
use antom::signature::Doubt;

use super::clients::{gateway_at, request};
use super::keys::loaded;

/// A transport that never answers.
struct Silent;

impl Transport for Silent {
    async fn send(
        &self,
        _: http::Request<Vec<u8>>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        std::future::pending().await
    }
}

#[test]
fn a_dropped_future_is_reported_as_in_doubt() {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&reports);
    let client = Client::builder()
        .gateway(gateway_at("https://shop.example/api"))
        .keys(loaded())
        .transport(Silent)
        .on_dropped(move |doubt| record.lock().expect("no panic").push(doubt));
    let client = client.build().expect("it can be built");
    let request = request();

    drop(client.send(&request));
    assert_eq!(
        reports.lock().expect("no panic").len(),
        0,
        "nothing was sent"
    );

    {
        let future = pin!(client.send(&request));
        let mut context = Context::from_waker(Waker::noop());
        assert!(future.poll(&mut context).is_pending());
    }
    let reports = reports.lock().expect("no panic");
    let [report] = reports.as_slice() else {
        panic!("{reports:?}")
    };
    assert_eq!(report.doubt(), &Doubt::Dropped);
    assert_eq!(
        report.ids().collect::<Vec<_>>(),
        [("paymentRequestId", "request-1")]
    );
}

#[test]
fn the_future_can_move_between_threads() {
    fn is_send(_: impl Send) {}
    let client = super::clients::client("http://127.0.0.1:1/api", super::clients::short());
    is_send(client.send(&request()));
}
