//! Patterns of strings.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Pattern;
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::pattern;
use crate::text::source::Span;

use crate::lower::pointers::to_keyword;

/// Compiles the pattern of a schema.
pub fn pattern(schema: &Schema, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let text = schema.pattern.as_deref()?;
    let pointer = to_keyword(schema, Keyword::Pattern);
    compiled(&text.value, (text.span, pointer), diagnostics)
}

/// Compiles a pattern at a place.
pub fn compiled(
    text: &str,
    (span, pointer): (Span, String),
    diagnostics: &mut Diagnostics,
) -> Option<Pattern> {
    match pattern::compile(text) {
        Ok(matcher) => Some(Pattern {
            text: text.to_owned(),
            matcher,
        }),
        Err(error) => {
            let message = format!("this pattern is not checked: {}", error.message);
            diagnostics.push(
                Diagnostic::warning(Code::InvalidPattern, span, message)
                    .at(pointer)
                    .help(error.help),
            );
            None
        }
    }
}
