//! The gateway of tests on loopback, with the transports of this crate.

use std::time::Duration;

use antom::client::{BlockingClient, Client, Reqwest, Sent, Timeouts, Ureq};
use antom::inquiry_payment::{PaymentState, Request, Response};
use antom::signature::Doubt;
use antom::testing::{TestGateway, TestMessage, TestServer};

use super::clients::{Call, run};
use super::testing::{answer, gateway, inquiry};

fn timeouts() -> Timeouts {
    Timeouts::default().with_total(Duration::from_millis(500))
}

/// Sends an inquiry with both transports.
fn inquire(gateway: &TestGateway, server: &TestServer) -> [Call<Response>; 2] {
    let keys = || gateway.keys().load().expect("they are keys");
    let client = Client::builder()
        .gateway(server.gateway().clone())
        .keys(keys())
        .transport(Reqwest::with_timeouts(timeouts()).expect("there are certificates"))
        .allow_loopback()
        .build()
        .expect("it can be built");
    let blocking = BlockingClient::builder()
        .gateway(server.gateway().clone())
        .keys(keys())
        .transport(Ureq::with_timeouts(timeouts()))
        .allow_loopback()
        .build()
        .expect("it can be built");
    [
        run(client.send(&inquiry("request-1"))),
        blocking.send(&inquiry("request-1")),
    ]
}

fn start(gateway: &TestGateway) -> TestServer {
    TestServer::start(gateway).expect("a port is free")
}

#[test]
fn both_transports_receive_the_answer() {
    let gateway = gateway();
    let server = start(&gateway);
    let paid = TestMessage::state(PaymentState::Paid);
    gateway.script::<Request>([paid]).expect("it is known");
    for call in inquire(&gateway, &server) {
        assert_eq!(answer(call).payment_state(), PaymentState::Paid);
    }
    let requests = gateway.requests();
    assert!(requests.iter().all(|request| request.refusal().is_none()));
    assert_eq!(requests.len(), 2);
}

#[test]
fn lost_and_broken_answers_are_in_doubt() {
    let gateway = gateway();
    let server = start(&gateway);
    let lost = [TestMessage::timeout(), TestMessage::success().broken()];
    for message in lost {
        gateway.script::<Request>([message]).expect("it is known");
        for call in inquire(&gateway, &server) {
            match call {
                Ok(Sent::InDoubt(doubt)) => assert!(
                    matches!(doubt.doubt(), Doubt::TimedOut | Doubt::Broken { .. }),
                    "{doubt:?}"
                ),
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(gateway.requests().len(), 4);
}

#[test]
fn nothing_listens_after_the_server_is_dropped() {
    let gateway = gateway();
    let server = start(&gateway);
    let address = server.gateway().server().authority().to_owned();
    drop(server);
    std::net::TcpStream::connect(address).expect_err("the thread has ended");
}
