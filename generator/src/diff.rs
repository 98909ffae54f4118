//! What changed between two versions of an API, and what it costs.
//!
//! Input: two models. Output: a [`Diff`], plain data: each [`Change`] with its
//! kind, its place and both sides in words. What a kind of change costs, on the
//! wire and in Rust, is one table: [`ChangeKind::rule`].

mod code_sets;
mod enums;
mod form;
mod json;
mod kind;
mod markdown;
mod members;
mod objects;
mod operations;
mod package;
mod pairs;
mod rules;
mod same;
mod table;
mod tests_in_words;
mod types;
mod values;
mod version;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use json::json;
pub use kind::ChangeKind;
pub use markdown::{markdown, rule_table};
pub use rules::{Effect, Rule, Step, Wire};
pub use table::table;
pub use version::{Needed, Verdict};

use crate::model::{Api, Usage};
use crate::shown::Shown;

use pairs::Pairs;

/// What two versions of an API differ in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The changes, the most expensive first.
    pub changes: Vec<Change>,
    /// The versions of the package, held against the changes.
    pub verdict: Verdict,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind.
    pub kind: ChangeKind,
    /// What changed.
    pub place: Place,
    /// The messages that hold it.
    pub usage: Usage,
    /// What it was, in words.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its path in Rust: `types::Amount::value`.
    pub rust: String,
    /// Its name in the specification: `Amount.value`.
    pub wire: String,
    /// Where it, or the type that holds it, is described.
    pub pointer: String,
}

/// Compares two versions of an API.
#[must_use]
pub fn compare(old: &Api, new: &Api) -> Diff {
    let mut comparison = Comparison {
        old,
        new,
        pairs: Pairs::of(old, new),
        shown: Shown::in_messages(new),
        changes: Vec::new(),
    };
    comparison.package();
    comparison.servers();
    comparison.code_sets();
    comparison.operations();
    comparison.types();
    let mut changes = comparison.changes;
    changes
        .sort_by_cached_key(|change| (Reverse(change.rust()), change.place.clone(), change.kind));
    // A field's description and its examples are one matter.
    changes.dedup();
    let step = changes.iter().map(Change::rust).max();
    let verdict = Verdict::of(
        step.unwrap_or(Step::None),
        &old.package.version,
        &new.package.version,
    );
    Diff { changes, verdict }
}

impl Diff {
    /// The greatest step that a change needs.
    #[must_use]
    pub fn step(&self) -> Step {
        self.verdict.step
    }
}

impl Change {
    /// What the change does on the wire; empty if nothing.
    #[must_use]
    pub fn wire(&self) -> BTreeSet<Wire> {
        let effects = self.effects().map(|effect| effect.wire);
        effects.filter(|wire| *wire != Wire::Nothing).collect()
    }

    /// What the change costs in Rust.
    #[must_use]
    pub fn rust(&self) -> Step {
        let steps = self.effects().map(|effect| effect.rust);
        steps.max().unwrap_or(Step::None)
    }

    fn effects(&self) -> impl Iterator<Item = Effect> {
        let rule = self.kind.rule();
        let request = self.usage.request.then_some(rule.request);
        let response = self.usage.response.then_some(rule.response);
        request.into_iter().chain(response)
    }
}

/// Two models, which of their parts belong together, and what was found.
struct Comparison<'a> {
    old: &'a Api,
    new: &'a Api,
    pairs: Pairs,
    /// The members that examples of the new model show.
    shown: Shown<'a>,
    changes: Vec<Change>,
}

/// Both sides of a change in words. Either may be missing.
#[derive(Debug, Clone, Default)]
struct Sides {
    before: Option<String>,
    after: Option<String>,
}

impl Sides {
    /// Something that is there on both sides.
    fn both(before: impl Into<String>, after: impl Into<String>) -> Self {
        Self {
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    /// Something that was there.
    fn gone(before: impl Into<String>) -> Self {
        Self {
            before: Some(before.into()),
            after: None,
        }
    }

    /// Something that is new.
    fn fresh(after: impl Into<String>) -> Self {
        Self {
            before: None,
            after: Some(after.into()),
        }
    }
}

impl Comparison<'_> {
    fn push(&mut self, kind: ChangeKind, place: &Place, usage: Usage, sides: Sides) {
        self.changes.push(Change {
            kind,
            place: place.clone(),
            usage,
            before: sides.before,
            after: sides.after,
        });
    }
}

const REQUEST: Usage = Usage {
    request: true,
    response: false,
};
const RESPONSE: Usage = Usage {
    request: false,
    response: true,
};
const BOTH: Usage = Usage {
    request: true,
    response: true,
};

/// The messages that hold something in either version.
fn either(old: Usage, new: Usage) -> Usage {
    Usage {
        request: old.request || new.request,
        response: old.response || new.response,
    }
}
