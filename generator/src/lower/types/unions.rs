//! Unions: values of one of several types.

use crate::model::{Union, UnionVariant};
use crate::openapi::keyword::Subject;
use crate::openapi::{Discriminator, Schema};

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
        let variants: Vec<Option<UnionVariant>> = branches
            .iter()
            .map(|branch| {
                let value = self.value(&[branch], site.inside(branch))?;
                let tags = discriminator.map_or_else(Vec::new, |it| tags(it, branch));
                Some(UnionVariant { tags, value })
            })
            .collect();
        Some(Union {
            tag: discriminator.map(|it| it.property.value.clone()),
            variants: variants.into_iter().collect::<Option<_>>()?,
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
