//! Patterns of strings.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Pattern;
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::pattern;

use crate::lower::pointers::to_keyword;

/// Compiles the pattern of a schema.
pub fn pattern(schema: &Schema, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let text = schema.pattern.as_deref()?;
    match pattern::compile(&text.value) {
        Ok(matcher) => Some(Pattern {
            text: text.value.clone(),
            matcher,
        }),
        Err(error) => {
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidPattern,
                    text.span,
                    format!("this pattern is not checked: {}", error.message),
                )
                .at(to_keyword(schema, Keyword::Pattern))
                .help(error.help),
            );
            None
        }
    }
}
