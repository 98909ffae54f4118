//! The trees of all files, in which references to any part can be followed.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::Loaded;
use crate::text::pointer::{
    child, escaped, name_of, named_file, of_file, percent_decoded, unescaped,
};
use crate::text::tree::{Mapping, Node};

/// The largest number of references that are followed to one object.
const LONGEST_CHAIN: usize = 32;

/// The trees of the files, by their names in pointers.
pub struct Trees<'a> {
    roots: HashMap<String, &'a Node>,
    /// The paths of anchors, by file and name.
    anchors: HashMap<(String, &'a str), String>,
}

/// A node with the pointer to it.
#[derive(Clone)]
pub struct Found<'a> {
    /// The node.
    pub node: &'a Node,
    /// The pointer to it.
    pub pointer: String,
}

impl<'a> Trees<'a> {
    /// Collects the trees of the files of a specification.
    pub fn of(files: impl Iterator<Item = &'a Loaded>) -> Self {
        let roots = files.map(|file| (of_file(&file.name), &file.root));
        let roots: HashMap<String, &'a Node> = roots.collect();
        let mut anchors = HashMap::new();
        for (file, root) in &roots {
            collect_anchors(root, file, &mut String::new(), &mut anchors);
        }
        Self { roots, anchors }
    }

    /// Returns the reference by path that means the same as one by an anchor, in the object
    /// at `pointer`.
    pub fn anchored(&self, reference: &str, pointer: &str) -> Option<String> {
        let (named, anchor) = reference.split_once('#')?;
        let file = self.file(named, pointer)?;
        let path = self.anchors.get(&(file, anchor))?;
        Some(format!("{named}#{path}"))
    }

    /// Returns the file that a reference names in the object at `pointer`. Its name may be
    /// percent-encoded.
    fn file(&self, reference: &str, pointer: &str) -> Option<String> {
        let name = named_file(reference, name_of(pointer)?)?;
        let known = |name: &str| {
            let file = of_file(name);
            self.roots.contains_key(&file).then_some(file)
        };
        known(&name).or_else(|| known(&percent_decoded(&name)?))
    }

    /// Follows the `$ref` of an object that is no schema; reports one that leads nowhere.
    pub fn follow(
        &self,
        node: &'a Node,
        pointer: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Found<'a>> {
        let mut found = Found {
            node,
            pointer: pointer.to_owned(),
        };
        for _ in 0..LONGEST_CHAIN {
            let Some(text) = reference(found.node) else {
                return Some(found);
            };
            let Some(target) = self.target(text.as_str()?, &found.pointer) else {
                break;
            };
            found = target;
        }
        let text = reference(node)?;
        let message = format!("`{}` leads nowhere", text.as_str().unwrap_or_default());
        diagnostics.push(
            Diagnostic::warning(Code::UnresolvedReference, text.span, message)
                .at(format!("{pointer}/$ref"))
                .help("write the path to an existing object: `#/components/…`"),
        );
        None
    }

    /// Returns the node that a reference in the object at `pointer` names.
    pub fn target(&self, reference: &str, pointer: &str) -> Option<Found<'a>> {
        let (file, path) = reference.split_once('#').unwrap_or((reference, ""));
        if !path.is_empty() && !path.starts_with('/') {
            return None;
        }
        let file = self.file(file, pointer)?;
        let mut node = *self.roots.get(&file)?;
        let mut pointer = format!("{file}#");
        for segment in path.split('/').skip(1) {
            let decoded = percent_decoded(segment);
            let name = unescaped(decoded.as_deref().unwrap_or(segment));
            node = match node.as_sequence() {
                Some(items) => items.get(name.parse::<usize>().ok()?)?,
                None => &node.as_mapping()?.get(&name)?.value,
            };
            pointer = child(&pointer, &name);
        }
        Some(Found { node, pointer })
    }
}

/// Collects the anchors of a tree. `path` leads to the node.
fn collect_anchors<'a>(
    node: &'a Node,
    file: &str,
    path: &mut String,
    anchors: &mut HashMap<(String, &'a str), String>,
) {
    let length = path.len();
    if let Some(mapping) = node.as_mapping() {
        for entry in &mapping.entries {
            if let ("$anchor" | "$dynamicAnchor", Some(name)) =
                (&*entry.key.text, entry.value.as_str())
            {
                let key = (file.to_owned(), name);
                anchors.entry(key).or_insert_with(|| path.clone());
            }
            path.push('/');
            path.push_str(&escaped(&entry.key.text));
            collect_anchors(&entry.value, file, path, anchors);
            path.truncate(length);
        }
    }
    for (index, item) in node.as_sequence().into_iter().flatten().enumerate() {
        path.push('/');
        path.push_str(&index.to_string());
        collect_anchors(item, file, path, anchors);
        path.truncate(length);
    }
}

/// Returns the value of `$ref`, if the node is a reference.
fn reference(node: &Node) -> Option<&Node> {
    let mapping: &Mapping = node.as_mapping()?;
    let entry = mapping.get("$ref")?;
    entry.value.as_str().map(|_| &entry.value)
}
