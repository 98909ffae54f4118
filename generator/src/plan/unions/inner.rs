//! Variants whose objects have an object with another constant in each, such as
//! `data: {type: dog}`.

use std::collections::HashMap;

use crate::model::{Literal, Member, Struct};

use super::leaves::{Leaf, single};
use super::{Choice, Choices, is_required};

impl<'a> Choices<'a> {
    /// Chooses by a constant in the object of a member, if each variant has other ones.
    pub(super) fn by_inner_constant(&self, leaves: &[Leaf<'a>], last: &Choice) -> Option<Choice> {
        let first = leaves.first().and_then(|leaf| self.object(leaf))?;
        let mut paths = first.fields().flat_map(|(_, field)| {
            let inner = field.value.ty.named().and_then(|id| self.api.structure(id));
            let inner = inner.into_iter().flat_map(|it| &it.members);
            inner.map(|member| (&*field.name.wire, &*member.name().wire))
        });
        let (path, values) = paths.find_map(|path| Some((path, self.cases(leaves, path)?)))?;
        let optional = leaves
            .iter()
            .filter(|leaf| !self.requires_inner(leaf, path));
        let optional: Vec<Leaf<'a>> = optional.cloned().collect();
        Some(Choice::Inner {
            member: path.0.to_owned(),
            name: path.1.to_owned(),
            values,
            absent: Box::new(self.one_of(&optional, last)),
            otherwise: Box::new(last.clone()),
        })
    }

    /// Returns the values at a place in all variants, unless one has none, or two have the
    /// same. One of them may be null.
    fn cases(&self, leaves: &[Leaf<'a>], path: (&str, &str)) -> Option<Vec<(Literal, Choice)>> {
        let mut known: HashMap<Literal, usize> = HashMap::new();
        let null = leaves.iter().filter(|leaf| self.is_null_inside(leaf, path));
        let null: Vec<Leaf<'a>> = null.cloned().collect();
        if !null.is_empty() && single(&null).is_none() {
            return None;
        }
        let mut cases = Vec::new();
        for leaf in leaves {
            let values = self.inner_values(leaf, path);
            if values.is_empty() && !self.is_null_inside(leaf, path) {
                return None;
            }
            for value in values {
                match known.insert(value.clone(), leaf.variant) {
                    None => cases.push((value, Choice::Variant(leaf.variant))),
                    Some(variant) if variant == leaf.variant => {}
                    Some(_) => return None,
                }
            }
        }
        (!cases.is_empty()).then_some(cases)
    }

    fn inner_values(&self, leaf: &Leaf<'a>, (member, name): (&str, &str)) -> Vec<Literal> {
        let mut fields = self.fields(leaf);
        let field = fields.find(|field| field.name.wire == member);
        field.map_or_else(Vec::new, |it| self.api.member_values(&it.value.ty, name))
    }

    /// Returns whether a value always has a member of the object of a member, and not null.
    fn requires_inner(&self, leaf: &Leaf<'a>, (member, name): (&str, &str)) -> bool {
        let mut inner = self.inner_members(leaf, member);
        let is_inner =
            |it: &Member| it.name().wire == name && is_required(it) && !self.may_be_null(it);
        !self.can_lack(leaf, member) && inner.any(is_inner)
    }

    /// Returns whether a member of the object of a member can only be null.
    fn is_null_inside(&self, leaf: &Leaf<'a>, (member, name): (&str, &str)) -> bool {
        let mut inner = self.inner_members(leaf, member);
        inner.any(|it| match it {
            Member::Field(field) => it.name().wire == name && self.is_null(&field.value.ty),
            Member::Constant(_) => false,
        })
    }

    fn inner_members(
        &self,
        leaf: &Leaf<'a>,
        member: &str,
    ) -> impl Iterator<Item = &'a Member> + use<'a> {
        let mut fields = self.fields(leaf);
        let field = fields.find(|field| field.name.wire == member);
        let inner = field.and_then(|it| self.api.structure(it.value.ty.named()?));
        inner.into_iter().flat_map(|it: &Struct| &it.members)
    }
}
