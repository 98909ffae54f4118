//! Compares the generator's YAML reader with an independent one on every file of the
//! specification, and with itself on the same documents as JSON.

use std::fs;
use std::path::Path;

use antom_tests::{DISPLAY, root};
use generator::diagnostics::{Report, Style};
use generator::load::load;
use generator::text::tree;
use serde_json::{Map, Value, json};

/// Returns every document in `dir`, by its name without the extension.
fn documents(dir: &Path) -> Map<String, Value> {
    let mut report = Report::default();
    let files = load(dir, DISPLAY, &mut report).files;
    assert!(
        report.diagnostics.is_empty(),
        "{}",
        report.render(Style::Plain)
    );
    files
        .iter()
        .map(|file| (stem(&file.name), plain(&file.root)))
        .collect()
}

fn stem(name: &str) -> String {
    let (stem, _) = name.rsplit_once('.').expect("documents have an extension");
    stem.to_owned()
}

/// Returns a node without its places. Numbers are texts in the tree and numbers here.
fn plain(node: &tree::Node) -> Value {
    match &node.value {
        tree::Value::Null => Value::Null,
        tree::Value::Bool(value) => json!(value),
        tree::Value::Number(text) => {
            let number = text.parse::<i64>().map(|number| json!(number));
            number.unwrap_or_else(|_| json!(text.parse::<f64>().expect("a number is a number")))
        }
        tree::Value::String(text) => json!(text),
        tree::Value::Sequence(items) => items.iter().map(plain).collect(),
        tree::Value::Mapping(mapping) => {
            let entries = mapping.entries.iter();
            entries
                .map(|entry| (entry.key.text.to_string(), plain(&entry.value)))
                .collect()
        }
    }
}

#[test]
fn two_readers_of_yaml_agree() {
    let spec = root().join("spec");
    let read = documents(&spec);
    assert!(!read.is_empty(), "there are documents");
    for (name, read) in read {
        let text =
            fs::read_to_string(spec.join(format!("{name}.yaml"))).expect("the document is there");
        let expected: Value = serde_yaml::from_str(&text).expect("the other reader takes it");
        assert_eq!(read, expected, "{name}.yaml is read differently");
    }
}

#[test]
fn yaml_and_json_give_the_same_trees() {
    let read = documents(&root().join("spec"));
    let copy = tempfile::tempdir().expect("a temporary directory can be made");
    for (name, document) in &read {
        let text = serde_json::to_string_pretty(document).expect("a document is JSON");
        fs::write(copy.path().join(format!("{name}.json")), text).expect("a file can be written");
    }
    assert_eq!(documents(copy.path()), read);
}

#[test]
fn readers_agree_on_ambiguous_yaml() {
    let text = r#"
no: NO
on: on
date: 2024-05-09
version: "1.0"
one: 1.5
minus: -720
null_word: null
tilde: ~
empty:
quoted: 'it''s'
escaped: "a\u00e9\n\tb"
folded: >
  one
  two

  three
literal: |+
  one
    two

plain: a # comment
hash: a#b
colon: "a: b"
flow: {a: [1, true, "x"], b: {}}
multi: one
  two
sequence:
- a
-  - b
   - c
"#;
    let dir = tempfile::tempdir().expect("a temporary directory can be made");
    fs::write(dir.path().join("notorious.yaml"), text).expect("a file can be written");
    let expected: Value = serde_yaml::from_str(text).expect("the other reader takes it");
    assert_eq!(documents(dir.path()).get("notorious"), Some(&expected));
}
