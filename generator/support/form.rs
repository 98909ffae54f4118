//! Forms: bodies of the content type `application/x-www-form-urlencoded`.

use serde::Serialize;

use crate::support::call::{Body, Pair, Style, Tree};

/// Creates a form from the members of a value. `styles` has those of the members that state
/// one. Without one, an object is a JSON text, and each item of a list has the name of the
/// list.
pub fn form<T: Serialize + ?Sized>(
    content_type: &'static str,
    value: &T,
    styles: &[(&str, Style)],
) -> Body {
    let pairs = pairs(value, styles);
    let pairs: Vec<String> = pairs.iter().map(Pair::to_query).collect();
    Body::new(content_type, pairs.join("&"))
}

/// Returns the pairs of the members of a value. A value without members has none.
pub fn pairs<T: Serialize + ?Sized>(value: &T, styles: &[(&str, Style)]) -> Vec<Pair> {
    let Some(Tree::Object(members)) = Tree::of(value) else {
        return Vec::new();
    };
    let pairs = members.into_iter().flat_map(|(name, value)| {
        let stated = styles.iter().find(|(known, _)| *known == name);
        let style = match (stated, &value) {
            (Some((_, style)), _) => *style,
            (None, Tree::Object(_)) => Style::JSON,
            (None, Tree::Absent | Tree::Text(_) | Tree::Plain(_) | Tree::List(_)) => Style::FORM,
        };
        style.pairs(&name, value)
    });
    pairs.collect()
}
