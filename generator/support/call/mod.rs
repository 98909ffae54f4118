//! Calls of any operation: requests, responses, outcomes, result codes and retry
//! advice.

mod operation;
mod outcome_kind;
mod response;
mod result_code;
mod retry;

pub use operation::Operation;
pub(crate) use outcome_kind::debug_fields;
pub use outcome_kind::{MalformedReason, OutcomeKind};
pub use response::Response;
pub(crate) use result_code::result_code;
pub use result_code::{CodeFacts, ResultCode, advice};
pub use retry::Retry;
