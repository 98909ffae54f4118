//! The part of the generated crate that is the same for every API: values that keep
//! their wire text, reading, writing, validation and builder states.
//!
//! The modules depend on serde and `serde_json` only and contain nothing of a
//! particular API. The crate re-exports the types for its users; the rest serves
//! the generated code.
//!
//! The imports between modules have no cycles. This list begins with the modules
//! that import no others:
//!
//! - `sealed`, `pointer`, `syntax`, `exact_text`, `error_text` and `redact` are independent
//!   of the others, `json` has values of any type, and `extra` has unlisted members;
//! - `read` parses JSON into values, and `value` has the types of fields;
//! - `convert` converts values from and to types of other crates, and `write`
//!   serializes objects;
//! - `validate` checks messages, and `build` has the states of builders;
//! - some crates have further values, such as those that may be null, and `steps` of long
//!   patterns;
//! - `call` has the traits of requests and webhooks, and `report` writes errors and findings
//!   for logs;
//! - some crates have responses that state an `outcome`, and amounts of `money`;
//! - some crates have further bodies: `form`, `upload` and `multipart`;
//! - some crates have `headers` of answers, and decode streams of `events`.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "an API description may have no use for some part"
)]

mod assertion;
mod build;
mod call;
mod canonical;
mod convert;
mod credentials;
mod error_text;
mod events;
pub mod exact;
mod exact_text;
mod extra;
mod form;
mod formatted;
pub mod forms;
mod headers;
mod integer_enum;
mod json;
mod money;
mod multipart;
mod null;
mod nullable;
mod number;
mod outcome;
mod pointer;
pub mod read;
mod read_only;
mod redact;
mod report;
pub mod sealed;
mod steps;
pub mod syntax;
mod typed;
mod unions;
mod unique;
mod upload;
mod validate;
mod value;
mod write;

pub use assertion::{Assertion, Kind, Pattern};
pub use build::{After, Built, EmptyList, Given, Grow, Left, Pair, Reach, Right, Set, Unbuilt};
pub use call::{
    Answer, AnswerError, ApiError, Body, CredentialPlace, EncodeError, Environment, ErrorAnswer,
    Operation, OrNull, Parameter, RawAnswer, ReadFailure, Security, SecurityScheme, Server,
    ServerError, Style, UndocumentedFailure, Unreadable, Webhook, encoded, fmt_failure, headers,
    headers_and_cookies, in_path, present, query, query_after,
};
pub(crate) use call::{ServerVariable, failure_body, failures};
// The features decide what there is to re-export.
pub use convert::*;
pub use credentials::{Authorization, MissingCredentials, Secrets, SharedToken, Token};
pub(crate) use error_text::debug_as_text;
pub use events::{Event, EventDecoder, EventTooLarge, RawEvent, StreamsEvents, UnreadableEvent};
pub use extra::Extra;
pub use form::form;
pub use formatted::{
    Base64, Date, Duration, Email, Formatted, Hostname, Ipv4, Ipv6, Time, UriReference, Uuid,
};
pub(crate) use headers::read_headers;
pub use headers::{DocumentsHeaders, HeaderValues, ReadHeaders};
pub use integer_enum::{UnrecognizedInteger, variant_of};
pub(crate) use integer_enum::{closed_integer_enum, integer_enum, open_integer_enum};
pub use json::Json;
pub use money::{MoneyError, currency, major_units, smallest_units};
pub use multipart::{AddParts, Multipart, PartTypes};
pub use null::Null;
pub use nullable::Nullable;
pub use number::Number;
pub use outcome::{
    CodeFacts, MalformedReason, OutcomeKind, Response, ResultCode, Retry, advice, facts_of,
    received,
};
pub(crate) use outcome::{debug_fields, result_code};
pub use read::{
    DecodeError, DecodeErrorKind, Expected, Failed, Fixed, Items, Members, Message, Part,
    ReadMember, ReadMembers, ReadObject, ReadValue, ReceivedResult, ResultPaths, Scalar, Seen,
    Trail, from_json, from_json_request, refused,
};
pub(crate) use read::{object, read_through};
pub use read_only::RemoveReadOnly;
pub use redact::{Redact, Redacted, redacted};
pub use steps::{Step, found_anywhere, found_at_start};
pub(crate) use unions::union;
pub use unions::{
    Builds, Candidate, Choice, Fit, Found, JsonType, Literal, Union, Unmatched, chosen, of_list,
    of_object, of_scalar, take_tag, write_tagged,
};
pub use upload::Upload;
pub use validate::{
    Advisory, At, Concern, Held, Inspect, Inspection, Names, Objects, Properties, Rule, Violation,
    Violations, advisories, held, held_items, validated, violations, violations_at,
};
pub use value::{
    ConversionError, DateTime, Decimal, FromText, IntoText, Known, OpenText, Sensitive, TextEnum,
    Unrecognized, Uri, position,
};
pub(crate) use value::{closed_enum, equals_text, open_enum, text_enum};
pub use write::{AsText, Writer};
