//! The members that an object needs.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Suggestions};
use crate::lower::parts::Parts;
use crate::lower::pointers::to_keyword;
use crate::lower::properties::unknown;
use crate::openapi::Schema;
use crate::openapi::keyword::Keyword;
use crate::text::source::{Span, Spanned};

/// The need of an object for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It can be absent.
    Optional,
    /// It can be absent, but its object is an alternative, which its constant can tell apart.
    Telling,
    /// It is required.
    Required,
    /// It is required by a schema that does not declare it as only read, such as one that turns
    /// a read object into a reference, or by its place, such as a parameter. It is sent, also if
    /// another schema only reads it.
    Sent,
}

impl Need {
    /// Returns whether a message without the member is wrong.
    pub fn is_required(self) -> bool {
        match self {
            Self::Required | Self::Sent => true,
            Self::Optional | Self::Telling => false,
        }
    }
}

/// Returns the needs of the properties that the schemas require; reports names that are listed
/// twice or have no property.
pub fn required<'a>(parts: &Parts<'a>, diagnostics: &mut Diagnostics) -> HashMap<&'a str, Need> {
    let properties = parts.properties();
    let known: HashSet<&str> = properties.iter().map(|(name, _)| *name).collect();
    let mut needs = HashMap::new();
    let mut suggestions = Suggestions::default();
    for &schema in &parts.schemas {
        let own = own(schema);
        let mut listed = HashMap::new();
        for name in &schema.required {
            let text = name.value.as_str();
            let first = *listed.entry(text).or_insert(name.span);
            if first != name.span {
                let report = twice(name, first);
                diagnostics.push(report.at(to_keyword(schema, Keyword::Required)));
            } else if own.get(text).is_some_and(|it| may_be_read_only(it)) {
                needs.entry(text).or_insert(Need::Required);
            } else if known.contains(text) {
                needs.insert(text, Need::Sent);
            } else if !parts.is_incomplete() {
                let near = suggestions.next(text, properties.iter().map(|(name, _)| *name));
                let report = unknown(name, near).label("objects without it are accepted");
                diagnostics.push(report.at(to_keyword(schema, Keyword::Required)));
            }
        }
    }
    needs
}

/// Returns the properties that a schema declares, if it requires any.
fn own(schema: &Schema) -> HashMap<&str, &Schema> {
    let properties = schema.properties.iter();
    let properties = properties.filter(|_| !schema.required.is_empty());
    let properties = properties.map(|it| (&*it.key.text, &it.schema));
    properties.collect()
}

/// Returns whether a property is only read, or may be by another schema.
fn may_be_read_only(property: &Schema) -> bool {
    let is_alone = property.reference.is_none() && property.all_of.is_empty();
    !is_alone || property.flag(Keyword::ReadOnly)
}

fn twice(name: &Spanned<String>, first: Span) -> Diagnostic {
    let message = format!("`required` lists `{}` twice", name.value);
    Diagnostic::warning(Code::InvalidValue, name.span, message)
        .labelled(first, "first listed here")
        .help("remove it here")
}
