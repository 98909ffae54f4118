//! The members of an object: which there are, and what became of each.

use std::collections::{HashMap, HashSet};

use crate::model::{Constant, Field, Literal, Member, Object, Presence, TypeId, Usage};

use super::same::same_value;
use super::values::At;
use super::words::in_type;
use super::{ChangeKind, Comparison, Place, Sides, either, words};

/// A name of a member.
type Name = fn(&Member) -> &str;

/// The most pairs of members that are compared to find new names; with more,
/// members are gone and others are new.
const MOST_COMPARED: usize = 40_000;

/// The members that are not paired yet, with their positions.
fn left<'m>(members: &'m [Member], paired: &HashSet<usize>) -> Vec<(usize, &'m Member)> {
    let members = members.iter().enumerate();
    members.filter(|(at, _)| !paired.contains(at)).collect()
}

impl Comparison<'_> {
    /// The changes of an object's members.
    pub(super) fn members(
        &mut self,
        place: &Place,
        (old_usage, old): (Usage, &Object),
        (new_id, new_usage, new): (TypeId, Usage, &Object),
    ) {
        let pairs = self.member_pairs(&old.members, &new.members);
        let (before, after): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        for (at, member) in old.members.iter().enumerate() {
            if !before.contains(&at) {
                let sides = Sides::gone(words::member(self.old, member));
                let at = in_type(place, member.name());
                self.push(ChangeKind::MemberRemoved, &at, old_usage, sides);
            }
        }
        for (at, member) in new.members.iter().enumerate() {
            if !after.contains(&at) {
                let kind = match member {
                    Member::Constant(constant) if constant.required => {
                        ChangeKind::ConstantAddedRequired
                    }
                    Member::Constant(_) => ChangeKind::ConstantAddedOptional,
                    Member::Field(field) => match field.presence {
                        Presence::Required => ChangeKind::FieldAddedRequired,
                        Presence::Optional => ChangeKind::FieldAddedOptional,
                    },
                };
                let sides = Sides::fresh(words::member(self.new, member));
                let place = in_type(place, member.name());
                self.push(kind, &place, new_usage, sides);
                if kind == ChangeKind::FieldAddedOptional && !self.shown.has_member(new_id, at) {
                    let sides = Sides::default();
                    self.push(ChangeKind::FieldNotShown, &place, new_usage, sides);
                }
            }
        }
        let usage = either(old_usage, new_usage);
        for &(before, after) in &pairs {
            if let (Some(before), Some(after)) = (old.members.get(before), new.members.get(after)) {
                self.member(place, usage, before, after);
            }
        }
        if !pairs.is_sorted_by_key(|(_, after)| *after) {
            self.push(ChangeKind::MemberOrder, place, usage, Sides::default());
        }
    }

    /// Which members belong together, by position and in the order of the old
    /// ones: those with one name on the wire, then those with one name in Rust,
    /// and then a field that is gone and the only new one that is like it in
    /// everything, description included.
    fn member_pairs(&self, old: &[Member], new: &[Member]) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let (mut gone, mut fresh) = (left(old, &HashSet::new()), left(new, &HashSet::new()));
        let names: [Name; 2] = [|member| &member.name().wire, |member| &member.name().rust];
        for name in names {
            let known: HashMap<&str, usize> = fresh
                .iter()
                .map(|&(at, member)| (name(member), at))
                .collect();
            let found = gone
                .iter()
                .filter_map(|&(at, member)| Some((at, *known.get(name(member))?)));
            pairs.extend(found);
            gone = left(old, &pairs.iter().map(|(old, _)| *old).collect());
            fresh = left(new, &pairs.iter().map(|(_, new)| *new).collect());
        }
        if gone.len().saturating_mul(fresh.len()) <= MOST_COMPARED {
            pairs.extend(self.renamed(&gone, &fresh));
        }
        pairs.sort_unstable();
        pairs
    }

    /// Fields with new names: each is like one new field, which is like no other.
    fn renamed(
        &self,
        gone: &[(usize, &Member)],
        fresh: &[(usize, &Member)],
    ) -> Vec<(usize, usize)> {
        let alike = |old: &Member, new: &Member| self.is_same_but_for_its_name(old, new);
        let counterpart = |&(at, member): &(usize, &Member)| {
            let mut found = fresh.iter().filter(|(_, other)| alike(member, other));
            let (&(other, counterpart), None) = (found.next()?, found.next()) else {
                return None;
            };
            let rivals = gone.iter().filter(|(_, rival)| alike(rival, counterpart));
            (rivals.count() == 1).then_some((at, other))
        };
        gone.iter().filter_map(counterpart).collect()
    }

    fn is_same_but_for_its_name(&self, old: &Member, new: &Member) -> bool {
        match (old, new) {
            (Member::Field(old), Member::Field(new)) => {
                !old.description.trim().is_empty()
                    && old.description == new.description
                    && old.presence == new.presence
                    && same_value(&self.pairs, &old.value, &new.value)
            }
            (Member::Constant(old), Member::Constant(new)) => old.value == new.value,
            (Member::Field(_), Member::Constant(_)) | (Member::Constant(_), Member::Field(_)) => {
                false
            }
        }
    }

    fn member(&mut self, place: &Place, usage: Usage, old: &Member, new: &Member) {
        let at = in_type(place, new.name());
        self.name(&at, usage, old, new);
        match (old, new) {
            (Member::Field(before), Member::Field(after)) => {
                self.field(&at, usage, before, after);
            }
            (Member::Constant(before), Member::Constant(after)) => {
                self.constant(&at, usage, before, after);
            }
            (Member::Field(_), Member::Constant(_)) => {
                let sides = Sides::both(words::member(self.old, old), words::member(self.new, new));
                self.push(ChangeKind::FieldFixed, &at, usage, sides);
            }
            (Member::Constant(_), Member::Field(_)) => {
                let sides = Sides::both(words::member(self.old, old), words::member(self.new, new));
                self.push(ChangeKind::ConstantFreed, &at, usage, sides);
            }
        }
        if words::description(old) != words::description(new) {
            self.push(ChangeKind::Documentation, &at, usage, Sides::default());
        }
    }

    /// The names of a member. Where it is a field now and was fixed, or the
    /// other way round, its name in Rust is in another case anyway.
    fn name(&mut self, at: &Place, usage: Usage, old: &Member, new: &Member) {
        let is_one_kind = matches!(
            (old, new),
            (Member::Field(_), Member::Field(_)) | (Member::Constant(_), Member::Constant(_))
        );
        let (old, new) = (old.name(), new.name());
        let in_rust = is_one_kind && old.rust != new.rust;
        let (kind, sides) = match (old.wire != new.wire, in_rust) {
            (false, false) => return,
            (true, true) => (ChangeKind::MemberRenamed, Sides::both(&old.wire, &new.wire)),
            (true, false) => (
                ChangeKind::MemberRenamedOnWire,
                Sides::both(&old.wire, &new.wire),
            ),
            (false, true) => (
                ChangeKind::MemberRenamedInRust,
                Sides::both(&old.rust, &new.rust),
            ),
        };
        self.push(kind, at, usage, sides);
    }

    fn field(&mut self, at: &Place, usage: Usage, old: &Field, new: &Field) {
        let types = || {
            let before = words::field_type(self.old, old);
            Sides::both(before, words::field_type(self.new, new))
        };
        let presence = match (old.presence, new.presence) {
            (Presence::Optional, Presence::Required) => Some(ChangeKind::FieldRequired),
            (Presence::Required, Presence::Optional) => Some(ChangeKind::FieldOptional),
            (Presence::Required, Presence::Required) | (Presence::Optional, Presence::Optional) => {
                None
            }
        };
        let boxed = (old.boxed != new.boxed).then_some(ChangeKind::FieldBoxed);
        let sides = types();
        for kind in presence.into_iter().chain(boxed) {
            self.push(kind, at, usage, sides.clone());
        }
        let value = At {
            place: at,
            usage,
            of_items: false,
        };
        self.value(value, &old.value, &new.value);
        self.window(at, usage, old, new);
        self.notes(at, usage, old, new);
    }

    fn window(&mut self, at: &Place, usage: Usage, old: &Field, new: &Field) {
        let kind = match (&old.window, &new.window) {
            (None, Some(_)) => ChangeKind::WindowAdded,
            (Some(_), None) => ChangeKind::WindowRemoved,
            (Some(old), Some(new)) if old != new => ChangeKind::WindowChanged,
            (Some(_), Some(_)) | (None, None) => return,
        };
        let sides = Sides {
            before: old.window.as_ref().map(words::window),
            after: new.window.as_ref().map(words::window),
        };
        self.push(kind, at, usage, sides);
    }

    /// What is said of a field beside its type.
    fn notes(&mut self, at: &Place, usage: Usage, old: &Field, new: &Field) {
        match (old.deprecated, new.deprecated) {
            (false, true) => self.push(ChangeKind::DeprecatedAdded, at, usage, Sides::default()),
            (true, false) => self.push(ChangeKind::DeprecatedRemoved, at, usage, Sides::default()),
            (true, true) | (false, false) => {}
        }
        if old.default != new.default {
            let sides = Sides {
                before: old.default.clone(),
                after: new.default.clone(),
            };
            self.push(ChangeKind::DefaultValue, at, usage, sides);
        }
        if old.fixed != new.fixed {
            let sides = Sides {
                before: old.fixed.as_ref().map(words::literal),
                after: new.fixed.as_ref().map(words::literal),
            };
            self.push(ChangeKind::FixedValue, at, usage, sides);
        }
        if (&old.examples, &old.source) != (&new.examples, &new.source) {
            self.push(ChangeKind::Documentation, at, usage, Sides::default());
        }
    }

    fn constant(&mut self, at: &Place, usage: Usage, old: &Constant, new: &Constant) {
        if old.value != new.value {
            let kind = if constant_type(&old.value) == constant_type(&new.value) {
                ChangeKind::ConstantValue
            } else {
                ChangeKind::ConstantType
            };
            let sides = Sides::both(words::literal(&old.value), words::literal(&new.value));
            self.push(kind, at, usage, sides);
        }
        match (old.required, new.required) {
            (false, true) => self.push(ChangeKind::ConstantRequired, at, usage, Sides::default()),
            (true, false) => self.push(ChangeKind::ConstantOptional, at, usage, Sides::default()),
            (true, true) | (false, false) => {}
        }
    }
}

/// The type of an associated constant.
fn constant_type(value: &Literal) -> &'static str {
    match value {
        Literal::Text(_) => "&str",
        Literal::Boolean(_) => "bool",
        Literal::Integer(value) if i64::try_from(*value).is_ok() => "i64",
        Literal::Integer(_) => "u64",
    }
}
