//! Keywords where they mean nothing.
//!
//! JSON Schema lets any keyword stand anywhere, and one that does not apply is
//! silently true. A limit that is silently true protects nobody, so each kind
//! of value lists the keywords that it understands, and the rest is reported.

use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::Schema;

use super::Lowering;

/// What any value may carry.
pub const ANNOTATIONS: [&str; 6] = ["$ref", "allOf", "type", "deprecated", "default", "examples"];

/// What the limits of a value are called.
const LIMITS: [&str; 7] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "pattern",
];

impl Lowering<'_, '_> {
    /// Reports the keywords of `schemas` that are neither in `allowed` nor fit
    /// for any value.
    pub fn refuse_keywords(&mut self, schemas: &[&Schema], allowed: &[&str], what: &str) {
        for schema in schemas {
            for (keyword, span) in schema.keywords() {
                if allowed.contains(&keyword) || ANNOTATIONS.contains(&keyword) {
                    continue;
                }
                let code = if LIMITS.contains(&keyword) {
                    Code::InvalidLimit
                } else {
                    Code::NotSupported
                };
                self.diagnostics.push(
                    Diagnostic::error(code, span, format!("`{keyword}` means nothing on {what}"))
                        .at(format!("{}/{keyword}", schema.pointer))
                        .help("remove it, or correct `type` and `format`"),
                );
            }
        }
    }

    /// Reports the keywords in `refused`, which mean nothing at this place.
    pub fn refuse_at(&mut self, schema: &Schema, refused: &[&str], place: &str) {
        for (keyword, span) in schema.keywords() {
            if refused.contains(&keyword) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        span,
                        format!("`{keyword}` is not supported {place} yet"),
                    )
                    .at(format!("{}/{keyword}", schema.pointer))
                    .help("remove it"),
                );
            }
        }
    }
}
