//! Comparison of values: their types, encodings, limits and sensitivity.

use std::mem::discriminant;

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
                words::value_type(self.old, old),
                words::value_type(self.new, new),
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

    fn limits(&mut self, at: At<'_>, old: &[Rule], new: &[Rule]) {
        let words = |rule: &Rule| words::limit(rule, at.of_items);
        for rule in old {
            let Some(other) = counterpart(rule, new) else {
                self.push(
                    ChangeKind::LimitWidened,
                    at.site,
                    at.usage,
                    Sides::gone(words(rule)),
                );
                continue;
            };
            if rule != other {
                let kind = reach(rule, other);
                self.push(
                    kind,
                    at.site,
                    at.usage,
                    Sides::both(words(rule), words(other)),
                );
            }
        }
        for rule in new.iter().filter(|rule| counterpart(rule, old).is_none()) {
            self.push(
                ChangeKind::LimitNarrowed,
                at.site,
                at.usage,
                Sides::fresh(words(rule)),
            );
        }
    }
}

/// Returns the limit of the same kind.
fn counterpart<'r>(rule: &Rule, among: &'r [Rule]) -> Option<&'r Rule> {
    among
        .iter()
        .find(|other| discriminant(*other) == discriminant(rule))
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
        | (Rule::MinItems(old), Rule::MinItems(new)) => by_order(new > old),
        (Rule::MaxLength(old), Rule::MaxLength(new))
        | (Rule::MaxItems(old), Rule::MaxItems(new)) => by_order(new < old),
        (Rule::Minimum(old), Rule::Minimum(new)) => by_order(new > old),
        (Rule::Maximum(old), Rule::Maximum(new)) => by_order(new < old),
        (Rule::MultipleOf(old), Rule::MultipleOf(new)) if new % old == 0 || old % new == 0 => {
            by_order(new > old)
        }
        (Rule::Pattern(old), Rule::Pattern(new)) if old.matcher == new.matcher => {
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
            | Rule::Ranges { .. }
            | Rule::MinItems(_)
            | Rule::MaxItems(_),
            _,
        ) => ChangeKind::LimitChanged,
    }
}

/// Returns true if every range of `inner` lies in a range of `outer`.
fn lie_within(inner: &[(i128, i128)], outer: &[(i128, i128)]) -> bool {
    inner.iter().all(|(low, high)| {
        let mut around = outer.iter();
        around.any(|(lowest, highest)| lowest <= low && high <= highest)
    })
}
