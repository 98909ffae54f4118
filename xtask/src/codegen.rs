//! `cargo xtask codegen`: the crate from the specification.
//!
//! Input: the command line. Effect: the output directory is what the
//! specification gives, or, with `--check`, the difference is shown and
//! nothing is written. Output: the exit code.

use std::fmt::{self, Display};
use std::mem;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use generator::Generated;
use generator::diagnostics::Diagnostics;
use generator::files::{self, CompareError, Comparison, FileError};
use generator::timings::Timings;

use crate::exit;
use crate::message::MessageFormat;
use crate::places::{self, Place, PlaceError, Places};
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask codegen            generate, after a change of the specification
  cargo xtask codegen --check    in CI: is what is committed up to date?
  cargo xtask codegen --timings  what took how long?

Exit codes:
  0  the crate is what the specification gives
  1  the specification has errors, or the crate is not what it gives
  2  the command line is wrong";

/// Generate the crate from the specification.
///
/// Only files that differ are written. Files that are no longer made are
/// removed; files without an @generated mark in their first line are kept.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Write nothing; show how the crate differs and exit with 1 if it does.
    #[arg(long)]
    check: bool,

    /// The directory with the specification [default: spec in the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// The directory of the crate [default: generated in the workspace].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// How mistakes in the specification are printed.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,

    /// Show how long each stage took. `emit` and `render` run side by side, and
    /// have the sum over all threads.
    #[arg(long, conflicts_with = "message_format")]
    timings: bool,
}

/// Why a run came to nothing.
#[derive(Debug)]
enum Failure {
    Place(PlaceError),
    Spec(Diagnostics),
    Compare(CompareError),
    Write(FileError),
    Stale { out: String, files: usize },
    Foreign { out: String, files: Vec<String> },
}

/// Runs the command and tells how it went.
pub(crate) fn run(args: &Args) -> ExitCode {
    let code = match codegen(args) {
        Ok(()) => exit::FINE,
        Err(Failure::Spec(diagnostics)) => {
            args.message_format.print(&diagnostics);
            exit::WRONG
        }
        Err(failure) => {
            report::error(&failure, failure.help(args));
            match failure {
                Failure::Place(_) => exit::USAGE,
                _ => exit::WRONG,
            }
        }
    };
    ExitCode::from(code)
}

fn codegen(args: &Args) -> Result<(), Failure> {
    let started = Instant::now();
    let Places { spec, out } =
        places::find(args.spec.as_deref(), args.out.as_deref()).map_err(Failure::Place)?;
    let mut generated = generator::generate(&spec.path, &spec.shown).map_err(Failure::Spec)?;
    let mut timings = mem::take(&mut generated.timings);
    if args.message_format == MessageFormat::Json {
        args.message_format.print(&generated.warnings);
    }
    let comparison = settle(&generated, &out, args.check, &mut timings)?;
    if args.message_format == MessageFormat::Json {
        return Ok(());
    }
    report::table(&report::Run {
        spec: &spec.shown,
        out: &out.shown,
        summary: &generated.summary,
        comparison: &comparison,
        warnings: generated.warnings.len(),
        check: args.check,
        took: started.elapsed(),
        timings: args.timings.then_some(&timings),
    });
    Ok(())
}

/// Brings the directory in line with what was generated, or checks that it is.
fn settle(
    generated: &Generated,
    out: &Place,
    check: bool,
    timings: &mut Timings,
) -> Result<Comparison, Failure> {
    // What another run is about to write would be taken for left behind.
    let _lock = if check {
        None
    } else {
        Some(files::lock(&out.path).map_err(Failure::Write)?)
    };
    let comparison = timings
        .time("compare", || files::compare(&generated.files, &out.path))
        .map_err(Failure::Compare)?;
    if !check {
        timings
            .time("write", || files::apply(&comparison, &out.path))
            .map_err(Failure::Write)?;
        return Ok(comparison);
    }
    if !comparison.changed.is_empty() {
        report::difference(&comparison, &out.shown);
        return Err(Failure::Stale {
            out: out.shown.clone(),
            files: comparison.changed.len(),
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
    /// What to do about it.
    fn help(&self, args: &Args) -> Option<String> {
        match self {
            Self::Stale { .. } => Some(args.command_that_writes()),
            Self::Foreign { .. } => Some(
                "move them away: what the crate needs is generated or stands in the generator"
                    .to_owned(),
            ),
            Self::Compare(CompareError::HandWritten(_)) => {
                Some("move it away, or give --out another directory".to_owned())
            }
            Self::Place(_) | Self::Spec(_) | Self::Compare(CompareError::InvalidPath(_)) => None,
            Self::Compare(CompareError::File(error)) | Self::Write(error) => {
                report::remedy(&error.source).map(str::to_owned)
            }
        }
    }
}

impl Args {
    /// The command line that does what this one checked.
    fn command_that_writes(&self) -> String {
        let option = |name: &str, value: &Option<PathBuf>| {
            value
                .as_ref()
                .map(|dir| format!(" {name} {}", dir.display()))
                .unwrap_or_default()
        };
        let spec = option("--spec", &self.spec);
        let out = option("--out", &self.out);
        format!("run: cargo xtask codegen{spec}{out}")
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(error) => error.fmt(f),
            Self::Spec(_) => f.write_str("the specification has errors"),
            Self::Compare(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Stale { out, files } => {
                let files = report::counted(*files, "file");
                write!(
                    f,
                    "`{out}` is not what the specification gives: {files} out of date"
                )
            }
            Self::Foreign { out, files } => {
                write!(f, "`{out}` holds what was not generated:")?;
                files.iter().try_for_each(|file| write!(f, "\n  {file}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_names_the_command_with_its_directories() {
        let mut args = Args {
            check: true,
            spec: None,
            out: None,
            message_format: MessageFormat::Human,
            timings: false,
        };
        assert_eq!(args.command_that_writes(), "run: cargo xtask codegen");
        args.spec = Some("other".into());
        args.out = Some("a/b".into());
        assert_eq!(
            args.command_that_writes(),
            "run: cargo xtask codegen --spec other --out a/b"
        );
    }
}
