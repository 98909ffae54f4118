//! The site of a value: the member that has it and the messages that reach it.

use crate::lower::files::Files;
use crate::model::{ModuleId, Usage};
use crate::openapi::Schema;
use crate::text::source::Span;

/// The site of a value.
#[derive(Clone, Copy)]
pub struct ValueSite<'a> {
    /// The module of the object that has it.
    pub module: ModuleId,
    /// The usage of that object.
    pub usage: Usage,
    /// The name of the member, which an inline enum or union takes.
    pub name: &'a str,
    /// The position for diagnostics about the value.
    pub span: Span,
    /// The pointer to its schema.
    pub pointer: &'a str,
    /// True if it is a value within a list, a map or a union, or an optional parameter, which
    /// has no constants.
    pub is_inner: bool,
    /// The files among its values, if it is a part of a body.
    pub files: Files,
}

impl<'a> ValueSite<'a> {
    /// Returns the site of a value within this value.
    pub fn inside(self, schema: &'a Schema) -> Self {
        Self {
            span: schema.span,
            pointer: &schema.pointer,
            is_inner: true,
            ..self
        }
    }
}
