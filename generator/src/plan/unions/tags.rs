//! The tags of variants whose structs do not always state them: the union writes the tag
//! where the struct has none, and checks it where the struct can have another one. The
//! structs of a nested union that has another tag, or none, are those of its variant.

use std::collections::HashSet;

use crate::model::{
    Additional, Api, Field, Literal, Member, Openness, Presence, Shape, Struct, Type, TypeId,
    Union, UnionVariant, Value,
};

use super::Choices;
use super::leaves::Leaf;

/// The tag of a variant whose struct can be written without it or with another one.
pub struct Tag<'a> {
    /// The name of the member.
    pub name: &'a str,
    /// The values that select the variant.
    pub values: Vec<String>,
    /// The struct of the variant.
    pub holder: TypeId,
    /// The field with the tag, if the struct declares it.
    pub field: Option<&'a Field>,
    /// True if the field can have values that do not select the variant.
    pub is_free: bool,
}

impl Tag<'_> {
    /// Returns the value that the union writes if the struct has none. Nothing decides
    /// between several ones.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        let can_be_absent = self
            .field
            .is_none_or(|field| field.presence == Presence::Optional);
        match self.values.as_slice() {
            [only] if can_be_absent => Some(only),
            _ => None,
        }
    }
}

/// The tags of a variant.
pub enum Tags<'a> {
    /// That of its struct.
    Object(Tag<'a>),
    /// Those of the alternatives of a nested union.
    Nested(Vec<NestedTags<'a>>),
}

/// The tags of an alternative of a nested union.
pub struct NestedTags<'a> {
    /// The nested union.
    pub union: TypeId,
    /// The position of the alternative.
    pub member: usize,
    /// The alternative.
    pub variant: &'a UnionVariant,
    /// Its tags.
    pub tags: Tags<'a>,
}

/// Returns the tags of a variant. Structs that always have the right one, or can have none,
/// are left out.
#[must_use]
pub fn tags<'a>(api: &'a Api, union: &'a Union, variant: &'a UnionVariant) -> Option<Tags<'a>> {
    let name = union.tag.as_deref().filter(|_| !variant.is_base)?;
    let search = Search {
        api,
        choices: Choices::of(api, union),
        name,
        tags: &variant.tags,
    };
    search.tags_of(&variant.value, &mut HashSet::new())
}

/// The search for the tags of a variant.
struct Search<'a> {
    api: &'a Api,
    choices: Choices<'a>,
    /// The name of the member.
    name: &'a str,
    /// The values that the document assigns to the variant.
    tags: &'a [String],
}

impl<'a> Search<'a> {
    /// Returns the tags of a value. A variant has each nested union once, because unions can
    /// contain each other in any number of ways.
    fn tags_of(&self, value: &'a Value, seen: &mut HashSet<TypeId>) -> Option<Tags<'a>> {
        let id = match value.ty {
            Type::Named(id) => id,
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => return None,
        };
        match &self.api.get(id).shape {
            Shape::Struct(object) => self.tag(id, object, value).map(Tags::Object),
            // A nested union with the same tag writes and checks it itself.
            Shape::Union(nested) if nested.tag.as_deref() == Some(self.name) => None,
            Shape::Union(nested) => self.nested(id, nested, seen),
            Shape::Enum(_) | Shape::Alias(_) => None,
        }
    }

    fn nested(
        &self,
        id: TypeId,
        nested: &'a Union,
        seen: &mut HashSet<TypeId>,
    ) -> Option<Tags<'a>> {
        if !seen.insert(id) {
            return None;
        }
        let alternatives = nested.variants.iter().enumerate();
        let found = alternatives.filter_map(|(member, variant)| {
            Some(NestedTags {
                union: id,
                member,
                variant,
                tags: self.tags_of(&variant.value, seen)?,
            })
        });
        let found: Vec<_> = found.collect();
        (!found.is_empty()).then_some(Tags::Nested(found))
    }

    fn tag(&self, holder: TypeId, object: &'a Struct, value: &'a Value) -> Option<Tag<'a>> {
        let mut members = object.members.iter();
        let field = match members.find(|it| it.name().wire == self.name) {
            Some(Member::Field(field)) => Some(field),
            None if has_any_others(object) => None,
            Some(Member::Constant(_)) | None => return None,
        };
        let leaf = Leaf {
            variant: 0,
            value,
            tags: self.tags.to_vec(),
            is_base: false,
        };
        let values = self.choices.tags(&leaf, self.name);
        let is_closed = field.is_some_and(|field| is_closed(self.api, field));
        let is_free = !is_closed || self.choices.constants(&leaf, self.name) != values;
        let values: Vec<String> = values.iter().filter_map(text).collect();
        let tag = Tag {
            name: self.name,
            values,
            holder,
            field,
            is_free,
        };
        (!tag.values.is_empty() && (tag.is_free || tag.written().is_some())).then_some(tag)
    }
}

/// Returns whether a field has no values but the listed ones.
fn is_closed(api: &Api, field: &Field) -> bool {
    match field.value.ty {
        Type::Named(id) => {
            let listed = api.get(id).shape.as_enum();
            listed.is_some_and(|set| set.openness == Openness::Closed)
        }
        Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => false,
    }
}

/// Returns whether an object can have a text as an unlisted member.
fn has_any_others(object: &Struct) -> bool {
    object.additional != Additional::Forbidden && object.others.is_none()
}

fn text(literal: &Literal) -> Option<String> {
    match literal {
        Literal::Text(text) => Some(text.clone()),
        Literal::Boolean(_) | Literal::Integer(_) => None,
    }
}
