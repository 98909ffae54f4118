//! Comparison of structs: their items in Rust and the rules between their members.

use std::collections::HashSet;

use crate::model::{Additional, Api, Money, Struct, Usage};
use crate::plan::has_from_major;

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::condition_words::{advisories, conditions};
use super::kind::ChangeKind;
use super::members::Side;
use super::same::same_value;
use super::values::At;
use super::words;

impl Comparison<'_> {
    /// Compares two structs.
    pub(super) fn structure(&mut self, site: &Site, usage: Usage, old: Side<'_>, new: Side<'_>) {
        self.members(site, old, new);
        self.extra(site, usage, old, new);
        self.appears(
            site,
            usage,
            (has_default(old), has_default(new)),
            (ChangeKind::DefaultAdded, ChangeKind::DefaultRemoved),
        );
        let has_read_only = |side: Side<'_>| side.specification.plan.has_read_only(side.id);
        self.appears(
            site,
            usage,
            (has_read_only(old), has_read_only(new)),
            (
                ChangeKind::WithoutReadOnlyAdded,
                ChangeKind::WithoutReadOnlyRemoved,
            ),
        );
        self.state(usage, old, new);
        let at = At {
            site,
            usage,
            of_items: false,
        };
        self.limits(at, &old.object.limits, &new.object.limits);
        self.others(site, usage, old, new);
        let apis = (&old.specification.api, &new.specification.api);
        let (old, new) = (old.object, new.object);
        self.constructor(site, usage, old, new);
        self.money(site, usage, old, new);
        self.relations(site, usage, (apis.0, old), (apis.1, new));
    }

    /// Compares the values of members that the schema does not list.
    fn others(&mut self, site: &Site, usage: Usage, old: Side<'_>, new: Side<'_>) {
        let kind = match (&old.object.others, &new.object.others) {
            (None, Some(_)) => ChangeKind::LimitNarrowed,
            (Some(_), None) => ChangeKind::LimitWidened,
            (Some(old), Some(new)) if !same_value(&self.pairs, old, new) => {
                ChangeKind::LimitChanged
            }
            (Some(_), Some(_)) | (None, None) => return,
        };
        let words = |side: Side<'_>| {
            let value = side.object.others.as_ref()?;
            let ty = words::item_type(side.specification, value);
            Some(format!("each unlisted member {ty}"))
        };
        let sides = Sides {
            before: words(old),
            after: words(new),
        };
        self.push(kind, site, usage, sides);
    }

    /// Compares the treatment of members that the schema does not list.
    fn extra(&mut self, site: &Site, usage: Usage, old: Side<'_>, new: Side<'_>) {
        let (before, after) = (old.extra(), new.extra());
        if before != after {
            if before.is_some() {
                self.push(ChangeKind::ExtraRemoved, site, usage, Sides::default());
            }
            if after.is_some() {
                self.push(ChangeKind::ExtraAdded, site, usage, Sides::default());
            }
            return;
        }
        // A response keeps unlisted members, whatever its schema says.
        let (before, after) = (old.object.additional, new.object.additional);
        if before == after || !usage.written {
            return;
        }
        let kind = match (before, after) {
            (_, Additional::Forbidden) => ChangeKind::UnlistedForbidden,
            (Additional::Forbidden, _) => ChangeKind::UnlistedAllowed,
            (Additional::Unmentioned | Additional::Allowed, _) => ChangeKind::AdvisoryChanged,
        };
        let advice = |additional| match additional {
            Additional::Unmentioned => Some("unlisted members are reported".to_owned()),
            Additional::Allowed | Additional::Forbidden => None,
        };
        let sides = Sides {
            before: advice(before),
            after: advice(after),
        };
        self.push(kind, site, usage, sides);
    }

    /// Compares a property that an item may have.
    pub(super) fn appears(
        &mut self,
        site: &Site,
        usage: Usage,
        has: (bool, bool),
        (added, removed): (ChangeKind, ChangeKind),
    ) {
        let kind = match has {
            (false, true) => added,
            (true, false) => removed,
            (true, true) | (false, false) => return,
        };
        self.push(kind, site, usage, Sides::default());
    }

    fn constructor(&mut self, site: &Site, usage: Usage, old: &Struct, new: &Struct) {
        let arguments = |object: &Struct| {
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
        self.push(kind, site, usage, sides);
    }

    fn money(&mut self, site: &Site, usage: Usage, old: &Struct, new: &Struct) {
        let parts = |object: &Struct| {
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
                self.appears(site, usage, has, kinds);
                return;
            }
            (None, None) => return,
        };
        self.push(kind, site, usage, sides);
    }

    /// Compares the rules and the advisories between members.
    fn relations(
        &mut self,
        site: &Site,
        usage: Usage,
        (old_api, old): (&Api, &Struct),
        (new_api, new): (&Api, &Struct),
    ) {
        let conditions = (conditions(old_api, old), conditions(new_api, new));
        let kinds = (ChangeKind::ConditionRemoved, ChangeKind::ConditionAdded);
        self.texts(site, usage, &conditions, kinds);
        let advisories = (advisories(old_api, old), advisories(new_api, new));
        let kinds = (ChangeKind::AdvisoryChanged, ChangeKind::AdvisoryChanged);
        self.texts(site, usage, &advisories, kinds);
    }

    /// Reports the texts that were removed, and those that were added.
    fn texts(
        &mut self,
        site: &Site,
        usage: Usage,
        (before, after): &(Vec<String>, Vec<String>),
        (gone, fresh): (ChangeKind, ChangeKind),
    ) {
        let (old, new): (HashSet<&String>, HashSet<&String>) =
            (before.iter().collect(), after.iter().collect());
        for text in before.iter().filter(|text| !new.contains(text)) {
            self.push(gone, site, usage, Sides::gone(text));
        }
        for text in after.iter().filter(|text| !old.contains(text)) {
            self.push(fresh, site, usage, Sides::fresh(text));
        }
    }
}

/// Returns true if the type implements `Default`.
fn has_default(side: Side<'_>) -> bool {
    side.specification.plan.has_default(side.id)
}
