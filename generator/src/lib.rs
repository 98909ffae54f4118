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
mod shown;
pub mod source;
mod support;
#[path = "../support/syntax.rs"]
mod syntax;
pub mod timings;
pub mod tree;

use std::path::Path;

pub use openapi::keyword_table;

use diagnostics::{Diagnostics, Levels};
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
/// Returns every error in the documents and every denied warning, each with its
/// place.
pub fn generate(spec: &Path, display: &str) -> Result<Generated, Diagnostics> {
    generate_with(spec, display, &Levels::default())
}

/// Generates as [`generate`] does, with levels of warnings that win over those
/// of `package.yaml`.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_with(
    spec: &Path,
    display: &str,
    levels: &Levels,
) -> Result<Generated, Diagnostics> {
    let mut diagnostics = with_levels(levels);
    let mut timings = Timings::default();
    let Some(checked) = check(spec, display, &mut timings, &mut diagnostics) else {
        return Err(diagnostics);
    };
    timings.time("lint", || checked.lint(&mut diagnostics));
    if diagnostics.stop_the_run() {
        return Err(diagnostics);
    }
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

/// Reports warnings about the documents in `spec`, without generating anything.
///
/// # Errors
///
/// Returns every error in the documents and every denied warning, each with its
/// place.
pub fn lint(spec: &Path, display: &str) -> Result<Diagnostics, Diagnostics> {
    lint_with(spec, display, &Levels::default())
}

/// Reports warnings as [`lint`] does, with levels that win over those of
/// `package.yaml`.
///
/// # Errors
///
/// As [`lint`].
pub fn lint_with(spec: &Path, display: &str, levels: &Levels) -> Result<Diagnostics, Diagnostics> {
    let mut diagnostics = with_levels(levels);
    let mut timings = Timings::default();
    let Some(checked) = check(spec, display, &mut timings, &mut diagnostics) else {
        return Err(diagnostics);
    };
    checked.lint(&mut diagnostics);
    if diagnostics.stop_the_run() {
        return Err(diagnostics);
    }
    Ok(diagnostics)
}

/// Returns empty findings that keep to the levels of a command line.
fn with_levels(levels: &Levels) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.levels.command_line = levels.clone();
    diagnostics
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
    let are_loaded = !diagnostics.has_errors();
    let (package, documents) = timings.time("openapi", || {
        let package = package::read(&files, display, diagnostics);
        (package, openapi::read_all(&files, display, diagnostics))
    });
    // The package's file is no document.
    let is_whole = are_loaded && documents.len() + 1 >= files.len();
    let documents = timings.time("resolve", || resolve::resolve(documents, diagnostics));
    let api = timings.time("lower", || {
        lower::lower(&documents, is_whole, package, diagnostics)
    })?;
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
