//! The clients of the tests, with both transports.

use std::time::Duration;

use antom::cancel::{Request, Response};
use antom::client::{BlockingClient, Client, NotSent, Reqwest, Sent, Timeouts, Ureq};
use antom::servers::Server;
use antom::signature::Gateway;

use super::keys::loaded;
use super::messages::CLIENT;

/// The result of a call of the tests.
pub type Call<R = Response> = Result<Sent<R>, NotSent>;

/// Returns a gateway at a URL.
pub fn gateway_at(url: &str) -> Gateway {
    let server = Server::new(url).expect("it is a URL");
    Gateway::new(server, CLIENT).expect("it is on this machine")
}

pub fn request() -> Request {
    let request = Request::builder().payment_request_id("request-1");
    request.build().expect("it is valid")
}

pub fn client(url: &str, timeouts: Timeouts) -> Client {
    let client = Client::builder()
        .gateway(gateway_at(url))
        .keys(loaded())
        .transport(Reqwest::with_timeouts(timeouts).expect("there are certificates"))
        .allow_loopback();
    client.build().expect("it can be built")
}

pub fn blocking_client(url: &str, timeouts: Timeouts) -> BlockingClient {
    let client = BlockingClient::builder()
        .gateway(gateway_at(url))
        .keys(loaded())
        .transport(Ureq::with_timeouts(timeouts))
        .allow_loopback();
    client.build().expect("it can be built")
}

/// Runs a future to its end.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

/// A function that sends the request of the tests to a URL.
pub type Adapter = fn(&str, Timeouts) -> Call;

/// The adapters of this crate with their names.
pub const ADAPTERS: [(&str, Adapter); 2] = [
    ("reqwest", |url, timeouts| {
        run(client(url, timeouts).send(&request()))
    }),
    ("ureq", |url, timeouts| {
        blocking_client(url, timeouts).send(&request())
    }),
];

/// Timeouts for a server that does not answer.
pub fn short() -> Timeouts {
    Timeouts::default().with_total(Duration::from_millis(200))
}
