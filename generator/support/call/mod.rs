//! Calls of any operation: requests, answers and failures.

mod answer;
mod answer_error;
mod answer_reading;
mod body;
mod encode;
mod encode_error;
mod media_type;
mod operation;
mod parameter;
mod security;
mod server;
mod style;
mod tree;
mod webhook;

pub use answer::{Answer, RawAnswer};
pub use answer_error::{
    AnswerError, ApiError, ErrorAnswer, ReadFailure, UndocumentedFailure, Unreadable, fmt_failure,
};
pub(crate) use answer_error::{failure_body, failures};
pub use body::{Body, Piece, Source};
pub use encode_error::EncodeError;
pub use operation::{Operation, present};
pub use parameter::{
    OrNull, Parameter, encoded, headers, headers_and_cookies, in_path, query, query_after,
};
pub use security::{CredentialPlace, Security, SecurityScheme};
pub(crate) use server::ServerVariable;
pub use server::{Environment, Server, ServerError};
pub use style::{Pair, Style};
pub use tree::Tree;
pub use webhook::Webhook;
