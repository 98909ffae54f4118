//! The way from an open outcome to a known one.

mod drive;
mod facts;
mod resolution;
mod resolved;
mod step;
mod traits;

pub use resolution::Resolution;
pub use resolved::{Last, Resolved};
pub use step::{CancelStep, InquireStep, SendStep, Step, WaitStep};
pub use traits::{CanCancel, Inquiry, Resolve};
