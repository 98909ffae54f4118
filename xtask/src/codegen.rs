//! Generates the crate from the specification: `cargo xtask codegen`.
//!
//! Input: the command line. Effect: the output directory is brought up to date, or with
//! `--check` the difference is shown and nothing is written. Output: the exit code.

use std::fmt::{self, Display};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use generator::diagnostics::{Code, Report};
use generator::files::{self, CompareError, Comparison, FileError, FileSet, Kind};
use generator::text::counted;
use generator::timings::Timings;
use generator::{Generated, Options};

use crate::exit;
use crate::levels::LevelArgs;
use crate::message::{self, MessageFormat};
use crate::places::{self, Place, PlaceError, Places};
use crate::progress::Line;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen            generate the crate after a change of the specification
  cargo xtask codegen --check    check in CI that the committed crate is up to date
  cargo xtask codegen --timings  show how long each stage took
  cargo xtask codegen --spec petstore.json --out petstore --name petstore
                                 generate a crate from any OpenAPI document
  cargo xtask codegen --spec petstore.json --overlay names.yaml --out petstore
                                 correct the document with an OpenAPI Overlay first

Exit codes:
  0  the crate is up to date
  1  the specification has errors, the crate is out of date, or a file cannot be written
  2  the command line is wrong";

/// Generate the crate from the specification.
///
/// Only files that differ are written. Files that are no longer generated are removed;
/// files without an @generated mark in their first line are kept.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Write nothing; show the difference and exit with 1 if there is one.
    #[arg(long)]
    check: bool,

    /// The specification: a directory or one document [default: spec in the workspace].
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay that is applied after those beside the documents; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_parser = places::overlays())]
    overlays: Vec<PathBuf>,

    /// The directory of the crate; needed with `--spec` [default: generated in the workspace].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The name of the package [default: that of package.yaml, or else the title of the
    /// document].
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    name: Option<String>,

    #[command(flatten)]
    levels: LevelArgs,

    /// The format of errors, warnings and differences.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,

    /// Show the time that each stage took. `emit` and `render` run in parallel; their
    /// times are sums over all threads.
    #[arg(long, conflicts_with = "message_format")]
    timings: bool,
}

/// The reason why a run failed.
#[derive(Debug)]
enum Failure {
    Place(PlaceError),
    Spec(Report),
    Compare(CompareError),
    Write(FileError),
    Stale {
        out: String,
        spec: String,
        found: Comparison,
    },
    Foreign {
        out: String,
        files: Vec<String>,
    },
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let Err(failure) = codegen(args) else {
        return ExitCode::from(exit::SUCCESS);
    };
    match args.message_format {
        MessageFormat::Human => failure.report(args),
        MessageFormat::Json => MessageFormat::Json.print(&failure.findings(args)),
    }
    ExitCode::from(match failure {
        Failure::Place(_) => exit::USAGE,
        _ => exit::FAILURE,
    })
}

fn codegen(args: &Args) -> Result<(), Failure> {
    let started = Instant::now();
    let Places { spec, out } =
        places::find(args.spec.as_deref(), args.out.as_deref()).map_err(Failure::Place)?;
    let line = Line::show();
    let options = Options {
        levels: args.levels.levels(),
        name: args.name.clone(),
        overlays: args.overlays.clone(),
        progress: line.receiver(),
    };
    let Generated {
        files,
        specification,
        summary,
        warnings,
        mut timings,
    } = generator::generate_with(&spec.path, &spec.shown, &options).map_err(Failure::Spec)?;
    if args.message_format == MessageFormat::Json {
        args.message_format.print(&warnings);
    }
    let features = specification.plan.features.summary();
    // The model is large, and the comparison can use its memory.
    drop(specification);
    let comparison = write_or_compare(&files, (&spec, &out), args.check, &mut timings)?;
    drop(line);
    if args.message_format == MessageFormat::Json {
        return Ok(());
    }
    report::table(&report::Run {
        spec: &spec.shown,
        out: &out.shown,
        summary: &summary,
        features,
        comparison: &comparison,
        warnings: &warnings.diagnostics.warnings(),
        lint: report::command("lint", &[("--spec", &args.spec)], &args.overlays),
        check: args.check,
        took: started.elapsed(),
        timings: args.timings.then_some(&timings),
    });
    Ok(())
}

/// Checks the name of a package.
fn package_name(name: &str) -> Result<String, &'static str> {
    if generator::is_package_name(name) {
        return Ok(name.to_owned());
    }
    let has_words = name.starts_with(|first: char| first.is_ascii_lowercase())
        && generator::is_package_name(&format!("a-{name}"));
    Err(if has_words {
        "Rust, cargo or the crate itself uses this name: choose another one"
    } else {
        "write words of lower-case letters and digits, separated by single `-` or `_`; begin \
         with a letter"
    })
}

/// Writes the generated files into the directory, or compares them with it.
fn write_or_compare(
    files: &FileSet,
    (spec, out): (&Place, &Place),
    check: bool,
    timings: &mut Timings,
) -> Result<Comparison, Failure> {
    // Without the lock, temporary files of another run would count as left behind.
    let _lock = if check {
        None
    } else {
        Some(files::lock(&out.path).map_err(Failure::Write)?)
    };
    let comparison = timings
        .time("compare", || files::compare(files, &out.path))
        .map_err(Failure::Compare)?;
    if !check {
        timings
            .time("write", || files::apply(&comparison, &out.path))
            .map_err(Failure::Write)?;
        return Ok(comparison);
    }
    if !comparison.changed.is_empty() {
        return Err(Failure::Stale {
            out: out.shown.clone(),
            spec: spec.shown.clone(),
            found: comparison,
        });
    }
    if !comparison.foreign.is_empty() {
        return Err(Failure::Foreign {
            out: out.shown.clone(),
            files: comparison.foreign,
        });
    }
    Ok(comparison)
}

impl Failure {
    /// Prints the failure for people.
    fn report(&self, args: &Args) {
        match self {
            Self::Spec(diagnostics) => args.message_format.print(diagnostics),
            Self::Stale { out, spec, found } => {
                report::difference(found, out, spec);
                report::error(self, self.help(args));
            }
            Self::Place(_) | Self::Compare(_) | Self::Write(_) | Self::Foreign { .. } => {
                report::error(self, self.help(args));
            }
        }
    }

    /// Returns the failure as findings, one for each file.
    fn findings(&self, args: &Args) -> Report {
        let (code, messages) = match self {
            Self::Spec(diagnostics) => return diagnostics.clone(),
            Self::Stale { out, found, .. } => {
                let changes = found.changed.iter();
                let messages = changes.map(|change| {
                    let what = match change.kind {
                        Kind::Added => "is missing",
                        Kind::Modified => "is out of date",
                        Kind::Removed => "is no longer generated",
                    };
                    format!("`{out}/{}` {what}", change.path)
                });
                (Code::OutOfDate, messages.collect())
            }
            Self::Foreign { out, files } => {
                let message = |file| format!("`{out}/{file}` is not a generated file");
                (Code::NotGenerated, files.iter().map(message).collect())
            }
            Self::Compare(CompareError::HandWritten(paths)) => {
                let paths = paths.iter().map(|path| path.display());
                let message =
                    |path| format!("would overwrite `{path}`, which is not a generated file");
                (Code::NotGenerated, paths.map(message).collect())
            }
            Self::Place(_) | Self::Compare(CompareError::File(_)) | Self::Write(_) => {
                (Code::Io, vec![self.to_string()])
            }
            Self::Compare(CompareError::InvalidPath(_)) => (Code::Internal, vec![self.to_string()]),
        };
        message::errors(code, messages, self.help(args).as_deref())
    }

    /// Returns the help for the failure.
    fn help(&self, args: &Args) -> Option<String> {
        match self {
            Self::Stale { .. } => Some(format!("run: {}", args.command_that_writes())),
            Self::Foreign { out, .. } => Some(format!(
                "move them to another directory: `{out}` may contain only generated files"
            )),
            Self::Compare(CompareError::HandWritten(_)) => {
                Some("move the file, or choose another directory with `--out`".to_owned())
            }
            Self::Place(error) => error.help(),
            Self::Spec(_) | Self::Compare(CompareError::InvalidPath(_)) => None,
            Self::Compare(CompareError::File(error)) | Self::Write(error) => {
                report::remedy(&error.source, "--out")
            }
        }
    }
}

impl Args {
    /// Returns the command line that writes the files that this one checked.
    fn command_that_writes(&self) -> String {
        let places = [("--spec", &self.spec), ("--out", &self.out)];
        report::command("codegen", &places, &self.overlays)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(error) => error.fmt(f),
            Self::Spec(_) => f.write_str("the specification has errors"),
            Self::Compare(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Stale { out, found, .. } => {
                let files = counted(found.changed.len(), "file");
                write!(
                    f,
                    "`{out}` does not match the specification: {files} out of date"
                )
            }
            Self::Foreign { out, files } => {
                write!(f, "`{out}` contains files that were not generated:")?;
                files.iter().try_for_each(|file| write!(f, "\n  {file}"))
            }
        }
    }
}
