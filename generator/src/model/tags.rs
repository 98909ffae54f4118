//! The values of tags that select the variants of unions.

use std::collections::HashSet;

use super::{Api, Enum, Field, Literal, Member, Shape, Struct, Type, TypeId, Union, Variant};

impl Api {
    /// Sets the tags of each variant to the values that select it, and the tags of the unions
    /// around each union. Until then, a variant has the values of the document: those of a
    /// mapping, or else the name of the schema.
    pub fn set_tags(&mut self) {
        self.set_outer_tags();
        let unions = self.types.iter().map(|def| def.shape.as_union());
        let found =
            unions.map(|union| union.map_or_else(Vec::new, |union| self.all_selecting(union)));
        let found: Vec<Vec<Option<Vec<String>>>> = found.collect();
        for (def, found) in self.types.iter_mut().zip(found) {
            let Shape::Union(union) = &mut def.shape else {
                continue;
            };
            for (variant, tags) in union.variants.iter_mut().zip(found) {
                if let Some(tags) = tags {
                    variant.tags = tags;
                }
            }
        }
    }

    fn set_outer_tags(&mut self) {
        let mut pending: Vec<(TypeId, String)> = Vec::new();
        for def in &self.types {
            let union = def.shape.as_union();
            if let Some((union, tag)) = union.and_then(|it| Some((it, it.tag.as_ref()?))) {
                pending.extend(nested(union).map(|id| (id, tag.clone())));
            }
        }
        while let Some((id, tag)) = pending.pop() {
            let def = self.types.get_mut(id.0);
            if let Some(Shape::Union(union)) = def.map(|it| &mut it.shape)
                && union.outer_tags.insert(tag.clone())
            {
                pending.extend(nested(union).map(|id| (id, tag.clone())));
            }
        }
    }

    /// Returns the texts that select each variant, unless they are those of the document.
    fn all_selecting(&self, union: &Union) -> Vec<Option<Vec<String>>> {
        let inherited = self.inherited(union);
        let variants = union.variants.iter();
        let selecting = variants.map(|variant| {
            let name = union.tag.as_deref().filter(|_| !variant.is_base)?;
            let of_document = (variant.tags.as_slice(), false);
            let ty = &variant.value.ty;
            let nested = self.own_values(ty, name);
            let values = nested.unwrap_or_else(|| self.tags(ty, name, of_document, &inherited));
            let texts = values.iter().filter_map(|value| match value {
                Literal::Text(text) => Some(text.clone()),
                Literal::Boolean(_) | Literal::Integer(_) => None,
            });
            (!values.is_empty()).then(|| texts.collect())
        });
        selecting.collect()
    }

    /// Returns the values that all alternatives of a nested union list for a member, unless it
    /// is the tag of this union, or that of a base, which lists the values of its extenders.
    fn own_values(&self, ty: &Type, name: &str) -> Option<Vec<Literal>> {
        let mut values = Vec::new();
        let mut pending = vec![self.union_of(ty)?];
        let mut seen = HashSet::new();
        while let Some((id, union)) = pending.pop() {
            if union.tag.as_deref() == Some(name) || union.variants.iter().any(|it| it.is_base) {
                return None;
            }
            if !seen.insert(id) {
                continue;
            }
            for variant in &union.variants {
                if let Some(nested) = self.union_of(&variant.value.ty) {
                    pending.push(nested);
                    continue;
                }
                let own = self.member_values(&variant.value.ty, name);
                if own.is_empty() {
                    return None;
                }
                values.extend(own);
            }
        }
        let mut known = HashSet::new();
        values.retain(|value| known.insert(value.clone()));
        Some(values)
    }

    fn union_of(&self, ty: &Type) -> Option<(TypeId, &Union)> {
        match ty {
            Type::Named(id) => Some((*id, self.get(*id).shape.as_union()?)),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }

    /// Returns the values that the base of a union lists for its tag, which its extenders
    /// inherit.
    #[must_use]
    pub fn inherited(&self, union: &Union) -> Vec<Literal> {
        let base = union.variants.iter().find(|it| it.is_base);
        let base = base.zip(union.tag.as_deref());
        base.map_or_else(Vec::new, |(it, tag)| self.member_values(&it.value.ty, tag))
    }

    /// Returns the values of a tag that select an object: its own constant, or else those of
    /// the document.
    #[must_use]
    pub fn tags(
        &self,
        ty: &Type,
        name: &str,
        (of_document, is_base): (&[String], bool),
        inherited: &[Literal],
    ) -> Vec<Literal> {
        let own = self.member_values(ty, name);
        let mapped: Vec<Literal> = of_document.iter().cloned().map(Literal::Text).collect();
        // The member of a base lists the values of all its extenders, and these inherit it.
        let is_listed = mapped.iter().any(|value| own.contains(value));
        if is_base || own.is_empty() || own.len() > 1 && is_listed {
            mapped
        } else if own.len() > 1 && own == inherited {
            // Nothing says which of them are those of the variant.
            Vec::new()
        } else {
            own
        }
    }

    /// Returns the values that the document lists for a member of an object.
    #[must_use]
    pub fn member_values(&self, ty: &Type, name: &str) -> Vec<Literal> {
        let object = match ty {
            Type::Named(id) => self.structure(*id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        };
        let members = object.into_iter().flat_map(|it: &Struct| &it.members);
        let mut members = members.filter(|member| member.name().wire == name);
        match members.next() {
            Some(Member::Constant(constant)) => vec![constant.value.clone()],
            Some(Member::Field(field)) => self.listed(field),
            None => Vec::new(),
        }
    }

    fn listed(&self, field: &Field) -> Vec<Literal> {
        if let Some(fixed) = &field.fixed {
            return vec![fixed.clone()];
        }
        let variants = self.enumeration(&field.value.ty).map(|set| &set.variants);
        let variants = variants.into_iter().flatten();
        variants.map(Variant::literal).collect()
    }

    /// Returns the enum that a type is.
    #[must_use]
    pub fn enumeration(&self, ty: &Type) -> Option<&Enum> {
        match ty {
            Type::Named(id) => self.get(*id).shape.as_enum(),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        }
    }
}

/// Returns the named types that are variants of a union.
fn nested(union: &Union) -> impl Iterator<Item = TypeId> {
    union
        .variants
        .iter()
        .filter_map(|variant| match variant.value.ty {
            Type::Named(id) => Some(id),
            Type::Scalar(_) | Type::Any | Type::List(_) | Type::Map(_) => None,
        })
}
