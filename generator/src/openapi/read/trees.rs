//! The trees of all files, in which references to any part can be followed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Suggestions};
use crate::load::Loaded;
use crate::openapi::nowhere::{Names, no_file, no_part};
use crate::text::pointer::{
    child, escaped, file_of, name_of, named_file, of_file, percent_decoded, unescaped,
};
use crate::text::source::Span;
use crate::text::tree::{LONGEST_CHAIN, Node};

use super::fields::{Fields, What, refuse_extension};

/// The trees of the files, by their names in pointers.
pub struct Trees<'a> {
    roots: BTreeMap<String, &'a Node>,
    /// The names of files that could not be read.
    unread: &'a BTreeSet<String>,
    suggestions: RefCell<Suggestions>,
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
    /// Collects the trees of the files of a specification. `unread` are the names of those
    /// that could not be read.
    pub fn of(files: impl Iterator<Item = &'a Loaded>, unread: &'a BTreeSet<String>) -> Self {
        let roots = files.map(|file| (of_file(&file.name), &file.root));
        let roots: BTreeMap<String, &'a Node> = roots.collect();
        let mut anchors = HashMap::new();
        for (file, root) in &roots {
            collect_anchors(root, file, &mut String::new(), &mut anchors);
        }
        Self {
            roots,
            unread,
            suggestions: RefCell::default(),
            anchors,
        }
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
            let Some(value) = found.node.reference() else {
                return Some(found);
            };
            let Some(text) = value.as_str() else {
                not_a_text(&found, diagnostics);
                return None;
            };
            let Some(target) = self.target(text, &found.pointer) else {
                if let Some(report) = self.nowhere((text, value.span), &found.pointer) {
                    diagnostics.push(report.at(format!("{}/$ref", found.pointer)));
                }
                return None;
            };
            refuse_extensions(&found, diagnostics);
            found = target;
        }
        let value = node.reference()?;
        diagnostics.push(too_long(value).at(format!("{pointer}/$ref")));
        None
    }

    /// Creates the diagnostic for a reference in the object at `pointer` to nothing, unless
    /// its file could not be read, which was reported.
    fn nowhere(&self, (text, span): (&'a str, Span), pointer: &str) -> Option<Diagnostic> {
        let from = name_of(pointer)?;
        let file = file_of(text);
        if let Some(path) = self.file(file, pointer) {
            let (name, root) = (name_of(&path)?, *self.roots.get(&path)?);
            let mut suggestions = self.suggestions.borrow_mut();
            let near = |name: &str, names: Names<'a>| suggestions.next(name, names);
            let otherwise = "write the path to an existing object: `#/components/…`";
            return no_part((text, span), (name, root), near, otherwise);
        }
        let is_unread = named_file(file, from).is_some_and(|it| self.unread.contains(&it));
        let files = self.roots.keys().filter_map(|path| name_of(path));
        (!is_unread).then(|| no_file(file, from, span, files))
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
            (node, _) = node.part(&name)?;
            pointer = child(&pointer, &name);
        }
        Some(Found { node, pointer })
    }

    /// Returns whether a pointer leads to a node.
    pub fn has(&self, pointer: &str) -> bool {
        let (file, path) = pointer.split_once('#').unwrap_or((pointer, ""));
        let mut segments = path.split('/').skip(1);
        self.roots.get(file).is_some_and(|&root| {
            let step = |node: &'a Node, segment| Some(node.part(&unescaped(segment))?.0);
            segments.try_fold(root, step).is_some()
        })
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

/// Reports the extensions of this generator beside a reference, which are not read.
fn refuse_extensions(found: &Found<'_>, diagnostics: &mut Diagnostics) {
    let entries = found.node.as_mapping().map(|it| &it.entries);
    for entry in entries.into_iter().flatten() {
        refuse_extension(entry, &"a reference", &found.pointer, diagnostics);
    }
}

/// Reports a reference that is no string.
fn not_a_text(found: &Found<'_>, diagnostics: &mut Diagnostics) {
    let (node, what) = (found.node, What::Part("a reference"));
    if let Some(mut fields) = Fields::open(node, found.pointer.as_str(), what, diagnostics) {
        fields.text("$ref", diagnostics);
    }
}

fn too_long(reference: &Node) -> Diagnostic {
    let text = reference.as_str().unwrap_or_default();
    let message = format!("`{text}` leads to more than {LONGEST_CHAIN} other references");
    Diagnostic::warning(Code::Recursion, reference.span, message)
        .help("refer to an object that is no reference itself")
}
