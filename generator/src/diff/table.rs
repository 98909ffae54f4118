//! Rendering of a difference as a table for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostics::printable;
use crate::text::counted;

use super::change::{Change, Diff};
use super::rules::VersionStep;

const HEAD: [&str; 4] = ["Rust", "change", "place", "on the wire"];

/// Renders the changes with their costs and reasons, and the version that they need.
/// Unprintable characters of the specification are escaped.
#[must_use]
pub fn table(diff: &Diff) -> String {
    let mut text = String::new();
    if !diff.changes.is_empty() {
        rows(&mut text, &diff.changes);
        reasons(&mut text, &diff.changes);
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "step     {}", step(diff));
    let _ = writeln!(text, "version  {}", printable(&diff.verdict.to_string()));
    text
}

fn rows(text: &mut String, changes: &[Change]) {
    let cells: Vec<[String; 4]> = changes.iter().map(cells).collect();
    let width = |column: usize| {
        let cells = cells.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| cell.chars().count());
        let head = HEAD.get(column).map_or(0, |head| head.len());
        widths.max().unwrap_or_default().max(head)
    };
    let (first, second, third) = (width(0), width(1), width(2));
    let mut line = |cells: [&str; 4]| {
        let [rust, change, place, wire] = cells;
        let line = format!("{rust:first$}  {change:second$}  {place:third$}  {wire}");
        let _ = writeln!(text, "{}", line.trim_end());
    };
    line(HEAD);
    for (change, row) in changes.iter().zip(&cells) {
        let [rust, kind, place, wire] = row;
        line([rust, kind, place, wire]);
        if let Some(sides) = sides(change) {
            line(["", "", &format!("  {}", printable(&sides)), ""]);
        }
    }
    text.push('\n');
}

fn cells(change: &Change) -> [String; 4] {
    let wire: Vec<&str> = change.wire().iter().map(|wire| wire.as_str()).collect();
    [
        change.rust().as_str().to_owned(),
        change.kind.rule().title.to_owned(),
        printable(&change.site.rust),
        if wire.is_empty() {
            "nothing".to_owned()
        } else {
            wire.join("; ")
        },
    ]
}

/// Renders both sides of a change, if they add information to its kind.
fn sides(change: &Change) -> Option<String> {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => Some(format!("{before} -> {after}")),
        (Some(before), None) => Some(format!("was {before}")),
        (None, Some(after)) => Some(format!("now {after}")),
        (None, None) => None,
    }
}

/// Renders the reason of each kind once.
fn reasons(text: &mut String, changes: &[Change]) {
    let mut reasons: BTreeMap<&str, &str> = BTreeMap::new();
    for change in changes {
        let rule = change.kind.rule();
        reasons.insert(rule.title, rule.why);
    }
    let _ = writeln!(text, "why");
    for (title, why) in reasons {
        let _ = writeln!(text, "  {title}: {why}");
    }
    text.push('\n');
}

/// Renders the step and the number of changes that need it.
fn step(diff: &Diff) -> String {
    let step = diff.step();
    let asking = diff.changes.iter().filter(|change| change.rust() == step);
    match (step, asking.count()) {
        (VersionStep::None, 0) => "none: nothing has changed".to_owned(),
        (_, count) => format!("{}, for {}", step.as_str(), counted(count, "change")),
    }
}
