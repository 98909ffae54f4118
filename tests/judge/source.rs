//! The documents of a specification as JSON, read without the generator.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The documents of a specification by their file names.
pub type Documents = BTreeMap<String, Value>;

/// Reads the documents at a path: a file, or every file of a directory.
///
/// # Panics
///
/// Panics if a document cannot be read.
#[must_use]
pub fn read(spec: &Path) -> Documents {
    if spec.is_file() {
        return Documents::from([(name(spec), content(spec))]);
    }
    let files = fs::read_dir(spec).expect("the specification is there");
    let paths = files.map(|file| file.expect("the specification can be listed").path());
    let documents = paths.filter(|path| {
        let extension = path.extension().and_then(|it| it.to_str());
        extension.is_some_and(|it| ["yaml", "yml", "json"].contains(&it))
    });
    documents
        .map(|path| (name(&path), content(&path)))
        .collect()
}

fn name(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str());
    name.expect("a document's name is a text").to_owned()
}

fn content(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a document can be read");
    let is_json = path.extension().is_some_and(|it| it == "json");
    if is_json {
        serde_json::from_str(&text).expect("a document is JSON")
    } else {
        let text = with_floats(&text);
        let mut tree: serde_yaml::Value = serde_yaml::from_str(&text).expect("a document is YAML");
        tree.apply_merge().expect("merge keys are mappings");
        serde_json::to_value(with_texts(tree)).expect("a document is like JSON")
    }
}

/// Replaces keys that are no texts by their texts.
fn with_texts(node: serde_yaml::Value) -> serde_yaml::Value {
    match node {
        serde_yaml::Value::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| {
                let text = match key {
                    serde_yaml::Value::String(text) => text,
                    key => serde_yaml::to_string(&key)
                        .unwrap_or_default()
                        .trim()
                        .to_owned(),
                };
                (serde_yaml::Value::String(text), with_texts(value))
            });
            serde_yaml::Value::Mapping(members.collect())
        }
        serde_yaml::Value::Sequence(items) => {
            serde_yaml::Value::Sequence(items.into_iter().map(with_texts).collect())
        }
        other => other,
    }
}

/// Gives integers of more than 64 bits a fraction, because the reader of YAML refuses them.
fn with_floats(text: &str) -> String {
    let line = |line: &str| {
        let value = line.rsplit(' ').next().unwrap_or_default();
        let digits = value.strip_prefix('-').unwrap_or(value);
        let is_integer = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
        let is_large = value.parse::<i64>().is_err() && value.parse::<u64>().is_err();
        let fraction = if is_integer && is_large { ".0" } else { "" };
        format!("{line}{fraction}\n")
    };
    text.lines().map(line).collect()
}

/// Returns the value at a pointer such as `spec/pets.yaml#/components/schemas/Pet`.
#[must_use]
pub fn at<'a>(documents: &'a Documents, pointer: &str) -> Option<&'a Value> {
    let (file, place) = pointer.split_once('#').unwrap_or((pointer, ""));
    let name = file.rsplit('/').next().unwrap_or_default();
    documents.get(name)?.pointer(place)
}
