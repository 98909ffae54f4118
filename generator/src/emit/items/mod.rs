//! Items of the generated crate, one module per kind.

pub mod answers;
pub mod body;
mod builder;
pub mod enums;
pub mod events;
mod getters;
pub mod headers;
mod json_reading;
pub mod message;
pub mod money;
pub mod outcome;
mod parts;
mod read_only;
mod resolution;
pub mod result_code;
pub mod security;
pub mod serde;
pub mod signature;
pub mod states;
pub mod structs;
pub mod unions;
pub mod validate;
pub mod webhook;
