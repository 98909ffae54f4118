//! Errors of transports.

use std::error::Error;
use std::fmt;

/// An error of a transport: there is no whole answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TransportError {
    progress: Progress,
    message: String,
}

/// The part of an exchange in which a transport failed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Progress {
    /// No byte of the request was sent.
    NotSent,
    /// The request may have been sent, and the time was up.
    TimedOut,
    /// The request may have been sent, and the connection failed.
    Broken,
}

impl TransportError {
    /// Creates the error of a request of which certainly no byte was sent, because there
    /// was no connection.
    pub fn not_sent(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Progress::NotSent, source)
    }

    /// Creates the error of a request that may have been sent, but was not answered in
    /// time.
    pub fn timed_out(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Progress::TimedOut, source)
    }

    /// Creates the error of a request that may have been sent, if the connection failed.
    pub fn broken(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(Progress::Broken, source)
    }

    fn new(progress: Progress, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        let mut message = source.to_string();
        // The error is kept as text, so that calls in doubt can be compared and cloned.
        let mut cause = source.source();
        while let Some(error) = cause {
            message.push_str(": ");
            message.push_str(&error.to_string());
            cause = error.source();
        }
        Self { progress, message }
    }

    /// Returns the part of the exchange that failed.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the messages of the error and its causes.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.progress {
            Progress::NotSent => "no connection: ",
            Progress::TimedOut => "no answer in time: ",
            Progress::Broken => "the connection failed: ",
        })?;
        f.write_str(&self.message)
    }
}

impl Error for TransportError {}
