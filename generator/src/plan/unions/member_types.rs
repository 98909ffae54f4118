//! Variants that declare a member of the same name with different JSON types.

use crate::model::{Field, Struct};

use super::leaves::{Leaf, single};
use super::{Choice, Choices, JsonType};

/// The greatest number of optional members that are asked for in turn.
const MOST: usize = 8;

impl<'a> Choices<'a> {
    /// Chooses by the type of a member that all variants declare, if that is not one of the
    /// members `used`. Without it, another such member decides.
    pub(super) fn by_member_type(
        &self,
        leaves: &[Leaf<'a>],
        last: &Choice,
        used: &[&str],
    ) -> Option<Choice> {
        let first = leaves.first().and_then(|leaf| self.object(leaf))?;
        let fields = first.fields().map(|(_, field)| field);
        let mut names = fields.map(|field| field.name.wire.as_str());
        let name =
            names.find(|name| !used.contains(name) && self.has_different_types(leaves, name))?;
        let types = JsonType::ALL.into_iter().filter_map(|ty| {
            let group = self.of_member_type(leaves, name, ty);
            let choice = || self.one_of(&group, &Choice::Nothing);
            (!group.is_empty()).then(|| (ty, choice()))
        });
        let optional = leaves.iter().filter(|leaf| self.can_lack(leaf, name));
        let optional: Vec<Leaf<'a>> = optional.cloned().collect();
        let used: Vec<&str> = used.iter().copied().chain([name]).collect();
        let further = || {
            let is_several = single(&optional).is_none() && used.len() < MOST;
            let choice = is_several.then(|| self.by_member_type(&optional, last, &used));
            choice.flatten()
        };
        Some(Choice::MemberType {
            name: name.to_owned(),
            types: types.collect(),
            absent: Box::new(further().unwrap_or_else(|| self.one_of(&optional, last))),
            otherwise: Box::new(self.by_fit(leaves, last.clone())),
        })
    }

    /// Returns the choice for a value with the mark of a variant. It is another one if a
    /// member has a type that only the other one has.
    pub(super) fn marked(&self, leaf: &Leaf<'a>, others: &[Leaf<'a>]) -> Choice {
        let own = || Choice::Variant(leaf.variant);
        let fields = self.fields(leaf).filter_map(|field| {
            let types = self.types(&field.value.ty);
            let others = others.iter().filter(|other| {
                let mut same = self.fields(other);
                let same = same.find(|it| it.name.wire == field.name.wire);
                same.is_some_and(|it| is_disjoint(self.types(&it.value.ty), types))
            });
            let group: Vec<Leaf<'a>> = others.chain([leaf]).cloned().collect();
            (single(&group).is_none()).then_some((field, group))
        });
        // One such member is enough to know a value that is no value of the variant.
        let Some((field, group)) = fields.into_iter().next() else {
            return own();
        };
        let name = field.name.wire.as_str();
        let types = JsonType::ALL.into_iter().filter_map(|ty| {
            let group = self.of_member_type(&group, name, ty);
            let choice = || self.one_of(&group, &Choice::Nothing);
            (!group.is_empty()).then(|| (ty, choice()))
        });
        // A null can be what only the other one has.
        let null = group.iter().filter(|leaf| self.is_always_null(leaf, name));
        let null: Vec<Leaf<'a>> = null.cloned().collect();
        let absent = if null.is_empty() || self.can_lack(leaf, name) {
            own()
        } else {
            self.one_of(&null, &Choice::Nothing)
        };
        Choice::MemberType {
            name: name.to_owned(),
            types: types.collect(),
            absent: Box::new(absent),
            otherwise: Box::new(own()),
        }
    }

    /// Returns whether all variants declare a member, and its type rules some of them out.
    fn has_different_types(&self, leaves: &[Leaf<'a>], name: &str) -> bool {
        let is_declared = |leaf: &Leaf<'a>| {
            let types = self.member_types(leaf, name);
            types.is_some_and(|types| types.len() < JsonType::ALL.len())
        };
        let rules_out = |ty: JsonType| {
            let group = self.of_member_type(leaves, name, ty);
            !group.is_empty() && group.len() < leaves.len()
        };
        leaves.iter().all(is_declared) && JsonType::ALL.into_iter().any(rules_out)
    }

    /// Returns the variants whose member can have a type. An integer is a number only if no
    /// variant has integers.
    fn of_member_type(&self, leaves: &[Leaf<'a>], name: &str, ty: JsonType) -> Vec<Leaf<'a>> {
        let has = |leaf: &Leaf<'a>, ty: JsonType| {
            let types = self.member_types(leaf, name);
            types.is_some_and(|types| types.contains(&ty))
        };
        let found: Vec<&Leaf<'a>> = leaves.iter().filter(|leaf| has(leaf, ty)).collect();
        let exact = found.iter().copied();
        let exact = exact.filter(|leaf| ty == JsonType::Integer && !has(leaf, JsonType::Number));
        let exact: Vec<Leaf<'a>> = exact.cloned().collect();
        if exact.is_empty() {
            found.into_iter().cloned().collect()
        } else {
            exact
        }
    }

    fn member_types(&self, leaf: &Leaf<'a>, name: &str) -> Option<&'static [JsonType]> {
        let mut fields = self.fields(leaf);
        let field = fields.find(|field| field.name.wire == name)?;
        Some(self.types(&field.value.ty))
    }

    /// Returns whether a value can lack a member or have null for it.
    pub(super) fn can_lack(&self, leaf: &Leaf<'a>, name: &str) -> bool {
        let mut fields = self.fields(leaf);
        let field = fields.find(|field| field.name.wire == name);
        !self.requires(leaf, name) || field.is_some_and(|field| self.can_be_null(&field.value))
    }

    pub(super) fn one_of(&self, leaves: &[Leaf<'a>], last: &Choice) -> Choice {
        match single(leaves) {
            Some(variant) if *last == Choice::Nothing => Choice::Variant(variant),
            _ if leaves.is_empty() => last.clone(),
            _ => self.by_fit(leaves, last.clone()),
        }
    }

    pub(super) fn fields(&self, leaf: &Leaf<'a>) -> impl Iterator<Item = &'a Field> + use<'a> {
        let fields = self.object(leaf).into_iter().flat_map(Struct::fields);
        fields.map(|(_, field)| field)
    }
}

fn is_disjoint(one: &[JsonType], other: &[JsonType]) -> bool {
    one.iter().all(|ty| !other.contains(ty))
}
