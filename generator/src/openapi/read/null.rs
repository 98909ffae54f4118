//! The forms in which a schema allows null: among its values, or as one of its alternatives.
//!
//! Each becomes [`Schema::nullable`], so that later stages know one form.

use crate::openapi::keyword::Keyword;
use crate::openapi::{Schema, SchemaType, ValueNote};
use crate::text::source::{Span, Spanned};
use crate::text::tree::{Node, Value};

/// Removes null from the values and the alternatives of a schema, and marks the schema as
/// nullable. A single remaining alternative becomes a part of the schema, as in `allOf`, unless
/// a discriminator tells it apart from those that a later version may add.
pub fn gather(schema: &mut Schema) {
    let is_typed = schema.ty.is_some();
    let mut has_null = schema.ty.as_ref().is_some_and(is_null);
    if let Some(node) = schema.constant.take_if(|node| is_null_value(node)) {
        become_null(schema, node.span);
        has_null = true;
    }
    if let Some(values) = &mut schema.values {
        let null = values
            .value
            .iter()
            .find(|node| is_null_value(node))
            .cloned();
        if let Some(extensions) = &mut schema.extensions {
            let mut nodes = values.value.iter();
            let is_value = |_: &ValueNote| !nodes.next().is_some_and(is_null_value);
            extensions.value_notes.retain(is_value);
        }
        values.value.retain(|node| !is_null_value(node));
        has_null |= null.is_some();
        if let Some(null) = null.filter(|_| values.value.is_empty()) {
            schema.values = None;
            become_null(schema, null.span);
        }
    }
    schema.nullable |= has_null && !is_typed;
    gather_alternatives(schema, is_only_null);
}

/// Removes the alternatives that are null, and marks the schema as nullable.
pub fn gather_alternatives(schema: &mut Schema, is_null: impl Fn(&Schema) -> bool) {
    // A schema with a type of its own or properties says itself whether it allows null.
    let is_typed = schema.ty.is_some();
    let is_free = !is_typed && schema.properties.is_empty();
    let has_null = alternatives(schema, is_free, is_null);
    schema.nullable |= has_null && !is_typed;
}

/// Removes null from the alternatives, unless the schema itself forbids it; returns whether
/// it was among them. A single alternative without a discriminator becomes a part of the schema.
fn alternatives(schema: &mut Schema, is_free: bool, is_null: impl Fn(&Schema) -> bool) -> bool {
    let both = schema.any_of.is_some() && schema.one_of.is_some();
    let (branches, keyword) = match (&mut schema.any_of, &mut schema.one_of) {
        (Some(branches), _) if !both => (branches, Keyword::AnyOf),
        (None, Some(branches)) => (branches, Keyword::OneOf),
        (Some(_) | None, _) => return false,
    };
    let count = branches.value.len();
    branches.value.retain(|branch| !is_free || !is_null(branch));
    let has_null = branches.value.len() < count;
    if branches.value.is_empty() {
        let span = branches.span;
        schema.any_of = None;
        schema.one_of = None;
        become_null(schema, span);
    } else if branches.value.len() == 1 && schema.discriminator.is_none() {
        schema.all_of.append(&mut branches.value);
        // Most schemas that may be null have this one part, and a list has room for four.
        schema.all_of.shrink_to_fit();
        schema.any_of = None;
        schema.one_of = None;
        for (written, _) in &mut schema.keywords {
            if *written == keyword {
                *written = Keyword::AllOf;
            }
        }
    }
    has_null
}

/// Turns a schema whose values or alternatives are all null into one of the type null.
fn become_null(schema: &mut Schema, span: Span) {
    const LISTS: [Keyword; 4] = [
        Keyword::Const,
        Keyword::Enum,
        Keyword::AnyOf,
        Keyword::OneOf,
    ];
    let mut keywords = schema.keywords.to_vec();
    keywords.retain(|(keyword, _)| !LISTS.contains(keyword));
    schema.keywords = keywords.into();
    schema.ty = Some(Spanned {
        value: SchemaType::Null,
        span,
    });
}

/// Returns whether an alternative is null. Documents of 3.0, which has no such type, write
/// `nullable` alone.
fn is_only_null(branch: &Schema) -> bool {
    let is_alone = || {
        let mut keywords = branch.keywords.iter();
        keywords.all(|(keyword, _)| NOTES.contains(keyword))
    };
    branch.ty.as_ref().is_some_and(is_null) || branch.flag(Keyword::Nullable) && is_alone()
}

/// The keywords of an alternative that is nothing but null.
const NOTES: [Keyword; 5] = [
    Keyword::Nullable,
    Keyword::Title,
    Keyword::Description,
    Keyword::Default,
    Keyword::Example,
];

fn is_null(ty: &Spanned<SchemaType>) -> bool {
    ty.value == SchemaType::Null
}

fn is_null_value(node: &Node) -> bool {
    node.value == Value::Null
}
