//! Values of a set that differ in case and punctuation only.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Shape};
use crate::source::Span;
use crate::tree::Node;

use super::place::Places;

pub fn check(api: &Api, places: &Places<'_>, diagnostics: &mut Diagnostics) {
    for (_, def) in api.reachable() {
        let Shape::Enum(set) = &def.shape else {
            continue;
        };
        for (position, variant) in set.variants.iter().enumerate() {
            let wire = &variant.name.wire;
            let known = set.variants.iter().take(position);
            let mut alike = known.filter(|known| plain(&known.name.wire) == plain(wire));
            let Some(first) = alike.next() else {
                continue;
            };
            let place = |wire: &str| value_span(places, &def.origin, wire);
            let message = format!("`{wire}` and `{}` differ in spelling only", first.name.wire);
            let mut found = Diagnostic::warning(Code::SimilarValues, place(wire), message)
                .help("remove the one that does not exist");
            if let Some(other) = place(&first.name.wire) {
                found = found.labelled(other, "the other one is listed here");
            }
            diagnostics.push(found);
        }
    }
}

fn plain(text: &str) -> String {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Where a value is listed, else where its set is.
fn value_span(places: &Places<'_>, origin: &str, wire: &str) -> Option<Span> {
    let lists = ["x-extensible-enum", "enum"];
    let lists = lists
        .iter()
        .filter_map(|key| places.node(&format!("{origin}/{key}")));
    let mut items = lists.filter_map(Node::as_sequence).flatten();
    let text = |node: &Node| {
        let value = node.as_mapping().and_then(|mapping| mapping.get("value"));
        value.map_or(node, |entry| &entry.value).as_str() == Some(wire)
    };
    let found = items.find(|node| text(node)).map(|node| node.span);
    found.or_else(|| places.span(origin))
}
