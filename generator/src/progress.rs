//! The progress of a run, for a display. It affects no decision and no output.

use std::fmt;
use std::sync::Arc;

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A stage begins.
    Stage(&'static str),
    /// A file is made.
    File {
        /// The number of files that are made.
        done: usize,
        /// The number of all files.
        of: usize,
    },
}

/// The receiver of the steps of a run. Several threads may call it at once.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Creates a receiver.
    pub fn new(receive: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(receive)))
    }

    /// Tells a step.
    pub(crate) fn tell(&self, step: Step) {
        if let Some(receive) = &self.0 {
            receive(step);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}
