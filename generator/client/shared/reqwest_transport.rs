//! The transport of the library `reqwest`.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::answer_body::{AnswerBody, Pieces};
use super::future::BoxFuture;
use super::payload::{Payload, reqwest_body};
use super::timeouts::Timeouts;
use super::transport::Transport;
use super::transport_error::TransportError;

/// The transport of the library `reqwest`, which needs the runtime `tokio`.
///
/// It speaks HTTP/1.1 with TLS of `rustls` and `ring`, and trusts the certificates of the
/// system. It follows no redirect and uses no proxy. Connections are reused. If a reused
/// one was closed before the first byte was written, the same bytes are written to
/// another; nothing else is repeated. [`Progress::NotSent`](super::Progress::NotSent) is
/// returned only for errors and timeouts of the connection, including TLS.
#[derive(Clone, Debug)]
pub struct Reqwest(Client);

impl Reqwest {
    /// Creates a transport with the default timeouts.
    ///
    /// # Errors
    ///
    /// Returns an error if the certificates of the system cannot be loaded.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_timeouts(Timeouts::default())
    }

    /// Creates a transport with timeouts.
    ///
    /// # Errors
    ///
    /// Returns an error if the certificates of the system cannot be loaded.
    pub fn with_timeouts(timeouts: Timeouts) -> Result<Self, TransportError> {
        // Other users of `reqwest` can turn on features that change its defaults, so that
        // all of them are set here.
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls().map_err(TransportError::not_sent)?)
            .http1_only()
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .connect_timeout(timeouts.connect);
        if timeouts.total < Duration::MAX {
            client = client.timeout(timeouts.total);
        }
        if let Some(idle) = timeouts.idle {
            client = client.read_timeout(idle);
        }
        Ok(Self(client.build().map_err(TransportError::not_sent)?))
    }
}

/// Returns the configuration of TLS. The library of cryptography is stated, since a
/// process can have another default, or none.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?;
    Ok(config.with_no_client_auth())
}

impl Transport for Reqwest {
    async fn send(
        &self,
        request: http::Request<Payload>,
    ) -> Result<http::Response<AnswerBody>, TransportError> {
        let url = request.uri().to_string();
        let (head, payload) = request.into_parts();
        let request = http::Request::from_parts(head, reqwest_body(payload)?);
        let request = reqwest::Request::try_from(request)
            .map_err(|error| TransportError::not_sent(error.without_url()))?;
        // `reqwest` normalizes URLs, but the path is part of what is signed.
        if request.url().as_str() != url {
            return Err(TransportError::not_sent("the URL has another normal form"));
        }
        let answer = self.0.execute(request).await.map_err(error)?;
        let mut response = http::Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response.map(|()| AnswerBody::pieces(Body(answer))))
    }
}

/// The body of an answer that is being received.
struct Body(reqwest::Response);

impl Pieces for Body {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, TransportError>> {
        Box::pin(async {
            let piece = self.0.chunk().await.map_err(error)?;
            Ok(piece.map(|piece| piece.to_vec()))
        })
    }
}

/// Converts an error. Only while there is no connection is it certain that no byte was
/// sent.
fn error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_builder() || error.is_connect() {
        TransportError::not_sent(error)
    } else if error.is_timeout() {
        TransportError::timed_out(error)
    } else {
        TransportError::broken(error)
    }
}
