//! Which values must not be shown, and why.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Sensitivity, Type};

use super::Lowering;
use super::parts::Parts;

impl<'a> Lowering<'a, '_> {
    pub fn sensitivity(&mut self, parts: &Parts<'a>, ty: &Type) -> Option<Sensitivity> {
        let marked = parts.schemas.iter().find_map(|schema| {
            schema
                .extensions()
                .sensitive
                .as_ref()
                .map(|text| (text, *schema))
        });
        let (text, schema) = marked?;
        let pointer = format!("{}/x-sensitive", schema.pointer);
        let sensitivity = match text.value.as_str() {
            "card" => Sensitivity::Card,
            "secret" => Sensitivity::Secret,
            "personal" => Sensitivity::Personal,
            other => {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidExtension,
                        text.span,
                        format!("`{other}` is no kind of sensitive data"),
                    )
                    .at(pointer)
                    .help("write `card`, `secret` or `personal`"),
                );
                return None;
            }
        };
        if !is_scalar(ty) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::InvalidExtension,
                    text.span,
                    "`x-sensitive` marks strings, numbers and booleans only",
                )
                .at(pointer)
                .help("mark the members or the items that hold the data instead"),
            );
            return None;
        }
        Some(sensitivity)
    }
}

fn is_scalar(ty: &Type) -> bool {
    match ty {
        Type::Text
        | Type::Boolean(_)
        | Type::Signed(_)
        | Type::Unsigned(_)
        | Type::Decimal
        | Type::DateTime
        | Type::Uri => true,
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => false,
    }
}
