//! Which keywords a value of each type understands.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Encoding, Type};
use crate::openapi::Schema;
use crate::tree::Node;

use super::Lowering;
use super::parts::Parts;

/// What only a member can have.
const IN_ITEMS: [&str; 5] = ["const", "default", "deprecated", "x-rust-name", "x-window"];

impl<'a> Lowering<'a, '_> {
    /// Reports the keywords that mean nothing on a value of this type.
    pub fn refuse_on(&mut self, parts: &Parts<'a>, ty: &Type) {
        let lengths = ["format", "minLength", "maxLength", "pattern", "const"];
        let text = ["minLength", "maxLength", "pattern", "enum", "const"];
        let (allowed, what): (&[&str], &str) = match ty {
            // A named type was found to be alone.
            Type::Named(_) => return,
            Type::Text => (&text, "a string"),
            Type::Uri => (&lengths, "a URI"),
            Type::Decimal => (&lengths, "a decimal"),
            Type::DateTime => (
                &[
                    "format",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "const",
                    "x-window",
                ],
                "a date-time",
            ),
            Type::Boolean(_) => (&["format", "enum", "const"], "a boolean"),
            Type::Signed(Encoding::Text) | Type::Unsigned(Encoding::Text) => (
                &[
                    "format",
                    "minimum",
                    "maximum",
                    "maxLength",
                    "pattern",
                    "const",
                ],
                "an integer in a string",
            ),
            Type::Signed(Encoding::Native) | Type::Unsigned(Encoding::Native) => {
                (&["format", "minimum", "maximum", "const"], "an integer")
            }
            Type::Any => (&["const"], "a value of any type"),
            Type::List(_) => (&["items", "minItems", "maxItems"], "a list"),
            Type::Map(_) => (&["additionalProperties"], "an object without `properties`"),
        };
        let allowed: Vec<&str> = allowed
            .iter()
            .copied()
            .chain(["x-sensitive", "x-rust-name"])
            .collect();
        self.refuse_keywords(&parts.schemas, &allowed, what);
        self.refuse_values(parts, ty);
    }

    /// Reports a list of values on anything but plain strings, and one that does
    /// not hold both truth values on a boolean.
    fn refuse_values(&mut self, parts: &Parts<'a>, ty: &Type) {
        let takes_values = matches!(ty, Type::Text | Type::Boolean(_));
        let Some(values) = parts.values().filter(|_| takes_values) else {
            return;
        };
        let texts: Vec<Option<&str>> = values.value.iter().map(Node::as_str).collect();
        let fits = match ty {
            // One value alone is a fixed one, which the object knows.
            Type::Text => values.value.len() == 1,
            Type::Boolean(Encoding::Text) => {
                values.value.len() == 1
                    || (texts.contains(&Some("true"))
                        && texts.contains(&Some("false"))
                        && texts.len() == 2)
            }
            _ => values.value.len() == 1 && parts.format().is_none(),
        };
        let help = match ty {
            Type::Boolean(Encoding::Text) => "write `enum: [\"true\", \"false\"]`, each in quotes",
            _ => "use `minimum`, `maximum` and `pattern` to limit a number",
        };
        if !fits {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::NotSupported,
                    values.span,
                    "`enum` is supported on strings without a format, and as [\"true\", \"false\"] on booleans in strings",
                )
                .help(help),
            );
        }
    }

    /// Reports what only a member can have on the items of a list and on the
    /// values of a map. A list of one value is a fixed value.
    pub fn refuse_in_items(&mut self, schema: &'a Schema, place: &str) {
        const AT_MEMBER: &str =
            "write it at the member that holds them, or say it in `description`";
        self.refuse_at(schema, &IN_ITEMS, place, AT_MEMBER);
        let parts = Parts::of_value(&[schema], self.documents);
        for part in &parts.schemas {
            let values = part.values.as_ref();
            if values.is_some_and(|values| values.value.len() == 1) {
                self.refuse_at(part, &["enum"], place, AT_MEMBER);
            }
            self.refuse_at(part, &["const"], place, AT_MEMBER);
        }
    }
}
