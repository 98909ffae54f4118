//! The binding of references to components.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::openapi::nowhere::{Names, no_file, no_part};
use crate::openapi::{
    CodeSetId, CodeSetItem, ComponentId, Document, Schema, SecurityScheme, SecuritySchemeId,
};
use crate::text::pointer::{file_of, named_file, normalized, percent_decoded, unescaped};
use crate::text::source::Spanned;
use crate::text::tree::Node;

use super::index::{ComponentKind, Index};
use super::reference::wrong_escape;

/// The largest number of names that are compared with unresolved references to find
/// suggestions, since there may be as many references as names.
const MAX_COMPARISONS: usize = 100_000;

/// Binds every reference of `documents`; reports those that cannot be resolved.
pub fn bind(
    documents: &mut [Document],
    (roots, unread): (&HashMap<&str, &Node>, &BTreeSet<String>),
    diagnostics: &mut Diagnostics,
) {
    let index = Index::of(documents);
    let mut binder = Binder {
        index: &index,
        roots,
        unread,
        document: 0,
        missing: HashSet::new(),
        comparisons: MAX_COMPARISONS,
        diagnostics,
    };
    for (position, document) in documents.iter_mut().enumerate() {
        binder.document = position;
        for component in &mut document.schemas {
            binder.schema(&mut component.schema);
        }
        for scheme in &mut document.security_schemes {
            binder.security_scheme(scheme);
        }
        for operation in document.all_operations_mut() {
            for schema in operation.schemas_mut() {
                binder.schema(schema);
            }
            for item in &mut operation.code_sets {
                binder.code_set(item);
            }
        }
    }
}

/// The binder of references, one document after the other.
struct Binder<'a> {
    index: &'a Index,
    /// The trees of the documents by name.
    roots: &'a HashMap<&'a str, &'a Node>,
    /// The names of files that could not be read.
    unread: &'a BTreeSet<String>,
    /// The position of the document with the references.
    document: usize,
    /// The files that do not exist. Each is reported once.
    missing: HashSet<String>,
    /// The number of comparisons that are left.
    comparisons: usize,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Binder<'a> {
    fn schema(&mut self, schema: &mut Schema) {
        if let Some(reference) = &mut schema.reference {
            // A part of another document refers to that document.
            let own = self.index.paths.get(file_of(&schema.pointer));
            self.document = own.copied().unwrap_or(self.document);
            let kind = ComponentKind::Schema;
            let found = self.target(kind, &reference.text, &schema.pointer);
            reference.target = found.map(|(document, schema)| ComponentId { document, schema });
        }
        for child in schema.children_mut() {
            self.schema(child);
        }
    }

    fn code_set(&mut self, item: &mut CodeSetItem) {
        let text = &item.reference.text;
        let found = self.target(ComponentKind::CodeSet, text, &item.pointer);
        item.reference.target = found.map(|(document, set)| CodeSetId { document, set });
    }

    fn security_scheme(&mut self, scheme: &mut SecurityScheme) {
        let Some(reference) = &mut scheme.reference else {
            return;
        };
        let found = self.target(
            ComponentKind::SecurityScheme,
            &reference.text,
            &scheme.pointer,
        );
        reference.target = found.map(|(document, scheme)| SecuritySchemeId { document, scheme });
    }

    /// Returns the component that a reference names. `pointer` is that of the object with
    /// the reference.
    fn target(
        &mut self,
        kind: ComponentKind,
        text: &Spanned<String>,
        pointer: &str,
    ) -> Option<(usize, usize)> {
        // The list of diagnostics is full, so another one would be dropped.
        if self.diagnostics.is_full() {
            return None;
        }
        match self.find(kind, text) {
            Ok(target) => return Some(target),
            // The file could not be read or does not exist, which was reported.
            Err(_) if self.names_unreadable(kind, &text.value) => {}
            Err(_) if self.is_missing_again(&text.value) => {}
            Err(report) => self.diagnostics.push(report.at(format!("{pointer}/$ref"))),
        }
        None
    }

    fn find(
        &mut self,
        kind: ComponentKind,
        reference: &Spanned<String>,
    ) -> Result<(usize, usize), Box<Diagnostic>> {
        let warn = |message: String| {
            Diagnostic::warning(Code::UnresolvedReference, reference.span, message)
        };
        let (file, pointer) = match reference.value.split_once('#') {
            Some(parts) => parts,
            None if self.can_be_whole(kind, &reference.value) => (&*reference.value, ""),
            None => return Err(Box::new(no_pointer(kind, &reference.value, warn))),
        };
        let Some(document) = self.document_named(file) else {
            let own = self.index.files.get(self.document);
            let files = self.index.files.iter().map(String::as_str);
            let own = own.map_or("", String::as_str);
            return Err(Box::new(no_file(file, own, reference.span, files)));
        };
        if let Some(target) = self.target_at(document, pointer) {
            return Ok(target);
        }
        if let Some(report) = self.no_part(kind, document, reference) {
            return Err(Box::new(report));
        }
        let components = self.index.names(document, kind);
        let exists = |name: &str| components.is_some_and(|names| names.contains_key(name));
        let name = component_name(kind, &reference.value, pointer, exists, warn)?;
        let component = |name: &str| components.and_then(|names| names.get(name));
        let decoded = || component(&percent_decoded(&name)?);
        match component(&name).or_else(decoded) {
            Some(&position) => Ok((document, position)),
            None => Err(Box::new(self.no_component(kind, document, &name, warn))),
        }
    }

    /// Returns whether a reference without a pointer names a file that is one object, or that
    /// does not exist.
    fn can_be_whole(&self, kind: ComponentKind, reference: &str) -> bool {
        let is_fragment = match self.document_named(reference) {
            Some(document) => self.index.fragments.get(document) == Some(&true),
            None => reference.contains('.'),
        };
        kind == ComponentKind::Schema && is_fragment
    }

    /// Returns the schema at a pointer that is not that of a component.
    fn target_at(&self, document: usize, pointer: &str) -> Option<(usize, usize)> {
        if self.index.targets.is_empty() {
            return None;
        }
        let path = self.index.documents.get(document)?;
        let pointer = normalized(&format!("{path}#{pointer}"));
        self.index.targets.get(&pointer).copied()
    }

    /// Returns whether a reference names a file with errors.
    fn names_unreadable(&self, kind: ComponentKind, reference: &str) -> bool {
        let Some(file) = self.named_file(reference) else {
            return false;
        };
        let Some(&document) = self.index.positions.get(&file) else {
            return self.unread.contains(&file);
        };
        let components = self.index.names(document, kind);
        let text = self.index.texts.get(document);
        !file_of(reference).is_empty()
            && components.is_none_or(HashMap::is_empty)
            && text.is_some_and(|text| self.diagnostics.has_errors_in(*text))
    }

    /// Returns whether a reference names a missing file that was reported before.
    fn is_missing_again(&mut self, reference: &str) -> bool {
        let file = file_of(reference);
        let is_missing = !file.is_empty() && self.document_named(file).is_none();
        is_missing && !self.missing.insert(file.to_owned())
    }

    fn document_named(&self, file: &str) -> Option<usize> {
        if file.is_empty() {
            return Some(self.document);
        }
        let known = |file: &str| self.index.positions.get(file).copied();
        let file = self.named_file(file)?;
        known(&file).or_else(|| known(&percent_decoded(&file)?))
    }

    /// Returns the name of the file that a reference in the current document names.
    fn named_file(&self, reference: &str) -> Option<String> {
        let own = self.index.files.get(self.document)?;
        named_file(reference, own)
    }

    /// Creates the report of a pointer to nothing, unless it is that of a component.
    fn no_part(
        &mut self,
        kind: ComponentKind,
        document: usize,
        reference: &Spanned<String>,
    ) -> Option<Diagnostic> {
        let (file, root) = self.tree(document)?;
        let (section, path) = (kind.section(), reference.value.split_once('#')?.1);
        let is_fragment = self.index.fragments.get(document) == Some(&true);
        let name = path.strip_prefix(&section).filter(|_| !is_fragment);
        if name.is_some_and(|name| !name.contains('/')) || wrong_escape(path).is_some() {
            return None;
        }
        let near = |name: &str, names: Names<'a>| {
            self.comparisons = self.comparisons.checked_sub(names.len())?;
            suggestion(name, names)
        };
        let otherwise = format!("refer to a component: `#{section}NAME`");
        no_part(
            (&reference.value, reference.span),
            (file, root),
            near,
            &otherwise,
        )
    }

    /// Returns the name and the tree of a document.
    fn tree(&self, document: usize) -> Option<(&'a str, &'a Node)> {
        let name = self.index.files.get(document)?;
        Some((name, self.roots.get(name.as_str())?))
    }

    fn no_component(
        &mut self,
        kind: ComponentKind,
        document: usize,
        name: &str,
        warn: impl Fn(String) -> Diagnostic,
    ) -> Diagnostic {
        let file = self.index.files.get(document).map_or("", String::as_str);
        let report = warn(format!("`{file}` has no {} `{name}`", kind.noun()));
        if let Some(near) = self.near_component(kind, document, name) {
            return report.help(format!("did you mean `{near}`?"));
        }
        let mut documents = self.index.files.iter().zip(self.index.of_kind(kind));
        match documents.find_map(|(file, names)| names.contains_key(name).then_some(file)) {
            Some(other) => report.help(format!(
                "write `{other}#{}{name}`, which exists",
                kind.section()
            )),
            None => report.help(format!(
                "add it under `components/{}` of {file}",
                kind.keyword()
            )),
        }
    }

    /// Returns the component of a document whose name is nearest to `name`.
    fn near_component(&mut self, kind: ComponentKind, document: usize, name: &str) -> Option<&str> {
        let names = self.index.names(document, kind)?;
        self.comparisons = self.comparisons.checked_sub(names.len())?;
        let mut names: Vec<&str> = names.keys().map(String::as_str).collect();
        names.sort_unstable();
        suggestion(name, names)
    }
}

/// Creates the report of a reference without a pointer.
fn no_pointer(kind: ComponentKind, text: &str, warn: impl Fn(String) -> Diagnostic) -> Diagnostic {
    let (section, noun) = (kind.section(), kind.noun());
    if text.is_empty() {
        let report = warn("this reference is empty".to_owned());
        return report.help(format!("write `#{section}NAME`"));
    }
    let report = warn(format!("`{text}` does not name a {noun}"));
    report.help(format!(
        "write `#{section}NAME` or `FILE.yaml#{section}NAME`"
    ))
}

/// Returns the name of the component in a pointer.
fn component_name(
    kind: ComponentKind,
    text: &str,
    pointer: &str,
    exists: impl Fn(&str) -> bool,
    warn: impl Fn(String) -> Diagnostic,
) -> Result<String, Box<Diagnostic>> {
    let (section, noun) = (kind.section(), kind.noun());
    let name = pointer
        .strip_prefix(&section)
        // A component without a name is reported at its definition.
        .filter(|name| !name.contains('/') && (!name.is_empty() || exists(name)))
        .map(unescaped)
        .ok_or_else(|| {
            let report = warn(format!("`{text}` is not a named {noun}"));
            Box::new(report.help(format!("refer to a component: `#{section}NAME`")))
        })?;
    match wrong_escape(pointer) {
        Some(escape) => {
            let report = warn(format!("`{escape}` in `{text}` is not a valid escape"));
            Err(Box::new(report.help("write `~0` for `~` and `~1` for `/`")))
        }
        None => Ok(name.into_owned()),
    }
}
