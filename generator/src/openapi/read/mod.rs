//! Readers of documents: from trees to typed keywords.

mod alike;
mod callbacks;
mod document;
mod fields;
mod media;
mod mixed;
mod null;
mod operation;
mod parameters;
mod path;
mod repeated;
mod required;
mod resolve;
mod result_codes;
mod schema;
mod security;
mod servers;
mod several;
mod signature;
mod targets;
mod trees;
mod values;

pub use document::read_all;
pub use fields::{Fields, check_web_address};
pub use null::gather_alternatives as gather_nulls;
