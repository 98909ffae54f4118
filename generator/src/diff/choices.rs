//! Comparison of the choices between the variants of two unions.
//!
//! Input: the choices, and the position in the old union of each new variant. Choices are
//! equal if they choose the same variant for every value: the order of variants that exclude
//! each other decides nothing.

use crate::model::Literal;
use crate::plan::{Choice, JsonType};

/// Returns whether two choices choose the same variants.
pub fn is_same_choice(mut old: Choice, mut new: Choice, old_positions: &[usize]) -> bool {
    let own = |position: usize| position;
    let paired = |position: usize| old_positions.get(position).copied().unwrap_or(position);
    normalize(&mut old, &own);
    normalize(&mut new, &paired);
    old == new
}

/// Gives variants other positions, and sorts cases of which one applies at most. The members
/// by which a fit is judged are reported with the types that have them.
fn normalize(choice: &mut Choice, position: &impl Fn(usize) -> usize) {
    match choice {
        Choice::Nothing => {}
        Choice::Variant(variant) => *variant = position(*variant),
        Choice::Type(types) => of_types(types, position),
        Choice::Constant { values, otherwise } => {
            of_values(values, position);
            normalize(otherwise, position);
        }
        Choice::Member {
            name: _,
            values,
            absent,
            otherwise,
        }
        | Choice::Inner {
            member: _,
            name: _,
            values,
            absent,
            otherwise,
        } => {
            of_values(values, position);
            normalize(absent, position);
            normalize(otherwise, position);
        }
        Choice::MemberType {
            name: _,
            types,
            absent,
            otherwise,
        } => {
            of_types(types, position);
            normalize(absent, position);
            normalize(otherwise, position);
        }
        Choice::Present {
            name: _,
            nullable: _,
            with,
            without,
        } => {
            normalize(with, position);
            normalize(without, position);
        }
        Choice::Items(items, empty) => {
            normalize(items, position);
            *empty = position(*empty);
        }
        Choice::Valid {
            variants,
            otherwise,
        } => {
            for variant in variants {
                *variant = position(*variant);
            }
            normalize(otherwise, position);
        }
        Choice::Fit {
            candidates,
            by_rules: _,
            otherwise,
        } => {
            for candidate in candidates {
                candidate.variant = position(candidate.variant);
                candidate.names.clear();
            }
            normalize(otherwise, position);
        }
    }
}

fn of_types(types: &mut [(JsonType, Choice)], position: &impl Fn(usize) -> usize) {
    for (_, choice) in types {
        normalize(choice, position);
    }
}

fn of_values(values: &mut [(Literal, Choice)], position: &impl Fn(usize) -> usize) {
    for (_, choice) in &mut *values {
        normalize(choice, position);
    }
    values.sort_by_cached_key(|(literal, _)| literal.to_string());
}
