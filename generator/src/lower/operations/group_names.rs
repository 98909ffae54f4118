//! Names of the groups of operations: modules and features.
//!
//! A group has the name that its tag gives or chooses. Without a tag, or if the tag has
//! characters that are not ASCII, its name is the first word of the path.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Name;
use crate::names::{self, NameError};
use crate::openapi::{Document, Operation};
use crate::text::pointer::child;
use crate::text::source::{Span, Spanned};

use super::root_names::RootNames;
use crate::lower::naming;

/// The help for the name of a group.
const CHOOSE: &str = "choose a Rust name in `tags` of the document: `x-rust-name: …`";

/// The source of the name of a group.
#[derive(PartialEq, Eq, Hash)]
enum Source {
    Tag,
    Path,
}

/// The names that tags choose.
#[derive(Default)]
pub struct GroupNames {
    chosen: HashMap<String, Spanned<String>>,
    root: RootNames,
    /// The tags and words of paths that were reported.
    reported: HashSet<(Source, String)>,
}

impl GroupNames {
    /// Collects the names that the tags of all documents choose.
    pub fn of(documents: &[Document]) -> Self {
        let mut names = Self {
            root: RootNames::of(documents),
            ..Self::default()
        };
        for tag in documents.iter().flat_map(|document| &document.tags) {
            if let Some(chosen) = &tag.rust_name {
                let entry = names.chosen.entry(tag.name.clone());
                entry.or_insert_with(|| chosen.clone());
            }
        }
        names
    }

    /// Returns the name of the group of an operation. What is wrong with it is reported once.
    pub fn name(&mut self, operation: &Operation, diagnostics: &mut Diagnostics) -> Name {
        let (source, wire, _) = source(operation);
        let mut unused = Diagnostics::default();
        let is_first = self.reported.insert((source, wire.to_owned()));
        let diagnostics = if is_first { diagnostics } else { &mut unused };
        self.at_root(operation, diagnostics)
    }

    /// Returns the name of the group of an operation without reports.
    pub fn peek(&self, operation: &Operation) -> Name {
        self.at_root(operation, &mut Diagnostics::default())
    }

    /// Reports the names of tags that no group has. The reports of groups tell which there are.
    pub fn report_unused(&self, documents: &[Document], diagnostics: &mut Diagnostics) {
        for tag in documents.iter().flat_map(|document| &document.tags) {
            let Some(name) = &tag.rust_name else {
                continue;
            };
            let first = self.chosen.get(&tag.name);
            let other = first.filter(|first| first.value != name.value);
            let why = if other.is_some() {
                "another document chooses another name for the tag"
            } else if self.reported.contains(&(Source::Tag, tag.name.clone())) {
                continue;
            } else {
                "no group of operations has the tag"
            };
            let message = format!("`x-rust-name` has no effect: {why}");
            let report = Diagnostic::error(Code::InvalidExtension, name.span, message);
            let report = match other {
                Some(other) => report.labelled(other.span, "this one counts"),
                None => report,
            };
            diagnostics.push(
                report
                    .at(child(&tag.pointer, "x-rust-name"))
                    .help("remove it, or write it at the first tag of operations"),
            );
        }
    }

    /// Returns the name of the group of an operation, which is a module at the root. If the
    /// crate has another module of that name, the group has a longer one.
    fn at_root(&self, operation: &Operation, diagnostics: &mut Diagnostics) -> Name {
        let (source, wire, span) = source(operation);
        let mut name = match operation.tags.first() {
            Some(tag) => self.tagged(tag, operation, diagnostics),
            None => naming::module_name(wire, span, diagnostics),
        };
        if !self.root.has(&name.rust) {
            return name;
        }
        let replaced = RootNames::replaced(&name.rust, "operations");
        let taken = std::mem::replace(&mut name.rust, replaced);
        let chosen = self.chosen.get(wire).filter(|it| it.value == taken);
        diagnostics.push(if let Some(chosen) = chosen {
            let message = format!("`{taken}` is the name of another module of the crate");
            let report = Diagnostic::error(Code::InvalidName, chosen.span, message);
            report.help("choose another name")
        } else {
            let message = format!(
                "`{wire}` gives the name of another module of the crate: the module of its \
                 operations becomes `{}`",
                name.rust
            );
            let report = Diagnostic::warning(Code::DerivedName, span, message);
            match source {
                Source::Tag => report.help(CHOOSE),
                Source::Path => {
                    report.help("write a tag at the operations, which names their module")
                }
            }
        });
        name
    }

    fn tagged(
        &self,
        tag: &Spanned<String>,
        operation: &Operation,
        diagnostics: &mut Diagnostics,
    ) -> Name {
        if let Some(chosen) = self.chosen.get(&tag.value) {
            return naming::chosen_module_name(&tag.value, tag.span, chosen, diagnostics);
        }
        let of_path = || names::module_name(word(operation)).ok();
        let of_path = match names::module_name(&tag.value) {
            Err(NameError::NotAscii { .. }) => of_path(),
            Err(
                NameError::Blank { .. }
                | NameError::LeadingDigit { .. }
                | NameError::Reserved { .. },
            )
            | Ok(_) => None,
        };
        let Some(rust) = of_path.filter(|name| name.len() <= names::LONGEST) else {
            return naming::module_name(&tag.value, tag.span, diagnostics);
        };
        let message = format!(
            "`{}` has characters that are not ASCII: the modules of its operations are named \
             after their paths, such as `{rust}`",
            tag.value
        );
        diagnostics.push(Diagnostic::warning(Code::DerivedName, tag.span, message).help(CHOOSE));
        Name {
            wire: tag.value.clone(),
            rust,
        }
    }
}

/// Returns the text that names the group of an operation, with its position.
fn source(operation: &Operation) -> (Source, &str, Span) {
    match operation.tags.first() {
        Some(tag) => (Source::Tag, &tag.value, tag.span),
        None => (Source::Path, word(operation), operation.span),
    }
}

/// Returns the first word of a path that is neither a version nor a parameter, nor `api`
/// before another one.
fn word(operation: &Operation) -> &str {
    let words = operation.path.split('/').filter(|it| {
        let digits = it.trim_start_matches('v');
        let is_version = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        !is_version && !it.contains('{')
    });
    let mut words = words.peekable();
    let first = words.peek().copied();
    let word = words.find(|it| *it != "api").or(first);
    word.unwrap_or("root")
}
