//! Notifications of the gateway, with their resends.

use std::any::TypeId;
use std::fmt;
use std::time::{Duration, SystemTime, SystemTimeError, UNIX_EPOCH};

use serde_json::{Map, Value};

use crate::scheme::SCHEME;
use crate::signature::{HasScheme, Signed};
use crate::support::{Body, Operation, Webhook};

use super::compose::Composed;
use super::desk::id_names;
use super::exchange::headers;
use super::gateway::TestGateway;
use super::known::KnownWebhook;
use super::message::{Delivery, TestMessage};
use super::script_error::ScriptError;
use super::table::WEBHOOKS;

/// A notification, which the gateway sends until it is acknowledged.
///
/// Nothing here waits: each attempt has the delay after which the real gateway makes it.
pub struct TestNotification {
    webhook: &'static KnownWebhook,
    attempts: Vec<TestAttempt>,
}

/// An attempt to deliver a notification. All attempts have the same body, and each has its
/// own time and signature.
#[derive(Clone)]
pub struct TestAttempt {
    /// The time after the previous attempt.
    pub delay: Duration,
    /// The signed request to the merchant. `Debug` of it shows the body.
    pub request: http::Request<Vec<u8>>,
}

/// An attempt that the merchant's program has answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct TestDelivery {
    /// The time after the previous attempt.
    pub delay: Duration,
    /// The HTTP status code of the answer.
    pub status: u16,
    /// True if the answer is the documented reply.
    pub is_acknowledged: bool,
}

impl TestGateway {
    /// Creates a notification about the request of an operation, with its ids and amounts.
    /// Inquiries about the request find the state that it reports, unless a script says
    /// otherwise or the notification is not genuine.
    ///
    /// `path` is the path and query of the URL that the API was given for notifications.
    ///
    /// # Errors
    ///
    /// Returns an error if the message cannot be made.
    pub fn notification<W: Webhook + HasScheme>(
        &self,
        path: &str,
        message: TestMessage,
        about: &impl Operation,
    ) -> Result<TestNotification, ScriptError> {
        let mut known = WEBHOOKS.iter();
        let webhook = known.find(|webhook| (webhook.notification)() == TypeId::of::<W>());
        let webhook = webhook.ok_or(ScriptError::Unknown)?;
        let composed = Composed::new(message, &webhook.samples)?;
        let request = type_of(about);
        let about = about.body().map_err(|_| ScriptError::NotWritten)?;
        let about = about.as_ref().and_then(Body::bytes);
        let about = about.map(serde_json::from_slice::<Map<String, Value>>);
        let about = about.transpose().map_err(|_| ScriptError::NotWritten)?;
        let about = about.unwrap_or_default();
        let mut desk = self.desk();
        let body = composed.body(|message| desk.memory.fill(message, &about, &id_names()))?;
        match (composed.delivery, (webhook.samples.state)(&body)) {
            (Delivery::Unsigned | Delivery::BadlySigned, _) | (_, None) => {}
            (_, Some(state)) => desk.notified(request, &about, state),
        }
        drop(desk);
        let mut now = SystemTime::now();
        let resends = webhook.resends.iter().map(|seconds| Duration::from_secs(*seconds));
        let delays = [Duration::ZERO].into_iter().chain(resends);
        let attempts = delays.map(|delay| {
            now += delay;
            let time = milliseconds(now).map_err(|_| ScriptError::NotSigned)?;
            let request = self.attempt(webhook, path, &time, &body, composed.delivery)?;
            Ok(TestAttempt { delay, request })
        });
        let attempts: Result<Vec<_>, ScriptError> = match composed.delivery {
            Delivery::Signed | Delivery::Unsigned | Delivery::BadlySigned => attempts.collect(),
            Delivery::Broken | Delivery::Lost | Delivery::NotReceived => Ok(Vec::new()),
        };
        Ok(TestNotification {
            webhook,
            attempts: attempts?,
        })
    }

    fn attempt(
        &self,
        webhook: &KnownWebhook,
        path: &str,
        time: &str,
        body: &[u8],
        delivery: Delivery,
    ) -> Result<http::Request<Vec<u8>>, ScriptError> {
        let message = Signed {
            method: webhook.method,
            path,
            client_id: self.gateway().client_id(),
            time,
            body,
        };
        let headers = headers(SCHEME.request_time, message, delivery, self.keys());
        let headers = headers.map_err(|_| ScriptError::NotSigned)?.into_iter();
        let request = http::Request::builder().method(webhook.method).uri(path);
        let request = headers.fold(request, |request, (name, value)| request.header(name, value));
        request.body(body.to_vec()).map_err(|_| ScriptError::NotWritten)
    }
}

impl TestNotification {
    /// Returns the attempts, until one of them is acknowledged. A lost notification has
    /// none.
    #[must_use]
    pub fn attempts(&self) -> &[TestAttempt] {
        &self.attempts
    }

    /// Returns whether an answer acknowledges the notification.
    #[must_use]
    pub fn is_acknowledged_by(&self, status: u16, body: &[u8]) -> bool {
        const OK: u16 = 200;
        match self.webhook.is_reply {
            Some(is_reply) => status == OK && is_reply(body),
            None => (OK..300).contains(&status),
        }
    }

    /// Calls a handler with each attempt, until it acknowledges one.
    pub fn deliver<B: AsRef<[u8]>>(
        &self,
        mut handler: impl FnMut(&http::Request<Vec<u8>>) -> http::Response<B>,
    ) -> Vec<TestDelivery> {
        let mut deliveries = Vec::new();
        for attempt in &self.attempts {
            let answer = handler(&attempt.request);
            let status = answer.status().as_u16();
            let is_acknowledged = self.is_acknowledged_by(status, answer.body().as_ref());
            deliveries.push(TestDelivery {
                delay: attempt.delay,
                status,
                is_acknowledged,
            });
            if is_acknowledged {
                break;
            }
        }
        deliveries
    }
}

fn type_of<O: Operation>(_: &O) -> TypeId {
    TypeId::of::<O>()
}

fn milliseconds(time: SystemTime) -> Result<String, SystemTimeError> {
    Ok(time.duration_since(UNIX_EPOCH)?.as_millis().to_string())
}

/// Shows the webhook and the number of attempts.
impl fmt::Debug for TestNotification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestNotification")
            .field("webhook", &self.webhook.id)
            .field("attempts", &self.attempts.len())
            .finish_non_exhaustive()
    }
}

/// Shows the delay and the path, but not the body.
impl fmt::Debug for TestAttempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestAttempt")
            .field("delay", &self.delay)
            .field("uri", self.request.uri())
            .finish_non_exhaustive()
    }
}
