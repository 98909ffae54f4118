//! Completes a few documents to a specification: adds a package and, unless they have
//! `paths`, one operation with their schema `Root` in its request and their schema
//! `Answer` in its response.

use std::collections::BTreeMap;

const PACKAGE: &str = include_str!("cases/package.yaml");
const OPERATION: &str = include_str!("cases/operation.yaml");

/// Returns the files of a complete specification of these documents, each a name and a
/// text. An empty `package.yaml` counts as missing.
#[must_use]
pub fn completed(documents: &[(String, String)]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("package.yaml".to_owned(), PACKAGE.to_owned())]);
    if !has_operation(documents) {
        files.insert("operation.yaml".to_owned(), operation(documents));
    }
    files.extend(documents.iter().cloned());
    files.retain(|name, text| name != "package.yaml" || !text.is_empty());
    files
}

/// Returns true if the documents describe their own operation.
#[must_use]
pub fn has_operation(documents: &[(String, String)]) -> bool {
    has_line(documents, |line| line.starts_with("paths:"))
}

fn has_line(documents: &[(String, String)], holds: impl Fn(&str) -> bool) -> bool {
    let mut lines = documents.iter().flat_map(|(_, text)| text.lines());
    lines.any(holds)
}

/// Returns the operation without the members whose schemas are missing. Each line of a
/// member ends in a comment with the name of its schema.
fn operation(documents: &[(String, String)]) -> String {
    let has = |schema: &str| {
        has_line(documents, |line| {
            line.trim_start().starts_with(&format!("{schema}:"))
        })
    };
    let kept = OPERATION
        .lines()
        .filter_map(|line| match line.split_once("  # ") {
            Some((line, schema)) => has(schema).then_some(line),
            None => Some(line),
        });
    kept.flat_map(|line| [line, "\n"]).collect()
}
