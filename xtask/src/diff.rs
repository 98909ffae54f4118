//! Compares two versions of the specification and reports the costs for users:
//! `cargo xtask diff`.
//!
//! Input: the command line, which names two specifications or git revisions. Output: the
//! changes in the requested format, and the exit code.

use std::fmt::{self, Display};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use generator::Specification;
use generator::diagnostics::{Report, printable};
use generator::diff::{self, Diff, VersionStep};
use generator::text::counted;

use crate::exit;
use crate::places::{self, Place, PlaceError};
use crate::report;
use crate::revision::{self, RevisionError};

const HELP: &str = "\
Examples:
  cargo xtask diff                         the last commit and the working tree
  cargo xtask diff main                    another revision and the working tree
  cargo xtask diff v0.1.0 v0.2.0           two revisions
  cargo xtask diff HEAD:old/spec spec      a directory of a revision
  cargo xtask diff ../before/spec spec     two directories
  cargo xtask diff old.yaml new.yaml       two documents of any API
  cargo xtask diff --spec petstore.yaml    a document, and its state at the last commit
  cargo xtask diff --format markdown       an entry for spec/CHANGELOG.md
  cargo xtask diff main --require minor    check in CI that programs still compile
  cargo xtask diff main --require version  check the version in package.yaml

Each change has two costs. On the wire, a request may now be refused, a response
may have something new, or a message may have another meaning. For programs that
use the crate, the cost is a step:
  none   the generated crate is the same
  patch  no item is different, and nothing more is refused
  minor  every program still compiles; there are new items, or calls have
         other results
  major  a program may no longer compile
Before 1.0.0, a major step after 0.1.0 needs 0.2.0, and the others need 0.1.1.
The page spec/COMPATIBILITY.md has the rule for each kind of change.

Exit codes:
  0  no change needs more than --require
  1  a specification has errors, or a change needs more than --require
  2  the command line is wrong, or a name is neither a file, nor a directory, nor a
     revision";

/// Report the changes between two versions of the specification and their costs for
/// users.
///
/// The models are compared, not the texts: operations, parameters, security, webhooks,
/// types, fields, limits, conditions, result codes and documentation. OLD and NEW are
/// directories or documents, or revisions of the git repository of the specification. Write
/// a revision alone or as REVISION:PATH.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The old version [default: HEAD].
    #[arg(value_name = "OLD")]
    old: Option<String>,

    /// The new version [default: the specification in the working tree].
    #[arg(value_name = "NEW")]
    new: Option<String>,

    /// The format of the changes.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Exit with 1 if the changes need a greater step than this one.
    #[arg(long, value_enum, value_name = "STEP")]
    require: Option<Require>,

    /// An OpenAPI Overlay that is applied to both versions, after those beside the
    /// documents; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_parser = places::overlays())]
    overlays: Vec<PathBuf>,

    /// The specification: a directory or one document [default: spec in the workspace].
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,
}

/// The format of the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for the terminal.
    Table,
    /// An entry for a changelog or a pull request.
    Markdown,
    /// JSON for programs.
    Json,
}

/// The greatest step that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Require {
    /// No change of the crate is allowed.
    None,
    /// Only documentation and wider limits may change.
    Patch,
    /// Every program must still compile.
    Minor,
    /// Every change is allowed.
    Major,
    /// The step from the old to the new version in package.yaml is allowed.
    Version,
}

/// The reason why a comparison failed.
#[derive(Debug)]
enum Failure {
    Place(PlaceError),
    Revision(String, RevisionError),
    Spec(Report),
    Render(String),
    TooMuch(String),
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let code = match compare(args) {
        Ok(()) => exit::SUCCESS,
        Err(Failure::Spec(found)) => {
            report::diagnostics(&found);
            exit::FAILURE
        }
        Err(failure) => {
            report::error(&failure, failure.help(args));
            failure.code()
        }
    };
    ExitCode::from(code)
}

fn compare(args: &Args) -> Result<(), Failure> {
    let old = Version::find(args.old.as_deref().or(Some("HEAD")), args)?;
    let new = Version::find(args.new.as_deref(), args)?;
    let before = old.read(&args.overlays)?;
    let after = new.read(&args.overlays)?;
    let diff = diff::compare(&before, &after);
    match args.format {
        Format::Table => {
            let head = format!("{} -> {}", old.shown, new.shown);
            report::print(&format!("{}\n\n", printable(&head)));
            report::print(&diff::table(&diff));
        }
        Format::Markdown => report::print(&diff::markdown(&diff).map_err(Failure::Render)?),
        Format::Json => report::print(&diff::json(&diff)),
    }
    match args.require {
        Some(require) => require.of(&diff),
        None => Ok(()),
    }
}

/// One side of the comparison.
struct Version {
    /// The directory or the document.
    path: PathBuf,
    /// The name in messages.
    shown: String,
    /// The temporary directory of a revision, kept until the end.
    _held: Option<tempfile::TempDir>,
}

impl Version {
    /// Finds the file or directory of a name, or else the revision. Two of them need no
    /// workspace.
    fn find(name: Option<&str>, args: &Args) -> Result<Self, Failure> {
        let spec = || places::spec(args.spec.as_deref()).map_err(Failure::Place);
        let Some(name) = name else {
            let found = match spec() {
                Err(Failure::Place(PlaceError::NoWorkspace { .. })) => {
                    let flags = "NEW or `--spec`";
                    Err(Failure::Place(PlaceError::NoWorkspace { flags }))
                }
                found => found,
            };
            let Place { path, shown } = found?;
            return Ok(Self {
                path,
                shown,
                _held: None,
            });
        };
        let path = PathBuf::from(name);
        if path.is_dir() || path.is_file() {
            return Ok(Self {
                path,
                shown: name.replace('\\', "/"),
                _held: None,
            });
        }
        if places::is_url(name) {
            return Err(Failure::Place(PlaceError::Url(name.to_owned())));
        }
        let failed = |error| Failure::Revision(name.to_owned(), error);
        let spec = match spec() {
            // A name was given that is neither a file nor a directory.
            Err(Failure::Place(PlaceError::NoWorkspace { .. })) if args.old.is_some() => {
                return Err(failed(RevisionError::NoRepository));
            }
            found => found?,
        };
        let held = revision::read(&spec.path, name).map_err(failed)?;
        Ok(Self {
            path: held.path,
            shown: held.shown,
            _held: Some(held.files),
        })
    }

    fn read(&self, overlays: &[PathBuf]) -> Result<Specification, Failure> {
        let mut report = Report::default();
        let read = generator::read_with(&self.path, &self.shown, overlays, &mut report);
        read.ok_or(Failure::Spec(report))
    }
}

impl Require {
    /// Returns an error if the changes need more than is allowed.
    fn of(self, diff: &Diff) -> Result<(), Failure> {
        let allowed = match self {
            Self::None => VersionStep::None,
            Self::Patch => VersionStep::Patch,
            Self::Minor => VersionStep::Minor,
            Self::Major => VersionStep::Major,
            Self::Version if diff.verdict.is_enough() => return Ok(()),
            Self::Version => return Err(Failure::TooMuch(diff.verdict.to_string())),
        };
        if diff.step() <= allowed {
            return Ok(());
        }
        let beyond = diff.changes.iter().filter(|one| one.rust() > allowed);
        Err(Failure::TooMuch(format!(
            "the step is `{}`, more than `{}`, for {}",
            diff.step().as_str(),
            allowed.as_str(),
            counted(beyond.count(), "change")
        )))
    }
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Place(_) => exit::USAGE,
            Self::Revision(_, error) => match error {
                RevisionError::NoGit(_)
                | RevisionError::NoRepository
                | RevisionError::Unknown
                | RevisionError::NoDocument(_) => exit::USAGE,
                RevisionError::Git(_) | RevisionError::Write(_) => exit::FAILURE,
            },
            Self::Spec(_) | Self::Render(_) | Self::TooMuch(_) => exit::FAILURE,
        }
    }

    /// Returns the help for the failure.
    fn help(&self, args: &Args) -> Option<String> {
        match self {
            Self::Revision(_, error) => match error {
                RevisionError::NoGit(_) | RevisionError::NoRepository => {
                    let command = report::command("diff", &[("--spec", &args.spec)], &args.overlays);
                    Some(format!("give two files or directories: {command} OLD NEW"))
                }
                RevisionError::Unknown => Some(
                    "give a file, a directory or a git revision, such as `HEAD~1`, a tag, a branch, a commit or `HEAD:spec`"
                        .to_owned(),
                ),
                RevisionError::NoDocument(_) => Some(
                    "give a revision that has the file, or `REVISION:PATH` if it was moved"
                        .to_owned(),
                ),
                RevisionError::Git(_) | RevisionError::Write(_) => None,
            },
            Self::Place(error) => error.help(),
            Self::Spec(_) | Self::Render(_) | Self::TooMuch(_) => None,
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(error) => error.fmt(f),
            Self::Revision(name, error) => write!(f, "cannot read `{name}`: {error}"),
            Self::Spec(_) => f.write_str("the specification has errors"),
            Self::Render(error) => write!(f, "cannot render the changelog entry: {error}"),
            Self::TooMuch(why) => f.write_str(why),
        }
    }
}
