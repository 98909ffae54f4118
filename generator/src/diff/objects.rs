//! Objects: what their types can do, and what holds between their members.

use std::collections::HashSet;

use crate::model::{Additional, Money, Object, Presence, TypeDef, TypeId, Usage};

use super::tests_in_words::{advisories, conditions};
use super::{ChangeKind, Comparison, Place, Sides};

impl Comparison<'_> {
    /// The changes of an object.
    pub(super) fn object(
        &mut self,
        place: &Place,
        usage: Usage,
        (old_def, old): (&TypeDef, &Object),
        (new_id, new_def, new): (TypeId, &TypeDef, &Object),
    ) {
        self.members(place, (old_def.usage, old), (new_id, new_def.usage, new));
        self.appears(
            place,
            usage,
            (has_default(old), has_default(new)),
            (ChangeKind::DefaultAdded, ChangeKind::DefaultRemoved),
        );
        self.extra(place, usage, old, new);
        self.constructor(place, usage, old, new);
        self.money(place, usage, old, new);
        self.relations(place, usage, old, new);
    }

    /// Compares what becomes of members that the schema does not list.
    fn extra(&mut self, place: &Place, usage: Usage, old: &Object, new: &Object) {
        if old.extra != new.extra {
            if old.extra.is_some() {
                self.push(ChangeKind::ExtraRemoved, place, usage, Sides::default());
            }
            if new.extra.is_some() {
                self.push(ChangeKind::ExtraAdded, place, usage, Sides::default());
            }
            return;
        }
        // A response keeps them, whatever its schema says of them.
        if old.additional == new.additional || !usage.request {
            return;
        }
        let kind = match (old.additional, new.additional) {
            (_, Additional::Forbidden) => ChangeKind::UnlistedForbidden,
            (Additional::Forbidden, _) => ChangeKind::UnlistedAllowed,
            (Additional::Unmentioned | Additional::Allowed, _) => ChangeKind::AdvisoryChanged,
        };
        let advice = |additional| match additional {
            Additional::Unmentioned => Some("members that are not listed are told".to_owned()),
            Additional::Allowed | Additional::Forbidden => None,
        };
        let sides = Sides {
            before: advice(old.additional),
            after: advice(new.additional),
        };
        self.push(kind, place, usage, sides);
    }

    /// Something that a type has or has not.
    fn appears(
        &mut self,
        place: &Place,
        usage: Usage,
        has: (bool, bool),
        (added, removed): (ChangeKind, ChangeKind),
    ) {
        let kind = match has {
            (false, true) => added,
            (true, false) => removed,
            (true, true) | (false, false) => return,
        };
        self.push(kind, place, usage, Sides::default());
    }

    fn constructor(&mut self, place: &Place, usage: Usage, old: &Object, new: &Object) {
        let arguments = |object: &Object| {
            let members = object.constructor.as_ref()?;
            let fields = members.iter().filter_map(|&member| object.field(member));
            let names: Vec<&str> = fields.map(|field| field.name.rust.as_str()).collect();
            Some(format!("new({})", names.join(", ")))
        };
        let sides = Sides {
            before: arguments(old),
            after: arguments(new),
        };
        let kind = match (&sides.before, &sides.after) {
            (None, Some(_)) => ChangeKind::ConstructorAdded,
            (Some(_), None) => ChangeKind::ConstructorRemoved,
            (Some(before), Some(after)) if before != after => ChangeKind::ConstructorChanged,
            (Some(_), Some(_)) | (None, None) => return,
        };
        self.push(kind, place, usage, sides);
    }

    fn money(&mut self, place: &Place, usage: Usage, old: &Object, new: &Object) {
        let parts = |object: &Object| {
            let Money { currency, value } = object.money?;
            let name = |member: usize| Some(object.field(member)?.name.rust.as_str());
            Some(format!("{} and {}", name(currency)?, name(value)?))
        };
        let sides = Sides {
            before: parts(old),
            after: parts(new),
        };
        let kind = match (&sides.before, &sides.after) {
            (None, Some(_)) => ChangeKind::MoneyAdded,
            (Some(_), None) => ChangeKind::MoneyRemoved,
            (Some(before), Some(after)) if before != after => ChangeKind::MoneyChanged,
            (Some(_), Some(_)) => {
                let has = (has_from_major(old), has_from_major(new));
                let kinds = (ChangeKind::FromMajorAdded, ChangeKind::FromMajorRemoved);
                self.appears(place, usage, has, kinds);
                return;
            }
            (None, None) => return,
        };
        self.push(kind, place, usage, sides);
    }

    /// What must hold and what should hold between members.
    fn relations(&mut self, place: &Place, usage: Usage, old: &Object, new: &Object) {
        let conditions = (conditions(self.old, old), conditions(self.new, new));
        let kinds = (ChangeKind::ConditionRemoved, ChangeKind::ConditionAdded);
        self.texts(place, usage, &conditions, kinds);
        let advisories = (advisories(self.old, old), advisories(self.new, new));
        let kinds = (ChangeKind::AdvisoryChanged, ChangeKind::AdvisoryChanged);
        self.texts(place, usage, &advisories, kinds);
    }

    /// The texts that are gone, and those that are new.
    fn texts(
        &mut self,
        place: &Place,
        usage: Usage,
        (before, after): &(Vec<String>, Vec<String>),
        (gone, fresh): (ChangeKind, ChangeKind),
    ) {
        let (old, new): (HashSet<&String>, HashSet<&String>) =
            (before.iter().collect(), after.iter().collect());
        for text in before.iter().filter(|text| !new.contains(text)) {
            self.push(gone, place, usage, Sides::gone(text));
        }
        for text in after.iter().filter(|text| !old.contains(text)) {
            self.push(fresh, place, usage, Sides::fresh(text));
        }
    }
}

/// Whether an amount of money is complete with its currency and its value.
fn has_from_major(object: &Object) -> bool {
    let is_part = |member: usize| {
        let parts = object.money.map(|money| [money.currency, money.value]);
        parts.is_some_and(|parts| parts.contains(&member))
    };
    object
        .fields()
        .all(|(member, field)| is_part(member) || field.presence == Presence::Optional)
}

/// Whether the type implements `Default`.
fn has_default(object: &Object) -> bool {
    object
        .fields()
        .all(|(_, field)| field.presence == Presence::Optional)
}
