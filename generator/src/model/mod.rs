//! The intermediate model: an API in the field's terms.
//!
//! `lower` makes this plain data from OpenAPI documents, and `emit` turns it into Rust.
//! It has no YAML and no tokens. Every enum is matched exhaustively, so that the compiler
//! finds the code that a new variant needs.
#![warn(clippy::wildcard_enum_match_arm)]

mod api;
#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "it contains a file of the crates"
)]
mod assertion;
mod assertion_text;
mod condition;
pub mod condition_text;
mod constraint_text;
pub mod containment;
mod example;
mod ids;
mod media;
mod names;
mod operation;
mod pattern;
mod query;
mod resolution;
mod result_code;
mod scalar;
mod security;
pub mod shown;
mod signature;
mod specimen;
mod state;
mod tags;
mod types;
mod usage;
mod value;

pub use crate::text::json::Json;
pub use api::{Api, Environment, Server, ServerVariable};
pub use assertion::{Assertion, Kind};
pub use assertion_text::assertion_text;
pub use condition::{Advisory, Demand, Facts, FieldPath, MemberRule, Step, Test};
pub use constraint_text::{broken_text, rule_text};
pub use example::Example;
pub use ids::{CodeSetId, ModuleId, TypeId};
pub use media::{DataForm, MediaKind, essence, has_own_meaning, is_media_type, is_token, meaning};
pub use names::{Group, Module, Name, Source};
pub use operation::{
    Body, Callback, Direction, Given, Headers, Http, IdMember, Idempotency, Link, Location,
    MemberEncoding, Method, Operation, Outcome, OutcomeKind, Parameter, Part, RequestBody,
    Requirement, Response, Status, Style, UnreadContent, Webhook,
};
pub use pattern::Pattern;
pub use query::{Holder, Message};
pub use resolution::{FollowUp, Inquiry, Resolution, SharedId};
pub use result_code::{CodeSet, Listing, ResultCode, Retry};
pub use scalar::{Encoding, Form, Literal, Scalar, TextForm, Width};
pub use security::{Flow, SchemeKind, SecurityScheme};
pub use signature::{Refusals, Signature, SignedPart};
pub use specimen::Specimens;
pub use state::{State, StateValue};
pub use types::{
    Access, Additional, Base, Constant, Enum, Field, Member, Money, Openness, Presence, Shape,
    Struct, TypeDef, Union, UnionKind, UnionVariant, Usage, Variant, Window,
};
pub use value::{Measured, Rule, Sensitivity, Type, Value};
