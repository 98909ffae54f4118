//! Timeouts of the transports of this crate.

use std::time::Duration;

/// The timeouts of an attempt to send a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Timeouts {
    /// The maximum time until there is a connection: 10 seconds by default. Nothing of
    /// the request is sent before.
    pub connect: Duration,
    /// The maximum time until the whole request is sent and the whole answer is received: 30
    /// seconds by default. The call is in doubt after it. [`Duration::MAX`] is no limit.
    pub total: Duration,
    /// The maximum time without a byte of the answer, also before its first one: only
    /// `total` by default.
    pub idle: Option<Duration>,
}

impl Timeouts {
    /// Sets the maximum time until there is a connection.
    #[must_use]
    pub const fn with_connect(mut self, connect: Duration) -> Self {
        self.connect = connect;
        self
    }

    /// Sets the maximum time until the whole request is sent and the whole answer is
    /// received.
    #[must_use]
    pub const fn with_total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// Sets the maximum time without a byte of the answer.
    #[must_use]
    pub const fn with_idle(mut self, idle: Duration) -> Self {
        self.idle = Some(idle);
        self
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            idle: None,
        }
    }
}
