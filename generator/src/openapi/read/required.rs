//! Names in `required` that are patterns.
//!
//! Documents that are made from RAML list there the patterns that names match, such as
//! `/^[a-z]+$/`. A message with a member of that name would be wrong.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::text::pointer::child;

/// Removes patterns from the required names; reports them.
pub fn without_patterns(schema: &mut Schema, diagnostics: &mut Diagnostics) {
    if !schema.required.iter().any(|it| is_pattern(&it.value)) {
        return;
    }
    let Schema {
        properties,
        required,
        pointer,
        ..
    } = schema;
    let pointer = child(pointer, Keyword::Required.name());
    let properties: HashSet<&str> = properties.iter().map(|it| &*it.key.text).collect();
    required.retain(|name| {
        let is_kept = !is_pattern(&name.value) || properties.contains(name.value.as_str());
        if !is_kept {
            let message = format!("`{}` is a pattern, and no name of a property", name.value);
            let report = Diagnostic::warning(Code::InvalidValue, name.span, message)
                .at(pointer.as_str())
                .help("remove it, and write the pattern in `propertyNames`");
            diagnostics.push(report);
        }
        is_kept
    });
}

fn is_pattern(name: &str) -> bool {
    let inner = name.strip_prefix('/').and_then(|it| it.strip_suffix('/'));
    // A path of words is a name.
    inner.is_some_and(|it| it.is_empty() || it.contains(['[', '^', '$', '*', '\\']))
}
