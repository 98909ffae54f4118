//! Spans of calls, which exist only with the feature `tracing`.

#[cfg(not(feature = "tracing"))]
mod nothing;
#[cfg(feature = "tracing")]
mod span;

#[cfg(not(feature = "tracing"))]
pub use nothing::Trace;
#[cfg(feature = "tracing")]
pub use span::Trace;
