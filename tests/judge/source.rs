//! The documents of a specification as JSON, read without the generator.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

/// The documents of a specification by the paths of their files within it.
pub type Documents = BTreeMap<String, Value>;

/// Reads the documents at a path: a file, or every file of a directory.
///
/// # Errors
///
/// Returns the file that cannot be read, with the reason.
pub fn read(spec: &Path) -> Result<Documents, String> {
    if !spec.is_dir() {
        return Ok(Documents::from([(name(spec), content(spec)?)]));
    }
    let mut documents = Documents::new();
    directory(spec, "", &mut documents)?;
    Ok(documents)
}

/// Reads the files below a directory, whose path within the specification is given.
fn directory(path: &Path, within: &str, documents: &mut Documents) -> Result<(), String> {
    for file in fs::read_dir(path).map_err(|error| failed(path, &error))? {
        let path = file.map_err(|error| failed(path, &error))?.path();
        let inner = format!("{within}{}", name(&path));
        if path.is_dir() {
            directory(&path, &format!("{inner}/"), documents)?;
            continue;
        }
        let extension = path.extension().and_then(|it| it.to_str());
        if extension.is_some_and(|it| ["yaml", "yml", "json"].contains(&it)) {
            documents.insert(inner, content(&path)?);
        }
    }
    Ok(())
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn content(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|error| failed(path, &error))?;
    let is_json = path.extension().is_some_and(|it| it == "json");
    if is_json {
        return serde_json::from_str(&text).map_err(|error| failed(path, &error));
    }
    let text = with_floats(&text);
    let mut tree: serde_yaml::Value =
        serde_yaml::from_str(&text).map_err(|error| failed(path, &error))?;
    tree.apply_merge().map_err(|error| failed(path, &error))?;
    serde_json::to_value(with_texts(tree)).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, why: &dyn Display) -> String {
    format!("{} cannot be read: {why}", path.display())
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
    documents.get(document(file))?.pointer(place)
}

/// Returns the path of a document within the specification, of a path such as
/// `spec/pets.yaml` or an address such as `spec:///pets.yaml`.
#[must_use]
pub fn document(file: &str) -> &str {
    let address = file.strip_prefix("spec:///");
    address.or(file.strip_prefix("spec/")).unwrap_or(file)
}

/// Returns the text that is encoded in a URI.
#[must_use]
pub fn decoded(uri: &str) -> String {
    let text = percent_decode_str(uri);
    text.decode_utf8_lossy().into_owned()
}

/// Encodes a text for a path or a fragment of a URI.
#[must_use]
pub fn encoded(text: &str) -> String {
    const ENCODED: AsciiSet = NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    utf8_percent_encode(text, &ENCODED).to_string()
}
