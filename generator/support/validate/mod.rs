//! Validation of messages: rules and concerns, checks of single values, and the
//! inspection of whole messages.

mod advisory;
mod at;
pub mod check;
mod findings;
mod inspect;
mod nearest;
mod object_types;
mod violation;

pub use advisory::{Advisory, Concern};
pub use at::At;
pub use findings::Findings;
pub use inspect::{Inspect, advisories, listed, violations, violations_at};
pub use object_types::Held;
pub use violation::{Rule, Violation, Violations};
