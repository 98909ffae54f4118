//! What a few documents lack to be a specification: a package and, unless they
//! have `paths` of their own, one operation whose request holds their schema
//! `Root` and whose response holds their schema `Answer`.

use std::collections::BTreeMap;

const PACKAGE: &str = include_str!("cases/package.yaml");
const OPERATION: &str = include_str!("cases/operation.yaml");

/// The files of a complete specification of these documents, of which each is a
/// name and a text. An empty `package.yaml` stands for none.
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

/// Whether the documents describe an operation of their own.
#[must_use]
pub fn has_operation(documents: &[(String, String)]) -> bool {
    has_line(documents, |line| line.starts_with("paths:"))
}

fn has_line(documents: &[(String, String)], holds: impl Fn(&str) -> bool) -> bool {
    let mut lines = documents.iter().flat_map(|(_, text)| text.lines());
    lines.any(holds)
}

/// The operation, without the members whose schemas the documents lack. Each
/// member's lines end in a comment with the name of the schema.
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
