//! The span of a call, for subscribers of `tracing`.

use std::fmt::Display;
use std::time::Instant;

use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, info_span, warn};

use crate::support::ReceivedResult;

/// A span with the operation, the ids, the effect, the HTTP status, the status and code of
/// a result, and the duration. No other part of a message is in it.
pub struct Trace {
    span: Span,
    start: Instant,
}

impl Trace {
    /// Starts the span of an operation, with the ids that identify the request.
    pub fn start<'a>(
        operation: &'static str,
        ids: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let ids: Vec<String> = ids.map(|(name, id)| format!("{name}={id}")).collect();
        let span = info_span!(
            "call",
            operation,
            ids = ids.join(","),
            effect = Empty,
            http_status = Empty,
            status = Empty,
            code = Empty,
            duration_ms = Empty,
        );
        Self {
            span,
            start: Instant::now(),
        }
    }

    pub fn within<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.span.clone())
    }

    pub fn within_blocking<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }

    /// Records an answer that decides the outcome.
    pub fn answer(&self, status: u16, result: impl FnOnce() -> Option<ReceivedResult>) {
        if self.span.is_disabled() {
            return;
        }
        self.span.record("http_status", status);
        if let Some(result) = result() {
            self.span.record("status", result.status());
            self.span.record("code", result.code());
        }
        self.end("answer");
    }

    /// Records a call in doubt.
    pub fn doubt(&self, doubt: &dyn Display, status: Option<u16>) {
        self.span.record("http_status", status);
        self.end("in doubt");
        self.span.in_scope(|| warn!("{doubt}"));
    }

    /// Records a call of which nothing was sent.
    pub fn failure(&self, error: &dyn Display) {
        self.end("not sent");
        self.span.in_scope(|| warn!("{error}"));
    }

    fn end(&self, effect: &str) {
        self.span.record("effect", effect);
        let duration = self.start.elapsed().as_millis();
        self.span.record("duration_ms", u64::try_from(duration).unwrap_or(u64::MAX));
    }
}
