//! Enums: their variants, and the treatment of unlisted values.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::model::{Base, Enum, Openness, Usage};
use crate::openapi::EnumItem;
use crate::openapi::keyword::Keyword;
use crate::text::source::Spanned;
use crate::text::tree::{Node, Value};

use super::variants::{Listed, variants};
use crate::lower::literal::plain;
use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;

/// Returns the enum that `parts` describe.
pub fn enumeration(parts: &Parts<'_>, usage: Usage, diagnostics: &mut Diagnostics) -> Enum {
    let items: Vec<Listed<'_>> = match parts.extensible() {
        Some(items) => extended(parts, &items.value, diagnostics),
        None => closed(parts, diagnostics),
    };
    let names = chosen_names(parts, &items, diagnostics);
    let pointer = parts.pointer_to(parts.listing());
    Enum {
        // A response may have values that the document does not list yet.
        openness: if usage.read || parts.extensible().is_some() || parts.open().is_some() {
            Openness::Open
        } else {
            Openness::Closed
        },
        variants: variants(&items, &names, &pointer, diagnostics),
    }
}

/// Returns the values of `x-extensible-enum`, and then those that only `enum` has.
fn extended<'p>(
    parts: &Parts<'p>,
    items: &'p [EnumItem],
    diagnostics: &mut Diagnostics,
) -> Vec<Listed<'p>> {
    let known: HashSet<&str> = items.iter().map(|item| item.value.value.as_str()).collect();
    let mut others = closed(parts, diagnostics);
    others.retain(|item| !known.contains(item.wire.as_str()));
    let items = items.iter().map(of_extension);
    items.chain(others).collect()
}

fn of_extension(item: &EnumItem) -> Listed<'_> {
    Listed {
        wire: item.value.value.clone(),
        number: None,
        span: item.value.span,
        description: item.description.as_deref(),
        chosen: item.rust_name.as_ref(),
        wish: None,
    }
}

/// Returns the values of `enum`.
fn closed<'p>(parts: &Parts<'p>, diagnostics: &mut Diagnostics) -> Vec<Listed<'p>> {
    let Some(base) = parts.base(1) else {
        return Vec::new();
    };
    let pointer = parts.pointer_to(parts.listing());
    let items = parts.listed().into_iter().filter_map(|(node, note)| {
        let listed = match base {
            Base::Text => text(node, &pointer, diagnostics)?,
            Base::Integer => integer(node)?,
        };
        Some(Listed {
            wish: note.and_then(|note| note.name.as_deref()),
            description: note.and_then(|note| note.description.as_deref()),
            ..listed
        })
    });
    items.collect()
}

/// Returns an integer. That all values are integers was checked.
fn integer<'p>(node: &Node) -> Option<Listed<'p>> {
    let number: i64 = plain(node).parse().ok()?;
    Some(Listed {
        wire: number.to_string(),
        number: Some(number),
        ..Listed::at(node.span)
    })
}

/// Returns a string. A number or a boolean among strings counts as its text, because YAML
/// reads some texts as other types.
fn text<'p>(node: &Node, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Listed<'p>> {
    let is_scalar = match &node.value {
        Value::String(_) => true,
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
            let message = format!("{} in an `enum` of strings is left out", node.kind());
            let report = Diagnostic::warning(Code::InvalidValue, node.span, message);
            diagnostics.push(report.at(pointer).help("write strings only"));
            false
        }
        Value::Bool(_) | Value::Number(_) => {
            let (kind, text) = (node.kind(), plain(node));
            let message = format!("{kind} in an `enum` of strings counts as the text `{text}`");
            let report = Diagnostic::warning(Code::InvalidValue, node.span, message);
            diagnostics.push(
                report
                    .at(pointer)
                    .help(format!("put it in quotes: \"{text}\"")),
            );
            true
        }
    };
    is_scalar.then(|| Listed {
        wire: plain(node),
        ..Listed::at(node.span)
    })
}

/// Returns the names that `x-rust-names` gives to values; reports names for values that
/// the enum does not list.
fn chosen_names<'p>(
    parts: &Parts<'p>,
    items: &[Listed<'_>],
    diagnostics: &mut Diagnostics,
) -> HashMap<&'p str, &'p Spanned<String>> {
    let mut names = HashMap::new();
    let listed = || items.iter().map(|item| item.wire.as_str());
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
