//! Schemas that describe more than a text, where contents can be texts.

use std::collections::HashSet;

use crate::openapi::keyword::Keyword;
use crate::openapi::{ComponentId, Document, Schema, SchemaType};

/// The keywords of values that are no texts.
const OF_OTHERS: [Keyword; 5] = [
    Keyword::Properties,
    Keyword::AdditionalProperties,
    Keyword::PatternProperties,
    Keyword::Items,
    Keyword::PrefixItems,
];

/// Returns whether a schema describes values that are no texts.
#[must_use]
pub fn describes_more_than_text(schema: &Schema, documents: &[Document]) -> bool {
    has_part(schema, (documents, says_other_type), &mut HashSet::new())
}

/// Returns whether a schema lists several values.
#[must_use]
pub fn lists_values(schema: &Schema, documents: &[Document]) -> bool {
    let lists = |schema: &Schema| {
        let values = schema.values.as_ref().map_or(0, |it| it.value.len());
        (values > 1).then_some(true)
    };
    has_part(schema, (documents, lists), &mut HashSet::new())
}

/// Returns what a schema says by itself about the type of its values, if it says anything.
fn says_other_type(schema: &Schema) -> Option<bool> {
    match schema.ty.as_ref().map(|it| it.value) {
        Some(
            SchemaType::Object
            | SchemaType::Array
            | SchemaType::Integer
            | SchemaType::Number
            | SchemaType::Boolean,
        ) => Some(true),
        Some(SchemaType::String | SchemaType::Null) => Some(false),
        None => {
            let mut keywords = OF_OTHERS.into_iter();
            keywords.any(|it| schema.has(it)).then_some(true)
        }
    }
}

/// Returns what the first part says that says anything: the schema itself, that which it refers
/// to, those of `allOf`, and the alternatives.
fn has_part<'a>(
    schema: &'a Schema,
    (documents, says): (&'a [Document], impl Fn(&Schema) -> Option<bool> + Copy),
    seen: &mut HashSet<ComponentId>,
) -> bool {
    if let Some(answer) = says(schema) {
        return answer;
    }
    let target = schema.reference.as_ref().and_then(|it| it.target);
    let target = target.filter(|id| seen.insert(*id));
    let target = target.and_then(|id| id.schema(documents));
    let lists = [schema.any_of.as_deref(), schema.one_of.as_deref()];
    let alternatives = lists.into_iter().flatten().flat_map(|it| &it.value);
    let mut parts = target.into_iter().chain(&schema.all_of).chain(alternatives);
    parts.any(|it| has_part(it, (documents, says), seen))
}
