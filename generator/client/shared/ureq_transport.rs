//! The transport of the library `ureq`.

use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use ureq::config::Config;
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Error, Timeout};

use super::blocking_transport::BlockingTransport;
use super::payload::{Payload, ureq_body};
use super::timeouts::Timeouts;
use super::transport_error::TransportError;

/// The transport of the library `ureq`, which blocks the thread.
///
/// It speaks HTTP/1.1 with TLS of `rustls`, and trusts the certificates of Mozilla. It
/// follows no redirect, uses no proxy and repeats nothing. Connections are reused if they
/// are still open. [`Progress::NotSent`](super::Progress::NotSent) is returned only if the
/// URL is not valid, the host is not found, the connection is refused, there is no connection
/// in time, or the server's certificate or its version of TLS is not accepted.
///
/// At the level `trace`, `ureq` logs the bytes that it sends, with credentials and bodies. Log
/// the targets `ureq` and `ureq_proto` at the level `debug` or above.
#[derive(Clone, Debug)]
pub struct Ureq(Agent);

impl Ureq {
    /// Creates a transport with the default timeouts.
    #[must_use]
    pub fn new() -> Self {
        Self::with_timeouts(Timeouts::default())
    }

    /// Creates a transport with timeouts.
    #[must_use]
    pub fn with_timeouts(timeouts: Timeouts) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::WebPki)
            .build();
        // Other users of `ureq` can turn on features that change its defaults, so that all
        // of them are set here.
        let config = Config::builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .accept_encoding("")
            .timeout_resolve(Some(timeouts.connect))
            .timeout_connect(Some(timeouts.connect))
            .timeout_global(Some(timeouts.total).filter(|total| *total < Duration::MAX))
            .timeout_per_read(timeouts.idle)
            .build();
        Self(config.new_agent())
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl BlockingTransport for Ureq {
    fn send(
        &self,
        request: http::Request<Payload>,
    ) -> Result<http::Response<Box<dyn Read + Send>>, TransportError> {
        let (head, payload) = request.into_parts();
        let answer = match ureq_body(payload) {
            Some(body) => self.0.run(http::Request::from_parts(head, body)),
            None => self.0.run(http::Request::from_parts(head, ())),
        };
        let answer = answer.map_err(error)?;
        Ok(answer.map(|body| -> Box<dyn Read + Send> { Box::new(Body(body.into_reader())) }))
    }
}

/// The body of an answer that is being received.
struct Body(ureq::BodyReader<'static>);

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
            match inner {
                Some(Error::Timeout(_)) => io::Error::new(ErrorKind::TimedOut, error),
                Some(_) | None => error,
            }
        })
    }
}

/// Converts an error. Some errors occur only before there is a connection, so that no byte
/// was sent; other errors of the system or of TLS can occur at any time.
fn error(error: Error) -> TransportError {
    match &error {
        // The library's message has the URL, which can have a key in its query.
        Error::BadUri(_) => TransportError::not_sent("the URL is not valid"),
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::Tls(_)
        | Error::TlsRequired
        | Error::Rustls(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportError::not_sent(error),
        Error::Io(cause) if is_before_connection(cause) => TransportError::not_sent(error),
        Error::Timeout(_) => TransportError::timed_out(error),
        _ => TransportError::broken(error),
    }
}

fn is_before_connection(error: &io::Error) -> bool {
    error.kind() == ErrorKind::ConnectionRefused || is_lookup(error) || is_refused_by_tls(error)
}

/// Returns whether the system did not find the host. The standard library gives the error of
/// a name that it looked up a text and a kind without a stable name; nothing else can make
/// one. Windows has codes for such errors only.
fn is_lookup(error: &io::Error) -> bool {
    const WINDOWS: std::ops::RangeInclusive<i32> = 11001..=11004;
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && WINDOWS.contains(&code),
        None => error.get_ref().is_some() && format!("{:?}", error.kind()) == "Uncategorized",
    }
}

/// Returns whether the certificate of the server or its version of TLS was refused, which
/// only the handshake does.
fn is_refused_by_tls(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(
        inner,
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::PeerIncompatible(_))
    )
}
