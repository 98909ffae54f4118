//! Boxes, which give recursive types a size.

use std::collections::HashSet;

use crate::model::{Api, TypeId, cycles};

/// Returns the members to box. A struct that contains itself directly has no size in
/// Rust, so the member that closes the cycle is boxed. Lists and maps need no box.
pub fn of(api: &Api) -> HashSet<(TypeId, usize)> {
    let cycles = cycles::of(api, |_| true).into_iter();
    cycles
        .filter_map(|cycle| cycle.last().copied())
        .map(|step| (step.owner, step.member))
        .collect()
}
