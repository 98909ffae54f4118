//! Forms: bodies of the content type `application/x-www-form-urlencoded`.

use serde::Serialize;

use crate::support::call::{Body, EncodeError, Pair, Style, Tree};

/// Creates a form from the members of a value. `styles` has those of the members that state
/// one. Without one, an object is a JSON text, and each item of a list has the name of the
/// list.
pub fn form<T: Serialize + ?Sized>(
    content_type: &'static str,
    value: &T,
    styles: &[(&str, Style)],
) -> Result<Option<Body>, EncodeError> {
    let pairs = pairs(value, styles)?;
    let pairs: Vec<String> = pairs.iter().map(Pair::to_query).collect();
    Ok(Some(Body::new(content_type, pairs.join("&"))))
}

/// Returns the pairs of the members of an object. The value null has none.
pub fn pairs<T: Serialize + ?Sized>(
    value: &T,
    styles: &[(&str, Style)],
) -> Result<Vec<Pair>, EncodeError> {
    let members = match Tree::of(value) {
        Some(Tree::Object(members)) => members,
        Some(Tree::Absent) => Vec::new(),
        Some(Tree::Text(_) | Tree::Plain(_) | Tree::List(_)) | None => {
            return Err(EncodeError::of_no_object());
        }
    };
    let mut pairs = Vec::new();
    for (name, value) in members {
        let stated = styles.iter().find(|(known, _)| *known == name);
        let style = match (stated, &value) {
            (Some((_, style)), _) => *style,
            (None, Tree::Object(_)) => Style::JSON,
            (None, Tree::Absent | Tree::Text(_) | Tree::Plain(_) | Tree::List(_)) => Style::FORM,
        };
        pairs.extend(style.checked_pairs(&name, value)?);
    }
    Ok(pairs)
}
