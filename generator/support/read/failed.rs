//! The marker of failed reading.

/// A marker that reading failed. The trail or the format has the reason.
#[derive(Debug)]
pub struct Failed(());

impl Failed {
    /// Creates the marker; the reason is kept elsewhere.
    pub(super) fn noted() -> Self {
        Self(())
    }
}
