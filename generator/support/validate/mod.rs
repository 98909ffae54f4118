//! Validation of messages: rules and concerns, checks of single values, and the
//! inspection of whole messages.

mod advisory;
mod at;
mod check;
mod collection;
mod findings;
mod inspect;
mod inspection;
mod listed;
mod nearest;
mod object_types;
mod violation;

pub use advisory::{Advisory, Concern};
pub use at::At;
pub use check::{Checkable, Checked};
pub use collection::Properties;
pub use inspect::{Inspect, advisories, held, held_items, validated, violations, violations_at};
pub use inspection::Inspection;
pub use listed::Listed;
pub use object_types::{Held, Names, Objects};
pub use violation::{Rule, Violation, Violations};
