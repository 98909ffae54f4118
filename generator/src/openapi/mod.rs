//! The OpenAPI 3.1 vocabulary as typed data, with the position of every part.
//!
//! Input: [`Node`](crate::text::tree::Node) trees. Output: [`Document`]s with a field
//! per keyword; other keywords are reported while reading. Values are not interpreted:
//! references are text, limits are numbers.

mod document;
pub mod keyword;
mod keyword_table;
mod mapping;
pub mod nowhere;
pub mod object;
pub mod read;
mod schema;
mod translate;

pub use document::{
    Body, Callback, CodeSet, CodeSetId, CodeSetItem, Component, Document, Encoding, Example, Flow,
    Idempotency, Inquiry, Link, NamedTemplate, Operation, Outcome, Parameter, Refusals,
    RequestBody, Requirement, Resolve, Response, ResultCode, SecurityScheme, SecuritySchemeId,
    Server, ServerVariable, Signature, Tag,
};
pub use keyword_table::table as keyword_table;
pub use mapping::Mapping;
pub use schema::{
    Additional, Advisory, AnnotationValue, ComponentId, Conditional, DependentRequired,
    Discriminator, EnumItem, Extensions, Limits, Money, Property, Rare, Reference, Schema,
    SchemaType, State, StateValue, ValueNote, Window,
};
pub use translate::to_3_1;
