//! Rendering of a difference as JSON, for programs.

use serde_json::{Value, json};

use super::change::{Change, Diff};

/// Renders the changes and the versions. Later versions may add members, but never remove
/// one.
#[must_use]
pub fn json(diff: &Diff) -> String {
    let verdict = &diff.verdict;
    let changes: Vec<Value> = diff.changes.iter().map(change).collect();
    let value = json!({
        "step": verdict.step.as_str(),
        "version": {
            "old": verdict.old,
            "new": verdict.new,
            "needed": verdict.least(),
            "enough": verdict.is_enough(),
        },
        "changes": changes,
    });
    format!("{value:#}\n")
}

fn change(change: &Change) -> Value {
    let rule = change.kind.rule();
    let wire: Vec<&str> = change.wire().iter().map(|wire| wire.name()).collect();
    json!({
        "kind": change.kind.as_str(),
        "title": rule.title,
        "why": rule.why,
        "place": {
            "rust": change.site.rust,
            "wire": change.site.wire,
            "pointer": change.site.pointer,
        },
        "usage": {
            "request": change.usage.written,
            "response": change.usage.read,
        },
        "before": change.before,
        "after": change.after,
        "wire": wire,
        "rust": change.rust().as_str(),
    })
}
