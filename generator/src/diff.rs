//! Comparison of two specifications: the changes and their costs.
//!
//! Input: two specifications. Output: a [`Diff`] of plain data. Each [`Change`] has its
//! kind, its site and a description of both sides. The cost of each kind on the wire and
//! in Rust is a row of one table: [`ChangeKind::rule`].
#![warn(clippy::wildcard_enum_match_arm)]

mod change;
mod choices;
mod code_sets;
mod comparison;
mod condition_words;
mod enums;
mod form;
mod groups;
mod json;
mod kind;
mod manifest;
mod markdown;
mod members;
mod messages;
mod operations;
mod outcomes;
mod pairs;
mod parameters;
mod resolutions;
mod result_codes;
mod rules;
mod same;
mod security;
mod states;
mod structs;
mod table;
#[cfg(test)]
mod tests;
mod types;
mod unions;
mod values;
mod version;
mod webhooks;
mod words;

pub use change::{Change, Diff, Site};
pub use json::json;
pub use kind::ChangeKind;
pub use markdown::{markdown, rule_table};
pub use rules::{Effect, Rule, VersionStep, Wire};
pub use table::table;
pub use version::{Needed, Verdict};

use crate::specification::Specification;

use comparison::Comparison;

/// Compares two specifications.
#[must_use]
pub fn compare(old: &Specification, new: &Specification) -> Diff {
    let mut comparison = Comparison::new(old, new);
    comparison.package();
    comparison.features();
    comparison.servers();
    comparison.security_schemes();
    comparison.signature();
    comparison.code_sets();
    comparison.operations();
    comparison.groups();
    comparison.webhooks();
    comparison.types();
    let versions = (&old.plan.package.version, &new.plan.package.version);
    Diff::of(comparison.changes, versions.0, versions.1)
}
