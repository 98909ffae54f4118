//! The mark of a reading that failed.

/// The mark that reading failed: the trail knows the reason, or the format does.
#[derive(Debug)]
pub struct Failed(());

impl Failed {
    /// Marks a failure whose reason is kept elsewhere.
    pub(super) fn noted() -> Self {
        Self(())
    }
}
