//! Binds every `$ref` to the component that it names.
//!
//! Input: documents whose references are text. Output: the same documents with
//! [`Reference::target`](crate::openapi::Reference::target) filled in. A
//! reference that leads nowhere, or back to itself without passing a property,
//! is reported; the rest of the pipeline then never has to look for one.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, suggestion};
use crate::openapi::{Additional, CodeSetId, CodeSetItem, ComponentId, Document, Schema, Spanned};
use crate::pointer::unescaped;

/// A kind of component that references name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Schema,
    CodeSet,
}

impl Kind {
    /// Returns the keyword of `components` that holds it.
    fn keyword(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::CodeSet => "x-result-codes",
        }
    }

    /// Returns the pointer to what holds it.
    fn section(self) -> String {
        format!("/components/{}/", self.keyword())
    }

    /// Returns the words for one of it.
    fn noun(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::CodeSet => "set of result codes",
        }
    }
}

/// Resolves the references of all `documents`.
pub fn resolve(mut documents: Vec<Document>, diagnostics: &mut Diagnostics) -> Vec<Document> {
    let index = Index::new(&documents);
    let missing = RefCell::default();
    let comparisons = Cell::new(MAX_COMPARISONS);
    for (position, document) in documents.iter_mut().enumerate() {
        let scope = Scope {
            index: &index,
            document: position,
            missing: &missing,
            comparisons: &comparisons,
        };
        for component in &mut document.schemas {
            scope.bind(&mut component.schema, diagnostics);
        }
        for operation in &mut document.operations {
            let bodies = [&mut operation.request, &mut operation.response];
            for body in bodies.into_iter().flatten() {
                scope.bind(&mut body.schema, diagnostics);
            }
            for item in &mut operation.code_sets {
                scope.bind_code_set(item, diagnostics);
            }
        }
    }
    break_cycles(&mut documents, diagnostics);
    documents
}

/// How many names are looked through for those that were meant by references
/// that lead nowhere: there may be as many references as there are names.
const MAX_COMPARISONS: usize = 100_000;

/// The names of all documents and of their components.
struct Index {
    files: Vec<String>,
    /// The positions of the documents by their names.
    positions: HashMap<String, usize>,
    components: Vec<Names>,
}

/// The positions of a document's components by their names.
struct Names {
    schemas: HashMap<String, usize>,
    code_sets: HashMap<String, usize>,
}

impl Names {
    fn of(document: &Document) -> Self {
        let schemas = document.schemas.iter().map(|schema| &schema.key.text);
        let code_sets = document.code_sets.iter().map(|set| &set.key.text);
        Self {
            schemas: schemas.map(ToString::to_string).zip(0..).collect(),
            code_sets: code_sets.map(ToString::to_string).zip(0..).collect(),
        }
    }

    fn of_kind(&self, kind: Kind) -> &HashMap<String, usize> {
        match kind {
            Kind::Schema => &self.schemas,
            Kind::CodeSet => &self.code_sets,
        }
    }
}

impl Index {
    fn new(documents: &[Document]) -> Self {
        Self {
            files: documents
                .iter()
                .map(|document| document.name.clone())
                .collect(),
            positions: documents
                .iter()
                .enumerate()
                .map(|(position, document)| (document.name.clone(), position))
                .collect(),
            components: documents.iter().map(Names::of).collect(),
        }
    }

    /// Returns the components of a kind in each document.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &HashMap<String, usize>> {
        self.components.iter().map(move |names| names.of_kind(kind))
    }

    /// Returns the components of a kind in one document.
    fn names(&self, document: usize, kind: Kind) -> Option<&HashMap<String, usize>> {
        self.components
            .get(document)
            .map(|names| names.of_kind(kind))
    }
}

/// The index as one document sees it.
struct Scope<'a> {
    index: &'a Index,
    document: usize,
    /// The files that are not there, each of which is reported once.
    missing: &'a RefCell<HashSet<String>>,
    /// How many names may still be looked through for one that is near.
    comparisons: &'a Cell<usize>,
}

impl Scope<'_> {
    fn bind(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        if let Some(reference) = &mut schema.reference {
            let found = self.target(Kind::Schema, &reference.text, &schema.pointer, diagnostics);
            reference.target = found.map(|(document, schema)| ComponentId { document, schema });
        }
        for child in schema.children_mut() {
            self.bind(child, diagnostics);
        }
    }

    fn bind_code_set(&self, item: &mut CodeSetItem, diagnostics: &mut Diagnostics) {
        let text = &item.reference.text;
        let found = self.target(Kind::CodeSet, text, &item.pointer, diagnostics);
        item.reference.target = found.map(|(document, set)| CodeSetId { document, set });
    }

    /// Returns the component that a reference names: its document and its position
    /// there. The reference stands in what `pointer` names.
    fn target(
        &self,
        kind: Kind,
        text: &Spanned<String>,
        pointer: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<(usize, usize)> {
        // Beyond the findings that are kept, one more makes no difference.
        if diagnostics.is_full() {
            return None;
        }
        match self.find(kind, text) {
            Ok(target) => return Some(target),
            // What is wrong with a file that cannot be read is known already,
            // and so it is with one that is not there.
            Err(_) if self.names_unreadable(kind, &text.value, diagnostics) => {}
            Err(_) if self.is_missing_again(&text.value) => {}
            Err(report) => diagnostics.push(report.at(format!("{pointer}/$ref"))),
        }
        None
    }

    fn find(
        &self,
        kind: Kind,
        reference: &Spanned<String>,
    ) -> Result<(usize, usize), Box<Diagnostic>> {
        let text = reference.value.as_str();
        let error =
            |message: String| Diagnostic::error(Code::UnresolvedReference, reference.span, message);
        let (section, noun) = (kind.section(), kind.noun());
        if text.is_empty() {
            let report = error("this reference is empty".to_owned());
            return Err(Box::new(report.help(format!("write `#{section}NAME`"))));
        }
        let Some((file, pointer)) = text.split_once('#') else {
            let report = error(format!("`{text}` names no {noun}"));
            return Err(Box::new(report.help(format!(
                "write `#{section}NAME` or `FILE.yaml#{section}NAME`"
            ))));
        };
        let document = self
            .document_named(file)
            .ok_or_else(|| Box::new(self.no_file(file, error)))?;
        let components = self.index.names(document, kind);
        let exists = |name: &str| components.is_some_and(|names| names.contains_key(name));
        let name = pointer
            .strip_prefix(&section)
            // A component without a name is reported where it stands.
            .filter(|name| !name.contains('/') && (!name.is_empty() || exists(name)))
            .map(unescaped)
            .ok_or_else(|| {
                let report = error(format!("`{text}` is not a named {noun}"));
                Box::new(report.help(format!("a reference names a component: `#{section}NAME`")))
            })?;
        if let Some(escape) = wrong_escape(pointer) {
            let report = error(format!("`{escape}` in `{text}` is no escape"));
            return Err(Box::new(report.help("write `~0` for `~` and `~1` for `/`")));
        }
        let component = |name: &str| components.and_then(|names| names.get(name));
        let decoded = || component(&percent_decoded(&name)?);
        match component(&name).or_else(decoded) {
            Some(&position) => Ok((document, position)),
            None => Err(Box::new(self.no_component(kind, document, &name, error))),
        }
    }

    /// Whether a reference leads into a file in which a mistake was found.
    fn names_unreadable(&self, kind: Kind, reference: &str, diagnostics: &Diagnostics) -> bool {
        let file = reference.split('#').next().unwrap_or_default();
        let file = file.strip_prefix("./").unwrap_or(file);
        let is_empty = self.index.positions.get(file).is_none_or(|&position| {
            let components = self.index.names(position, kind);
            components.is_none_or(HashMap::is_empty)
        });
        is_empty && !file.is_empty() && diagnostics.has_errors_in(file)
    }

    /// Whether a reference leads into a file that is not there, and was reported.
    fn is_missing_again(&self, reference: &str) -> bool {
        let file = reference.split('#').next().unwrap_or_default();
        let is_missing = !file.is_empty() && self.document_named(file).is_none();
        is_missing && !self.missing.borrow_mut().insert(file.to_owned())
    }

    fn document_named(&self, file: &str) -> Option<usize> {
        if file.is_empty() {
            return Some(self.document);
        }
        let file = file.strip_prefix("./").unwrap_or(file);
        let known = |file: &str| self.index.positions.get(file).copied();
        known(file).or_else(|| known(&percent_decoded(file)?))
    }

    fn no_file(&self, file: &str, error: impl Fn(String) -> Diagnostic) -> Diagnostic {
        const STAY: &str = "a reference stays among the files of the directory: `FILE.yaml#/…`";
        if let Some(what) = elsewhere(file) {
            return error(format!("`{file}` {what}")).help(STAY);
        }
        let report = error(format!(
            "there is no document `{file}` in the specification"
        ));
        match suggestion(file, self.index.files.iter().map(String::as_str)) {
            Some(near) => report.help(format!("did you mean `{near}`?")),
            None => report.help(format!("the documents are {}", self.index.files.join(", "))),
        }
    }

    fn no_component(
        &self,
        kind: Kind,
        document: usize,
        name: &str,
        error: impl Fn(String) -> Diagnostic,
    ) -> Diagnostic {
        let file = self.index.files.get(document).map_or("", String::as_str);
        let report = error(format!("`{file}` has no {} `{name}`", kind.noun()));
        if let Some(near) = self.near_component(kind, document, name) {
            return report.help(format!("did you mean `{near}`?"));
        }
        let mut documents = self.index.files.iter().zip(self.index.of_kind(kind));
        match documents.find_map(|(file, names)| names.contains_key(name).then_some(file)) {
            Some(other) => report.help(format!("`{other}#{}{name}` exists", kind.section())),
            None => report.help(format!(
                "add it under `components/{}` of {file}",
                kind.keyword()
            )),
        }
    }

    /// The component of a document that a name was most likely meant to be.
    fn near_component(&self, kind: Kind, document: usize, name: &str) -> Option<&str> {
        let names = self.index.names(document, kind)?;
        let left = self.comparisons.get().checked_sub(names.len())?;
        self.comparisons.set(left);
        let mut names: Vec<&str> = names.keys().map(String::as_str).collect();
        names.sort_unstable();
        suggestion(name, names)
    }
}

/// A part of a reference without its percent-encoding; none if it has none, or
/// one that is not well-formed.
fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    if bytes.len() == text.len() {
        return None;
    }
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// The first `~` of a pointer that is neither `~0` nor `~1`, and what follows it.
fn wrong_escape(pointer: &str) -> Option<String> {
    let (_, escapes) = pointer.split_once('~')?;
    let wrong = escapes
        .split('~')
        .find(|rest| !rest.starts_with(['0', '1']))?;
    Some("~".chars().chain(wrong.chars().take(1)).collect())
}

/// Where a reference leads if not to a file of the directory; nothing is ever
/// read there.
fn elsewhere(file: &str) -> Option<&'static str> {
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    if file
        .split_once(':')
        .is_some_and(|(scheme, _)| is_scheme(scheme))
    {
        return Some("is an address, from which nothing is fetched");
    }
    let is_drive = file.as_bytes().get(1) == Some(&b':');
    let is_below = |part: &str| !part.is_empty() && part != "..";
    match file.contains(['/', '\\']) {
        true if is_drive || !file.split(['/', '\\']).all(is_below) => {
            Some("is outside the specification's directory")
        }
        true => Some("does not lie directly in the specification's directory"),
        false => None,
    }
}

/// How many lists, maps, parts and mere references may lead on from a schema, one
/// into the other. Later steps follow them by recursion, and so does the compiler
/// with the types that come of them.
const LONGEST_CHAIN: usize = 64;

const TOO_LONG: &str = "refer to the last of them directly, or put an object in between";

/// Reports references that lead back to themselves, or on without a sensible
/// end, through nothing but `$ref`, `allOf`, lists and maps. They are unbound, so
/// that no later step runs in a circle or too deep.
fn break_cycles(documents: &mut [Document], diagnostics: &mut Diagnostics) {
    let ids: Vec<ComponentId> = documents
        .iter()
        .enumerate()
        .flat_map(|(document, content)| {
            (0..content.schemas.len()).map(move |schema| ComponentId { document, schema })
        })
        .collect();
    let mut chains = Chains::default();
    for id in ids {
        chains.visit(id, documents, 0);
    }
    for (index, id) in chains.faulty.iter().enumerate() {
        let Some(component) = documents
            .get_mut(id.document)
            .and_then(|document| document.schemas.get_mut(id.schema))
        else {
            continue;
        };
        unbind(&mut component.schema);
        let name = &component.key.text;
        let report = |message: String, help: &str| {
            Diagnostic::error(Code::Recursion, component.key.span, message)
                .at(component.schema.pointer.clone())
                .help(help)
        };
        if chains.cyclic.contains(id) {
            diagnostics.push(report(
                format!("`{name}` is defined as itself"),
                "an object may contain itself in a property; a list, a map or an `allOf` cannot be made of itself",
            ));
        } else if index == 0
            || chains
                .faulty
                .iter()
                .take(index)
                .all(|other| chains.cyclic.contains(other))
        {
            // A long chain is too long in many places; one of them is enough.
            diagnostics.push(report(
                format!(
                    "`{name}` leads on through more than {LONGEST_CHAIN} references, lists and maps"
                ),
                TOO_LONG,
            ));
        }
    }
    if chains.faulty.is_empty() {
        for document in documents {
            let components = document.schemas.iter_mut();
            let mut schemas: Vec<&mut Schema> = components.map(|it| &mut it.schema).collect();
            for operation in &mut document.operations {
                let bodies = [&mut operation.request, &mut operation.response];
                schemas.extend(bodies.into_iter().flatten().map(|body| &mut body.schema));
            }
            for schema in schemas {
                chains.report_below(schema, diagnostics);
            }
        }
    }
}

/// The chains of components that are made of each other.
#[derive(Default)]
struct Chains {
    /// How long the one behind each is; none while it is being followed.
    lengths: HashMap<ComponentId, Option<usize>>,
    /// What leads back to itself.
    cyclic: HashSet<ComponentId>,
    /// What leads back to itself or on for too long, in the order it was found.
    faulty: Vec<ComponentId>,
}

impl Chains {
    /// The length of the chain that begins at `id`, to which `depth` steps led.
    fn visit(&mut self, id: ComponentId, documents: &[Document], depth: usize) -> usize {
        match self.lengths.get(&id) {
            Some(Some(length)) => return *length,
            Some(None) => {
                if self.cyclic.insert(id) {
                    self.faulty.push(id);
                }
                return 0;
            }
            None => {}
        }
        self.lengths.insert(id, None);
        let component = documents
            .get(id.document)
            .and_then(|document| document.schemas.get(id.schema));
        let ways = component.map_or_else(Ways::default, |it| Ways::of(&it.schema));
        let mut length = ways.longest;
        let is_far = depth + length > LONGEST_CHAIN;
        if !is_far {
            for (target, steps) in ways.targets {
                length = length.max(steps + self.visit(target, documents, depth + steps));
            }
        }
        if is_far || length > LONGEST_CHAIN {
            self.faulty.push(id);
            length = 0;
        }
        self.lengths.insert(id, Some(length));
        length
    }

    /// Reports what leads on for too long below `schema`, which does not.
    fn report_below(&self, schema: &mut Schema, diagnostics: &mut Diagnostics) {
        for child in schema.children_mut() {
            let ways = Ways::of(child);
            let behind = ways.targets.iter().map(|(target, steps)| {
                let length = self.lengths.get(target).copied().flatten();
                steps + length.unwrap_or(0)
            });
            if behind.fold(ways.longest, usize::max) > LONGEST_CHAIN {
                let message = format!(
                    "this leads on through more than {LONGEST_CHAIN} references, lists and maps"
                );
                diagnostics.push(
                    Diagnostic::error(Code::Recursion, child.span, message)
                        .at(child.pointer.clone())
                        .help(TOO_LONG),
                );
                unbind(child);
            } else {
                self.report_below(child, diagnostics);
            }
        }
    }
}

/// The ways from a schema into what it is made of: named types stand behind
/// `properties`, while lists and maps are spelled out wherever they are used.
#[derive(Default)]
struct Ways {
    /// The components that it is made of, and how many steps lead to each.
    targets: Vec<(ComponentId, usize)>,
    /// The most steps that lead to anything.
    longest: usize,
}

impl Ways {
    fn of(schema: &Schema) -> Self {
        let mut ways = Self::default();
        ways.add(schema, 0);
        ways
    }

    fn add(&mut self, schema: &Schema, steps: usize) {
        self.longest = self.longest.max(steps);
        let reference = schema.reference.as_ref();
        if let Some(target) = reference.and_then(|reference| reference.target) {
            self.targets.push((target, steps.max(1)));
        }
        for part in schema.all_of.iter().chain(schema.items.as_deref()) {
            self.add(part, steps + 1);
        }
        if let Some(Additional::Schema(values)) = &schema.additional {
            self.add(values, steps + 1);
        }
    }
}

fn unbind(schema: &mut Schema) {
    if let Some(reference) = &mut schema.reference {
        reference.target = None;
    }
    for part in schema.all_of.iter_mut().chain(schema.items.as_deref_mut()) {
        unbind(part);
    }
    if let Some(Additional::Schema(values)) = &mut schema.additional {
        unbind(values);
    }
}
