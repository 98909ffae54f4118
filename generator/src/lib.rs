//! A generator from OpenAPI 3.1 documents to a Rust crate of models, builders and result
//! codes.
//!
//! [`generate`] is the whole pipeline. Each module is one stage, and plain data goes from
//! one stage to the next.

#[path = "../support/canonical.rs"]
mod canonical;
mod check;
pub mod diagnostics;
pub mod diff;
mod emit;
#[path = "../support/exact.rs"]
mod exact;
pub mod files;
#[path = "../support/forms.rs"]
mod forms;
mod layout;
mod lint;
pub mod load;
mod lower;
mod markdown;
pub mod model;
mod names;
mod openapi;
mod overlay;
mod package;
mod parallel;
mod pattern;
pub mod plan;
pub mod progress;
mod render;
mod resolve;
mod specification;
pub mod support;
#[path = "../support/syntax.rs"]
mod syntax;
pub mod text;
pub mod timings;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use crate::openapi::keyword_table;
pub use crate::specification::Specification;

use crate::diagnostics::{Levels, Report};
use crate::files::FileSet;
use crate::model::{Api, UnionKind};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::text::places::Places;
use crate::text::source::Sources;
use crate::timings::Timings;

/// The name of the changelog beside the documents, which is copied into the package.
const CHANGELOG: &str = "CHANGELOG.md";

/// A package that was generated from a specification.
#[derive(Debug)]
pub struct Generated {
    /// Every file of the package.
    pub files: FileSet,
    /// The specification, of which the files are a function.
    pub specification: Specification,
    /// The parts of the specification, counted.
    pub summary: Summary,
    /// Warnings about the specification.
    pub warnings: Report,
    /// The time that each stage took.
    pub timings: Timings,
}

/// The size of a specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// The number of OpenAPI documents.
    pub documents: usize,
    /// The number of operations.
    pub operations: usize,
    /// The number of named types.
    pub types: usize,
    /// The number of result codes in all operations.
    pub result_codes: usize,
    /// The number of values that became any JSON value, because they cannot be typed yet.
    pub untyped: usize,
}

/// Generates a package from the documents in `spec`, which messages show as `display`.
///
/// # Errors
///
/// Returns every error in the documents and every denied warning, each with its position.
pub fn generate(spec: &Path, display: &str) -> Result<Generated, Report> {
    generate_with(spec, display, &Options::default())
}

/// The settings of a run, which win over `package.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The levels of warnings.
    pub levels: Levels,
    /// The name of the package.
    pub name: Option<String>,
    /// The overlays that are applied after those beside the documents.
    pub overlays: Vec<PathBuf>,
    /// The receiver of the steps of the run.
    pub progress: Progress,
}

/// Returns whether a package can have this name.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    names::is_crate_name(name)
}

/// Generates as [`generate`] does, with the settings of a command line.
///
/// # Errors
///
/// Returns the same errors as [`generate`].
pub fn generate_with(spec: &Path, display: &str, options: &Options) -> Result<Generated, Report> {
    let mut report = with_levels(&options.levels);
    let mut timings = Timings::told_to(options.progress.clone());
    let source = Input {
        overlays: &options.overlays,
        ..Input::of(spec, display)
    };
    let Some(mut checked) = check(source, &mut timings, &mut report) else {
        return Err(report);
    };
    let count = checked.documents.len();
    timings.time("lint", || checked.lint(&mut report));
    if report.diagnostics.stop_the_run() {
        return Err(report);
    }
    let Checked {
        files,
        mut specification,
        untyped,
        ..
    } = checked;
    // The trees are large, and the output needs their memory.
    drop(files);
    report.diagnostics.forget_repeated();
    if let Some(name) = &options.name {
        specification.plan.package.name.clone_from(name);
    }
    let changelog = load::text(spec, display, CHANGELOG, &mut report);
    let diagnostics = &mut report.diagnostics;
    match render::render(
        &specification,
        changelog.as_deref(),
        &mut timings,
        diagnostics,
    ) {
        Some(files) => Ok(Generated {
            files,
            summary: Summary::of(&specification.api, count, untyped),
            specification,
            warnings: report,
            timings,
        }),
        None => Err(report),
    }
}

/// Reports warnings about the documents in `spec`, without generating anything.
///
/// # Errors
///
/// Returns every error in the documents and every denied warning, each with its position.
pub fn lint(spec: &Path, display: &str) -> Result<Report, Report> {
    lint_with(spec, display, &Options::default())
}

/// Reports warnings as [`lint`] does, with the settings of a command line.
///
/// # Errors
///
/// Returns the same errors as [`lint`].
pub fn lint_with(spec: &Path, display: &str, options: &Options) -> Result<Report, Report> {
    let mut report = with_levels(&options.levels);
    let mut timings = Timings::default();
    let source = Input {
        overlays: &options.overlays,
        ..Input::of(spec, display)
    };
    let Some(mut checked) = check(source, &mut timings, &mut report) else {
        return Err(report);
    };
    checked.lint(&mut report);
    if report.diagnostics.stop_the_run() {
        return Err(report);
    }
    Ok(report)
}

/// Creates an empty report with the levels of a command line.
fn with_levels(levels: &Levels) -> Report {
    let mut report = Report::default();
    report.diagnostics.levels.command_line = levels.clone();
    report
}

/// Explains how the variant of each union with a name is chosen. The name is that of the
/// type or its schema, or the end of the pointer to the schema. `sources` are the texts of the
/// specification.
#[must_use]
pub fn explain_unions(specification: &Specification, sources: &Sources, name: &str) -> Vec<String> {
    let api = &specification.api;
    let unions = api.reachable().filter_map(|(id, def)| {
        let union = def.shape.as_union()?;
        let is_pointer = name.contains('/') && def.origin.ends_with(name);
        let is_meant = is_pointer || def.name.rust == name || def.name.wire == name;
        let text = || {
            let steps = match union.kind {
                UnionKind::Json => plan::steps(union, &plan::choice(api, id, union)),
                UnionKind::Body | UnionKind::Part => "the program chooses it\n".to_owned(),
            };
            let place = sources.shown(&def.origin, None);
            format!("{} at {place}\n{steps}", def.name.rust)
        };
        is_meant.then(text)
    });
    unions.collect()
}

/// Returns the names of the unions, in alphabetical order.
#[must_use]
pub fn union_names(specification: &Specification) -> BTreeSet<&str> {
    let types = specification.api.reachable().map(|(_, def)| def);
    let unions = types.filter(|def| def.shape.as_union().is_some());
    unions.map(|def| def.name.rust.as_str()).collect()
}

/// Reads the specification in `spec`: its model and the plan of the crate. Returns
/// nothing if it has errors.
pub fn read(spec: &Path, display: &str, report: &mut Report) -> Option<Specification> {
    read_with(spec, display, &[], report)
}

/// Reads a specification as [`read`] does, and applies further overlays.
pub fn read_with(
    spec: &Path,
    display: &str,
    overlays: &[PathBuf],
    report: &mut Report,
) -> Option<Specification> {
    let source = Input {
        overlays,
        ..Input::of(spec, display)
    };
    let checked = check(source, &mut Timings::default(), report)?;
    Some(checked.specification)
}

/// Reads the model of the specification in `spec`, even if parts cannot be generated yet.
/// Returns nothing if it has errors.
pub fn read_model(spec: &Path, display: &str, report: &mut Report) -> Option<Api> {
    let read = Inputs::read(Input::of(spec, display), &mut Timings::default(), report);
    let diagnostics = &mut report.diagnostics;
    let mut lowered = lower::lower(&read.documents, read.is_whole, diagnostics);
    check::check(&read.documents, &mut lowered, diagnostics);
    (!diagnostics.has_errors()).then_some(lowered.api)
}

/// The files of a specification.
#[derive(Clone, Copy)]
struct Input<'a> {
    /// The directory or the document.
    spec: &'a Path,
    /// Its name in messages.
    display: &'a str,
    /// Further overlays.
    overlays: &'a [PathBuf],
}

impl<'a> Input<'a> {
    fn of(spec: &'a Path, display: &'a str) -> Self {
        Self {
            spec,
            display,
            overlays: &[],
        }
    }
}

/// The loaded files of a specification.
struct Inputs {
    files: Vec<load::Loaded>,
    documents: Vec<openapi::Document>,
    package: package::Package,
    /// True if every file could be read.
    is_whole: bool,
}

impl Inputs {
    fn read(input: Input<'_>, timings: &mut Timings, report: &mut Report) -> Self {
        let Input {
            spec,
            display,
            overlays,
        } = input;
        let mut directory =
            timings.time("load", || load::load_with(spec, display, overlays, report));
        let Report {
            sources,
            diagnostics,
        } = report;
        timings.time("overlay", || {
            overlay::apply(&mut directory, sources, diagnostics);
        });
        let are_loaded = !diagnostics.has_errors();
        let (package, documents) = timings.time("openapi", || {
            let package = package::read(&directory, diagnostics);
            openapi::to_3_1(&mut directory.files, diagnostics);
            let files = directory.files.iter();
            let files: Vec<&load::Loaded> =
                files.filter(|file| file.name != package::FILE).collect();
            let read = (files.as_slice(), &directory.unread);
            let documents = openapi::read::read_all(read, &mut sources.moved, diagnostics);
            let origin = if directory.is_one_document {
                package::Origin::Document
            } else {
                package::Origin::Directory
            };
            let package = package.unwrap_or_else(|| package::derived(&documents, origin));
            (package, documents)
        });
        let load::Directory { files, unread, .. } = directory;
        let read = files.iter().filter(|file| file.name != package::FILE);
        let is_whole = are_loaded && documents.len() >= read.count();
        let documents = timings.time("resolve", || {
            let roots = files.iter().map(|it| (it.name.as_str(), &it.root));
            resolve::resolve(documents, &roots.collect(), &unread, diagnostics)
        });
        Self {
            files,
            documents,
            package,
            is_whole,
        }
    }
}

/// A specification without errors, with the result of each stage.
struct Checked {
    files: Vec<load::Loaded>,
    documents: Vec<openapi::Document>,
    specification: Specification,
    /// The number of values that became any JSON value.
    untyped: usize,
}

fn check(input: Input<'_>, timings: &mut Timings, report: &mut Report) -> Option<Checked> {
    let Inputs {
        files,
        documents,
        package,
        is_whole,
    } = Inputs::read(input, timings, report);
    let picture = load::beside(input.spec, input.display, plan::PICTURE, report);
    let Report {
        sources,
        diagnostics,
    } = report;
    let mut lowered = timings.time("lower", || lower::lower(&documents, is_whole, diagnostics));
    timings.time("check", || {
        check::check(&documents, &mut lowered, diagnostics);
        diagnostics.fold_counted();
    });
    let (mut api, mut untyped) = (lowered.api, lowered.untyped);
    let plan = timings.time("plan", || {
        let files = files.iter().map(|file| (file.name.as_str(), &file.root));
        let places = Places::new(files, &sources.moved);
        let picture = picture.and_then(|file| Some((file, sources.get(file)?.text.as_str())));
        untyped += plan::leave_out(&mut api, &places, diagnostics);
        Plan::of(&api, package, picture, &places, diagnostics)
    });
    (!diagnostics.has_errors()).then_some(Checked {
        files,
        documents,
        specification: Specification { api, plan },
        untyped,
    })
}

impl Checked {
    /// Adds the warnings about the specification, and drops the documents.
    fn lint(&mut self, report: &mut Report) {
        lint::unused_components(&self.documents, &mut report.diagnostics);
        // They are large, and the warnings need their memory.
        self.documents = Vec::new();
        let spec = lint::Spec {
            api: &self.specification.api,
            files: &self.files,
            sources: &report.sources,
        };
        lint::lint(&spec, &mut report.diagnostics);
    }
}

impl Summary {
    fn of(api: &Api, documents: usize, untyped: usize) -> Self {
        Self {
            documents,
            untyped,
            operations: api.operations.len(),
            types: api.reachable().count(),
            result_codes: api
                .operations
                .iter()
                .map(|operation| operation.codes.len())
                .sum(),
        }
    }
}
