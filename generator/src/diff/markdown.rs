//! Rendering of a difference as Markdown: an entry for a changelog or a pull request.

use std::fmt::Write as _;

use askama::Template;

use crate::markdown;

use super::change::{Change, Diff};
use super::kind::ChangeKind;
use super::rules::{Effect, VersionStep, Wire};

/// An entry of a changelog.
#[derive(Template)]
#[template(path = "CHANGELOG_ENTRY.md", escape = "none")]
struct Entry {
    version: String,
    sections: Vec<Section>,
}

/// The changes of one step.
struct Section {
    title: &'static str,
    groups: Vec<Group>,
}

/// The changes of one kind with the same cost.
struct Group {
    title: String,
    why: String,
    wire: String,
    changes: Vec<String>,
}

/// Renders the changes as an entry of a changelog under the version that they need.
///
/// # Errors
///
/// Returns the errors of the template engine; no input causes one.
pub fn markdown(diff: &Diff) -> Result<String, String> {
    let sections = [
        (VersionStep::Major, "Breaking changes"),
        (VersionStep::Minor, "Additions and changes of behaviour"),
        (VersionStep::Patch, "Other changes"),
        (
            VersionStep::None,
            "Changes of the API without an effect on the package",
        ),
    ];
    let sections = sections.into_iter().map(|(step, title)| Section {
        title,
        groups: groups(diff, step),
    });
    let entry = Entry {
        version: markdown::inline(&diff.verdict.publishable()),
        sections: sections
            .filter(|section| !section.groups.is_empty())
            .collect(),
    };
    entry.render().map_err(|error| error.to_string())
}

/// Renders the rules of all kinds of changes as a Markdown table.
#[must_use]
pub fn rule_table() -> String {
    let mut text = "| Change | In requests | In responses | Why |\n\
                    | --- | --- | --- | --- |\n"
        .to_owned();
    let cell = |effect: Effect| format!("{}; {}", effect.wire.as_str(), effect.rust.as_str());
    for kind in ChangeKind::ALL {
        let rule = kind.rule();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} (`{}`) | {} | {} | {} |",
            rule.title,
            kind.as_str(),
            cell(rule.request),
            cell(rule.response),
            rule.why
        );
    }
    text
}

fn groups(diff: &Diff, step: VersionStep) -> Vec<Group> {
    let mut changes: Vec<&Change> = diff
        .changes
        .iter()
        .filter(|change| change.rust() == step)
        // This note is for the author of the specification; users cannot act on it.
        .filter(|change| change.kind != ChangeKind::FieldNotShown)
        .collect();
    changes.sort_by_key(|change| (change.kind, change.wire()));
    changes
        .chunk_by(|left, right| (left.kind, left.wire()) == (right.kind, right.wire()))
        .filter_map(|changes| Some(group(changes.first()?, changes)))
        .collect()
}

fn group(first: &Change, changes: &[&Change]) -> Group {
    let rule = first.kind.rule();
    let wire: Vec<&str> = first.wire().into_iter().map(Wire::as_str).collect();
    Group {
        title: markdown::sentence(rule.title),
        why: markdown::sentence(rule.why),
        wire: if wire.is_empty() {
            String::new()
        } else {
            format!(" On the wire: {}.", wire.join("; "))
        },
        changes: changes.iter().map(|change| line(change)).collect(),
    }
}

fn line(change: &Change) -> String {
    let place = markdown::code(&change.site.rust);
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            format!(
                "{place}: {} is now {}",
                markdown::code(before),
                markdown::code(after)
            )
        }
        (Some(before), None) => format!("{place}: was {}", markdown::code(before)),
        (None, Some(after)) => format!("{place}: {}", markdown::code(after)),
        (None, None) => place,
    }
}
