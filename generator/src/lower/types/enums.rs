//! Enums: their variants, and the treatment of unlisted values.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Enum, Openness, Usage};
use crate::openapi::EnumItem;
use crate::openapi::keyword::Keyword;
use crate::text::source::Spanned;
use crate::text::tree::Node;

use super::variants::variants;
use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// Returns the enum that `parts` describe.
pub fn enumeration(parts: &Parts<'_>, usage: Usage, diagnostics: &mut Diagnostics) -> Enum {
    if let Some(items) = parts.extensible() {
        let pointer = parts.pointer_to(Keyword::ExtensibleEnum);
        let names = chosen_names(parts, &items.value, diagnostics);
        return Enum {
            openness: Openness::Open,
            variants: variants(&items.value, &names, &pointer, diagnostics),
        };
    }
    let pointer = parts.pointer_to(Keyword::Enum);
    let values = parts.values().map(|values| values.value.as_slice());
    let values = values.unwrap_or_default().iter();
    let closed: Vec<EnumItem> = values
        .filter_map(|node| closed_value(node, &pointer, diagnostics))
        .collect();
    let names = chosen_names(parts, &closed, diagnostics);
    Enum {
        // A response may have values that the document does not list yet.
        openness: if usage.read {
            Openness::Open
        } else {
            Openness::Closed
        },
        variants: variants(&closed, &names, &pointer, diagnostics),
    }
}

/// Returns the names that `x-rust-names` gives to values; reports names for values that
/// the enum does not list.
fn chosen_names<'p>(
    parts: &Parts<'p>,
    items: &[EnumItem],
    diagnostics: &mut Diagnostics,
) -> HashMap<&'p str, &'p Spanned<String>> {
    let mut names = HashMap::new();
    let listed = || items.iter().map(|item| item.value.value.as_str());
    let known: HashSet<&str> = listed().collect();
    for &schema in &parts.schemas {
        for (value, name) in &schema.extensions().rust_names {
            names.insert(value.value.as_str(), name);
            if known.contains(value.value.as_str()) {
                continue;
            }
            let message = format!("`{}` is not a value of the enum", value.value);
            let report = Diagnostic::error(Code::InvalidExtension, value.span, message)
                .at(to_keyword(schema, Keyword::RustNames));
            diagnostics.push(match suggestion(&value.value, listed()) {
                Some(near) => report.help(format!("did you mean `{near}`?")),
                None => report.help("remove it, or add the value to the enum"),
            });
        }
    }
    names
}

/// Lowers an item of `enum`, which must be a string.
fn closed_value(node: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<EnumItem> {
    let Some(text) = node.as_str() else {
        diagnostics.push(
            Diagnostic::warning(
                Code::NotSupported,
                node.span,
                format!("{} in an `enum` is not supported yet", node.kind()),
            )
            .at(pointer)
            .help("write strings, in quotes if YAML would read them as another type"),
        );
        return None;
    };
    Some(EnumItem {
        value: Spanned {
            value: text.to_owned(),
            span: node.span,
        },
        description: None,
        rust_name: None,
    })
}
