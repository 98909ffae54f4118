//! Comparison of values: their types, encodings, limits and sensitivity.

use std::cmp::Ordering;
use std::mem::discriminant;

use crate::exact::compare;
use crate::model::{Rule, Type, Usage, Value};

use super::change::{Sides, Site};
use super::comparison::Comparison;
use super::form::Forms;
use super::kind::ChangeKind;
use super::same::same_type;
use super::words;

/// The position of a value: a member, or an item of its list or map.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub site: &'a Site,
    pub usage: Usage,
    /// A flag for an item of the list or map.
    pub of_items: bool,
}

impl Comparison<'_> {
    /// Compares two values. If their types differ, nothing else can be compared.
    pub(super) fn value(&mut self, at: At<'_>, old: &Value, new: &Value) {
        if !same_type(&self.pairs, old, new) {
            let sides = Sides::both(
                words::item_type(self.old, old),
                words::item_type(self.new, new),
            );
            let kind = Forms::new(&self.old.api, &self.new.api).change(old, new);
            self.push(kind, at.site, at.usage, sides);
            return;
        }
        self.encoding(at, &old.ty, &new.ty);
        self.sensitivity(at, old, new);
        self.limits(at, &old.rules, &new.rules);
        if let (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) =
            (&old.ty, &new.ty)
        {
            let inside = At {
                of_items: true,
                ..at
            };
            self.value(inside, old, new);
        }
    }

    fn encoding(&mut self, at: At<'_>, old: &Type, new: &Type) {
        let (Type::Scalar(before), Type::Scalar(after)) = (old, new) else {
            return;
        };
        let (before, after) = (before.encoding(), after.encoding());
        if before != after {
            let sides = Sides::both(words::encoding(before), words::encoding(after));
            self.push(ChangeKind::FieldEncoding, at.site, at.usage, sides);
        }
    }

    fn sensitivity(&mut self, at: At<'_>, old: &Value, new: &Value) {
        let kind = match (old.sensitive, new.sensitive) {
            (None, Some(_)) => ChangeKind::SensitiveAdded,
            (Some(_), None) => ChangeKind::SensitiveRemoved,
            (Some(old), Some(new)) if old != new => ChangeKind::SensitiveReason,
            (Some(_), Some(_)) | (None, None) => return,
        };
        let sides = Sides {
            before: old.sensitive.map(|why| words::sensitivity(why).to_owned()),
            after: new.sensitive.map(|why| words::sensitivity(why).to_owned()),
        };
        self.push(kind, at.site, at.usage, sides);
    }

    /// Compares the limits of two values.
    pub(super) fn limits(&mut self, at: At<'_>, old: &[Rule], new: &[Rule]) {
        let words = |rule: &Rule| words::limit(rule, at.of_items);
        let pairs = rule_pairs(old, new);
        for (index, rule) in old.iter().enumerate() {
            let counterpart = pairs.iter().find(|(known, _)| *known == index);
            let other = counterpart.and_then(|(_, other)| new.get(*other));
            let (kind, sides) = match other {
                Some(other) if rule == other => continue,
                Some(other) => (reach(rule, other), Sides::both(words(rule), words(other))),
                None => (ChangeKind::LimitWidened, Sides::gone(words(rule))),
            };
            self.push(kind, at.site, at.usage, sides);
        }
        let added = new.iter().enumerate();
        for (_, rule) in added.filter(|(index, _)| pairs.iter().all(|(_, known)| known != index)) {
            let sides = Sides::fresh(words(rule));
            self.push(ChangeKind::LimitNarrowed, at.site, at.usage, sides);
        }
        if !pairs.is_sorted_by_key(|(_, other)| *other) {
            // Violations and the documentation have the order of the limits.
            self.push(
                ChangeKind::Documentation,
                at.site,
                at.usage,
                Sides::default(),
            );
        }
    }
}

/// Pairs the limits of two values, in the order of the old ones, and returns their
/// positions. There may be several limits of a kind: the equal ones are paired first, then
/// those that accept the same, and then any of the same kind.
fn rule_pairs(old: &[Rule], new: &[Rule]) -> Vec<(usize, usize)> {
    let agree: [fn(&Rule, &Rule) -> bool; 3] = [
        |old, new| old == new,
        |old, new| reach(old, new) == ChangeKind::Documentation,
        |old, new| discriminant(old) == discriminant(new),
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for agree in agree {
        for (at, rule) in old.iter().enumerate() {
            let is_free = |other: usize| {
                let mut known = pairs.iter();
                known.all(|pair| pair.0 != at && pair.1 != other)
            };
            let mut others = new.iter().enumerate();
            let found = others.find(|(other, candidate)| is_free(*other) && agree(rule, candidate));
            pairs.extend(found.map(|(other, _)| (at, other)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Returns the kind of change of a limit: narrower or wider. Of two patterns it is only
/// known whether they accept the same texts.
fn reach(old: &Rule, new: &Rule) -> ChangeKind {
    let by_order = |narrower: bool| {
        if narrower {
            ChangeKind::LimitNarrowed
        } else {
            ChangeKind::LimitWidened
        }
    };
    match (old, new) {
        (Rule::MinLength(old), Rule::MinLength(new))
        | (Rule::MinItems(old), Rule::MinItems(new))
        | (Rule::MinProperties(old), Rule::MinProperties(new)) => by_order(new > old),
        (Rule::MaxLength(old), Rule::MaxLength(new))
        | (Rule::MaxItems(old), Rule::MaxItems(new))
        | (Rule::MaxProperties(old), Rule::MaxProperties(new)) => by_order(new < old),
        (Rule::Names(old), Rule::Names(new)) => reach(old, new),
        (Rule::Only(old), Rule::Only(new)) => by_values(old, new),
        (Rule::Minimum(old), Rule::Minimum(new)) => by_order(new > old),
        (Rule::Maximum(old), Rule::Maximum(new)) => by_order(new < old),
        (Rule::AtLeast(old), Rule::AtLeast(new)) | (Rule::Above(old), Rule::Above(new)) => {
            by_order(compare(new, old).is_some_and(Ordering::is_gt))
        }
        (Rule::AtMost(old), Rule::AtMost(new)) | (Rule::Below(old), Rule::Below(new)) => {
            by_order(compare(new, old).is_some_and(Ordering::is_lt))
        }
        (Rule::MultipleOf(old), Rule::MultipleOf(new)) if new % old == 0 || old % new == 0 => {
            by_order(new > old)
        }
        (Rule::Pattern(old), Rule::Pattern(new)) | (Rule::Unlike(old), Rule::Unlike(new))
            if old.matcher == new.matcher =>
        {
            ChangeKind::Documentation
        }
        (Rule::Ranges { ranges: old, .. }, Rule::Ranges { ranges: new, .. }) => {
            match (lie_within(new, old), lie_within(old, new)) {
                (true, true) => ChangeKind::Documentation,
                (true, false) => ChangeKind::LimitNarrowed,
                (false, true) => ChangeKind::LimitWidened,
                (false, false) => ChangeKind::LimitChanged,
            }
        }
        (
            Rule::MinLength(_)
            | Rule::MaxLength(_)
            | Rule::Pattern(_)
            | Rule::Minimum(_)
            | Rule::Maximum(_)
            | Rule::MultipleOf(_)
            | Rule::AtLeast(_)
            | Rule::AtMost(_)
            | Rule::Above(_)
            | Rule::Below(_)
            | Rule::Step(_)
            | Rule::Ranges { .. }
            | Rule::MinItems(_)
            | Rule::MaxItems(_)
            | Rule::UniqueItems
            | Rule::MinProperties(_)
            | Rule::MaxProperties(_)
            | Rule::Except(_)
            | Rule::Only(_)
            | Rule::Unlike(_)
            | Rule::Names(_)
            | Rule::Assert(_),
            _,
        ) => ChangeKind::LimitChanged,
    }
}

/// Returns the kind of change of the allowed values.
fn by_values(old: &[String], new: &[String]) -> ChangeKind {
    let within = |inner: &[String], outer: &[String]| inner.iter().all(|it| outer.contains(it));
    match (within(new, old), within(old, new)) {
        (true, true) => ChangeKind::Documentation,
        (true, false) => ChangeKind::LimitNarrowed,
        (false, true) => ChangeKind::LimitWidened,
        (false, false) => ChangeKind::LimitChanged,
    }
}

/// Returns true if every range of `inner` lies in a range of `outer`.
fn lie_within(inner: &[(i128, i128)], outer: &[(i128, i128)]) -> bool {
    inner.iter().all(|(low, high)| {
        let mut around = outer.iter();
        around.any(|(lowest, highest)| lowest <= low && high <= highest)
    })
}
