//! The description and the deprecation of members, which may come from their types.

use crate::openapi::keyword::Keyword;
use crate::openapi::{ComponentId, Document};
use crate::text::tree::Node;

use crate::lower::parts::{Parts, Unlisted};

/// Returns the description of a member, or else that of its type.
pub fn description<'a>(parts: &Parts<'a>, documents: &'a [Document]) -> &'a str {
    let own = parts.description();
    let of_type = || {
        let (id, _) = parts.named.first()?;
        component(*id, documents)?.description()
    };
    own.or_else(of_type).unwrap_or_default()
}

/// Returns the default of a member, or else that of its type.
pub fn default<'a>(parts: &Parts<'a>, documents: &'a [Document]) -> Option<&'a Node> {
    let of_type = || {
        let (id, _) = parts.named.first()?;
        component(*id, documents)?.default()
    };
    parts.default().or_else(of_type)
}

/// Returns whether a value, its type or the type of its items is deprecated.
pub fn is_deprecated(parts: &Parts<'_>, documents: &[Document]) -> bool {
    let values = match parts.unlisted() {
        Unlisted::Described(schemas) => schemas,
        Unlisted::Unmentioned | Unlisted::Allowed | Unlisted::Forbidden => Vec::new(),
    };
    let mut inner = parts.items().into_iter().chain(values);
    is_flagged(parts, Keyword::Deprecated, documents)
        || inner.any(|schema| is_deprecated(&Parts::of_value(&[schema], documents), documents))
}

/// Returns whether a value or its type sets an annotation to true.
pub fn is_flagged(parts: &Parts<'_>, annotation: Keyword, documents: &[Document]) -> bool {
    let mut types = parts.named.iter();
    let of_type = |id| component(id, documents).is_some_and(|it| it.flag(annotation));
    parts.flag(annotation) || types.any(|(id, _)| of_type(*id))
}

/// Returns the parts of a component.
fn component(id: ComponentId, documents: &[Document]) -> Option<Parts<'_>> {
    Some(Parts::of_root(id.schema(documents)?, documents))
}
