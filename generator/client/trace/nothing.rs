//! The trace of a crate without the feature `tracing`: nothing.

use crate::signature::{HasScheme, InDoubt, Prepared};
use crate::support::{Operation, ReceivedResult};

use crate::client::not_sent::NotSent;

pub struct Trace;

impl Trace {
    pub fn start<O: Operation + HasScheme>(_: &Prepared<O>) -> Self {
        Self
    }

    pub fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub fn within_blocking<T>(&self, run: impl FnOnce() -> T) -> T {
        run()
    }

    pub fn answer(&self, _: u16, _: impl FnOnce() -> Option<ReceivedResult>) {}

    pub fn doubt(&self, _: &InDoubt) {}

    pub fn failure(&self, _: &NotSent) {}
}
