//! Comparison of the members of structs.

use std::collections::{HashMap, HashSet};

use crate::model::{Access, Constant, Field, Member, Presence, Step, Struct, TypeId, Usage};
use crate::plan::constant_type;
use crate::specification::Specification;

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::same::same_value;
use super::values::At;
use super::words::{self, in_type};

/// One of the two structs that are compared.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub specification: &'a Specification,
    pub id: TypeId,
    pub usage: Usage,
    pub object: &'a Struct,
}

impl<'a> Side<'a> {
    /// Returns the name of the field that keeps unlisted members.
    pub fn extra(self) -> Option<&'a str> {
        self.specification.plan.extra(self.id)
    }

    fn step(self, member: usize) -> Step {
        Step {
            owner: self.id,
            member,
        }
    }
}

/// The names of a member by which it is paired: on the wire and in Rust, or one of them.
type Names<'m> = (Option<&'m str>, Option<&'m str>);

/// A function that returns names of a member.
type NamesOf = fn(&Member) -> Names<'_>;

/// The maximum number of pairs that are compared to find renamed members. With more
/// pairs, renamed members count as removed and added.
const MOST_COMPARED: usize = 40_000;

/// Returns the members that are not paired yet, with their positions.
fn left<'m>(members: &'m [Member], paired: &HashSet<usize>) -> Vec<(usize, &'m Member)> {
    let members = members.iter().enumerate();
    members.filter(|(at, _)| !paired.contains(at)).collect()
}

impl Comparison<'_> {
    /// Compares the members of two structs.
    pub(super) fn members(&mut self, site: &Site, old: Side<'_>, new: Side<'_>) {
        let pairs = self.member_pairs(&old.object.members, &new.object.members);
        let (before, after): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
        for (at, member) in left(&old.object.members, &before) {
            let sides = Sides::gone(words::member(old.specification, old.step(at), member));
            let site = in_type(site, member.name());
            self.push(ChangeKind::MemberRemoved, &site, old.usage, sides);
        }
        for (at, member) in left(&new.object.members, &after) {
            self.member_added(site, new, at, member);
        }
        let usage = old.usage.or(new.usage);
        for &(before, after) in &pairs {
            self.member(site, usage, (old, before), (new, after));
        }
        if !pairs.is_sorted_by_key(|(_, after)| *after) {
            self.push(ChangeKind::MemberOrder, site, usage, Sides::default());
        }
    }

    fn member_added(&mut self, site: &Site, new: Side<'_>, at: usize, member: &Member) {
        let kind = match member {
            Member::Constant(constant) if constant.required => ChangeKind::ConstantAddedRequired,
            Member::Constant(_) => ChangeKind::ConstantAddedOptional,
            Member::Field(field) => match field.presence {
                Presence::Required if new.usage.written && field.preset().is_some() => {
                    ChangeKind::FieldAddedPreset
                }
                Presence::Required | Presence::Written => ChangeKind::FieldAddedRequired,
                Presence::Optional => ChangeKind::FieldAddedOptional,
            },
        };
        let sides = Sides::fresh(words::member(new.specification, new.step(at), member));
        let site = in_type(site, member.name());
        self.push(kind, &site, new.usage, sides);
        if kind == ChangeKind::FieldAddedOptional && !self.shown.has_member(new.id, at) {
            let sides = Sides::default();
            self.push(ChangeKind::FieldNotShown, &site, new.usage, sides);
        }
    }

    /// Pairs members, in the order of the old ones, and returns their positions: first by
    /// both names, since parameters can share one on the wire, then by that on the wire,
    /// then by that in Rust. Last, a removed field is paired
    /// with an added field that has the same type, limits and description, if no other
    /// fits.
    fn member_pairs(&self, old: &[Member], new: &[Member]) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let (mut gone, mut fresh) = (left(old, &HashSet::new()), left(new, &HashSet::new()));
        let names: [NamesOf; 3] = [
            |member| (Some(&member.name().wire), Some(&member.name().rust)),
            |member| (Some(&member.name().wire), None),
            |member| (None, Some(&member.name().rust)),
        ];
        for names in names {
            let mut known: HashMap<Names<'_>, usize> = fresh
                .iter()
                .map(|&(at, member)| (names(member), at))
                .collect();
            let found = gone
                .iter()
                .filter_map(|&(at, member)| Some((at, known.remove(&names(member))?)));
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

    /// Pairs renamed fields. Each is like exactly one new field, which is like no other.
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

    fn member(
        &mut self,
        site: &Site,
        usage: Usage,
        (old_side, before): (Side<'_>, usize),
        (new_side, after): (Side<'_>, usize),
    ) {
        let (Some(old), Some(new)) = (
            old_side.object.members.get(before),
            new_side.object.members.get(after),
        ) else {
            return;
        };
        let (before, after) = (old_side.step(before), new_side.step(after));
        let at = in_type(site, new.name());
        self.name(&at, usage, old, new);
        let sides = || {
            Sides::both(
                words::member(old_side.specification, before, old),
                words::member(new_side.specification, after, new),
            )
        };
        match (old, new) {
            (Member::Field(old), Member::Field(new)) => {
                self.field(&at, usage, (before, old), (after, new));
            }
            (Member::Constant(old), Member::Constant(new)) => {
                self.constant(&at, usage, old, new);
            }
            (Member::Field(_), Member::Constant(_)) => {
                self.push(ChangeKind::FieldFixed, &at, usage, sides());
            }
            (Member::Constant(_), Member::Field(_)) => {
                self.push(ChangeKind::ConstantFreed, &at, usage, sides());
            }
        }
        if words::description(old) != words::description(new) {
            self.push(ChangeKind::Documentation, &at, usage, Sides::default());
        }
    }

    /// Compares the names of a member. Between a field and a constant, the name in Rust
    /// changes its case anyway, so that change does not count.
    fn name(&mut self, at: &Site, usage: Usage, old: &Member, new: &Member) {
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

    fn field(
        &mut self,
        at: &Site,
        usage: Usage,
        (before, old): (Step, &Field),
        (after, new): (Step, &Field),
    ) {
        let presence = match (old.presence, new.presence) {
            (Presence::Optional | Presence::Written, Presence::Required)
            | (Presence::Optional, Presence::Written) => Some(ChangeKind::FieldRequired),
            (Presence::Required, Presence::Optional | Presence::Written)
            | (Presence::Written, Presence::Optional) => Some(ChangeKind::FieldOptional),
            (Presence::Required, Presence::Required)
            | (Presence::Written, Presence::Written)
            | (Presence::Optional, Presence::Optional) => None,
        };
        let is_boxed = (
            self.old.plan.is_boxed(before),
            self.new.plan.is_boxed(after),
        );
        let boxed = (is_boxed.0 != is_boxed.1).then_some(ChangeKind::FieldBoxed);
        let sides = Sides::both(
            words::field_type(self.old, before, old),
            words::field_type(self.new, after, new),
        );
        for kind in presence.into_iter().chain(boxed) {
            self.push(kind, at, usage, sides.clone());
        }
        let value = At {
            site: at,
            usage,
            of_items: false,
        };
        self.value(value, &old.value, &new.value);
        self.access(at, usage, old.access, new.access);
        self.window(at, usage, old, new);
        self.notes(at, usage, old, new);
    }

    /// Compares the directions in which a field is used.
    fn access(&mut self, at: &Site, usage: Usage, old: Access, new: Access) {
        let written = (old != Access::ReadOnly, new != Access::ReadOnly);
        let read = (old != Access::WriteOnly, new != Access::WriteOnly);
        let of_written = (ChangeKind::FieldWritable, ChangeKind::FieldNotWritable);
        let of_read = (ChangeKind::FieldReadable, ChangeKind::FieldNotReadable);
        self.appears(at, usage, written, of_written);
        self.appears(at, usage, read, of_read);
    }

    fn window(&mut self, at: &Site, usage: Usage, old: &Field, new: &Field) {
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

    /// Compares the annotations of a field other than its type.
    fn notes(&mut self, at: &Site, usage: Usage, old: &Field, new: &Field) {
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
            let presets = (old.preset(), new.preset());
            let kind = match presets {
                (Some(_), Some(_)) if usage.written => ChangeKind::PresetValue,
                (Some(_), None) if usage.written => ChangeKind::PresetRemoved,
                (None, Some(_)) if usage.written => ChangeKind::PresetAdded,
                (Some(_) | None, Some(_) | None) => ChangeKind::FixedValue,
            };
            self.push(kind, at, usage, sides);
        }
        if (&old.examples, &old.source) != (&new.examples, &new.source) {
            self.push(ChangeKind::Documentation, at, usage, Sides::default());
        }
    }

    fn constant(&mut self, at: &Site, usage: Usage, old: &Constant, new: &Constant) {
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
