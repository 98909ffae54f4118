//! The tags of variants whose structs do not always state them: the union writes the tag
//! where the struct has none, and checks it where the struct can have another one.

use crate::model::{
    Additional, Api, Field, Literal, Member, Openness, Presence, Struct, Type, TypeId, Union,
    UnionVariant,
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

/// Returns the tag of a variant, unless its struct always has the right one, or none can
/// be written.
#[must_use]
pub fn tag<'a>(api: &'a Api, union: &'a Union, variant: &'a UnionVariant) -> Option<Tag<'a>> {
    let name = union.tag.as_deref()?;
    let holder = match variant.value.ty {
        Type::Named(id) if !variant.is_base => id,
        Type::Named(_) | Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => return None,
    };
    let object = api.structure(holder)?;
    let field = match object.members.iter().find(|it| it.name().wire == name) {
        Some(Member::Field(field)) => Some(field),
        None if has_any_others(object) => None,
        Some(Member::Constant(_)) | None => return None,
    };
    let choices = Choices::of(api, union);
    let leaf = Leaf::of(0, variant);
    let values = choices.tags(&leaf, name);
    let is_closed = field.is_some_and(|field| is_closed(api, field));
    let is_free = !is_closed || choices.constants(&leaf, name) != values;
    let values: Vec<String> = values.iter().filter_map(text).collect();
    let tag = Tag {
        name,
        values,
        holder,
        field,
        is_free,
    };
    (!tag.values.is_empty() && (tag.is_free || tag.written().is_some())).then_some(tag)
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
