//! Reports warnings about a valid specification: `cargo xtask lint`.
//!
//! Input: the command line. Output: warnings, and the exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use generator::Options;
use generator::diagnostics::Code;

use crate::exit;
use crate::levels::LevelArgs;
use crate::message::{self, MessageFormat};
use crate::places;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask lint                           check a change of the specification
  cargo xtask lint --deny warnings           check in CI
  cargo xtask lint --allow documentation     ignore a group of warnings
  cargo xtask lint --message-format json     print JSON for an editor

`lints` in package.yaml sets the levels; the flags override them.
`cargo xtask explain warnings` lists codes and groups.

Exit codes:
  0  there are no errors and no denied warnings
  1  there are errors or denied warnings
  2  the command line is wrong";

/// Report warnings about the specification.
///
/// Nothing is generated. `cargo xtask explain CODE` explains a warning.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    levels: LevelArgs,

    /// The specification: a directory or one document [default: spec in the workspace].
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay that is applied after those beside the documents; may be repeated.
    #[arg(long = "overlay", value_name = "FILE", value_parser = places::overlays())]
    overlays: Vec<PathBuf>,

    /// The format of warnings and errors.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

/// Runs the command and returns its exit code.
pub(crate) fn run(args: &Args) -> ExitCode {
    let spec = match places::spec(args.spec.as_deref()) {
        Ok(spec) => spec,
        Err(error) => {
            match args.message_format {
                MessageFormat::Human => report::error(&error, error.help()),
                MessageFormat::Json => {
                    let found =
                        message::errors(Code::Io, vec![error.to_string()], error.help().as_deref());
                    MessageFormat::Json.print(&found);
                }
            }
            return ExitCode::from(exit::USAGE);
        }
    };
    let options = Options {
        levels: args.levels.levels(),
        overlays: args.overlays.clone(),
        ..Options::default()
    };
    let (Ok(found) | Err(found)) = generator::lint_with(&spec.path, &spec.shown, &options);
    args.message_format.print(&found);
    if args.message_format == MessageFormat::Human && found.diagnostics.is_empty() {
        report::print(&format!("{}  no warnings\n", spec.shown));
    }
    ExitCode::from(if found.diagnostics.stop_the_run() {
        exit::FAILURE
    } else {
        exit::SUCCESS
    })
}
