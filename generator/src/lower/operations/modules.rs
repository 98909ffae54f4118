//! Names and modules of operations.
//!
//! The only operation of a document has the path of its id and its product. Other operations
//! are grouped (`group_names`).

use std::collections::HashMap;
use std::mem;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Name;
use crate::names::{self, Numbers};
use crate::openapi::{Document, Operation};
use crate::text::source::{Span, Spanned};

use super::group_names::GroupNames;
use super::path_names::PathNames;
use super::root_names::RootNames;
use crate::lower::naming;
use crate::lower::taken_names::TakenNames;
use crate::lower::types::value::Values;

/// The help for the name of an operation.
const RENAME: &str = "choose a Rust name at the operation: `x-rust-name: …`";

/// The modules of the operations so far.
#[derive(Default)]
pub struct Modules {
    /// The names that paths give.
    paths: PathNames,
    groups: GroupNames,
    root: RootNames,
    taken: TakenNames,
    /// The numbers of equal names in a group.
    numbers: Numbers,
    /// For each module at the root, whether it contains modules, and the place that names it.
    firsts: HashMap<String, (bool, Span)>,
    /// The places of the operations that would have the same module by their ids.
    alike: HashMap<(String, String), Vec<Span>>,
}

impl Modules {
    /// Prepares the modules of the operations in all documents; reports operations without
    /// an id.
    pub fn of(documents: &[Document], diagnostics: &mut Diagnostics) -> Self {
        let mut modules = Self {
            paths: PathNames::of(documents),
            groups: GroupNames::of(documents),
            root: RootNames::of(documents),
            ..Self::default()
        };
        modules.paths.report(documents, diagnostics);
        for document in documents.iter().filter(|document| is_grouped(document)) {
            let derived = document.operations.iter();
            for operation in derived.filter(|it| it.rust_name.is_none()) {
                if let Some(id) = &operation.id {
                    let key = modules.key(operation, id);
                    let alike = modules.alike.entry(key);
                    alike.or_default().push(id.span);
                }
            }
        }
        modules.alike.retain(|_, places| places.len() > 1);
        modules
    }

    /// Returns the name of an operation: the one that the document chooses, its id, or else its
    /// method and path. The latter does not depend on the order of operations, so it also names those with one id.
    pub fn name(
        &self,
        document: &Document,
        operation: &Operation,
        values: &mut Values<'_, '_>,
    ) -> Name {
        if let Some(chosen) = &operation.rust_name {
            return self.chosen(document, operation, chosen, values.diagnostics);
        }
        let Some(id) = &operation.id else {
            return self.paths.name(operation, values.diagnostics);
        };
        let key = self.key(operation, id);
        let diagnostics = &mut *values.diagnostics;
        if let Some(alike) = self.alike.get(&key) {
            let name = self.paths.name(operation, diagnostics);
            diagnostics.push(two_alike(id, alike, &name));
            return name;
        }
        let mut name = naming::module_name(&id.value, id.span, diagnostics);
        if is_grouped(document) {
            if name.rust == key.0 {
                let longer = format!("{} {}", operation.method.keyword(), id.value);
                name.rust = naming::module_name(&longer, id.span, diagnostics).rust;
                diagnostics.push(derived(id, "the name of its group", &name));
            }
        } else if self.root.has(&name.rust) {
            name.rust = RootNames::replaced(&name.rust, "operation");
            diagnostics.push(derived(
                id,
                "the name of another module of the crate",
                &name,
            ));
        }
        name
    }

    /// Returns the name of an operation that the document chooses. The id remains the name in
    /// documentation.
    fn chosen(
        &self,
        document: &Document,
        operation: &Operation,
        chosen: &Spanned<String>,
        diagnostics: &mut Diagnostics,
    ) -> Name {
        let wire = operation.id.as_ref().unwrap_or(chosen);
        let name = naming::chosen_module_name(&wire.value, wire.span, chosen, diagnostics);
        let why = if is_grouped(document) {
            let group = self.groups.peek(operation).rust;
            (name.rust == group).then_some("is the name of the group of the operation")
        } else {
            let is_taken = self.root.has(&name.rust);
            is_taken.then_some("is the name of another module of the crate")
        };
        if let Some(why) = why {
            let message = format!("`{}` {why}", name.rust);
            diagnostics.push(
                Diagnostic::error(Code::InvalidName, chosen.span, message)
                    .help("choose another name"),
            );
        }
        name
    }

    /// Returns the path of the module of an operation. A path that another operation has gets
    /// a number, which is reported.
    pub fn path(
        &mut self,
        document: &Document,
        operation: &Operation,
        (id, product): (&Name, Option<&Name>),
        diagnostics: &mut Diagnostics,
    ) -> Vec<Name> {
        let id_span = operation.id.as_ref().map_or(operation.span, |id| id.span);
        if !is_grouped(document) {
            let names = [Some(id), product];
            let path: Vec<Name> = names.into_iter().flatten().cloned().collect();
            let span = document.product.as_ref().map_or(id_span, |it| it.span);
            if let Err((module, first)) = self.claim(&path, span) {
                diagnostics.push(
                    Diagnostic::error(
                        Code::NameCollision,
                        span,
                        format!("two documents have the module `{module}`"),
                    )
                    .labelled(first, "the other document is here")
                    .help("write another `x-product` in each document of the operation"),
                );
            }
            return path;
        }
        let mut path = vec![self.groups.name(operation, diagnostics), id.clone()];
        let wish = id.rust.clone();
        if let Some(chosen) = &operation.rust_name {
            if let Err((module, first)) = self.claim(&path, chosen.span) {
                diagnostics.push(naming::collision(&module, chosen, first));
            }
            return path;
        }
        let collision = self.claim(&path, id_span).err();
        if collision.is_some() {
            let group = path.first().map_or("", |it| it.rust.as_str());
            let (scope, mut numbers) = (format!("{group}::{wish}"), mem::take(&mut self.numbers));
            let numbered = |number| names::numbered(&wish, number);
            numbers.next(&scope, numbered, |name| {
                if let Some(last) = path.last_mut() {
                    name.clone_into(&mut last.rust);
                }
                self.claim(&path, id_span).is_ok()
            });
            self.numbers = numbers;
        }
        if let (Some((_, first)), Some(last)) = (collision, path.last()) {
            let message = format!(
                "another operation has the module `{wish}` too: it becomes `{}`",
                last.rust
            );
            diagnostics.push(
                Diagnostic::warning(Code::DerivedName, id_span, message)
                    .labelled(first, "the other operation is here")
                    .help(RENAME),
            );
        }
        path
    }

    /// Reports the names that documents choose for groups, and that no group has.
    pub fn report_unused(&self, documents: &[Document], diagnostics: &mut Diagnostics) {
        self.groups.report_unused(documents, diagnostics);
    }

    /// Returns the group and the module that an operation has by its id.
    fn key(&self, operation: &Operation, id: &Spanned<String>) -> (String, String) {
        // What is wrong with the names is reported when they are used.
        let mut unused = Diagnostics::default();
        let name = naming::module_name(&id.value, id.span, &mut unused);
        (self.groups.peek(operation).rust, name.rust)
    }

    /// Claims the path of a module, or returns the module that another document has, with
    /// its place. A module contains either types or modules.
    fn claim(&mut self, path: &[Name], span: Span) -> Result<(), (String, Span)> {
        let text: Vec<&str> = path.iter().map(|name| name.rust.as_str()).collect();
        let [operation, inner @ ..] = text.as_slice() else {
            return Ok(());
        };
        let has_modules = !inner.is_empty();
        let first = self.firsts.entry((*operation).to_owned());
        let (other, place) = *first.or_insert((has_modules, span));
        if other != has_modules {
            return Err(((*operation).to_owned(), place));
        }
        let module = text.join("::");
        let claimed = self.taken.claim(&module, span);
        claimed.map_err(|place| (module, place))
    }
}

/// Returns whether the operations of a document are grouped: if it has several.
fn is_grouped(document: &Document) -> bool {
    document.operations.len() + document.webhooks.len() > 1
}

/// Creates the warning for an id that another operation has too.
fn two_alike(id: &Spanned<String>, alike: &[Span], name: &Name) -> Diagnostic {
    let message = format!(
        "another operation gives the module of `{}` too: it becomes `{}`",
        id.value, name.rust
    );
    let report = Diagnostic::warning(Code::DerivedName, id.span, message).help(RENAME);
    // Two paths can refer to one path item, and then share the operation.
    match alike.iter().find(|other| **other != id.span) {
        Some(other) => report.labelled(*other, "the other operation is here"),
        None => report,
    }
}

/// Creates the warning for an id that gives a name which its module cannot have.
fn derived(id: &Spanned<String>, given: &str, name: &Name) -> Diagnostic {
    let message = format!("`{}` gives {given}: it becomes `{}`", id.value, name.rust);
    Diagnostic::warning(Code::DerivedName, id.span, message).help(RENAME)
}
