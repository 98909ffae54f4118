//! A specification as trees whose texts can be replaced.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_yaml::{Mapping, Value};
use tempfile::TempDir;

/// The documents by the names of their files.
#[derive(Clone, PartialEq)]
pub struct Specification {
    documents: Vec<(String, Value)>,
}

/// A text in a specification: a key, a string or the name of a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its position among all texts.
    index: usize,
    /// The current text.
    pub text: String,
    /// The path of keywords, without the names of the case.
    pub keyword: String,
}

/// A text in place of another.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The position, or none to replace every such text.
    index: Option<usize>,
    /// The old text.
    pub before: String,
    /// The new text.
    pub after: String,
    /// The path of keywords.
    pub keyword: String,
}

impl Edit {
    /// Replaces the text at one place.
    pub fn at(place: &Place, text: &str) -> Self {
        let edit = Self::everywhere(place, text);
        Self {
            index: Some(place.index),
            ..edit
        }
    }

    /// Replaces every occurrence of the text, also in references and pointers, so that
    /// the named item gets the new name.
    pub fn everywhere(place: &Place, text: &str) -> Self {
        Self {
            index: None,
            before: place.text.clone(),
            after: text.to_owned(),
            keyword: place.keyword.clone(),
        }
    }

    fn apply(&self, index: usize, text: &str) -> Option<String> {
        match self.index {
            Some(at) => (at == index).then(|| self.after.clone()),
            None if text == self.before => Some(self.after.clone()),
            None if text.contains('/') => {
                let segments = text.split('/').map(|segment| {
                    let file = segment
                        .strip_suffix('#')
                        .filter(|file| *file == self.before);
                    if segment == self.before {
                        self.after.replace('~', "~0").replace('/', "~1")
                    } else if file.is_some() {
                        format!("{}#", file_name(&self.after))
                    } else {
                        segment.to_owned()
                    }
                });
                Some(segments.collect::<Vec<_>>().join("/"))
            }
            None => None,
        }
    }
}

impl Specification {
    /// Reads the documents of a directory.
    pub fn read(dir: &Path) -> Self {
        let entries = fs::read_dir(dir).expect("the directory is there");
        let paths = entries.map(|entry| entry.expect("it can be read").path());
        let mut documents: Vec<(String, Value)> = paths
            .filter(|path| path.extension() == Some("yaml".as_ref()))
            .map(|path| {
                let text = fs::read_to_string(&path).expect("it is text");
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let value = serde_yaml::from_str(&text).expect("it is YAML");
                (name.into_owned(), value)
            })
            .collect();
        documents.sort_by(|left, right| left.0.cmp(&right.0));
        Self { documents }
    }

    /// Writes the documents as JSON, which every YAML reader accepts.
    pub fn write(&self) -> TempDir {
        let dir = tempfile::tempdir().expect("a temporary directory can be made");
        for (name, document) in &self.documents {
            let path = dir.path().join(name);
            let text = serde_json::to_string(document).expect("it is JSON");
            // JSON contains these characters unescaped; YAML requires escapes.
            let text = text.chars().map(|c| match c {
                '\u{7f}'..='\u{9f}' => format!("\\u{:04x}", u32::from(c)),
                _ => c.to_string(),
            });
            let text: String = text.collect();
            fs::write(path, text).expect("a temporary file can be written");
        }
        dir
    }

    /// Returns the document that describes the package.
    pub fn package(&self) -> serde_json::Value {
        let mut documents = self.documents.iter();
        let found = documents.find(|(name, _)| name == "package.yaml");
        let package = found.map(|(_, package)| serde_json::to_value(package));
        package.and_then(Result::ok).unwrap_or_default()
    }

    /// Returns every text.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let mut look = |index: usize, text: &str, keyword: &str| {
            places.push(Place {
                index,
                text: text.to_owned(),
                keyword: keyword.to_owned(),
            });
            None
        };
        let _ = self.replaced(&mut look);
        places
    }

    /// Returns the specification with other texts.
    pub fn edited(&self, edits: &[Edit]) -> Self {
        let mut by_index: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (order, edit) in edits.iter().enumerate() {
            by_index.entry(edit.index).or_default().push(order);
        }
        let mut replace = |index: usize, text: &str, _: &str| {
            let mut replaced: Option<String> = None;
            let of_text = [None, Some(index)];
            let of_text = of_text.iter().filter_map(|index| by_index.get(index));
            let mut orders: Vec<usize> = of_text.flatten().copied().collect();
            orders.sort_unstable();
            for edit in orders.into_iter().filter_map(|order| edits.get(order)) {
                let now = replaced.as_deref().unwrap_or(text);
                replaced = edit.apply(index, now).or(replaced);
            }
            replaced
        };
        self.replaced(&mut replace)
    }

    fn replaced(&self, replace: &mut Replace<'_>) -> Self {
        let mut index = 0;
        let documents = self.documents.iter().map(|(name, document)| {
            // The package is found by its file name.
            let new = (name != "package.yaml").then(|| replace(index, name, "a file"));
            index += 1;
            let name = new
                .flatten()
                .map_or_else(|| name.clone(), |new| file_name(&new));
            let mut walk = Walk {
                index,
                replace: &mut *replace,
            };
            let document = walk.value(document, "", "");
            index = walk.index;
            (name, document)
        });
        Self {
            documents: documents.collect(),
        }
    }
}

type Replace<'a> = dyn FnMut(usize, &str, &str) -> Option<String> + 'a;

struct Walk<'a, 'b> {
    index: usize,
    replace: &'a mut Replace<'b>,
}

impl Walk<'_, '_> {
    fn text(&mut self, text: &str, keyword: &str) -> String {
        let replaced = (self.replace)(self.index, text, keyword);
        self.index += 1;
        replaced.unwrap_or_else(|| text.to_owned())
    }

    /// Visits a value; `above` and `key` are the last two keys of its path.
    fn value(&mut self, value: &Value, above: &str, key: &str) -> Value {
        match value {
            Value::String(text) => self.text(text, &format!("{above}/{key}")).into(),
            Value::Sequence(items) => {
                let items = items.iter().map(|item| self.value(item, above, key));
                Value::Sequence(items.collect())
            }
            Value::Mapping(members) => {
                let mut edited = Mapping::new();
                for (name, value) in members {
                    let name = name.as_str().unwrap_or("200");
                    let mut new = self.text(name, &format!("{key}/key"));
                    if members.contains_key(new.as_str()) || edited.contains_key(new.as_str()) {
                        // Duplicate names would be another error.
                        name.clone_into(&mut new);
                    }
                    let below = if is_free(key) { "*" } else { name };
                    edited.insert(new.into(), self.value(value, key, below));
                }
                Value::Mapping(edited)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => value.clone(),
        }
    }
}

/// Returns true if the keys below this one are names.
fn is_free(key: &str) -> bool {
    [
        "properties",
        "schemas",
        "examples",
        "paths",
        "value",
        "dependentRequired",
    ]
    .contains(&key)
}

/// Turns a text into the name of a document, as far as the system allows.
fn file_name(text: &str) -> String {
    let fits = text.chars().filter(|c| !matches!(c, '/' | '\0'));
    let name: String = fits.take(40).collect();
    format!("x{name}.yaml")
}
