//! The OpenAPI 3.1 vocabulary as typed data, still with the place of everything.
//!
//! Input: [`Node`](crate::text::tree::Node) trees. Output: [`Document`]s in which each
//! keyword has a field of its own; a keyword without one was reported while reading.
//! Nothing is interpreted here: references are text, limits are numbers.

mod document;
pub mod keyword;
pub mod read;
mod schema;

pub use document::{
    Body, CodeSet, CodeSetId, CodeSetItem, Component, Document, Example, Operation, Outcome,
    Parameter, Response, ResultCode, SecurityScheme, Server,
};
pub use keyword::table as keyword_table;
pub use schema::{
    Additional, Advisory, AnnotationValue, ComponentId, Conditional, DependentRequired,
    Discriminator, EnumItem, Extensions, Limits, Money, Property, Reference, Schema, SchemaType,
    Window,
};
