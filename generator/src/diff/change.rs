//! The data of a comparison: changes, their sites and their sides.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::Usage;

use super::kind::ChangeKind;
use super::rules::{Effect, VersionStep, Wire};
use super::version::Verdict;

/// The difference between two specifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The changes, the most expensive first.
    pub changes: Vec<Change>,
    /// The versions of the package, compared with what the changes need.
    pub verdict: Verdict,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind.
    pub kind: ChangeKind,
    /// The item that changed.
    pub site: Site,
    /// The directions of the messages that contain it.
    pub usage: Usage,
    /// The old side, in words.
    pub before: Option<String>,
    /// The new side, in words.
    pub after: Option<String>,
}

/// The item that a change is about, by its names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The path in Rust: `types::Amount::value`.
    pub rust: String,
    /// The name in the specification: `Amount.value`.
    pub wire: String,
    /// A pointer to the item, or to its type, in the specification.
    pub pointer: String,
}

/// Descriptions of both sides of a change. Either may be missing.
#[derive(Debug, Clone, Default)]
pub struct Sides {
    /// The old side.
    pub before: Option<String>,
    /// The new side.
    pub after: Option<String>,
}

/// The usage of an item in requests.
pub const REQUEST: Usage = Usage::WRITTEN;

/// The usage of an item in responses.
pub const RESPONSE: Usage = Usage::READ;

/// The usage of an item in both directions.
pub const BOTH: Usage = Usage::BOTH;

impl Diff {
    /// Sorts changes by cost and compares the versions of the package with what the
    /// changes need.
    pub(super) fn of(mut changes: Vec<Change>, old: &str, new: &str) -> Self {
        changes.sort_by_cached_key(|it| (Reverse(it.rust()), it.site.clone(), it.kind));
        // A field's description and its examples make one change.
        changes.dedup();
        let step = changes.iter().map(Change::rust).max();
        let verdict = Verdict::of(step.unwrap_or(VersionStep::None), old, new);
        Self { changes, verdict }
    }

    /// Returns the greatest step that a change needs.
    #[must_use]
    pub fn step(&self) -> VersionStep {
        self.verdict.step
    }
}

impl Change {
    /// Returns the effects of the change on the wire.
    #[must_use]
    pub fn wire(&self) -> BTreeSet<Wire> {
        let effects = self.effects().map(|effect| effect.wire);
        effects.filter(|wire| *wire != Wire::Nothing).collect()
    }

    /// Returns the cost of the change in Rust.
    #[must_use]
    pub fn rust(&self) -> VersionStep {
        let steps = self.effects().map(|effect| effect.rust);
        steps.max().unwrap_or(VersionStep::None)
    }

    fn effects(&self) -> impl Iterator<Item = Effect> {
        let rule = self.kind.rule();
        let request = self.usage.written.then_some(rule.request);
        let response = self.usage.read.then_some(rule.response);
        request.into_iter().chain(response)
    }
}

impl Site {
    /// Returns the site with another pointer.
    #[must_use]
    pub fn at(self, pointer: &str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            ..self
        }
    }
}

impl Sides {
    /// Returns the sides of an item that both specifications have.
    pub fn both(before: impl Into<String>, after: impl Into<String>) -> Self {
        Self {
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    /// Returns the sides of a removed item.
    pub fn gone(before: impl Into<String>) -> Self {
        Self {
            before: Some(before.into()),
            after: None,
        }
    }

    /// Returns the sides of an added item.
    pub fn fresh(after: impl Into<String>) -> Self {
        Self {
            before: None,
            after: Some(after.into()),
        }
    }
}
