//! Alternatives that occur twice.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::text::source::Span;

/// Removes references that are alternatives of a schema already, and reports them. Nothing
/// tells two values of the same type apart.
pub fn drop_repeated(schema: &mut Schema, diagnostics: &mut Diagnostics) {
    let lists = [&mut schema.any_of, &mut schema.one_of];
    for branches in lists.into_iter().flatten() {
        let mut known: HashMap<String, Span> = HashMap::new();
        branches.value.retain(|branch| {
            let Some(reference) = branch.reference.as_ref().filter(|_| only_refers(branch)) else {
                return true;
            };
            let text = &reference.text;
            let Some(first) = known.insert(text.value.clone(), text.span) else {
                return true;
            };
            diagnostics.push(
                Diagnostic::warning(
                    Code::InvalidValue,
                    text.span,
                    "the alternative occurs twice",
                )
                .at(branch.pointer.clone())
                .labelled(first, "the other one")
                .help("remove one of them, or refer to the schema that is meant"),
            );
            false
        });
    }
}

fn only_refers(branch: &Schema) -> bool {
    let mut keywords = branch.keywords.iter();
    keywords.all(|(keyword, _)| *keyword == Keyword::Ref)
}
