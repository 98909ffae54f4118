//! Keywords where they mean nothing.
//!
//! JSON Schema lets any keyword stand anywhere, and one that does not apply is
//! silently true. A limit that is silently true protects nobody, so each kind
//! of value lists the keywords that it understands, and the rest is reported.

use crate::diagnostics::{Code, Diagnostic};
use crate::openapi::{Applies, Schema, SchemaType};

use super::Lowering;

/// What any value may carry.
pub const ANNOTATIONS: [&str; 6] = ["$ref", "allOf", "type", "deprecated", "default", "examples"];

/// Returns the advice for a keyword that is not supported on a value.
fn instead(keyword: &str, ty: Option<Applies>) -> &'static str {
    match keyword {
        "enum" if ty == Some(Applies::Strings) => {
            "remove `format` to make it an enum, or say it in `description`"
        }
        "enum" => "limit it with `minimum` and `maximum`, or say it in `description`",
        "x-window" => "add `format: date-time`, or remove the window",
        "const" => "say it in `description`",
        "not" => "list the values that are left with `enum`, or say it in `description`",
        "anyOf" | "oneOf" => "name the one `type` that it has, or a string that holds either",
        "if" => "put the condition at the object that has the member",
        "required" | "dependentRequired" | "x-constructor" | "x-money" | "x-advisory" => {
            "list the members in `properties`"
        }
        "additionalProperties" => "remove it, or list the members in `properties`",
        "minLength" | "maxLength" | "pattern" => "remove it: the format tells the length",
        _ => "remove it",
    }
}

impl Lowering<'_, '_> {
    /// Reports the keywords of `schemas` that are neither in `allowed` nor fit
    /// for any value.
    pub fn refuse_keywords(&mut self, schemas: &[&Schema], allowed: &[&str], what: &str) {
        let ty = schemas.iter().find_map(|schema| schema.ty.as_ref());
        let ty = ty.map(|ty| match ty.value {
            SchemaType::Object => Applies::Objects,
            SchemaType::Array => Applies::Arrays,
            SchemaType::String => Applies::Strings,
            SchemaType::Integer => Applies::Numbers,
            SchemaType::Boolean => Applies::Any,
        });
        for schema in schemas {
            for (keyword, span) in schema.keywords() {
                if allowed.contains(&keyword) || ANNOTATIONS.contains(&keyword) {
                    continue;
                }
                let applies = Applies::of(keyword);
                let has_meaning = applies == Applies::Any || ty == Some(applies);
                let report = if has_meaning {
                    let message = format!("`{keyword}` is not supported on {what} yet");
                    Diagnostic::error(Code::NotSupported, span, message).help(instead(keyword, ty))
                } else {
                    let code = if keyword.starts_with("x-") {
                        Code::InvalidExtension
                    } else {
                        Code::InvalidLimit
                    };
                    let message = format!("`{keyword}` means nothing on {what}");
                    Diagnostic::error(code, span, message)
                        .help("remove it, or correct `type` and `format`")
                };
                self.diagnostics
                    .push(report.at(format!("{}/{keyword}", schema.pointer)));
            }
        }
    }

    /// Reports the keywords in `refused`, which mean nothing at this place.
    pub fn refuse_at(&mut self, schema: &Schema, refused: &[&str], place: &str, help: &str) {
        for (keyword, span) in schema.keywords() {
            if refused.contains(&keyword) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::NotSupported,
                        span,
                        format!("`{keyword}` is not supported {place} yet"),
                    )
                    .at(format!("{}/{keyword}", schema.pointer))
                    .help(help),
                );
            }
        }
    }
}
