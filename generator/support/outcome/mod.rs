//! The outcome of a call, as responses state it: its kind, result codes and retry advice.

mod kind;
mod response;
mod result_code;
mod retry;

pub(crate) use kind::debug_fields;
pub use kind::{MalformedReason, OutcomeKind};
pub use response::{Response, received};
pub(crate) use result_code::result_code;
pub use result_code::{CodeFacts, ResultCode, advice, facts_of};
pub use retry::Retry;

super::report::variant_name!(Retry);
