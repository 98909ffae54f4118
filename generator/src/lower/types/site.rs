//! The site of a value: the member that holds it and the messages that reach it.

use crate::model::{ModuleId, Usage};
use crate::openapi::Schema;
use crate::text::source::Span;

/// The site of a value.
#[derive(Clone, Copy)]
pub struct ValueSite<'a> {
    /// The module of the object that holds it.
    pub module: ModuleId,
    /// The messages that reach that object.
    pub usage: Usage,
    /// The name of the member, which an inline enum or union takes.
    pub name: &'a str,
    /// The place that reports about the value show.
    pub span: Span,
    /// The pointer to its schema.
    pub pointer: &'a str,
}

impl<'a> ValueSite<'a> {
    /// Returns the site of a value within the value here.
    pub fn inside(self, schema: &'a Schema) -> Self {
        Self {
            span: schema.span,
            pointer: &schema.pointer,
            ..self
        }
    }
}
