//! Readers of documents: from trees to typed keywords.

mod document;
mod fields;
mod null;
mod resolve;
mod result_codes;
mod schema;
mod signature;

pub use document::read_all;
pub use fields::{Fields, check_web_address};
