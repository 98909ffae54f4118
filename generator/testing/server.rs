//! The gateway on loopback.

use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::future::pending;
use std::io;
use std::net::Ipv4Addr;
use std::thread::{self, JoinHandle};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use crate::signature::Gateway;
use crate::support::Server;

use super::exchange::Exchanged;
use super::gateway::TestGateway;

/// A server on this machine that answers for a [`TestGateway`], for programs that build
/// their own HTTP client.
///
/// A client of this crate is built with [`gateway`](Self::gateway) of the server, the keys
/// of [`TestKeys::load`](super::TestKeys::load), a transport and `allow_loopback`.
///
/// The server has a thread of its own, which ends when the server is dropped.
pub struct TestServer {
    gateway: Gateway,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    /// Starts a server on a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if no port is free, or if the system starts no thread.
    pub fn start(gateway: &TestGateway) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let url = format!("http://{}", listener.local_addr()?);
        let server = Server::new(&url).map_err(io::Error::other)?;
        let address = Gateway::new(server, gateway.gateway().client_id());
        let (stop, stopped) = oneshot::channel::<Infallible>();
        runtime.spawn(serve(listener, gateway.clone()));
        let thread = thread::Builder::new().name("test-gateway".to_owned());
        // When the sender is dropped, the runtime ends with all its connections.
        let thread = thread.spawn(move || drop(runtime.block_on(stopped)))?;
        Ok(Self {
            gateway: address.map_err(io::Error::other)?,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns the base URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.gateway.server().url()
    }

    /// Returns the server and the client id. A client needs `allow_loopback` to call it.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was reported by its own message.
            drop(thread.join());
        }
    }
}

/// Shows the address.
impl fmt::Debug for TestServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestServer")
            .field("gateway", &self.gateway)
            .finish_non_exhaustive()
    }
}

/// Accepts connections until the runtime ends.
async fn serve(listener: TcpListener, gateway: TestGateway) {
    loop {
        // A client can be gone before its connection is accepted.
        if let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, gateway.clone()));
        }
    }
}

/// Answers the requests of a connection.
async fn connection(stream: TcpStream, gateway: TestGateway) {
    let service = service_fn(|request| respond(&gateway, request));
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // The client reports a broken connection.
    drop(served.await);
}

async fn respond(
    gateway: &TestGateway,
    request: http::Request<Incoming>,
) -> Result<http::Response<Full<Bytes>>, Box<dyn Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes().to_vec();
    match gateway.exchange(http::Request::from_parts(head, body)) {
        Exchanged::Answer(answer) => Ok(answer.map(|body| Full::new(Bytes::from(body)))),
        Exchanged::Broken => Err("the script says so".into()),
        Exchanged::Lost => pending().await,
    }
}
