//! Unions: values of one of several types.

use std::collections::HashSet;

use crate::model::{Encoding, Name, Scalar, Type, Union, UnionVariant};
use crate::names;
use crate::openapi::keyword::{Keyword, Subject};
use crate::openapi::{Discriminator, Schema};
use crate::text::tree::Node;

use super::site::ValueSite;
use super::value::Values;
use crate::lower::applicability::refuse_keywords;
use crate::lower::parts::Parts;

impl<'a> Values<'a, '_> {
    /// Returns the union that `parts` describe.
    pub fn union(&mut self, parts: &Parts<'a>, site: ValueSite<'_>) -> Option<Union> {
        refuse_keywords(&parts.schemas, Subject::Union, self.diagnostics);
        let (_, schema, branches) = parts.alternatives()?;
        let discriminator = schema.discriminator.as_deref();
        let mut taken = HashSet::new();
        let mut variants = Vec::new();
        for branch in branches {
            let value = self.value(&[branch], site.inside(branch));
            variants.push(UnionVariant {
                name: variant_name(branch, &value.ty, &mut taken),
                description: branch.description().unwrap_or_default().to_owned(),
                tags: discriminator.map_or_else(Vec::new, |it| tags(it, branch)),
                value,
            });
        }
        Some(Union {
            tag: discriminator.map(|it| it.property.value.clone()),
            variants,
        })
    }
}

/// Returns the discriminator values that select a branch: those of the mapping for its
/// component, or else the name of the component.
fn tags(discriminator: &Discriminator, branch: &Schema) -> Vec<String> {
    let Some(reference) = &branch.reference else {
        return Vec::new();
    };
    let text = reference.text.value.as_str();
    let name = text.rsplit('/').next().unwrap_or(text);
    let mapped = discriminator.mapping.iter();
    let mapped = mapped.filter(|(_, target)| target.value == text || target.value == name);
    let tags: Vec<String> = mapped.map(|(tag, _)| tag.value.clone()).collect();
    if tags.is_empty() {
        vec![name.to_owned()]
    } else {
        tags
    }
}

/// Returns the name of a variant: that of its schema, or else of its type. A name that is
/// taken gets a number.
fn variant_name(branch: &Schema, ty: &Type, taken: &mut HashSet<String>) -> Name {
    let reference = branch.reference.as_ref().map(|it| it.text.value.as_str());
    let reference = reference.map(|text| text.rsplit('/').next().unwrap_or(text));
    let constant = branch.constant.as_ref().and_then(Node::as_str);
    let only = branch
        .values
        .as_ref()
        .and_then(|it| match it.value.as_slice() {
            [only] => only.as_str(),
            _ => None,
        });
    let wire = reference
        .or(branch.text(Keyword::Title))
        .or(constant)
        .or(only)
        .unwrap_or(match ty {
            Type::Scalar(Scalar::Boolean(Encoding::Native)) => "Boolean",
            Type::Scalar(Scalar::Integer(_, Encoding::Native)) => "Integer",
            Type::Scalar(Scalar::Float | Scalar::Number) => "Number",
            Type::Scalar(_) => "Text",
            Type::Any => "Any",
            Type::Named(_) => "Value",
            Type::List(_) => "List",
            Type::Map(_) => "Map",
        });
    let chosen = branch
        .extensions()
        .rust_name
        .as_ref()
        .map(|it| it.value.clone());
    let rust = chosen.or_else(|| names::variant_name(wire).ok());
    let first = rust.unwrap_or_else(|| "Value".to_owned());
    let mut rust = first.clone();
    let mut number = 2;
    while rust == Union::UNMATCHED || !taken.insert(rust.clone()) {
        rust = format!("{first}{number}");
        number += 1;
    }
    Name {
        wire: wire.to_owned(),
        rust,
    }
}
