//! Parts of `allOf` that are closed for the members of other parts.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Additional, Schema};

use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// Reports closed parts that refuse a member of another part. No object could have both, so
/// authors mean that the object is closed as a whole.
pub fn report_refused_members(parts: &Parts<'_>, diagnostics: &mut Diagnostics) {
    for schema in parts.schemas.iter().filter(|it| is_closed(it)) {
        let own = schema.properties.iter().map(|it| &*it.key.text);
        let own: HashSet<&str> = own.collect();
        let others = parts.schemas.iter().flat_map(|it| &it.properties);
        let mut refused = others.filter(|it| !own.contains(&*it.key.text));
        if let Some(property) = refused.next() {
            let is_root = parts.roots.iter().any(|it| std::ptr::eq(*it, *schema));
            diagnostics.push(report(schema, &property.key.text, is_root));
        }
    }
}

fn is_closed(schema: &Schema) -> bool {
    let is_free = schema.has(Keyword::PatternProperties);
    matches!(schema.additional, Some(Additional::Allowed(false))) && !is_free
}

fn report(schema: &Schema, member: &str, is_root: bool) -> Diagnostic {
    let keyword = Keyword::AdditionalProperties;
    let (what, help) = if is_root {
        (
            format!("`{keyword}` refuses `{member}` of a part of the object"),
            "list the members of all parts beside it, or remove it",
        )
    } else {
        (
            format!("this part of `allOf` refuses `{member}` of another part"),
            "move `additionalProperties: false` to schemas that no `allOf` contains",
        )
    };
    let message = format!("{what}, but it is allowed");
    Diagnostic::warning(Code::UncheckedKeyword, schema.place_of(keyword), message)
        .at(to_keyword(schema, keyword))
        .help(help)
}
