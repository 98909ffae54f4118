//! `cargo xtask lint`: what is not wrong with the specification and should not
//! stay.
//!
//! Input: the command line. Output: warnings, and the exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use generator::diagnostics::Diagnostics;

use crate::exit;
use crate::message::MessageFormat;
use crate::places;
use crate::report;

const EXAMPLES: &str = "\
Examples:
  cargo xtask lint                           before a change of the specification is committed
  cargo xtask lint --deny warnings           in CI
  cargo xtask lint --message-format json     for an editor

Exit codes:
  0  there are no errors, and no warnings that are denied
  1  there are
  2  the command line is wrong";

/// Look for what is not wrong with the specification and should not stay.
///
/// Nothing is generated. `cargo xtask explain CODE` explains a warning.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Exit with 1 if there is any.
    #[arg(long, value_name = "WHAT")]
    deny: Option<Denied>,

    /// The directory with the specification [default: spec in the workspace].
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// How findings are printed.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    message_format: MessageFormat,
}

/// What may be denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Denied {
    /// All warnings.
    Warnings,
}

/// Runs the command and tells how it went.
pub(crate) fn run(args: &Args) -> ExitCode {
    let spec = match places::spec(args.spec.as_deref()) {
        Ok(spec) => spec,
        Err(error) => {
            report::error(&error, None);
            return ExitCode::from(exit::USAGE);
        }
    };
    let (found, has_errors) = match generator::lint(&spec.path, &spec.shown) {
        Ok(warnings) => (warnings, false),
        Err(errors) => (errors, true),
    };
    args.message_format.print(&found);
    if args.message_format == MessageFormat::Human && found.is_empty() {
        report::print(&format!("{}  no warnings\n", spec.shown));
    }
    ExitCode::from(if has_errors || is_denied(args, &found) {
        exit::WRONG
    } else {
        exit::FINE
    })
}

fn is_denied(args: &Args, found: &Diagnostics) -> bool {
    args.deny == Some(Denied::Warnings) && !found.is_empty()
}
