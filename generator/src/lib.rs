//! Turns OpenAPI 3.1 documents into a Rust crate of models, builders and result
//! codes.
//!
//! [`generate`] is the whole pipeline; each module is one step of it, and plain
//! data goes from one to the next.

mod describe;
pub mod diagnostics;
pub mod diff;
mod docs;
mod emit;
pub mod files;
mod layout;
mod lint;
pub mod load;
mod lower;
pub mod model;
mod names;
mod openapi;
mod package;
mod parallel;
pub mod pattern;
mod pointer;
mod render;
mod resolve;
pub mod source;
mod support;
#[path = "../support/syntax.rs"]
mod syntax;
pub mod timings;
pub mod tree;

use std::path::Path;

use diagnostics::Diagnostics;
use files::FileSet;
use model::{Api, Shape};
use timings::Timings;

/// The text beside the documents that is copied into the package: what changed
/// from version to version.
const CHANGELOG: &str = "CHANGELOG.md";

/// What came of a specification.
#[derive(Debug)]
pub struct Generated {
    /// Every file of the package.
    pub files: FileSet,
    /// What it was made from, counted.
    pub summary: Summary,
    /// What is worth a look although the output is right.
    pub warnings: Diagnostics,
    /// How long each stage took.
    pub timings: Timings,
}

/// What a specification holds, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// OpenAPI documents.
    pub documents: usize,
    /// Operations.
    pub operations: usize,
    /// Objects and sets of strings.
    pub types: usize,
    /// Result codes, over all operations.
    pub result_codes: usize,
}

/// Generates a package from the documents in `spec`, which messages call
/// `display`.
///
/// # Errors
///
/// Every mistake in the documents, each with its place.
pub fn generate(spec: &Path, display: &str) -> Result<Generated, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut timings = Timings::default();
    let Some(checked) = check(spec, display, &mut timings, &mut diagnostics) else {
        return Err(diagnostics);
    };
    timings.time("lint", || checked.lint(&mut diagnostics));
    // The trees and documents go before the output comes: both are large.
    let (api, documents) = checked.into_model();
    let changelog = load::text(spec, display, CHANGELOG, &mut diagnostics);
    match render::render(&api, changelog.as_deref(), &mut timings, &mut diagnostics) {
        Some(files) => Ok(Generated {
            files,
            summary: Summary::of(&api, documents),
            warnings: diagnostics,
            timings,
        }),
        None => Err(diagnostics),
    }
}

/// Looks through the documents in `spec` for what is not wrong and should not
/// stay, without generating anything.
///
/// # Errors
///
/// Every mistake in the documents, each with its place.
pub fn lint(spec: &Path, display: &str) -> Result<Diagnostics, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut timings = Timings::default();
    let Some(checked) = check(spec, display, &mut timings, &mut diagnostics) else {
        return Err(diagnostics);
    };
    checked.lint(&mut diagnostics);
    Ok(diagnostics)
}

/// The intermediate model of the documents in `spec`, and how many documents
/// there are; nothing if any of them holds a mistake.
pub fn model(spec: &Path, display: &str, diagnostics: &mut Diagnostics) -> Option<(Api, usize)> {
    let checked = check(spec, display, &mut Timings::default(), diagnostics)?;
    Some(checked.into_model())
}

/// A specification without mistakes, at each of its stages.
struct Checked {
    files: Vec<load::Loaded>,
    documents: Vec<openapi::Document>,
    api: Api,
}

fn check(
    spec: &Path,
    display: &str,
    timings: &mut Timings,
    diagnostics: &mut Diagnostics,
) -> Option<Checked> {
    let files = timings.time("load", || load::load(spec, display, diagnostics));
    let (package, documents) = timings.time("openapi", || {
        let package = package::read(&files, display, diagnostics);
        (package, openapi::read_all(&files, display, diagnostics))
    });
    let documents = timings.time("resolve", || resolve::resolve(documents, diagnostics));
    let api = timings.time("lower", || lower::lower(&documents, package, diagnostics))?;
    Some(Checked {
        files,
        documents,
        api,
    })
}

impl Checked {
    /// The model, and how many documents it was made from.
    fn into_model(self) -> (Api, usize) {
        (self.api, self.documents.len())
    }

    fn lint(&self, diagnostics: &mut Diagnostics) {
        let spec = lint::Spec {
            api: &self.api,
            documents: &self.documents,
            files: &self.files,
        };
        lint::lint(&spec, diagnostics);
    }
}

impl Summary {
    fn of(api: &Api, documents: usize) -> Self {
        Self {
            documents,
            operations: api.operations.len(),
            types: api
                .reachable()
                .filter(|(_, def)| matches!(def.shape, Shape::Object(_) | Shape::Enum(_)))
                .count(),
            result_codes: api
                .operations
                .iter()
                .map(|operation| operation.codes.len())
                .sum(),
        }
    }
}
