//! What every generated crate carries besides its own types: values that keep
//! their wire text, tolerant reading, writing, validation and builder states.
//!
//! The modules depend on serde and `serde_json` only and know no API. The crate
//! re-exports what its user meets; the rest serves the generated code.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API description may have no use for some part"
)]

mod access;
mod advisories;
mod builder;
pub mod check;
mod convert;
#[cfg(feature = "chrono")]
mod convert_chrono;
#[cfg(feature = "jiff")]
mod convert_jiff;
#[cfg(feature = "rust_decimal")]
mod convert_rust_decimal;
#[cfg(feature = "time")]
mod convert_time;
#[cfg(feature = "url")]
mod convert_url;
#[cfg(feature = "uuid")]
mod convert_uuid;
pub mod currency;
mod date_time;
mod decimal;
mod decode;
mod extra;
mod fitting;
mod inspect;
mod listed;
mod members;
mod money;
mod nearest;
pub mod open;
mod operation;
mod pointer;
pub mod read;
mod read_values;
mod received;
mod redacted;
mod report;
mod result_code;
mod scalar;
pub mod sealed;
mod sensitive;
pub mod syntax;
pub mod text;
mod trail;
mod uri;
mod violations;
mod write;

pub use access::Failed;
pub use advisories::{Advisory, Concern};
pub use builder::{After, Built, EmptyList, Given, Grow, Left, Pair, Reach, Right, Set, Unbuilt};
pub use convert::{ConversionError, FromText, IntoText};
#[cfg(feature = "rust_decimal")]
pub use convert_rust_decimal::major_decimal;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use decode::{DecodeError, DecodeErrorKind, Expected, from_json, from_json_request};
pub use extra::Extra;
pub use inspect::{At, Findings, Inspect, advisories, violations, violations_at};
pub use listed::{Held, listed};
pub use members::{Fixed, Members};
pub use money::{MoneyError, major_units, smallest_units};
pub use open::{Known, OpenText, Unrecognized};
pub(crate) use open::{closed_enum, open_enum};
pub(crate) use operation::debug_fields;
pub use operation::{MalformedReason, Operation, OutcomeKind, Response, Retry};
pub(crate) use read::object;
pub use read::{Items, ReadObject, ReadValue};
pub use received::{ReceivedResult, ResultPaths};
pub use redacted::{Redact, Redacted, redacted};
pub(crate) use result_code::result_code;
pub use result_code::{CodeFacts, ResultCode, advice};
pub use scalar::Scalar;
pub use sensitive::Sensitive;
pub use trail::Message;
pub use uri::Uri;
pub use violations::{Rule, Violation, Violations};
pub use write::{AsText, Writer};
