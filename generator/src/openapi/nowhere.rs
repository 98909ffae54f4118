//! Diagnostics for references that lead nowhere.
//!
//! Input: a reference, and the file or the tree that it names. Output: what is missing
//! there, and the name that is probably meant.

use std::slice;

use crate::diagnostics::{Code, Diagnostic, suggestion};
use crate::text::pointer::{child, named_file, percent_decoded, unescaped};
use crate::text::source::Span;
use crate::text::tree::{Entry, Node};

/// The part that a tree does not have.
struct Missing<'t, 'p> {
    /// The path to the object or the list without it.
    parent: String,
    /// Its name.
    name: String,
    /// The names that the object has.
    names: Names<'t>,
    /// The path that follows.
    rest: &'p str,
}

/// The names of the members of an object, of which a list has none.
pub struct Names<'t> {
    entries: slice::Iter<'t, Entry>,
}

impl<'t> Names<'t> {
    fn of(node: &'t Node) -> Self {
        let entries = node.as_mapping().map(|it| it.entries.as_slice());
        Self {
            entries: entries.unwrap_or_default().iter(),
        }
    }
}

impl<'t> Iterator for Names<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        Some(&self.entries.next()?.key.text)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.entries.size_hint()
    }
}

impl ExactSizeIterator for Names<'_> {}

/// Creates the diagnostic for a reference in the file `from` to a file that is not one of
/// `files`.
pub fn no_file<'f>(
    file: &str,
    from: &str,
    span: Span,
    files: impl Iterator<Item = &'f str> + Clone,
) -> Diagnostic {
    const STAY: &str = "refer to a file in the specification's directory: `FILE.yaml#/…`";
    let warn = |message: String| Diagnostic::warning(Code::UnresolvedReference, span, message);
    let is_inside = named_file(file, from).is_some();
    if let Some(what) = elsewhere(file).filter(|_| !is_inside) {
        return warn(format!("`{file}` {what}")).help(STAY);
    }
    let message = format!("there is no document `{file}` in the specification");
    let help = match suggestion(file, files.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", files.collect::<Vec<_>>().join(", ")),
    };
    warn(message).help(help)
}

/// Creates the diagnostic for a reference to a part that the tree of a file does not have;
/// returns nothing if it has it. `near` searches for the name that is meant, and `otherwise`
/// is the help if there is none.
pub fn no_part<'t>(
    (reference, span): (&str, Span),
    (file, root): (&str, &'t Node),
    near: impl FnOnce(&str, Names<'t>) -> Option<&'t str>,
    otherwise: &str,
) -> Option<Diagnostic> {
    let (named, path) = reference.split_once('#')?;
    if !path.is_empty() && !path.starts_with('/') {
        let message = format!("`{path}` is neither a path nor an anchor in `{file}`");
        let report = Diagnostic::warning(Code::UnresolvedReference, span, message);
        return Some(report.help(format!("begin the path with `/`: `{named}#/…`")));
    }
    let missing = missing(root, path)?;
    let (parent, name, rest) = (&missing.parent, &missing.name, missing.rest);
    let message = match parent.as_str() {
        "" => format!("`{file}` has no `{name}`"),
        parent => format!("`{file}` has no `{name}` at `{parent}`"),
    };
    let report = Diagnostic::warning(Code::UnresolvedReference, span, message);
    Some(match near(name, missing.names) {
        Some(near) => report.help(format!(
            "did you mean `{named}#{}{rest}`?",
            child(parent, near)
        )),
        None => report.help(otherwise),
    })
}

/// Returns the first part of a path that a tree does not have.
fn missing<'t, 'p>(root: &'t Node, path: &'p str) -> Option<Missing<'t, 'p>> {
    let mut node = root;
    let mut parent = String::new();
    let mut path = path;
    while let Some(steps) = path.strip_prefix('/') {
        let step = steps.split('/').next().unwrap_or_default();
        let rest = steps.get(step.len()..).unwrap_or_default();
        let decoded = percent_decoded(step);
        let name = unescaped(decoded.as_deref().unwrap_or(step));
        let Some((next, _)) = node.part(&name) else {
            return Some(Missing {
                parent,
                name: name.into_owned(),
                names: Names::of(node),
                rest,
            });
        };
        parent = child(&parent, &name);
        (node, path) = (next, rest);
    }
    None
}

/// Returns the reason why a file outside of the directory is not read.
fn elsewhere(file: &str) -> Option<&'static str> {
    let scheme = file.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(is_scheme) {
        return Some("is a URL, and URLs are not fetched");
    }
    if !file.contains(['/', '\\']) {
        return None;
    }
    Some("is outside the specification's directory")
}

fn is_scheme(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(is_allowed)
}
