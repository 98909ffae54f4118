//! Calls of any operation: requests, responses, outcomes, result codes and retry
//! advice.

mod http;
mod operation;
mod outcome_kind;
mod parameter;
mod response;
mod result_code;
mod retry;
mod security;
mod server;
mod webhook;

pub use http::{Answer, Body, EncodeError};
pub use operation::{Operation, present};
pub(crate) use outcome_kind::debug_fields;
pub use outcome_kind::{MalformedReason, OutcomeKind};
pub use parameter::{Parameter, encoded, headers, query};
pub use response::{Response, received};
pub(crate) use result_code::result_code;
pub use result_code::{CodeFacts, ResultCode, advice, facts_of};
pub use retry::Retry;
pub use security::{CredentialPlace, Security, SecurityScheme};
pub use server::{Environment, Server, ServerError};
pub use webhook::Webhook;
