//! Warns about values of an enum that differ in case and punctuation only.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Base, Enum, Shape, TypeDef};
use crate::text::source::Span;
use crate::text::tree::Node;

use crate::text::places::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (_, def) in api.reachable() {
        if let Shape::Enum(set) = &def.shape
            && set.base() == Base::Text
        {
            similar(def, set, places, diagnostics);
        }
    }
}

fn similar(def: &TypeDef, set: &Enum, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    let mut first = HashMap::new();
    let mut pairs = Vec::new();
    for variant in &set.variants {
        let wire = variant.name.wire.as_str();
        if plain(wire).is_empty() {
            continue;
        }
        let known = *first.entry(plain(wire)).or_insert(wire);
        if known != wire {
            pairs.push((known, wire));
        }
    }
    if pairs.is_empty() {
        return;
    }
    let listed = value_spans(places, &def.origin);
    for (known, wire) in pairs {
        let span = listed.get(wire).copied();
        let span = span.or_else(|| places.span(&def.origin));
        let message = format!("`{wire}` and `{known}` differ only in case and punctuation");
        let mut found = Diagnostic::warning(Code::SimilarValues, span, message)
            .help("remove the one that the API does not use");
        if let Some(&other) = listed.get(known) {
            found = found.labelled(other, "the other one is listed here");
        }
        diagnostics.push(found);
    }
}

/// Returns the letters and digits of a text, with the signs before them. A `-` behind a letter
/// or a digit separates words.
fn plain(text: &str) -> String {
    let mut letters = String::new();
    let mut is_inside = false;
    for c in text.chars() {
        if c.is_alphanumeric() || (!is_inside && ['+', '-'].contains(&c)) {
            letters.extend(c.to_lowercase());
        }
        is_inside = c.is_alphanumeric();
    }
    letters
}

/// Returns the place of each value in the list.
fn value_spans<'a>(places: &Places<'a>, origin: &str) -> HashMap<&'a str, Span> {
    let mut spans = HashMap::new();
    for key in ["x-extensible-enum", "enum"] {
        let list = places.node(&format!("{origin}/{key}"));
        for node in list.and_then(Node::as_sequence).into_iter().flatten() {
            let value = node.as_mapping().and_then(|mapping| mapping.get("value"));
            if let Some(text) = value.map_or(node, |entry| &entry.value).as_str() {
                spans.entry(text).or_insert(node.span);
            }
        }
    }
    spans
}
