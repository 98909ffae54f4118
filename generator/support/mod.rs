//! The part of every generated crate that is the same for each API: values that
//! keep their wire text, tolerant reading, writing, validation and builder states.
//!
//! The modules depend on serde and `serde_json` only and know no API. The crate
//! re-exports the types that its user meets; the rest serves the generated code.
//!
//! No module imports one that imports it, directly or through others. This list
//! goes from the modules that others build on to those that build on them:
//!
//! - `sealed`, `pointer`, `syntax`, `extra` and `redact` stand alone;
//! - `read` turns JSON into values, and `value` has the types of fields;
//! - `convert` converts values from and to types of other crates, and `write`
//!   serializes objects;
//! - `validate` checks messages, and `build` has the states of builders;
//! - `call` has the traits of requests and responses, and `report` writes errors
//!   and findings for logs.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API description may have no use for some part"
)]

mod build;
mod call;
mod convert;
mod extra;
mod pointer;
pub mod read;
mod redact;
mod report;
pub mod sealed;
pub mod syntax;
mod validate;
mod value;
mod write;

pub use build::{After, Built, EmptyList, Given, Grow, Left, Pair, Reach, Right, Set, Unbuilt};
pub use call::{
    CodeFacts, MalformedReason, Operation, OutcomeKind, Response, ResultCode, Retry, advice,
};
pub(crate) use call::{debug_fields, result_code};
// The features decide what there is to re-export.
pub use convert::*;
pub use extra::Extra;
pub use read::{
    DecodeError, DecodeErrorKind, Expected, Failed, Fixed, Items, Members, Message, ReadObject,
    ReadValue, ReceivedResult, ResultPaths, Scalar, from_json, from_json_request,
};
pub(crate) use read::{object, read_through};
pub use redact::{Redact, Redacted, redacted};
pub use validate::{
    Advisory, At, Concern, Findings, Held, Inspect, Rule, Violation, Violations, advisories, check,
    listed, violations, violations_at,
};
pub use value::{
    ConversionError, DateTime, Decimal, FromText, IntoText, Known, MoneyError, OpenText, Sensitive,
    TextEnum, Unrecognized, Uri, currency, major_units, smallest_units,
};
pub(crate) use value::{closed_enum, equals_text, open_enum, text_enum};
pub use write::{AsText, Writer};
