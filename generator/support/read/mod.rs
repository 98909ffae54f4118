//! Parsing of messages from JSON or any self-describing format. An error contains
//! the place, and never the value there.
//!
//! The modules, from the innermost to the outermost: `scalar` and `trail`; the
//! `protocol` between formats and types; `readable` types and their slots; the
//! places for members; the visitor that passes serde's events to a place; and whole
//! messages in `decode`.

mod by_text;
mod decode;
mod deserialize;
mod error;
mod error_kind;
mod failed;
mod fitting;
mod float;
mod items;
mod json;
mod macros;
mod member;
mod members;
mod names;
mod part;
mod protocol;
mod readable;
mod reader;
mod received;
mod scalar;
mod search;
mod seen;
mod slot;
mod source;
mod trail;
mod values;
mod visitor;

pub use decode::{from_json, from_json_request};
pub use deserialize::deserialize;
pub use error::DecodeError;
pub use error_kind::{DecodeErrorKind, Expected};
pub use failed::Failed;
pub use float::shortest;
pub(crate) use macros::{object, read_through};
pub use member::{ReadMember, ReadMembers, refused};
pub use members::Fixed;
pub use part::Part;
pub use protocol::{Items, Members};
pub use readable::{ReadObject, ReadValue};
pub use received::{ReceivedResult, ResultPaths};
pub use scalar::Scalar;
pub use seen::Seen;
pub use trail::{Message, Segment, Trail};
