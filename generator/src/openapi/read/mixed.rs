//! Enums of several JSON types, such as `[auto, 1, 2]`.
//!
//! Such an enum is a union of an enum for each type. [`split`] makes it one, so that later
//! stages know one form.

use crate::openapi::keyword::Keyword;
use crate::openapi::{AnnotationValue, Extensions, Schema, SchemaType, ValueNote};
use crate::text::source::Spanned;
use crate::text::tree::{Node, Value};

/// The types of the values, in the order of the alternatives: the name of each, and its
/// description.
const TYPES: [(SchemaType, &str, &str); 4] = [
    (SchemaType::String, "Text", "One of the listed texts."),
    (
        SchemaType::Integer,
        "Integer",
        "One of the listed integers.",
    ),
    (SchemaType::Number, "Number", "One of the listed numbers."),
    (
        SchemaType::Boolean,
        "Boolean",
        "One of the listed booleans.",
    ),
];

/// Turns an enum of scalars of several types into alternatives.
pub fn split(schema: &mut Schema) {
    let is_free = schema.ty.is_none()
        && schema.constant.is_none()
        && schema.any_of.is_none()
        && schema.one_of.is_none()
        && schema.reference.is_none()
        && schema.properties.is_empty();
    let Some(values) = schema.values.as_ref().filter(|_| is_free) else {
        return;
    };
    let Some(branches) = alternatives(schema, &values.value).filter(|it| it.len() > 1) else {
        return;
    };
    schema.one_of = Some(Box::new(Spanned {
        value: branches,
        span: values.span,
    }));
    schema.values = None;
    for (written, _) in &mut schema.keywords {
        if *written == Keyword::Enum {
            *written = Keyword::OneOf;
        }
    }
}

/// Returns an enum for each type of the values, or nothing if one of them is no scalar.
fn alternatives(schema: &Schema, values: &[Node]) -> Option<Vec<Schema>> {
    let types: Option<Vec<SchemaType>> = values.iter().map(type_of).collect();
    let types = types?;
    // An integer among fractions is a number like them.
    let has_fraction = types.contains(&SchemaType::Number);
    let of = |ty: SchemaType| match ty {
        SchemaType::Integer if has_fraction => SchemaType::Number,
        other => other,
    };
    let notes = &schema.extensions().value_notes;
    let branches = TYPES.into_iter().filter_map(|(ty, name, description)| {
        let listed = values.iter().zip(&types).enumerate();
        let listed = listed.filter(|(_, (_, own))| of(**own) == ty);
        let listed: Vec<_> = listed
            .map(|(index, (node, _))| (node, notes.get(index)))
            .collect();
        let (first, _) = listed.first()?;
        let mut branch = Schema::any(first.span, &format!("{}/enum/{name}", schema.pointer));
        describe(&mut branch, ty, (name, description));
        list(&mut branch, &listed);
        Some(branch)
    });
    Some(branches.collect())
}

/// Returns the type of a scalar.
fn type_of(node: &Node) -> Option<SchemaType> {
    match &node.value {
        Value::String(_) => Some(SchemaType::String),
        Value::Bool(_) => Some(SchemaType::Boolean),
        Value::Number(text) if text.parse::<i64>().is_ok() => Some(SchemaType::Integer),
        Value::Number(_) => Some(SchemaType::Number),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Sets the type, the name and the description of an alternative.
fn describe(branch: &mut Schema, ty: SchemaType, (name, description): (&str, &str)) {
    branch.ty = Some(Spanned {
        value: ty,
        span: branch.span,
    });
    let text = |text: &str| AnnotationValue::Text(text.to_owned());
    branch.annotations = vec![
        (Keyword::Title, text(name)),
        (Keyword::Description, text(description)),
    ];
    branch.keywords = [Keyword::Type, Keyword::Enum, Keyword::Title]
        .map(|keyword| (keyword, branch.span))
        .into();
}

/// Sets the values of an alternative, each with its note.
fn list(branch: &mut Schema, listed: &[(&Node, Option<&ValueNote>)]) {
    branch.values = Some(Box::new(Spanned {
        value: listed.iter().map(|&(node, _)| node.clone()).collect(),
        span: branch.span,
    }));
    if listed.iter().any(|(_, note)| note.is_some()) {
        let notes = listed.iter().map(|(_, note)| note.cloned());
        let mut extensions = Extensions::NONE;
        extensions.value_notes = notes.map(Option::unwrap_or_default).collect();
        branch.extensions = Some(Box::new(extensions));
    }
}
