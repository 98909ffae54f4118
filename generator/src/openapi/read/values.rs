//! The values of enums: their names and descriptions in other extensions, and constants
//! among the alternatives of a schema.
//!
//! A union of constants is an enum whose values have a `title` and a `description`.
//! [`gather`] makes it one, so that later stages know one form.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::openapi::keyword::Keyword;
use crate::openapi::{Extensions, Schema, ValueNote};
use crate::text::source::Spanned;
use crate::text::tree::{Entry, Node, Value};

use super::fields::Fields;

/// The extensions of other tools that list the names of values.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// The extensions of other tools that describe the values.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// Returns the names and descriptions that extensions of other tools give to the values of
/// an enum, in the order of the values.
pub fn notes(
    fields: &Fields<'_>,
    values: &[Node],
    diagnostics: &mut Diagnostics,
) -> Vec<ValueNote> {
    let mut read = |keys: [&str; 2]| {
        let mut entries = keys.iter().filter_map(|key| fields.other_format(key));
        let entry = entries.next()?;
        Some(texts(
            entry,
            values,
            &fields.below(&entry.key.text),
            diagnostics,
        ))
    };
    let (names, descriptions) = (read(NAMES), read(DESCRIPTIONS));
    if names.is_none() && descriptions.is_none() {
        return Vec::new();
    }
    let at = |texts: &Option<Vec<Option<String>>>, index: usize| {
        texts.as_ref()?.get(index).cloned().flatten()
    };
    let notes = (0..values.len()).map(|index| ValueNote {
        name: at(&names, index),
        description: at(&descriptions, index),
    });
    notes.collect()
}

/// Returns the text for each value: from a list in the same order, or from a mapping.
fn texts(
    entry: &Entry,
    values: &[Node],
    pointer: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<String>> {
    let text = |node: &Node| node.as_str().map(str::to_owned);
    if let Some(mapping) = entry.value.as_mapping() {
        let of = |value: &Node| {
            let key = scalar(value)?;
            text(&mapping.get(key)?.value)
        };
        return values.iter().map(of).collect();
    }
    let listed = entry.value.as_sequence().unwrap_or_default();
    if listed.len() != values.len() {
        let message = format!(
            "`{}` has {} texts for {} values: it is ignored",
            entry.key.text,
            listed.len(),
            values.len()
        );
        diagnostics.push(
            Diagnostic::warning(Code::InvalidValue, entry.key.span, message)
                .at(pointer)
                .help("list one text for each value, in the order of the values"),
        );
        return Vec::new();
    }
    listed.iter().map(text).collect()
}

/// Returns the text of a scalar.
fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) | Value::Number(text) => Some(text),
        Value::Bool(true) => Some("true"),
        Value::Bool(false) => Some("false"),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Turns alternatives that are all constants or enums into the values of the schema.
pub fn gather(schema: &mut Schema) {
    let keyword = match (&schema.any_of, &schema.one_of) {
        (Some(_), None) => Keyword::AnyOf,
        (None, Some(_)) => Keyword::OneOf,
        (Some(_), Some(_)) | (None, None) => return,
    };
    let is_free = schema.values.is_none()
        && schema.constant.is_none()
        && schema.extensible.is_none()
        && schema.reference.is_none()
        && schema.discriminator.is_none()
        && schema.properties.is_empty();
    let branches = schema.any_of.as_ref().or(schema.one_of.as_ref());
    let Some(branches) = branches.filter(|_| is_free) else {
        return;
    };
    let ty = branches.value.first().and_then(|first| first.ty.clone());
    let is_alike = |branch: &Schema| {
        let own = branch.ty.as_ref().map(|it| it.value);
        is_constant(branch) && own == ty.as_ref().map(|it| it.value)
    };
    if branches.value.is_empty() || !branches.value.iter().all(is_alike) {
        return;
    }
    let span = branches.span;
    let taken = schema.any_of.take().or(schema.one_of.take());
    let (mut values, mut notes) = (Vec::new(), Vec::new());
    for branch in taken.into_iter().flat_map(|it| it.value) {
        schema.nullable |= branch.nullable;
        take(branch, &mut values, &mut notes);
    }
    schema.ty = schema.ty.take().or(ty);
    schema.values = Some(Box::new(Spanned {
        value: values,
        span,
    }));
    let extensions = schema
        .extensions
        .get_or_insert_with(|| Box::new(Extensions::NONE));
    extensions.value_notes = notes;
    for (written, _) in &mut schema.keywords {
        if *written == keyword {
            *written = Keyword::Enum;
        }
    }
}

/// Returns whether a schema lists scalars and does nothing else.
fn is_constant(branch: &Schema) -> bool {
    let is_plain = branch.keywords.iter().all(|(keyword, _)| {
        matches!(
            keyword,
            Keyword::Const
                | Keyword::Enum
                | Keyword::Type
                | Keyword::Title
                | Keyword::Description
                | Keyword::Deprecated
                | Keyword::Example
                | Keyword::Examples
                | Keyword::Default
                | Keyword::Comment
        )
    });
    let listed = branch.values.as_ref().map(|it| it.value.as_slice());
    let listed = listed.unwrap_or_default();
    let constant = branch.constant.as_deref().into_iter();
    let mut values = constant.chain(listed).peekable();
    is_plain && values.peek().is_some() && values.all(|node| scalar(node).is_some())
}

/// Adds the values of a branch. Its title names a value that is alone.
fn take(mut branch: Schema, values: &mut Vec<Node>, notes: &mut Vec<ValueNote>) {
    let own = ValueNote {
        name: branch.text(Keyword::Title).map(str::to_owned),
        description: branch.text(Keyword::Description).map(str::to_owned),
    };
    if let Some(constant) = branch.constant {
        values.push(*constant);
        notes.push(own);
        return;
    }
    let listed = branch.values.map_or_else(Vec::new, |it| it.value);
    let given = branch.extensions.as_mut();
    let given = given.map_or_else(Vec::new, |it| std::mem::take(&mut it.value_notes));
    match listed.as_slice() {
        [_] => notes.push(own),
        several => {
            notes.extend(given);
            notes.resize_with(values.len() + several.len(), ValueNote::default);
        }
    }
    values.extend(listed);
}
