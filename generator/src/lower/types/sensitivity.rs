//! The sensitivity of values: the reason to redact them.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Scalar, Sensitivity, Type};
use crate::openapi::keyword::Keyword;

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// Returns the sensitivity of a value.
pub fn sensitivity(
    parts: &Parts<'_>,
    ty: &Type,
    diagnostics: &mut Diagnostics,
) -> Option<Sensitivity> {
    let mut schemas = parts.schemas.iter();
    let marked = schemas.find_map(|schema| {
        let text = schema.extensions().sensitive.as_ref()?;
        Some((text, schema))
    });
    let Some((text, schema)) = marked else {
        let is_password = parts
            .format()
            .is_some_and(|format| format.value == "password");
        return match ty {
            Type::Scalar(Scalar::Text) if is_password => Some(Sensitivity::Secret),
            Type::Scalar(_) | Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => None,
        };
    };
    let found = match text.value.as_str() {
        "card" => Ok(Sensitivity::Card),
        "secret" => Ok(Sensitivity::Secret),
        "personal" => Ok(Sensitivity::Personal),
        other => Err((
            format!("`{other}` is not a kind of sensitive data"),
            "write `card`, `secret` or `personal`",
        )),
    };
    let found = found.and_then(|sensitivity| match ty {
        Type::Scalar(_) => Ok(sensitivity),
        Type::Any | Type::Named(_) | Type::List(_) | Type::Map(_) => Err((
            "`x-sensitive` applies to strings, numbers and booleans only".to_owned(),
            "move it to the members or items that contain the data",
        )),
    });
    match found {
        Ok(sensitivity) => Some(sensitivity),
        Err((message, help)) => {
            diagnostics.push(
                Diagnostic::error(Code::InvalidExtension, text.span, message)
                    .at(to_keyword(schema, Keyword::Sensitive))
                    .help(help),
            );
            None
        }
    }
}
