//! Comparison of unions: their variants, their tag, and the choice between the variants.

use std::collections::{HashMap, HashSet};

use crate::model::{Shape, Step, Type, TypeId, Union, UnionKind, UnionVariant};
use crate::plan::{Choice, choice};
use crate::specification::Specification;

use super::change::Sides;
use super::choices::is_same_choice;
use super::comparison::Comparison;
use super::kind::ChangeKind;
use super::same::same_type;
use super::values::At;
use super::words::{self, in_type};

/// The maximum number of pairs that are compared to find renamed variants. With more pairs,
/// renamed variants count as removed and added.
const MOST_COMPARED: usize = 40_000;

/// One of the two unions that are compared.
struct UnionSide<'a> {
    specification: &'a Specification,
    id: TypeId,
    union: &'a Union,
    /// The positions of the variants whose type converts into the union.
    converted: HashSet<usize>,
}

/// A variant and its position.
type Placed<'a> = (usize, &'a UnionVariant);

/// The variants of two unions: the pairs, and those that only one side has.
struct VariantPairs<'a> {
    pairs: Vec<(Placed<'a>, Placed<'a>)>,
    gone: Vec<Placed<'a>>,
    fresh: Vec<Placed<'a>>,
}

impl Comparison<'_> {
    /// Compares two unions.
    pub(super) fn union(&mut self, at: At<'_>, old: TypeId, new: TypeId) {
        let (before, after) = (self.old, self.new);
        let (Some(old), Some(new)) = (UnionSide::of(before, old), UnionSide::of(after, new)) else {
            return;
        };
        if old.union.tag != new.union.tag {
            let sides = Sides {
                before: old.union.tag.clone(),
                after: new.union.tag.clone(),
            };
            self.push(ChangeKind::UnionTag, at.site, at.usage, sides);
        }
        let variants = self.variant_pairs(old.union, new.union);
        for (_, variant) in &variants.gone {
            let sides = Sides::gone(words::variant(before, variant));
            let site = in_type(at.site, &variant.name);
            self.push(ChangeKind::VariantRemoved, &site, at.usage, sides);
        }
        for (_, variant) in &variants.fresh {
            let sides = Sides::fresh(words::variant(after, variant));
            let site = in_type(at.site, &variant.name);
            self.push(ChangeKind::VariantAdded, &site, at.usage, sides);
        }
        for (one, other) in &variants.pairs {
            self.variant_pair(at, (&old, *one), (&new, *other));
        }
        self.choice(at, (&old, &new), &variants);
    }

    /// Pairs variants, in the order of the old ones: first by their name in Rust, then by
    /// their type.
    fn variant_pairs<'a>(&self, old: &'a Union, new: &'a Union) -> VariantPairs<'a> {
        let mut named: HashMap<&str, Placed<'_>> = new
            .variants
            .iter()
            .enumerate()
            .map(|(at, variant)| (variant.name.rust.as_str(), (at, variant)))
            .collect();
        let (mut pairs, mut gone) = (Vec::new(), Vec::new());
        for placed in old.variants.iter().enumerate() {
            match named.remove(placed.1.name.rust.as_str()) {
                Some(other) => pairs.push((placed, other)),
                None => gone.push(placed),
            }
        }
        let mut fresh: Vec<Placed<'_>> = named.into_values().collect();
        fresh.sort_unstable_by_key(|(at, _)| *at);
        if gone.len().saturating_mul(fresh.len()) <= MOST_COMPARED {
            gone.retain(|(at, variant)| {
                let mut others = fresh.iter();
                let found = others
                    .position(|(_, other)| same_type(&self.pairs, &variant.value, &other.value));
                let Some(found) = found else {
                    return true;
                };
                pairs.push(((*at, *variant), fresh.remove(found)));
                false
            });
        }
        pairs.sort_unstable_by_key(|((at, _), _)| *at);
        VariantPairs { pairs, gone, fresh }
    }

    fn variant_pair(
        &mut self,
        at: At<'_>,
        (old_side, (before, old)): (&UnionSide<'_>, Placed<'_>),
        (new_side, (after, new)): (&UnionSide<'_>, Placed<'_>),
    ) {
        let site = &in_type(at.site, &new.name);
        let at = At { site, ..at };
        if old.name.rust != new.name.rust {
            let sides = Sides::both(&old.name.rust, &new.name.rust);
            self.push(ChangeKind::VariantRenamed, site, at.usage, sides);
        }
        if old.tags != new.tags {
            let sides = Sides::both(old.tags.join(" or "), new.tags.join(" or "));
            self.push(ChangeKind::VariantTags, site, at.usage, sides);
        }
        if (&old.description, &old.name.wire) != (&new.description, &new.name.wire) {
            let sides = Sides::default();
            self.push(ChangeKind::Documentation, site, at.usage, sides);
        }
        if !same_type(&self.pairs, &old.value, &new.value) {
            let sides = Sides::both(
                words::item_type(old_side.specification, &old.value),
                words::item_type(new_side.specification, &new.value),
            );
            self.push(ChangeKind::VariantType, site, at.usage, sides);
            return;
        }
        self.value(at, &old.value, &new.value);
        let boxed = (old_side.is_boxed(before), new_side.is_boxed(after));
        if boxed.0 != boxed.1 {
            let sides = Sides::default();
            self.push(ChangeKind::FieldBoxed, site, at.usage, sides);
        }
        let converted = (
            old_side.converted.contains(&before),
            new_side.converted.contains(&after),
        );
        let kinds = (
            ChangeKind::VariantConversionAdded,
            ChangeKind::VariantConversionRemoved,
        );
        self.appears(site, at.usage, converted, kinds);
    }

    /// Compares the choice between the variants. Other variants, tags and types change the
    /// choice too, and are reported themselves.
    fn choice(
        &mut self,
        at: At<'_>,
        (old, new): (&UnionSide<'_>, &UnionSide<'_>),
        variants: &VariantPairs<'_>,
    ) {
        let pairs = &variants.pairs;
        let are_same = old.union.tag == new.union.tag
            && variants.gone.is_empty()
            && variants.fresh.is_empty()
            && pairs.iter().all(|((_, old), (_, new))| {
                old.tags == new.tags && same_type(&self.pairs, &old.value, &new.value)
            });
        let sides = Sides::default();
        if are_same && !is_same_choice(old.choice(), new.choice(), &old_positions(pairs)) {
            self.push(ChangeKind::UnionChoice, at.site, at.usage, sides);
        } else if !pairs.is_sorted_by_key(|(_, (after, _))| *after) {
            self.push(ChangeKind::Documentation, at.site, at.usage, sides);
        }
    }
}

impl<'a> UnionSide<'a> {
    fn of(specification: &'a Specification, id: TypeId) -> Option<Self> {
        match &specification.api.get(id).shape {
            Shape::Union(union) => Some(UnionSide {
                specification,
                id,
                union,
                converted: converted(specification, union),
            }),
            Shape::Struct(_) | Shape::Enum(_) | Shape::Alias(_) => None,
        }
    }

    fn is_boxed(&self, member: usize) -> bool {
        let owner = self.id;
        self.specification.plan.is_boxed(Step { owner, member })
    }

    /// Returns the choice between the variants. A program chooses what is not JSON.
    fn choice(&self) -> Choice {
        if self.union.kind != UnionKind::Json {
            return Choice::Nothing;
        }
        choice(&self.specification.api, self.id, self.union)
    }
}

/// Returns the position in the old union of each new variant, if all are paired.
fn old_positions(pairs: &[(Placed<'_>, Placed<'_>)]) -> Vec<usize> {
    let mut positions: Vec<(usize, usize)> = pairs
        .iter()
        .map(|((before, _), (after, _))| (*after, *before))
        .collect();
    positions.sort_unstable();
    positions.into_iter().map(|(_, before)| before).collect()
}

/// Returns the positions of the variants whose type converts into the union, since no other
/// variant has it. Of content types with the same object, the first one has the conversion.
fn converted(specification: &Specification, union: &Union) -> HashSet<usize> {
    let mut positions: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, variant) in union.variants.iter().enumerate() {
        let ty = words::value_type(specification, &variant.value);
        positions.entry(ty).or_default().push(at);
    }
    let single = positions.into_values().filter_map(|at| {
        let first = *at.first()?;
        let variant = union.variants.get(first)?;
        let is_same = union.kind == UnionKind::Body && !matches!(variant.value.ty, Type::Scalar(_));
        (at.len() == 1 || is_same).then_some(first)
    });
    single.collect()
}
